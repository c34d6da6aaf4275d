"""The model this page is about: `?model=second~epochs-5` in the address, kept in the session between visits."""

import streamlit as st

from engine.newsgroups.model_address import MODEL, TITLES, titled
from engine.newsgroups.models import Settings
from pages.newsgroups.session import chosen, open_view
from pages.shared.markdown_escape import plain

PRESETS = MODEL.presets
__all__ = ["MODEL", "PRESETS", "TITLES", "choose", "current", "look", "titled"]


def current() -> Settings:
    """The model this page is about: the address's, else the session's, else the first. Writes it into the address."""
    settings, problems = MODEL.read(st.query_params.get("model", chosen()))
    for problem in problems[:3]:
        st.warning(f"The model in the address was not read whole: {plain(problem.rstrip('.'))}.")
    choose(settings)
    return settings


def choose(settings: Settings) -> None:
    """From now on the page is about these settings."""
    text = MODEL.write(settings)
    chosen(text)
    if st.query_params.get("model") != text:
        st.query_params["model"] = text


def look(view: str, settings: Settings) -> None:
    """From now on the page shows this view of these settings."""
    choose(settings)
    open_view(view)
