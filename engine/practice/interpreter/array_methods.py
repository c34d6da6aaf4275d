"""The methods of arrays, row by row where rows are sampled."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Unread
from engine.practice.interpreter.array_functions import WORK, reshaped
from engine.practice.interpreter.array_making import array
from engine.practice.interpreter.operands import elementwise, guarded
from engine.practice.interpreter.reductions import REDUCE, reduced
from engine.practice.interpreter.sampled import Items, Sampled
from engine.practice.interpreter.sorting import sort_array

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def method(owner: Any, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A method of an array."""
    if isinstance(owner, Sampled) and owner.sparse:
        if name in ("toarray", "todense"):
            return Sampled(owner.rows, owner.at, owner.total)
        if name in ("astype", "copy"):
            return Sampled(owner.rows, owner.at, owner.total, True)
        raise Unread(f"`{name}` of a sparse array is not carried out here.")
    if name == "numpy":
        return Sampled(owner.rows, owner.at, owner.total) if isinstance(owner, Sampled) else owner
    if name in REDUCE:
        return reduced(name, owner, args, named, m)
    match name:
        case "astype":
            return array(owner, args[0] if args else named.get("dtype"), m)
        case "copy":
            return array(owner, None, m)
        case "tolist":
            m.budget.room(
                4 * (owner.rows if isinstance(owner, Sampled) else owner).size
            )  # a number of Python's is larger
            if isinstance(owner, Sampled):
                return Items.of(
                    [each.tolist() if isinstance(each, np.ndarray) else each for each in owner.rows],
                    owner.at,
                    owner.total,
                )
            return guarded(lambda: Items(owner.tolist()) if owner.ndim else owner.item())
        case "reshape":
            return reshaped(owner, args)
        case "argsort" | "clip":
            return WORK[name]([owner, *args], named, m)
        case "sort":
            return sort_array(owner, args, named, m)
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
