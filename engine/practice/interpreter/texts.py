"""Texts put together: f-strings, %, and the methods of texts. What they say is of no account here; their bounds are."""

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter.operands import guarded

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

PLAIN = (int, float, str, bool, type(None), np.generic)
WIDE = re.compile(r"\d{3,}")
FIELD = re.compile(r"\{(\w*)(?::([^{}]{0,12}))?(?:![rsa])?\}")
METHODS = {
    name: getattr(str, name)
    for name in [
        "capitalize",
        "casefold",
        "center",
        "count",
        "endswith",
        "find",
        "isalpha",
        "isdigit",
        "islower",
        "isupper",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "partition",
        "replace",
        "rjust",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
        "zfill",
    ]
}


def formatted(found: Any, spec: str) -> str:
    """One value in an f-string."""
    if not isinstance(found, PLAIN):
        if spec and isinstance(found, list | tuple | dict | np.ndarray):
            raise Stops("TypeError", f"The format {quoted(spec)} is for one number, not for several.")
        return "…"
    if WIDE.search(spec):
        raise Unread("So wide a format is not carried out here.")
    return str(guarded(format, found, spec))


def joined(pieces: list[str], m: "Machine") -> str:
    """The pieces of an f-string, one after another."""
    m.budget.text(sum(map(len, pieces)))
    return "".join(pieces)


def percent(text: str, values: Any, m: "Machine") -> str:
    """`text % values`."""
    if WIDE.search(text) or "*" in text:
        raise Unread("So wide a format is not carried out here.")
    given = values if isinstance(values, tuple) else (values,)
    shown = tuple(each if isinstance(each, PLAIN) else "…" for each in given)
    if any(isinstance(each, list | np.ndarray) for each in given) and re.search(r"%[.\d]*[dfeg]", text):
        raise Stops("TypeError", "A format such as %.2f is for one number, not for a list of several.")
    m.budget.text(len(text) + sum(len(str(each)) for each in shown))
    return str(guarded(lambda: text % shown))


def filled(text: str, args: list[Any], named: dict[str, Any], m: "Machine") -> str:
    """`text.format(…)`: plain fields alone, no attributes."""
    m.budget.text(len(text))

    counter = iter(range(100))

    def field(match: re.Match[str]) -> str:
        name, spec = match.group(1), match.group(2) or ""
        place = int(name) if name.isdigit() and len(name) < 3 else next(counter, 0) if not name else None
        if place is None and name not in named:
            raise Stops("KeyError", f"`format` is given nothing called `{name[:30]}`.")
        if place is not None and place >= len(args):
            raise Stops("IndexError", f"`format` is given {len(args)} values, and the text asks for more.")
        return formatted(args[place] if place is not None else named[name], spec)

    return FIELD.sub(field, text)


def method(text: str, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A method of a text."""
    if name == "format":
        return filled(text, args, named, m)
    if name in ("center", "ljust", "rjust", "zfill") and args and isinstance(args[0], int):
        m.budget.text(args[0])
    if name == "replace":
        m.budget.text(len(text) * (1 + max((len(each) for each in args if isinstance(each, str)), default=0)))
    if name == "join" and args:
        m.budget.text(sum(len(each) for each in args[0] if isinstance(each, str)) if isinstance(args[0], list) else 0)
    return guarded(METHODS[name], text, *args, **named) if not named else guarded(lambda: METHODS[name](text, *args))
