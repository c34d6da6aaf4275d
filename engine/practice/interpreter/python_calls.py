"""Python's own functions, those that scripts of this kind use."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.going_through import GOING, only
from engine.practice.interpreter.objects import Known, Made, Net, Opaque
from engine.practice.interpreter.operands import PLAIN, elementwise, guarded, truth
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def call(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of one of Python's own functions."""
    if name == "print":
        return None
    if any(isinstance(each, Opaque) for each in args) and name not in ("type", "isinstance", "list"):
        return Opaque(name)
    work = WORK.get(name)
    if work is None:
        raise Unread(f"`{name}` is not carried out here.")
    return work(args, named, m)


def _number(kind: Callable[..., Any]) -> Callable[[list[Any], dict[str, Any], "Machine"], Any]:
    def work(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
        held = args[0] if args else 0
        if isinstance(held, Sampled):
            raise Stops("TypeError", "An array of several values is not one number.")
        if not isinstance(held, PLAIN) or (isinstance(held, str) and len(held) > 40):
            raise Stops("TypeError", f"{kind_of(held).capitalize()} cannot be made a number.")
        return guarded(kind, *args)

    return work


def _str(args: list[Any], named: dict[str, Any], m: "Machine") -> str:
    held = args[0] if args else ""
    return str(held)[:400] if isinstance(held, int | float | str | bool | np.number) or held is None else "…"


def _type(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return Opaque("type")


def _isinstance(args: list[Any], named: dict[str, Any], m: "Machine") -> bool:
    kinds = {"int": int, "float": float, "str": str, "list": list, "tuple": tuple, "dict": dict, "bool": bool}
    if len(args) == 2 and isinstance(args[1], Known) and args[1].last in kinds:
        return isinstance(args[0], kinds[args[1].last])
    if len(args) == 2 and isinstance(args[1], Known) and args[1].path == "numpy.ndarray":
        return isinstance(args[0], np.ndarray) or (isinstance(args[0], Sampled) and not args[0].sparse)
    raise Unread("`isinstance` is not worked out for this here.")


def _abs(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return elementwise(lambda one, _: abs(one), only("abs", args), None, m)


def _round(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if args and isinstance(args[0], Sampled | Made | Net | list):
        raise Stops("TypeError", f"`round` is for one number, not for {kind_of(args[0])}.")
    return guarded(lambda: round(*args, **named))


def _bool(args: list[Any], named: dict[str, Any], m: "Machine") -> bool:
    return truth(args[0]) if args else False


def _super(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    from engine.practice.interpreter import classes

    return classes.above(m)


def _divmod(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    return guarded(divmod, *args)


def _slice(args: list[Any], named: dict[str, Any], m: "Machine") -> slice:
    if not all(isinstance(each, int | None) for each in args):
        raise Unread("`slice` is carried out with whole numbers here.")
    return guarded(slice, *args)


WORK: dict[str, Callable[[list[Any], dict[str, Any], "Machine"], Any]] = {
    **GOING,
    "int": _number(int),
    "float": _number(float),
    "bool": _bool,
    "str": _str,
    "repr": _str,
    "type": _type,
    "isinstance": _isinstance,
    "abs": _abs,
    "round": _round,
    "divmod": _divmod,
    "super": _super,
    "slice": _slice,
}
