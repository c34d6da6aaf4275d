"""The exercise: design, train and judge a classifier of Reuters newswires."""

from pathlib import Path

import streamlit as st

from engine.practice.exercise import review
from engine.practice.steps import BY_NAME, STEPS
from pages.practice import session
from pages.practice.compare_panel import compare_view
from pages.practice.export_panel import keep_panel, script_panel
from pages.practice.newswires_panel import wires_view
from pages.practice.result_panel import train_view
from pages.practice.step_panel import step_view

VIEWS = {"newswires": "Newswires", **{step.name: step.title for step in STEPS}, "train": "Train", "compare": "Compare"}
STYLE = Path(__file__).resolve().parents[2] / "assets" / "practice" / "code.css"

st.title("Practice: sort the newswires")
st.html(STYLE)
if problem := session.follow_address(VIEWS):
    st.warning(problem)
checked = review(session.answers())


def label(name: str) -> str:
    """A view's title, with a tick where its step passes."""
    return f":material/check: {VIEWS[name]}" if name in checked.passed else VIEWS[name]


view = (
    st.pills(
        "Step",
        list(VIEWS),
        format_func=label,
        required=True,
        key=session.VIEW,
        persist_state="session",
        label_visibility="collapsed",
    )
    or "newswires"
)
session.write_address(view)
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
