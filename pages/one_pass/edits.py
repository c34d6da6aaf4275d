"""Changes to the pass that come from the stage: a typed or pasted number, undo, redo, back to the lesson's numbers."""

from collections.abc import Mapping
from typing import Any

from engine.one_pass.edits import edit
from pages.one_pass import session


def apply(wish: Mapping[str, Any] | None) -> None:
    """Does what the stage asks for; what cannot be used is refused, with the reason, where it was typed.

    wish: {"do": "undo" | "redo" | "lesson"} or {"do": "edit", "id", "i", "j", "text"}.
    """
    ways = {"undo": session.undo, "redo": session.redo, "lesson": session.back_to_lesson}
    wish = wish or {}
    if wish.get("do") in ways:
        ways[wish["do"]]()
    elif wish.get("do") == "edit":
        _edit(str(wish["id"]), int(wish["i"]), int(wish["j"]), str(wish["text"]))


def _edit(id: str, i: int, j: int, text: str) -> None:
    settings, _ = session.settings()
    try:
        session.change(edit(settings, id, i, j, text))
    except ValueError as problem:
        session.refuse({"id": id, "i": i, "j": j, "text": text[:200], "reason": str(problem)})
