"""Judges the architecture: the layers of the model that the statements have made."""

from collections.abc import Sequence
from dataclasses import replace

from engine.practice.articles import survey
from engine.practice.design import TOPICS, Labels, Layer, Vectors, parameters
from engine.practice.interpreter import nets
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.objects import Net
from engine.practice.interpreter.shapes import shown
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, beyond, good, misleads, raises
from engine.practice.layer_judging import MOST_UNITS, judge_frozen, layer
from engine.practice.reuters import Loading
from engine.practice.training import MOST_PARAMETERS

MOST_LAYERS = 16


def judging(
    m: Machine, made_before: int, vectors: Vectors, labels: Labels, loading: Loading
) -> Judging[tuple[Layer, ...]]:
    """The model made since so many were there, judged for newswires as such rows and labels of that kind."""
    if len(m.nets) <= made_before:
        raise Wrong(
            Kind.UNCLEAR, "There is no model yet. The network is `model = Sequential([…])`, layers inside the list."
        )
    net = m.nets[-1]
    if not any(held is net for held in m.whole.names.values()):
        raise Wrong(Kind.MISLEADS, "The model gets no name: nothing later can use it. Write `model = …` in front.")
    return (yield from judging_net(net, vectors, labels, loading))


def judging_net(net: Net, vectors: Vectors, labels: Labels, loading: Loading) -> Judging[tuple[Layer, ...]]:
    """A model, judged for newswires as such rows and labels of that kind."""
    if net.own is not None and net.shape is None:
        nets.grow(net, (None, vectors.width))
    if not net.layers:
        raise Wrong(Kind.RAISES, "The network has no layers yet: there is no Dense layer whose weights could learn.")
    for note in net.notes:
        yield advice(note)
    for lost in net.lost:
        yield misleads(
            f"`add` takes one layer at a time: what stands second is taken for its `rebuild`, and `{lost}` is lost "
            "without a word. Add it on a line of its own."
        )
    yield from _judge_width(net, vectors, loading)
    if not net.straight:
        raise beyond(
            "Keras runs this network, in which layers branch. Here a network is trained whose layers follow one "
            "another: leave the branch out, and give each layer what comes out of the one before."
        )
    yield from _judge_units(net, labels)
    layers = yield from _layers(net)
    if not any(each.is_dense or each.kind for each in layers):
        raise Wrong(Kind.RAISES, "There is no Dense layer: nothing here has weights that could learn.")
    if len(layers) > MOST_LAYERS:
        raise beyond(f"Here a network has at most {MOST_LAYERS} layers.")
    if net.out is not None and len(net.out) > 2 and net.shape is not None and len(net.shape) == 2:
        raise Wrong(
            Kind.RAISES,
            f"What comes out has the shape {shown(net.out)}, a dimension too many: a row of outputs for each word, "
            "not for each newswire, and Keras stops at the first batch. Flatten, or a pooling layer, makes one of "
            "them.",
        )
    yield from _judge_order(layers, vectors, loading)
    yield from _judge_last(layers)
    yield from _judge_hidden(layers)
    if not net.epochs:
        yield from judge_frozen(net.frozen, net.way)
        net.told = net.frozen
    size = parameters(tuple(layers), vectors.width)
    if size > MOST_PARAMETERS:
        raise beyond(
            f"This network has {size:,} parameters; at most {MOST_PARAMETERS:,} are trained here. Nearly all sit in "
            "the first layer: take fewer units there, or fewer words."
        )
    yield good(f"{size:,} parameters, and 46 outputs that sum to 1.")
    return tuple(layers)


def _judge_width(net: Net, vectors: Vectors, loading: Loading) -> Judging[None]:
    """Whether what the model expects is what the rows have; where it is not said, it is worked out from the rows."""
    if net.shape is None:
        nets.grow(net, (None, vectors.width))
        return
    inner = net.shape[1:]
    if inner in ((vectors.width,), (None,)):
        return
    if inner == (vectors.width, 1) and net.out is not None and len(net.out) == 2:
        raise beyond(
            f"Keras adds the last side, of 1, by itself. Here a newswire's shape is written ({vectors.width},)."
        )
    if len(inner) != 1:
        raise Wrong(
            Kind.RAISES,
            f"The network expects newswires of the shape {shown(inner)}. One newswire is one row of "
            f"{vectors.width:,} numbers, so its shape is ({vectors.width},), with nothing else in it: the number of "
            "newswires is not part of it.",
        )
    kept = survey(loading)
    mixed = " 46 is the number of topics, which come out at the other end." if inner == (TOPICS,) else ""
    if inner[0] in (kept.train, kept.test):
        mixed = f" {inner[0]:,} is how many newswires there are, which the network is not told."
    yield raises(
        f"Your rows have {vectors.width:,} columns and this network expects {inner[0]:,}: Keras stops at the first "
        f"batch and says so.{mixed}"
    )


def _layers(net: Net) -> Judging[list[Layer]]:
    """The model's layers in order, an activation that stands alone joined to the layer before it."""
    layers: list[Layer] = []
    for place, made in enumerate(net.way):
        found = yield from layer(made, place == 0 and not net.has_input)
        if isinstance(found, Layer):
            layers.append(found)
        elif found != "linear":
            place_of = next((at for at in range(len(layers) - 1, -1, -1) if layers[at].is_dense), None)
            between = layers[place_of + 1 :] if place_of is not None else []
            plain = place_of is not None and not layers[place_of].activation
            if place_of is None or not plain or any(each.kind for each in between):
                layers.append(Layer(kind="Activation", options=(("activation", found),)))
            else:
                layers[place_of] = replace(layers[place_of], activation=found)
    return layers


def _judge_order(layers: Sequence[Layer], vectors: Vectors, loading: Loading) -> Judging[None]:
    """Whether the first layer goes with what a row holds."""
    first = layers[0]
    embeds = first.kind == "Embedding"
    if vectors.encoding == "padded" and not embeds:
        yield misleads(
            "The rows hold indices, and an index is a name, not a quantity: this layer takes word 5,000 for a "
            "thousand times word 5, in whichever place it stands. Trained like this, the network is right on about "
            "a third of the test newswires, no better than always guessing the largest topic. `Embedding` looks the "
            "words up first."
        )
    elif vectors.encoding != "padded" and embeds:
        yield misleads(
            f"`Embedding` looks words up by their index. These rows hold no indices but {vectors.width:,} ones, "
            "counts or weights, and it would take them for words 0, 1, 2 and so on."
        )
    elif embeds:
        needed, there = survey(loading).width, dict(first.options)["input_dim"]
        if there < needed:
            yield raises(
                f"The largest index you load is {needed - 1:,}, and `Embedding` has {there:,} rows, numbered from 0: "
                "TensorFlow stops at the first newswire that holds an index without a row."
            )
        yield advice("Layers that read words in their order take several times as long to train as Dense ones.")


def _judge_units(net: Net, labels: Labels) -> Judging[None]:
    """Whether there is an output for each topic."""
    ends = net.out[-1] if net.out and len(net.out) == 2 else None
    if isinstance(ends, int) and ends != TOPICS:
        remark = _wrong_units(ends, labels)
        if ends > MOST_UNITS:  # more than is looked at any further
            raise Wrong(remark.kind, remark.text)
        yield remark


def _judge_last(layers: Sequence[Layer]) -> Judging[None]:
    last = layers[-1]
    if last.kind == "Activation" and _is_softmax_twice(layers):
        yield misleads(
            "Softmax twice: the second takes probabilities for scores, and since they all lie between 0 and 1, it "
            "shares out nearly evenly. The likeliest topic gets at most 6%, and the loss cannot get small. Once "
            "is right."
        )
        return
    if not last.is_dense:
        said = (
            "Dropout after the last layer switches off finished probabilities, often the right topic's, during "
            "training. Put it between Dense layers."
            if not last.kind
            else "The last layer is no Dense layer with an output for each topic: its numbers are no probabilities."
        )
        yield misleads(said)
        return
    if last.activation == "sigmoid" and last.units != TOPICS:
        yield misleads(
            "Sigmoid units answer separate yes-or-no questions, and their outputs do not sum to 1. Which activation "
            "shares out a total of 1 among the topics?"
        )
    elif last.activation == "sigmoid":
        yield misleads(
            "Sigmoid units answer separate yes-or-no questions, and their outputs do not sum to 1. With categorical "
            "cross-entropy it even trains: Keras on TensorFlow reaches past the sigmoid to the scores below it. But a "
            "newswire's 46 'probabilities' then sum to anything: 2 to 18 in a trial. Which activation shares out a "
            "total of 1?"
        )
    elif last.activation is None:
        yield misleads(
            "Without an activation the outputs are raw scores, negative ones among them, not probabilities. A loss "
            "takes them for probabilities: in a trial the accuracy stayed at 4%. (One told `from_logits=True` takes "
            "scores, but this step asks for probabilities.)"
        )
    elif last.activation != "softmax":
        yield misleads(
            f"`{last.activation}` does not give probabilities: the outputs do not sum to 1, so the loss misjudges "
            "them and learning suffers."
        )


def _is_softmax_twice(layers: Sequence[Layer]) -> bool:
    """Whether a softmax that stands alone comes after a Dense layer with one."""
    before = next((each for each in reversed(layers[:-1]) if each.is_dense or each.kind), None)
    return (
        dict(layers[-1].options).get("activation") == "softmax"
        and before is not None
        and (before.activation == "softmax" and before.units == TOPICS)
    )


def _wrong_units(units: int, labels: Labels) -> Remark:
    few = f"{units:,} output unit{'s' if units > 1 else ''} for {TOPICS} topics"
    if labels == "one-hot":
        return raises(
            f"{few}: the labels are rows of 46 and the outputs rows of {units:,}. Keras compares them place by "
            "place, and stops at the first batch because the shapes differ."
        )
    if units < TOPICS:
        return raises(
            f"{few}: labels run from 0 to 45, and label {units} has no output. With the loss for topic numbers "
            f"TensorFlow stops at the first batch that holds one outside [0, {units})."
        )
    more = f"{units - TOPICS:,} outputs belong" if units > TOPICS + 1 else "1 output belongs"
    return misleads(f"{few}: {more} to no topic and can only take probability away from the others.")


def _judge_hidden(layers: Sequence[Layer]) -> Judging[None]:
    dense = [at for at, each in enumerate(layers) if each.is_dense]
    after = layers[dense[-1] + 1 :] if dense else []
    ends = bool(dense) and all(not each.kind or each.kind == "Activation" for each in after)  # with a Dense layer
    hidden = [layers[at] for at in (dense[:-1] if ends else dense)]
    if not hidden and not any(each.kind for each in layers):
        yield advice(
            "No hidden layer: that is multinomial (softmax) logistic regression, a strong and simple rival. Compare it "
            "with a hidden layer."
        )
    for each in hidden:
        if each.initializer in ("zeros", "ones"):
            yield misleads(
                f"With `{each.initializer}` all units of a layer begin alike and get the same gradients, so they stay "
                "alike: the layer is worth one unit. Weights begin at random."
            )
        if each.activation is None:
            yield advice(
                "A hidden layer without an activation is linear, and linear layers in a row are worth only one: it "
                "adds weights, but nothing that one layer could not do."
            )
        elif each.activation == "softmax":
            yield misleads(
                "softmax in a hidden layer makes its units share a total of 1, so each can speak up only when the "
                "others are silent. In a trial that ended at 50%, after 20 epochs."
            )
    if hidden and min(each.units for each in hidden) < 8:
        few = min(each.units for each in hidden)
        yield misleads(
            f"Everything about 46 topics has to pass through {few} unit{'s' if few > 1 else ''}: a bottleneck. With "
            "2, a trial reached 58% on the test newswires instead of 80%. 46 or more leave room."
        )
    elif hidden and min(each.units for each in hidden) < TOPICS:
        yield advice(
            "A hidden layer with fewer units than topics has to squeeze them together; rare topics suffer first."
        )
    if layers and not layers[0].is_dense and not layers[0].kind:
        yield advice(
            "Dropout on the input hides whole words in each step. It can help, but usually less than dropout after a "
            "hidden layer."
        )
