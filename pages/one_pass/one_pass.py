"""Act 1: one forward and one backward pass, every number open to question."""

from importlib import import_module
from typing import Any

import streamlit as st

from engine.one_pass import LESSON, Settings, payload, to_query, trace
from engine.one_pass.edits import editable
from pages.one_pass import session
from pages.one_pass.stage import ROOM, stage
from pages.shared.markdown_escape import plain

st.html(ROOM)
with st.container(key="one_pass_title"):
    st.title("One pass")


@st.cache_data(max_entries=64, show_spinner=False)
def traced(settings: Settings) -> dict[str, Any]:
    return payload(trace(settings))


# Each panel is a module, imported when it is first opened: the stage does not wait for what they need. The names in old
# links open the same panels.
PANELS = {
    "sizes": ("Change the sizes", "sizes_panel"),
    "mistakes": ("Break it", "mistakes_panel"),
    "training": ("Go on training", "training_panel"),
    "code": ("Maths, NumPy, Keras", "notations_panel"),
    "export": ("Take away", "export_panel"),
}
OLD_NAMES = {
    "Change the sizes": "sizes",
    "Make a mistake": "mistakes",
    "Go on training": "training",
    "Maths, NumPy, Keras": "code",
    "Take away": "export",
}


def drawer(panel: str) -> None:
    """The panel that is open, beside the stage."""
    settings, _ = session.settings()
    title, module = PANELS[panel]
    with st.container(key="drawer"):
        st.subheader(title, anchor=False)
        refused = session.refusal()
        if refused and refused["id"] is None:
            st.error(plain(refused["reason"]))
        import_module(f"pages.one_pass.{module}").panel(settings)


def opened() -> str | None:
    """The panel that the address names; nothing for a name that is none."""
    name = session.panel() or ""
    found = OLD_NAMES.get(name, name)
    return found if found in PANELS else None


@st.fragment
def show() -> None:
    """The stage, which can be drawn again without the rest of the page."""
    settings, problems = session.settings()
    shown = traced(settings)
    known = {step["id"] for step in shown["steps"]} | set(shown["opens"])
    if session.step() not in (None, *known) and session.said("stage", "step") is None:
        problems.append("The address names a step that this pass does not have: it opens at the first one.")
    for problem in problems:
        st.warning(plain(problem))
    name = "" if settings == LESSON else "&".join(f"{key}={text}" for key, text in to_query(settings).items())
    with st.container(key="stage_room"):
        said = stage(shown, name, editable(settings), opened())
    if said.change or opened() != before:
        st.rerun()


before = opened()
show()
if before:
    drawer(before)
