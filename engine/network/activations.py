"""Activations: what a unit makes of its weighted sum, the function beside its derivative.

Each keeps its inputs, its output and dinputs. Shapes never change: (samples, units) in and out, both ways.
"""

from typing import Any

import numpy as np


class ActivationRelu:
    """max(0, h). The derivative is 1 above 0 and 0 elsewhere, at 0 too."""

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(inputs, 0.0)
        return self.output

    def backward(self, signal):
        self.dinputs = signal * (self.inputs > 0)
        return self.dinputs


class ActivationLeakyRelu:
    """h above 0 and slope · h elsewhere, so that a unit can come back from below."""

    slope = 0.01

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.where(inputs > 0, inputs, self.slope * inputs)
        return self.output

    def backward(self, signal):
        self.dinputs = signal * np.where(self.inputs > 0, 1.0, self.slope)
        return self.dinputs


class ActivationTanh:
    """tanh(h), between -1 and 1. The derivative is 1 - a²."""

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.tanh(inputs)
        return self.output

    def backward(self, signal):
        self.dinputs = signal * (1 - self.output**2)
        return self.dinputs


class ActivationSigmoid:
    """1 / (1 + exp(-h)), between 0 and 1. The derivative is a · (1 - a)."""

    def forward(self, inputs):
        self.inputs = inputs
        self.output = 0.5 * (1 + np.tanh(0.5 * inputs))  # the same function, and no overflow for h far below 0
        return self.output

    def backward(self, signal):
        self.dinputs = signal * self.output * (1 - self.output)
        return self.dinputs


class ActivationLinear:
    """h itself, with derivative 1: layers without a bend between them are worth one layer."""

    def forward(self, inputs):
        self.inputs = self.output = inputs
        return self.output

    def backward(self, signal):
        self.dinputs = signal
        return self.dinputs


ACTIVATIONS: dict[str, Any] = {
    "relu": ActivationRelu,
    "leaky relu": ActivationLeakyRelu,
    "tanh": ActivationTanh,
    "sigmoid": ActivationSigmoid,
    "linear": ActivationLinear,
}
