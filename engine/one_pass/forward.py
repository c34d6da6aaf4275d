"""The forward pass: linear steps and activations, layer by layer. Softmax follows in a module of its own."""

from collections.abc import Iterator, Mapping

import numpy as np

from engine.one_pass.captions import words
from engine.one_pass.data import GIVEN, literal
from engine.one_pass.settings import Activation, Settings
from engine.one_pass.step import Phase, Quantity, Rule, Step, equation
from engine.one_pass.variables import LATEX_FUNCTIONS, Layer, latex, layers, nested, place, quantity

SLOPE = 0.01
CODE: dict[Activation, str] = {
    "relu": "np.maximum(0, {h})",
    "leaky_relu": f"np.where({{h}} > 0, {{h}}, {SLOPE} * {{h}})",
    "tanh": "np.tanh({h})",
    "sigmoid": "1 / (1 + np.exp(-{h}))",
}


Reached = Mapping[str, np.ndarray] | None


def steps(settings: Settings, reached: Reached = None) -> Iterator[Step]:
    """The steps of phase forward up to the scores of the output layer.

    reached: the weights and biases by name, where the pass starts after some updates.
    """
    for layer in layers(settings):
        yield _weights(settings, layer, reached)
        yield _biases(settings, layer, reached)
        yield linear(settings, layer)
        if not layer.last:
            yield activation(settings, layer)


def pass_again(settings: Settings) -> Iterator[Step]:
    """The linear steps and activations once more, with the updated weights."""
    for layer in layers(settings):
        yield linear(settings, layer, "again", "new_")
        if not layer.last:
            yield activation(settings, layer, "again", "new_")


def _weights(settings: Settings, layer: Layer, reached: Reached) -> Step:
    """The layer's weights, (inputs, units): drawn with its seed, or typed in."""
    given, seed = settings.weights[layer.number - 1], settings.seeds[layer.number - 1]
    shape = f"({layer.n_in}, {layer.n_out})"
    formula = _space(layer.W, layer.n_in, layer.n_out)
    if given is not None:
        code, origin = literal(given), "set by hand"
    else:
        code, origin = f"np.random.RandomState({seed}).uniform(-0.5, 0.5, {shape})", f"drawn with seed {seed}"
        formula = rf"{latex(layer.W)}[i,j] \sim \mathcal{{U}}(-0.5,\, 0.5)"
    if "equal_weights" in settings.mistakes:
        code, origin, formula = f"np.full({shape}, 0.1)", "all equal, on purpose", rf"{latex(layer.W)}[i,j] = 0.1"
    if "ten_times" in settings.mistakes:
        code, origin, formula = f"10 * {code}", f"{origin}, then ten times as large", f"{formula}, \\; \\times 10"
    if reached is not None:
        code, origin, formula = (
            literal(reached[layer.W].tolist()),
            _after(settings),
            _space(layer.W, layer.n_in, layer.n_out),
        )
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
    return Step(
        made.id,
        "forward",
        words("forward", key, settings, layer, origin=origin),
        f"{made.name} = {code}",
        made,
        formula,
        nested(settings, made.name),
        equation(made.id),
        GIVEN,
        network={"layer": layer.number, "part": "in" if key == "weights" else "units"},
    )


def linear(settings: Settings, layer: Layer, phase: Phase = "forward", new: str = "") -> Step:
    """h = x @ W + b, (samples, units); with new="new_" that of the second forward pass."""
    x = layer.x if layer.x == "X" else new + layer.x
    first = "Weigh the inputs" if layer.number == 1 else "Weigh the units below"
    return Step(
        new + layer.h,
        phase,
        words(
            "forward",
            "again" if new else "linear",
            settings,
            layer,
            action="Score the classes" if layer.last else first,
        ),
        f"{layer.h} = {layer.x} @ {layer.W} + {layer.b}",
        quantity(layer.h, "act", "samples", layer.cols, place("units", layer.number), id=new + layer.h),
        rf"{latex(layer.h)} = {latex(layer.x)} \cdot {latex(layer.W)} + {latex(layer.b)}",
        nested(settings, layer.h),
        equation(x, " ·", new + layer.W, " +", new + layer.b, " =", new + layer.h),
        {"kind": "affine", "x": x, "w": new + layer.W, "b": new + layer.b},
        network={"layer": layer.number, "part": "in"},
    )


def activation(settings: Settings, layer: Layer, phase: Phase = "forward", new: str = "") -> Step:
    """The hidden layer's activation, (samples, units), before and after."""
    kind = settings.activation
    say = words("forward", kind, settings, layer, slope=SLOPE)
    if new:
        say = words("forward", "again", settings, layer, action=say.title)
    rule: Rule = {"kind": "elementwise", "fn": kind, "args": [new + layer.h]}
    if kind == "leaky_relu":
        rule["params"] = {"slope": SLOPE}
    return Step(
        new + layer.a,
        phase,
        say,
        f"{layer.a} = {CODE[kind].format(h=layer.h)}",
        quantity(layer.a, "act", "samples", layer.cols, place("units", layer.number), id=new + layer.a),
        _activation_formula(kind, latex(layer.a), latex(layer.h)),
        nested(settings, layer.a),
        equation(new + layer.h, " →", new + layer.a),
        rule,
        network={"layer": layer.number, "part": "units"},
    )


def _activation_formula(kind: Activation, a: str, h: str) -> str:
    function = f"{a} = {LATEX_FUNCTIONS[kind]}({h})"
    return {
        "relu": rf"{function} = \max(0,\, {h})",
        "leaky_relu": rf"{function} = \begin{{cases}} {h} & {h} > 0 \\ {SLOPE}\,{h} & \text{{otherwise}} \end{{cases}}",
        "tanh": rf"{function} = \frac{{e^{{{h}}} - e^{{-{h}}}}}{{e^{{{h}}} + e^{{-{h}}}}}",
        "sigmoid": rf"{function} = \frac{{1}}{{1 + e^{{-{h}}}}}",
    }[kind]
