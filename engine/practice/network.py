"""Judges the architecture: a Sequential model of Input, Dense and Dropout layers."""

from collections.abc import Sequence

from engine.practice.design import TOPICS, Labels, Layer, parameters
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, good, misleads, raises, unclear
from engine.practice.reading import Call, Many, Statement, Value, read
from engine.practice.signatures import bind, known_as
from engine.practice.training import MOST_PARAMETERS

HIDDEN = ("relu", "tanh", "sigmoid", "elu", "selu", "gelu", "silu", "swish", "leaky_relu", "softplus")
OUTPUTS = (*HIDDEN, "linear", "softmax")
INITIALIZERS = ("glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "lecun_normal", "lecun_uniform",
                "random_normal", "random_uniform")  # fmt: skip
ORDERED = {"Embedding", "LSTM", "GRU", "SimpleRNN", "Conv1D", "Bidirectional", "GlobalAveragePooling1D"}
MOST_LAYERS, MOST_UNITS = 12, 2048


def judging(code: str, width: int, labels: Labels) -> Judging[tuple[Layer, ...]]:
    """The typed model, judged for newswires of so many columns and labels of that kind."""
    layers: list[Layer] = []
    calls = _layer_calls(read(code))
    for place, call in enumerate(calls):
        layers += yield from _layer(call, place, width)
    if not any(layer.is_dense for layer in layers):
        raise Wrong(Kind.RAISES, "There is no Dense layer: nothing here has weights that could learn.")
    if len(layers) > MOST_LAYERS:
        raise Wrong(Kind.UNCLEAR, f"Here a network has at most {MOST_LAYERS} layers.")
    yield from _judge_last(layers[-1], labels)
    yield from _judge_hidden(layers)
    size = parameters(tuple(layers), width)
    if size > MOST_PARAMETERS:
        yield unclear(f"This network has {size:,} parameters; at most {MOST_PARAMETERS:,} are trained here. Nearly "
                      "all sit in the first layer: take fewer units there, or fewer words.")  # fmt: skip
    yield good(f"{size:,} parameters, nearly all of them between the words and the first layer, and 46 outputs that "
               "sum to 1.")  # fmt: skip
    return tuple(layers)


def _layer_calls(statements: Sequence[Statement]) -> list[Call]:
    """The layers of `model = Sequential([…])`, with what `model.add(…)` adds, in order."""
    calls: list[Call] | None = None
    for statement in statements:
        call = statement.value
        name = known_as(call.name) if isinstance(call, Call) else ""
        if not isinstance(call, Call) or name not in ("Sequential", "add", "summary"):
            raise Wrong(Kind.UNCLEAR, "The network is `model = Sequential([…])`, layers inside the list.")
        if name == "Sequential":
            if statement.targets != ("model",):
                raise Wrong(Kind.UNCLEAR, "Call the network `model`: the later steps use that name.")
            calls = _listed(call)
        elif name == "add":
            if calls is None:
                raise Wrong(Kind.RAISES, "`model.add` needs a model first: `model = Sequential()`.")
            if len(call.args) != 1 or call.keywords:
                raise Wrong(Kind.RAISES, "`model.add` takes one layer at a time.")
            calls.append(_as_layer(call.args[0]))
    if calls is None:
        raise Wrong(Kind.RAISES, "There is no `model = Sequential([…])` yet.")
    if not calls:
        raise Wrong(Kind.RAISES, "The network has no layers yet.")
    return calls


def _listed(call: Call) -> list[Call]:
    layers = bind(call).get("layers") if len(call.args) < 2 else Many(call.args, False)
    if layers is None:
        return []
    if not isinstance(layers, Many) or len(call.args) > 1:
        raise Wrong(Kind.RAISES, "`Sequential` takes one list of layers: put square brackets around them.")
    return [_as_layer(item) for item in layers.items]


def _as_layer(value: Value) -> Call:
    if not isinstance(value, Call):
        raise Wrong(Kind.RAISES, "Only layers can stand in a network: Input(…), Dense(…), Dropout(…).")
    return value


def _layer(call: Call, place: int, width: int) -> Judging[list[Layer]]:
    """One layer, judged by itself; Input gives none."""
    name = known_as(call.name)
    if name in ORDERED:
        raise Wrong(Kind.MISLEADS, f"`{name}` reads words in their order. These rows only say which words occur, so "
                                   "there is no order left to read.")  # fmt: skip
    if name == "Input":
        if place:
            raise Wrong(Kind.RAISES, "`Input` describes what goes in, so it comes first.")
        yield from _judge_shape(bind(call).get("shape"), width)
        return []
    if name == "Dropout":
        return [(yield from _dropout(call))]
    if name != "Dense":
        raise Wrong(Kind.UNCLEAR, f"`{call.name.path}` is not used here; Input, Dense and Dropout are.")
    return [(yield from _dense(call, place, width))]


def _judge_shape(shape: Value, width: int) -> Judging[None]:
    if isinstance(shape, int):
        yield raises(f"A shape is a tuple: ({shape},) with a comma. ({shape}) is just a number, and Keras cannot "
                     "turn it into a shape.")  # fmt: skip
    elif not isinstance(shape, Many) or len(shape.items) != 1 or not isinstance(shape.items[0], int):
        yield raises(f"One newswire is one row of {width:,} numbers, so its shape is ({width},): the number of "
                     "newswires is not part of it.")  # fmt: skip
    elif shape.items[0] != width:
        given = shape.items[0]
        mixed = " 46 is the number of topics, which come out at the other end." if given == TOPICS else ""
        yield raises(f"Your rows have {width:,} columns and this network expects {given:,}: Keras stops at the first "
                     f"batch and says so.{mixed}")  # fmt: skip


def _dense(call: Call, place: int, width: int) -> Judging[Layer]:
    bound = bind(call)
    units = bound["units"]
    if isinstance(units, bool) or not isinstance(units, int) or units < 1:
        raise Wrong(Kind.RAISES, f"`Dense({_shown(units)})`: the number of units is a whole number, at least 1.")
    if units > MOST_UNITS:
        raise Wrong(Kind.UNCLEAR, f"Here a layer has at most {MOST_UNITS:,} units.")
    if "input_shape" in bound:
        yield advice("`input_shape` still works, with a warning: Keras 3 prefers `Input` as the first layer.")
        yield from _judge_shape(bound["input_shape"], width)
        if place:
            yield misleads("`input_shape` only means something on the first layer.")
    activation, initializer = bound.get("activation"), bound.get("kernel_initializer", "glorot_uniform")
    if activation is not None and activation not in OUTPUTS:
        raise Wrong(Kind.RAISES, f"Keras knows no activation {_shown(activation)}. Common names are \"relu\", "
                                 "\"tanh\", \"sigmoid\" and \"softmax\".")  # fmt: skip
    if initializer not in INITIALIZERS:
        raise Wrong(Kind.UNCLEAR, f"Here an initialisation is one of {', '.join(INITIALIZERS)}.")
    return Layer(units, None if activation == "linear" else str(activation) if activation else None, str(initializer))


def _dropout(call: Call) -> Judging[Layer]:
    rate = bind(call)["rate"]
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 <= rate <= 1:
        raise Wrong(
            Kind.RAISES, f"`Dropout({_shown(rate)})`: the rate is a share between 0 and 1, such as 0.5 for half."
        )
    if rate == 1:
        yield misleads("`Dropout(1)` switches off every unit: nothing gets through in training, so nothing is "
                       "learned below it.")  # fmt: skip
    elif rate > 0.8:
        yield advice(
            f"A rate of {rate:g} keeps only {1 - rate:.0%} of the units in each step; learning gets slow and noisy."
        )
    elif rate == 0:
        yield advice("A rate of 0 drops nothing.")
    return Layer(rate=float(rate))


def _judge_last(last: Layer, labels: Labels) -> Judging[None]:
    if not last.is_dense:
        yield misleads("Dropout after the last layer switches off finished probabilities, often the right topic's, "
                       "during training. Put it between Dense layers.")  # fmt: skip
        return
    if last.units != TOPICS:
        yield _wrong_units(last.units, labels)
    if last.activation == "sigmoid":
        yield misleads("46 sigmoid units answer 46 separate yes-or-no questions, and their outputs do not sum to 1. "
                       "With categorical cross-entropy it even trains: Keras on TensorFlow reaches past the sigmoid "
                       "to the scores below it. But a newswire's 46 'probabilities' then sum to anything: 4.7 to 18 "
                       "in a trial. One topic out of 46 asks for softmax.")  # fmt: skip
    elif last.activation is None:
        yield misleads("Without an activation the outputs are raw scores, negative ones among them. The loss takes "
                       "them for probabilities: in a trial the accuracy stayed at 4%. Use softmax.")  # fmt: skip
    elif last.activation != "softmax":
        yield misleads(f"`{last.activation}` does not give probabilities: the outputs do not sum to 1, so the loss "
                       "misjudges them and learning suffers. Use softmax.")  # fmt: skip


def _wrong_units(units: int, labels: Labels) -> Remark:
    few = f"{units} output unit{'s' if units > 1 else ''} for {TOPICS} topics"
    if labels == "one-hot":
        return raises(f"{few}: the labels are rows of 46 and the outputs rows of {units}. Keras compares them place "
                      "by place, and stops at the first batch because the shapes differ.")  # fmt: skip
    if units < TOPICS:
        return raises(f"{few}: labels run from 0 to 45, and label {units} has no output. TensorFlow stops at the "
                      f"first batch that holds one outside [0, {units}).")  # fmt: skip
    return misleads(
        f"{few}: {units - TOPICS} outputs belong to no topic and can only take probability away from the others."
    )


def _judge_hidden(layers: Sequence[Layer]) -> Judging[None]:
    hidden = [layer for layer in layers[:-1] if layer.is_dense]
    if not hidden:
        yield advice("No hidden layer: that is logistic regression, a strong and simple rival. Compare it with a "
                     "hidden layer.")  # fmt: skip
    for layer in hidden:
        if layer.activation is None:
            yield advice("A hidden layer without an activation is linear, and linear layers in a row are worth only "
                         "one: it adds weights, but nothing that one layer could not do. Use relu.")  # fmt: skip
        elif layer.activation == "softmax":
            yield misleads("softmax in a hidden layer makes its units share a total of 1, so each can speak up only "
                           "when the others are silent. In a trial that ended at 65%, after 20 epochs. Use relu "
                           "here.")  # fmt: skip
    if hidden and min(layer.units for layer in hidden) < 8:
        few = min(layer.units for layer in hidden)
        yield misleads(f"Everything about 46 topics has to pass through {few} units: a bottleneck. With 2, a trial "
                       "reached 58% on the test newswires instead of 80%. Use 46 or more.")  # fmt: skip
    elif hidden and min(layer.units for layer in hidden) < TOPICS:
        yield advice(
            "A hidden layer with fewer units than topics has to squeeze them together; rare topics suffer first."
        )
    if layers and not layers[0].is_dense:
        yield advice("Dropout on the input hides whole words in each step. It can help, but usually less than "
                     "dropout after a hidden layer.")  # fmt: skip


def _shown(value: Value) -> str:
    return repr(value) if isinstance(value, int | float | str) or value is None else "…"
