"""What act 2 remembers for a visitor, and its projection into the address.

The session is the truth. It follows the address only where somebody else has moved it, by a link or the browser's own
Back; the component tells where a hand has come to rest, and `project` is the one place that writes that down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from engine.network.settings import LESSON, RunSettings
from engine.region import message
from engine.region.address_fields import CODEC, SECOND, read, view_of

OWN = ("epoch", "show", "seeds", "first", "order", "differs")
KEYS = {*CODEC.parameters(), *OWN, *(SECOND + name for name in CODEC.fields)}


@dataclass(slots=True)
class Kept:
    """view: what a page shows beside the settings, as the component names it. projected: the parameters that stand for
    all that. page: where it was last shown. link: how often somebody else has moved the address.
    csv: the text of the user's file. answers: to what the component has asked, by number. known: what it has got."""

    settings: RunSettings = LESSON
    view: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    projected: dict[str, str] | None = None
    held: bool = False
    page: str = ""
    link: int = 0
    csv: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)


def kept() -> Kept:
    """The visitor's own."""
    return st.session_state.setdefault("act2", Kept())


def opened(page: str) -> Kept:
    """The state of act 2 as this page shows it; a page entered by the menu goes on with the settings of the last."""
    state, given = kept(), {key: value for key, value in st.query_params.items() if key in KEYS}
    entered = state.page != page
    if entered and state.page and not given:
        state.view, state.problems = {}, []
        project(state)
    elif entered or (not state.held and given != state.projected):
        state.settings, state.problems = read(given, state.csv)
        state.view = view_of(given, state.settings, state.problems)
        state.projected, state.link = given, state.link + 1
    elif state.held:
        project(state)
    state.page, state.held = page, False
    return state


def project(state: Kept) -> None:
    """Writes settings and view into the address, behind what others keep there."""
    view, settings = state.view, state.settings
    written = CODEC.write(settings)
    if (epoch := view.get("epoch")) is not None:
        written["epoch"] = f"{epoch:.6g}"
    for name, key, usual in (("panel", "show", "network"), ("count", "seeds", 64), ("first", "first", 0)):
        if view.get(name, usual) != usual:
            written[key] = str(view[name])
    if view.get("order", "seed") != "seed":
        written["order"] = view["order"]
    if second := view.get("second"):
        name = second["name"]
        written["differs"] = name
        if "value" in second:
            written[SECOND + name] = CODEC.fields[name].spell(getattr(differing(settings, second), name))
    state.projected = written
    others = {key: value for key, value in st.query_params.items() if key not in KEYS}
    if dict(st.query_params) != others | written:
        st.query_params.from_dict(others | written)


def differing(settings: RunSettings, second: Mapping[str, Any]) -> RunSettings:
    """The second run's settings. Raises: ValueError, TypeError or KeyError for what cannot be."""
    name, value = second["name"], second["value"]
    if name not in CODEC.fields or name == "data":
        raise KeyError(name)
    return replace(settings, **{name: as_setting(name, value)})


def as_setting(name: str, value: Any) -> Any:
    """A value from the browser as the setting's own type. Raises: ValueError or TypeError."""
    kind = type(getattr(LESSON, name))
    if kind is tuple:
        return tuple(int(part) for part in value)
    if kind is bool or kind is str:
        if not isinstance(value, kind):
            raise TypeError(name)
        return value
    return kind(value)


def settings_of(told: Mapping[str, Any], csv: str) -> RunSettings:
    """Settings as the browser tells them.

    Raises: ValueError, TypeError, KeyError or OverflowError if they cannot be.
    """
    values = {name: as_setting(name, told[name]) for name in CODEC.fields}
    if values["data"] != "csv":
        return RunSettings(**values)
    if not csv or told.get("csv") != message.name(csv):
        raise ValueError("the file is not here")
    return RunSettings(**values, csv=csv)


def settle(place: Mapping[str, Any]) -> None:
    """A hand has come to rest: the component's settings and view are the session's from now on.

    Into the address they come with the page: the hand may have come to rest when another was asked for already.
    """
    state = kept()
    try:
        settings = settings_of(place["settings"], state.csv)
        view = {name: place[name] for name in ("epoch", "panel", "count", "first", "order", "second") if name in place}
        for name, kind in (("epoch", (int, float)), ("panel", str), ("count", int), ("first", int), ("order", str)):
            if view.get(name) is not None and not isinstance(view[name], kind):
                raise TypeError(name)
        if "second" in view:
            differing(settings, view["second"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return
    problems = state.problems if settings == state.settings else []  # the page settles by itself as well
    state.settings, state.view, state.problems, state.held = settings, view, problems, True
