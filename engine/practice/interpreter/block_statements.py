"""`with`, `try`, `raise`, `class` and `global`: what stands around the statements of a script."""

import ast
from typing import TYPE_CHECKING, Any

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.expressions import value
from engine.practice.interpreter.objects import Opaque
from engine.practice.interpreter.rounds import kind_of

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

PARENTS = {
    "ModuleNotFoundError": ("ImportError",),
    "UnboundLocalError": ("NameError",),
    "KeyError": ("LookupError",),
    "IndexError": ("LookupError",),
    "ZeroDivisionError": ("ArithmeticError",),
    "OverflowError": ("ArithmeticError",),
    "FileNotFoundError": ("OSError", "IOError"),
    "SystemExit": ("BaseException",),
}


def with_(node: ast.With, m: "Machine") -> None:
    """`with tf.device(…):`, `with open(…) as file:`. No file is opened: what it would hold is not known here."""
    from engine.practice.interpreter.statements import run

    for each in node.items:
        held = _entered(each.context_expr, m)
        if each.optional_vars is not None:
            m.assign(each.optional_vars, held)
    opened = m.touched
    run(node.body, m)
    m.touched = m.touched or opened


def _entered(node: ast.expr, m: "Machine") -> Any:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
        m.touched = True
        return Opaque("file")
    held = value(node, m)
    if not isinstance(held, Opaque):
        raise Unread(f"`with` and {kind_of(held)} is not carried out here.")
    return held


def try_(node: ast.Try, m: "Machine") -> None:
    """`try:` … `except Error:` … `else:` … `finally:` …"""
    from engine.practice.interpreter.statements import run

    absent, shown = len(m.absent), set(m.shown)
    try:
        run(node.body, m)
    except Stops as stopped:
        handler = next((each for each in node.handlers if _catches(each.type, stopped.kind)), None)
        if handler is None:
            run(node.finalbody, m)
            raise
        if handler.name:
            m.frame.names[handler.name] = Opaque("error")
        run(handler.body, m)
    except Unread:
        handler = next((each for each in node.handlers if _catches(each.type, "ModuleNotFoundError")), None)
        if handler is None or len(m.absent) == absent:
            raise
        run(handler.body, m)  # where the library is not there
    else:
        if len(m.absent) > absent:  # a library that may be there or not: either way has to work
            m.shown = shown
            for each in node.handlers:
                run(each.body if _catches(each.type, "ModuleNotFoundError") else [], m)
        run(node.orelse, m)
    run(node.finalbody, m)


def _catches(wanted: ast.expr | None, kind: str) -> bool:
    """Whether an `except` is for an error of that name, or of one above it."""
    if wanted is None:
        return True
    names = {each.id for each in ast.walk(wanted) if isinstance(each, ast.Name)}
    return bool(names & {"BaseException", kind, *PARENTS.get(kind, ()), *(["Exception"] * (kind != "SystemExit"))})


def raise_(node: ast.Raise, m: "Machine") -> None:
    """`raise ValueError(…)`: the learner's own error."""
    made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    name = made.id if isinstance(made, ast.Name) else "Exception"
    raise Stops(name, f"Here the script itself raises {name[:40]}, and ends.")


def class_(node: ast.ClassDef, m: "Machine") -> None:
    """`class …:`; a callback of the learner's may stand beside Keras' own."""
    from engine.practice.interpreter import classes

    classes.define(node, m)


def global_(node: ast.Global, m: "Machine") -> None:
    """`global name`: what a function writes is written for the whole script."""
    m.frame.outside |= set(node.names)
