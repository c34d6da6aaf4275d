"""Naive Bayes: no layers, no epochs, one count of words per class.

The same as scikit-learn's, whose import alone would cost the worker 90 MB for good; a test compares the two.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Kind = Literal["multinomial", "complement"]


def fit(
    X: csr_array, y: NDArray[np.integer], n_classes: int, kind: Kind, alpha: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The score of a document x in class c is x · W[c] + b[c].

    Shapes: X (documents, columns), y (documents,) -> W (classes, columns), b (classes,).
    """
    n = len(y)
    members = csr_array((np.ones(n), (y, np.arange(n))), (n_classes, n))  # one-hot, transposed
    times = (members @ X).toarray()  # (classes, columns): how often each word occurs in each class
    if kind == "complement":
        others = times.sum(axis=0) - times + alpha  # in all classes but this one
        return -np.log(others / others.sum(axis=1, keepdims=True)), np.zeros(n_classes)
    times += alpha
    return np.log(times / times.sum(axis=1, keepdims=True)), np.log(np.bincount(y, minlength=n_classes) / n)


def predict(X: csr_array, W: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float32]:
    """Class probabilities, the scores through softmax: (documents, columns) -> (documents, classes)."""
    scores = X @ W.T + b
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).astype(np.float32)
