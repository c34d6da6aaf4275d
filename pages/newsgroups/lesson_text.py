"""The lesson's questions and answers beside each view, read from the engine's lesson_questions.toml."""

import streamlit as st

from engine.newsgroups.lesson_questions import questions
from pages.shared.term_links import prose


def why(view: str, **facts: object) -> None:
    """The questions that belong to a view, each opened by pressing it. facts: what its answers fill in."""
    st.subheader("Questions worth asking")
    for one in questions(view, facts):
        with st.expander(one.question):
            prose(one.answer)
