"""What act 3 keeps between runs of its page, beyond what stands in the address."""

from typing import Any

import streamlit as st


def chosen(text: str | None = None) -> str:
    """The model last looked at, as the address writes it; given a text, remembers that."""
    if text is not None:
        st.session_state["newsgroups_model"] = text
    return st.session_state.get("newsgroups_model", "first")


def draft(field: str, value: Any = None) -> Any:
    """What the builder's widget of a setting holds ("problem": what is wrong with it); given a value, sets it."""
    key = f"draft_{field}"
    if value is not None:
        st.session_state[key] = value
    return st.session_state.get(key)
