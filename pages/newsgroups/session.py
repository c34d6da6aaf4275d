"""What act 3 keeps between runs of its page, beyond what stands in the address."""

from typing import Any

import streamlit as st


def chosen(text: str | None = None) -> str:
    """The model last looked at, as the address writes it; given a text, remembers that."""
    if text is not None:
        st.session_state["newsgroups_model"] = text
    return st.session_state.get("newsgroups_model", "first")


def open_view(view: str) -> None:
    """The page shows this view next."""
    st.session_state["view"] = view


def turned(more: int = 0) -> int:
    """How often somebody went on from the foot of a view, now `more` times more."""
    st.session_state["turned"] = st.session_state.get("turned", 0) + more
    return st.session_state["turned"]


def step_in(key: str) -> str | None:
    """The tab that is open, of the tabs with this key."""
    return st.session_state.get(key)


def open_step(key: str, name: str) -> None:
    """Of the tabs with this key, this one is open next."""
    st.session_state[key] = name


def draft(field: str, value: Any = None) -> Any:
    """What the builder's widget of a setting holds ("problem": what is wrong with it); given a value, sets it."""
    key = f"draft_{field}"
    if value is not None:
        st.session_state[key] = value
    return st.session_state.get(key)


def pick_cell(classes: list[str]) -> None:
    """A cell of the confusion matrix was pressed: the two boxes below it follow."""
    pressed = st.session_state["confusion"]["cell"]
    if pressed:
        truth, predicted = map(int, pressed.split())
        st.session_state["true"], st.session_state["predicted"] = classes[truth], classes[predicted]


def put_text(text: str) -> None:
    """The box for the user's own text now holds this one, with no word struck."""
    st.session_state["text"], st.session_state["struck"] = text, []


def strike_pressed() -> None:
    """A word of the text was pressed: it is struck, or no longer."""
    word, words = st.session_state["verdict_text"]["pressed"], struck()
    if word:
        st.session_state["struck"] = [w for w in words if w != word] if word in words else [*words, word]


def struck() -> list[str]:
    """The words struck from the user's own text."""
    return list(st.session_state.get("struck", []))
