"""Everything that decides a run, as one value: equal settings, equal run."""

import math
from dataclasses import dataclass
from typing import Literal

DataKind = Literal["quantiles", "shells", "octants", "rings", "helices", "blobs", "csv"]
Activation = Literal["relu", "leaky relu", "tanh", "sigmoid", "linear"]
Initial = Literal["uniform", "he", "glorot", "zero"]
OptimizerName = Literal["sgd", "momentum", "rmsprop", "adam"]

CHOICES = {
    "data": ("quantiles", "shells", "octants", "rings", "helices", "blobs", "csv"),
    "activation": ("relu", "leaky relu", "tanh", "sigmoid", "linear"),
    "init": ("uniform", "he", "glorot", "zero"),
    "optimizer": ("sgd", "momentum", "rmsprop", "adam"),
}
RANGES = {
    "samples": (10, 100_000),
    "classes": (2, 4),
    "noise": (0.0, 2.0),
    "data_seed": (0, 2**32 - 2),
    "test_samples": (10, 10_000),
    "seed": (0, 2**32 - 2),
    "batch": (1, 100_000),
    "epochs": (0, 500),
    "l1": (0.0, 1.0),
    "l2": (0.0, 1.0),
}
MOST_LAYERS, MOST_UNITS = 5, 32
MANY_CLASSES = ("quantiles", "shells", "blobs")


@dataclass(frozen=True, slots=True)
class RunSettings:
    """One run of act 2. The defaults are the lesson's, exactly.

    data, samples, classes, noise, data_seed: which points to train on, how many, in how many classes (quantiles,
        shells and blobs take 2 to 4, the others have two), with Gaussian noise of that standard deviation added.
    test_samples: fresh points from the same distribution; of a file, every fifth row of a class is held out instead.
    csv: the text of the user's file, with data="csv".
    units, activation: hidden layers, first to last, and what follows each.
    init, seed: how initial weights are drawn; shuffling goes on drawing from the same stream.
    optimizer, lr, batch, epochs, shuffle, l1, l2: the training; momentum is 0.9, the rest as in Keras.

    Raises: ValueError with a sentence where a setting makes no sense.
    """

    data: DataKind = "quantiles"
    samples: int = 10_000
    classes: int = 2
    noise: float = 0.0
    data_seed: int = 0
    test_samples: int = 100
    csv: str = ""
    units: tuple[int, ...] = (4, 4)
    activation: Activation = "relu"
    init: Initial = "uniform"
    seed: int = 0
    optimizer: OptimizerName = "sgd"
    lr: float = 0.01
    batch: int = 32
    epochs: int = 30
    shuffle: bool = False
    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self):
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} is {getattr(self, name)!r}; it must be one of {', '.join(choices)}.")
        for name, (low, high) in RANGES.items():
            if not low <= getattr(self, name) <= high:
                ends = " and ".join(f"{end:,}".removesuffix(".0") for end in (low, high))
                raise ValueError(f"{name} is {getattr(self, name):,}; it must lie between {ends}.")
        if not (math.isfinite(self.lr) and self.lr > 0):
            raise ValueError(f"lr is {self.lr}; the learning rate must be a number above 0.")
        if len(self.units) > MOST_LAYERS or any(not 1 <= n <= MOST_UNITS for n in self.units):
            units = ", ".join(map(str, self.units))
            raise ValueError(f"units is {units}; up to five hidden layers of 1 to {MOST_UNITS} units each.")
        if self.classes != 2 and self.data not in (*MANY_CLASSES, "csv"):
            raise ValueError(f"{self.data} has two classes; {', '.join(MANY_CLASSES)} take 2 to 4.")


LESSON = RunSettings()
