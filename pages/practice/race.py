"""Bars that grow side by side: the chosen network and its rivals on the test newswires."""

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from engine.practice.certificate import Result
from pages.shared.component import component
from pages.shared.palette import palette

_race = component(
    "glassnet_race", "practice/race.js", css=("practice/race.css",), html='<div class="race" role="img"></div>'
)


def race(results: Sequence[Result]) -> None:
    """The results, the smallest first."""
    ordered = sorted(results, key=lambda each: each.accuracy)
    rows = [{"name": each.name, "share": each.accuracy, "own": each.own} for each in ordered]
    _race(key="race", data={"rows": rows, "colours": asdict(palette(st.context.theme.type))})
