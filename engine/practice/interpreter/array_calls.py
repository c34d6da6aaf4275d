"""NumPy's functions and the methods of arrays, those that scripts of this kind use, row by row where rows are "
"sampled."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.array_making import MAKING, TYPES, arange, array, filled, rows_as_array
from engine.practice.interpreter.objects import Made, Net, Opaque
from engine.practice.interpreter.operands import elementwise, guarded
from engine.practice.interpreter.python_calls import all_topics
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

MOST_PARTS = 1_000
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
    m.budget.hold([*args, *named.values()])
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
            held = rows_as_array(list(held), None)
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
        if isinstance(held, Sampled):  # the places of those rows that are there
            return (held.at[held.rows != 0],) if held.rows.ndim == 1 else Opaque("where")
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
    plain = [each.rows if isinstance(each, Sampled) else each for each in args]
    return bool(guarded(np.array_equal, *plain))


def _among(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if len(args) != 2 or isinstance(args[1], Sampled):
        raise Unread("`np.isin` is carried out on an array and a list here.")
    return elementwise(lambda one, _: np.isin(one, args[1]), args[0], None, m)


def _argsort(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if isinstance(args[0], Sampled) and args[0].rows.ndim > 1:
        return args[0].like(np.argsort(args[0].rows, axis=-1))
    return guarded(np.argsort, args[0].rows if isinstance(args[0], Sampled) else args[0])


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
    m.budget.room(sum(len(each) for each in parts if isinstance(each, list | tuple | range | np.ndarray)))
    return guarded(lambda: np.hstack(parts))


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


def _unwritten(args: list[Any], named: dict[str, Any], m: "Machine") -> None:
    """`np.save`: no file is written."""


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
    **MAKING,
    "unique": _unique,
    "isin": _among,
    "in1d": _among,
    "bincount": _bincount,
    "where": _where,
    "clip": _clip,
    "shape": _shape,
    "size": _length,
    "array_equal": _same,
    "argsort": _argsort,
    "reshape": _reshape,
    "expand_dims": _expand,
    "split": _split,
    "array_split": _parts,
    "hstack": _sides,
    "pad": _padded,
    "save": _unwritten,
    "savez": _unwritten,
    "flip": _figure(np.flip),
    "full": _full,
    "linalg.norm": _figure(np.linalg.norm),
    "histogram": _figure(np.histogram),
    "percentile": _figure(np.percentile),
    "quantile": _figure(np.quantile),
    "corrcoef": _figure(np.corrcoef),
}


def _random(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """NumPy's chance: a seed is set, an order is mixed, which changes nothing here."""
    if name in ("seed", "shuffle"):
        return None
    if name in ("random", "rand", "randn", "random_sample", "normal", "uniform"):
        shape = named.get("size", args[0] if len(args) == 1 and name.startswith("random") else tuple(args))
        if name in ("normal", "uniform"):
            shape = named.get("size", args[2] if len(args) > 2 else ())
        return filled(shape, 0.5, None, m) if shape not in ((), None) else 0.5
    if name == "permutation" and args:
        return arange(args, {}, m) if isinstance(args[0], int | np.integer) else args[0]
    if name in ("randint", "choice") and args:
        place = 2 if name == "randint" else 1
        size = named.get("size", args[place] if len(args) > place else None)
        first = args[0] if name == "randint" and len(args) > 1 else 0
        return first if size is None else filled(size, int(first) if isinstance(first, int) else 0, "int64", m)
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
        case "argsort" | "clip":
            return WORK[name]([owner, *args], named, m)
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
        raise Unread("An array of lists is not put into another shape here.")
    return owner.like(guarded(lambda: np.reshape(owner.rows, (len(owner.rows), *shape[1:]))))
