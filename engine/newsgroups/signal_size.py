"""How large the first layer's sums are before training, under a way to draw the weights: measured on the posts.

He's rule counts every input, as if all of them had about the same size. Of a bag of words nearly all are 0, so the sums
come out far smaller than the rule intends. The layers after the first have dense inputs; there the rule holds.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.sparse import csr_array

from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import Settings
from engine.once import once

RANDOM_NORMAL = 0.05  # Keras' standard deviation for RandomNormal
UNITS = 32


def he(inputs: int) -> float:
    """The standard deviation sqrt(2 / inputs) from which He et al. draw a weight.

    Source: He, Zhang, Ren, Sun 2015, Delving deep into rectifiers.
    """
    return sqrt(2 / inputs)


def passed_on(deviation: float, inputs: int) -> float:
    """How many times as large a ReLU layer's sums are as those of the layer before, its weights drawn so: about 1 keeps
    the signal's size. ReLU leaves half of the mean square, and a sum of so many products spreads by its root.
    """
    return deviation * sqrt(inputs / 2)


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations of the first layer's sums over posts and units. ones: entries of a row that are not 0."""

    columns: int
    ones: float
    under_he: float
    under_normal: float

    @property
    def sentence(self) -> str:
        """What the two figures mean, as plain text."""
        return (
            f"He's rule counts all {self.columns:,} inputs, but in a post only about {self.ones:.0f} of them are not "
            f"0. Measured on the posts, the first layer's sums spread by {self.under_he:.3f} under He and by "
            f"{self.under_normal:.2f} under the random normal of deviation {RANDOM_NORMAL:g}: in the first layer the "
            "signal starts far smaller than the rule intends. For the layers after it, whose inputs are dense, it is "
            "right."
        )


def helped(before: float, after: float) -> str:
    """Why the step to He's rule helps all the same; "" where it does not.

    before, after: the smallest validation loss without and with it. In a trial of the lesson's network the weights of a
    word in one post moved by 0.002 in five epochs and had been drawn 0.04 from 0; with the first layer alone drawn as
    small as He draws it, the validation loss came to 1.08 instead of 1.14.
    """
    if after >= before:
        return ""
    return (
        f" All the same, with He the validation loss falls further, to {after:.3f} instead of {before:.3f}. Words of "
        "few posts hardly get a step, so their weights stay about as large as they were drawn; small ones disturb "
        "less in a new post."
    )


def spread(X: csr_array, deviation: float, units: int = UNITS, seed: int = 1) -> float:
    """Standard deviation of X · W over all its entries, W drawn from a normal distribution: X (documents, columns)."""
    W = np.random.default_rng(seed).normal(0, deviation, (X.shape[1], units))
    return float((X @ W).std())


@once(4)
def measured(settings: Settings) -> Spread:
    """Both spreads on the training posts of a run (about half a second, then kept).

    Raises: ValueError if the settings leave no posts or no words.
    """
    data = dataset(settings)
    X = data.vectors(data.parts.train)
    under_he, under_normal = spread(X, he(data.columns)), spread(X, RANDOM_NORMAL)
    return Spread(data.columns, X.nnz / X.shape[0], under_he, under_normal)
