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

    precision: share of what was called this class that is of it. recall: share of the class that was found.
    f1: their harmonic mean. support: test documents of the class; called: documents called it.
    """

    name: str
    precision: float
    recall: float
    f1: float
    support: int
    called: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Documents of class `truth` that were called `predicted`; share: of all documents of `truth`."""

    truth: int
    predicted: int
    documents: int
    share: float


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
        """The classification report, a row a class; 0 where nothing can be divided."""
        right = np.diag(self.confusion)
        called, support = self.confusion.sum(axis=0), self.confusion.sum(axis=1)
        precision, recall = right / np.maximum(1, called), right / np.maximum(1, support)
        f1 = 2 * right / np.maximum(1, called + support)
        return [
            ClassReport(name, float(precision[i]), float(recall[i]), float(f1[i]), int(support[i]), int(called[i]))
            for i, name in enumerate(self.classes)
        ]

    def cell(self, truth: int, predicted: int) -> NDArray[np.integer]:
        """Numbers of the documents in one cell of the confusion matrix, the surest first."""
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
        return int(np.argmax([row.recall - row.precision if row.called else -1 for row in rows]))

    def wrongly(self, predicted: int) -> NDArray[np.integer]:
        """Numbers of the documents wrongly called a class, the shortest first."""
        inside = np.flatnonzero((self.predicted == predicted) & (self.truth != predicted))
        return self.documents[inside[np.argsort(self.lengths[inside], kind="stable")]]

    def pairs(self, n: int = 10) -> list[Pair]:
        """What is most often called what, the most documents first."""
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
