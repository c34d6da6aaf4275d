"""A dense layer: the linear step of a network, forward beside backward."""

import numpy as np


class LayerDense:
    """The linear step `inputs @ W + b`, and its three gradients.

    W is drawn uniformly from [lower, upper) by rng; b starts at 0.
    Keeps what it saw and worked out: inputs, output, dW, db, dinputs.
    """

    def __init__(self, n_inputs, n_units, lower=-0.5, upper=0.5, rng=np.random):
        self.W = rng.uniform(lower, upper, (n_inputs, n_units))
        self.b = np.zeros((1, n_units))

    def forward(self, inputs):
        n, m = inputs.shape[-1], len(self.W)
        if n != m:
            raise ValueError(f"inputs have {n} columns, this layer takes {m}")
        self.inputs = inputs  # (samples, inputs)
        self.output = inputs @ self.W + self.b  # (samples, units)
        return self.output

    def backward(self, signal):
        self.dW = self.inputs.T @ signal  # (inputs, units)
        self.db = signal.sum(axis=0, keepdims=True)  # (1, units)
        self.dinputs = signal @ self.W.T  # (samples, inputs)
        return self.dinputs

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db
