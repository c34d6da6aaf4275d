"""What the frame draws around a page: style, the bar above it, and what comes next under it."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.component import component
from pages.shared.lesson_path import ACTS, ASIDE, STOPS, before_and_after
from pages.shared.palette import style_sheet

STYLE = (Path(__file__).resolve().parents[2] / "assets" / "shared" / "frame.css").read_text(encoding="utf-8")
_bar = component("glassnet_bar", "frame/bar.js", css=("frame/bar.css",), html='<div class="frame"></div>')
_foot = component("glassnet_foot", "frame/foot.js", css=("frame/foot.css",), html='<nav class="foot"></nav>')


def style() -> None:
    """The palette as custom properties, and what holds on every page."""
    st.html(f"<style>{style_sheet()}\n{STYLE}</style>")


def bar(path: str, pages: Iterable[Any]) -> None:
    """Acts, the pages of this act, before and after; and, unseen, Streamlit's own links, which components press.

    path: of the page that is open. pages: what `st.page_link` takes, of every page.
    """
    with st.container(key="frame_bar"):
        visit = st.session_state.setdefault("visit", uuid.uuid4().hex)
        _bar(data=_way(path) | {"visit": visit}, key="bar", on_back_change=lambda: None, on_theme_change=lambda: None)
    with st.container(key="page_links"):
        for page in pages:
            st.page_link(page)


def foot(path: str) -> None:
    """What comes next, after everything on the page."""
    with st.container(key="frame_foot"):
        _foot(data=_way(path), key="foot")


def _way(path: str) -> dict[str, Any]:
    before, after = before_and_after(path)
    return {
        "here": path,
        "stops": [asdict(stop) for stop in STOPS],
        "aside": [asdict(stop) for stop in ASIDE],
        "acts": [asdict(act) for act in ACTS],
        "before": before and asdict(before),
        "after": after and asdict(after),
    }
