"""What is measured of a classifier, and how far a measure can be trusted."""

from math import comb, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

NORMAL_95 = 1.96  # so many standard errors either way hold 95% of a normal distribution


def interval(accuracy: float, n: int) -> float:
    """Half the width of the 95% interval of an accuracy measured on n documents: 1.96 · sqrt(p (1 - p) / n)."""
    return NORMAL_95 * sqrt(accuracy * (1 - accuracy) / n)


def mcnemar(only_first: int, only_second: int) -> float:
    """How probable so uneven a disagreement is if the two are equally good: 0 to 1, two-sided and exact.

    only_first, only_second: documents that only the one, or only the other, classified correctly. If neither is
    better, each of them is a toss of a coin: twice the smaller tail of the binomial distribution, at most 1.
    Source: McNemar 1947; the exact form is a sign test.
    """
    n, few = only_first + only_second, min(only_first, only_second)
    tail = sum(comb(n, k) for k in range(few + 1))
    return min(1.0, 2 * tail / 2**n)


def best_epoch(history: list[dict[str, Any]]) -> int | None:
    """The epoch with the smallest validation loss, counted from 1; None before the first."""
    finished = [epoch for epoch in history if np.isfinite(epoch["val_loss"])]
    return min(finished, key=lambda epoch: epoch["val_loss"])["epoch"] if finished else None


def macro_f1(truth: NDArray[np.integer], predicted: NDArray[np.integer]) -> float:
    """The mean F1 of the classes that occur or are predicted, every class counting the same: 0 to 1.

    Shapes: truth and predicted (documents,). scikit-learn's `f1_score(average="macro")`, without its 60 MB.
    """
    n = int(max(truth.max(initial=-1), predicted.max(initial=-1))) + 1
    right = np.bincount(truth[truth == predicted], minlength=n)
    both = np.bincount(truth, minlength=n) + np.bincount(predicted, minlength=n)
    there = both > 0
    return float((2 * right[there] / both[there]).mean()) if there.any() else 0.0
