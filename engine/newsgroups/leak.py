"""What a model relies on that will not be there in use: its strongest words, before and after the posts are cleaned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from engine.newsgroups.dataset import dataset
from engine.newsgroups.experiments import LEAKING
from engine.newsgroups.models import SECOND

VANISHED = 0.8


@dataclass(frozen=True, slots=True)
class Leak:
    """One strong word. before, after: training posts that hold it with headers, footers and quotes left in, and out."""

    newsgroup: str
    word: str
    push: float
    before: int
    after: int

    @property
    def gone(self) -> float:
        """Share of its posts that lose it with the cleaning; below 0 where more have it."""
        return 1 - self.after / self.before

    @property
    def vanished(self) -> bool:
        """Whether it all but goes with the headers, footers and quotes."""
        return self.gone >= VANISHED


def leaks(pushers: Mapping[str, Sequence[tuple[str, float]]], n: int = 8) -> list[Leak]:
    """The n strongest words of each class, with the posts that hold them.

    pushers: class -> (word, change of its log-odds), of the model that was trained with everything left in.
    """
    left_in, clean = dataset(LEAKING).vocabulary, dataset(SECOND).vocabulary
    found = []
    for name, words in pushers.items():
        for word, push in words[:n]:
            column = clean.column_of.get(word)
            after = int(clean.documents[column]) if column else 0
            found.append(Leak(name, word, push, int(left_in.documents[left_in.column_of[word]]), after))
    return found


def counted(rows: Sequence[Leak]) -> str:
    """How many of the strongest words all but vanish, and what becomes of the others: part of the score is no leak."""
    others = [row.gone for row in rows if not row.vanished]
    told = f"{len(rows) - len(others)} of the {len(rows)} strongest words all but vanish."
    typical = median(others) if others else 0.0
    if typical <= 0:
        return told
    return (
        f"{told} Of the others half lose {typical:.0%} of their posts or more: subject lines and quotes say them, too. "
        "So part of the better score is more text on the subject, and part is the leak."
    )
