"""The backward pass: from the loss to every weight and bias, output layer first."""

from collections.abc import Iterator

from engine.one_pass.activation_functions import SLOPE, activation_slope
from engine.one_pass.chain_rule import step_back
from engine.one_pass.rule import Elementwise
from engine.one_pass.settings import Settings
from engine.one_pass.step import Step
from engine.one_pass.variables import Layer, latex, layers, place, quantity


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase backward, output layer first."""
    stack = layers(settings)
    yield _scores(settings, stack[-1])
    for layer in reversed(stack):
        yield from _weights(settings, layer)
        yield _biases(settings, layer)
        if layer.number > 1:
            yield from _through(settings, layer, stack[layer.number - 2])


def _scores(settings: Settings, layer: Layer) -> Step:
    n, name = settings.samples, f"dloss_d{layer.h}"
    made = quantity(name, "grad", "samples", "output units", place("units", layer.number))
    if "no_mean" in settings.mistakes:
        rule: Elementwise = {"kind": "elementwise", "fn": "subtract", "args": ["y_hat", "y"]}
        shown = ("y_hat", " −", "y", " =", name)
        code, tex = f"{name} = y_hat - y", r"\hat{y} - y"
        return step_back(settings, layer, "scores_no_mean", made, code, tex, shown, rule, part="units")
    nths = ("whole", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth")
    facts = {"nth": nths[n - 1]}
    return step_back(
        settings,
        layer,
        "scores",
        made,
        f"{name} = (y_hat - y) / {n}",
        rf"{latex(name)} = \frac{{1}}{{n}} \left( \hat{{y}} - y \right), \quad n = {n}",
        (" (", "y_hat", " −", "y", f" ) / {n} =", name),
        {"kind": "elementwise", "fn": "error_share", "args": ["y_hat", "y"], "params": {"n": n}},
        part="units",
        facts=facts,
    )


def _weights(settings: Settings, layer: Layer) -> Iterator[Step]:
    """Why the layer's inputs come transposed, and the gradient of the weights."""
    forgets = "no_transpose" in settings.mistakes and layer.last
    if layer.last:
        yield _as_is(settings, layer)
    if layer.last and not forgets:
        yield _misfit(settings, layer)
    if not forgets:
        yield _transposed(settings, layer)
    yield _weight_gradient(settings, layer, forgets)


def _as_is(settings: Settings, layer: Layer) -> Step:
    factor, x = f"d{layer.h}_d{layer.W}", latex(layer.x)
    as_rows = factor + "_rows"
    return step_back(
        settings,
        layer,
        "as_is",
        quantity(as_rows, "grad", "samples", layer.x_cols, tex=x),
        f"{as_rows} = {layer.x}",
        rf"\frac{{\partial {latex(layer.h)}[i,k]}}{{\partial {latex(layer.W)}[j,k]}} = {x}[i,j]",
        (layer.x, " →", as_rows),
        {"kind": "elementwise", "fn": "copy", "args": [layer.x]},
        mark=factor,
        facts={"as_rows": as_rows},
        shown_only=True,
    )


def _misfit(settings: Settings, layer: Layer) -> Step:
    factor, signal = f"d{layer.h}_d{layer.W}", f"dloss_d{layer.h}"
    fits = settings.samples == layer.n_in
    key = "misfit" if not fits else "misfit_one" if settings.samples == 1 else "misfit_square"
    tex = rf"{latex(layer.x)} \cdot {latex(signal)}"
    return step_back(
        settings,
        layer,
        key,
        quantity("product_wrong", "grad", "", layer.cols, tex=tex) if fits else None,
        f"product_wrong = {factor}_rows @ {signal}",
        tex,
        (factor + "_rows", " ·", signal, *([" =", "product_wrong"] if fits else [])),
        {"kind": "matmul", "a": factor + "_rows", "b": signal},
        id="product_wrong",
        mark=factor,
        fails=not fits,
        shown_only=True,
        detour="shapes",
    )


def _by(name: str, index: str) -> str:
    """The derivative of the loss by one cell, in LaTeX."""
    return rf"\frac{{\partial L}}{{\partial {latex(name)}[{index}]}}"


def _transposed(settings: Settings, layer: Layer) -> Step:
    factor, x = f"d{layer.h}_d{layer.W}", latex(layer.x)
    by_weight, by_score = _by(layer.W, "j,k"), _by(layer.h, "i,k")
    at = place("units", layer.number - 1, True)
    return step_back(
        settings,
        layer,
        "transposed" if layer.last else "transposed_again",
        quantity(factor, "grad", layer.x_cols, "samples", at, tex=rf"{x}^{{\mathsf{{T}}}}"),
        f"{factor} = {layer.x}.T",
        rf"{by_weight} = \sum_i {x}[i,j] \, {by_score} \quad \Longrightarrow \quad {x}^{{\mathsf{{T}}}}",
        (layer.x, " transposed →", factor),
        {"kind": "transpose", "x": layer.x},
        facts={"factor": factor},
    )


def _weight_gradient(settings: Settings, layer: Layer, forgets: bool) -> Step:
    factor, signal, name = f"d{layer.h}_d{layer.W}", f"dloss_d{layer.h}", f"dloss_d{layer.W}"
    first = factor + "_rows" if forgets else factor
    turned = "" if forgets else r"^{\mathsf{T}}"
    return step_back(
        settings,
        layer,
        "weights_no_transpose" if forgets else "weights",
        quantity(name, "grad", layer.x_cols, layer.cols, place("edges", layer.number - 1)),
        f"{name} = {layer.x if forgets else layer.x + '.T'} @ {signal}",
        rf"{latex(name)} = {latex(layer.x)}{turned} \cdot {latex(signal)}",
        (first, " ·", signal, " =", name),
        {"kind": "matmul", "a": first, "b": signal},
    )


def _biases(settings: Settings, layer: Layer) -> Step:
    signal, name = f"dloss_d{layer.h}", f"dloss_d{layer.b}"
    return step_back(
        settings,
        layer,
        "biases",
        quantity(name, "grad", "", layer.cols, place("bias", layer.number - 1)),
        f"{name} = np.sum({signal}, axis=0, keepdims=True)",
        rf"{_by(layer.b, 'k')} = \sum_i {_by(layer.h, 'i,k')}",
        (signal, " → sum", name),
        {"kind": "reduce", "fn": "sum", "axis": 0, "x": signal},
        target=layer.b,
        part="units",
    )


def _through(settings: Settings, layer: Layer, below: Layer) -> Iterator[Step]:
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
        quantity(back, "grad", layer.cols, below.cols, place("edges", layer.number - 1, True), tex=turned),
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
    code, tex = activation_slope(kind, source, latex(source))
    rule: Elementwise = {"kind": "elementwise", "fn": kind + "_grad", "args": [source]}
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
