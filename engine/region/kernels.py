"""The compiled twin's loops: forward, backward, the four steps, the measures. Importing this compiles nothing yet.

A batch lies on its side here, (units, samples), so that each inner loop runs along the samples. Parameters are one
vector, layer after layer, W row by row and then b. `h` and `a` are (layers, units, samples): weighted sums, and what
follows them, with the inputs as a[0].
"""

import math
import tempfile
from pathlib import Path

import numba
import numpy as np
from numba import njit

from engine.network.activations import ActivationLeakyRelu
from engine.network.loss import EPS
from engine.network.network import ZERO

SLOPE = ActivationLeakyRelu.slope
FAST = {"reassoc", "contract", "nsz"}  # additions in any order; nan and infinity stay what they are
MEASURED_AT_ONCE = 256


def keep_compiled_code_somewhere() -> None:
    """With the temporary files, where neither this folder nor the user's own can be written."""
    try:
        njit(cache=True)(keep_compiled_code_somewhere)
    except RuntimeError:
        numba.config.CACHE_DIR = str(Path(tempfile.gettempdir(), "glassnet-compiled"))  # type: ignore[attr-defined]


keep_compiled_code_somewhere()


@njit(cache=True, nogil=True, fastmath=FAST)
def activate(h, a, kind):
    """a = activation(h), (samples,) each; kind as in CHOICES["activation"]."""
    for k in range(len(h)):
        if kind == 0:
            a[k] = 0.0 if h[k] <= 0 else h[k]
        elif kind == 1:
            a[k] = SLOPE * h[k] if h[k] <= 0 else h[k]
        elif kind == 2:
            a[k] = math.tanh(h[k])
        elif kind == 3:
            a[k] = 0.5 * (1 + math.tanh(0.5 * h[k]))
        else:
            a[k] = h[k]


@njit(cache=True, nogil=True, fastmath=FAST)
def activate_back(signal, h, a, kind):
    """signal *= activation'(h), in place, (samples,) each."""
    for k in range(len(h)):
        if kind == 0:
            signal[k] *= 1.0 if h[k] > 0 else 0.0
        elif kind == 1:
            signal[k] *= 1.0 if h[k] > 0 else SLOPE
        elif kind == 2:
            signal[k] *= 1 - a[k] * a[k]
        elif kind == 3:
            signal[k] *= a[k] * (1 - a[k])


@njit(cache=True, nogil=True, fastmath=FAST)
def widest(sizes):
    """The most units of any layer."""
    most = sizes[0]
    for size in sizes:
        if size > most:
            most = size
    return most


@njit(cache=True, nogil=True, fastmath=FAST)
def lay(X, start, n, a):
    """Lays n samples of X (samples, features) on their side as the first of a; loops, since they compile quickly."""
    for k in range(n):
        for i in range(X.shape[1]):
            a[0, i, k] = X[start + k, i]


@njit(cache=True, nogil=True, fastmath=FAST)
def forward(sizes, params, h, a, n, kind):
    """Fills h[layer], the weighted sums, and a[layer + 1], what follows them, from a[0]; the last a: probabilities."""
    start, n_layers = 0, len(sizes) - 1
    for layer in range(n_layers):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        for j in range(n_out):
            out, bias = h[layer, j, :n], params[start + n_in * n_out + j]
            for k in range(n):
                out[k] = bias
            for i in range(n_in):
                w, x = params[start + i * n_out + j], a[layer, i, :n]
                for k in range(n):
                    out[k] += w * x[k]
            if layer < n_layers - 1:
                activate(out, a[layer + 1, j, :n], kind)
        start += (n_in + 1) * n_out
    softmax(h[n_layers - 1], a[n_layers], sizes[n_layers], n)


@njit(cache=True, nogil=True, fastmath=FAST)
def softmax(scores, preds, n_classes, n):
    """Clipped probabilities from scores, (classes, samples) each."""
    for k in range(n):
        top, total = scores[0, k], 0.0
        for c in range(1, n_classes):
            if scores[c, k] > top:
                top = scores[c, k]
        for c in range(n_classes):
            preds[c, k] = math.exp(scores[c, k] - top)
            total += preds[c, k]
        for c in range(n_classes):
            p = preds[c, k] / total
            preds[c, k] = EPS if p < EPS else (1 - EPS if p > 1 - EPS else p)


@njit(cache=True, nogil=True, fastmath=FAST)
def backward(sizes, params, grads, h, a, signals, labels, n, kind):
    """Fills grads, laid out like params, with the gradient of the mean loss of a batch sent forward just before."""
    n_layers, start = len(sizes) - 1, len(params)
    for c in range(sizes[n_layers]):
        for k in range(n):
            signals[n_layers, c, k] = (a[n_layers, c, k] - (1.0 if labels[k] == c else 0.0)) / n
    for layer in range(n_layers - 1, -1, -1):
        n_in, n_out = sizes[layer], sizes[layer + 1]
        start -= (n_in + 1) * n_out
        for j in range(n_out):
            total, signal = 0.0, signals[layer + 1, j, :n]
            for k in range(n):
                total += signal[k]
            grads[start + n_in * n_out + j] = total
        for i in range(n_in):
            x, back = a[layer, i, :n], signals[layer, i, :n]
            for k in range(n):
                back[k] = 0.0
            for j in range(n_out):
                total, signal, w = 0.0, signals[layer + 1, j, :n], params[start + i * n_out + j]
                for k in range(n):
                    total += x[k] * signal[k]
                for k in range(n):
                    back[k] += w * signal[k]
                grads[start + i * n_out + j] = total
            if layer > 0:
                activate_back(back, h[layer - 1, i, :n], x, kind)


@njit(cache=True, nogil=True, fastmath=FAST)
def penalise(sizes, params, grads, l1, l2):
    """Adds the pull of l1 and l2 on the weights, not the biases."""
    start = 0
    for layer in range(len(sizes) - 1):
        n_weights = sizes[layer] * sizes[layer + 1]
        for p in range(start, start + n_weights):
            side = 0.0 if abs(params[p]) < ZERO else math.copysign(1.0, params[p])
            grads[p] += l1 * side + 2 * l2 * params[p]
        start += n_weights + sizes[layer + 1]


@njit(cache=True, nogil=True, fastmath=FAST)
def step(params, grads, memory, t, rule, lr):
    """One step of rule number `rule` in CHOICES["optimizer"]; memory (2, params) is its running averages."""
    v, s = memory[0], memory[1]
    corrected = lr * (1 - 0.999**t) ** 0.5 / (1 - 0.9**t)
    for p in range(len(params)):
        g = grads[p]
        if rule == 0:
            params[p] -= lr * g
        elif rule == 1:
            v[p] = 0.9 * v[p] - lr * g
            params[p] += v[p]
        elif rule == 2:
            s[p] = 0.9 * s[p] + (1 - 0.9) * g * g
            params[p] -= lr * g / math.sqrt(s[p] + 1e-7)
        else:
            v[p] = 0.9 * v[p] + (1 - 0.9) * g
            s[p] = 0.999 * s[p] + (1 - 0.999) * g * g
            params[p] -= corrected * v[p] / (math.sqrt(s[p]) + 1e-7)


@njit(cache=True, nogil=True, fastmath=FAST)
def measured(preds, labels, n_classes, n):
    """How many of a batch are right, and the sum of their losses."""
    right, loss = 0, 0.0
    for k in range(n):
        best = 0
        for c in range(1, n_classes):
            if preds[c, k] > preds[best, k]:
                best = c
        right += best == labels[k]
        loss -= math.log(preds[labels[k], k])
    return right, loss


@njit(cache=True, nogil=True, fastmath=FAST)
def learn(X, labels, sizes, params, memory, t, batch, kind, rule, lr, l1, l2):
    """Once through X (samples, features), changing params and memory.

    Returns the steps taken so far and the accuracy and loss of the last batch before its step.
    """
    n_layers, units, batch = len(sizes) - 1, widest(sizes), min(batch, len(X))
    h, a = np.empty((n_layers, units, batch)), np.empty((n_layers + 1, units, batch))
    signals, grads = np.empty((n_layers + 1, units, batch)), np.empty(len(params))
    right, loss, n = 0, 0.0, 1
    for start in range(0, len(X), batch):
        n, t = min(batch, len(X) - start), t + 1
        lay(X, start, n, a)
        forward(sizes, params, h, a, n, kind)
        backward(sizes, params, grads, h, a, signals, labels[start:], n, kind)
        if start + n == len(X):
            right, loss = measured(a[n_layers], labels[start:], sizes[n_layers], n)
        if l1 > 0 or l2 > 0:
            penalise(sizes, params, grads, l1, l2)
        step(params, grads, memory, t, rule, lr)
    return t, right / n, loss / n


@njit(cache=True, nogil=True, fastmath=FAST)
def measure(X, labels, sizes, params, kind):
    """Accuracy and mean loss over all of X."""
    n_layers, units = len(sizes) - 1, widest(sizes)
    h = np.empty((n_layers, units, MEASURED_AT_ONCE))
    a = np.empty((n_layers + 1, units, MEASURED_AT_ONCE))
    right, loss = 0, 0.0
    for start in range(0, len(X), MEASURED_AT_ONCE):
        n = min(MEASURED_AT_ONCE, len(X) - start)
        lay(X, start, n, a)
        forward(sizes, params, h, a, n, kind)
        more = measured(a[n_layers], labels[start:], sizes[n_layers], n)
        right, loss = right + more[0], loss + more[1]
    return right / len(X), loss / len(X)
