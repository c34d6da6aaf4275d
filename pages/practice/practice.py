"""The exercise: design, train and judge a classifier of Reuters newswires."""

from pathlib import Path

import streamlit as st

from engine.practice.exercise import Review, review
from engine.practice.steps import BY_NAME, STEPS
from pages.practice import session
from pages.practice.compare_panel import compare_view
from pages.practice.export_panel import keep_panel
from pages.practice.keeping import keep_in_browser
from pages.practice.newswires_panel import wires_view
from pages.practice.result_panel import train_view
from pages.practice.step_panel import missing_before, step_view

VIEWS = {"newswires": "Newswires", **{step.name: step.title for step in STEPS}, "train": "Train", "compare": "Compare"}
STYLE = Path(__file__).resolve().parents[2] / "assets" / "practice" / "practice.css"

with st.container(key="practice_head"):
    st.title("Practice: sort the newswires")
st.html(STYLE)
if problem := session.follow_address(VIEWS):
    st.warning(problem)
checked = review(session.answers(), all_faults=session.from_script())


def label(name: str) -> str:
    """A view's title, with a sign: passed, open or locked; every sign is as wide as the others."""
    if name not in BY_NAME:
        locked = name == "train" and checked.design is None
        return f":material/{'lock' if locked else 'circle'}: {VIEWS[name]}"
    verdict = checked.verdicts.get(name)
    if verdict is not None and verdict.passed:
        return f":material/check: {VIEWS[name]}"
    return f":material/{'lock' if missing_before(name, checked) else 'circle'}: {VIEWS[name]}"


def script_summary(checked: Review) -> None:
    """What a script pasted whole still needs, all of it at once."""
    wrong = [step.title for step in STEPS if (v := checked.verdicts.get(step.name)) is None or not v.passed]
    if wrong:
        names = ", ".join(f"**{title}**" for title in wrong)
        st.info(f"Your script stands in the seven steps. To mend: {names}.", icon=":material/content_paste:")
    else:
        st.success("Your script passes as it stands.", icon=":material/content_paste:")


with st.container(key="practice_steps"):
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
if session.from_script():
    script_summary(checked)
elif session.resumed():
    st.caption("You go on where you were: your answers were kept in this browser.")
if view in BY_NAME:
    step_view(view, checked)
elif view == "newswires":
    wires_view()
elif view == "train":
    train_view(checked)
else:
    compare_view(checked)
st.space("medium")
keep_panel()
keep_in_browser(view)
