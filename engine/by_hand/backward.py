"""The backward pass: the chain rule from the loss to every weight and bias."""

from collections.abc import Iterator

from engine.by_hand.forward import SLOPE
from engine.by_hand.names import FUNCTIONS, Layer, chain, latex, layers, place, quantity
from engine.by_hand.settings import Settings
from engine.by_hand.step import Quantity, Rule, Step, Words, equation


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
    target: str,
    made: Quantity | None,
    words: Words,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule,
    **other,
) -> Step:
    part = other.pop("part", "in")
    mark = other.pop("mark", made.name if made else "")
    return Step(
        other.pop("id", made.id if made else ""),
        "backward",
        words,
        code,
        made,
        formula,
        chain(settings, target, mark),
        equation(*shown),
        rule,
        network={"layer": layer.number, "part": part},
        **other,
    )


def _scores(settings: Settings, layer: Layer) -> Step:
    n, name = settings.samples, f"dloss_d{layer.h}"
    divided = "no_mean" not in settings.mistakes
    code = f"{name} = (y_hat - y) / {n}" if divided else f"{name} = y_hat - y"
    rule: Rule = (
        {"kind": "elementwise", "fn": "error_share", "args": ["y_hat", "y"], "params": {"n": n}}
        if divided
        else {"kind": "elementwise", "fn": "subtract", "args": ["y_hat", "y"]}
    )
    return _step(
        settings,
        layer,
        layer.W,
        quantity(name, "grad", "samples", "output units", place("units", layer.number)),
        Words(
            "Where the loss pulls the scores",
            "softmax and cross-entropy, differentiated together",
            f"The derivatives of softmax and of the cross-entropy collapse to ŷ − y: what the network said minus what is true. "
            f"It is divided by {n}, because the loss is a mean over {n} samples."
            if divided
            else "ŷ − y, and nothing else: the division by the number of samples has been left out on purpose.",
            "The sign tells the direction. At the right class it is negative: raising that score lowers the loss. Dividing by the number of "
            "samples keeps the step the same size however many samples there are. "
            "Clipping is left out of the derivative; it only matters for a probability within 2.2 · 10⁻¹⁶ of 0 or 1.",
            "Forgetting the division. Every gradient is then too large by the number of samples.",
        ),
        code,
        rf"{latex(name)} = \frac{{1}}{{n}} \left( \hat{{y}} - y \right)" if divided else rf"\hat{{y}} - y",
        ("y_hat", " −", "y", f" , divided by {n} →" if divided else " =", name),
        rule,
        part="units",
    )


def _weights(settings: Settings, layer: Layer) -> Iterator[Step]:
    """Why the layer's inputs come transposed, and the gradient of the weights."""
    forgets = "no_transpose" in settings.mistakes and layer.last
    if layer.last:
        yield _as_is(settings, layer)
        yield _misfit(settings, layer)
    if not forgets:
        yield _transposed(settings, layer)
    yield _weight_gradient(settings, layer, forgets)


def _as_is(settings: Settings, layer: Layer) -> Step:
    factor = f"d{layer.h}_d{layer.W}"
    return _step(
        settings,
        layer,
        layer.W,
        quantity(
            factor,
            "grad",
            "samples",
            layer.x_cols,
            place("units", layer.number - 1),
            id=factor + "_rows",
            latex=latex(layer.x),
        ),
        Words(
            f"What a weight of {layer.W} is multiplied with",
            "the derivative of the linear step by its weights",
            f"In {layer.h} every weight is multiplied with one number of {layer.x}, so that number is the derivative. A row is still one sample, "
            f"a column is one of the {layer.x_cols}.",
            "A weight matters as much as what flows through it. Where the input is 0, changing the weight changes nothing.",
            f"Differentiating by {layer.x} instead of by {layer.W}. That gives {layer.W}, and it is needed too, but later.",
        ),
        f"{factor} = {layer.x}",
        rf"\frac{{\partial {latex(layer.h)}[i,k]}}{{\partial {latex(layer.W)}[j,k]}} = {latex(layer.x)}[i,j]",
        (layer.x, " →", factor + "_rows"),
        {"kind": "elementwise", "fn": "copy", "args": [layer.x]},
        part="in",
    )


def _misfit(settings: Settings, layer: Layer) -> Step:
    factor, signal, n = f"d{layer.h}_d{layer.W}", f"dloss_d{layer.h}", settings.samples
    shapes = f"({n}, {layer.n_in})·({n}, {layer.n_out})"
    fits = n == layer.n_in
    made = (
        quantity("product_wrong", "grad", "samples", layer.cols, latex=rf"{latex(layer.x)} \cdot {latex(signal)}")
        if fits
        else None
    )
    if fits:
        what = f"No error, and that is worse: {shapes} fits by accident, because there are as many samples as {layer.x_cols}."
        why = "But it multiplies one unit's output with another sample's signal. The result has the shape of a gradient and means nothing."
    else:
        what = f"{shapes} does not fit: {layer.n_in} columns meet {n} rows."
        why = (
            f"A product of matrices runs along the columns of the first and the rows of the second. Here these are {layer.x_cols} and samples: "
            "different things, so even where the numbers agree, the product means nothing."
        )
    return _step(
        settings,
        layer,
        layer.W,
        made,
        Words(
            "Multiply as it stands",
            "wrong without a word" if fits else "a product whose shapes do not fit",
            what,
            why,
            "Reaching for reshape. It makes any shape fit, and shuffles the numbers.",
        ),
        f"product_wrong = {factor} @ {signal}",
        rf"{latex(layer.x)} \cdot {latex(signal)}",
        (factor + "_rows", " ·", signal, *([" =", "product_wrong"] if fits else [])),
        {"kind": "matmul", "a": factor + "_rows", "b": signal},
        id="product_wrong",
        mark=f"d{layer.h}_d{layer.W}",
        fails=not fits,
        mend=f"Both matrices have the samples as rows. Transpose the first, ({layer.n_in}, {n}), and the product runs over the samples.",
    )


def _transposed(settings: Settings, layer: Layer) -> Step:
    factor, n = f"d{layer.h}_d{layer.W}", settings.samples
    unit = "input" if layer.x == "X" else "hidden unit"
    return _step(
        settings,
        layer,
        layer.W,
        quantity(
            factor,
            "grad",
            layer.x_cols,
            "samples",
            place("units", layer.number - 1, True),
            latex=rf"{latex(layer.x)}^{{\mathsf{{T}}}}",
        ),
        Words(
            f"Turn {layer.x} on its side",
            "the transpose",
            f"Before, a row was a sample and a column {'an' if unit[0] == 'i' else 'a'} {unit}. Now a row is {'an' if unit[0] == 'i' else 'a'} {unit}, "
            f"with its values for all {n} samples: ({n}, {layer.n_in}) becomes ({layer.n_in}, {n}).",
            f"A weight serves every sample, so its gradient adds up over the samples. With {layer.x} transposed, that sum is exactly the dot product of "
            f"one {unit}'s row with one unit's column of the signal.",
            f"Calling the transpose itself 'the derivative'. The derivative by a matrix has more axes; {layer.x} transposed is how it acts in the product.",
        ),
        f"{factor} = {layer.x}.T",
        rf"\frac{{\partial L}}{{\partial {latex(layer.W)}[j,k]}} = \sum_i {latex(layer.x)}[i,j]\, \frac{{\partial L}}{{\partial {latex(layer.h)}[i,k]}}"
        rf"\;\Longrightarrow\; {latex(layer.x)}^{{\mathsf{{T}}}}",
        (layer.x, " transposed →", factor),
        {"kind": "transpose", "x": layer.x},
    )


def _weight_gradient(settings: Settings, layer: Layer, forgets: bool) -> Step:
    factor, signal, name = f"d{layer.h}_d{layer.W}", f"dloss_d{layer.h}", f"dloss_d{layer.W}"
    first, text = (factor + "_rows", layer.x) if forgets else (factor, f"{layer.x}.T")
    return _step(
        settings,
        layer,
        layer.W,
        quantity(name, "grad", layer.x_cols, layer.cols, place("edges", layer.number - 1)),
        Words(
            f"The gradient of {layer.W}",
            "how the loss changes with each weight" if not forgets else "with the transpose forgotten, on purpose",
            f"Each number is one row of {text} dotted with one column of the signal: over all samples, what went into the weight times what "
            "came back to its unit.",
            f"It has the shape of {layer.W}, ({layer.n_in}, {layer.n_out}): one number for each weight, the slope of the loss along that weight.",
            "Checking nothing. A gradient whose shape is not that of its weights is wrong for certain.",
        ),
        f"{name} = {text} @ {signal}",
        rf"{latex(name)} = {latex(layer.x)}{'' if forgets else '^{' + chr(92) + 'mathsf{T}}'} \cdot {latex(signal)}",
        (first, " ·", signal, " =", name),
        {"kind": "matmul", "a": first, "b": signal},
        mend="Put the transpose back: the product has to run over the samples.",
    )


def _biases(settings: Settings, layer: Layer) -> Step:
    signal, name = f"dloss_d{layer.h}", f"dloss_d{layer.b}"
    return _step(
        settings,
        layer,
        layer.b,
        quantity(name, "grad", "", layer.cols, place("bias", layer.number - 1)),
        Words(
            f"The gradient of {layer.b}",
            "how the loss changes with each bias",
            f"The signal is added up over the samples, column by column; keepdims=True keeps it a row, (1, {layer.n_out}), like {layer.b}.",
            "The bias is simply added, so its derivative is 1. It was spread over all samples on the way forward, so what comes back is "
            "collected from all of them.",
            "Taking the mean here. The division by the number of samples has been done already, in the first step.",
        ),
        f"{name} = np.sum({signal}, axis=0, keepdims=True)",
        rf"{latex(name)}[k] = \sum_i {latex(signal)}[i,k]",
        (signal, " → sum", name),
        {"kind": "reduce", "fn": "sum", "axis": 0, "x": signal},
        part="units",
    )


def _through(settings: Settings, layer: Layer, below: Layer) -> Iterator[Step]:
    """Back through a layer's weights and through the activation below it."""
    back, outputs = f"d{layer.h}_d{below.a}", f"dloss_d{below.a}"
    signal, gate, name = f"dloss_d{layer.h}", f"d{below.a}_d{below.h}", f"dloss_d{below.h}"
    units = place("units", below.number)
    yield _step(
        settings,
        layer,
        below.W,
        quantity(
            back,
            "grad",
            layer.cols,
            below.cols,
            place("edges", layer.number - 1, True),
            latex=rf"{latex(layer.W)}^{{\mathsf{{T}}}}",
        ),
        Words(
            f"Turn {layer.W} on its side",
            "the derivative of the linear step by its inputs",
            f"In {layer.h} every output of the layer below is multiplied with a weight, so that weight is the derivative. A row of {layer.W} holds what one "
            f"unit sends to every unit above; transposed, that is a column.",
            "The signal goes back along the same edges, with the same weights, that the values took on the way forward.",
            "Using the updated weights here. The gradients belong to the weights with which the forward pass was made.",
        ),
        f"{back} = {layer.W}.T",
        rf"\frac{{\partial {latex(layer.h)}[i,k]}}{{\partial {latex(below.a)}[i,j]}} = {latex(layer.W)}[j,k]",
        (layer.W, " transposed →", back),
        {"kind": "transpose", "x": layer.W},
        mark=back,
    )
    yield _step(
        settings,
        layer,
        below.W,
        quantity(outputs, "grad", "samples", below.cols, units),
        Words(
            "The signal reaches the units below",
            f"how the loss changes with each output of the {below.title}",
            f"Each number adds up, over the {layer.n_out} {layer.cols}, the signal there times the weight that leads there.",
            "One unit feeds every unit above it. What it is responsible for comes back along all of those edges, added up.",
            "Stopping at the output layer. Without this step the hidden weights would never learn.",
        ),
        f"{outputs} = {signal} @ {layer.W}.T",
        rf"{latex(outputs)} = {latex(signal)} \cdot {latex(layer.W)}^{{\mathsf{{T}}}}",
        (signal, " ·", back, " =", outputs),
        {"kind": "matmul", "a": signal, "b": back},
    )
    yield _gate(settings, layer, below, gate)
    yield _step(
        settings,
        layer,
        below.W,
        quantity(name, "grad", "samples", below.cols, units),
        Words(
            "Through the activation",
            f"how the loss changes with each score of the {below.title}",
            "The signal is multiplied, number by number, with the slope of the activation at that place.",
            "The activation worked on every number by itself, so its derivative does too: an element-wise product, not a product of matrices.",
            "Writing @ instead of *. The shapes are equal, so @ raises an error, or, for square ones, gives nonsense.",
        ),
        f"{name} = {gate} * {outputs}",
        rf"{latex(name)} = {latex(gate)} \odot {latex(outputs)}",
        (gate, " ⊙", outputs, " =", name),
        {"kind": "elementwise", "fn": "multiply", "args": [gate, outputs]},
        part="units",
    )


def _gate(settings: Settings, layer: Layer, below: Layer, gate: str) -> Step:
    """The activation's derivative, element by element."""
    kind, h, a = settings.activation, below.h, below.a
    code, tex, what = {
        "relu": (
            f"np.where({h} > 0, 1.0, 0.0)",
            rf"\begin{{cases}} 1 & {latex(h)} > 0 \\ 0 & \text{{otherwise}} \end{{cases}}",
            f"1 where {h} was positive, 0 elsewhere. At exactly 0 ReLU has no derivative; one takes 0.",
        ),
        "leaky_relu": (
            f"np.where({h} > 0, 1.0, {SLOPE})",
            rf"\begin{{cases}} 1 & {latex(h)} > 0 \\ {SLOPE} & \text{{otherwise}} \end{{cases}}",
            f"1 where {h} was positive, {SLOPE} elsewhere. At exactly 0 there is no derivative; one takes {SLOPE}.",
        ),
        "tanh": (
            f"1 - {a} ** 2",
            rf"1 - {latex(a)}^2",
            f"The derivative of tanh is 1 − tanh², and tanh is there already: it is {a}.",
        ),
        "sigmoid": (
            f"{a} * (1 - {a})",
            rf"{latex(a)} \odot (1 - {latex(a)})",
            f"The derivative of the sigmoid is σ(1 − σ), and σ is there already: it is {a}.",
        ),
    }[kind]
    source = h if "relu" in kind else a
    rule: Rule = {"kind": "elementwise", "fn": kind + "_grad", "args": [source]}
    if kind == "leaky_relu":
        rule["params"] = {"slope": SLOPE}
    gated = (
        "Where the unit was off, the gate is shut, and no signal passes."
        if kind == "relu"
        else "Where the activation is flat, the signal is damped."
    )
    return _step(
        settings,
        layer,
        below.W,
        quantity(gate, "grad", "samples", below.cols, place("units", below.number)),
        Words(
            f"The slope of {'the sigmoid' if kind == 'sigmoid' else FUNCTIONS[kind]}",
            "the derivative of the activation",
            what,
            f"It says how much of a small change in {h} arrives in {a}. {gated}",
            f"Asking whether {a} is positive is the same here; asking about the signal's sign is not."
            if kind == "relu"
            else f"Evaluating the derivative at the signal. It belongs to the value {source} of the forward pass.",
        ),
        f"{gate} = {code}",
        rf"{latex(gate)} = {tex}",
        (source, " →", gate),
        rule,
        part="units",
    )
