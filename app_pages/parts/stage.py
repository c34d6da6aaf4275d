"""The stage on a page: one component, registered once, that gets a whole trace and steps through it by itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from engine.figures.palette import DARK, LIGHT

FOLDER = Path(__file__).parents[2] / "assets" / "stage"
# The order in which the scripts are joined into one module; stage.js, with the export, closes it.
SCRIPTS = [
    "numbers",
    "dom",
    "functions",
    "rules",
    "index",
    "matrix",
    "network",
    "arithmetic",
    "keys",
    "motion",
    "play",
    "view",
    "stage",
]
PALETTE = {"light": asdict(LIGHT), "dark": asdict(DARK)}
KEY = "stage"
# The stage needs the width and height of the screen: less air around this page than around the others.
ROOM = """<style>
.stMainBlockContainer { padding: 4.4rem 2rem 3rem; max-width: 1600px; }
.stMainBlockContainer h1 { font-size: 1.45rem; padding: 0 0 .5rem; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 4.2rem 1rem 3rem; } }
</style>"""

_stage = st.components.v2.component(
    "glassnet_stage",
    html='<div class="root">\n</div>',
    css=(FOLDER / "stage.css").read_text(encoding="utf-8"),
    js="\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS),
)


def stage(payload: dict[str, Any], name: str, start: str | None, opening: int) -> Any:
    """Mounts the stage.

    payload: of engine.by_hand. name: tells payloads apart; the stage draws anew when it changes.
    start, opening: the id of a step to show, honoured whenever the number `opening` changes.
    Returns: the component's result; `step` is the id of the step that the reader rests on, None at first.
    """
    data = {"payload": payload, "key": name, "open": {"step": start, "n": opening}, "palette": PALETTE}
    return _stage(key=KEY, data=data, on_step_change=lambda: None)
