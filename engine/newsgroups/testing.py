"""What a run's test says: confusion matrix, classification report, and where to look closer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups.dataset import Dataset, dataset
from engine.newsgroups.run_record import Record

SHORT = 10


@dataclass(frozen=True, slots=True)
class ClassReport:
    """One class's row of the classification report.

    precision: share of what was predicted as this class that is of it. recall: share of the class that was found.
    f1: their harmonic mean. support: test documents of the class; predicted: documents predicted as it.
    """

    name: str
    precision: float
    recall: float
    f1: float
    support: int
    predicted: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Documents of class `truth` that were predicted as `predicted`; share: of all documents of `truth`."""

    truth: int
    predicted: int
    documents: int
    share: float


@dataclass(frozen=True, slots=True)
class Confused:
    """The mistakes of a test. within: the share of them in the right block; by_chance: what it would be if every wrong
    class were as likely as any other."""

    mistakes: int
    within: float
    by_chance: float

    @property
    def sentence(self) -> str:
        """The two shares beside each other, as plain text; "" where nothing is confused."""
        if not self.mistakes:
            return ""
        return (
            f"Of the {self.mistakes:,} mistakes {self.within:.0%} stay within the block of related newsgroups; if the "
            f"wrong one were drawn by chance, it would be {self.by_chance:.0%}."
        )


@dataclass(frozen=True, eq=False)
class Test:
    """A run's test, opened. truth, predicted, lengths, documents: (tests,); confusion: (classes, classes)."""

    classes: list[str]
    documents: NDArray[np.integer]
    truth: NDArray[np.integer]
    predicted: NDArray[np.integer]
    probabilities: NDArray[np.float32]
    lengths: NDArray[np.int64]
    confusion: NDArray[np.int64]

    __test__ = False  # the name is the field's, not a test for pytest

    def report(self) -> list[ClassReport]:
        """The classification report, one row per class; 0 where nothing can be divided."""
        right = np.diag(self.confusion)
        called, support = self.confusion.sum(axis=0), self.confusion.sum(axis=1)
        precision, recall = right / np.maximum(1, called), right / np.maximum(1, support)
        f1 = 2 * right / np.maximum(1, called + support)
        return [
            ClassReport(name, float(precision[i]), float(recall[i]), float(f1[i]), int(support[i]), int(called[i]))
            for i, name in enumerate(self.classes)
        ]

    def cell(self, truth: int, predicted: int) -> NDArray[np.integer]:
        """Numbers of the documents in one cell of the confusion matrix, the most confident first."""
        inside = np.flatnonzero((self.truth == truth) & (self.predicted == predicted))
        return self.documents[inside[np.argsort(-self.probabilities[inside, predicted], kind="stable")]]

    def row(self, document: int) -> NDArray[np.float32]:
        """The softmax row of one test document: (classes,).

        Raises: KeyError if the document is not among those tested.
        """
        where = np.flatnonzero(self.documents == document)
        if not len(where):
            raise KeyError(f"Document {document} is not among the {len(self.documents):,} tested.")
        return self.probabilities[where[0]]

    def greedy(self) -> int:
        """The class that swallows others' documents: recall furthest above precision."""
        rows = self.report()
        return int(np.argmax([row.recall - row.precision if row.predicted else -1 for row in rows]))

    def accepting(self) -> str:
        """What the class that swallows others' documents does, with its figures; "" where no class does."""
        row = self.report()[self.greedy()]
        if row.recall - row.precision < 0.1:
            return ""
        return (
            f"Of the posts of {row.name} {row.recall:.0%} are found: its recall. But of those predicted as {row.name} "
            f"only {row.precision:.0%} belong there: its precision."
        )

    def of_no_token(self) -> str:
        """What became of the documents that have no token left; "" where there are none."""
        empty = self.predicted[self.lengths == 0]
        if not len(empty):
            return ""
        return (
            f"{len(empty):,} test posts have no token left. Their vectors are all zeros, so the biases alone decide, "
            f"and every one of them is predicted as {self.classes[int(empty[0])]}. One or two weak words change little."
        )

    def in_block(self, blocks: list[tuple[str, list[int]]]) -> float:
        """Share of the documents that were predicted as a class of the right block."""
        block = np.empty(len(self.classes), np.int64)
        for number, (_, own) in enumerate(blocks):
            block[own] = number
        return float((block[self.predicted] == block[self.truth]).mean())

    def confused(self, blocks: list[tuple[str, list[int]]]) -> "Confused":
        """How many mistakes stay in the right block, and how many would if the wrong class were any of the others."""
        wrong = self.truth[self.predicted != self.truth]
        if not len(wrong):
            return Confused(0, 0.0, 0.0)
        right = float((self.predicted == self.truth).mean())
        size = {number: len(own) for _, own in blocks for number in own}
        others = [(size[int(truth)] - 1) / (len(self.classes) - 1) for truth in wrong]
        return Confused(len(wrong), (self.in_block(blocks) - right) / (1 - right), sum(others) / len(others))

    def wrongly(self, predicted: int) -> NDArray[np.integer]:
        """Numbers of the documents wrongly predicted as a class, the shortest first."""
        inside = np.flatnonzero((self.predicted == predicted) & (self.truth != predicted))
        return self.documents[inside[np.argsort(self.lengths[inside], kind="stable")]]

    def pairs(self, n: int = 10) -> list[Pair]:
        """What is most often predicted as what, the most documents first."""
        wrong = self.confusion.copy()
        np.fill_diagonal(wrong, 0)
        order = np.argsort(-wrong, axis=None, kind="stable")[:n]
        found = [(*map(int, np.unravel_index(i, wrong.shape)),) for i in order]
        totals = self.confusion.sum(axis=1)
        return [Pair(t, p, int(wrong[t, p]), float(wrong[t, p] / totals[t])) for t, p in found if wrong[t, p]]

    def by_length(self, edges: tuple[int, ...] = (0, 1, 5, SHORT, 20, 50, 100)) -> list[tuple[str, int, float]]:
        """Documents by number of tokens: (range, how many, accuracy). Short ones are hard to judge."""
        ends = [*edges[1:], np.inf]
        rows = []
        for low, high in zip(edges, ends, strict=True):
            inside = (self.lengths >= low) & (self.lengths < high)
            name = str(low) if high == low + 1 else f"{low} or more" if high == np.inf else f"{low} to {high - 1}"
            if inside.any():
                rows.append((name, int(inside.sum()), float((self.predicted == self.truth)[inside].mean())))
        return rows


def opened(record: Record) -> Test:
    """A run's test with everything that can be asked of it."""
    data = dataset(record.settings)
    return test(data, record)


def test(data: Dataset, record: Record) -> Test:
    """The same, of data at hand."""
    truth, predicted, n = data.labels(record.documents), record.predicted, len(data.classes)
    confusion = np.bincount(truth.astype(np.int64) * n + predicted, minlength=n * n).reshape(n, n)
    return Test(
        data.classes,
        record.documents,
        truth,
        predicted,
        record.probabilities,
        data.lengths[record.documents],
        confusion,
    )


test.__test__ = False  # type: ignore[attr-defined]
