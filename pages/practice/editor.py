"""The editor of the steps: a few lines of Python in colours."""

from collections.abc import Callable, Collection
from dataclasses import asdict

import streamlit as st

from engine.practice.reading import MOST_CHARACTERS
from pages.shared.component import component
from pages.shared.palette import palette

_editor = component(
    "glassnet_editor", "practice/editor.js", css=("practice/editor.css",), html='<div class="editor"></div>'
)


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
        on_code(str(st.session_state[key]["code"] or ""))

    def checked() -> None:
        if (text := st.session_state[key]["check"]) is not None:
            on_code(str(text))
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
