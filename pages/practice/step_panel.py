"""One step of the exercise: its task, a place to answer, hints, and what would come of the answer."""

import streamlit as st

from engine.practice.exercise import Review
from engine.practice.judging import Kind, Remark, Verdict
from engine.practice.script import VECTORISE
from engine.practice.steps import BY_NAME, STEPS
from pages.practice import session
from pages.practice.fields import fields

ORDER = [step.name for step in STEPS]
HEADS = {
    Kind.UNCLEAR: ("Not yet", ":material/edit:"),
    Kind.BEYOND: ("This cannot be judged here, though Keras may well run it", ":material/help:"),
    Kind.RAISES: ("This stops with an error", ":material/error:"),
    Kind.MISLEADS: ("This runs, but", ":material/warning:"),
    Kind.ADVICE: ("Worth knowing", ":material/info:"),
    Kind.GOOD: ("Right", ":material/check_circle:"),
}


def step_view(name: str, review: Review) -> None:
    """The step's task and widgets; locked while an earlier step does not pass."""
    step, before = BY_NAME[name], ORDER[: ORDER.index(name)]
    st.markdown(f"#### {ORDER.index(name) + 1}. {step.title}")
    missing = next((earlier for earlier in before if earlier not in review.passed), None)
    if missing:
        locked(missing)
        return
    st.markdown(step.task)
    if name == "articles":
        with st.expander("What vectorise does"):
            st.code(
                VECTORISE.format(what="1 where a word occurs", binary="    rows.data[:] = 1\n", code="").strip(),
                language="python",
            )
    fields(name)
    with st.container(horizontal=True):
        st.button("Check", type="primary", key=f"check_{name}", on_click=session.submit, args=(name,))
        shown = session.hints_shown(name)
        if shown < 2:
            st.button(
                ("Hint", "A stronger hint")[shown],
                key=f"hint_{name}_{shown}",
                icon=":material/lightbulb:",
                on_click=session.show_hint,
                args=(name,),
            )
    _verdict(name, review.verdicts.get(name))
    for hint in step.hints[: session.hints_shown(name)]:
        st.info(hint, icon=":material/lightbulb:")


def locked(missing: str) -> None:
    """Says which step comes first, and leads there."""
    st.markdown(f"This builds on **{BY_NAME[missing].title}**, which is still open.")
    st.button(f"Go to {BY_NAME[missing].title}", on_click=session.go_to, args=(missing,), icon=":material/arrow_back:")


def _verdict(name: str, verdict: Verdict | None) -> None:
    if verdict is None:
        return
    if session.draft(name) != dict(session.answers()[name]):
        st.caption("Changed since it was checked.")
        return
    for remark in verdict.remarks:
        _remark(remark)
    if verdict.passed:
        following = [*ORDER, "train"][ORDER.index(name) + 1]
        label = "Train it" if following == "train" else f"Next: {BY_NAME[following].title}"
        st.button(
            label,
            type="primary",
            icon=":material/arrow_forward:",
            key=f"next_{name}",
            on_click=session.go_to,
            args=(following,),
        )


def _remark(remark: Remark) -> None:
    head, icon = HEADS[remark.kind]
    box = {Kind.RAISES: st.error, Kind.MISLEADS: st.warning, Kind.GOOD: st.success}.get(remark.kind, st.info)
    box(f"**{head}{':' if remark.kind is Kind.MISLEADS else '.'}** {remark.text}", icon=icon)
