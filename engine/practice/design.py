"""A learner's design as a value: what a run needs, and nothing else."""

from dataclasses import dataclass, field
from typing import Literal

from engine.practice.reuters import Loading

Encoding = Literal["binary", "count", "tf-idf"]
Labels = Literal["one-hot", "integers"]
TOPICS = 46


@dataclass(frozen=True, slots=True)
class Vectors:
    """How newswires become rows: the kind of vector, and its width in columns."""

    encoding: Encoding = "binary"
    width: int = 10_000


@dataclass(frozen=True, slots=True)
class Layer:
    """Dense with units, activation, and an initialisation; or Dropout with a rate, units 0. Either may have a seed."""

    units: int = 0
    activation: str | None = None
    initializer: str = "glorot_uniform"
    rate: float = 0.0
    seed: int | None = None

    @property
    def is_dense(self) -> bool:
        return self.units > 0


@dataclass(frozen=True, slots=True)
class Compiled:
    """Optimizer with its learning rate and momentum, loss, and the metrics as named by the learner."""

    optimizer: str = "adam"
    learning_rate: float = 0.001
    momentum: float = 0.0
    loss: str = "categorical_crossentropy"
    metrics: tuple[str, ...] = ("accuracy",)


@dataclass(frozen=True, slots=True)
class Fitting:
    """Epochs at most, batch size, share to validate on, and early stopping: what it watches and how patiently."""

    epochs: int = 20
    batch_size: int = 128
    validation_split: float = 0.1
    shuffle: bool = True
    monitor: str = "val_loss"
    patience: int = 2
    min_delta: float = 0.0
    restore_best: bool = True


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
    """Weights and biases of all Dense layers, the first of which has `width` inputs."""
    total, inputs = 0, width
    for layer in layers:
        if layer.is_dense:
            total += (inputs + 1) * layer.units
            inputs = layer.units
    return total
