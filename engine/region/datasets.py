"""Points in three dimensions with a class each: the lesson's, and shapes that ask more of a network."""

from collections.abc import Callable

import numpy as np

from engine.network.run_data import Data
from engine.network.settings import RunSettings
from engine.region.csv_points import read


def quantiles(n: int, classes: int, seed: int):
    """A Gaussian cloud, the nearest points to its centre in class 0, the next in class 1, in equal numbers.

    To the bit what scikit-learn's make_gaussian_quantiles draws with random_state=seed, without loading scikit-learn,
    which would take the page a second and 40 MB.
    """
    rng = np.random.RandomState(seed)
    X = rng.multivariate_normal(np.zeros(3), np.identity(3), (n,))
    X = X[np.argsort((X**2).sum(axis=1))]
    labels = np.minimum(np.arange(n) // max(n // classes, 1), classes - 1)
    order = np.arange(n)
    rng.shuffle(order)
    return X[order], labels[order]


def shells(n: int, classes: int, seed: int):
    """Concentric spherical shells, one a class, with a gap between them."""
    rng = np.random.RandomState(seed)
    labels = np.arange(n) % classes
    direction = rng.normal(size=(n, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    radius = 3 * (labels + rng.uniform(0.35, 1.0, n)) / classes
    return direction * radius[:, None], labels


def octants(n: int, classes: int, seed: int):
    """Exclusive or in three dimensions: class 1 where an odd number of coordinates is negative."""
    X = np.random.RandomState(seed).uniform(-2, 2, (n, 3))
    return X, (X < 0).sum(axis=1) % 2


def rings(n: int, classes: int, seed: int):
    """Two rings, each through the middle of the other, like links of a chain."""
    rng = np.random.RandomState(seed)
    labels = np.arange(n) % 2
    angle = rng.uniform(0, 2 * np.pi, n)
    across, along = 1.6 * np.cos(angle), 1.6 * np.sin(angle)
    flat = np.column_stack([across - 0.8, along, np.zeros(n)])
    upright = np.column_stack([across + 0.8, np.zeros(n), along])
    return np.where(labels[:, None] == 0, flat, upright) + rng.normal(0, 0.12, (n, 3)), labels


def helices(n: int, classes: int, seed: int):
    """Two threads winding around one axis, half a turn apart."""
    rng = np.random.RandomState(seed)
    labels = np.arange(n) % 2
    height = rng.uniform(-1, 1, n)
    angle = 2 * np.pi * height + np.pi * labels
    X = np.column_stack([1.5 * np.cos(angle), 1.5 * np.sin(angle), 2.2 * height])
    return X + rng.normal(0, 0.12, (n, 3)), labels


def blobs(n: int, classes: int, seed: int):
    """Round clouds, one a class, centred on corners of a tetrahedron."""
    corners = np.array([[1, 1, 1], [-1, -1, 1], [-1, 1, -1], [1, -1, -1]]) * 1.3
    labels = np.arange(n) % classes
    return corners[labels] + np.random.RandomState(seed).normal(0, 0.8, (n, 3)), labels


SHAPES: dict[str, Callable] = {
    "quantiles": quantiles,
    "shells": shells,
    "octants": octants,
    "rings": rings,
    "helices": helices,
    "blobs": blobs,
}


def points(settings: RunSettings, n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """n points of the settings' shape with their labels, noise added: (n, 3) and (n,)."""
    X, labels = SHAPES[settings.data](n, settings.classes, seed)
    if settings.noise:
        X = X + np.random.RandomState([seed, 1]).normal(0, settings.noise, X.shape)
    return X, labels


def load(settings: RunSettings) -> Data:
    """The points to train on, from data_seed, and fresh ones to test on, from the seed after it.

    Raises: ValueError with a sentence if the user's file cannot be used.
    """
    if settings.data == "csv":
        return read(settings.csv, settings.data_seed)
    X, labels = points(settings, settings.samples, settings.data_seed)
    X_test, labels_test = points(settings, settings.test_samples, settings.data_seed + 1)
    return Data(X, labels, X_test, labels_test, classes=tuple(str(k) for k in range(settings.classes)))
