"""What a run trains on and is tested on, as arrays."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """What a run trains on and is tested on.

    X, X_test: (samples, 3). labels, labels_test: (samples,), indices into classes.
    axes: the names of the three columns. classes: the names of the classes.
    center, scale: (3,); a column as the user knows it is X * scale + center.
    """

    X: np.ndarray
    labels: np.ndarray
    X_test: np.ndarray
    labels_test: np.ndarray
    axes: tuple[str, ...] = ("x₁", "x₂", "x₃")
    classes: tuple[str, ...] = ("0", "1")
    center: tuple[float, ...] = (0.0, 0.0, 0.0)
    scale: tuple[float, ...] = (1.0, 1.0, 1.0)

    @property
    def y(self) -> np.ndarray:
        """The training labels one-hot, (samples, classes)."""
        return one_hot(self.labels, len(self.classes))


def one_hot(labels: np.ndarray, n_classes: int) -> np.ndarray:
    """A row a label, 1 in the label's column and 0 elsewhere. (n,) -> (n, n_classes)"""
    y = np.zeros((len(labels), n_classes))
    y[np.arange(len(labels)), labels] = 1
    return y
