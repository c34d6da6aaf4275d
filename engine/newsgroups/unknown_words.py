"""The column for words outside the vocabulary: whether any training post has one to learn from."""

from dataclasses import dataclass

from engine.newsgroups.dataset import Dataset, dataset
from engine.newsgroups.models import Settings
from engine.newsgroups.vectors import UNKNOWN, Numbers, matrix
from engine.once import once


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """Posts of each part, and those of them in which column 1 is not 0; of the words of the test posts, the share that
    has no column of its own."""

    train: int
    train_with: int
    test: int
    test_with: int
    unread: float

    @property
    def sentence(self) -> str:
        """What the counts mean for the column's weights, as plain text."""
        tested = (
            f"{self.test_with / self.test:.0%} of the test posts have a word outside the vocabulary ({self.unread:.0%} "
            "of all their words)"
        )
        if self.train_with == 0:
            return (
                f"No training post has one, while {tested}. So column 1 is 0 in every row that is learned from, its "
                "gradient is always 0, and nothing is ever learned for it: in a new post its weights are the random "
                "numbers they began as."
            )
        return f"{self.train_with:,} of the {self.train:,} training posts have one too, and {tested}."


@once(4)
def counted(settings: Settings) -> UnknownColumn:
    """The column as a run with these settings meets it.

    Raises: ValueError if the settings leave no posts or no words.
    """
    data = dataset(settings)
    train, test = data.parts.train, data.parts.test
    times = matrix(data.counts, test, data.vocabulary, "count")
    unread = float(times.data[times.indices == UNKNOWN].sum() / times.data.sum())
    return UnknownColumn(len(train), _with_unknown(data, train), len(test), _with_unknown(data, test), unread)


def _with_unknown(data: Dataset, documents: Numbers) -> int:
    rows = data.vectors(documents)
    return int((rows.indices == UNKNOWN).sum())
