"""Python's own functions that go through items one after another, or count them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.budget import MOST_NUMBERS
from engine.practice.interpreter.objects import Instance, Stream
from engine.practice.interpreter.operands import elementwise, guarded, truth
from engine.practice.interpreter.rounds import kind_of, rounds
from engine.practice.interpreter.sampled import ONCE, Drawn, Items, Sampled, Words
from engine.practice.interpreter.sorting import sorted_items

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def only(name: str, args: list[Any]) -> Any:
    """The only value of a call.

    Raises: Stops, where there is another number of them.
    """
    if len(args) != 1:
        raise Stops("TypeError", f"`{name}` takes one value, and gets {len(args)}.")
    return args[0]


def _len(args: list[Any], named: dict[str, Any], m: "Machine") -> int:
    from engine.practice.interpreter import classes, streams

    held = only("len", args)
    match held:
        case Instance():
            return int(classes.special(held, "__len__", [], m))
        case Drawn():
            raise Stops("TypeError", f"{ONCE} has no len(): list(…) first.")
        case Sampled(sparse=True):
            raise Stops("TypeError", "A sparse array has no len(): its number of rows is `.shape[0]`.")
        case Sampled(total=total):
            m.places[total] = held.at  # an array of that length is made for these rows
            return total
        case Items():
            return held.length
        case Words():
            return held.total
        case Stream():
            return streams.length(held)
        case str() | list() | tuple() | dict() | set() | range():
            return len(held)
        case np.ndarray() if held.ndim:
            return len(held)
    raise Stops("TypeError", f"{kind_of(held).capitalize()} has no length.")


def _extreme(name: str) -> Callable[[list[Any], dict[str, Any], "Machine"], Any]:
    pick = {"max": max, "min": min}[name]

    def work(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
        if len(args) == 1:
            held = args[0]
            if isinstance(held, Sampled) and not held.ragged:
                if held.rows.ndim > 1:
                    raise Stops(
                        "ValueError",
                        f"`{name}` compares rows of several numbers, which have no order; NumPy's own is np.{name}.",
                    )
                return held.rows.max() if name == "max" else held.rows.min()
            items = rounds(held, m).items
        else:
            items = args
        if "key" in named:
            return _by_key(pick, items, named["key"], m)
        if not items and "default" in named:
            return named["default"]
        m.budget.hold(items)
        if any(isinstance(each, np.ndarray) and each.ndim for each in items):
            raise Stops("ValueError", f"`{name}` cannot order arrays; NumPy's own is np.{name}.")
        return guarded(pick, items)

    return work


def _key(function: Any, m: "Machine") -> Callable[[Any], Any]:
    from engine.practice.interpreter.calls import call as called

    return lambda item: called(function, [item], {}, m)


def _by_key(pick: Callable[..., Any], items: list[Any], function: Any, m: "Machine") -> Any:
    if function is None:
        return guarded(pick, items)
    keys = [_key(function, m)(item) for item in items]
    return items[guarded(lambda: pick(range(len(keys)), key=keys.__getitem__))]


def _sum(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if not args:
        raise Stops("TypeError", "`sum` needs something to add up.")
    looked = rounds(args[0], m)
    total: Any = args[1] if len(args) > 1 else named.get("start", 0)
    for each in looked.items:
        total = elementwise(lambda a, b: a + b, total, each, m)
    if looked.at is not None and len(looked.items) and isinstance(total, int | float | np.number):
        whole = total * looked.total / len(looked.items)
        return int(whole) if isinstance(total, int) else whole
    return total


def _range(args: list[Any], named: dict[str, Any], m: "Machine") -> range:
    if not args or len(args) > 3:
        raise Stops("TypeError", f"`range` takes one to three values, and gets {len(args)}.")
    if not all(isinstance(each, int | np.integer) for each in args):
        raise Stops("TypeError", "`range` counts in whole numbers.")
    made = guarded(range, *map(int, args))
    if made and abs(made[-1] - made[0]) // abs(made.step) >= MOST_NUMBERS:  # whoever lists it would fill the memory
        raise Unread("Counting so far is more than is carried out here.")
    return made


def _enumerate(args: list[Any], named: dict[str, Any], m: "Machine") -> Drawn:
    looked = rounds(args[0], m) if args else rounds(None, m)
    first = args[1] if len(args) > 1 else named.get("start", 0)
    numbers = range(len(looked.items)) if looked.at is None else looked.at.tolist()
    pairs = [(int(place) + first, item) for place, item in zip(numbers, looked.items, strict=True)]
    return Drawn.of(pairs, looked.at, looked.total)


def _zip(args: list[Any], named: dict[str, Any], m: "Machine") -> Drawn:
    looked = [rounds(each, m) for each in args]
    pairs = list(zip(*(each.items for each in looked), strict=False))
    whole = [each for each in looked if each.at is not None]
    if len(whole) == len(looked) and whole and all(len(each.items) == len(pairs) for each in whole):
        return Drawn.of(pairs, whole[0].at, whole[0].total)
    return Drawn(pairs)


def _map(args: list[Any], named: dict[str, Any], m: "Machine") -> Drawn:
    from engine.practice.interpreter.calls import call as called

    if len(args) < 2:
        raise Stops("TypeError", "`map` takes a function and what to go through.")
    looked = rounds(args[1] if len(args) == 2 else _zip(args[1:], {}, m), m)
    found = []
    for item in looked.items:
        m.budget.step()
        found.append(called(args[0], [item] if len(args) == 2 else list(item), {}, m))
    return Drawn.of(found, looked.at, looked.total)


def _filter(args: list[Any], named: dict[str, Any], m: "Machine") -> Drawn:
    if len(args) != 2:
        raise Stops("TypeError", "`filter` takes a function and what to go through.")
    keep = _key(args[0], m) if args[0] is not None else lambda item: item
    return Drawn(item for item in rounds(args[1], m).items if truth(keep(item)))


def _list(args: list[Any], named: dict[str, Any], m: "Machine") -> Items:
    looked = rounds(args[0], m) if args else None
    m.budget.text(len(looked.items) if looked else 0)
    return Items.of(looked.items, looked.at, looked.total) if looked else Items()


def _tuple(args: list[Any], named: dict[str, Any], m: "Machine") -> tuple[Any, ...]:
    items = rounds(args[0], m).items if args else []
    m.budget.text(len(items))
    return tuple(items)


def _set(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if not args:
        return set()
    if isinstance(args[0], Sampled) and (topics := all_topics(args[0])) is not None:
        return set(topics.tolist())
    if isinstance(args[0], Sampled) and args[0].rows.ndim == 1 and args[0].rows.dtype.kind in "iu":
        raise Unread("A set of so many rows' numbers is not made here: an array of them does as well.")
    items = rounds(args[0], m).items
    m.budget.text(len(items))
    if any(isinstance(each, list | dict | np.ndarray | set) for each in items):
        raise Stops("TypeError", "A set holds what cannot change, such as numbers; these are lists.")
    return guarded(set, items)


def all_topics(held: Sampled) -> np.ndarray | None:
    """Of topic numbers, of which a few rows are there: every one from the smallest to the largest; else None."""
    rows = held.rows
    if rows.ndim == 1 and rows.dtype.kind in "iu" and len(rows) and rows.min() >= 0 and rows.max() < 46 < held.total:
        return np.arange(rows.min(), rows.max() + 1)
    return None


def _dict(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if args and isinstance(args[0], dict):
        return Words.of(args[0].items(), args[0].total) if isinstance(args[0], Words) else {**args[0], **named}
    looked = rounds(args[0], m) if args else None
    pairs = looked.items if looked else []
    m.budget.text(len(pairs))
    found = {**guarded(dict, pairs), **named}
    return Words.of(found.items(), looked.total) if looked and looked.total > len(pairs) else found


def _sorted(args: list[Any], named: dict[str, Any], m: "Machine") -> Items:
    return sorted_items(rounds(only("sorted", args), m), named, m)


def _reversed(args: list[Any], named: dict[str, Any], m: "Machine") -> Drawn:
    return Drawn(reversed(rounds(only("reversed", args), m).items))


def _any(args: list[Any], named: dict[str, Any], m: "Machine") -> bool:
    return any(truth(each) for each in rounds(only("any", args), m).items)


def _all(args: list[Any], named: dict[str, Any], m: "Machine") -> bool:
    return all(truth(each) for each in rounds(only("all", args), m).items)


def _next(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    items = rounds(args[0], m).items if args else []
    if items:
        return items[0]
    if len(args) > 1:
        return args[1]
    raise Stops("StopIteration", "There is nothing left to take.")


def _iter(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return args[0] if args else Items()


GOING: dict[str, Callable[[list[Any], dict[str, Any], "Machine"], Any]] = {
    "len": _len,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "sum": _sum,
    "range": _range,
    "enumerate": _enumerate,
    "zip": _zip,
    "map": _map,
    "filter": _filter,
    "list": _list,
    "tuple": _tuple,
    "set": _set,
    "dict": _dict,
    "sorted": _sorted,
    "reversed": _reversed,
    "any": _any,
    "all": _all,
    "next": _next,
    "iter": _iter,
}
