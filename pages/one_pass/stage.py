"""The stage on a page: one component, registered once, that gets a whole trace and steps through it by itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from pages.one_pass import session
from pages.one_pass.edits import apply
from pages.shared.palette import DARK, LIGHT

FOLDER = Path(__file__).parents[2] / "assets" / "one_pass"
# The order in which the scripts are joined into one module; stage.js, with the export, closes it.
SCRIPTS = [
    *("numbers", "dom", "functions", "rules", "index", "matrix", "network_drawing", "arithmetic"),
    *("keys", "motion", "play", "slips", "quiz", "nudge", "editing", "view", "sheet", "server", "stage"),
]
PALETTE = {"light": asdict(LIGHT), "dark": asdict(DARK)}
KEY = "stage"
# The stage needs the width and height of the screen: less air around this page than around the others.
ROOM = """<style>
.stMainBlockContainer { padding: 4.4rem 2rem 3rem; max-width: 1600px; }
.stMainBlockContainer h1 { font-size: 1.45rem; padding: 0; }
.st-key-one_pass_head { align-items: baseline; margin-bottom: -.5rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 4.2rem 1rem 3rem; }
  .st-key-one_pass_head [data-testid="stCaptionContainer"] { display: none; }
}
</style>"""

_stage = st.components.v2.component(
    "glassnet_stage",
    html='<div class="root">\n</div>',
    css=(FOLDER / "stage.css").read_text(encoding="utf-8"),
    js="\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS),
)


def stage(payload: dict[str, Any], name: str, editable: tuple[str, ...]) -> bool:
    """Mounts the stage; the step that the reader rests on stands in the address.

    payload: of engine.one_pass. name: tells payloads apart; the stage draws anew when it changes.
    editable: the ids of the values that may be typed over.
    Returns: whether the reader changed something there, so that the rest of the page has to follow.
    """
    data = {
        "payload": payload,
        "key": name,
        "open": session.opening(),
        "palette": PALETTE,
        "editable": list(editable),
        "refusal": session.refusal(),
        "history": {"undo": session.can_undo(), "redo": session.can_redo(), "changed": bool(name)},
    }
    result = _stage(key=KEY, data=data, on_step_change=_keep_step, on_change_change=_change)
    return bool(result.change)


def _keep_step() -> None:
    step = session.said(KEY, "step")
    if step and step != session.step():
        session.show_step(step)


def _change() -> None:
    apply(session.said(KEY, "change"))
