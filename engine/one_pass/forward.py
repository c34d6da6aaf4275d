"""The forward pass: linear steps and activations, layer by layer. Softmax follows in a module of its own."""

from collections.abc import Iterator, Mapping

import numpy as np

from engine.one_pass.activation_functions import CODE, SLOPE, activation_formula, activation_rule
from engine.one_pass.captions import class_columns, words
from engine.one_pass.rule import GIVEN
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation, literal
from engine.one_pass.variables import Layer, latex, layers, nested, place, quantity

Reached = Mapping[str, np.ndarray] | None


def steps(settings: Settings, reached: Reached = None) -> Iterator[Step]:
    """The steps of phase forward up to the scores of the output layer.

    reached: the weights and biases by name, where the pass starts after some updates.
    """
    for layer in layers(settings):
        yield _weights(settings, layer, reached)
        yield _biases(settings, layer, reached)
        yield _linear(settings, layer)
        if not layer.last:
            yield _activation(settings, layer)


def _weights(settings: Settings, layer: Layer, reached: Reached) -> Step:
    """The layer's weights, (inputs, units): drawn with its seed, or typed in."""
    given, seed = settings.weights[layer.number - 1], settings.seeds[layer.number - 1]
    shape, formula = f"({layer.n_in}, {layer.n_out})", _space(layer.W, layer.n_in, layer.n_out)
    if reached is not None:
        code, origin = literal(reached[layer.W].tolist()), _after(settings)
    elif "equal_weights" in settings.mistakes:
        code, origin, formula = f"np.full({shape}, 0.1)", "all equal, on purpose", rf"{latex(layer.W)}[i,j] = 0.1"
    elif given is not None:
        code, origin = literal(given), "set by hand"
    else:
        code, origin = f"np.random.RandomState({seed}).uniform(-0.5, 0.5, {shape})", f"drawn with seed {seed}"
        formula = rf"{latex(layer.W)}[i,j] \sim \mathcal{{U}}(-0.5,\, 0.5)"
    if "ten_times" in settings.mistakes and reached is None:
        code, origin, formula = f"10 * {code}", f"{origin}, then ten times as large", f"{formula}, \\; \\times 10"
    made = quantity(layer.W, "param", layer.x_cols, layer.cols, place("edges", layer.number - 1))
    return _given(settings, layer, made, "weights", code, formula, origin)


def _biases(settings: Settings, layer: Layer, reached: Reached) -> Step:
    """The layer's biases, (1, units): zero, or typed in."""
    given = settings.biases[layer.number - 1]
    code, origin = f"np.zeros((1, {layer.n_out}))", "they start at 0"
    if given is not None:
        code, origin = literal(given), "set by hand"
    if "dead_units" in settings.mistakes and not layer.last:
        code, origin = f"np.full((1, {layer.n_out}), -1000.0)", "far below zero, on purpose"
    if reached is not None:
        code, origin = literal(reached[layer.b].tolist()), _after(settings)
    made = quantity(layer.b, "param", "", layer.cols, place("bias", layer.number - 1))
    return _given(settings, layer, made, "biases", code, _space(layer.b, 1, layer.n_out), origin)


def _after(settings: Settings) -> str:
    return "after one update" if settings.passes == 1 else f"after {settings.passes} updates"


def _space(name: str, rows: int, cols: int) -> str:
    return rf"{latex(name)} \in \mathbb{{R}}^{{{rows} \times {cols}}}"


def _given(settings: Settings, layer: Layer, made: Quantity, key: str, code: str, formula: str, origin: str) -> Step:
    drawn = "Each is drawn at random, anything from −0.5 to 0.5 being equally likely."
    say = words("forward", key, settings, layer, origin=origin, where_from=drawn if "uniform" in code else "")
    network = {"layer": layer.number, "part": "in" if key == "weights" else "units"}
    context = nested(settings, made.name)
    shown = equation(made.id)
    return Step(made.id, "forward", say, f"{made.name} = {code}", made, formula, context, shown, GIVEN, network=network)


def _linear(settings: Settings, layer: Layer) -> Step:
    """h = x @ W + b, (samples, units)."""
    action = "Weigh the inputs" if layer.number == 1 else "Weigh the units below"
    key = "scores" if layer.last else "linear"
    x, W, b, h = layer.x, layer.W, layer.b, layer.h
    return Step(
        h,
        "forward",
        words("forward", key, settings, layer, action=action, columns=class_columns(settings)),
        f"{h} = {x} @ {W} + {b}",
        quantity(h, "act", "samples", layer.cols, place("units", layer.number)),
        rf"{latex(h)} = {latex(x)} \cdot {latex(W)} + {latex(b)}",
        nested(settings, h),
        equation(x, " ·", W, " +", b, " =", h),
        {"kind": "affine", "x": x, "w": W, "b": b},
        network={"layer": layer.number, "part": "in"},
    )


def _activation(settings: Settings, layer: Layer) -> Step:
    """The hidden layer's activation, (samples, units), before and after."""
    kind, h, a = settings.activation, layer.h, layer.a
    return Step(
        a,
        "forward",
        words("forward", kind, settings, layer, slope=SLOPE),
        f"{a} = {CODE[kind].format(h=h)}",
        quantity(a, "act", "samples", layer.cols, place("units", layer.number)),
        activation_formula(kind, latex(a), latex(h)),
        nested(settings, a),
        equation(h, " →", a),
        activation_rule(kind, h),
        network={"layer": layer.number, "part": "units"},
    )
