"""Act 1: one forward and one backward pass, every number open to question."""

from importlib import import_module
from typing import Any

import streamlit as st

from app_pages.parts.one_pass import state
from app_pages.parts.stage import ROOM, stage
from engine.by_hand import LESSON, Settings, payload, to_query, trace
from engine.by_hand.edit import editable

st.html(ROOM)
with st.container(horizontal=True, key="one_pass_head"):
    st.title("One pass, by hand", width="content")
    st.caption("Step or play through it. Point at any number to see where it comes from; type over what is given.")


@st.cache_data(max_entries=64, show_spinner=False)
def traced(settings: Settings) -> dict[str, Any]:
    return payload(trace(settings))


# Each panel is a module, imported when it is first opened: the stage does not wait for what they need.
PANELS = {
    "Change the sizes": "sizes",
    "Make a mistake": "mistakes",
    "Go on training": "training",
    "Maths, NumPy, Keras": "code",
    "Take away": "take_away",
}


def further() -> None:
    """One panel at a time, under the stage."""
    settings, _ = state.settings()
    chosen = st.segmented_control("Go further", list(PANELS), key="panel", bind="query-params")
    refused = state.refusal()
    if refused and refused["id"] is None:
        st.error(refused["reason"])
    if chosen:
        import_module(f"app_pages.parts.one_pass.{PANELS[chosen]}").panel(settings)


@st.fragment
def show() -> None:
    """The stage, which can be drawn again without the rest of the page."""
    settings, problems = state.settings()
    shown = traced(settings)
    ids = [step["id"] for step in shown["steps"]]
    if state.step() not in (None, *ids) and state.said("stage", "step") is None:
        problems.append("The address names a step that this pass does not have: it opens at the first one.")
    for problem in problems:
        st.warning(problem)
    name = "" if settings == LESSON else "&".join(f"{key}={text}" for key, text in to_query(settings).items())
    if stage(shown, name, editable(settings)):
        st.rerun()


show()
further()
