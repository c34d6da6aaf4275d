"""The model in the address: `?model=second~epochs-5` is the second preset with five epochs.

A link to a run is a link to its settings: equal settings are the same run.
"""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from engine.newsgroups.models import FIRST, SECOND, Settings, label
from pages.newsgroups.session import chosen, open_view
from pages.shared.markdown_escape import plain

PRESETS = {"first": FIRST, "second": SECOND}
TITLES = {"first": "First model", "second": "Second model"}
NAMES = tuple(field.name for field in fields(Settings))


def written(settings: Settings) -> str:
    """Settings as the address carries them: the nearest preset, and what differs from it."""
    name, changes = nearest(settings)
    return "~".join([name, *(f"{field}-{_text(value)}" for field, value in changes.items())])


def titled(settings: Settings) -> str:
    """Settings as a person reads them: "First model, epochs 5"."""
    name, changes = nearest(settings)
    return ", ".join([TITLES[name], *(f"{label(field)} {_text(value)}" for field, value in changes.items())])


def nearest(settings: Settings) -> tuple[str, dict[str, Any]]:
    """The preset that differs in the fewest fields, and those fields with their values."""
    ways = [(name, settings.changes(preset)) for name, preset in PRESETS.items()]
    return min(ways, key=lambda way: len(way[1]))


def read(text: str) -> Settings:
    """Settings from what the address carries.

    Raises: ValueError with a sentence about the part that makes no sense.
    """
    name, *changes = text.split("~")
    if name not in PRESETS:
        raise ValueError(f"there is no model {name[:40]!r}; there are {', '.join(PRESETS)}")
    settings = PRESETS[name]
    for change in changes:
        field, _, value = change.partition("-")
        if field not in NAMES:
            raise ValueError(f"a model has no setting {field[:40]!r}")
        settings = replace(settings, **{field: _value(field, value, getattr(settings, field))})
    return settings


def current() -> Settings:
    """The model this page is about: the address's, else the session's, else the first. Writes it into the address."""
    text = st.query_params.get("model", chosen())
    try:
        settings = read(text)
    except ValueError as problem:
        reason = plain(str(problem).rstrip("."))
        st.warning(f"The address names a model that cannot be built: {reason}. Here is the first model instead.")
        settings = FIRST
    choose(settings)
    return settings


def choose(settings: Settings) -> None:
    """From now on the page is about these settings."""
    text = written(settings)
    chosen(text)
    if st.query_params.get("model") != text:
        st.query_params["model"] = text


def look(view: str, settings: Settings) -> None:
    """From now on the page shows this view of these settings."""
    choose(settings)
    open_view(view)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ".".join(map(str, value)) or "none"
    return str(value)


def _value(field: str, text: str, like: Any) -> Any:
    try:
        if isinstance(like, bool):
            return {"True": True, "False": False}[text]
        if isinstance(like, tuple):
            return () if text == "none" else tuple(int(part) for part in text.split("."))
        return type(like)(text)
    except (ValueError, KeyError):
        raise ValueError(f"{field} cannot be {text[:40]!r}") from None
