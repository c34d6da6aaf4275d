"""How a run ended, between always naming the largest class and the best that is possible."""

from typing import Literal

import numpy as np

from engine.network.measuring import Measure
from engine.network.settings import RunSettings
from engine.region.attainable import attainable
from engine.region.datasets import Data

Fate = Literal["learnt", "in part", "guessing", "diverged"]
UNSURE = 0.03  # twice the standard error of an accuracy estimated from 1,000 points


def fate_of(now: Measure, data: Data, settings: RunSettings) -> Fate:
    """How much of the way from always naming the largest class to the best that is possible the accuracy has gone:
    four fifths is "learnt", and so is what comes as near to the best as its estimate is sure; less than one fifth is
    "guessing"."""
    if not np.isfinite(now.loss):
        return "diverged"
    gone = way_gone(now, data, 1.0)
    if gone < 0.8:
        best = attainable(data, settings)
        if now.accuracy > max(best - UNSURE, largest(data)):
            return "learnt"
        gone = way_gone(now, data, best)
    return "learnt" if gone >= 0.8 else "in part" if gone >= 0.2 else "guessing"


def way_gone(now: Measure, data: Data, best: float) -> float:
    return (now.accuracy - largest(data)) / max(best - largest(data), 0.02)


def largest(data: Data) -> float:
    """The share of the largest class: the accuracy of always naming it."""
    return float(np.bincount(data.labels).max() / len(data.labels))


def guessing(data: Data) -> float:
    """The loss of always answering with the classes' shares, their entropy."""
    shares = np.bincount(data.labels, minlength=len(data.classes)) / len(data.labels)
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())
