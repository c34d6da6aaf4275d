"""Whether two runs differ: by the posts on which they disagree, and how far one accuracy can be trusted.

One convention for the whole act: an accuracy is shown with its 95% interval, and two runs that were judged on the same
posts are told apart where the exact McNemar test gives less than 5%.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.classifier.measures import mcnemar
from engine.newsgroups.dataset import dataset
from engine.newsgroups.run_record import Record

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Paired:
    """Two runs on the same n documents; only_first, only_second: those that only one of them classified correctly."""

    n: int
    only_first: int
    only_second: int

    @property
    def difference(self) -> float:
        """Accuracy of the second minus that of the first: -1 to 1."""
        return (self.only_second - self.only_first) / self.n

    @property
    def p(self) -> float:
        """The probability that chance alone disagrees so unevenly."""
        return mcnemar(self.only_first, self.only_second)

    @property
    def differ(self) -> bool:
        """Whether the two have been told apart."""
        return self.p < LEVEL

    def sentence(self, first: str, second: str) -> str:
        """What the test says of the two, named so: one sentence of plain text."""
        counts = f"{self.only_second} posts only {second} classifies correctly, {self.only_first} only {first}"
        if self.differ:
            better = second if self.difference > 0 else first
            points = f"{abs(100 * self.difference):.1f} percentage points"
            return f"On the same {self.n:,} posts {better} is better by {points} ({counts}; p {_p(self.p)})."
        return f"On the same {self.n:,} posts the two have not been told apart ({counts}; p {_p(self.p)})."


def on_validation(first: Record, second: Record) -> Paired | None:
    """The two on the validation posts; None where they were not validated on the same ones.

    Posts that validate one run may have been learned from by another whose split is a different one, so only equal
    validation sets are compared.
    """
    if not np.array_equal(first.validated, second.validated) or first.settings.corpus != second.settings.corpus:
        return None
    truth = dataset(first.settings).labels(first.validated)
    return paired(truth, first.validation_predicted, second.validation_predicted)


def on_test(first: Record, second: Record) -> Paired:
    """The two on the test posts that both were tested on; nobody has learned from those.

    Raises: ValueError if there are none.
    """
    common, here, there = np.intersect1d(first.documents, second.documents, return_indices=True)
    if not len(common):
        raise ValueError("The two runs have no test post in common.")
    truth = dataset(first.settings).labels(common)
    return paired(truth, first.predicted[here], second.predicted[there])


def paired(truth: NDArray[np.integer], first: NDArray[np.integer], second: NDArray[np.integer]) -> Paired:
    """Counts the disagreements; all of shape (documents,), class numbers."""
    a, b = first == truth, second == truth
    return Paired(len(truth), int((a & ~b).sum()), int((b & ~a).sum()))


def accuracy_on(record: Record, documents: NDArray[np.integer]) -> float:
    """Share of these test documents that the run classified correctly; those it was not tested on do not count."""
    inside = np.isin(record.documents, documents)
    truth = dataset(record.settings).labels(record.documents[inside])
    return float((record.predicted[inside] == truth).mean())


def _p(p: float) -> str:
    return "below 0.001" if p < 0.001 else f"= {p:.3f}"
