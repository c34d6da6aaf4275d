"""What a finished run leaves: small arrays and numbers, no framework objects."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups.models import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A run's outcome on the test posts, and how it got there.

    history: one dict an epoch: epoch, loss, accuracy, val_loss, val_accuracy, seconds; empty for Naive Bayes.
    documents: (tests,) numbers of the test documents; probabilities: (tests, classes) float32, rows sum to 1.
    loss, accuracy: on the test documents. stopped: whether the run was stopped before its end.
    seconds: training alone. peak_mb: most memory the process had while training and testing.
    """

    settings: Settings
    kind: str
    documents: NDArray[np.integer]
    probabilities: NDArray[np.float32]
    loss: float
    accuracy: float
    macro_f1: float
    parameters: int
    seconds: float
    peak_mb: float
    history: list[dict[str, Any]] = field(default_factory=list)
    stopped: bool = False

    @property
    def predicted(self) -> NDArray[np.integer]:
        """The class with the largest probability: (tests,)."""
        return self.probabilities.argmax(axis=1)

    @property
    def best_epoch(self) -> int | None:
        """The epoch with the smallest validation loss, counted from 1; None if no epoch was finished."""
        return best_epoch(self.history)


def best_epoch(history: list[dict[str, Any]]) -> int | None:
    """The epoch with the smallest validation loss, counted from 1; None before the first."""
    finished = [epoch for epoch in history if np.isfinite(epoch["val_loss"])]
    return min(finished, key=lambda epoch: epoch["val_loss"])["epoch"] if finished else None


def macro_f1(truth: NDArray[np.integer], predicted: NDArray[np.integer], n_classes: int) -> float:
    """F1 of each class, averaged with every class counting the same; 0 for a class nobody is in or called.

    Shapes: truth and predicted (documents,). scikit-learn's `f1_score(average="macro")`, without its 60 MB.
    """
    right = np.bincount(truth[truth == predicted], minlength=n_classes)
    both = np.bincount(truth, minlength=n_classes) + np.bincount(predicted, minlength=n_classes)
    return float((2 * right / np.maximum(1, both)).mean())
