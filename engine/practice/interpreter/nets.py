"""A learner's model as it is put together: layers added, applied one to the other, joined to a Model."""

from typing import TYPE_CHECKING, Any

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import shapes
from engine.practice.interpreter.budget import MOST_INSIDE
from engine.practice.interpreter.layer_checks import check_net_name
from engine.practice.interpreter.objects import Made, Net, Opaque, Shape, Symbol
from engine.practice.interpreter.rounds import kind_of, rounds

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def named(made: Made, m: "Machine") -> Made:
    """The layer with the name that Keras gives it, where the learner gives none: dense, dense_1, …"""
    if not isinstance(made.bound.get("name"), str):
        word = snake(made.last)
        count = m.counts[word]
        m.counts[word] += 1
        m.names_of_layers[id(made)] = f"{word}_{count}" if count else word
    else:
        m.names_of_layers[id(made)] = made.bound["name"]
    m.kept.append(made)
    return made


def snake(name: str) -> str:
    """Keras' own way from a class to a name: GlobalMaxPooling1D, global_max_pooling1d."""
    import re

    half = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", half).lower()


def shape_of(given: Any) -> Shape:
    """A shape as `Input` and `input_shape` take it.

    Raises: Stops, where it is none.
    """
    if isinstance(given, int | float | str) or given is None:
        if given is None:
            raise Stops("ValueError", "A shape is missing: how many numbers one newswire has, as in (10000,).")
        if isinstance(given, int):
            hint = f"({given},) with a comma. ({given}) is just a number, and Keras cannot turn it into a shape."
        else:
            hint = f"whole numbers in round brackets, as in (10000,). Keras cannot make one of {quoted(given)}."
        raise Stops("ValueError", f"A shape is a tuple: {hint}")
    sides = tuple(rounds_plain(given))
    for side in sides:
        if side is not None and (isinstance(side, bool | float | str) or not hasattr(side, "__index__")):
            raise Stops("ValueError", "The sides of a shape are whole numbers, as in (10000,).")
        if side is not None and side < 0:
            raise Stops("ValueError", "No side of a shape can be negative.")
    if len(sides) == 2 and sides[1] == 0 and sides[0]:
        raise Stops(
            "ValueError",
            f"Python takes ({sides[0]},000) for two numbers, {sides[0]} and 0, and rows of that shape do not exist. "
            f"Write the number without a comma in it, and one behind it: ({sides[0]}000,).",
        )
    return tuple(None if side is None else int(side) for side in sides)


def rounds_plain(given: Any) -> list[Any]:
    """The sides of a shape as a list. Raises: Stops where no tuple or list was given."""
    if not isinstance(given, list | tuple):
        raise Stops("ValueError", f"A shape is a tuple, such as (10000,), not {kind_of(given)}.")
    return list(given)


def sequential(bound: dict[str, Any], m: "Machine") -> Net:
    """`Sequential(layers, name=…)`."""
    if any(isinstance(bound.get(word), Made | Symbol) for word in ("layers", "trainable", "name")):
        raise Stops("TypeError", "`Sequential` takes one list of layers: put square brackets around them.")
    check_net_name(bound.get("name"))
    net, layers = Net("Sequential", named=bound), bound.get("layers")
    if layers is None:
        return net
    if isinstance(layers, Made | Symbol | Net):
        raise Stops("TypeError", "`Sequential` takes one list of layers: put square brackets around them.")
    if not isinstance(bound.get("trainable", True), bool):
        raise Stops("ValueError", "`Sequential` takes one list of layers; what comes second is `trainable`.")
    for layer in rounds(layers, m).items:
        add(net, layer, m)
    return net


def add(net: Net, layer: Any, m: "Machine") -> None:
    """`model.add(layer)`.

    Raises: Stops, where Keras would.
    """
    if net.kind != "Sequential":
        raise Stops("AttributeError", "Only a Sequential model has `add`; `Model(…)` is complete when it is made.")
    if isinstance(layer, Net):
        layer = nested(layer, m)
    if isinstance(layer, Symbol) and layer.layer is not None and layer.layer.last == "InputLayer":
        layer = layer.layer
    if isinstance(layer, Opaque):
        raise Unread("A layer that another library gives is not read here.")
    if not isinstance(layer, Made) or not (layer.inner or ".layers." in layer.kind):
        what = "a name without its brackets" if type(layer).__name__ == "Known" else kind_of(layer)
        raise Stops("ValueError", f"Only layers can stand in a network, such as Dense(64); here stands {what}.")
    if layer.last == "InputLayer":
        if net.shape is not None or net.layers:
            raise Stops("ValueError", "`Input` describes what goes in, so it comes first, and once.")
        net.shape = net.out = (None, *layer.bound["shape"])
        net.has_input = True
        if "input_shape" in layer.bound:
            net.notes.append("`input_shape` still works here, with a warning: Keras 3 calls it `shape`.")
        return
    if not net.layers and net.shape is None:
        if layer.inner is not None:
            net.shape = net.out = layer.inner.shape
            net.has_input = layer.inner.has_input
        elif layer.bound.get("input_dim") is not None and layer.last != "Embedding":
            net.shape = net.out = (None, *shape_of((layer.bound["input_dim"],)))
        elif layer.bound.get("input_shape") is not None:
            net.shape = net.out = (None, *shape_of(layer.bound["input_shape"]))
    names = m.names_of_layers
    if any(names.get(id(each)) == names.get(id(layer)) for each in net.layers):
        twice = any(each is layer for each in net.layers)
        given = names.get(id(layer), "")
        raise Stops(
            "ValueError",
            "One layer stands in this network twice, and Keras refuses that: make one for each place."
            if twice
            else f"Two layers of one name, {quoted(given)}: Keras refuses that. (Layers without a name are called "
            "dense, dense_1 and so on.)",
        )
    net.layers.append(layer)
    note_training(net, layer)
    if net.out is not None:
        net.out = through(layer, net.out)


def nested(net: Net, m: "Machine") -> Made:
    """A model as a layer of another.

    Raises: Stops, where it holds nothing.
    """
    if net.own is None and not net.layers:
        raise Unread("A model without layers inside another is not read here: add its layers first.")
    if net.depth >= MOST_INSIDE:
        raise Unread("Models inside models inside models: deeper than is read here.")
    if net.as_layer is None:
        name = net.named.get("name")
        net.as_layer = Made(f"keras.models.{net.kind}", {"name": name}, net)
        m.names_of_layers[id(net.as_layer)] = name if isinstance(name, str) else f"{net.kind.lower()} {id(net)}"
        m.kept.append(net.as_layer)
    return net.as_layer


def all_layers(net: Net) -> list[Made]:
    """What `model.layers` gives: of a Model its Input too, which a Sequential leaves out."""
    first = net.kind == "Model" and net.own is None
    return [*([Made("keras.layers.InputLayer", {"shape": net.shape})] if first else []), *net.layers]


def note_training(net: Net, layer: Made) -> None:
    """Notes that a model stands in another, and whether it was trained before."""
    if layer.inner is not None:
        net.depth = max(net.depth, layer.inner.depth + 1)
    if layer.inner is not None and layer.inner.epochs:
        net.notes.append("The model inside it has been trained before. When it is trained here, it begins anew.")


def through(layer: Made, shape: Shape) -> Shape:
    """The shape that comes out of a layer, or of a model that stands as one.

    Raises: as `shapes.output`.
    """
    net = layer.inner
    if net is None:
        return shapes.output(layer, shape)
    if net.shape is None:
        grow(net, shape)
    assert net.shape is not None
    fits = len(net.shape) == len(shape) and all(a in (None, b) for a, b in zip(net.shape[1:], shape[1:], strict=False))
    if not fits:
        raise Stops(
            "ValueError",
            f"The model inside expects the shape {shapes.shown(net.shape)}, and what comes before it has the shape "
            f"{shapes.shown(shape)}.",
        )
    if net.out is None:
        raise Unread("What this model makes of the newswires is not worked out here.")
    return net.out


def cloned(net: Net, m: "Machine", compiled: bool = True) -> Net:
    """Another network of the same layers, compiled as this one, as `clone_model` and `load_model` make it."""
    if net.own is not None:
        raise Unread("Another model of a class of your own is not made here. Sequential and Model are copied.")
    made = Net(net.kind, [], net.shape, net.out, net.chain, None, dict(net.named), 0, None, has_input=net.has_input)
    for layer in net.layers:
        made.layers.append(Made(layer.kind, dict(layer.bound), layer.inner))
        m.names_of_layers[id(made.layers[-1])] = m.names_of_layers.get(id(layer), "")
    m.kept += made.layers
    made.compiled = net.compiled if compiled else None
    m.nets.append(made)
    return made


def build(net: Net, given: Any) -> None:
    """`model.build(shape)`."""
    if not net.layers and net.own is None:
        raise Stops("ValueError", "The network has no layers yet, and Keras cannot build it: add them first.")
    shape = shape_of(given)
    if net.shape is None:
        grow(net, shape)


def grow(net: Net, shape: Shape) -> None:
    """Works the shapes out from what goes in."""
    if net.work is not None:
        net.work(shape)
        return
    net.shape = net.out = (None, *shape[1:])
    for layer in net.layers:
        net.out = through(layer, net.out)
