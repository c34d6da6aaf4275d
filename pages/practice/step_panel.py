"""One step of the exercise: its task and a place to answer at the left, what would come of the answer beside it."""

import streamlit as st

from engine.practice.exercise import Review
from engine.practice.judging import Kind, Remark, Verdict
from engine.practice.script import VECTORISE
from engine.practice.steps import BY_NAME, ORDER
from pages.practice import session
from pages.practice.export_panel import script_panel
from pages.practice.fields import fields, preview
from pages.shared.term_links import prose

HEADS = {
    Kind.UNCLEAR: ("Not yet", ":material/edit:"),
    Kind.BEYOND: ("This cannot be judged here, though Keras may well run it", ":material/help:"),
    Kind.RAISES: ("This stops with an error", ":material/error:"),
    Kind.MISLEADS: ("This runs, but", ":material/warning:"),
    Kind.ADVICE: ("Worth knowing", ":material/info:"),
    Kind.GOOD: ("Right", ":material/check_circle:"),
}
BOXES = {
    Kind.RAISES: st.error,
    Kind.MISLEADS: st.warning,
    Kind.UNCLEAR: st.warning,
    Kind.BEYOND: st.info,
    Kind.ADVICE: st.info,
    Kind.GOOD: st.success,
}


def step_view(name: str, review: Review) -> None:
    """The step's task and widgets, its verdict beside them; locked while an earlier step does not pass."""
    with st.container(key="step"):
        left, right = st.columns([6, 5], gap="large")
    missing = missing_before(name, review)
    with left:
        st.markdown(f"#### {ORDER.index(name) + 1}. {BY_NAME[name].title}")
        if missing:
            locked(missing)
            with st.container(border=True, key="locked_task"):
                st.caption("What it will ask")
                prose(BY_NAME[name].task)
        else:
            _task(name, review)
    with right:
        if not missing:
            with st.container(key="verdict"):
                _verdict(name, review.verdicts.get(name))
                _hints(name)
            if name == "load":
                preview()
        script_panel(review)


def missing_before(name: str, review: Review) -> str:
    """The first step before this one that is still open; "" if there is none, or a whole script was pasted."""
    if session.from_script():
        return ""
    return next((earlier for earlier in ORDER[: ORDER.index(name)] if earlier not in review.passed), "")


def _task(name: str, review: Review) -> None:
    """What is asked, the widgets, and the buttons under them."""
    step, verdict = BY_NAME[name], review.verdicts.get(name)
    prose(step.task)
    if name == "articles":
        with st.expander("What vectorise does"):
            code = VECTORISE.format(what="1 where a word occurs", binary="    rows.data[:] = 1\n", code="")
            st.code(code.strip(), language="python")
    unchanged = verdict is not None and _is_checked(name)
    fields(name, {remark.line for remark in verdict.remarks if remark.fails} if verdict and unchanged else ())
    passed = verdict is not None and verdict.passed and unchanged
    with st.container(horizontal=True):
        st.button(
            "Check",
            type="secondary" if passed else "primary",
            key=f"check_{name}",
            on_click=session.submit,
            args=(name,),
        )
        if passed:
            _next_button(name)
        shown = session.hints_shown(name)
        if shown < 2 and not passed:
            st.button(
                ("Hint", "A stronger hint")[shown],
                key=f"hint_{name}_{shown}",
                icon=":material/lightbulb:",
                on_click=session.show_hint,
                args=(name,),
            )
        if name != "load" and not passed:
            with st.container(key="check_key", width="content"):
                st.caption("Ctrl+Enter checks")


def _next_button(name: str) -> None:
    following = [*ORDER, "train"][ORDER.index(name) + 1]
    st.button(
        "Train it" if following == "train" else f"Next: {BY_NAME[following].title}",
        type="primary",
        icon=":material/arrow_forward:",
        key=f"next_{name}",
        on_click=session.go_to,
        args=(following,),
    )


def locked(missing: str) -> None:
    """Says which step comes first, and leads there."""
    st.markdown(f":material/lock: This builds on **{BY_NAME[missing].title}**, which is still open.")
    st.button(f"Go to {BY_NAME[missing].title}", on_click=session.go_to, args=(missing,), icon=":material/arrow_back:")


def _is_checked(name: str) -> bool:
    """Whether the widgets hold what was checked."""
    answer = session.answers().get(name)
    return answer is not None and {**session.draft(name), "names": ""} == {**answer, "names": ""}


def _verdict(name: str, verdict: Verdict | None) -> None:
    """What would come of the answer: beside the editor, where it stays in view however far the page is scrolled."""
    if verdict is None:
        return
    if not _is_checked(name):
        st.caption("Changed since it was checked.")
        return
    for remark in verdict.remarks:
        _remark(remark)


def _remark(remark: Remark) -> None:
    head, icon = HEADS[remark.kind]
    line = f" Line {remark.line}." if remark.line else ""
    BOXES[remark.kind](f"**{head}{':' if remark.kind is Kind.MISLEADS else '.'}**{line} {remark.text}", icon=icon)


def _hints(name: str) -> None:
    for number, hint in enumerate(BY_NAME[name].hints[: session.hints_shown(name)]):
        with st.container(key=f"hint_note_{number}"):
            st.markdown(f":material/lightbulb: {hint}")
