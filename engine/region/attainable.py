"""How often the class of a point can be told at all, where classes overlap."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from engine.network.settings import LESSON, RunSettings
from engine.region.datasets import Data, points

APART = ("quantiles", "shells", "octants")  # without noise, no two classes share a place
NEIGHBOURS, ASKED, AMONG = (5, 15, 45), 1_000, 5_000


def attainable(data: Data, settings: RunSettings) -> float:
    """The best accuracy, estimated: 1 where the classes are apart, else that of a vote of the nearest neighbours.

    The neighbours are fresh points, as many as it takes, however few the run has; of a file, the rows trained on.
    """
    if settings.data == "csv":
        return by_neighbours(data)
    if settings.data in APART and not settings.noise:
        return 1.0
    return of_distribution(replace(LESSON, data=settings.data, classes=settings.classes, noise=settings.noise))


@lru_cache(maxsize=8)
def of_distribution(settings: RunSettings) -> float:
    X, labels = points(settings, AMONG, 0)
    order = np.random.RandomState(0).permutation(AMONG)
    return vote(X[order], labels[order], settings.classes)


@lru_cache(maxsize=4)
def by_neighbours(data: Data) -> float:
    return vote(data.X[:AMONG], data.labels[:AMONG], len(data.classes))


def vote(X: np.ndarray, labels: np.ndarray, n_classes: int) -> float:
    """How often the nearest points to one agree with its label: up to 1,000 are asked, among all the others.

    The number of neighbours that serves best is taken.
    Source: Cover, Hart 1967: with enough points, neighbours come close to the best that is possible.
    """
    asked, most = X[:ASKED], min(max(NEIGHBOURS), len(X) - 1)
    distances = (asked**2).sum(axis=1)[:, None] - 2 * asked @ X.T + (X**2).sum(axis=1)
    np.fill_diagonal(distances, np.inf)  # nobody is asked about itself
    near = np.argpartition(distances, most - 1, axis=1)[:, :most]
    near = np.take_along_axis(near, np.take_along_axis(distances, near, axis=1).argsort(axis=1), axis=1)
    says = labels[near][:, :, None] == np.arange(n_classes)  # (asked, neighbours, classes)
    return max(float((says[:, :k].sum(axis=1).argmax(axis=1) == labels[:ASKED]).mean()) for k in NEIGHBOURS)
