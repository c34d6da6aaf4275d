"""Python's operators and comparisons, on the learner's values."""

import ast
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import outputs, texts
from engine.practice.interpreter.budget import MOST_NUMBER
from engine.practice.interpreter.objects import Event, Function, History, Made, Method, Module, Net, Opaque, Symbol
from engine.practice.interpreter.operands import elementwise
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import ONCE, Drawn, Sampled, Viewed, array_of

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

WHOLE = (list, tuple, set, dict)  # == says of two of them only whether they are alike

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.MatMult: operator.matmul,
}
UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}
COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def combine(kind: type[ast.operator], left: Any, right: Any, m: "Machine") -> Any:
    """Two values under an operator."""
    if kind not in BINARY:
        raise Unread("This operator is not read here.")
    if kind is ast.Mod and isinstance(left, str):
        return texts.percent(left, right, m)
    if isinstance(left, Symbol) or isinstance(right, Symbol):
        return outputs.reckoned(kind.__name__, left, right)
    for side in (left, right):
        if isinstance(side, Function | Method | Module | Made | Net | History):
            raise Stops("TypeError", f"Nothing can be reckoned with {kind_of(side)}.")
        if isinstance(side, Drawn):
            raise Stops("TypeError", f"{ONCE} is not reckoned with: list(…) first.")
        if isinstance(side, Viewed):
            raise Unread("What a dictionary shows is not reckoned with here: list(…) or set(…) first.")
    if kind is ast.Pow and not _small(left, right):
        raise Unread("This makes a larger number than is worked out here.")
    if kind is ast.Mult:
        for one, many in ((left, right), (right, left)):
            if isinstance(one, int) and isinstance(many, str | list | tuple):
                m.budget.text(one * len(many))
    found = elementwise(BINARY[kind], left, right, m)
    if isinstance(found, int) and abs(found) > MOST_NUMBER:
        raise Unread("This makes a larger number than is worked out here.")
    return found


def _small(left: Any, right: Any) -> bool:
    return not isinstance(right, int | float) or abs(right) <= 64


def compared(kind: ast.cmpop, left: Any, right: Any, m: "Machine") -> Any:
    """Two values under a comparison."""
    if isinstance(kind, ast.Is | ast.IsNot):
        if isinstance(left, Sampled) and isinstance(right, Sampled):
            m.events.append(Event("compare whole", {"left": left, "right": right}, line=m.line))
        return (left is right) is isinstance(kind, ast.Is)
    if isinstance(kind, ast.In | ast.NotIn):
        if not isinstance(right, str | list | tuple | dict | set | range | np.ndarray):
            raise Unread("`in` is not worked out for this here.")
        if isinstance(left, list | tuple):  # which is compared with each, item by item
            m.budget.hold([left, right])
        try:
            return bool(left in right) is isinstance(kind, ast.In)
        except (TypeError, ValueError):
            raise Stops("TypeError", "`in` cannot compare these two.") from None
    if isinstance(kind, ast.Eq | ast.NotEq):
        note_compared(left, right, m)
    return elementwise(COMPARE[type(kind)], left, right, m)


def _is_counter(side: Any) -> bool:
    return isinstance(side, Opaque) and side.path.startswith("collections.Counter")


def note_compared(left: Any, right: Any, m: "Machine", by: str = "") -> None:
    """Notes what is compared: labels, it may be, and what was predicted.

    Arrays of a number for each row ("compare"), tables ("compare places"), two numbers of arrays ("compare two");
    lists, sets and the like, which are alike as a whole or not ("compare whole"); arrays of no rows ("compare others").
    by: the function of scikit-learn's that compares. exact: whether rows asked for by their place are there.
    """
    if all(isinstance(side, WHOLE) or _is_counter(side) for side in (left, right)):
        m.events.append(Event("compare whole", {"left": left, "right": right}, line=m.line))
        return
    sides = [array_of(side) for side in (left, right)]
    if all(isinstance(side, Sampled) and side.rows.shape[1:] == (1,) for side in sides):  # a column each
        sides = [side.like(side.rows[:, 0]) for side in sides]
    if all(isinstance(side, np.ndarray) for side in sides):
        m.events.append(Event("compare others", {"left": left, "right": right}, line=m.line))
    elif any(isinstance(side, Sampled) for side in sides) and any(isinstance(side, int | float) for side in sides):
        m.events.append(Event("numbers of rows", {"left": left, "right": right}, line=m.line))
    dimensions = {
        side.rows.ndim if isinstance(side, Sampled) else 0 for side in sides if isinstance(side, Sampled | np.generic)
    }
    if all(isinstance(side, int | np.integer) for side in sides) and not all(
        isinstance(side, np.generic) for side in sides
    ):
        m.events.append(Event("numbers", {"left": left, "right": right}, line=m.line))
    kind = {(1,): "compare", (0, 1): "compare", (2,): "compare places", (0,): "compare two"}.get(
        tuple(sorted(dimensions))
    )
    if kind is not None and all(isinstance(side, Sampled | np.generic) for side in sides):
        m.events.append(Event(kind, {"left": sides[0], "right": sides[1], "by": by, "exact": m.exact}, line=m.line))
    m.exact = True
