"""Judges the architecture: a Sequential model of Input, Dense and Dropout layers."""

from collections.abc import Sequence
from dataclasses import replace

from engine.practice.design import TOPICS, Labels, Layer, parameters
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, beyond, good, misleads, raises
from engine.practice.layers import judge_shape, layer
from engine.practice.names import unknown
from engine.practice.reading import Call, Many, Statement, Value
from engine.practice.signatures import bind, known_as
from engine.practice.training import MOST_PARAMETERS

MOST_LAYERS = 12
SEQUENTIAL = "The network is `model = Sequential([…])`, layers inside the list."


def judging(statements: Sequence[Statement], width: int, labels: Labels) -> Judging[tuple[Layer, ...]]:
    """The typed model, judged for newswires of so many columns and labels of that kind."""
    layers = yield from _layers(statements, width)
    if not any(each.is_dense for each in layers):
        raise Wrong(Kind.RAISES, "There is no Dense layer: nothing here has weights that could learn.")
    if len(layers) > MOST_LAYERS:
        raise beyond(f"Here a network has at most {MOST_LAYERS} layers.")
    yield from _judge_last(layers[-1], labels)
    yield from _judge_hidden(layers)
    size = parameters(tuple(layers), width)
    if size > MOST_PARAMETERS:
        raise beyond(f"This network has {size:,} parameters; at most {MOST_PARAMETERS:,} are trained here. Nearly "
                     "all sit in the first layer: take fewer units there, or fewer words.")  # fmt: skip
    yield good(f"{size:,} parameters, nearly all of them between the words and the first layer, and 46 outputs that "
               "sum to 1.")  # fmt: skip
    return tuple(layers)


def _layers(statements: Sequence[Statement], width: int) -> Judging[list[Layer]]:
    """The model's layers in order, an activation that stands alone joined to the Dense layer before it."""
    layers: list[Layer] = []
    for place, call in enumerate((yield from _layer_calls(statements, width))):
        found = yield from layer(call, place, width)
        if isinstance(found, Layer):
            layers.append(found)
        elif found and found != "linear":
            if not layers or not layers[-1].is_dense or layers[-1].activation:
                raise beyond("An activation by itself is read here when it follows a Dense layer without one.")
            layers[-1] = replace(layers[-1], activation=found)
    return layers


def _layer_calls(statements: Sequence[Statement], width: int) -> Judging[list[Call]]:
    """The layers of `model = Sequential([…])`, with what `model.add(…)` adds, in order."""
    calls: list[Call] | None = None
    for statement in statements:
        call = statement.value
        name = known_as(call.name) if isinstance(call, Call) else ""
        if not isinstance(call, Call) or name not in ("Sequential", "add", "summary", "build"):
            raise _not_sequential(call)
        if name == "Sequential":
            if statement.targets != ("model",):
                raise Wrong(Kind.UNCLEAR, "Call the network `model`: the later steps use that name.")
            calls = _listed(call)
        elif calls is None:
            raise Wrong(Kind.RAISES, f"`model.{name}` needs a model first: `model = Sequential()`.")
        elif name == "add":
            if len(call.args) != 1 or call.keywords:
                raise Wrong(Kind.RAISES, "`model.add` takes one layer at a time.")
            calls.append(_as_layer(call.args[0]))
        elif name == "build":
            yield from _judge_build(bind(call).get("input_shape"), width)
        if statement.targets and name != "Sequential":
            raise Wrong(Kind.MISLEADS, f"`model.{name}` changes the model and returns nothing: no name and = in front.")
    if calls is None:
        raise Wrong(Kind.RAISES, "There is no `model = Sequential([…])` yet.")
    if not calls:
        raise Wrong(Kind.RAISES, "The network has no layers yet.")
    return calls


def _not_sequential(value: Value) -> Wrong:
    if isinstance(value, Call) and known_as(value.name) != "" and not value.name.path.startswith("model."):
        return Wrong(Kind.UNCLEAR, SEQUENTIAL)
    if isinstance(value, Call) and value.name.root != "model" and value.name.last != "Model":
        return unknown(value.name)
    return beyond(f"{SEQUENTIAL} Other ways to build one are not read.")


def _judge_build(shape: Value, width: int) -> Judging[None]:
    """`model.build((None, columns))`: any number of newswires, so many columns."""
    if not isinstance(shape, Many) or len(shape.items) != 2 or shape.items[0] is not None:
        raise beyond(f"`model.build` gets the shape of the rows: (None, {width}).")
    yield from judge_shape(Many(shape.items[1:], False), width)


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
        yield misleads("Without an activation the outputs are raw scores, negative ones among them, not "
                       "probabilities. A loss takes them for probabilities: in a trial the accuracy stayed at 4%. "
                       "(One told `from_logits=True` takes scores, but this step asks for probabilities.) Use "
                       "softmax.")  # fmt: skip
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
    hidden = [each for each in layers[:-1] if each.is_dense]
    if not hidden:
        yield advice("No hidden layer: that is logistic regression, a strong and simple rival. Compare it with a "
                     "hidden layer.")  # fmt: skip
    for each in hidden:
        if each.initializer in ("zeros", "ones"):
            yield misleads(f"With `{each.initializer}` all units of a layer begin alike and get the same gradients, "
                           "so they stay alike: the layer is worth one unit. Weights begin at random.")  # fmt: skip
        if each.activation is None:
            yield advice("A hidden layer without an activation is linear, and linear layers in a row are worth only "
                         "one: it adds weights, but nothing that one layer could not do. Use relu.")  # fmt: skip
        elif each.activation == "softmax":
            yield misleads("softmax in a hidden layer makes its units share a total of 1, so each can speak up only "
                           "when the others are silent. In a trial that ended at 65%, after 20 epochs. Use relu "
                           "here.")  # fmt: skip
    if hidden and min(each.units for each in hidden) < 8:
        few = min(each.units for each in hidden)
        yield misleads(f"Everything about 46 topics has to pass through {few} units: a bottleneck. With 2, a trial "
                       "reached 58% on the test newswires instead of 80%. Use 46 or more.")  # fmt: skip
    elif hidden and min(each.units for each in hidden) < TOPICS:
        yield advice(
            "A hidden layer with fewer units than topics has to squeeze them together; rare topics suffer first."
        )
    if layers and not layers[0].is_dense:
        yield advice("Dropout on the input hides whole words in each step. It can help, but usually less than "
                     "dropout after a hidden layer.")  # fmt: skip
