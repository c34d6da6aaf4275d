"""Layers put together: forward through all of them, backward through all of them, one step for each."""

import itertools
from collections.abc import Iterator

import numpy as np

from engine.network.activations import ACTIVATIONS
from engine.network.layers import LayerDense
from engine.network.loss import SoftmaxCCECombo
from engine.network.measuring import Measure, measure
from engine.network.optimizers import optimizer
from engine.network.settings import RunSettings

ZERO = 1e-12  # a weight nearer to 0 than that counts as 0 for L1


def batches(X, y, size: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """X and y in pieces of `size` rows, in order; the last has what is left."""
    for start in range(0, len(X), size):
        yield X[start : start + size], y[start : start + size]


def limit(init: str, n_inputs: int, n_units: int) -> float:
    """Initial weights are drawn uniformly from [-limit, limit).

    "he" keeps the size of the signal through ReLU layers: variance 2 / n_inputs (He et al. 2015);
    "glorot" keeps it through tanh layers, both ways: variance 2 / (n_inputs + n_units) (Glorot, Bengio 2010).
    """
    return {"uniform": 0.5, "he": (6 / n_inputs) ** 0.5, "glorot": (6 / (n_inputs + n_units)) ** 0.5, "zero": 0.0}[init]


class Network:
    """Dense layers, each but the last followed by an activation, and softmax with cross-entropy at the end.

    n_features, n_classes: columns of X and of the one-hot y. settings: the rest.
    rng: a RandomState or numpy.random; the weights are drawn from it in the order of the layers.
    """

    def __init__(self, n_features: int, n_classes: int, settings: RunSettings, rng=np.random):
        sizes = [n_features, *settings.units, n_classes]
        self.layers: list = []
        for n_inputs, n_units in itertools.pairwise(sizes):
            edge = limit(settings.init, n_inputs, n_units)
            self.layers += [LayerDense(n_inputs, n_units, -edge, edge, rng), ACTIVATIONS[settings.activation]()]
        self.layers.pop()  # scores go to softmax as they are
        self.output = SoftmaxCCECombo()
        self.dense = self.layers[::2]
        self.optimizers = [optimizer(settings) for _ in self.dense]
        self.l1, self.l2 = settings.l1, settings.l2

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return self.output.forward(X)  # (samples, classes), probabilities

    def backward(self, y):
        signal = self.output.backward(y)
        for layer in reversed(self.layers):
            signal = layer.backward(signal)
        if self.l1 or self.l2:
            self.penalise()

    def penalise(self):
        """Adds the gradient of l1 · Σ|W| + l2 · ΣW², which pulls weights, not biases, towards 0.

        |W| has no derivative at 0; 0 is taken there, and for what differs from 0 by rounding alone.
        """
        for layer in self.dense:
            side = np.where(np.abs(layer.W) < ZERO, 0.0, np.sign(layer.W))
            layer.dW = layer.dW + self.l1 * side + 2 * self.l2 * layer.W

    def update(self):
        for layer, rule in zip(self.dense, self.optimizers, strict=True):
            rule.update(layer)

    def learn(self, X, y, batch: int) -> Measure:
        """Once through X (samples, features) and one-hot y, a batch at a time.

        Returns what the last batch measured before its step.
        """
        for X_batch, y_batch in batches(X, y, batch):
            preds = self.forward(X_batch)
            self.backward(y_batch)
            self.update()
        return measure(preds, y_batch.argmax(axis=1))

    def predict(self, X):
        """The index of the likeliest class, a row at a time. (samples, features) -> (samples,)"""
        return self.forward(X).argmax(axis=1)

    def measure(self, X, labels) -> Measure:
        """Accuracy and loss over all of X at once. (samples, features), (samples,)"""
        return measure(self.forward(X), labels)

    def weights(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """A copy of (W, b) of every dense layer."""
        return [(layer.W.copy(), layer.b.copy()) for layer in self.dense]
