"""A dense layer: the linear step of a network, forward beside backward."""

import numpy as np


class LayerDense:
    """`inputs @ W + b`, and the gradients of the loss with respect to W, b and the inputs.

    Keeps what it saw and what it worked out: inputs, output, dW, db, dinputs.

    n_inputs, n_units: columns of the inputs and of the output.
    lower, upper: initial weights are drawn uniformly from [lower, upper); biases start at 0.
    rng: where they are drawn from; NumPy's global generator, so that `np.random.seed` governs it, or a RandomState.
    """

    def __init__(self, n_inputs, n_units, lower=-0.5, upper=0.5, rng=np.random):
        self.W = rng.uniform(lower, upper, (n_inputs, n_units))
        self.b = np.zeros((1, n_units))

    def forward(self, inputs):
        if inputs.shape[-1] != len(self.W):
            raise ValueError(f"the inputs have {inputs.shape[-1]} columns; this layer takes {len(self.W)}")
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
