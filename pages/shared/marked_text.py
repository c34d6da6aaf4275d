"""Text with its words marked: kept or dropped, for or against a verdict. The text is only ever shown as text."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

import streamlit as st

from pages.shared.component import component
from pages.shared.palette import palette

MOST = 3_000
Kind = Literal["", "kept", "dropped", "for", "against", "unknown"]

_component = component(
    "glassnet_marked_text",
    "shared/marked_text.js",
    css=("shared/marked_text.css",),
    html='<div class="marked" tabindex="0" role="region" aria-label="the text, its words marked"></div>',
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. weight: 0 to 1, how strongly it is marked; note: shown when pointed at.

    press: what is told when it is pressed; "" for what cannot be.
    """

    text: str
    kind: Kind = ""
    weight: float = 0
    note: str = ""
    press: str = ""


def marked_text(pieces: list[Piece], key: str, on_press: Callable[[], None] = lambda: None) -> None:
    """Shows the pieces one after another; of a very long text, its beginning.

    on_press: called after a piece was pressed; what it told is the component's state `pressed`.
    """
    shown = [asdict(piece) for piece in pieces[:MOST]]
    data = {"pieces": shown, "colours": asdict(palette(st.context.theme.type))}
    _component(key=key, data=data, on_pressed_change=on_press)
    if len(pieces) > MOST:
        st.caption(f"Shown are the first {MOST:,} of {len(pieces):,} pieces.")
