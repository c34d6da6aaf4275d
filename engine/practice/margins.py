"""A script with its statements at the left margin: out of `if __name__ == "__main__":`, `def main():` and `with`."""

import ast
from collections.abc import Iterator

from engine.practice.reading import MOST_SCRIPT, read

MOST_ROUNDS = 4
WORK = {"load_data", "fit", "evaluate"}  # at least one of these is called in a function that is the script


def flat(source: str) -> str:
    """The script with the blocks undone that only stand around its statements.

    Raises: NotUnderstood, where it cannot be read.
    """
    for _ in range(MOST_ROUNDS):
        lines, statements = source.split("\n"), read(source, MOST_SCRIPT)
        calls = [_called(node) for node in statements]
        functions = [node for node in statements if isinstance(node, ast.FunctionDef)]
        mains = {node.name: node for node in functions if calls.count(node.name) == 1 and _is_main(node)}
        changed = False
        for node in reversed(statements):
            inner = _inside(node, mains, lines)
            if inner is not None:
                lines[node.lineno - 1 : node.end_lineno], changed = inner, True
        if not changed:
            return source
        source = "\n".join(lines)
    return source


def _inside(node: ast.stmt, mains: dict[str, ast.FunctionDef], lines: list[str]) -> list[str] | None:
    """The lines to put in the place of a statement; None where it stays."""
    if isinstance(node, ast.FunctionDef) and mains.get(node.name) is node:
        return []
    if (called := mains.get(_called(node))) is not None:
        names = [each.arg for each in called.args.args]
        given = [f"{name} = {ast.unparse(value)}" for name, value in zip(names, called.args.defaults, strict=True)]
        body = called.body[:-1] if isinstance(called.body[-1], ast.Return) else called.body
        return given + _lines(called, body, lines)
    if (isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'") or _only_places(node):
        return _lines(node, node.body, lines)  # type: ignore[attr-defined]
    return None


def _lines(node: ast.stmt, body: list[ast.stmt], lines: list[str]) -> list[str]:
    """The lines of a block's statements, moved to the margin."""
    if not body:
        return []
    if body[0].lineno == node.lineno:
        return [ast.unparse(each) for each in body]
    margin = body[0].col_offset
    held = lines[body[0].lineno - 1 : body[-1].end_lineno]
    return [line[min(margin, len(line) - len(line.lstrip())) :] for line in held]


def _called(node: ast.stmt) -> str:
    """The function that a statement only calls, without values."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name), args=[], keywords=[])):
            return name
    return ""


def _is_main(node: ast.FunctionDef) -> bool:
    """Whether a function without values does the work of the script, from its first line to its last."""
    names = {each.attr for each in _own(node) if isinstance(each, ast.Attribute)}
    returns = [each for each in _own(node) if isinstance(each, ast.Return | ast.Yield)]
    values = node.args
    plain = not (values.vararg or values.kwarg or values.kwonlyargs) and len(values.args) == len(values.defaults)
    return plain and bool(names & WORK) and all(each is node.body[-1] for each in returns)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without the functions inside it."""
    for each in ast.iter_child_nodes(node):
        if not isinstance(each, ast.FunctionDef | ast.Lambda):
            yield each
            yield from _own(each)


def _only_places(node: ast.stmt) -> bool:
    """Whether a `with` only says on which device its statements are carried out."""
    return isinstance(node, ast.With) and all(
        isinstance(each.context_expr, ast.Call)
        and isinstance(each.context_expr.func, ast.Attribute)
        and each.context_expr.func.attr in ("device", "scope")
        and each.optional_vars is None
        for each in node.items
    )
