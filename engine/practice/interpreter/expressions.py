"""Works the learner's expressions out, a kind of node at a time."""

import ast
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import indexing, texts
from engine.practice.interpreter.attributes import attribute
from engine.practice.interpreter.calls import call
from engine.practice.interpreter.objects import Function
from engine.practice.interpreter.operands import elementwise, truth
from engine.practice.interpreter.operators import UNARY, combine, compared
from engine.practice.interpreter.rounds import Rounds, rounds
from engine.practice.interpreter.sampled import Drawn, Items, Words

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

ONE_SIGN = "== asks whether two values are equal; one = alone gives a value to a name."


def value(node: ast.expr, m: "Machine") -> Any:
    """What an expression comes to.

    Raises: Stops where Python, NumPy or Keras would; Unread for what is outside this language, or its bounds.
    """
    m.budget.step()
    work = KINDS.get(type(node))
    if work is None:
        raise Unread(f"{NAMES.get(type(node), 'This kind of expression')} is not read here.", node.lineno)
    found = work(node, m)
    if not isinstance(node, NO_MAKERS):
        m.budget.made(found)
    return found


def _constant(node: ast.Constant, m: "Machine") -> Any:
    if isinstance(node.value, bytes | complex):
        raise Unread("Bytes and complex numbers are not read here.")
    return node.value


def _name(node: ast.Name, m: "Machine") -> Any:
    return m.look_up(node.id)


def _attribute(node: ast.Attribute, m: "Machine") -> Any:
    return attribute(value(node.value, m), node.attr, m)


def _list(node: ast.List, m: "Machine") -> Items:
    return Items(_several(node.elts, m))


def _tuple(node: ast.Tuple, m: "Machine") -> tuple[Any, ...]:
    return tuple(_several(node.elts, m))


def _set(node: ast.Set, m: "Machine") -> Any:
    return hashed(lambda: set(_several(node.elts, m)))


def _dict(node: ast.Dict, m: "Machine") -> dict[Any, Any]:
    made: dict[Any, Any] = {}
    for key, held in zip(node.keys, node.values, strict=True):
        if key is None:
            inner = value(held, m)
            if not isinstance(inner, dict):
                raise Unread("`**` unpacks a dictionary here.")
            made |= inner
        else:
            at = value(key, m)
            hashed(lambda at=at: hash(at))  # type: ignore[misc]
            made[at] = value(held, m)
    return made


def hashed(work: Callable[[], Any]) -> Any:
    """Carries out what needs keys that can be hashed."""
    try:
        return work()
    except TypeError:
        raise Stops("TypeError", "Only what cannot change, such as a number or a text, can be a key.") from None


def _several(nodes: list[ast.expr], m: "Machine") -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, ast.Starred):
            yield from rounds(value(node.value, m), m).items
        else:
            yield value(node, m)


def _binary(node: ast.BinOp, m: "Machine") -> Any:
    return combine(type(node.op), value(node.left, m), value(node.right, m), m)


def _unary(node: ast.UnaryOp, m: "Machine") -> Any:
    operand = value(node.operand, m)
    if isinstance(node.op, ast.Not):
        return not truth(operand)
    return elementwise(lambda one, _: UNARY[type(node.op)](one), operand, None, m)


def _bool(node: ast.BoolOp, m: "Machine") -> Any:
    held: Any = None
    for each in node.values:
        held = value(each, m)
        if truth(held) is isinstance(node.op, ast.Or):
            return held
    return held


def _compare(node: ast.Compare, m: "Machine") -> Any:
    try:
        left, found = value(node.left, m), True
    except Stops as stop:
        if stop.kind == "NameError" and isinstance(node.ops[0], ast.Eq) and isinstance(node.left, ast.Name):
            said = f"`{node.left.id[:40]}` has not been defined: Python stops with a NameError."
            raise Stops("NameError", f"{said} {ONE_SIGN}") from None
        raise
    for kind, other in zip(node.ops, node.comparators, strict=True):
        right = value(other, m)
        try:
            found = compared(kind, left, right, m)
        except Stops as stop:
            hint = f" {ONE_SIGN}" if isinstance(kind, ast.Eq) and isinstance(other, ast.Call) else ""
            raise Stops(stop.kind, stop.text + hint, stop.line) from None
        if len(node.ops) > 1 and not truth(found):
            return False
        left = right
    return found


def _choice(node: ast.IfExp, m: "Machine") -> Any:
    return value(node.body if truth(value(node.test, m)) else node.orelse, m)


def _subscript(node: ast.Subscript, m: "Machine") -> Any:
    return indexing.item(value(node.value, m), index(node.slice, m), m)


def index(node: ast.expr, m: "Machine") -> Any:
    """What stands in square brackets."""
    if isinstance(node, ast.Slice):
        parts = [None if part is None else value(part, m) for part in (node.lower, node.upper, node.step)]
        for part in parts:
            if part is not None and not isinstance(part, int | np.integer):
                shown = "a decimal" if isinstance(part, float) else "this"
                raise Stops("TypeError", f"A slice counts in whole numbers; {shown} is none.")
        if parts[2] == 0:
            raise Stops("ValueError", "A slice cannot go in steps of 0.")
        return slice(*parts)
    if isinstance(node, ast.Tuple):
        return tuple(index(part, m) for part in node.elts)
    return value(node, m)


def _call(node: ast.Call, m: "Machine") -> Any:
    called: Any = value(node.func, m)
    named: dict[str, Any] = {}
    args = list(_several(node.args, m))
    for word in node.keywords:
        given = value(word.value, m)
        if word.arg is None:
            if not isinstance(given, dict) or not all(isinstance(key, str) for key in given):
                raise Unread("`**` unpacks a dictionary of names here.")
            if not all(key.isidentifier() for key in given):
                raise Stops("TypeError", "The names of arguments are names.")
            named |= given
        else:
            named[word.arg] = given
    line = m.line
    m.line = node.lineno
    try:
        return call(called, args, named, m)
    except (Stops, Unread) as end:
        end.line = end.line or m.line
        raise
    finally:
        m.line = line


def _lambda(node: ast.Lambda, m: "Machine") -> Function:
    return m.function("lambda", node)


def _text(node: ast.JoinedStr, m: "Machine") -> str:
    return texts.joined([_piece(part, m) for part in node.values], m)


def _piece(part: ast.expr, m: "Machine") -> str:
    if isinstance(part, ast.FormattedValue):
        spec = _text(part.format_spec, m) if isinstance(part.format_spec, ast.JoinedStr) else ""
        return texts.formatted(value(part.value, m), spec)
    return str(part.value) if isinstance(part, ast.Constant) else ""


def _comprehension(node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp, m: "Machine") -> Any:
    made, places, total = Items(), None, 0
    with m.inner_frame():
        first = node.generators[0]
        looked = rounds(value(first.iter, m), m)
        single = len(node.generators) == 1
        if single and not first.ifs:
            places, total = looked.at, looked.total
        for found in _all_rounds(node.generators, looked, node, m):
            made.append(found)
            m.budget.text(1, len(made))
        if single and first.ifs and looked.at is not None and len(looked.items) > len(made) > 0:
            total = max(len(made), round(len(made) * looked.total / len(looked.items)))  # the share that was kept
            places = np.arange(len(made)) * total // len(made)
        elif single and first.ifs and len(made) == len(looked.items):
            places, total = looked.at, looked.total
    if isinstance(node, ast.DictComp):
        if places is not None and total > len(made):
            return hashed(lambda: Words.of(made, total))
        return hashed(lambda: dict(made))
    if isinstance(node, ast.SetComp):
        return hashed(lambda: set(made))
    if isinstance(node, ast.GeneratorExp):
        return Drawn.of(made, places, total)
    made.at, made.total = places, total
    return made


def _all_rounds(generators: list[ast.comprehension], looked: Rounds, node: Any, m: "Machine") -> Iterator[Any]:
    """The element of a comprehension for each round of its loops."""
    (this, *inner) = generators
    for item in looked.items:
        m.budget.step()
        m.assign(this.target, item)
        if not all(truth(value(test, m)) for test in this.ifs):
            continue
        if inner:
            yield from _all_rounds(inner, rounds(value(inner[0].iter, m), m), node, m)
        elif isinstance(node, ast.DictComp):
            yield value(node.key, m), value(node.value, m)
        else:
            yield value(node.elt, m)


def _walrus(node: ast.NamedExpr, m: "Machine") -> Any:
    """`(n := len(x))`; inside a comprehension the name belongs to what stands around it."""
    found, frame = value(node.value, m), m.frame
    while frame.loose and frame.above is not None:
        frame = frame.above
    with m.inner_frame(frame):
        m.write(node.target.id, found)
    return found


def _starred(node: ast.Starred, m: "Machine") -> Any:
    raise Stops("SyntaxError", "A star unpacks only inside a list, a tuple or a call.")


KINDS: dict[type[ast.expr], Callable[[Any, "Machine"], Any]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.List: _list,
    ast.Tuple: _tuple,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _bool,
    ast.Compare: _compare,
    ast.IfExp: _choice,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.Lambda: _lambda,
    ast.JoinedStr: _text,
    ast.ListComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.SetComp: _comprehension,
    ast.DictComp: _comprehension,
    ast.NamedExpr: _walrus,
    ast.Starred: _starred,
}
# What cannot make a text or a list that was not there before.
NO_MAKERS = (ast.Constant, ast.Name, ast.Attribute, ast.Compare, ast.BoolOp, ast.IfExp, ast.Lambda)
NAMES = {ast.Await: "`await`", ast.Yield: "`yield`", ast.YieldFrom: "`yield from`"}
