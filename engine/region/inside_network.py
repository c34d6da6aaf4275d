"""Looking inside a trained network: what every unit makes of any points, on a plane, along the way.

Weights are a list of (W, b), as a `Film` or a `Snapshot` gives them.
"""

from dataclasses import dataclass

import numpy as np

from engine.network.activations import ACTIVATIONS
from engine.network.loss import SoftmaxCCECombo

AT_ONCE = 1_000  # points sent through together
Weights = list[tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Points sent through the network. h[l], a[l]: (samples, units), the weighted sums of hidden layer l and what its
    activation makes of them. scores, preds: (samples, classes), before and after softmax."""

    h: list[np.ndarray]
    a: list[np.ndarray]
    scores: np.ndarray
    preds: np.ndarray


def send(weights: Weights, X: np.ndarray, activation: str) -> Passage:
    """X (samples, features) through all layers, everything on the way kept."""
    h, a = [], []
    with np.errstate(all="ignore"):
        for W, b in weights[:-1]:
            h.append(X @ W + b)
            X = ACTIVATIONS[activation]().forward(h[-1])
            a.append(X)
        W, b = weights[-1]
        scores = X @ W + b
        return Passage(h, a, scores, SoftmaxCCECombo().forward(scores))


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A plane through the cube, side by side with what the network makes of it.

    axis, at: the plane where that coordinate (0, 1 or 2) has this value.
    across, up: (side,) the values of the two other coordinates, in their order.
    probability: (classes, side, side), [class, up, across].
    units: per hidden layer (units, side, side), what each unit passes on.
    """

    axis: int
    at: float
    across: np.ndarray
    up: np.ndarray
    probability: np.ndarray
    units: list[np.ndarray]


def section(weights: Weights, cube: np.ndarray, activation: str, axis: int, at: float, side: int = 48) -> Section:
    """The network on a side × side grid of the plane.

    Raises: ValueError if the axis is not 0, 1 or 2, or the side is not between 2 and 400.
    """
    if axis not in (0, 1, 2):
        raise ValueError(f"axis is {axis}; a cross-section is taken across axis 0, 1 or 2.")
    if not 2 <= side <= 400:
        raise ValueError(f"side is {side}; a cross-section has 2 to 400 points along a side.")
    first, second = (k for k in range(3) if k != axis)
    across, up = (np.linspace(cube[k, 0], cube[k, 1], side) for k in (first, second))
    X = np.empty((side * side, 3))
    X[:, axis] = at
    X[:, first], X[:, second] = np.tile(across, side), np.repeat(up, side)
    passage = send(weights, X, activation)
    return Section(
        *(axis, at, across, up),
        probability=passage.preds.T.reshape(-1, side, side),
        units=[a.T.reshape(-1, side, side) for a in passage.a],
    )


def firing(weights: Weights, X: np.ndarray, activation: str) -> list[np.ndarray]:
    """Per hidden layer, (units,) for how many of the points X a unit's weighted sum is not 0 or below."""
    counts = [np.zeros(len(b[0]), dtype=int) for _, b in weights[:-1]]
    for start in range(0, len(X), AT_ONCE):
        for count, h in zip(counts, send(weights, X[start : start + AT_ONCE], activation).h, strict=True):
            count += (~(h <= 0)).sum(axis=0)
    return counts


def dead_units(weights: Weights, X: np.ndarray, activation: str) -> list[np.ndarray]:
    """Per hidden layer, (units,) True where a ReLU unit passes on 0 for every one of the points X."""
    return [(count == 0) & (activation == "relu") for count in firing(weights, X, activation)]
