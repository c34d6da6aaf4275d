"""The training loop of many tutorials, with its mistake in measuring, and the same loop measured over all the data.

Both train the same network to the last bit. What differs is what they say about it.
network: a Network. X (samples, features), y one-hot, size points a batch.
"""

import numpy as np


def accuracy(preds, y):
    """The share of rows whose likeliest class is the right one."""
    return np.mean(preds.argmax(axis=1) == y.argmax(axis=1))


def train_as_often_written(network, X, y, epochs, size):
    """Trains; yields what this loop prints after each epoch: the last batch alone, its loss times its size."""
    for _ in range(epochs):
        for start in range(0, len(X), size):
            accuracies, losses = [], []  # ✗ at every batch
            rows = slice(start, start + size)
            preds = network.forward(X[rows])
            accuracies.append(accuracy(preds, y[rows]))
            loss = network.output.loss(y[rows])
            losses.append(loss * len(preds))  # ✗ a sum
            network.backward(y[rows])
            network.update()
        yield np.mean(accuracies), np.mean(losses)


def train_and_measure(network, X, y, epochs, size):
    """Trains; yields accuracy and mean loss over all the data after each epoch."""
    for _ in range(epochs):
        for start in range(0, len(X), size):
            rows = slice(start, start + size)
            network.forward(X[rows])
            network.backward(y[rows])
            network.update()
        preds = network.forward(X)  # ✓ all the data
        yield accuracy(preds, y), network.output.loss(y)  # ✓ a mean
