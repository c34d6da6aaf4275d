"""What stands left of an equals sign, given its value: names, several at once, places in arrays, attributes."""

import ast
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import classes, indexing
from engine.practice.interpreter.expressions import index, value
from engine.practice.interpreter.objects import Module, Opaque
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
            elif not isinstance(owner, Opaque) and (owner, target.attr) != (Module("numpy"), "load"):
                raise Unread(f"Setting `.{target.attr[:40]}` is not carried out here.")
        case _:
            raise Unread("This kind of target is not read here.")


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
