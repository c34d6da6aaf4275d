"""Derivations, a line at a time, with the numbers of this very pass in them."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from engine.one_pass.digits import FEWEST, for_factors, show
from engine.one_pass.step import Step
from engine.one_pass.trace import Trace
from engine.one_pass.training import Bench
from engine.one_pass.variables import NUMBERS, Layer, latex, layers

Line = tuple[str, str]
NUDGE = 0.001


def derivation(trace: Trace, step: Step) -> list[Line]:
    """(sentence, LaTeX) a line; [] for a step without one, or where numbers are not finite any more."""
    say = _derivations(trace).get(step.id)
    if say is None or any(not np.isfinite(array).all() for array in _used(trace)):
        return []
    return list(say())


def _used(trace: Trace) -> Iterator[np.ndarray]:
    """The numbers that the derivations quote."""
    for layer in layers(trace.settings):
        yield from (trace.values[name] for name in (layer.W, layer.b, layer.h, layer.a))
        yield from (trace.values[key] for key in (f"dloss_d{layer.h}", f"dloss_d{layer.W}") if key in trace.values)
    yield trace.values["neg_logs"]


def _derivations(trace: Trace) -> dict[str, Callable[[], Iterator[Line]]]:
    stack = layers(trace.settings)
    found: dict[str, Callable[[], Iterator[Line]]] = {
        "neg_logs": lambda: _likelihood(trace),
        "cce_loss": lambda: _slope(trace),
        f"dloss_d{stack[-1].h}": lambda: _scores(trace),
    }
    if not trace.settings.mistakes and not trace.broken:
        found[f"dloss_d{stack[-1].W}"] = lambda: _last_weight(trace, stack[-1])
        for number, layer in enumerate(stack[:-1]):
            found[f"dloss_d{layer.W}"] = partial(_hidden_weight, trace, stack[number:])
    return found


def number(value: float, decimals: int = FEWEST) -> str:
    """A number in LaTeX, rounded: 1.2346 \\cdot 10^{-9}."""
    text = show(value, decimals).replace("−", "-")
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa} \cdot 10^{{{exponent}}}" if exponent else text


def _in_brackets(value: float, decimals: int = FEWEST) -> str:
    return rf"({number(value, decimals)})" if value < 0 else number(value, decimals)


def _likelihood(trace: Trace) -> Iterator[Line]:
    losses = trace.values["neg_logs"]
    chances = np.exp(-losses)
    if len(losses) == 1:
        return
    product, total = float(np.prod(chances)), float(losses.sum())
    factors = r" \cdot ".join(number(float(chance)) for chance in chances)
    decimals = _whose_logarithm_is(product, total)
    yield (
        "Here the right classes were given these probabilities; their product is the likelihood.",
        (rf"{factors} \approx {number(product, decimals)}"),
    )
    if product > 0:
        yield (
            "Minus its logarithm is the sum of the losses of the samples.",
            (rf"-\ln\left({number(product, decimals)}\right) \approx {number(total)}"),
        )


def _whose_logarithm_is(product: float, total: float) -> int:
    """With how many decimals a product is written so that minus the logarithm of what is written comes to the total."""
    for decimals in range(FEWEST, 16):
        written = float(show(product, decimals).replace("−", "-"))
        if written > 0 and number(-math.log(written)) == number(total):
            return decimals
    return FEWEST


def _nudged_weight(trace: Trace) -> tuple[int, int]:
    """Row and column of the weight of the last layer that is nudged: of the input that is largest in all."""
    inputs = trace.values[layers(trace.settings)[-1].x]
    return int(np.abs(inputs).sum(axis=0).argmax()), 0


def _slope(trace: Trace) -> Iterator[Line]:
    """One weight, changed by a thousandth: what the loss does."""
    layer = layers(trace.settings)[-1]
    row, col = _nudged_weight(trace)
    own, before = float(trace.values[layer.W][row, col]), float(trace.values["cce_loss"])
    changed, _ = Bench(trace.settings).run(layer.W, row, col, NUDGE)
    after = float(changed["cce_loss"])
    if not math.isfinite(after):
        return
    place, name = f"row {row + 1}, column {col + 1}", rf"{latex(layer.W)}[{row + 1},{col + 1}]"
    yield (
        f"Take the weight of {layer.W} in {place}, and make it larger by {NUDGE}:",
        (rf"{name}: \; {number(own)} \to {number(own + NUDGE)}"),
    )
    yield (
        "Everything after it is computed anew, and the loss changes:",
        (rf"L: \; {number(before, 7)} \to {number(after, 7)}"),
    )
    yield (
        "The change of the loss, divided by the change of the weight, is the slope: very nearly the derivative.",
        (rf"\frac{{{number(after - before, 7)}}}{{{NUDGE}}} \approx {number((after - before) / NUDGE)}"),
    )


def _scores(trace: Trace) -> Iterator[Line]:
    """Why the derivative of the loss by the scores is ŷ − y, on the sample that costs most."""
    losses, index = trace.values["neg_logs"], trace.values["index"]
    n, i = len(losses), int(losses.argmax())
    r = int(index[i])
    k = next(col for col in range(trace.settings.classes) if col != r)
    h, y_hat = trace.values[layers(trace.settings)[-1].h][i], trace.values["y_hat"][i]
    score, loss, right, other = (number(float(value)) for value in (-h[r], losses[i], y_hat[r], y_hat[k]))
    total = r"\sum_j e^{h_j}"
    text = f"Take sample {i + 1}, whose right class, r, has column {r + 1}. Its loss is minus the logarithm of ŷ there:"
    yield text, rf"\ell = -\ln \hat{{y}}_r = -\ln \frac{{e^{{h_r}}}}{{{total}}}"
    text = "The logarithm of a quotient is a difference, and ln undoes the exponential:"
    yield text, rf"\ell = -h_r + \ln {total} = {score} + \ln {total} = {loss}"
    text = (
        "With respect to the right class's score, the first part gives −1, the second its exponential over the sum, "
        "which is ŷ:"
    )
    slope = rf"\frac{{\partial \ell}}{{\partial h_r}} = -1 + \frac{{e^{{h_r}}}}{{{total}}} = \hat{{y}}_r - 1"
    yield text, rf"{slope} = {right} - 1 = {number(float(y_hat[r]) - 1)}"
    text = f"Another score, such as that of column {k + 1}, is not in the first part, so only ŷ is left:"
    slope = rf"\frac{{\partial \ell}}{{\partial h_k}} = \frac{{e^{{h_k}}}}{{{total}}} = \hat{{y}}_k - 0"
    yield text, rf"{slope} = {other}"
    text = "Both at once, because y is 1 at the right class and 0 at the others:"
    yield text, r"\frac{\partial \ell}{\partial h} = \hat{y} - y"
    if "no_mean" not in trace.settings.mistakes and n > 1:
        text = f"The loss is the mean over {n} samples, so each sample's part is divided by {n}:"
        yield text, rf"\frac{{\partial L}}{{\partial h}} = \frac{{\hat{{y}} - y}}{{{n}}}"


def _largest(gradient: np.ndarray) -> tuple[int, int]:
    row, col = divmod(int(np.abs(gradient).argmax()), gradient.shape[1])
    return row, col


def _last_weight(trace: Trace, layer: Layer) -> Iterator[Line]:
    """The chain rule for one weight of the output layer, sample by sample."""
    gradient = trace.values[f"dloss_d{layer.W}"]
    j, k = _largest(gradient)
    name, sums, x = rf"{latex(layer.W)}[{j + 1},{k + 1}]", latex(layer.h), latex(layer.x)
    slope = rf"\frac{{\partial L}}{{\partial {name}}}"
    text = (
        "The chain rule: how the loss changes with this weight is how the loss changes with the sum, times how the sum "
        "changes with the weight, added up over the samples."
    )
    yield text, rf"{slope} = \sum_i \frac{{\partial L}}{{\partial {sums}[i,{k + 1}]}} \cdot {x}[i,{j + 1}]"
    inputs, signal = trace.values[layer.x][:, j], trace.values[f"dloss_d{layer.h}"][:, k]
    yield "With the numbers of this pass:", _products(signal, inputs)
    yield from _against_nudge(trace, layer, gradient)


def _against_nudge(trace: Trace, layer: Layer, gradient: np.ndarray) -> Iterator[Line]:
    """The slope that the nudge gave at the loss, beside the gradient, where they differ because a nudge has a width."""
    row, col = _nudged_weight(trace)
    own, before = float(gradient[row, col]), float(trace.values["cce_loss"])
    bench = Bench(trace.settings)
    wide, narrow = (
        (float(bench.run(layer.W, row, col, width)[0]["cce_loss"]) - before) / width for width in (NUDGE, NUDGE / 100)
    )
    if not math.isfinite(wide) or show(wide) == show(own) or abs(narrow - own) > abs(wide - own) / 10:
        return  # they agree, or differ for another reason: a clipped probability, a corner of ReLU, rounding
    yield (
        f"At the loss, the weight in row {row + 1}, column {col + 1} was made larger by {NUDGE}, and the slope came "
        f"out as {show(wide)}; its gradient is {show(own)}. The first is the mean slope over the whole nudge, the "
        "second the slope right at the weight. A nudge a hundredth as wide comes closer:",
        rf"{number(wide)} \to {number(narrow)}, \; "
        rf"\frac{{\partial L}}{{\partial {latex(layer.W)}[{row + 1},{col + 1}]}} \approx {number(own)}",
    )


def _hidden_weight(trace: Trace, stack: Sequence[Layer]) -> Iterator[Line]:
    """The chain rule for one weight of a hidden layer: the whole way back, on one sample.

    stack: that layer and all above it.
    """
    layer, gradient = stack[0], trace.values[f"dloss_d{stack[0].W}"]
    if not gradient.any():
        return
    j, u = _largest(gradient)
    inputs, signal = trace.values[layer.x][:, j], trace.values[f"dloss_d{layer.h}"][:, u]
    i = int(np.abs(inputs * signal).argmax())
    name = rf"{latex(layer.W)}[{j + 1},{u + 1}]"
    back = [(latex(above.h), latex(above.x)) for above in reversed(stack[1:])]
    way = ["L", *(each for pair in back for each in pair), latex(layer.h), name]
    chain = r" \cdot ".join(rf"\frac{{\partial {top}}}{{\partial {low}}}" for top, low in pairwise(way))
    links = NUMBERS[len(way) - 1]
    yield f"The whole chain for one weight, row {j + 1}, column {u + 1}: from the loss to it in {links} links.", chain
    units = [u]
    for below in stack[1:-1]:
        brings = trace.values[f"dloss_d{below.h}"][i] * trace.values[below.W][units[-1]]
        units.append(int(np.abs(brings).argmax()))
    for (below, above), unit in reversed(list(zip(pairwise(stack), units, strict=True))):
        yield from _down(trace, above, below, i, unit)
    yield "Times the input that the weight multiplies:", _products(signal[i : i + 1], inputs[i : i + 1])
    if len(inputs) > 1:
        text = f"That is the part of sample {i + 1}; the gradient adds up those of all {len(inputs)} samples:"
        yield text, rf"\frac{{\partial L}}{{\partial {name}}} \approx {number(float(gradient[j, u]))}"


def _down(trace: Trace, above: Layer, below: Layer, i: int, unit: int) -> Iterator[Line]:
    """The signal of sample i from the sums of a layer to the sum of one unit below."""
    scores, weights = trace.values[f"dloss_d{above.h}"][i], trace.values[above.W][unit]
    gate = trace.values[f"d{below.a}_d{below.h}"][i, unit : unit + 1]
    where = f"On sample {i + 1}, to unit {unit + 1} of the {below.title}"
    signals = "the signal at the sums above" if above.last else "the signals above, which all came the same way"
    yield f"{where}: {signals}, times the weights that lead there, added up:", _products(scores, weights)
    text = "Times the slope of the activation there, which gives the signal at this unit's sum:"
    yield text, _products(np.array([scores @ weights]), gate)


def _products(left: np.ndarray, right: np.ndarray) -> str:
    """A sum of products and its value in LaTeX, with digits enough for it to come out as written."""
    total, width = float(left @ right), len(left)

    def compute(*x: float) -> float:
        return sum(a * b for a, b in zip(x[:width], x[width:], strict=True))

    decimals = for_factors([([*left.tolist(), *right.tolist()], total)], compute, FEWEST)
    pairs = zip(left.tolist(), right.tolist(), strict=True)
    terms = " + ".join(rf"{_in_brackets(a, decimals)} \cdot {_in_brackets(b, decimals)}" for a, b in pairs)
    return rf"{terms} \approx {number(total)}"
