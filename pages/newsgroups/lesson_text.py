"""The lesson's questions and answers beside each view, read from lesson.toml."""

import tomllib
from functools import cache
from pathlib import Path

import streamlit as st


@cache
def _lesson() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("lesson.toml").read_text(encoding="utf-8"))


def why(view: str) -> None:
    """The questions that belong to a view, each opened by pressing it."""
    st.subheader("Questions worth asking")
    for one in _lesson()[view]:
        with st.expander(one["question"]):
            st.markdown(one["answer"])
