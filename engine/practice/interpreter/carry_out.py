"""A learner's text, carried out in a machine on a handful of newswires."""

import ast
from collections.abc import Sequence

from engine.practice.interpreter import newswires
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.statements import run
from engine.practice.reading import read

LOADED = ("x_train", "y_train", "x_test", "y_test")


def machine(loaded: Sequence[str] = LOADED, encoding: str = "binary") -> Machine:
    """A machine without names; `vectorise` encodes in one of the kinds."""
    made = Machine(newswires.load, None, newswires.words, tuple(loaded))
    made.encode = lambda args, named, m: newswires.encode(args, named, m, made.encoding)
    made.encoding = encoding
    return made


def carry_out(m: Machine, text: str, most: int | None = None) -> list[ast.stmt]:
    """Reads a text and carries its statements out. Returns them.

    Raises: NotUnderstood, Stops or Unread.
    """
    statements = read(text) if most is None else read(text, most)
    m.begin()
    m.stopped = None
    run(statements, m)
    return statements
