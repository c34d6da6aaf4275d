"""The exercise: design, train and judge a classifier of Reuters newswires."""

from pathlib import Path

import streamlit as st

from app_pages.parts.practice import state
from app_pages.parts.practice.compare import compare_view
from app_pages.parts.practice.result import train_view
from app_pages.parts.practice.step import step_view
from app_pages.parts.practice.take_away import keep_panel, script_panel
from app_pages.parts.practice.wires import wires_view
from engine.practice.exercise import BY_NAME, STEPS, review

VIEWS = {"newswires": "Newswires", **{step.name: step.title for step in STEPS}, "train": "Train", "compare": "Compare"}
STYLE = Path(__file__).resolve().parents[1] / "assets" / "practice" / "code.css"

st.title("Practice: sort the newswires")
st.html(STYLE)
if problem := state.follow_address(VIEWS):
    st.warning(problem)
checked = review(state.answers())


def label(name: str) -> str:
    """A view's title, with a tick where its step passes."""
    return f":material/check: {VIEWS[name]}" if name in checked.passed else VIEWS[name]


view = st.pills("Step", list(VIEWS), format_func=label, required=True, key=state.VIEW,
                persist_state="session", label_visibility="collapsed") or "newswires"  # fmt: skip
state.write_address(view)
if view in BY_NAME:
    left, right = st.columns([6, 5], gap="large")
    with left:
        step_view(view, checked)
    with right:
        script_panel(checked)
elif view == "newswires":
    wires_view()
elif view == "train":
    train_view(checked)
else:
    compare_view(checked)
st.space("medium")
keep_panel()
