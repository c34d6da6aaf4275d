"""A layer's output: layers applied to it, several of them made one, and the model that leads to it."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import nets, shapes
from engine.practice.interpreter.encoding_calls import category_encoding
from engine.practice.interpreter.layer_checks import check_net_name
from engine.practice.interpreter.objects import Made, Net, Opaque, Symbol
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

BROKEN = (
    "The outputs do not lead back to the inputs. Each layer is applied to what comes before it, as in "
    "`x = Dense(…)(inputs)`, and `Model` gets the first and the last of them."
)


MERGING = frozenset(["Concatenate", "Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"])


SIGNS = {"Add": "Add", "Sub": "Subtract", "Mult": "Multiply"}


def apply(layer: Made, args: list[Any], m: "Machine") -> Any:
    """A layer applied to what comes before it."""
    given = args[0] if args else None
    if layer.last in MERGING:
        return merged(layer, args)
    if isinstance(given, Symbol):
        return Symbol(nets.through(layer, given.shape), layer, (given,))
    if isinstance(given, list | tuple) and given and all(isinstance(each, Symbol) for each in given):
        if len(given) > 1:
            raise Unread("Several outputs for one such layer are not read here. `concatenate` puts them together.")
        return Symbol(nets.through(layer, given[0].shape), layer, (given[0],))
    if isinstance(given, Made | Net) or given is None:
        raise Stops("TypeError", "A layer is applied to what comes before it, which begins with Input(…).")
    if layer.last == "CategoryEncoding" and isinstance(given, Sampled | np.ndarray | list):
        return category_encoding(layer, given, m)
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
    if len({len(side.shape) for side in sides}) > 1:
        raise Unread("Outputs with unequally many dimensions are not reckoned with here.")
    shape = shapes.spread("Reckoning", [side.shape for side in sides])
    return Symbol(shape, Made(f"keras.layers.{SIGNS.get(sign, 'Lambda')}", {}), sides)


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
        nets.note_training(made, layer)
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
