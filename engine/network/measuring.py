"""What a network achieved, measured."""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Measure:
    """accuracy: the share of points whose likeliest class is the right one. loss: their mean cross-entropy.

    Both are nan where the network's output is not a number.
    """

    accuracy: float
    loss: float


def measure(preds: np.ndarray, labels: np.ndarray) -> Measure:
    """Probabilities (samples, classes) against the right classes (samples,)."""
    loss = float(-np.log(preds[np.arange(len(labels)), labels]).mean())
    right = (preds.argmax(axis=1) == labels).mean()
    return Measure(math.nan if math.isnan(loss) else float(right), loss)
