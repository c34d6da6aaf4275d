"""The element-wise operations of the pass: one table that computes, writes and checks them.

A cell's arithmetic is written from `text` ({0}, {1} are the arguments, {name} a parameter) and recomputed with
`compute`, number by number and without NumPy, so that the two cannot drift apart unseen.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """compute: the arguments, then the parameters by name, to the result. text: how the arithmetic is written."""

    compute: Callable[..., float]
    text: str


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _divide(a: float, b: float) -> float:
    if b == 0:
        return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1, b)
    return a / b


def _neg_log(p: float) -> float:
    if p == 0:
        return math.inf
    return math.nan if p < 0 or math.isnan(p) else -math.log(p)


def _relu(h: float) -> float:
    return h if h > 0 or math.isnan(h) else 0.0


def _clip(p: float, low: float, high: float) -> float:
    return p if math.isnan(p) else min(max(p, low), high)


ELEMENTWISE: dict[str, Function] = {
    "copy": Function(lambda a: a, "{0}"),
    "subtract": Function(lambda a, b: a - b, "{0} − {1}"),
    "multiply": Function(lambda a, b: a * b, "{0} × {1}"),
    "divide": Function(_divide, "{0} / {1}"),
    "exp": Function(_exp, "exp({0})"),
    "exp_minus": Function(lambda a, b: _exp(a - b), "exp({0} − {1})"),
    "neg_log": Function(_neg_log, "−ln({0})"),
    "clip": Function(_clip, "{0} kept between ε and 1 − ε"),
    "relu": Function(_relu, "max(0, {0})"),
    "leaky_relu": Function(lambda h, slope: h if h > 0 else slope * h, "{0} if positive, else {slope} × {0}"),
    "tanh": Function(math.tanh, "tanh({0})"),
    "sigmoid": Function(lambda h: 1 / (1 + _exp(-h)), "1 / (1 + exp(−({0})))"),
    "relu_grad": Function(lambda h: 1.0 if h > 0 else 0.0, "1 if {0} > 0, else 0"),
    "leaky_relu_grad": Function(lambda h, slope: 1.0 if h > 0 else slope, "1 if {0} > 0, else {slope}"),
    "tanh_grad": Function(lambda a: 1 - a**2, "1 − ({0})²"),
    "sigmoid_grad": Function(lambda a: a * (1 - a), "{0} × (1 − {0})"),
    "error_share": Function(lambda y_hat, y, n: (y_hat - y) / n, "({0} − {1}) / {n}"),
    "step": Function(lambda w, grad, lr: w - lr * grad, "{0} − {2} × {1}"),
}


def apply(name: str, arguments: Sequence[float], params: dict[str, float]) -> float:
    """One element-wise operation on plain numbers. Raises KeyError for an unknown name."""
    return ELEMENTWISE[name].compute(*arguments, **params)
