"""The end of the network: softmax and categorical cross-entropy in one, because together their derivative is short."""

import numpy as np

EPS = np.finfo(float).eps


class SoftmaxCCECombo:
    """Softmax and categorical cross-entropy: their joint gradient is short.

    Source: Goodfellow, Bengio, Courville 2016, section 6.2.2.3.
    """

    def forward(self, inputs):
        e_x = np.exp(inputs - inputs.max(axis=1, keepdims=True))
        preds = e_x / e_x.sum(axis=1, keepdims=True)  # (samples, classes)
        self.preds = preds.clip(EPS, 1 - EPS)  # so that the log is finite
        return self.preds

    def loss(self, y):
        """The mean of -log(probability of the right class); y is one-hot."""
        return np.mean(np.sum(y * -np.log(self.preds), axis=1))

    def backward(self, y):
        self.dinputs = (self.preds - y) / len(y)  # (samples, classes)
        return self.dinputs
