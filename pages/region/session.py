"""What act 2 keeps for a session beside the address: the slider being held, the user's own file, refused entries."""

from typing import Any

import streamlit as st


def held() -> dict[str, Any]:
    """Settings that a hand is moving right now; they reach the address when it lets go."""
    return st.session_state.setdefault("act2_held", {})


def component(key: str, name: str) -> Any:
    """What a component of that key last reported under that name, or None."""
    return (st.session_state.get(key) or {}).get(name)


def csv_text() -> str:
    """The user's own points, as text; empty where there are none."""
    return st.session_state.get("act2_csv", "")


def keep_csv(text: str) -> None:
    st.session_state["act2_csv"] = text


def refused() -> dict[str, tuple[Any, str]]:
    """Entries that could not be used, by widget: what was entered, and why not."""
    return st.session_state.setdefault("act2_refused", {})


def entered(widget: str) -> Any:
    """What a widget holds."""
    return st.session_state[widget]


def put(widget: str, value: Any) -> None:
    """Makes a widget show a value; before it is drawn."""
    st.session_state[widget] = value


def show(film: Any) -> None:
    """Notes the film that is being shown."""
    st.session_state["act2_shown"] = film


def shown() -> Any:
    """The film shown last, or None."""
    return st.session_state.get("act2_shown")


def hear(said: float) -> None:
    """Notes which of the component's questions is being answered."""
    st.session_state["act2_said"] = said


def heard() -> float:
    return st.session_state.get("act2_said", 0.0)


def let_go() -> None:
    """A slider was let go: the rest of the page has to follow."""
    st.session_state["act2_let_go"] = True


def was_let_go() -> bool:
    """Whether one was, since the last time this was asked."""
    return st.session_state.pop("act2_let_go", False)
