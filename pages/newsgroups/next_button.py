"""The way through the act: a button at the foot of each view that opens the next, tab by tab and view by view."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import streamlit as st

from pages.newsgroups.session import open_step, open_view, step_in, turned
from pages.newsgroups.testing_view import LOOKS
from pages.newsgroups.vectors_view import STEPS

TABS = {"Vectors": ("step", STEPS), "Test": ("look", LOOKS)}


def onwards(view: str, views: Sequence[str]) -> None:
    """What comes after this view, or after its open tab; after the last, Practice. Nothing where a link ends."""
    if st.query_params.get("end") == view:
        return
    key, tabs = TABS.get(view, (None, ()))
    if key and (following := _after(step_in(key), tabs)):
        _button(following, open_step, key, following)
    elif following := _after(view, views):
        _button(following, open_view, following)
    else:
        st.page_link(
            "practice/practice.py",
            label="Next: Practice, where you build one yourself",
            icon=":material/arrow_forward:",
        )


def _after(here: str | None, names: Sequence[str]) -> str | None:
    """The name after this one; None after the last, or where this one is not among them."""
    return dict(pairwise(names)).get(here or "")


def from_the_top() -> None:
    """Scrolls up once for each press of the button: the next view is read from its beginning."""
    top = "document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)"
    st.html(f"<script>{top} // {turned()}\n</script>", unsafe_allow_javascript=True)


def _button(following: str, *press: Any) -> None:
    """Its key names where it leads: a second press, before the next view is there, does not pass over that one."""
    with st.container(key="next"):
        st.button(
            f"Next: {following}",
            type="primary",
            icon=":material/arrow_forward:",
            key=f"next_{following}",
            on_click=_turn,
            args=press,
        )


def _turn(opening: Callable[..., None], *what: str) -> None:
    opening(*what)
    turned(1)
