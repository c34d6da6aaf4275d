"""NumPy's functions that make one number of many: over a whole array, or along an axis."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops
from engine.practice.interpreter.array_making import array, rows_as_array
from engine.practice.interpreter.objects import Made, Net
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

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


def reduced(name: str, held: Any, rest: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A function that makes one number of many, over everything or along an axis."""
    if isinstance(held, Items) and held.at is not None:
        held = array(held, None, m)
    axis = rest[0] if rest else named.get("axis")
    work: Callable[..., Any] = partial(REDUCE[name], keepdims=True) if named.get("keepdims") is True else REDUCE[name]
    if isinstance(held, Made | Net | str) or held is None:
        raise Stops("TypeError", f"`{name}` is for numbers, not for {kind_of(held)}.")
    rows = held.rows if isinstance(held, Sampled) else held
    if isinstance(rows, np.ndarray) and not rows.size and axis is None and name in ("mean", "std", "var", "median"):
        return np.float64("nan")  # of nothing: NumPy warns
    if not isinstance(held, Sampled):
        if isinstance(held, list | tuple) and any(isinstance(each, list) for each in held):
            held = rows_as_array(list(held), None)
        return guarded(lambda: work(held) if axis is None else work(held, axis=axis))
    if held.ragged:
        if name in ("max", "min", "amax", "amin") and axis is None:
            return (max if "max" in name else min)(list(held.rows))
        raise Stops("TypeError", f"The rows are lists of different lengths; `{name}` has no numbers to work on.")
    if axis is None and held.rows.ndim == 1 and held.rows.dtype == bool and name in ("sum", "count_nonzero"):
        return np.int64(round(int(held.rows.sum()) * held.total / max(1, len(held.rows))))  # of all rows
    if axis is None:
        return guarded(work, held.rows)
    if axis in (0, -held.rows.ndim):
        return guarded(lambda: work(held.rows, axis=0))
    return held.like(np.asarray(guarded(lambda: work(held.rows, axis=axis))))
