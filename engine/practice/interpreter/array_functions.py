"""NumPy's functions that look into arrays, cut them into parts, or put them into another shape."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.array_making import MAKING, filled
from engine.practice.interpreter.going_through import all_topics
from engine.practice.interpreter.objects import Event, Opaque
from engine.practice.interpreter.operands import elementwise, guarded
from engine.practice.interpreter.sampled import Items, Sampled, array_of
from engine.practice.interpreter.sorting import argsort, sorted_copy

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

MOST_PARTS = 1_000


def _unique(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held = args[0]
    if isinstance(held, Sampled):
        topics = all_topics(held)
        held = held.rows if topics is None else topics
    if isinstance(held, np.ndarray) and held.dtype == object:
        raise Unread("`np.unique` of lists is not carried out here.")
    found = guarded(np.unique, held)
    return (found, np.ones(len(found), int)) if named.get("return_counts") is True else found


def _bincount(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held = args[0].rows if isinstance(args[0], Sampled) else args[0]
    least = args[1] if len(args) > 1 and args[1] is not None and len(args) < 3 else named.get("minlength", 0)
    m.budget.room(int(least) if isinstance(least, int | np.integer) else 0)
    largest = guarded(lambda: int(np.max(held)) if len(held) else 0)
    m.budget.room(abs(largest))
    return guarded(lambda: np.bincount(held, minlength=least))


def _where(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) == 1:
        held = args[0]
        if isinstance(held, Sampled) and held.rows.ndim == 1:  # the places of those rows that are there
            return (held.like(held.at).kept(np.flatnonzero(held.rows)),)
        if isinstance(held, Sampled):
            return Opaque("where")
        return guarded(np.nonzero, held)
    if len(args) != 3:
        raise Unread("`np.where` is carried out with one value or three here.")
    plain = [each.rows if isinstance(each, Sampled) else each for each in args]
    pattern = next((each for each in args if isinstance(each, Sampled)), None)
    found = guarded(lambda: np.where(*plain))
    return pattern.like(found) if pattern is not None else found


def _clip(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    low = args[1] if len(args) > 1 else named.get("a_min")
    high = args[2] if len(args) > 2 else named.get("a_max")
    return elementwise(lambda one, _: np.clip(one, low, high), args[0], None, m)


def _shape(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held = args[0]
    return held.shape if isinstance(held, Sampled) else guarded(np.shape, held)


def _length(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return args[0].shape[0] if isinstance(args[0], Sampled) else guarded(len, args[0])


def _same(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    m.events.append(Event("compare whole", dict(zip(("left", "right"), args, strict=False)), line=m.line))
    plain = [each.rows if isinstance(each, Sampled) else each for each in args]
    return bool(guarded(np.array_equal, *plain))


def _close(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    plain = [each.rows if isinstance(each, Sampled) else each for each in args]
    m.budget.room(max(int(np.size(each)) for each in plain))
    m.events.append(Event("compare whole", dict(zip(("left", "right"), args, strict=False)), line=m.line))
    near = {word: named[word] for word in ("rtol", "atol", "equal_nan") if word in named}
    return bool(guarded(lambda: np.allclose(plain[0], plain[1], **near)))


def _among(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) != 2 or isinstance(args[1], Sampled):
        raise Unread("`np.isin` is carried out on an array and a list here.")
    return elementwise(lambda one, _: np.isin(one, args[1]), args[0], None, m)


def _parts(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.array_split(X, 4)`, `np.split(X, [1000, 2000])`: parts one below the other."""
    cuts = args[1] if len(args) > 1 else named.get("indices_or_sections")
    if isinstance(cuts, int | np.integer):
        if cuts < 1:
            raise Stops("ValueError", "An array is split into one part at least.")
        if cuts > MOST_PARTS:
            raise Unread(f"More than {MOST_PARTS:,} parts are not made here.")
    whole = args[0]
    if not isinstance(whole, Sampled) or named.get("axis", args[2] if len(args) > 2 else 0) != 0:
        if isinstance(whole, Sampled):
            raise Unread("So many rows are split into rows alone here.")
        return Items(guarded(lambda: np.array_split(*args, **named)))
    if isinstance(cuts, int | np.integer):
        sizes = [whole.total // cuts + (number < whole.total % cuts) for number in range(int(cuts))]
        ends = np.cumsum(np.array(sizes, int)).tolist()
    else:
        ends = [*guarded(lambda: [int(cut) for cut in cuts or ()]), whole.total]
    pairs = zip([0, *ends[:-1]], ends, strict=True)
    return Items(m.known_places(whole.part(slice(first, last))) for first, last in pairs)


def _split(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held, cuts = args[0], args[1] if len(args) > 1 else named.get("indices_or_sections")
    total = held.total if isinstance(held, Sampled) else len(held)
    if isinstance(cuts, int | np.integer) and cuts > 0 and total % cuts:
        raise Stops(
            "ValueError", f"{total:,} rows do not split into {cuts} equal parts; np.array_split makes unequal ones."
        )
    return _parts(args, named, m)


def _sides(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.hstack`: of lists, one behind the other."""
    parts = list(args[0].rows) if isinstance(args[0], Sampled) else args[0]
    if not isinstance(parts, list | tuple):
        raise Unread("Arrays are joined here as a list of them.")
    if any(isinstance(each, Sampled) for each in parts):
        return _rows_side_by_side(list(parts), m)
    m.budget.room(sum(len(each) for each in parts if isinstance(each, list | tuple | range | np.ndarray)))
    return guarded(lambda: np.hstack(parts))


def _rows_side_by_side(parts: list[Any], m: "Machine") -> Any:
    """Arrays of sampled rows, columns beside columns; of single numbers one behind the other."""
    if not all(isinstance(each, Sampled) and not each.ragged for each in parts):
        raise Unread("These are not joined here.")
    if all(each.rows.ndim == 1 for each in parts):
        return MAKING["concatenate"]([parts], {}, m)
    first = parts[0]
    if any(each.rows.ndim != 2 or len(each.at) != len(first.at) or each.total != first.total for each in parts):
        raise Unread("These are not joined here.")
    m.budget.room(sum(each.rows.size for each in parts))
    return first.like(np.hstack([each.rows for each in parts]))


def _flipped(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held, axis = args[0], args[1] if len(args) > 1 else named.get("axis")
    if isinstance(held, Sampled) and (axis == 0 or (axis is None and held.rows.ndim == 1)):
        return held.part(slice(None, None, -1))
    return _figure(np.flip)(args, named, m)


def _taken(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    from engine.practice.interpreter.indexing import item

    axis = args[2] if len(args) > 2 else named.get("axis")
    one_side = not isinstance(args[0], Sampled) or args[0].rows.ndim == 1
    if len(args) < 2 or not (axis == 0 or (axis is None and one_side)):
        raise Unread("`np.take` is carried out along the rows here.")
    return item(args[0], args[1], m)


def _deleted(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.delete(x, rows, axis=0)`."""
    held: Any = args[0]
    key: Any = args[1] if len(args) > 1 else named.get("obj")
    axis = args[2] if len(args) > 2 else named.get("axis")
    if not isinstance(held, Sampled):
        return _figure(np.delete)(args, named, m)
    _check_rows("delete", held, axis)
    key = array_of(key)
    if isinstance(key, Sampled) and key.rows.dtype == bool:
        return m.known_places(held.kept(np.flatnonzero(~key.rows)))
    key = range(*key.indices(held.total)) if isinstance(key, slice) else key
    number = key.total if isinstance(key, Sampled) else int(np.size(key))
    m.budget.room(number)
    places = guarded(lambda: np.asarray(key.rows if isinstance(key, Sampled) else key, int).ravel() % held.total)
    first, last = (int(places.min()), int(places.max())) if len(places) else (0, -1)
    if last - first + 1 == number:
        return MAKING["concatenate"]([[held.part(slice(0, first)), held.part(slice(last + 1, None))]], {}, m)
    left, total = np.flatnonzero(~np.isin(held.at, places)), held.total - number
    return m.known_places(Sampled(held.rows[left], np.arange(len(left)) * total // max(1, len(left)), total))


def _rolled(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.roll(x, 5, axis=0)`: the last rows come first."""
    held, shift = args[0], args[1] if len(args) > 1 else named.get("shift")
    axis = args[2] if len(args) > 2 else named.get("axis")
    if not isinstance(held, Sampled) or axis in (1, -1):
        return _figure(np.roll)(args, named, m)
    _check_rows("roll", held, axis)
    if not isinstance(shift, int | np.integer):
        raise Unread("`np.roll` is carried out by a whole number of rows here.")
    cut = -int(shift) % held.total
    return MAKING["concatenate"]([[held.part(slice(cut, None)), held.part(slice(0, cut))]], {}, m)


def _check_rows(name: str, held: Sampled, axis: Any) -> None:
    if not (axis == 0 or (axis is None and held.rows.ndim == 1)):
        raise Unread(
            f"Without axis=0 `np.{name}` takes all rows for one long row of numbers. It is carried out along the rows."
        )


def _put_along(args: list[Any], named: dict[str, Any], m: "Machine") -> None:
    """`np.put_along_axis(rows, labels[:, None], 1, axis=1)`."""
    plain = [each.rows if isinstance(each, Sampled) else each for each in args]
    axis = named.get("axis", plain[3] if len(plain) > 3 else None)
    if axis not in (1, -1) or len(plain) < 3:
        raise Unread("`np.put_along_axis` is carried out along the columns here.")
    guarded(lambda: np.put_along_axis(plain[0], plain[1], plain[2], axis))


def _added_at(args: list[Any], named: dict[str, Any], m: "Machine") -> None:
    """`np.add.at(row, places, 1)`: places that come twice count twice."""
    if len(args) != 3:
        raise Unread("`np.add.at` is carried out with an array, places and a number here.")
    held, key, given = args
    if isinstance(held, Sampled):
        if not isinstance(key, tuple) or len(key) != 2 or not isinstance(key[0], int | np.integer):
            raise Unread("`np.add.at` is carried out on a row at a time here.")
        held, key = guarded(lambda: held.row(int(key[0]))), key[1]
    m.budget.room(int(np.size(key)))
    guarded(lambda: np.add.at(held, key, given))


def _places_of(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    found = _where(args[:1], {}, m)
    return found[0] if isinstance(found, tuple) and len(found) == 1 else found


def _full(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) != 2 or not isinstance(args[1], int | float):
        raise Unread("`np.full` is carried out with a shape and a number here.")
    return filled(args[0], args[1], named.get("dtype"), m)


def _padded(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if isinstance(args[0], Sampled) or len(args) < 2:
        raise Unread("`np.pad` is carried out on one list or array, with two numbers, here.")
    widths = guarded(lambda: np.asarray(args[1], int))
    m.budget.room(int(np.size(args[0])) + int(np.abs(widths).sum()) * max(1, np.size(args[0])))
    return guarded(lambda: np.pad(*args, **named))


def _figure(work: Callable[..., Any]) -> Callable[[list[Any], dict[str, Any], "Machine"], Any]:
    """A function that only gives a figure to look at, of the rows that are there."""

    def call(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
        for each in (*args, *named.values()):
            size = each if isinstance(each, int | float | np.number) else getattr(each, "stop", 0)
            if not abs(size or 0) <= MOST_PARTS:
                raise Unread("Numbers of this size are not worked with in such a figure here.")
        return guarded(lambda: work(*(each.rows if isinstance(each, Sampled) else each for each in args), **named))

    return call


def _diagonal(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.diag(x)`: the diagonal of a table, or a table with a row on its diagonal."""
    for each in args[:1]:
        shape = np.shape(getattr(each, "rows", each))
        m.budget.room(math.prod(shape) ** (2 if len(shape) == 1 else 1))
    return _figure(np.diag)(args, named, m)


def _unwritten(args: list[Any], named: dict[str, Any], m: "Machine") -> None:
    """`np.save`: no file is written."""


def _reshape(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return reshaped(args[0], [args[1]])


def _expand(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    axis = args[1] if len(args) > 1 else named.get("axis", 0)
    if isinstance(args[0], Sampled):
        if axis in (0, -args[0].rows.ndim - 1):
            raise Unread("A new first axis is not made here.")
        return args[0].like(guarded(lambda: np.expand_dims(args[0].rows, axis)))
    return guarded(lambda: np.expand_dims(args[0], axis))


WORK: dict[str, Callable[[list[Any], dict[str, Any], "Machine"], Any]] = {
    **MAKING,
    "unique": _unique,
    "isin": _among,
    "in1d": _among,
    "bincount": _bincount,
    "where": _where,
    "nonzero": _where,
    "flatnonzero": _places_of,
    "take": _taken,
    "delete": _deleted,
    "roll": _rolled,
    "put_along_axis": _put_along,
    "add.at": _added_at,
    "clip": _clip,
    "shape": _shape,
    "size": _length,
    "array_equal": _same,
    "allclose": _close,
    "argsort": argsort,
    "sort": sorted_copy,
    "reshape": _reshape,
    "expand_dims": _expand,
    "split": _split,
    "array_split": _parts,
    "hstack": _sides,
    "pad": _padded,
    "save": _unwritten,
    "savez": _unwritten,
    "flip": _flipped,
    "full": _full,
    "linalg.norm": _figure(np.linalg.norm),
    "trace": _figure(np.trace),
    "diag": _diagonal,
    "histogram": _figure(np.histogram),
    "percentile": _figure(np.percentile),
    "quantile": _figure(np.quantile),
    "corrcoef": _figure(np.corrcoef),
}


def reshaped(owner: Any, args: list[Any]) -> Any:
    """`array.reshape(…)`: rows stay rows where they are sampled."""
    shape = tuple(args[0]) if len(args) == 1 and isinstance(args[0], tuple | list) else tuple(args)
    if not isinstance(owner, Sampled):
        return guarded(lambda: np.reshape(owner, shape))
    if not shape or shape[0] not in (-1, owner.total):
        raise Unread("So many rows are not put into another number of rows here.")
    if owner.ragged:
        raise Unread("An array of lists is not put into another shape here.")
    return owner.like(guarded(lambda: np.reshape(owner.rows, (len(owner.rows), *shape[1:]))))
