"""What a model relies on that will not be there in use: its strongest words, before and after the posts are cleaned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
