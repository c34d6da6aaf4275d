"""Changes to the pass that come from the stage: a typed or pasted number, a try, undo, redo, back to the lesson."""

from collections.abc import Mapping
from typing import Any

from engine.one_pass.edits import edit
from engine.one_pass.judgement import CHANGES, attempt, verdict
from engine.one_pass.typed_numbers import MOST_TEXT, Ambiguous
from pages.one_pass import session
from pages.shared.whole_text import whole


def apply(wish: Mapping[str, Any] | None) -> None:
    """Does what the stage asks for; what cannot be used is refused, with the reason, where it was typed.

    wish: {"do": "undo" | "redo" | "lesson"}, {"do": "try", "key", "guess"} or {"do": "edit", "id", "i", "j", "text"}.
    """
    session.hold()
    ways = {"undo": session.undo, "redo": session.redo, "lesson": session.back_to_lesson}
    wish = wish or {}
    if wish.get("do") in ways:
        ways[wish["do"]]()
    elif wish.get("do") == "try" and wish.get("key") in CHANGES:
        _try(str(wish["key"]), str(wish.get("guess", "")))
    elif wish.get("do") == "edit":
        _edit(str(wish["id"]), max(0, int(wish["i"])), max(0, int(wish["j"])), whole(wish["text"]))


def _try(key: str, guess: str) -> None:
    """Makes a change that is worth trying, and keeps what came of it beside what was predicted."""
    before = session.current()
    said = verdict(before, key, guess) if guess in ("more", "same", "fewer") else ""
    session.change(attempt(before, key))
    session.keep_verdict(said)


def _edit(id: str, i: int, j: int, text: str) -> None:
    try:
        session.change(edit(session.current(), id, i, j, text))
    except ValueError as problem:
        choices = problem.choices if isinstance(problem, Ambiguous) else ()
        readings: list[session.Reading] = [{"label": choice.label, "text": choice.text} for choice in choices]
        session.refuse(
            {"id": id, "i": i, "j": j, "text": text[:MOST_TEXT], "reason": str(problem), "readings": readings}
        )
