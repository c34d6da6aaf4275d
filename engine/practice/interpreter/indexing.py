"""Square brackets: reading from, and writing to, lists, dictionaries and arrays."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted, said
from engine.practice.interpreter.objects import History, Instance, Known, Opaque, Symbol
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import ONCE, Drawn, Items, Sampled, Tensor, Viewed, Words, array_of

MANY_WORDS, WORDS, OFFSET = 200, 30_979, 3

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def item(held: Any, key: Any, m: "Machine") -> Any:
    """`held[key]`.

    Raises: Stops, where Python would; Unread, for what is not worked out here.
    """
    from engine.practice.interpreter import classes

    match held:
        case Sampled():
            return _of_rows(held, key, m)
        case Symbol():
            raise Unread("Parts of a layer's output are not cut out here.")
        case Viewed():
            raise Stops("TypeError", "What a dictionary shows has no places: list(…) makes some, list(d.keys())[0].")
        case Instance():
            return classes.special(held, "__getitem__", [key], m)
        case Drawn():
            raise Stops("TypeError", f"{ONCE} has no places: list(…) first.")
        case Items() if held.at is not None and isinstance(key, slice | int):
            return _of_items(held, key, m)
        case np.ndarray() if isinstance(key, Sampled):
            m.budget.room(copied(held, _whole(key)))
            return key.like(guarded(lambda: held[_whole(key)]))
        case np.ndarray():
            m.budget.room(copied(held, _plain(key)))
            return guarded(lambda: held[_plain(key)])
        case list() | tuple() if isinstance(key, int) and not -len(held) <= key < len(held):
            numbers = f"{len(held)} values, numbered from 0" if len(held) > 1 else f"{len(held)} value, number 0"
            one = isinstance(held, tuple) and len(held) == 1 and isinstance(held[0], int)
            flat = " (The shape of single numbers, such as labels that are not encoded, has one side.)" if one else ""
            raise Stops(
                "IndexError", f"Here {'are' if len(held) > 1 else 'is'} {numbers}: there is no number {key}.{flat}"
            )
        case list() | tuple() if isinstance(key, str):
            raise Stops(
                "TypeError",
                f"{kind_of(held).capitalize()} is asked by numbers, [0], [1] and so on, not by {quoted(key)}.",
            )
        case list() | tuple() | str() | range():
            found = guarded(lambda: held[key])
            return Items(found) if isinstance(found, list) else found
        case Words() if isinstance(key, str | int) and key not in held and _is_word(key, held):
            return 7 if isinstance(key, str) else "word"
        case dict():
            if not _in(held, key) and len(held) >= MANY_WORDS and _is_word(key, held):
                return "word"  # of a word index turned around in a loop
            if not _in(held, key):
                raise Stops("KeyError", f"There is no entry {quoted(key)} in it.{renamed(key)}")
            return held[key]
        case Opaque():
            return held
        case Known(path=path) if path.startswith(("keras.", "tf.keras.", "glassnet.")):
            raise Stops(
                "TypeError", f"What `{held.last}` is given stands in round brackets: `{held.last}(…)`, not `[…]`."
            )
        case Known():
            return held  # a type, as in list[int]
        case History():
            raise Stops("TypeError", "The history's figures are in `.history`, as in history.history['loss'].")
    raise Stops("TypeError", f"Square brackets do not go with {kind_of(held)}.")


def copied(held: np.ndarray, key: Any) -> int:
    """How many numbers NumPy copies for `held[key]` at most: none for whole numbers and slices."""
    parts = key if isinstance(key, tuple) else (key,)
    sizes = [int(np.size(each)) for each in parts if isinstance(each, np.ndarray | list)]
    if not sizes:
        return 0
    return max(sizes) * int(np.prod(held.shape[len(parts) :], dtype=float))


def _is_word(key: Any, held: dict[Any, Any]) -> bool:
    """Whether a word, or its number, may be among the entries that are not there."""
    kind = type(next(iter(held), None))
    if isinstance(key, str):
        return kind is str and not key.startswith("<")
    last = WORDS if held.get(1) == "the" else WORDS + OFFSET
    return kind is int and isinstance(key, int) and 0 < key <= last


def renamed(key: Any) -> str:
    """What Keras calls a figure of the history today."""
    if key in ("acc", "val_acc"):
        return ' With metrics=["accuracy"] Keras calls it "accuracy" today, and "val_accuracy".'
    return ""


def _in(held: dict[Any, Any], key: Any) -> bool:
    try:
        return key in held
    except TypeError:
        raise Stops("TypeError", "Only what cannot change, such as a number or a text, can be a key.") from None


def _plain(key: Any) -> Any:
    if isinstance(key, tuple):
        return tuple(map(_plain, key))
    return _whole(key) if isinstance(key, Sampled) else key


def _whole(key: Sampled) -> Any:
    """The rows of an index."""
    if key.ragged:
        raise Stops("IndexError", "An index is made of whole numbers, not of lists.")
    return key.rows


def _of_items(held: Items, key: Any, m: "Machine") -> Any:
    assert held.at is not None
    rows = np.empty(len(held), object)
    rows[:] = list(held)
    whole = Sampled(rows, held.at, held.total)
    found = item(whole, key, m)
    return Items.of(list(found.rows), found.at, found.total) if isinstance(found, Sampled) else found


def _of_rows(held: Sampled, key: Any, m: "Machine") -> Any:
    if isinstance(key, tuple):
        if not key:
            return held
        first, *rest = key
        if first is None or first is Ellipsis:
            raise Unread("These square brackets are not worked out here.")
        if held.ragged and any(each is not None for each in rest):
            raise Stops("IndexError", "The rows are lists: an array of lists has one dimension. One list is x[0][1].")
        return _deeper(_of_rows(held, first, m), tuple(rest), m)
    if isinstance(key, bool | float | str) or key is None:
        raise Stops("IndexError", f"An array is asked for rows by whole numbers, not by {kind_of(key)}.")
    if isinstance(key, int | np.integer):
        if held.sparse:
            raise Unread("One row of a sparse array is not worked out here.")
        m.exact = m.exact and int(key) % max(1, held.total) in held.at
        return guarded(lambda: held.row(int(key)))
    if isinstance(key, slice):
        return m.known_places(held.part(key))
    key = array_of(key)
    if isinstance(key, Sampled) and key.rows.dtype == bool and key.rows.ndim > 1:
        m.budget.room(held.rows.size)
        return guarded(lambda: held.rows[key.rows])  # numbers of some places, a row no more
    if isinstance(key, Sampled) and key.rows.dtype == bool:
        kept = np.flatnonzero(key.rows)
        m.budget.room(copied(held.rows, kept))
        return m.known_places(held.kept(kept))
    if isinstance(held, Tensor) and isinstance(key, Sampled | np.ndarray | list):
        raise Stops(
            "TypeError",
            "A tensor is asked for rows by whole numbers and slices. Rows in another order are tf.gather(x, order), or "
            "of an array x[order].",
        )
    if isinstance(key, Sampled | np.ndarray | list):
        return _chosen(held, key, m)
    raise Unread("These square brackets are not worked out here.")


def _chosen(held: Sampled, key: Any, m: "Machine") -> Sampled:
    """The rows of a list of places."""
    if not isinstance(key, Sampled) and len(key) == held.total > len(held.at):  # of all rows, in whatever order
        key = Sampled(np.asarray(key)[held.at], held.at, held.total)
    wanted = _whole(key) if isinstance(key, Sampled) else np.asarray(list(key))
    if wanted.dtype.kind not in "iu" or wanted.ndim != 1:
        raise Unread("These square brackets are not worked out here.")
    if len(wanted) and (wanted.max() >= held.total or wanted.min() < -held.total):
        raise Stops("IndexError", f"There are {held.total:,} rows, and one beyond them is asked for.")
    numbers = [held.nearest(int(place) % held.total) for place in wanted]
    m.budget.room(copied(held.rows, numbers))
    at, total = (key.at, key.total) if isinstance(key, Sampled) else (np.arange(len(numbers)), len(numbers))
    return m.known_places(Sampled(held.rows[numbers], at, total, held.sparse))


def _deeper(found: Any, rest: tuple[Any, ...], m: "Machine") -> Any:
    if not rest:
        return found
    if not isinstance(found, Sampled):
        return item(found, rest if len(rest) > 1 else rest[0], m)
    if found.ragged:
        raise Stops("IndexError", "The rows are lists: an array of lists has one dimension.")
    inner = (slice(None), *map(_plain, rest))
    m.budget.room(len(found.rows) * copied(found.rows, inner))
    return found.like(guarded(lambda: found.rows[inner]))


def set_item(held: Any, key: Any, given: Any, m: "Machine") -> None:
    """`held[key] = given`.

    Raises: as `item`.
    """
    m.budget.hold(given)
    match held:
        case Sampled(sparse=True):
            raise Unread("Writing into a sparse array is not carried out here.")
        case Sampled():
            _set_rows(held, key, given)
        case np.ndarray():
            inner = given.rows if isinstance(given, Sampled) else given
            guarded(lambda: held.__setitem__(_plain(key), inner))
        case list() if isinstance(key, int):
            guarded(lambda: held.__setitem__(key, given))
        case dict():
            if not _in(held, key) and isinstance(held, Words) and not _is_word(key, held):
                held.total += 1
            held[key] = given
        case Opaque():
            return
        case tuple() | str() | range():
            raise Stops("TypeError", f"{kind_of(held).capitalize()} like this cannot be changed.")
        case _:
            raise Unread("Writing there is not carried out here.")


def _out_of(shape: tuple[int, ...], rest: tuple[Any, ...]) -> str:
    """What to say of a place that an array does not have: which, and how far its columns go."""
    places = np.asarray(rest[0]) if len(rest) == 1 and isinstance(rest[0], int | list | np.ndarray) else np.array([])
    if len(shape) == 2 and places.size and places.dtype.kind in "iu" and places.max() >= shape[1]:
        most, last = int(places.max()), shape[1] - 1
        return f"There is no column {most:,} in an array of the shape {shape}: its columns are numbered 0 to {last:,}."
    return f"An index does not fit into the array's {shape} places."


def _set_rows(held: Sampled, key: Any, given: Any) -> None:
    first, rest = (key[0], tuple(map(_plain, key[1:]))) if isinstance(key, tuple) else (key, ())
    inner = given.rows if isinstance(given, Sampled) else given
    if isinstance(first, int | np.integer) and not isinstance(first, bool):
        if not -held.total <= first < held.total:
            raise Stops("IndexError", f"There are {held.total:,} rows, numbered from 0; row {first:,} is none of them.")
        row: Any = held.nearest(int(first) % held.total)
    elif isinstance(first, slice) and first == slice(None):
        row = slice(None)
    elif isinstance(first, Sampled) and first.rows.dtype == bool and len(first.rows) == len(held.rows):
        row = first.rows
    elif isinstance(first, Sampled) and first.rows.dtype.kind in "iu" and first.rows.ndim == 1:
        row = [held.nearest(int(place)) for place in first.rows]
    else:
        raise Unread("Writing there is not carried out here.")
    try:
        held.rows[(row, *rest)] = inner
    except IndexError:
        raise Stops("IndexError", _out_of(held.shape, rest)) from None
    except (TypeError, ValueError) as problem:
        raise Stops(type(problem).__name__, f"NumPy stops with a {type(problem).__name__}: {said(problem)}") from None
