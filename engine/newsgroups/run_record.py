"""What a finished run leaves: small arrays and numbers, no framework objects."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups.models import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A run's outcome on the validation and the test posts, and how it got there.

    history: one dict per epoch: epoch, loss, accuracy, val_loss, val_accuracy, seconds; empty for Naive Bayes.
    samples: what became of one post, epoch by epoch (`engine.newsgroups.sample_trace`); empty for Naive Bayes.
    documents: (tests,) numbers of the test documents; probabilities: (tests, classes) float32, rows sum to 1.
    loss, accuracy, macro_f1: on the test documents.
    validated: (validations,) numbers of the validation documents; validation_predicted: (validations,) their classes as
    the finished model predicts them; validation_accuracy: the share of them that is right.
    stopped: whether the run was stopped before its end. seconds: training alone. peak_mb: most memory the process had
    while training and testing. recorded: read from a file that ships, not trained by this server.
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
    validated: NDArray[np.integer]
    validation_predicted: NDArray[np.integer]
    validation_accuracy: float
    history: list[dict[str, Any]] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    stopped: bool = False
    recorded: bool = False

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
