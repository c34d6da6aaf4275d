"""Carries statements out, a kind at a time."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import block_statements, indexing
from engine.practice.interpreter.catalogue import names_of
from engine.practice.interpreter.expressions import index, value
from engine.practice.interpreter.libraries import SHOWN, imported, member
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.objects import Absent, History, Module, Net, Opaque
from engine.practice.interpreter.operands import truth
from engine.practice.interpreter.operators import combine
from engine.practice.interpreter.rounds import Rounds, rounds
from engine.practice.interpreter.sampled import Items, Sampled


class Returned(Exception):
    """A function's `return`."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Broken(Exception):
    """A loop's `break`."""


class Continued(Exception):
    """A loop's `continue`."""


def run(statements: Sequence[ast.stmt], m: Machine) -> None:
    """Carries the statements out in the machine's frame.

    Raises: Stops and Unread, with the line.
    """
    for node in statements:
        m.budget.step()
        line, m.line = m.line, node.lineno
        outside = m.frame is m.whole
        touched = m.touched
        if outside:
            m.touched, m.stopped = False, node
        try:
            work = KINDS.get(type(node))
            if work is None:
                raise Unread(f"{NAMES.get(type(node), 'This kind of statement')} is not read here.")
            work(node, m)
        except RecursionError:
            raise Unread("Things inside things inside things: deeper than is carried out here.", node.lineno) from None
        except (Stops, Unread) as ended:
            ended.line = ended.line or node.lineno
            raise
        m.line = line
        if outside:
            m.stopped = None
        if outside and m.touched and m.frame is m.whole and _only_shows(node, m):
            m.shown.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        m.touched = m.touched or touched


def _only_shows(node: ast.stmt, m: Machine) -> bool:
    """Whether a statement leaves nothing but what a library for plots and tables gives."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
        return False
    written = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    if isinstance(node, ast.For):
        written -= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    return all(isinstance(m.whole.names.get(name), Opaque) for name in written)


def _expression(node: ast.Expr, m: Machine) -> None:
    m.targets = ()
    value(node.value, m)


def _assign(node: ast.Assign, m: Machine) -> None:
    m.targets = _targets(node.targets[0])
    given = value(node.value, m)
    for target in node.targets:
        m.assign(target, given)


def _targets(target: ast.expr) -> tuple[str, ...]:
    """Names on the left, one for each value; "" for what is not a name, none where a star takes what is left."""
    if isinstance(target, ast.Tuple | ast.List) and any(isinstance(each, ast.Starred) for each in target.elts):
        return ()
    if isinstance(target, ast.Tuple | ast.List):
        return tuple(each.id if isinstance(each, ast.Name) else "" for each in target.elts) or ("",)
    return (target.id if isinstance(target, ast.Name) else "",)


def _annotated(node: ast.AnnAssign, m: Machine) -> None:
    if node.value is not None:
        m.targets = _targets(node.target)
        m.assign(node.target, value(node.value, m))


def _augmented(node: ast.AugAssign, m: Machine) -> None:
    match node.target:
        case ast.Name(id=name):
            old = m.look_up(name)
            new = combine(type(node.op), old, value(node.value, m), m)
            if isinstance(old, Items) and isinstance(new, Items):
                old[:] = new
                new = old
            m.assign(node.target, new)
        case ast.Subscript(value=held, slice=key):
            owner, place = value(held, m), index(key, m)
            old = indexing.item(owner, place, m)
            indexing.set_item(owner, place, combine(type(node.op), old, value(node.value, m), m), m)
        case _:
            raise Unread("This kind of target is not read here.")


def _function(node: ast.FunctionDef, m: Machine) -> None:
    if node.decorator_list:
        raise Unread("`@` before a function is not read here.")
    m.frame.names[node.name] = m.function(node.name, node)


def _return(node: ast.Return, m: Machine) -> None:
    if m.frame is m.whole:
        raise Stops("SyntaxError", "`return` stands outside a function.")
    raise Returned(None if node.value is None else value(node.value, m))


def _if(node: ast.If, m: Machine) -> None:
    run(node.body if truth(value(node.test, m)) else node.orelse, m)


def _for(node: ast.For, m: Machine) -> None:
    looked = rounds(value(node.iter, m), m)
    lists = {id(each): (each, len(each)) for each in m.frame.names.values() if isinstance(each, Items)}
    for item in looked.items:
        m.budget.step()
        m.assign(node.target, item)
        try:
            run(node.body, m)
        except Broken:
            break
        except Continued:
            continue
    else:
        run(node.orelse, m)
        _grown(lists, looked)


def _grown(lists: dict[int, tuple[Items, int]], looked: Rounds) -> None:
    """A list that got one item in each round over a few rows stands for one item for every row."""
    for held, before in lists.values():
        if looked.at is not None and before == 0 and len(held) == len(looked.items) > 0 and held.at is None:
            held.at, held.total = looked.at, looked.total


def _while(node: ast.While, m: Machine) -> None:
    while truth(value(node.test, m)):
        m.budget.step()
        try:
            run(node.body, m)
        except Broken:
            return
        except Continued:
            continue
    run(node.orelse, m)


def _import(node: ast.Import, m: Machine) -> None:
    for name in node.names:
        found = imported(name.name)
        if isinstance(found, Absent) or (isinstance(found, Opaque) and found.path.partition(".")[0] in SHOWN):
            _leave_out(node, found, m)
        root = name.name.partition(".")[0]
        m.frame.names[name.asname or root] = found if name.asname else imported(root)


def _import_from(node: ast.ImportFrom, m: Machine) -> None:
    if node.level or not node.module:
        raise Unread("An import that begins with a dot has no place here.")
    if node.module == "__future__":
        return
    home = imported(node.module)
    for name in node.names:
        if name.name == "*":
            _all_of(home, m)
        elif isinstance(home, Absent):
            _leave_out(node, home, m)
            m.frame.names[name.asname or name.name] = home
        elif isinstance(home, Opaque):
            if home.path.partition(".")[0] in SHOWN:
                _leave_out(node, home, m)
            m.frame.names[name.asname or name.name] = Opaque(f"{home.path}.{name.name}")
        else:
            m.frame.names[name.asname or name.name] = _named(home, name.name)


def _leave_out(node: ast.Import | ast.ImportFrom, found: Any, m: Machine) -> None:
    """Notes that the script which is handed out goes without an import of what may not be there."""
    m.shown.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    if isinstance(found, Absent):
        m.absent.append(found.why)


def _named(home: Module, name: str) -> Any:
    try:
        return member(home.path, name)
    except Stops as missing:
        raise Stops("ImportError", missing.text) from None


def _all_of(home: Any, m: Machine) -> None:
    if not isinstance(home, Module) or not names_of(home.path):
        raise Unread("Everything of such a module at once is not read here; name what is needed.")
    for each in names_of(home.path):
        m.frame.names[each] = member(home.path, each)


def _delete(node: ast.Delete, m: Machine) -> None:
    for target in node.targets:
        if not isinstance(target, ast.Name):
            raise Unread("`del` is read here with a name alone.")
        m.look_up(target.id)
        m.frame.names.pop(target.id, None)


def _assert(node: ast.Assert, m: Machine) -> None:
    found = value(node.test, m)
    if not isinstance(found, Opaque | Net) and not truth(found) and not _of_figures(node.test, m):
        raise Stops("AssertionError", "What `assert` asks for is not so.")


def _of_figures(asked: ast.expr, m: Machine) -> bool:
    """Whether something asks for what only the newswires or a training tell, which are made up or none here."""
    words = {each.attr for each in ast.walk(asked) if isinstance(each, ast.Attribute)}
    words |= {each.id for each in ast.walk(asked) if isinstance(each, ast.Name)}
    held = [m.whole.names[word] for word in words if word in m.whole.names]
    if _of_made_newswires(asked, held):
        return True
    figures = any(isinstance(each, float | History | Net | Sampled | list) for each in held)
    trained = any(event.kind in ("fit", "train", "evaluate", "predict") for event in m.events)
    return figures and trained and not words & {"shape", "ndim", "size", "dtype", "len", "isinstance", "type"}


def _of_made_newswires(asked: ast.expr, held: list[Any]) -> bool:
    """Whether it asks for words or topics of newswires, rather than for shapes: those here are made up."""
    data = [each for each in held if isinstance(each, Sampled) and (each.ragged or each.rows.ndim == 1)]
    within = any(isinstance(node, ast.Subscript) for node in ast.walk(asked))
    reckoned = any(isinstance(node, ast.Call) and getattr(node.func, "id", "") != "len" for node in ast.walk(asked))
    shapes = {"shape", "ndim", "dtype"} & {each.attr for each in ast.walk(asked) if isinstance(each, ast.Attribute)}
    return bool(data) and (within or reckoned) and not shapes


def _pass(node: ast.stmt, m: Machine) -> None:
    return


def _break(node: ast.Break, m: Machine) -> None:
    raise Broken


def _continue(node: ast.Continue, m: Machine) -> None:
    raise Continued


KINDS: dict[type[ast.stmt], Callable[[Any, Machine], None]] = {
    ast.Expr: _expression,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.FunctionDef: _function,
    ast.Return: _return,
    ast.If: _if,
    ast.For: _for,
    ast.While: _while,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Delete: _delete,
    ast.Assert: _assert,
    ast.Pass: _pass,
    ast.Break: _break,
    ast.Continue: _continue,
    ast.With: block_statements.with_,
    ast.Try: block_statements.try_,
    ast.Raise: block_statements.raise_,
    ast.ClassDef: block_statements.class_,
    ast.Global: block_statements.global_,
}
NAMES: dict[type[ast.stmt], str] = {ast.Nonlocal: "`nonlocal`", ast.AsyncFunctionDef: "`async`", ast.Match: "`match`"}
