"""What act 1 remembers. The settings stand in the address; a session keeps the way back through earlier ones."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine.one_pass import LESSON, Settings, from_query, to_query
from engine.one_pass.pass_address import KEYS

PAST, FUTURE, REFUSAL = "one_pass_past", "one_pass_future", "one_pass_refusal"
MOST = 100


def settings() -> tuple[Settings, list[str]]:
    """The settings that the address asks for, and a sentence about each part of it that could not be read."""
    return from_query(st.query_params.to_dict())


def show(new: Settings) -> None:
    """Puts settings into the address."""
    wanted = to_query(new)
    for key in KEYS:
        if key in wanted:
            st.query_params[key] = wanted[key]
        elif key in st.query_params:
            del st.query_params[key]


def change(new: Settings) -> None:
    """Takes new settings over, with a way back."""
    old = settings()[0]
    refuse(None)
    if new == old:
        return
    st.session_state[PAST] = [*st.session_state.get(PAST, []), old][-MOST:]
    st.session_state[FUTURE] = []
    show(new)


def can_undo() -> bool:
    return bool(st.session_state.get(PAST))


def can_redo() -> bool:
    return bool(st.session_state.get(FUTURE))


def undo() -> None:
    _step(PAST, FUTURE)


def redo() -> None:
    _step(FUTURE, PAST)


def _step(source: str, target: str) -> None:
    if not st.session_state.get(source):
        return
    *rest, wanted = st.session_state[source]
    st.session_state[source] = rest
    st.session_state[target] = [*st.session_state.get(target, []), settings()[0]]
    refuse(None)
    show(wanted)


def back_to_lesson() -> None:
    change(LESSON)


def refuse(problem: Mapping[str, Any] | None) -> None:
    """Remembers what was typed and cannot be used, and why, until the next change."""
    st.session_state[REFUSAL] = problem


def refusal() -> dict[str, Any] | None:
    return st.session_state.get(REFUSAL)


def said(key: str, name: str) -> Any:
    """What the component or widget `key` last reported under a name."""
    return (st.session_state.get(key) or {}).get(name)


def put(key: str, value: Any) -> str:
    """Makes the widget `key`, not yet drawn in this run, show a value. Returns the key."""
    st.session_state[key] = value
    return key


def entered(key: str) -> Any:
    """What a widget holds."""
    return st.session_state[key]


def step() -> str | None:
    """The id of the step that the address asks for."""
    return st.query_params.get("step")


def show_step(step: str) -> None:
    st.query_params["step"] = step


def opening() -> dict[str, Any]:
    """The step to which the address, not the reader, last moved the stage, and how often it did: {"step", "n"}.

    It stays the same while the reader steps, so that nothing has to be sent to the stage again.
    """
    asked = step()
    last, opened = st.session_state.get("one_pass_opening", (asked, {"step": asked, "n": 0}))
    if asked not in (last, said("stage", "step")):
        opened = {"step": asked, "n": opened["n"] + 1}
    st.session_state["one_pass_opening"] = (asked, opened)
    return opened
