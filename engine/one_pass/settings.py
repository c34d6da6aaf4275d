"""What one pass is made of: the data, the network, the seeds, the learning rate."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

Activation = Literal["relu", "leaky_relu", "tanh", "sigmoid"]
Mistake = Literal["no_transpose", "no_mean", "equal_weights", "ten_times", "lr_100", "dead_units"]
Matrix = tuple[tuple[float, ...], ...]

ACTIVATIONS: tuple[Activation, ...] = get_args(Activation)
MISTAKES: tuple[Mistake, ...] = get_args(Mistake)
SAMPLES, FEATURES, UNITS, CLASSES, HIDDEN_LAYERS = (1, 8), (1, 6), (1, 8), (2, 4), (1, 2)
LARGEST_SEED = 2**32 - 1
PASSES = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides the numbers of a pass; equal settings give equal numbers.

    X: (samples, features), 1-8 samples of 1-6 features. targets: one class number a sample, 0 to classes - 1.
    hidden: units of each hidden layer (one or two layers of 1-8 units).
    seeds: one a layer, output layer last. weights, biases: one entry a layer, None where the seed (or zero) decides.
    mistakes: deliberate mistakes switched on. passes: how many updates, 0-500, went before this pass.
    Raises: ValueError with a sentence, where the parts do not fit together or a number is not finite.
    """

    X: Matrix = ((1.0, 2.0, 3.0), (6.0, 7.0, 8.0), (7.0, 8.0, 9.0), (3.0, 4.0, 5.0), (4.0, 5.0, 6.0))
    targets: tuple[int, ...] = (0, 1, 1, 0, 0)
    classes: int = 2
    hidden: tuple[int, ...] = (4,)
    activation: Activation = "relu"
    seeds: tuple[int, ...] = (10, 100)
    weights: tuple[Matrix | None, ...] = (None, None)
    biases: tuple[Matrix | None, ...] = (None, None)
    lr: float = 0.01
    mistakes: tuple[Mistake, ...] = ()
    passes: int = 0

    def __post_init__(self) -> None:
        _within(len(self.X), SAMPLES, "samples")
        _within(len(self.X[0]), FEATURES, "features")
        _within(self.classes, CLASSES, "classes")
        _within(len(self.hidden), HIDDEN_LAYERS, "hidden layers")
        for units in self.hidden:
            _within(units, UNITS, "hidden units")
        _matrix(self.X, (self.samples, self.features), "X")
        if len(self.targets) != self.samples:
            raise ValueError(f"{len(self.targets)} targets for {self.samples} samples; each sample needs one.")
        for number, target in enumerate(self.targets, 1):
            if not 0 <= target < self.classes:
                raise ValueError(f"Target {number} is {target}; the classes are 0 to {self.classes - 1}.")
        if self.activation not in ACTIVATIONS or not set(self.mistakes) <= set(MISTAKES):
            raise ValueError(
                f"The activation is one of {', '.join(ACTIVATIONS)}; a mistake one of {', '.join(MISTAKES)}."
            )
        if not math.isfinite(self.lr):
            raise ValueError("The learning rate has to be a finite number.")
        if not 0 <= self.passes <= PASSES:
            raise ValueError(f"Pass {self.passes}: there are passes 0 to {PASSES}.")
        self._check_layers()

    def _check_layers(self) -> None:
        count = len(self.hidden) + 1
        if not len(self.seeds) == len(self.weights) == len(self.biases) == count:
            raise ValueError(f"A network of {count} layers takes {count} seeds, weights and biases.")
        for number, (seed, given, bias) in enumerate(zip(self.seeds, self.weights, self.biases, strict=True)):
            if not 0 <= seed <= LARGEST_SEED:
                raise ValueError(f"Seed {seed} is outside 0 to {LARGEST_SEED}.")
            n_in, n_out = self.sizes[number : number + 2]
            if given is not None:
                _matrix(given, (n_in, n_out), f"The weights of layer {number + 1}")
            if bias is not None:
                _matrix(bias, (1, n_out), f"The biases of layer {number + 1}")

    @property
    def samples(self) -> int:
        return len(self.X)

    @property
    def features(self) -> int:
        return len(self.X[0])

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer from the inputs to the outputs, for instance (3, 4, 2)."""
        return (self.features, *self.hidden, self.classes)

    def resized(
        self,
        samples: int | None = None,
        features: int | None = None,
        hidden: Sequence[int] | None = None,
        classes: int | None = None,
    ) -> "Settings":
        """The same pass in another size. What still fits is kept; new samples and features go on counting from the last
        ones; weights and biases whose shape has changed go back to their seed and to zero.

        Raises: ValueError for a size outside the limits.
        """
        n, m = samples or self.samples, features or self.features
        units, c = tuple(hidden or self.hidden), classes or self.classes
        for number, limits, noun in ((n, SAMPLES, "samples"), (m, FEATURES, "features"), (c, CLASSES, "classes")):
            _within(number, limits, noun)
        wide = [row[:m] + tuple(row[-1] + extra + 1 for extra in range(m - len(row))) for row in self.X]
        tall = wide[:n] + [tuple(x + extra + 1 for x in wide[-1]) for extra in range(n - len(wide))]
        targets = [t if t < c else t % c for t in self.targets[:n]] + [k % c for k in range(len(self.targets), n)]
        sizes = (m, *units, c)
        return replace(
            self,
            X=tuple(tall),
            targets=tuple(targets),
            classes=c,
            hidden=units,
            seeds=self.seeds_for(len(units)),
            weights=tuple(_fitting(self.weights, k, (sizes[k], sizes[k + 1])) for k in range(len(units) + 1)),
            biases=tuple(_fitting(self.biases, k, (1, sizes[k + 1])) for k in range(len(units) + 1)),
        )

    def seeds_for(self, hidden: int) -> tuple[int, ...]:
        """Seeds for that many hidden layers: the output layer keeps its own, a second hidden layer starts with 50."""
        *first, last = self.seeds
        return (*[*first, 50][:hidden], last)


def _within(number: int, limits: tuple[int, int], noun: str) -> None:
    low, high = limits
    if not low <= number <= high:
        raise ValueError(f"{number} {noun}: there can be {low} to {high}.")


def _matrix(matrix: Matrix, shape: tuple[int, int], name: str) -> None:
    for number, row in enumerate(matrix, 1):
        if len(row) != shape[1]:
            raise ValueError(f"{name}: row {number} has {len(row)} numbers, and should have {shape[1]}.")
        for column, value in enumerate(row, 1):
            if not math.isfinite(value):
                raise ValueError(f"{name}: row {number}, column {column} is {value}; only finite numbers can be used.")
    if len(matrix) != shape[0]:
        raise ValueError(f"{name}: {len(matrix)} rows, and should have {shape[0]}.")


def _fitting(given: tuple[Matrix | None, ...], number: int, shape: tuple[int, int]) -> Matrix | None:
    matrix = given[number] if number < len(given) else None
    return matrix if matrix and (len(matrix), len(matrix[0])) == shape else None


LESSON = Settings()
