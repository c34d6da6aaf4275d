"""How often the class of a point can be told at all, where classes overlap."""

from functools import lru_cache

import numpy as np

from engine.network.datasets import Data
from engine.network.settings import RunSettings

APART = ("quantiles", "shells", "octants")  # without noise, no two classes share a place
NEIGHBOURS, ASKED, AMONG = 15, 1_000, 4_000


def attainable(data: Data, settings: RunSettings) -> float:
    """The best accuracy, estimated: 1 where the classes are apart, else that of a vote of the nearest neighbours."""
    return 1.0 if settings.data in APART and not settings.noise else by_neighbours(data)


@lru_cache(maxsize=4)
def by_neighbours(data: Data) -> float:
    """The accuracy of that vote, worked out once for all the runs on the same points.

    Up to 1,000 training points are asked, each about its 15 nearest of up to 4,000 others.
    Source: Cover, Hart 1967: with enough points, neighbours come close to the best that is possible.
    """
    X, labels = data.X[:AMONG], data.labels[:AMONG]
    asked, k = X[:ASKED], min(NEIGHBOURS, len(X) - 1)
    distances = (asked**2).sum(axis=1)[:, None] - 2 * asked @ X.T + (X**2).sum(axis=1)
    np.fill_diagonal(distances, np.inf)  # nobody is asked about itself
    nearest = labels[np.argpartition(distances, k - 1, axis=1)[:, :k]]
    votes = np.stack([(nearest == c).sum(axis=1) for c in range(len(data.classes))])
    return float((votes.argmax(axis=0) == labels[:ASKED]).mean())
