"""Calls of NumPy's functions, those that scripts of this kind use, row by row where rows are sampled."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.array_functions import WORK
from engine.practice.interpreter.array_making import TYPES, arange, filled
from engine.practice.interpreter.objects import Opaque, Symbol
from engine.practice.interpreter.operands import elementwise, guarded
from engine.practice.interpreter.reductions import REDUCE, reduced
from engine.practice.interpreter.sampled import Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

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
    if any(isinstance(each, Symbol) for each in args):
        raise Unread("What flows between layers is worked with by Keras' layers alone here.")
    m.budget.hold([*args, *named.values()], joined=True)
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
        return reduced(name, args[0], args[1:], named, m)
    if name in ONE_BY_ONE:
        return elementwise(lambda one, _: ONE_BY_ONE[name](one, *args[1:]), args[0], None, m)
    work = WORK.get(name)
    if work is None:
        raise Unread(f"`np.{name[:40]}` is not carried out here.")
    return work(args, named, m)


def _random(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """NumPy's chance: a seed is set, an order is mixed, which changes nothing here."""
    if name == "seed":
        return None
    if name in ("shuffle", "permutation") and args and isinstance(args[0], Sampled) and not _numbered(args[0]):
        raise Unread(
            f"`{name}` mixes this array alone, and newswires and their labels have to be mixed alike: "
            "p = np.random.permutation(len(x)), then x[p] and y[p]."
        )
    if name == "shuffle":
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


def _numbered(held: Sampled) -> bool:
    """Whether an array holds the numbers of its own rows, as `arange` makes them."""
    return held.rows.ndim == 1 and held.rows.dtype.kind in "iu" and bool((held.rows == held.at).all())
