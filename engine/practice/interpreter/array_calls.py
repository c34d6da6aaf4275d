"""Calls of NumPy's functions, those that scripts of this kind use, row by row where rows are sampled."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import chance
from engine.practice.interpreter.array_functions import WORK
from engine.practice.interpreter.array_making import TYPES
from engine.practice.interpreter.objects import Opaque, Symbol
from engine.practice.interpreter.operands import elementwise, guarded
from engine.practice.interpreter.operators import note_compared
from engine.practice.interpreter.reductions import REDUCE, reduced
from engine.practice.interpreter.sampled import Sampled, Tensor

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
    args = [Sampled(each.rows, each.at, each.total) if isinstance(each, Tensor) else each for each in args]
    m.budget.hold([*args, *named.values()], joined=True)
    if name.startswith("random."):
        return chance.call(name.removeprefix("random."), args, named, m)
    if name in TYPES.split():
        return guarded(np.dtype(name.rstrip("_")).type, *args)
    if name in ("set_printoptions", "seterr"):
        return None
    if name in ("equal", "not_equal") and len(args) == 2:
        note_compared(args[0], args[1], m)
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
