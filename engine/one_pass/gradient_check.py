"""Gradients proven: the loss with one weight nudged up and down, against the gradient that the chain rule gave."""

import math
from dataclasses import dataclass
from typing import Any

from engine.one_pass.cross_entropy import EPS
from engine.one_pass.trace import Trace
from engine.one_pass.training import Bench
from engine.one_pass.variables import layers

STEP = 1e-5
AGREED = 1e-6


@dataclass(frozen=True, slots=True)
class Nudge:
    """One weight or bias, nudged. parameter, row, col: which. width: how far up, and how far down.

    up, down: the two losses. estimate: their difference over twice the width. gradient: the chain rule's number.
    why: what keeps the two from agreeing, "" where they agree.
    """

    parameter: str
    row: int
    col: int
    width: float
    up: float
    down: float
    estimate: float
    gradient: float
    why: str

    @property
    def digits(self) -> int:
        """How many leading digits agree, 0-15; 15 where the two are equal."""
        gap, size = abs(self.estimate - self.gradient), max(abs(self.estimate), abs(self.gradient))
        if not math.isfinite(gap):
            return 0
        return 15 if gap == 0 else max(0, min(15, math.floor(-math.log10(gap / size))))


def nudges(trace: Trace) -> dict[str, list[list[Nudge]]]:
    """Every weight and bias whose gradient the trace has, nudged: gradient's id to rows of nudges.

    The loss is computed by the pass's own forward lines. Width: 10⁻⁵ times the weight's size, or 10⁻⁵.
    """
    bench = Bench(trace.settings)
    found = {}
    for layer in layers(trace.settings):
        for name in (layer.W, layer.b):
            if f"dloss_d{name}" in trace.values:
                found[f"dloss_d{name}"] = [
                    [_nudge(bench, trace, name, i, j) for j in range(trace.values[name].shape[1])]
                    for i in range(trace.values[name].shape[0])
                ]
    return found


def _nudge(bench: Bench, trace: Trace, name: str, i: int, j: int) -> Nudge:
    width = STEP * max(1.0, abs(float(bench.start[name][i, j])))
    above, high = bench.run(name, i, j, width)
    below, low = bench.run(name, i, j, -width)
    up, down = float(above["cce_loss"]), float(below["cce_loss"])
    estimate = (up - down) / (high - low) if high != low else math.nan
    gradient = float(trace.values[f"dloss_d{name}"][i, j])
    close = abs(estimate - gradient) <= AGREED * max(abs(estimate), abs(gradient)) + 1e-9
    why = "" if close else _reason(trace, above, below, estimate, gradient)
    return Nudge(name, i, j, width, up, down, estimate, gradient, why)


def _reason(trace: Trace, above: dict[str, Any], below: dict[str, Any], estimate: float, gradient: float) -> str:
    """Why an estimate and a gradient differ, from the numbers."""
    settings = trace.settings
    if not math.isfinite(estimate) or not math.isfinite(gradient):
        return "Some numbers of this pass are not finite any more, so there is nothing to compare."
    if "no_mean" in settings.mistakes and abs(gradient - settings.samples * estimate) <= 1e-5 * abs(gradient) + 1e-9:
        return f"The gradient is {settings.samples} times the estimate: it was not divided by the number of samples."
    if "no_transpose" in settings.mistakes:
        return "The transpose was forgotten, so what the chain rule gave is not the gradient."
    if settings.activation in ("relu", "leaky_relu"):
        hidden = [layer.h for layer in layers(settings) if not layer.last]
        if any(((above[h] > 0) != (below[h] > 0)).any() for h in hidden):
            return "A unit's sum passes 0 between the two nudges. There ReLU has a corner, and no derivative."
    y_hat = trace.values["y_hat"]
    if ((y_hat < EPS) | (y_hat > 1 - EPS)).any():
        return "A probability was clipped. The loss no longer feels it; the gradient, which leaves clipping out, does."
    if abs(estimate - gradient) < 1e-15 / STEP * max(1.0, abs(above["cce_loss"])):
        return "The two losses differ by so little that rounding decides. The gradient is the better number."
    return "The loss bends between the two nudges: its slope changes too fast for a difference to follow."
