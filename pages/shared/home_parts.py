"""Home's parts: the region behind the title, the way in, and the three acts as cards."""

from dataclasses import asdict
from functools import cache
from typing import Any

import streamlit as st

from engine.one_pass import LESSON, trace
from pages.shared.component import component
from pages.shared.lesson_path import ACTS, STOPS
from pages.shared.palette import picture_colours

SAMPLE, UNIT = 1, 3  # whose cell of h1 = X @ Wh + bh stands on act 1's card
# Our own words for act 3's card, with what its rule keeps: a word of three letters or more that is no stop word.
WORDS = [
    *(("After", False), ("a", False), ("long", True), ("drive", True), ("the", False), ("brakes", True)),
    *(("run", True), ("cool", True), ("and", False), ("the", False), ("car", True), ("still", False), ("pulls", True)),
    *(("to", False), ("the", False), ("left", True)),
]

_sky = component("glassnet_sky", "home/sky.js", css=("home/sky.css",), html='<div class="sky"></div>')
_start = component("glassnet_start", "home/start.js", css=("home/start.css",), html='<div class="start"></div>')
_cards = component("glassnet_cards", "home/cards.js", css=("home/cards.css",), html='<div class="cards"></div>')


def sky() -> None:
    """The lesson's region, forming behind what follows."""
    theme = st.context.theme.type
    with st.container(key="home_sky"):
        _sky(key="sky", data={"colours": picture_colours(theme), "dark": theme == "dark"})


def start() -> None:
    """The way in, and on from where somebody was."""
    _start(key="start", data={"first": {"path": STOPS[0].path, "minutes": ACTS[0].minutes}})


def cards() -> None:
    """The three acts, each a link to its first page."""
    acts = []
    for act in ACTS:
        first = next(stop for stop in STOPS if stop.act == act.number)
        acts.append(asdict(act) | {"path": first.path})
    words = [{"text": text, "kept": kept} for text, kept in WORDS]
    dark = st.context.theme.type == "dark"
    _cards(key="cards", data={"acts": acts, "product": product(), "words": words, "dark": dark})


@cache
def product() -> dict[str, Any]:
    """A row of X, a column of Wh, and the number of h1 that they make, as act 1 computes it."""
    values = trace(LESSON).values
    return {
        "row": values["X"][SAMPLE].tolist(),
        "column": values["Wh"][:, UNIT].tolist(),
        "result": float(values["h1"][SAMPLE, UNIT]),
    }
