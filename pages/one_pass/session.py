"""What act 1 remembers for a visitor: the settings, the way back through earlier ones, what was refused.

The session is the truth, the address its projection: `settings` follows the address only where somebody else has moved
it, by a link or the browser's own Back; `show` is the one place that writes it.
"""

from dataclasses import dataclass, field
from typing import Any, TypedDict

import streamlit as st

from engine.one_pass import LESSON, Settings, from_query, to_query
from engine.one_pass.pass_address import KEYS
from pages.shared.widgets import said

MOST = 100


class Reading(TypedDict):
    """One way to understand what was pasted: what it would become, and the text that says only that."""

    label: str
    text: str


class Refusal(TypedDict, total=False):
    """What was typed and cannot be used, where, and why. id: None where it is about the whole. readings: what it may
    mean, to choose from."""

    id: str | None
    i: int
    j: int
    text: str
    reason: str
    readings: list[Reading]


@dataclass(slots=True)
class Kept:
    """projected: the parameters that stand for the settings in the address. held: whether a hand has changed something
    in this very run, whose message may carry an older address. asked, opened: the step that the address last moved the
    stage to, and how often it did. answered: the number of the last change from the stage that was dealt with.
    verdict: what a try led to, and the settings it is about."""

    settings: Settings = LESSON
    problems: list[str] = field(default_factory=list)
    projected: dict[str, str] = field(default_factory=dict)
    held: bool = False
    past: list[Settings] = field(default_factory=list)
    future: list[Settings] = field(default_factory=list)
    refusal: Refusal | None = None
    asked: str | None = None
    opened: int = -1
    answered: int = 0
    verdict: tuple[Settings, str] = (LESSON, "")


def _kept() -> Kept:
    return st.session_state.setdefault("one_pass", Kept())


def settings() -> tuple[Settings, list[str]]:
    """The settings, and a sentence about each part of the address that could not be read."""
    kept, given = _kept(), {key: st.query_params[key] for key in KEYS if key in st.query_params}
    if kept.held:
        show(kept.settings)
    elif given != kept.projected:
        kept.settings, kept.problems = from_query(given)
        kept.projected = given
    kept.held = False
    return kept.settings, list(kept.problems)


def current() -> Settings:
    """The settings as they are, for a callback."""
    return settings()[0]


def show(new: Settings) -> None:
    """Keeps settings, and writes them into the address."""
    kept = _kept()
    kept.settings, kept.problems, kept.projected = new, [], to_query(new)
    for key in KEYS:
        if key in kept.projected:
            st.query_params[key] = kept.projected[key]
        elif key in st.query_params:
            del st.query_params[key]


def hold() -> None:
    """Tells that a message of the stage is being answered: what it brings counts, not the address it came with."""
    _kept().held = True


def change(new: Settings) -> None:
    """Takes new settings over, with a way back."""
    kept, old = _kept(), current()
    refuse(None)
    if new != old:
        kept.past, kept.future = [*kept.past, old][-MOST:], []
        show(new)


def can_undo() -> bool:
    return bool(_kept().past)


def can_redo() -> bool:
    return bool(_kept().future)


def undo() -> None:
    kept = _kept()
    if kept.past:
        kept.future.append(kept.settings)
        refuse(None)
        show(kept.past.pop())


def redo() -> None:
    kept = _kept()
    if kept.future:
        kept.past.append(kept.settings)
        refuse(None)
        show(kept.future.pop())


def back_to_lesson() -> None:
    change(LESSON)


def refuse(problem: Refusal | None) -> None:
    """Remembers what was typed and cannot be used, and why, until the next change."""
    _kept().refusal = problem


def refusal() -> Refusal | None:
    return _kept().refusal


def step() -> str | None:
    """The id of the step that the address asks for."""
    return st.query_params.get("step")


def show_step(step: str) -> None:
    """Writes the step on which the reader rests into the address; a message of the stage has brought it."""
    hold()
    st.query_params["step"] = step


def opening() -> dict[str, Any]:
    """The step to which the address, not the reader, last moved the stage, and how often it did: {"step", "n"}.

    It stays the same while the reader steps, so that nothing has to be sent to the stage again.
    """
    kept, asked = _kept(), step()
    if kept.opened < 0 or asked not in (kept.asked, said("stage", "step")):
        kept.opened += 1
    kept.asked = asked
    return {"step": asked, "n": kept.opened}


def answered() -> int:
    """The number of the last change from the stage that was dealt with."""
    return _kept().answered


def answer(number: int) -> None:
    _kept().answered = number


def keep_verdict(sentence: str) -> None:
    """Keeps what the try that has just been made led to."""
    kept = _kept()
    kept.verdict = (kept.settings, sentence)


def verdict() -> str:
    """What the try led to whose settings these are; "" where they come from elsewhere."""
    about, sentence = _kept().verdict
    return sentence if about == _kept().settings else ""


PANEL = "panel"


def panel() -> str | None:
    """The panel that the address asks for."""
    return st.query_params.get(PANEL)


def show_panel(name: str | None) -> None:
    """Writes the panel that is open into the address; a message of the stage has brought it."""
    hold()
    if name:
        st.query_params[PANEL] = name
    elif PANEL in st.query_params:
        del st.query_params[PANEL]
