"""What a learner takes away: script, notebook, and the state of the exercise as a file to load again."""

import streamlit as st

from engine.practice.exercise import Review
from engine.practice.progress import NotProgress, from_file, to_file, tries_from_file
from engine.practice.script import notebook, script
from pages.practice import session
from pages.shared.widgets import note_on_uploads

RUN = "Both need Keras, TensorFlow, SciPy and scikit-learn."


def script_panel(review: Review) -> None:
    """The script as far as it has grown."""
    answers, passed = dict(session.answers()), list(review.passed)
    text = script(answers, passed)
    if not text:
        with st.container(key="empty_script"):
            st.caption("Your script grows here, step by step.")
        return
    st.markdown("**Your script**")
    with st.container(key="script", height=300 if len(text.splitlines()) > 14 else "content", border=False):
        st.code(text, language="python", wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button("Script", text, "reuters.py", "text/x-python", icon=":material/download:", on_click="ignore")
        st.download_button(
            "Notebook",
            lambda: notebook(answers, passed),  # made when it is asked for, where there is no session
            "reuters.ipynb",
            "application/x-ipynb+json",
            icon=":material/download:",
            on_click="ignore",
        )
    if review.design:
        st.caption(RUN)


def keep_panel() -> None:
    """Progress to keep, and to load again."""
    with st.popover("Keep your progress", icon=":material/bookmark:"):
        st.markdown(
            "The address of this page holds your answers: copy it, or bookmark it. A file holds your attempts too."
        )
        st.download_button(
            "Download progress",
            to_file(session.answers(), session.attempts(), session.tries()),
            "reuters-practice.json",
            "application/json",
            icon=":material/download:",
            on_click="ignore",
        )
        st.file_uploader("Load a progress file", type="json", key="progress_file", on_change=_load)
        note_on_uploads()
        if problem := session.problem():
            st.error(problem)
        if session.can_bring_back():
            st.button("Bring back what was there before", icon=":material/undo:", on_click=session.bring_back)
        else:
            st.button("Start afresh", icon=":material/restart_alt:", on_click=session.start_afresh)


def _load() -> None:
    uploaded = session.uploaded()
    if uploaded is None:
        return
    try:
        (answers, attempts), tried = from_file(uploaded), tries_from_file(uploaded)
        session.put_aside()
        session.take_up_tries(tried)
        session.take_over(answers, [*attempts, *(own for own in session.attempts() if own not in attempts)])
        session.problem("")
    except NotProgress as refusal:
        session.problem(str(refusal))
