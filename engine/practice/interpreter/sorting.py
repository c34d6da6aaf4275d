"""Sorting: lists, and arrays in place or as a copy. Rows that are there are sorted among themselves."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.operands import guarded, truth
from engine.practice.interpreter.sampled import Items, Sampled, array_of

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def in_order(items: list[Any], named: dict[str, Any], m: "Machine") -> list[Any]:
    """The items sorted as `sorted` and a list's `sort` do it: by what `key` says, the other way round for `reverse`."""
    from engine.practice.interpreter.calls import call as called

    if word := next((word for word in named if word not in ("key", "reverse")), ""):
        raise Stops("TypeError", f"Sorting has no argument `{word[:40]}`; it has `key` and `reverse`.")
    m.budget.text(len(items))
    key, reverse = named.get("key"), truth(named.get("reverse", False))
    keys = items if key is None else [called(key, [item], {}, m) for item in items]
    m.budget.hold(keys, joined=True)
    order = guarded(lambda: sorted(range(len(items)), key=keys.__getitem__, reverse=reverse))
    return [items[place] for place in order]


def sort_list(owner: list[Any], args: list[Any], named: dict[str, Any], m: "Machine") -> None:
    """`names.sort(key=len)`: in place; nothing comes back."""
    if args:
        raise Stops("TypeError", "A list's `sort` takes its arguments by name: sort(key=…), sort(reverse=True).")
    owner[:] = in_order(list(owner), named, m)


def sort_array(owner: Any, args: list[Any], named: dict[str, Any], m: "Machine") -> None:
    """`x.sort()`: in place, along the last side; nothing comes back."""
    if not isinstance(owner, Sampled | np.ndarray):
        raise Stops("AxisError", "One number has nothing to be sorted along.")
    axis = args[0] if args else named.get("axis", -1)
    if axis is None:
        raise Stops("TypeError", "`sort` of an array, in place, has no axis None; np.sort makes one long row of all.")
    rows = owner.rows if isinstance(owner, Sampled) else owner
    m.budget.room(rows.size)
    guarded(lambda: rows.sort(*args, **named))


def sorted_copy(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.sort(x)`: a copy."""
    held = array_of(args[0])
    if isinstance(held, Sampled):
        axis = args[1] if len(args) > 1 else named.get("axis", -1)
        if held.sparse or (axis is None and held.rows.ndim > 1):
            raise Unread("So many rows are sorted here along a side of theirs alone.")
        m.budget.room(held.rows.size)
        return held.like(guarded(lambda: np.sort(held.rows, *args[1:], **named)))
    m.budget.room(int(np.size(held)))
    return guarded(lambda: np.sort(held, *args[1:], **named))


def argsort(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.argsort(x)`: of a number for each row, the places of the rows that are there, in that order."""
    held = array_of(args[0])
    m.budget.room(int(np.size(held.rows if isinstance(held, Sampled) else held)))
    if isinstance(held, Sampled):
        found = guarded(np.argsort, held.rows)
        return held.like(held.at[found] if held.rows.ndim == 1 else found)
    return guarded(np.argsort, held)


def sorted_items(looked: Any, named: dict[str, Any], m: "Machine") -> Items:
    """`sorted(x)`, of what a loop would go through."""
    return Items.of(in_order(list(looked.items), named, m), looked.at, looked.total)
