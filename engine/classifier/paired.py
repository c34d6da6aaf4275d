"""Whether two classifiers differ: by the documents on which they disagree.

One convention for the whole app: an accuracy is shown with its 95% interval, and two that were judged on the same
documents are told apart where the exact McNemar test gives less than 5%.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.classifier.measures import mcnemar

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Paired:
    """Two on the same n documents; only_first, only_second: those that only one of them classified correctly.

    what: what the documents are called, in the plural. both: those that both classified correctly.
    """

    n: int
    only_first: int
    only_second: int
    what: str = "posts"
    both: int = 0

    @property
    def first(self) -> float:
        """Accuracy of the first on these documents: 0 to 1."""
        return (self.both + self.only_first) / self.n

    @property
    def second(self) -> float:
        """Accuracy of the second on these documents: 0 to 1."""
        return (self.both + self.only_second) / self.n

    @property
    def difference(self) -> float:
        """Accuracy of the second minus that of the first: -1 to 1."""
        return (self.only_second - self.only_first) / self.n

    @property
    def points(self) -> str:
        """The difference in percentage points, with its sign: "+5.1"."""
        return points(self.first, self.second)

    @property
    def p(self) -> float:
        """The probability that chance alone disagrees so unevenly."""
        return mcnemar(self.only_first, self.only_second)

    @property
    def p_written(self) -> str:
        """p as it is written: "p-value 0.012"; the letter alone stands for a probability of the network."""
        return f"p-value {'below 0.001' if self.p < 0.001 else f'{self.p:.3f}'}"

    @property
    def differ(self) -> bool:
        """Whether the two have been told apart."""
        return self.p < LEVEL

    def sentence(self, first: str, second: str) -> str:
        """What the test says of the two, named so: one sentence of plain text."""
        counts = f"{self.only_second} {self.what} only {second} classifies correctly, {self.only_first} only {first}"
        if self.differ:
            better = second if self.difference > 0 else first
            by = f"{self.points[1:]} percentage points"
            return f"On the same {self.n:,} {self.what} {better} is better by {by} ({counts}; {self.p_written})."
        return f"On the same {self.n:,} {self.what} the two have not been told apart ({counts}; {self.p_written})."


def paired(
    truth: NDArray[np.integer], first: NDArray[np.integer], second: NDArray[np.integer], what: str = "posts"
) -> Paired:
    """Counts the disagreements; all of shape (documents,), class numbers."""
    a, b = first == truth, second == truth
    return Paired(len(truth), int((a & ~b).sum()), int((b & ~a).sum()), what, int((a & b).sum()))


def points(first: float, second: float) -> str:
    """The second share minus the first in percentage points, with its sign: "+5.1".

    Two decimals where one would contradict the two shares as they are shown, rounded to a tenth of a percent.
    """
    difference = 100 * (second - first)
    shown = float(f"{100 * second:.1f}") - float(f"{100 * first:.1f}")
    return f"{difference:+.1f}" if f"{difference:+.1f}" == f"{shown:+.1f}" else f"{difference:+.2f}"
