"""NumPy's functions that make arrays: of zeros, of lists, of other arrays; sampled rows stay sampled."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter.objects import Known
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Drawn, Items, Sampled, Viewed, rows_of

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

TYPES = "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 bool float int float_ int_ bool_ double"


def dtype_of(given: Any) -> Any:
    """A NumPy type from what a learner gives for one.

    Raises: Stops, where NumPy knows no such type.
    """
    name = given.last if isinstance(given, Known) else given
    if given is None or name in ("object", "object_", "O"):
        return None if given is None else object
    if isinstance(name, str) and name.rstrip("_") in {each.rstrip("_") for each in TYPES.split()}:
        return np.dtype(name.rstrip("_"))
    if isinstance(name, str) and name in ("f", "f4", "f8", "i4", "i8", "i", "double", "str"):
        return np.dtype(name)
    if isinstance(name, int):
        raise Stops(
            "TypeError",
            f"{name} stands where NumPy expects a type. A shape of two sides has brackets of its own: "
            "np.zeros((8982, 10000)).",
        )
    raise Stops("TypeError", f"NumPy knows no such type: {quoted(str(name))}.")


def filled(shape: Any, filling: float, dtype: Any, m: "Machine") -> Any:
    """An array of one number; of sampled rows, where its first axis is as long as one that is."""
    sides = (shape,) if isinstance(shape, int | np.integer) else shape
    if not isinstance(sides, tuple | list) or not all(isinstance(each, int | np.integer) for each in sides):
        raise Stops("TypeError", "A shape is made of whole numbers, as in (8982, 10000).")
    if any(each < 0 for each in sides):
        raise Stops("ValueError", "No side of an array can be negative.")
    whole = tuple(int(each) for each in sides)
    kind = dtype_of(dtype) or float
    if whole and whole[0] in m.places:
        at = m.places[whole[0]]
        m.budget.room(len(at) * int(np.prod(whole[1:], dtype=float)))
        return Sampled(np.full((len(at), *whole[1:]), filling, kind), at, whole[0])
    if len(whole) == 2 and whole[1] in m.places and whole[1] > 1000:
        raise Unread(
            f"An array of the shape {whole} has a column for each newswire. Keras wants a row for each, {whole[1]:,} "
            f"rows: the number of newswires comes first, as in ({whole[1]}, {whole[0]})."
        )
    m.budget.room(int(np.prod(whole, dtype=float)))
    return np.full(whole, filling, kind)


def array(held: Any, dtype: Any, m: "Machine") -> Any:
    """`np.array(held)`."""
    kind = dtype_of(dtype)
    match held:
        case Drawn() | Viewed():
            raise Unread(
                "NumPy keeps what `zip`, `map`, `values` and the like give as one thing. list(…) makes rows of it."
            )
        case Sampled(sparse=True):
            raise Unread("A sparse array is made an ordinary one by `.toarray()`.")
        case Sampled():
            if held.ragged and kind not in (None, object):
                raise Stops(
                    "ValueError", "The newswires are lists of different lengths: they make no table of numbers."
                )
            m.budget.room(held.rows.size)
            rows = (
                held.rows
                if kind in (None, object) and held.ragged
                else guarded(lambda: held.rows.astype(kind or held.rows.dtype))
            )
            return held.like(rows.copy())
        case Items() if held.at is not None:
            m.budget.room(_numbers_in(held))
            return Sampled(rows_as_array(list(held), kind), held.at, held.total)
        case list() | tuple() | range() | np.ndarray() | int() | float() | bool() | np.generic():
            if isinstance(held, list | tuple) and any(isinstance(each, Sampled) for each in held):
                raise Unread("An array of arrays of so many rows is not made here.")
            m.budget.room(_numbers_in(held))
            if isinstance(held, list | tuple) and held and isinstance(held[0], list | tuple | np.ndarray):
                return rows_as_array(list(held), kind)
            return guarded(lambda: np.array(held, dtype=kind))
        case str() | None | dict() | set():
            return guarded(lambda: np.array(held))
    raise Unread(f"An array of {kind_of(held)} is not made here.")


def _numbers_in(held: Any) -> int:
    """About how many numbers an array of this has."""
    if isinstance(held, np.ndarray):
        return held.size
    if not isinstance(held, list | tuple):
        return 1
    return sum(np.size(each) if isinstance(each, np.ndarray) else _length(each) for each in held)


def _length(held: Any) -> int:
    return len(held) if isinstance(held, list | tuple | range) else 1


def rows_as_array(items: list[Any], kind: Any) -> Any:
    """Rows, one after another, as an array."""
    if kind is object:
        return rows_of(items)
    plain = [each.rows if isinstance(each, Sampled) else each for each in items]
    lengths = {
        np.shape(each) if isinstance(each, np.ndarray) else (len(each),) if isinstance(each, list | tuple) else ()
        for each in plain
    }
    if len(lengths) > 1:
        raise Stops(
            "ValueError",
            "These are lists of different lengths, and NumPy makes no table of them: it stops, since the shape is "
            "inhomogeneous.",
        )
    return guarded(lambda: np.array(plain, dtype=kind))


def _like(filling: float) -> Callable[[list[Any], dict[str, Any], "Machine"], Any]:
    def work(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
        dtype = args[1] if len(args) > 1 else named.get("dtype")
        return filled(args[0] if args else named["shape"], filling, dtype, m)

    return work


def _array(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return array(args[0], args[1] if len(args) > 1 else named.get("dtype"), m)


def _eye(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    side = args[0]
    if not isinstance(side, int | np.integer) or side < 0:
        raise Stops("TypeError", "`np.eye` takes a whole number.")
    if len(args) > 1 and not isinstance(args[1], int | np.integer | None):
        raise Stops(
            "TypeError", "`np.eye` takes numbers of rows and columns. Labels go behind it: np.eye(46)[y_train]."
        )
    m.budget.room(int(side) ** 2)
    return np.eye(int(side), dtype=dtype_of(named.get("dtype")) or float)


def arange(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`np.arange`: of as many numbers as there are rows of a data set, those of the rows that are there."""
    if len(args) == 1 and isinstance(args[0], int | np.integer) and int(args[0]) in m.places:
        at = m.places[int(args[0])]
        return Sampled(at.copy(), at, int(args[0]))
    if not all(isinstance(each, int | float | np.number) for each in args):
        raise Stops("TypeError", "`np.arange` takes numbers.")
    m.budget.room(int(max((abs(float(each)) for each in args), default=0)))
    return guarded(lambda: np.arange(*args))


def _joined(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    parts = args[0]
    axis = args[1] if len(args) > 1 else named.get("axis", 0)
    if isinstance(parts, list | tuple) and axis in (1, -1) and all(isinstance(each, Sampled) for each in parts):
        from engine.practice.interpreter.array_functions import WORK

        return WORK["hstack"]([parts], {}, m)
    if not isinstance(parts, list | tuple) or axis != 0:
        raise Unread("Arrays are joined here as a list of them, one below the other.")
    m.budget.room(sum(each.rows.size if isinstance(each, Sampled) else _numbers_in(each) for each in parts))
    if not any(isinstance(each, Sampled) for each in parts):
        return guarded(lambda: np.concatenate(list(parts)))
    if not all(isinstance(each, Sampled) for each in parts):
        raise Unread("These are not joined here.")
    return _below(list(parts), m)


def _below(parts: list[Sampled], m: "Machine") -> Sampled:
    offsets = np.cumsum([0, *(each.total for each in parts)])
    at = np.concatenate([each.at + offset for each, offset in zip(parts, offsets, strict=False)])
    widths = {each.rows.shape[1:] for each in parts}
    if len(widths) > 1:
        raise Stops(
            "ValueError", f"Arrays of the shapes {' and '.join(str(each.shape) for each in parts)} do not join."
        )
    rows = np.concatenate([each.rows for each in parts])
    return m.known_places(Sampled(rows, at, int(offsets[-1])))


def _stacked(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if args[1:] or named or not isinstance(args[0], list | tuple):
        raise Unread("Arrays are stacked here as a list of them, one below the other.")
    return array(args[0], None, m)


def _copy(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return array(args[0], None, m)


def _linspace(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    number = args[2] if len(args) > 2 else named.get("num", 50)
    m.budget.room(int(number) if isinstance(number, int) else 0)
    return guarded(np.linspace, *args[:2], number)


MAKING: dict[str, Callable[[list[Any], dict[str, Any], "Machine"], Any]] = {
    "zeros": _like(0.0),
    "ones": _like(1.0),
    "empty": _like(0.0),
    "array": _array,
    "asarray": _array,
    "eye": _eye,
    "identity": _eye,
    "arange": arange,
    "concatenate": _joined,
    "vstack": _joined,
    "stack": _stacked,
    "copy": _copy,
    "linspace": _linspace,
}
