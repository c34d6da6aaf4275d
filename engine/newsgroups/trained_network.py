"""A trained network as arrays: what a training leaves, and all that a question needs. No TensorFlow, no file.

Dropout does nothing once training is over, so a network is its dense layers in order.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from engine.jobs import Value

if TYPE_CHECKING:
    from keras import Sequential

Array = NDArray[np.float32]


def relu(h: Array) -> Array:
    """0 below 0, else unchanged."""
    return np.maximum(h, 0)


def sigmoid(h: Array) -> Array:
    """1 / (1 + exp(-h)), without overflow on either side."""
    from scipy.special import expit

    return expit(h)


def silu(h: Array) -> Array:
    """h · sigmoid(h)."""
    return h * sigmoid(h)


def gelu(h: Array) -> Array:
    """h times the probability that a standard normal number is below h. Source: Hendrycks and Gimpel 2016."""
    from scipy.special import erf

    return h * 0.5 * (1 + erf(h / np.float32(np.sqrt(2))))


def softmax(h: Array) -> Array:
    """Rows of probabilities: (rows, classes) -> (rows, classes)."""
    e = np.exp(h - h.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "relu": relu,
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "silu": silu,
    "gelu": gelu,
    "softmax": softmax,
}


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """One layer. kernel: (inputs, units); bias: (units,); activation: a key of ACTIVATIONS."""

    kernel: Array
    bias: Array
    activation: str

    def outputs(self, summed: Array) -> Array:
        """The activation of the layer's weighted sums: (rows, units) -> (rows, units)."""
        return ACTIVATIONS[self.activation](summed)


@dataclass(frozen=True, slots=True, eq=False)
class TrainedNetwork:
    """The dense layers in order; the last one's activation is softmax."""

    layers: tuple[Dense, ...]

    @property
    def first(self) -> Dense:
        return self.layers[0]

    def first_sums(self, X: csr_array) -> Array:
        """The first layer's weighted sums of sparse rows: (rows, columns) -> (rows, units)."""
        return (X @ self.first.kernel + self.first.bias).astype(np.float32)

    def after_first(self, summed: Array) -> Array:
        """Probabilities from the first layer's weighted sums on: (rows, units) -> (rows, classes)."""
        return self.outputs(summed)[-1]

    def outputs(self, summed: Array) -> list[Array]:
        """What every layer answers, from the first layer's weighted sums on: one (rows, units) per layer."""
        with np.errstate(over="ignore", invalid="ignore"):  # a network that came to nothing is told in a sentence
            found = [self.first.outputs(summed)]
            for layer in self.layers[1:]:
                found.append(layer.outputs(found[-1] @ layer.kernel + layer.bias))
        return found

    def weights(self) -> list[Array]:
        """Kernel and bias of each layer, in the order in which Keras' `set_weights` takes them."""
        return [array for layer in self.layers for array in (layer.kernel, layer.bias)]


def of_keras(model: "Sequential") -> TrainedNetwork:
    """The network that a Keras model holds now; its arrays are copies."""
    return TrainedNetwork(
        tuple(
            Dense(np.array(layer.kernel), np.array(layer.bias), layer.activation.__name__)
            for layer in model.layers
            if hasattr(layer, "kernel")
        )
    )


def packed(network: TrainedNetwork) -> bytes:
    """The network as the bytes of an .npz file."""
    file = io.BytesIO()
    activations = np.frombuffer("\n".join(layer.activation for layer in network.layers).encode(), np.uint8)
    arrays = {f"{i:03}": array for i, array in enumerate(network.weights())}
    np.savez(file, activations=activations, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def unpacked(content: bytes) -> TrainedNetwork:
    """The network that `packed` was given."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        activations = file["activations"].tobytes().decode().split("\n")
        arrays: Sequence[Array] = [file[f"{i:03}"] for i in range(2 * len(activations))]
    pairs = zip(arrays[::2], arrays[1::2], activations, strict=True)
    return TrainedNetwork(tuple(Dense(kernel, bias, activation) for kernel, bias, activation in pairs))


@lru_cache(maxsize=2)
def opened(value: Value) -> TrainedNetwork:
    """The network that a run left, kept for the next question about it."""
    return unpacked(value.content)
