"""A trained network asked about points it has never seen."""

from dataclasses import dataclass

import numpy as np

from engine.network.measuring import Measure, measure
from engine.network.settings import RunSettings
from engine.region.datasets import disputed, load, points
from engine.region.inside_network import Weights, send


@dataclass(frozen=True, slots=True, eq=False)
class Unseen:
    """X (n, 3), their labels (n,), the network's answers (n,) and probabilities (n, classes), measured.

    confusion: (classes, classes), how many points of class [row] were answered with class [column].
    disputed: how many have another label than the training points' border would give them.
    """

    X: np.ndarray
    labels: np.ndarray
    answers: np.ndarray
    preds: np.ndarray
    measure: Measure
    confusion: np.ndarray
    disputed: int


def ask_unseen(settings: RunSettings, weights: Weights, n: int = 100, seed: int = 1) -> Unseen:
    """n fresh points of the run's distribution, drawn from the seed, answered by the network with these weights.

    Of the user's file the rows held out are used, all of them, whatever n and seed.
    Raises: ValueError if n is not between 1 and 20,000.
    """
    if not 1 <= n <= 20_000:
        raise ValueError(f"n is {n}; 1 to 20,000 fresh points can be drawn.")
    if settings.data == "csv":
        data = load(settings)
        X, labels = data.X_test, data.labels_test
    else:
        X, labels = points(settings, n, seed)
    preds = send(weights, X, settings.activation).preds
    answers, k = preds.argmax(axis=1), preds.shape[1]
    confusion = np.bincount(labels * k + answers, minlength=k * k).reshape(k, k)
    return Unseen(
        X, labels, answers, preds, measure(preds, labels), confusion, int(disputed(settings, len(X), seed).sum())
    )
