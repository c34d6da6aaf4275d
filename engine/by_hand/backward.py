"""The backward pass: the chain rule from the loss to every weight and bias."""

from collections.abc import Iterator

from engine.by_hand.forward import SLOPE
from engine.by_hand.names import Layer, chain, latex, layers, place, quantity
from engine.by_hand.settings import Activation, Settings
from engine.by_hand.step import Quantity, Rule, Step, equation
from engine.by_hand.words import words


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase backward, output layer first."""
    stack = layers(settings)
    yield _scores(settings, stack[-1])
    for layer in reversed(stack):
        yield from _weights(settings, layer)
        yield _biases(settings, layer)
        if layer.number > 1:
            yield from _through(settings, layer, stack[layer.number - 2])


def _step(
    settings: Settings,
    layer: Layer,
    key: str,
    made: Quantity | None,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule,
    **other,
) -> Step:
    """One step back at a layer. target: the parameter whose chain-rule product is the context; mark: its factor."""
    id = other.pop("id", made.id if made else "")
    say = words("backward", key, settings, layer, **other.pop("facts", {}))
    context = chain(settings, other.pop("target", layer.W), other.pop("mark", made.name if made else ""))
    network = {"layer": layer.number, "part": other.pop("part", "in")}
    return Step(id, "backward", say, code, made, formula, context, equation(*shown), rule, network=network, **other)


def _scores(settings: Settings, layer: Layer) -> Step:
    n, name = settings.samples, f"dloss_d{layer.h}"
    made = quantity(name, "grad", "samples", "output units", place("units", layer.number))
    if "no_mean" in settings.mistakes:
        rule: Rule = {"kind": "elementwise", "fn": "subtract", "args": ["y_hat", "y"]}
        shown = ("y_hat", " −", "y", " =", name)
        return _step(settings, layer, "scores_no_mean", made, f"{name} = y_hat - y", r"\hat{y} - y", shown, rule)
    return _step(
        settings,
        layer,
        "scores",
        made,
        f"{name} = (y_hat - y) / {n}",
        rf"{latex(name)} = \frac{{1}}{{n}} \left( \hat{{y}} - y \right), \quad n = {n}",
        (" (", "y_hat", " −", "y", f" ) / {n} =", name),
        {"kind": "elementwise", "fn": "error_share", "args": ["y_hat", "y"], "params": {"n": n}},
        part="units",
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
    return _step(
        settings,
        layer,
        "as_is",
        quantity(factor, "grad", "samples", layer.x_cols, id=factor + "_rows", latex=x),
        f"{factor} = {layer.x}",
        rf"\frac{{\partial {latex(layer.h)}[i,k]}}{{\partial {latex(layer.W)}[j,k]}} = {x}[i,j]",
        (layer.x, " →", factor + "_rows"),
        {"kind": "elementwise", "fn": "copy", "args": [layer.x]},
    )


def _misfit(settings: Settings, layer: Layer) -> Step:
    factor, signal = f"d{layer.h}_d{layer.W}", f"dloss_d{layer.h}"
    fits = settings.samples == layer.n_in
    tex = rf"{latex(layer.x)} \cdot {latex(signal)}"
    return _step(
        settings,
        layer,
        "misfit_square" if fits else "misfit",
        quantity("product_wrong", "grad", "", layer.cols, latex=tex) if fits else None,
        f"product_wrong = {factor} @ {signal}",
        tex,
        (factor + "_rows", " ·", signal, *([" =", "product_wrong"] if fits else [])),
        {"kind": "matmul", "a": factor + "_rows", "b": signal},
        id="product_wrong",
        mark=factor,
        fails=not fits,
    )


def _by(name: str, index: str) -> str:
    """The derivative of the loss by one cell, in LaTeX."""
    return rf"\frac{{\partial L}}{{\partial {latex(name)}[{index}]}}"


def _transposed(settings: Settings, layer: Layer) -> Step:
    factor, x = f"d{layer.h}_d{layer.W}", latex(layer.x)
    by_weight, by_score = _by(layer.W, "j,k"), _by(layer.h, "i,k")
    at = place("units", layer.number - 1, True)
    return _step(
        settings,
        layer,
        "transposed",
        quantity(factor, "grad", layer.x_cols, "samples", at, latex=rf"{x}^{{\mathsf{{T}}}}"),
        f"{factor} = {layer.x}.T",
        rf"{by_weight} = \sum_i {x}[i,j] \, {by_score} \quad \Longrightarrow \quad {x}^{{\mathsf{{T}}}}",
        (layer.x, " transposed →", factor),
        {"kind": "transpose", "x": layer.x},
    )


def _weight_gradient(settings: Settings, layer: Layer, forgets: bool) -> Step:
    factor, signal, name = f"d{layer.h}_d{layer.W}", f"dloss_d{layer.h}", f"dloss_d{layer.W}"
    first = factor + "_rows" if forgets else factor
    turned = "" if forgets else r"^{\mathsf{T}}"
    return _step(
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
    return _step(
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
    """Back through a layer's weights, and through the activation below it."""
    back, outputs, signal = f"d{layer.h}_d{below.a}", f"dloss_d{below.a}", f"dloss_d{layer.h}"
    gate, name, units = f"d{below.a}_d{below.h}", f"dloss_d{below.h}", place("units", below.number)
    turned = rf"{latex(layer.W)}^{{\mathsf{{T}}}}"
    yield _step(
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
    yield _step(
        settings,
        layer,
        "outputs",
        quantity(outputs, "grad", "samples", below.cols, units),
        f"{outputs} = {signal} @ {layer.W}.T",
        rf"{latex(outputs)} = {latex(signal)} \cdot {turned}",
        (signal, " ·", back, " =", outputs),
        {"kind": "matmul", "a": signal, "b": back},
        target=below.W,
        facts={"below_a": below.a, "below_title": below.title},
    )
    yield _gate(settings, below, gate)
    yield _step(
        settings,
        below,
        "through",
        quantity(name, "grad", "samples", below.cols, units),
        f"{name} = {gate} * {outputs}",
        rf"{latex(name)} = {latex(gate)} \odot {latex(outputs)}",
        (gate, " ⊙", outputs, " =", name),
        {"kind": "elementwise", "fn": "multiply", "args": [gate, outputs]},
        facts={"below_title": below.title},
        part="units",
    )


def _gate(settings: Settings, layer: Layer, gate: str) -> Step:
    """The activation's derivative, element by element, (samples, units)."""
    kind = settings.activation
    source = layer.h if "relu" in kind else layer.a
    code, tex = _slope(kind, source, latex(source))
    rule: Rule = {"kind": "elementwise", "fn": kind + "_grad", "args": [source]}
    if kind == "leaky_relu":
        rule["params"] = {"slope": SLOPE}
    return _step(
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
