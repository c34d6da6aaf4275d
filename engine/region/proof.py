"""The browser's run and the taught classes' run of the same settings, compared weight by weight, on request."""

import base64
import binascii
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.network.settings import RunSettings
from engine.region.film import film

MOST_SECONDS = 60.0
A_PRODUCT = 5e-9  # seconds for a multiplication in the taught classes, and
A_CALL = 20e-6  # for what a layer is called for in a batch, beside that


@dataclass(frozen=True, slots=True)
class Proof:
    """Both runs compared in every frame.

    difference: the largest between any two weights, relative to 1 or to the weight where that is larger; infinite if
    one is a number where the other is not, or if the runs ended at different moments. weights: how many were compared.
    epochs, growth: of each frame, its epoch and largest difference: how last digits grow. seconds: the classes'.
    """

    difference: float
    weights: int
    epochs: list[float]
    growth: list[float]
    seconds: float


def price(settings: RunSettings) -> float:
    """About how many seconds the taught classes need."""
    points = settings.csv.count("\n") + settings.csv.count("\r") if settings.data == "csv" else settings.samples
    sizes = (3, *settings.units, settings.classes)
    each = sum((a + 1) * b for a, b in itertools.pairwise(sizes)) + 40
    batches = settings.epochs * math.ceil(points / settings.batch)
    return points * settings.epochs * each * A_PRODUCT + batches * len(sizes) * A_CALL


def prove(settings: RunSettings, weights: str, frames: Sequence[int], snapshots: int) -> Proof:
    """Trains the settings by the taught classes and compares every frame with the browser's.

    weights: float64 in base64, frame by frame as the browser keeps them. frames: which snapshots they are, of how many.
    Raises: ValueError with a sentence if the training would take more than a minute, or if the weights are not those
    of a run of these settings.
    """
    if price(settings) > MOST_SECONDS:
        raise ValueError(
            f"The taught classes would need about {price(settings):.0f} seconds for this run; {MOST_SECONDS:.0f} are "
            "given. Compare a run with fewer points or epochs."
        )
    theirs = unpacked(weights)
    ours = film(settings)
    flat = ours.flat()
    if theirs.size != len(frames) * flat.shape[1]:
        raise ValueError("These are not the weights of a run with these settings.")
    if len(ours.curves.epochs) != snapshots or ours.frames.tolist() != list(frames):
        return Proof(math.inf, 0, [], [], ours.seconds)
    growth = [gap(a, b) for a, b in zip(flat, theirs.reshape(flat.shape), strict=True)]
    return Proof(max(growth), flat.size, ours.epochs.tolist(), growth, ours.seconds)


def unpacked(weights: str) -> np.ndarray:
    """The numbers that the browser sent. Raises: ValueError if they are damaged."""
    try:
        return np.frombuffer(base64.b64decode(weights, validate=True), "<f8")
    except (binascii.Error, ValueError):
        raise ValueError("The weights arrived damaged; compare once more.") from None


def gap(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference, relative to 1 or to the number where that is larger; infinite if one is no number."""
    fine = np.isfinite(ours)
    if (fine != np.isfinite(theirs)).any():
        return math.inf
    return float((np.abs(ours - theirs)[fine] / np.maximum(1, np.abs(ours[fine]))).max(initial=0.0))
