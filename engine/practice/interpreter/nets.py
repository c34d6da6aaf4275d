"""A learner's model as it is put together: layers added, applied one to the other, joined to a Model."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import shapes
from engine.practice.interpreter.layer_checks import check_net_name
from engine.practice.interpreter.objects import Made, Net, Opaque, Shape, Symbol
from engine.practice.interpreter.rounds import kind_of, rounds
from engine.practice.interpreter.sampled import Items

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

BROKEN = (
    "The outputs do not lead back to the inputs. Each layer is applied to what comes before it, as in "
    "`x = Dense(…)(inputs)`, and `Model` gets the first and the last of them."
)


MERGING = frozenset(["Concatenate", "Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"])
SIGNS = {"Add": "Add", "Sub": "Subtract", "Mult": "Multiply"}


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
        hint = f"({given},) with a comma. ({given}) is just a number" if isinstance(given, int) else "such as (10000,)"
        raise Stops("ValueError", f"A shape is a tuple: {hint}, and Keras cannot turn it into a shape.")
    sides = tuple(rounds_plain(given))
    for side in sides:
        if side is not None and (isinstance(side, bool | float | str) or not hasattr(side, "__index__")):
            raise Stops("ValueError", "The sides of a shape are whole numbers, as in (10000,).")
        if side is not None and side < 0:
            raise Stops("ValueError", "No side of a shape can be negative.")
    return tuple(None if side is None else int(side) for side in sides)


def rounds_plain(given: Any) -> list[Any]:
    """The sides of a shape as a list. Raises: Stops where no tuple or list was given."""
    if not isinstance(given, list | tuple):
        raise Stops("ValueError", f"A shape is a tuple, such as (10000,), not {kind_of(given)}.")
    return list(given)


def sequential(bound: dict[str, Any], m: "Machine") -> Net:
    """`Sequential(layers, name=…)`."""
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
    _note_training(net, layer)
    if net.out is not None:
        net.out = through(layer, net.out)


def nested(net: Net, m: "Machine") -> Made:
    """A model as a layer of another.

    Raises: Stops, where it holds nothing.
    """
    if net.own is None and not net.layers:
        raise Unread("A model without layers inside another is not read here: add its layers first.")
    if net.as_layer is None:
        name = net.named.get("name")
        net.as_layer = Made(f"keras.models.{net.kind}", {"name": name}, net)
        m.names_of_layers[id(net.as_layer)] = name if isinstance(name, str) else f"{net.kind.lower()} {id(net)}"
        m.kept.append(net.as_layer)
    return net.as_layer


def _note_training(net: Net, layer: Made) -> None:
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


def apply(layer: Made, args: list[Any], m: "Machine") -> Symbol:
    """A layer applied to what comes before it."""
    given = args[0] if args else None
    if layer.last in MERGING:
        return merged(layer, args)
    if isinstance(given, Symbol):
        return Symbol(through(layer, given.shape), layer, (given,))
    if isinstance(given, list | tuple) and given and all(isinstance(each, Symbol) for each in given):
        if len(given) > 1:
            raise Unread("Several outputs for one such layer are not read here. `concatenate` puts them together.")
        return Symbol(through(layer, given[0].shape), layer, (given[0],))
    if isinstance(given, Made | Net) or given is None:
        raise Stops("TypeError", "A layer is applied to what comes before it, which begins with Input(…).")
    raise Unread("A layer applied to data is not carried out here.")


def merged(layer: Made, args: list[Any]) -> Symbol:
    """Several outputs made one: by `add`, `concatenate` and the like.

    Raises: Stops, where Keras would.
    """
    given = args[0] if args else None
    what = f"`{layer.last}` takes one list of outputs: [a, b], in square brackets."
    if len(args) > 1:
        raise Stops("TypeError", what)
    if isinstance(given, Symbol | None) or (isinstance(given, list | tuple) and not given):
        raise Stops("ValueError", what)
    if not isinstance(given, list | tuple) or not all(isinstance(each, Symbol) for each in given):
        raise Unread("Such a layer is carried out on a list of outputs here.")
    if layer.last == "Subtract" and len(given) != 2:
        raise Stops("ValueError", "`Subtract` takes two outputs: the one less the other.")
    shape = shapes.merged(layer.last, [each.shape for each in given], layer.bound.get("axis"))
    return Symbol(shape, layer, tuple(given))


def reckoned(sign: str, left: Any, right: Any) -> Symbol:
    """`a + b` of layers' outputs, or of one and a number: Keras makes a layer of it.

    Raises: Stops, where the shapes do not go together.
    """
    sides = tuple(side for side in (left, right) if isinstance(side, Symbol))
    for side in (left, right):
        if not isinstance(side, Symbol | int | float):
            raise Unread(f"A layer's output and {kind_of(side)} are not reckoned with here.")
    first, last = sides[0].shape, sides[-1].shape
    if len(sides) == 2 and first != last:
        if len(first) == len(last) and all(1 in (a, b) or a == b for a, b in zip(first[1:], last[1:], strict=True)):
            raise Unread("Outputs of different shapes are not reckoned with here.")
        raise Stops(
            "ValueError", f"Outputs of the shapes {shapes.shown(first)} and {shapes.shown(last)} do not go together."
        )
    return Symbol(first, Made(f"keras.layers.{SIGNS.get(sign, 'Lambda')}", {}), sides)


def model(bound: dict[str, Any], m: "Machine") -> Net:
    """`Model(inputs, outputs)`: the way back from the outputs to the inputs.

    Raises: Stops, where there is none.
    """
    check_net_name(bound.get("name"))
    start, end = _alone(bound.get("inputs")), _alone(bound.get("outputs"))
    if isinstance(start, Opaque) or isinstance(end, Opaque):
        raise Unread("A model of parts of another is not read here. Apply the layers again, or make a model of all.")
    if isinstance(start, list | tuple) or isinstance(end, list | tuple):
        _all_symbols(start, end)
        raise Unread("A model of several inputs or outputs is not read here: one row goes in, 46 numbers come out.")
    if not isinstance(start, Symbol) or not isinstance(end, Symbol):
        raise Stops("ValueError", BROKEN)
    if start.layer is None or start.layer.last != "InputLayer" or end is start:
        raise Stops("ValueError", BROKEN)
    way, chain = way_to(start, end)
    names = Counter(m.names_of_layers.get(id(layer), "") for layer in {id(each): each for each in way}.values())
    del names[""]  # those that Keras names itself
    if twice := next((name for name, count in names.items() if count > 1), None):
        raise Stops("ValueError", f"Two layers of one name, {quoted(twice)}: Keras refuses that.")
    made = Net("Model", way, start.shape, end.shape, chain, named=bound, has_input=True)
    for layer in way:
        _note_training(made, layer)
    return made


def _all_symbols(start: Any, end: Any) -> None:
    for each in (start, end):
        several = each if isinstance(each, list | tuple) else [each]
        if not several or not all(isinstance(one, Symbol) for one in several):
            raise Stops("ValueError", BROKEN)


def way_to(start: Symbol, end: Symbol) -> tuple[list[Made], bool]:
    """The layers from what goes in to what comes out, and whether each follows the one before.

    Raises: Stops, where no way leads back.
    """
    way: list[Made] = []
    chain = True
    seen: set[int] = set()
    todo = [end]
    while todo:
        at = todo.pop()
        if id(at) in seen or at is start:
            continue
        seen.add(id(at))
        if not at.inputs or at.layer is None:
            raise Stops("ValueError", BROKEN)
        chain = chain and len(at.inputs) == 1
        way.append(at.layer)
        todo.extend(at.inputs)
    chain = chain and len({id(each) for each in way}) == len(way)
    return list(reversed(way)), chain


def _alone(given: Any) -> Any:
    """The only item of a list of one; anything else as it is."""
    return given[0] if isinstance(given, Items | tuple | list) and len(given) == 1 else given
