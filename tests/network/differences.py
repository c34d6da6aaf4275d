"""Gradients the slow way: nudge a number up and down and see what the loss does."""

import numpy as np


def central_differences(loss, values: np.ndarray, nudge: float = 1e-6) -> np.ndarray:
    """The gradient of loss() with respect to every entry of values, which loss must read anew; shape of values."""
    gradient = np.zeros_like(values)
    for where in np.ndindex(values.shape):
        kept = values[where]
        values[where] = kept + nudge
        up = loss()
        values[where] = kept - nudge
        down = loss()
        values[where] = kept
        gradient[where] = (up - down) / (2 * nudge)
    return gradient
