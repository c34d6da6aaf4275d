"""What a learner takes away: script, notebook, and the state of the exercise as a file to load again."""

import streamlit as st

from app_pages.parts.practice import state
from engine.practice.exercise import Review
from engine.practice.progress import NotProgress, from_file, to_file
from engine.practice.script import notebook, script

RUN = "Both need Keras, TensorFlow, SciPy and scikit-learn."


def script_panel(review: Review) -> None:
    """The script as far as it has grown."""
    st.markdown("**Your script**")
    text = script(state.answers(), review.passed)
    if not text:
        st.caption("It grows here, step by step.")
        return
    with st.container(
        key="script", height=560 if len(text.splitlines()) > 30 else "content", border=False, autoscroll=True
    ):
        st.code(text, language="python", wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button("Script", text, "reuters.py", "text/x-python", icon=":material/download:", on_click="ignore")
        st.download_button("Notebook", lambda: notebook(state.answers(), review.passed), "reuters.ipynb",
                           "application/x-ipynb+json", icon=":material/download:", on_click="ignore")  # fmt: skip
    if review.design:
        st.caption(RUN)


def keep_panel() -> None:
    """Progress to keep, and to load again."""
    with st.popover("Keep your progress", icon=":material/bookmark:"):
        st.markdown(
            "The address of this page holds your answers: copy it, or bookmark it. A file holds your attempts too."
        )
        st.download_button(
            "Download progress", to_file(state.answers(), state.attempts()), "reuters-practice.json",
            "application/json", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.file_uploader("Load a progress file", type="json", key="progress_file", on_change=_load)
        if problem := state.problem():
            st.error(problem)
        if state.can_bring_back():
            st.button("Bring back what was there before", icon=":material/undo:", on_click=state.bring_back)
        else:
            st.button("Start afresh", icon=":material/restart_alt:", on_click=state.start_afresh)


def _load() -> None:
    uploaded = state.uploaded()
    if uploaded is None:
        return
    try:
        answers, attempts = from_file(uploaded)
        state.put_aside()
        state.take_over(answers, [*attempts, *(own for own in state.attempts() if own not in attempts)])
        state.problem("")
    except NotProgress as refusal:
        state.problem(str(refusal))
