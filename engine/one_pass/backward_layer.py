"""The way back through a layer: its weights, and the activation below it."""

from collections.abc import Iterator

from engine.one_pass.chain_rule import step_back
from engine.one_pass.forward import SLOPE
from engine.one_pass.settings import Activation, Settings
from engine.one_pass.step import Rule, Step
from engine.one_pass.variables import Layer, latex, place, quantity


def through(settings: Settings, layer: Layer, below: Layer) -> Iterator[Step]:
    """The signal at the layer's scores, (samples, units), to that at the scores of the layer below it."""
    yield from _along_the_edges(settings, layer, below)
    gate, outputs, name = f"d{below.a}_d{below.h}", f"dloss_d{below.a}", f"dloss_d{below.h}"
    yield _gate(settings, below, gate)
    yield step_back(
        settings,
        below,
        "through",
        quantity(name, "grad", "samples", below.cols, place("units", below.number)),
        f"{name} = {gate} * {outputs}",
        rf"{latex(name)} = {latex(gate)} \odot {latex(outputs)}",
        (gate, " ⊙", outputs, " =", name),
        {"kind": "elementwise", "fn": "multiply", "args": [gate, outputs]},
        facts={"below_title": below.title},
        part="units",
    )


def _along_the_edges(settings: Settings, layer: Layer, below: Layer) -> Iterator[Step]:
    """The weights transposed, and the signal that they bring to the outputs of the layer below."""
    back, outputs, signal = f"d{layer.h}_d{below.a}", f"dloss_d{below.a}", f"dloss_d{layer.h}"
    turned = rf"{latex(layer.W)}^{{\mathsf{{T}}}}"
    yield step_back(
        settings,
        layer,
        "back",
        quantity(back, "grad", layer.cols, below.cols, place("edges", layer.number - 1, True), latex=turned),
        f"{back} = {layer.W}.T",
        rf"\frac{{\partial {latex(layer.h)}[i,k]}}{{\partial {latex(below.a)}[i,j]}} = {latex(layer.W)}[j,k]",
        (layer.W, " transposed →", back),
        {"kind": "transpose", "x": layer.W},
        target=below.W,
    )
    yield step_back(
        settings,
        layer,
        "outputs",
        quantity(outputs, "grad", "samples", below.cols, place("units", below.number)),
        f"{outputs} = {signal} @ {layer.W}.T",
        rf"{latex(outputs)} = {latex(signal)} \cdot {turned}",
        (signal, " ·", back, " =", outputs),
        {"kind": "matmul", "a": signal, "b": back},
        target=below.W,
        facts={"below_a": below.a, "below_title": below.title},
    )


def _gate(settings: Settings, layer: Layer, gate: str) -> Step:
    """The activation's derivative, element by element, (samples, units)."""
    kind = settings.activation
    source = layer.h if "relu" in kind else layer.a
    code, tex = _slope(kind, source, latex(source))
    rule: Rule = {"kind": "elementwise", "fn": kind + "_grad", "args": [source]}
    if kind == "leaky_relu":
        rule["params"] = {"slope": SLOPE}
    return step_back(
        settings,
        layer,
        "gate_" + kind,
        quantity(gate, "grad", "samples", layer.cols, place("units", layer.number)),
        f"{gate} = {code}",
        rf"{latex(gate)} = {tex}",
        (source, " →", gate),
        rule,
        facts={"slope": SLOPE},
        part="units",
    )


def _slope(kind: Activation, name: str, tex: str) -> tuple[str, str]:
    """The derivative of an activation as code and as LaTeX, from h for the ReLUs, from a for the others."""
    return {
        "relu": (
            f"np.where({name} > 0, 1.0, 0.0)",
            rf"\begin{{cases}} 1 & {tex} > 0 \\ 0 & \text{{otherwise}} \end{{cases}}",
        ),
        "leaky_relu": (
            f"np.where({name} > 0, 1.0, {SLOPE})",
            rf"\begin{{cases}} 1 & {tex} > 0 \\ {SLOPE} & \text{{otherwise}} \end{{cases}}",
        ),
        "tanh": (f"1 - {name} ** 2", f"1 - {tex}^2"),
        "sigmoid": (f"{name} * (1 - {name})", rf"{tex} \odot (1 - {tex})"),
    }[kind]
