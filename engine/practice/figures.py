"""What statements do with the figures of a measurement: whether they choose by them, what they call and divide."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.practice.design import TOPICS
from engine.practice.interpreter.sampled import Sampled

ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
BEST = frozenset(
    ["max", "min", "amax", "amin", "argmax", "argmin", "nanargmax", "idxmax", "sorted", "sort", "nlargest"]
)
HOLES = re.compile(r"\{[^}]*\}|%[-+ #0-9.]*[a-zA-Z]")


def choose(statements: Sequence[ast.stmt], lines: set[int]) -> bool:
    """Whether statements choose by figures that `evaluate` gives in those lines: the best of several, or an end."""
    nodes = [node for each in statements for node in ast.walk(each)]
    figures = _figures(nodes, lines)
    for node in nodes:
        if isinstance(node, ast.If | ast.While | ast.IfExp) and _orders(node.test, figures, lines):
            inside = [each for part in ast.iter_child_nodes(node) for each in ast.walk(part)]
            if not isinstance(node, ast.If) or any(isinstance(each, ast.Assign | ast.Break) for each in inside):
                return True
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in BEST and any(_holds(part, figures, lines) for part in ast.iter_child_nodes(node)):
                return True
    return False


def _orders(asked: ast.expr, figures: set[str], lines: set[int]) -> bool:
    compares = [each for each in ast.walk(asked) if isinstance(each, ast.Compare)]
    return any(isinstance(each.ops[0], ORDERED) and _holds(each, figures, lines) for each in compares)


def _figures(nodes: Sequence[ast.AST], lines: set[int]) -> set[str]:
    """The names of what `evaluate` gives in those lines, and of what is made of it."""
    found: set[str] = set()
    made_of: dict[str, set[str]] = {}  # a name -> the names of what it goes into
    for node in nodes:
        for given, value in _made(node):
            if _holds(value, set(), lines):
                found |= given
            for name in {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}:
                made_of.setdefault(name, set()).update(given)
    waiting = list(found)
    while waiting:
        fresh = made_of.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _made(node: ast.AST) -> Iterator[tuple[set[str], ast.expr]]:
    """Names that a node gives something to, and what they are made of."""
    match node:
        case ast.Assign(targets=targets, value=value):
            yield {name for target in targets for name in _names(target)}, value
        case ast.NamedExpr(target=target, value=value) | ast.For(target=target, iter=value):
            yield _names(target), value
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]):
            yield {name}, value
        case ast.FunctionDef(name=name):
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and each.value:
                    yield {name}, each.value


def _names(node: ast.AST) -> set[str]:
    """The names in an expression; of `scores[key]` the first alone."""
    if isinstance(node, ast.Subscript):
        return _names(node.value)
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _holds(node: ast.AST, figures: set[str], lines: set[int]) -> bool:
    return any(
        (isinstance(each, ast.Name) and each.id in figures) or (_measures(each) and each.lineno in lines)  # type: ignore[attr-defined]
        for each in ast.walk(node)
    )


def _measures(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "evaluate"


def misnamed(statements: Sequence[ast.stmt], lists: set[str], parts: Mapping[str, int]) -> str:
    """The figure that is called by another's name, as it is written, such as `score[0]` after the word "accuracy".

    lists: names of what `evaluate` returns, the loss first. parts: names that take it apart, each with its place.
    Empty where no figure is.
    """
    for node in (node for each in statements for node in ast.walk(each)):
        for words, shown in _called(node):
            told = words.lower()
            wrong = 0 if "acc" in told and "loss" not in told else 1 if "loss" in told and "acc" not in told else None
            for each in ast.walk(shown):
                match each:
                    case ast.Name(id=name) if wrong is not None and parts.get(name) == wrong:
                        return name
                    case ast.Subscript(value=held, slice=ast.Constant(value=place)) if (
                        place == wrong and wrong is not None and not isinstance(place, bool)
                    ):
                        if _measures(held) or (isinstance(held, ast.Name) and held.id in lists):
                            return ast.unparse(each)
    return ""


def _called(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What a name, or words before it, call a value: pairs of words and value."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=(ast.Name() | ast.Subscript() | ast.BinOp()) as value):
            yield name, value
        case ast.JoinedStr(values=values):
            yield from _in_turn(values)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as words), attr="format"), args=args):
            yield from zip(HOLES.split(words), args, strict=False)
        case ast.BinOp(left=ast.Constant(value=str() as words), op=ast.Mod(), right=right):
            args = right.elts if isinstance(right, ast.Tuple) else [right]
            yield from zip(HOLES.split(words), args, strict=False)
        case ast.Call(func=ast.Name(id="print"), args=args):
            yield from _in_turn([each for each in args if not isinstance(each, ast.JoinedStr)])


def _in_turn(values: Sequence[ast.expr]) -> Iterator[tuple[str, ast.expr]]:
    words = ""
    for each in values:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            words = each.value
        else:
            yield words, each
            words = ""


def wrong_divisor(statements: Sequence[ast.stmt], names: dict[str, Any], totals: set[int], alone: bool) -> int:
    """By what the number of newswires that are right is divided, where that is not how many were compared; else 0.

    totals: numbers of newswires compared. alone: whether they were compared one by one, so that fewer may be meant.
    """
    nodes = [node for each in statements for node in ast.walk(each)]
    counted = _counted(nodes)
    for node in nodes:
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
            continue
        used = _names(node.left)
        compares = any(
            isinstance(each, ast.Compare) and isinstance(each.ops[0], ast.Eq) for each in ast.walk(node.left)
        )
        if not compares and not used & counted.keys():
            continue
        used |= {name for each in used & counted.keys() for name in counted[each]}
        divisor, name = _size(node.right, names)
        few = alone and not name and divisor != TOPICS
        if divisor > 1 and divisor not in {100, *totals} and name not in used and not few:
            return divisor
    return 0


def _counted(nodes: Sequence[ast.AST]) -> dict[str, set[str]]:
    """The names that count what is equal, each with the names it is made of."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        match node:
            case ast.If(test=ast.Compare(ops=[ast.Eq()]) as test, body=[ast.AugAssign(target=ast.Name(id=name))]):
                found[name] = _names(test)
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as value)
                | ast.AugAssign(target=ast.Name(id=name), value=value)
            ):
                sums = isinstance(node, ast.AugAssign) or re.search(r"sum|count", ast.unparse(value.func))  # type: ignore[attr-defined]
                equal = any(
                    isinstance(each, ast.Compare) and isinstance(each.ops[0], ast.Eq) for each in ast.walk(value)
                )
                if sums and equal:
                    found[name] = _names(value)
    return found


def _size(node: ast.expr, names: dict[str, Any]) -> tuple[int, str]:
    """The number that `len(x)`, `x.shape[0]` or a number itself stands for, and the name; 0 where that is not told."""
    match node:
        case ast.Constant(value=int() as number):
            return number, ""
        case (
            ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)])
            | ast.Subscript(value=ast.Attribute(value=ast.Name(id=name), attr="shape"), slice=ast.Constant(value=0))
            | ast.Attribute(value=ast.Name(id=name), attr="size")
        ):
            held = names.get(name)
            return (held.total, name) if isinstance(held, Sampled) else (0, "")
    return 0, ""
