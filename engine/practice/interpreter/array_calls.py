"""NumPy's functions and the methods of arrays, those that scripts of this kind use, row by row where rows are "
"sampled."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter.objects import Known, Made, Net, Opaque
from engine.practice.interpreter.operands import elementwise, guarded
from engine.practice.interpreter.python_calls import all_topics
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled, rows_of

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

TYPES = "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 bool float int float_ int_ bool_ double"
REDUCE: dict[str, Callable[..., Any]] = {
    "max": np.max,
    "amax": np.max,
    "min": np.min,
    "amin": np.min,
    "sum": np.sum,
    "mean": np.mean,
    "std": np.std,
    "var": np.var,
    "median": np.median,
    "prod": np.prod,
    "argmax": np.argmax,
    "argmin": np.argmin,
    "any": np.any,
    "all": np.all,
    "count_nonzero": np.count_nonzero,
}
ONE_BY_ONE: dict[str, Callable[..., Any]] = {
    "log": np.log,
    "log1p": np.log1p,
    "exp": np.exp,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "round": np.round,
    "floor": np.floor,
    "ceil": np.ceil,
    "square": np.square,
    "isnan": np.isnan,
    "logical_not": np.logical_not,
}
TWO: dict[str, Callable[..., Any]] = {
    "maximum": np.maximum,
    "minimum": np.minimum,
    "equal": np.equal,
    "not_equal": np.not_equal,
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "power": np.power,
    "greater": np.greater,
    "less": np.less,
}


def call(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of one of NumPy's functions."""
    if any(isinstance(each, Opaque) for each in args):
        return Opaque(name)
    if name.startswith("random."):
        return _random(name.removeprefix("random."), args, named, m)
    if name in TYPES.split():
        return guarded(np.dtype(name.rstrip("_")).type, *args)
    if name in ("set_printoptions", "seterr"):
        return None
    if name in TWO and len(args) == 2:
        return elementwise(TWO[name], args[0], args[1], m)
    if not args and "shape" not in named:
        raise Stops("TypeError", f"`np.{name}` needs something to work on.")
    if name in REDUCE:
        return _reduced(name, args[0], args[1:], named, m)
    if name in ONE_BY_ONE:
        return elementwise(lambda one, _: ONE_BY_ONE[name](one, *args[1:]), args[0], None, m)
    work = WORK.get(name)
    if work is None:
        raise Unread(f"`np.{name[:40]}` is not carried out here.")
    return work(args, named, m)


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
    m.budget.room(int(np.prod(whole, dtype=float)))
    return np.full(whole, filling, kind)


def array(held: Any, dtype: Any, m: "Machine") -> Any:
    """`np.array(held)`."""
    kind = dtype_of(dtype)
    match held:
        case Sampled(sparse=True):
            raise Unread("A sparse array is made an ordinary one by `.toarray()`.")
        case Sampled():
            if held.ragged and kind not in (None, object):
                raise Stops(
                    "ValueError", "The newswires are lists of different lengths: they make no table of numbers."
                )
            rows = (
                held.rows
                if kind in (None, object) and held.ragged
                else guarded(lambda: held.rows.astype(kind or held.rows.dtype))
            )
            return held.like(rows.copy())
        case Items() if held.at is not None:
            return Sampled(_rows(list(held), kind), held.at, held.total)
        case list() | tuple() | range() | np.ndarray() | int() | float() | bool() | np.generic():
            if isinstance(held, list | tuple) and any(isinstance(each, Sampled) for each in held):
                raise Unread("An array of arrays of so many rows is not made here.")
            if isinstance(held, list | tuple) and held and isinstance(held[0], list | tuple | np.ndarray):
                return _rows(list(held), kind)
            return guarded(lambda: np.array(held, dtype=kind))
        case str() | None | dict() | set():
            return guarded(lambda: np.array(held))
    raise Unread(f"An array of {kind_of(held)} is not made here.")


def _rows(items: list[Any], kind: Any) -> Any:
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


def _reduced(name: str, held: Any, rest: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A function that makes one number of many, over everything or along an axis."""
    if isinstance(held, Items) and held.at is not None:
        held = array(held, None, m)
    axis = rest[0] if rest else named.get("axis")
    work = REDUCE[name]
    if isinstance(held, Made | Net | str) or held is None:
        raise Stops("TypeError", f"`{name}` is for numbers, not for {kind_of(held)}.")
    if not isinstance(held, Sampled):
        if isinstance(held, list | tuple) and any(isinstance(each, list) for each in held):
            held = _rows(list(held), None)
        return guarded(lambda: work(held) if axis is None else work(held, axis=axis))
    if held.ragged:
        if name in ("max", "min", "amax", "amin") and axis is None:
            return (max if "max" in name else min)(list(held.rows))
        raise Stops("TypeError", f"The rows are lists of different lengths; `{name}` has no numbers to work on.")
    if axis is None:
        return guarded(work, held.rows)
    if axis in (0, -held.rows.ndim):
        return guarded(lambda: work(held.rows, axis=0))
    return held.like(np.asarray(guarded(lambda: work(held.rows, axis=axis))))


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
    m.budget.room(int(side) ** 2)
    return np.eye(int(side), dtype=dtype_of(named.get("dtype")) or float)


def _arange(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) == 1 and isinstance(args[0], int | np.integer) and int(args[0]) in m.places:
        at = m.places[int(args[0])]
        return Sampled(at.copy(), at, int(args[0]))
    if not all(isinstance(each, int | float | np.number) for each in args):
        raise Stops("TypeError", "`np.arange` takes numbers.")
    m.budget.room(int(max((abs(float(each)) for each in args), default=0)))
    return guarded(lambda: np.arange(*args))


def _unique(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held = args[0]
    if isinstance(held, Sampled):
        topics = all_topics(held)
        held = held.rows if topics is None else topics
    if isinstance(held, np.ndarray) and held.dtype == object:
        raise Unread("`np.unique` of lists is not carried out here.")
    found = guarded(np.unique, held)
    return (found, np.ones(len(found), int)) if named.get("return_counts") is True else found


def _joined(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    parts = args[0]
    axis = args[1] if len(args) > 1 else named.get("axis", 0)
    if not isinstance(parts, list | tuple) or axis != 0:
        raise Unread("Arrays are joined here as a list of them, one below the other.")
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


def _bincount(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    held = args[0].rows if isinstance(args[0], Sampled) else args[0]
    least = args[1] if len(args) > 1 and args[1] is not None and len(args) < 3 else named.get("minlength", 0)
    m.budget.room(int(least) if isinstance(least, int | np.integer) else 0)
    largest = guarded(lambda: int(np.max(held)) if len(held) else 0)
    m.budget.room(abs(largest))
    return guarded(lambda: np.bincount(held, minlength=least))


def _where(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) != 3:
        raise Unread("`np.where` is carried out with three values here.")
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
    plain = [each.rows if isinstance(each, Sampled) else each for each in args]
    return bool(guarded(np.array_equal, *plain))


def _stacked(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if args[1:] or named or not isinstance(args[0], list | tuple):
        raise Unread("Arrays are stacked here as a list of them, one below the other.")
    return array(args[0], None, m)


def _among(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) != 2 or isinstance(args[1], Sampled):
        raise Unread("`np.isin` is carried out on an array and a list here.")
    return elementwise(lambda one, _: np.isin(one, args[1]), args[0], None, m)


def _copy(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return array(args[0], None, m)


def _linspace(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    number = args[2] if len(args) > 2 else named.get("num", 50)
    m.budget.room(int(number) if isinstance(number, int) else 0)
    return guarded(np.linspace, *args[:2], number)


def _argsort(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if isinstance(args[0], Sampled) and args[0].rows.ndim > 1:
        return args[0].like(np.argsort(args[0].rows, axis=-1))
    return guarded(np.argsort, args[0].rows if isinstance(args[0], Sampled) else args[0])


def _reshape(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return method(args[0], "reshape", [args[1]], {}, m)


def _expand(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    axis = args[1] if len(args) > 1 else named.get("axis", 0)
    if isinstance(args[0], Sampled):
        if axis in (0, -args[0].rows.ndim - 1):
            raise Unread("A new first axis is not made here.")
        return args[0].like(guarded(lambda: np.expand_dims(args[0].rows, axis)))
    return guarded(lambda: np.expand_dims(args[0], axis))


WORK: dict[str, Callable[[list[Any], dict[str, Any], "Machine"], Any]] = {
    "zeros": _like(0.0),
    "ones": _like(1.0),
    "empty": _like(0.0),
    "array": _array,
    "asarray": _array,
    "eye": _eye,
    "identity": _eye,
    "arange": _arange,
    "unique": _unique,
    "concatenate": _joined,
    "vstack": _joined,
    "stack": _stacked,
    "isin": _among,
    "in1d": _among,
    "bincount": _bincount,
    "where": _where,
    "clip": _clip,
    "shape": _shape,
    "size": _length,
    "array_equal": _same,
    "copy": _copy,
    "linspace": _linspace,
    "argsort": _argsort,
    "reshape": _reshape,
    "expand_dims": _expand,
}


def _random(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """NumPy's chance: a seed is set, an order is mixed, which changes nothing here."""
    if name in ("seed", "shuffle"):
        return None
    if name == "permutation" and args:
        return _arange(args, {}, m) if isinstance(args[0], int | np.integer) else args[0]
    if name in ("randint", "choice") and args:
        return 0 if not named.get("size") and len(args) < 3 else np.zeros(1, int)
    if name in ("RandomState", "default_rng"):
        return Opaque(name)
    raise Unread(f"`np.random.{name[:40]}` is not carried out here.")


def method(owner: Any, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A method of an array."""
    if isinstance(owner, Sampled) and owner.sparse:
        if name in ("toarray", "todense"):
            return Sampled(owner.rows, owner.at, owner.total)
        if name in ("astype", "copy"):
            return Sampled(owner.rows, owner.at, owner.total, True)
        raise Unread(f"`{name}` of a sparse array is not carried out here.")
    if name in REDUCE:
        return _reduced(name, owner, args, named, m)
    match name:
        case "astype":
            return array(owner, args[0] if args else named.get("dtype"), m)
        case "copy":
            return array(owner, None, m)
        case "tolist":
            if isinstance(owner, Sampled):
                return Items.of(
                    [each.tolist() if isinstance(each, np.ndarray) else each for each in owner.rows],
                    owner.at,
                    owner.total,
                )
            return guarded(lambda: Items(owner.tolist()) if owner.ndim else owner.item())
        case "reshape":
            return _reshaped(owner, args)
        case "item":
            return guarded(lambda: owner.item())
        case "round":
            return elementwise(lambda one, _: np.round(one, *args), owner, None, m)
        case "flatten" | "ravel" | "squeeze" | "transpose":
            if isinstance(owner, Sampled):
                if owner.rows.ndim == 1 or (name == "squeeze" and 1 not in owner.rows.shape[1:]):
                    return owner
                if name in ("squeeze", "flatten", "ravel") and owner.rows.shape[1:] == (1,):
                    return owner.like(owner.rows[:, 0])
                raise Unread(f"`{name}` of so many rows is not carried out here.")
            return guarded(getattr(np, {"flatten": "ravel"}.get(name, name)), owner)
        case "fill" if isinstance(owner, np.ndarray):
            return guarded(lambda: owner.fill(args[0]))
    raise Unread(f"`{name}` of an array is not carried out here.")


def _reshaped(owner: Any, args: list[Any]) -> Any:
    shape = tuple(args[0]) if len(args) == 1 and isinstance(args[0], tuple | list) else tuple(args)
    if not isinstance(owner, Sampled):
        return guarded(lambda: np.reshape(owner, shape))
    if not shape or shape[0] not in (-1, owner.total):
        raise Unread("So many rows are not put into another number of rows here.")
    if owner.ragged:
        raise Stops("ValueError", "An array of lists has one number of places only, and cannot be reshaped like this.")
    return owner.like(guarded(lambda: np.reshape(owner.rows, (len(owner.rows), *shape[1:]))))
