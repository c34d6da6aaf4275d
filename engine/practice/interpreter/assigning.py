"""What stands left of an equals sign, given its value: names, several at once, places in arrays, attributes."""

import ast
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import classes, indexing
from engine.practice.interpreter.expressions import index, value
from engine.practice.interpreter.objects import Made, Module, Net, Opaque
from engine.practice.interpreter.operands import truth
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def assign(target: ast.expr, given: Any, m: "Machine") -> None:
    """`target = given`.

    Raises: Stops, where the values do not go into the targets.
    """
    match target:
        case ast.Name(id=name):
            m.write(name, given)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            _unpack(elements, given, m)
        case ast.Subscript(value=held, slice=key):
            indexing.set_item(value(held, m), index(key, m), given, m)
        case ast.Attribute(value=held):
            owner = value(held, m)
            if classes.instance_of(owner) is not None:
                classes.keep(owner, target.attr, given)
            elif isinstance(owner, Made | Net) and _set_up(owner, target.attr, given, m):
                return
            elif not isinstance(owner, Opaque) and (owner, target.attr) != (Module("numpy"), "load"):
                raise Unread(f"Setting `.{target.attr[:40]}` is not carried out here.")
        case _:
            raise Unread("This kind of target is not read here.")


def _set_up(owner: Made | Net, name: str, given: Any, m: "Machine") -> bool:
    """Sets whether a layer or a model learns, or an optimizer's learning rate. Returns whether it was one of these."""
    if name == "trainable" and (isinstance(owner, Net) or owner.inner is not None or ".layers." in owner.kind):
        net = owner if isinstance(owner, Net) else owner.inner
        learns = truth(given)
        if net is not None:
            net.named = {**net.named, "trainable": learns}
        for layer in (owner, *(net.way if net is not None else ())):
            if isinstance(layer, Made):
                layer.bound["trainable"] = learns
        return True
    if isinstance(owner, Made) and ".optimizers." in owner.kind and name in ("learning_rate", "lr"):
        _set_rate(owner, name, given, m)
        return True
    return False


def _set_rate(optimizer: Made, name: str, given: Any, m: "Machine") -> None:
    """`optimizer.learning_rate = 0.0005`, as Keras takes it."""
    if name == "lr":
        raise Unread("Setting `lr` changes nothing: Keras calls it `learning_rate` today.")
    before = optimizer.bound.get("learning_rate")
    if isinstance(before, Made):
        raise Stops("TypeError", "An optimizer that was given a schedule lets nobody else set its learning rate.")
    if isinstance(given, str | list | tuple | dict) or given is None:
        raise Stops("TypeError", f"A learning rate is a number, and {kind_of(given)} is none: Keras stops.")
    optimizer.bound["learning_rate"] = float(given) if isinstance(given, int | np.number) else given
    for net in m.nets:
        if net.compiled is not None and net.compiled.optimizer is optimizer:
            net.compiled.changed = True


def _unpack(elements: list[ast.expr], given: Any, m: "Machine") -> None:
    if isinstance(given, Opaque):
        items: list[Any] = [given] * len(elements)
    elif isinstance(given, Sampled) or (isinstance(given, Items) and given.at is not None):
        total = given.total
        if total != len(elements):
            raise Stops("ValueError", f"{len(elements)} names for {total:,} rows: they do not match.")
        items = list(given.rows if isinstance(given, Sampled) else given)
    elif isinstance(given, list | tuple | str | np.ndarray | range | dict) and np.ndim(0) == 0:
        items = list(given)
    else:
        raise Stops("TypeError", f"There is one value here, {kind_of(given)}, for {len(elements)} names.")
    starred = [place for place, each in enumerate(elements) if isinstance(each, ast.Starred)]
    if starred:
        first, after = starred[0], len(elements) - starred[0] - 1
        items = [*items[:first], Items(items[first : len(items) - after]), *items[len(items) - after :]]
        elements = [each.value if isinstance(each, ast.Starred) else each for each in elements]
    if len(items) != len(elements):
        raise Stops("ValueError", f"{len(elements)} names for {len(items)} values: they do not match.")
    for element, item in zip(elements, items, strict=True):
        assign(element, item, m)
