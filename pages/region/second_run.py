"""The second run of a comparison: the first with one setting changed, both in the address."""

from dataclasses import replace
from typing import Any

import streamlit as st

from engine.network.settings import CHOICES, MANY_CLASSES, RunSettings
from pages.region import address, film_view, runs
from pages.shared.markdown_escape import plain

SUGGESTED = {
    "lr": "0.1",
    "units": "16,16",
    "batch": "256",
    "epochs": "60",
    "samples": "300",
    "noise": "0.5",
    "seed": "11",
    "data_seed": "7",
    "l1": "0.001",
    "l2": "0.01",
    "classes": "3",
    "test_samples": "1000",
}


def title(name: str, value: Any) -> str:
    """A run's name: its one setting."""
    return f"{address.CALLED[name].removeprefix('the ')}: {address.spell(name, value)}"


def second(settings: RunSettings) -> tuple[str, RunSettings] | None:
    """Which setting differs and the second run's settings, or None while what is entered cannot be used."""
    idle = ("samples", "noise", "classes", "test_samples") if settings.data == "csv" else ()
    if settings.data not in MANY_CLASSES:
        idle = (*idle, "classes")
    names = [name for name in (*SUGGESTED, *CHOICES, "shuffle") if name != "data" and name not in idle]
    left, right = st.columns(2)
    name = left.selectbox(
        "The second run has another",
        names,
        format_func=lambda n: address.CALLED[n].removeprefix("the "),
        key="differs",
        bind="query-params",
    )
    try:
        with right:
            other = replace(settings, **{name: value_of(name, settings)})
    except (ValueError, OverflowError) as problem:
        right.error(plain(problem))
        return None
    if other == settings:
        right.info("That is the first run's value too. Enter another to see what it changes.")
        return None
    return name, other


def value_of(name: str, settings: RunSettings) -> Any:
    """The second run's value, as chosen. Raises: ValueError with a sentence."""
    mine = getattr(settings, name)
    if isinstance(mine, bool):
        st.markdown(f"First {'with' if mine else 'without'}, then {'without' if mine else 'with'}.")
        return not mine
    if name in CHOICES:
        others = [choice for choice in CHOICES[name] if choice != mine]
        return st.selectbox("Its value", others, key=f"second_{name}", bind="query-params")
    text = st.text_input("Its value", SUGGESTED[name], key=f"second_{name}", bind="query-params")
    return address.parse(name, text)


def show(settings: RunSettings, name: str, other: RunSettings) -> None:
    pair = [runs.begun(settings), runs.begun(other)]
    for run in pair:
        if run.over:
            runs.ended(run)
        else:
            runs.watch(run)
    films = [runs.film_of(run) for run in pair]
    if all(run.over for run in pair) and all(films):
        film_view.show(films, tuple(title(name, getattr(each, name)) for each in (settings, other)), key="film2")
