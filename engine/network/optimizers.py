"""How a step is taken, given the gradients. Each keeps its memory per array and changes the layer in place.

The formulas and constants are those of Keras, so that the same weights and gradients give the same step.
"""

import numpy as np

from engine.network.settings import RunSettings


class Sgd:
    """Straight down the gradient: W -= lr · dW, as LayerDense itself does."""

    def __init__(self, lr):
        self.lr = lr

    def update(self, layer):
        layer.update(self.lr)


class Momentum:
    """Down a running sum of past steps: v = 0.9 v - lr · g, then W += v. Source: Polyak 1964."""

    def __init__(self, lr, keep=0.9):
        self.lr, self.keep = lr, keep
        self.v = [0.0, 0.0]

    def update(self, layer):
        for i, (values, gradient) in enumerate([(layer.W, layer.dW), (layer.b, layer.db)]):
            self.v[i] = self.keep * self.v[i] - self.lr * gradient
            values += self.v[i]


class RmsProp:
    """Each weight's step divided by the size its gradient has had lately. Source: Tieleman, Hinton 2012, lecture 6e."""

    def __init__(self, lr, keep=0.9, eps=1e-7):
        self.lr, self.keep, self.eps = lr, keep, eps
        self.s = [0.0, 0.0]

    def update(self, layer):
        for i, (values, gradient) in enumerate([(layer.W, layer.dW), (layer.b, layer.db)]):
            self.s[i] = self.keep * self.s[i] + (1 - self.keep) * gradient**2
            values -= self.lr * gradient / np.sqrt(self.s[i] + self.eps)


class Adam:
    """A running mean of the gradient over a running size of it, both corrected for starting at 0.

    Source: Kingma, Ba 2015, section 2 ("epsilon hat" form).
    """

    def __init__(self, lr, keep_mean=0.9, keep_size=0.999, eps=1e-7):
        self.lr, self.keep_mean, self.keep_size, self.eps = lr, keep_mean, keep_size, eps
        self.m, self.s, self.t = [0.0, 0.0], [0.0, 0.0], 0

    def update(self, layer):
        self.t += 1
        lr = self.lr * (1 - self.keep_size**self.t) ** 0.5 / (1 - self.keep_mean**self.t)
        for i, (values, gradient) in enumerate([(layer.W, layer.dW), (layer.b, layer.db)]):
            self.m[i] = self.keep_mean * self.m[i] + (1 - self.keep_mean) * gradient
            self.s[i] = self.keep_size * self.s[i] + (1 - self.keep_size) * gradient**2
            values -= lr * self.m[i] / (np.sqrt(self.s[i]) + self.eps)


OPTIMIZERS = {"sgd": Sgd, "momentum": Momentum, "rmsprop": RmsProp, "adam": Adam}


def optimizer(settings: RunSettings):
    """A fresh optimizer, to be given one layer for good."""
    return OPTIMIZERS[settings.optimizer](settings.lr)
