"""Judges the architecture: Input, Dense and Dropout layers, in a Sequential model or applied one to the other."""

from collections.abc import Sequence
from dataclasses import replace

from engine.practice.design import TOPICS, Labels, Layer, parameters
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, beyond, good, misleads, raises
from engine.practice.layers import layer
from engine.practice.models import layer_calls
from engine.practice.signatures import known_as
from engine.practice.training import MOST_PARAMETERS
from engine.practice.values import Statement, Value

MOST_LAYERS = 12
ENDS_ORDER = {"LSTM", "GRU", "SimpleRNN", "Bidirectional", "GlobalAveragePooling1D"}
ORDERED = {*ENDS_ORDER, "Conv1D"}


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
        raise beyond(
            f"This network has {size:,} parameters; at most {MOST_PARAMETERS:,} are trained here. Nearly "
            "all sit in the first layer: take fewer units there, or fewer words."
        )
    yield good(
        f"{size:,} parameters, nearly all of them between the words and the first layer, and 46 outputs that sum to 1."
    )
    return tuple(layers)


def _layers(statements: Sequence[Statement], width: int) -> Judging[list[Layer]]:
    """The model's layers in order, an activation that stands alone joined to the Dense layer before it."""
    layers: list[Layer] = []
    calls = yield from layer_calls(statements, width)
    _refuse_order([known_as(call.name) for call in calls], width)
    _judge_names([name for call in calls if (name := dict(call.keywords).get("name")) is not None])
    for place, call in enumerate(calls):
        found = yield from layer(call, place, width)
        if isinstance(found, Layer):
            layers.append(found)
        elif found and found != "linear":
            if not layers or not layers[-1].is_dense or layers[-1].activation:
                raise beyond("An activation by itself is read here when it follows a Dense layer without one.")
            layers[-1] = replace(layers[-1], activation=found)
    return layers


def _judge_names(names: Sequence[Value]) -> None:
    """The learner's own names of layers."""
    if any(not isinstance(name, str) or "/" in name for name in names):
        raise Wrong(Kind.RAISES, "A layer's `name` is a text without a slash; with anything else Keras stops.")
    if len(set(names)) < len(names):
        raise Wrong(Kind.RAISES, "Two layers of one name: Keras refuses that. Give each its own, or none.")


def _refuse_order(names: Sequence[str], width: int) -> None:
    """Layers that read words in their order have nothing to read here."""
    first = next((name for name in names if name == "Embedding" or name in ORDERED), "")
    if first == "Embedding":
        runs = bool(ENDS_ORDER & set(names))
        raise Wrong(
            Kind.MISLEADS if runs else Kind.RAISES,
            "`Embedding` looks words up by their index. These rows "
            f"hold no indices but {width:,} ones, counts or weights, and it would take them for words 0, 1, "
            f"2 and so on.{'' if runs else ' Its output has a dimension too many, and Keras stops.'}",
        )
    if first:
        raise Wrong(
            Kind.RAISES,
            f"`{first}` reads words in their order, and Keras stops: it expects three dimensions "
            "and finds two. These rows only say which words occur; their order is "
            "gone.",
        )


def _judge_last(last: Layer, labels: Labels) -> Judging[None]:
    if not last.is_dense:
        yield misleads(
            "Dropout after the last layer switches off finished probabilities, often the right topic's, "
            "during training. Put it between Dense layers."
        )
        return
    if last.units != TOPICS:
        yield _wrong_units(last.units, labels)
    if last.activation == "sigmoid":
        yield misleads(
            "Sigmoid units answer separate yes-or-no questions, and their outputs do not sum to 1. "
            "With categorical cross-entropy it even trains: Keras on TensorFlow reaches past the sigmoid "
            "to the scores below it. But a newswire's 46 'probabilities' then sum to anything: 2 to 18 "
            "in a trial. One topic out of 46 asks for softmax."
        )
    elif last.activation is None:
        yield misleads(
            "Without an activation the outputs are raw scores, negative ones among them, not "
            "probabilities. A loss takes them for probabilities: in a trial the accuracy stayed at 4%. "
            "(One told `from_logits=True` takes scores, but this step asks for probabilities.) Use "
            "softmax."
        )
    elif last.activation != "softmax":
        yield misleads(
            f"`{last.activation}` does not give probabilities: the outputs do not sum to 1, so the loss "
            "misjudges them and learning suffers. Use softmax."
        )


def _wrong_units(units: int, labels: Labels) -> Remark:
    few = f"{units} output unit{'s' if units > 1 else ''} for {TOPICS} topics"
    if labels == "one-hot":
        return raises(
            f"{few}: the labels are rows of 46 and the outputs rows of {units}. Keras compares them place "
            "by place, and stops at the first batch because the shapes differ."
        )
    if units < TOPICS:
        return raises(
            f"{few}: labels run from 0 to 45, and label {units} has no output. TensorFlow stops at the "
            f"first batch that holds one outside [0, {units})."
        )
    return misleads(
        f"{few}: {units - TOPICS} outputs belong to no topic and can only take probability away from the others."
    )


def _judge_hidden(layers: Sequence[Layer]) -> Judging[None]:
    hidden = [each for each in layers[:-1] if each.is_dense]
    if not hidden:
        yield advice(
            "No hidden layer: that is logistic regression, a strong and simple rival. Compare it with a hidden layer."
        )
    for each in hidden:
        if each.initializer in ("zeros", "ones"):
            yield misleads(
                f"With `{each.initializer}` all units of a layer begin alike and get the same gradients, "
                "so they stay alike: the layer is worth one unit. Weights begin at random."
            )
        if each.activation is None:
            yield advice(
                "A hidden layer without an activation is linear, and linear layers in a row are worth only "
                "one: it adds weights, but nothing that one layer could not do. Use relu."
            )
        elif each.activation == "softmax":
            yield misleads(
                "softmax in a hidden layer makes its units share a total of 1, so each can speak up only "
                "when the others are silent. In a trial that ended at 50%, after 20 epochs. Use relu "
                "here."
            )
    if hidden and min(each.units for each in hidden) < 8:
        few = min(each.units for each in hidden)
        yield misleads(
            f"Everything about 46 topics has to pass through {few} units: a bottleneck. With 2, a trial "
            "reached 58% on the test newswires instead of 80%. Use 46 or more."
        )
    elif hidden and min(each.units for each in hidden) < TOPICS:
        yield advice(
            "A hidden layer with fewer units than topics has to squeeze them together; rare topics suffer first."
        )
    if layers and not layers[0].is_dense:
        yield advice(
            "Dropout on the input hides whole words in each step. It can help, but usually less than "
            "dropout after a hidden layer."
        )
