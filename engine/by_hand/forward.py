"""The forward pass: linear steps and activations, layer by layer. Softmax follows in its own module."""

from collections.abc import Iterator

from engine.by_hand.data import literal
from engine.by_hand.names import FUNCTIONS, Layer, latex, layers, nested, place, quantity
from engine.by_hand.settings import Matrix, Settings
from engine.by_hand.step import Phase, Rule, Step, Words, equation

SLOPE = 0.01
CODE = {
    "relu": "np.maximum(0, {h})",
    "leaky_relu": f"np.where({{h}} > 0, {{h}}, {SLOPE} * {{h}})",
    "tanh": "np.tanh({h})",
    "sigmoid": "1 / (1 + np.exp(-{h}))",
}
FORMULA = {
    "relu": r"A = \max(0,\, H)",
    "leaky_relu": rf"A = \begin{{cases}} H & H > 0 \\ {SLOPE}\,H & \text{{otherwise}} \end{{cases}}",
    "tanh": r"A = \tanh(H) = \frac{e^{H} - e^{-H}}{e^{H} + e^{-H}}",
    "sigmoid": r"A = \sigma(H) = \frac{1}{1 + e^{-H}}",
}


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase forward up to the scores of the output layer."""
    for layer in layers(settings):
        yield weights(settings, layer)
        yield biases(settings, layer)
        yield linear(settings, layer)
        if not layer.last:
            yield activation(settings, layer)


def weights(settings: Settings, layer: Layer) -> Step:
    """The layer's weights, (inputs, units): drawn with its seed, or typed in."""
    given, seed = settings.weights[layer.number - 1], settings.seeds[layer.number - 1]
    shape = f"({layer.n_in}, {layer.n_out})"
    if given is not None:
        code, origin = literal(given), "typed in by hand"
    else:
        code, origin = f"np.random.RandomState({seed}).uniform(-0.5, 0.5, {shape})", f"drawn with seed {seed}"
    if "equal_weights" in settings.mistakes:
        code, origin = f"np.full({shape}, 0.1)", "all equal, on purpose"
    if "ten_times" in settings.mistakes:
        code, origin = f"10 * {code}", f"{origin}, then made ten times as large"
    w = latex(layer.W)
    return Step(
        layer.W,
        "forward",
        Words(
            f"Weights of the {layer.title}",
            origin,
            f"One column for each of the {layer.n_out} {layer.cols}, one row for each of its {layer.n_in} {layer.x_cols}: "
            f"a column is all that one unit weighs its inputs with.",
            "Random, because units that start equal get equal gradients and stay equal for ever. Small, because large weights "
            "give large scores, and softmax is then sure of itself before it has learnt anything. The seed makes the draw repeatable.",
            "Starting with zeros or with one value everywhere: the layer then behaves like a single unit.",
        ),
        f"{layer.W} = {code}",
        quantity(layer.W, "param", layer.x_cols, layer.cols, place("edges", layer.number - 1)),
        rf"{w} \in \mathbb{{R}}^{{{layer.n_in} \times {layer.n_out}}},\quad {w} \sim \mathcal{{U}}(-0.5,\, 0.5)"
        if code.startswith("np.random")
        else rf"{w} \in \mathbb{{R}}^{{{layer.n_in} \times {layer.n_out}}}",
        nested(settings, layer.W),
        equation(layer.W),
        {"kind": "given"},
        network={"layer": layer.number, "part": "in"},
    )


def biases(settings: Settings, layer: Layer) -> Step:
    """The layer's biases, (1, units): zero, or typed in."""
    given: Matrix | None = settings.biases[layer.number - 1]
    code = literal(given) if given is not None else f"np.zeros((1, {layer.n_out}))"
    what = "typed in by hand" if given is not None else "they start at 0"
    if "dead_units" in settings.mistakes and not layer.last:
        code, what = f"np.full((1, {layer.n_out}), -1000.0)", "far below zero, on purpose"
    return Step(
        layer.b,
        "forward",
        Words(
            f"Biases of the {layer.title}",
            what,
            f"One bias for each of the {layer.n_out} {layer.cols}, kept as a matrix with a single row.",
            "A bias moves a unit's threshold whatever the inputs are. Biases may all start at 0: the random weights already make "
            "the units differ.",
            f"Keeping the biases as a column. A row (1, {layer.n_out}) spreads over the samples; a column ({layer.n_out}, 1) does not fit, "
            "or spreads the wrong way.",
        ),
        f"{layer.b} = {code}",
        quantity(layer.b, "param", "", layer.cols, place("bias", layer.number - 1)),
        rf"{latex(layer.b)} \in \mathbb{{R}}^{{1 \times {layer.n_out}}}",
        nested(settings, layer.b),
        equation(layer.b),
        {"kind": "given"},
        network={"layer": layer.number, "part": "units"},
    )


LINEAR = (
    "Each number is a row of {x} dotted with a column of {W}, plus that unit's bias: how strongly one sample pulls on one unit.",
    "({n}, {n_in})·({n_in}, {n_out}) gives ({n}, {n_out}): the inner sizes must agree and vanish, the outer ones remain. The single row "
    "of biases is added to every sample; NumPy spreads it (broadcasting).",
    "Multiplying element by element with *. The product of matrices is @.",
)
AGAIN = (
    "The same line as before, now with the updated weights and biases.",
    "Nothing else has changed, so every difference from the first pass comes from the four small steps of the update.",
    "Reusing a number from the first pass. After an update everything that depends on the weights has to be computed again.",
)


def linear(settings: Settings, layer: Layer, phase: Phase = "forward", new: str = "") -> Step:
    """h = x @ W + b, (samples, units); with new="new_" the one of the second forward pass."""
    x = layer.x if layer.x == "X" else new + layer.x
    facts = {"n": settings.samples, "n_in": layer.n_in, "n_out": layer.n_out, "x": layer.x, "W": layer.W}
    title = (
        "Score the classes"
        if layer.last
        else "Weigh the inputs"
        if layer.number == 1
        else "Weigh the first layer's outputs"
    )
    return Step(
        new + layer.h,
        phase,
        Words(
            title, f"the {layer.title}'s linear step", *(text.format(**facts) for text in (AGAIN if new else LINEAR))
        ),
        f"{layer.h} = {layer.x} @ {layer.W} + {layer.b}",
        quantity(layer.h, "act", "samples", layer.cols, place("units", layer.number), id=new + layer.h),
        rf"{latex(layer.h)} = {latex(layer.x)} \cdot {latex(layer.W)} + {latex(layer.b)}",
        nested(settings, layer.h),
        equation(x, " ·", new + layer.W, " +", new + layer.b, " =", new + layer.h),
        {"kind": "affine", "x": x, "w": new + layer.W, "b": new + layer.b},
        network={"layer": layer.number, "part": "in"},
    )


ACTIVATION = {
    "relu": (
        "ReLU keeps what is positive and turns everything else into 0.",
        "Without a bend between them, two linear layers would be no more than one. ReLU is the simplest bend, and cheap.",
        "Believing that a unit which gives 0 is merely quiet. If it gives 0 for every sample, no gradient flows back through it and it "
        "cannot learn: it is dead.",
    ),
    "leaky_relu": (
        f"Leaky ReLU keeps what is positive and multiplies everything else by {SLOPE}.",
        "A unit below zero still lets a little through, so a gradient always flows back and the unit cannot die.",
        f"Forgetting the small slope on the way back: the derivative below zero is {SLOPE}, not 0.",
    ),
    "tanh": (
        "tanh squeezes every number into the range from −1 to 1 and keeps its sign.",
        "Small numbers pass almost unchanged, large ones flatten out: a smooth bend, and one that is centred on zero.",
        "Feeding it large numbers. Out there it is flat, its derivative is next to 0, and learning stalls.",
    ),
    "sigmoid": (
        "The sigmoid squeezes every number into the range from 0 to 1; 0 becomes one half.",
        "A smooth switch: far below zero it is off, far above it is on.",
        "Expecting strong gradients from it: its derivative is at most one quarter, so each such layer makes the signal smaller.",
    ),
}


def activation(settings: Settings, layer: Layer, phase: Phase = "forward", new: str = "") -> Step:
    """The hidden layer's activation, (samples, units), before and after."""
    kind = settings.activation
    rule: Rule = {"kind": "elementwise", "fn": kind, "args": [new + layer.h]}
    if kind == "leaky_relu":
        rule["params"] = {"slope": SLOPE}
    return Step(
        new + layer.a,
        phase,
        Words(
            f"Bend with {FUNCTIONS[kind]}" if kind != "sigmoid" else "Bend with the sigmoid",
            f"the {layer.title}'s activation",
            *(AGAIN if new else ACTIVATION[kind]),
        ),
        f"{layer.a} = {CODE[kind].format(h=layer.h)}",
        quantity(layer.a, "act", "samples", layer.cols, place("units", layer.number), id=new + layer.a),
        FORMULA[kind].replace("A", latex(layer.a)).replace("H", latex(layer.h)),
        nested(settings, layer.a),
        equation(new + layer.h, " →", new + layer.a),
        rule,
        network={"layer": layer.number, "part": "units"},
    )


def pass_again(settings: Settings) -> Iterator[Step]:
    """The linear steps and activations once more, with the updated weights."""
    for layer in layers(settings):
        yield linear(settings, layer, "again", "new_")
        if not layer.last:
            yield activation(settings, layer, "again", "new_")
