"""The editor of the steps: a few lines of Python in colours."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from engine.practice.reading import MOST_CHARACTERS
from pages.shared.component import component
from pages.shared.palette import palette
from pages.shared.whole_text import whole
from pages.shared.widgets import said

_editor = component(
    "glassnet_editor", "practice/editor.js", css=("practice/editor.css",), html='<div class="editor"></div>'
)


def typed(name: str, revision: int) -> str | None:
    """What the browser's editor holds, if it has told so since the revision; a press may arrive in the same message."""
    return _text(said(f"editor_{name}", "code"), revision)


def _text(told: Any, revision: int) -> str | None:
    """The text that the editor told, unless it is of another revision or none at all."""
    if isinstance(told, Mapping) and told.get("revision") == revision and isinstance(told.get("text"), str):
        return whole(told["text"])
    return None


def editor(
    name: str,
    code: str,
    revision: int,
    lines: int,
    on_code: Callable[[str], None],
    on_check: Callable[[], None],
    label: str = "Your code",
    marks: Collection[int] = (),
    most: int = MOST_CHARACTERS,
) -> None:
    """A place to type code.

    code: what it holds where the revision is new to it; else the browser's own text stays. lines: how tall it is.
    on_code: told the text after a pause in typing. on_check: called at Ctrl+Enter. marks: lines that are marked.
    """
    key = f"editor_{name}"

    def changed() -> None:
        if (text := _text(said(key, "code"), revision)) is not None:
            on_code(text)

    def checked() -> None:
        if (text := _text(said(key, "check"), revision)) is not None:
            on_code(text)
            on_check()

    data = {
        "code": code,
        "revision": revision,
        "lines": lines,
        "label": label,
        "marks": sorted(marks),
        "most": most,
        "colours": asdict(palette(st.context.theme.type)),
    }
    _editor(key=key, data=data, on_code_change=changed, on_check_change=checked)
