"""The end of the network: softmax and categorical cross-entropy in one, because together their derivative is short."""

import numpy as np

EPS = np.finfo(float).eps


class SoftmaxCCECombo:
    """Scores to probabilities, the loss they cost, and the gradient of that loss with respect to the scores.

    Source: Goodfellow, Bengio, Courville 2016, section 6.2.2.3.
    """

    def forward(self, inputs):
        e_x = np.exp(inputs - inputs.max(axis=1, keepdims=True))  # (samples, classes)
        preds = e_x / e_x.sum(axis=1, keepdims=True)  # each row sums to 1
        self.preds = preds.clip(EPS, 1 - EPS)  # never 0 or 1, so that the log is finite
        return self.preds

    def loss(self, y):
        """The mean over the samples of -log(probability given to the right class). y is one-hot."""
        return np.mean(np.sum(y * -np.log(self.preds), axis=1))

    def backward(self, y):
        self.dinputs = (self.preds - y) / len(y)  # (samples, classes)
        return self.dinputs
