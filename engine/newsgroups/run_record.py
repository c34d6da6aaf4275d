"""What a finished run leaves: small arrays and numbers, no framework objects."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.classifier.measures import best_epoch
from engine.newsgroups.dataset import dataset
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
    def tested(self) -> str:
        """The posts it was tested on: "7,044 longer test posts", where shorter ones were left out."""
        counts, n = dataset(self.settings).counts, len(self.documents)
        return f"{n:,} {'longer ' if n < counts.n_documents - counts.n_train else ''}test posts"

    @property
    def lowest(self) -> float:
        """The smallest validation loss of all epochs; infinite if there is none."""
        losses = (epoch["val_loss"] for epoch in self.history)
        return min((loss for loss in losses if math.isfinite(loss)), default=math.inf)

    @property
    def best_epoch(self) -> int | None:
        """The epoch with the smallest validation loss, counted from 1; None if no epoch was finished."""
        return best_epoch(self.history)
