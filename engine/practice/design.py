"""A learner's design as a value: what a run needs, and nothing else."""

from dataclasses import dataclass, field
from typing import Any, Literal

from engine.practice.reuters import Loading

Encoding = Literal["binary", "count", "frequency", "tf-idf", "padded"]
Labels = Literal["one-hot", "integers"]
TOPICS = 46


@dataclass(frozen=True, slots=True)
class Vectors:
    """How newswires become rows: the kind of row, its width in columns; of padded ones, where zeros stand and cuts "
    "go."""

    encoding: Encoding = "binary"
    width: int = 10_000
    padding: str = "pre"
    truncating: str = "pre"


@dataclass(frozen=True, slots=True)
class Layer:
    """Dense with units, activation and initialisation; Dropout with a rate; or another layer of Keras, by its kind.

    options: arguments besides those, as (name, value) pairs of plain values.
    """

    units: int = 0
    activation: str | None = None
    initializer: str = "glorot_uniform"
    rate: float = 0.0
    seed: int | None = None
    kind: str = ""
    options: tuple[tuple[str, Any], ...] = ()

    @property
    def is_dense(self) -> bool:
        """Whether it is a Dense layer."""
        return self.units > 0 and not self.kind


@dataclass(frozen=True, slots=True)
class Compiled:
    """Optimizer with its learning rate and momentum, loss, and the metrics as named by the learner.

    options: other arguments of the optimizer, as (name, value) pairs.
    """

    optimizer: str = "adam"
    learning_rate: float = 0.001
    momentum: float = 0.0
    loss: str = "categorical_crossentropy"
    metrics: tuple[str, ...] = ("accuracy",)
    options: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Fitting:
    """Epochs at most, batch size, what is held back to validate on, and early stopping.

    validation_split: the share at the end that is held back; where `held` is given, those rows (first, after the last)
    are held back in its place, and `learned` are those learned from: all others, where that is not given. early:
    whether training stops early at all.
    """

    epochs: int = 20
    batch_size: int = 128
    validation_split: float = 0.1
    shuffle: bool = True
    monitor: str = "val_loss"
    patience: int = 2
    min_delta: float = 0.0
    restore_best: bool = True
    early: bool = True
    held: tuple[int, int] | None = None
    learned: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """One run, wholly: equal designs are the same run."""

    loading: Loading = field(default_factory=lambda: Loading(num_words=10_000))
    vectors: Vectors = Vectors()
    labels: Labels = "one-hot"
    layers: tuple[Layer, ...] = (Layer(64, "relu"), Layer(TOPICS, "softmax"))
    compiled: Compiled = Compiled()
    fitting: Fitting = Fitting()
    seed: int = 0


def parameters(layers: tuple[Layer, ...], width: int) -> int:
    """Weights and biases of all layers, the first of which gets so many numbers, or indices."""
    total, inputs, words = 0, width, width
    for layer in layers:
        given = dict(layer.options)
        if layer.is_dense:
            total += (inputs + (1 if given.get("use_bias", True) else 0)) * layer.units
            inputs = layer.units
        elif layer.kind == "Embedding":
            total += given["input_dim"] * given["output_dim"]
            inputs = given["output_dim"]
        elif layer.kind in GATES or layer.kind.removeprefix("Bidirectional ") in GATES:
            ways = 2 if layer.kind.startswith("Bidirectional ") else 1
            gates, biases = GATES[layer.kind.removeprefix("Bidirectional ")]
            units = given["units"]
            total += ways * gates * (units * (inputs + units) + biases * units)
            inputs = ways * units
        elif layer.kind == "Conv1D":
            total += (given["kernel_size"] * inputs + 1) * given["filters"]
            words = words if given.get("padding") in ("same", "causal") else words - given["kernel_size"] + 1
            words = -(-words // given.get("strides", 1))
            inputs = given["filters"]
        elif layer.kind == "MaxPooling1D":
            words = words // given.get("pool_size", 2)
        elif layer.kind == "Flatten" and any(each.kind == "Embedding" for each in layers):
            inputs = inputs * words
        elif layer.kind == "BatchNormalization":
            total += 4 * inputs
    return total


GATES = {"LSTM": (4, 1), "GRU": (3, 2), "SimpleRNN": (1, 1)}
