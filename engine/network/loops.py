"""The training loop as it circulates, with its mistake in measuring, and the same loop measured over all the data.

Both train the same network to the last bit. What differs is what they say about it.
layers: LayerDense and activations in turn. combo: a SoftmaxCCECombo. X (samples, features), y one-hot.
"""

import numpy as np

from engine.network.layers import LayerDense


def forward(layers, combo, X):
    for layer in layers:
        X = layer.forward(X)
    return combo.forward(X)


def predict(layers, combo, X):
    """The index of the likeliest class of each row."""
    return forward(layers, combo, X).argmax(axis=1)


def step(layers, combo, y, lr):
    signal = combo.backward(y)
    for layer in reversed(layers):
        signal = layer.backward(signal)
    for layer in layers:
        if isinstance(layer, LayerDense):
            layer.update(lr)


def train_as_it_circulates(layers, combo, X, y, epochs, size, lr):
    for _ in range(epochs):
        for start in range(0, len(X), size):
            accuracies, losses = [], []  # emptied at every batch: only the last one is left at the end
            X_batch, y_batch = X[start : start + size], y[start : start + size]
            preds = forward(layers, combo, X_batch)
            accuracies.append(np.mean(preds.argmax(axis=1) == y_batch.argmax(axis=1)))
            losses.append(combo.loss(y_batch) * len(X_batch))  # a sum over the batch, not a mean
            step(layers, combo, y_batch, lr)
        yield np.mean(accuracies), np.mean(losses)


def train_and_measure(layers, combo, X, y, epochs, size, lr):
    for _ in range(epochs):
        for start in range(0, len(X), size):
            X_batch, y_batch = X[start : start + size], y[start : start + size]
            forward(layers, combo, X_batch)
            step(layers, combo, y_batch, lr)
        accuracy = np.mean(predict(layers, combo, X) == y.argmax(axis=1))  # all the data, after the epoch
        yield accuracy, combo.loss(y)
