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
with st.container(horizontal=True, key="one_pass_head"):
    st.title("One pass, by hand", width="content")
    st.caption("Step or play through it. Point at any number to see where it comes from; type over what is given.")


@st.cache_data(max_entries=64, show_spinner=False)
def traced(settings: Settings) -> dict[str, Any]:
    return payload(trace(settings))


# Each panel is a module, imported when it is first opened: the stage does not wait for what they need.
PANELS = {
    "Change the sizes": "sizes_panel",
    "Make a mistake": "mistakes_panel",
    "Go on training": "training_panel",
    "Maths, NumPy, Keras": "notations_panel",
    "Take away": "export_panel",
}


def further() -> None:
    """One panel at a time, under the stage."""
    settings, _ = session.settings()
    chosen = st.segmented_control("Go further", list(PANELS), key="panel", bind="query-params")
    refused = session.refusal()
    if refused and refused["id"] is None:
        st.error(plain(refused["reason"]))
    if chosen:
        import_module(f"pages.one_pass.{PANELS[chosen]}").panel(settings)


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
    if stage(shown, name, editable(settings)):
        st.rerun()


show()
further()
