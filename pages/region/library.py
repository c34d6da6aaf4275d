"""The library: act 1's network built from three classes, the loop that trains it, and a bug to find."""

from typing import Any

import streamlit as st

from engine.network.by_layer import LINES
from pages.region import library_data, screen
from pages.shared.component import component

KEY = "library"
PARTS = {"Three classes": "pass", "Layer by layer": "pass", "Predict and train": "loop"}
_library = component("glassnet_library", "region/library.js", css=("region/library.css", "shared/terms.css"))


def opened() -> tuple[str, int]:
    """The part and the line that the address names; the first where it names none."""
    part, line = st.query_params.get("part", "pass"), st.query_params.get("line", "")
    count = len(LINES)
    return PARTS.get(part, part), int(line) - 1 if line.isdecimal() and 1 <= int(line) <= count else 0


def settle() -> None:
    """Writes what is open into the address."""
    place: dict[str, Any] = (st.session_state.get(KEY) or {}).get("place") or {}
    part, line = place.get("part"), place.get("line")
    if part in ("pass", "loop", "bug") and isinstance(line, int) and 0 <= line < len(LINES):
        st.query_params.from_dict(
            {name: value for name, value in st.query_params.items() if name not in ("part", "line")}
            | ({"part": part} if part != "pass" else {})
            | ({"line": str(line + 1)} if line else {})
        )


st.html(screen.ROOM)
with st.container(key="act2_title"):
    st.title("Library", anchor=False)
part, line = opened()
data = library_data.data() | {"part": part, "line": line}
if part == "bug":
    data["outcome"] = library_data.outcome()
_library(key=KEY, data=data, on_place_change=settle)
