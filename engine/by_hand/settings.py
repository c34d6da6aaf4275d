"""What one pass is made of: the data, the network, the seeds, the learning rate."""

from dataclasses import dataclass
from typing import Literal

Activation = Literal["relu", "leaky_relu", "tanh", "sigmoid"]
Mistake = Literal["no_transpose", "no_mean", "equal_weights", "ten_times", "lr_100", "dead_units"]
Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides the numbers of a pass; equal settings give equal numbers.

    X: (samples, features), 1-8 samples of 1-6 features. targets: one class number a sample, 0 to classes - 1.
    hidden: units of each hidden layer (one or two layers of 1-8 units).
    seeds: one a layer, output layer last. weights, biases: one entry a layer, None where the seed (or zero) decides.
    mistakes: deliberate mistakes switched on.
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


LESSON = Settings()
