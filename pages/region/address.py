"""The settings of act 2 in the address, so that a link reproduces a run. What equals the lesson's is left out."""

from dataclasses import fields, replace
from typing import Any

import streamlit as st

from engine.network.settings import LESSON, MANY_CLASSES, RunSettings
from pages.region import session
from pages.shared.markdown_escape import plain

NAMES = tuple(field.name for field in fields(RunSettings) if field.name != "csv")
CALLED = {
    "data": "the data set",
    "samples": "the number of points",
    "classes": "the number of classes",
    "noise": "the noise",
    "data_seed": "the seed of the data",
    "test_samples": "the number of unseen points",
    "units": "the hidden layers",
    "activation": "the activation",
    "init": "the initial weights",
    "seed": "the seed of the weights",
    "optimizer": "the optimizer",
    "lr": "the learning rate",
    "batch": "the batch size",
    "epochs": "the number of epochs",
    "shuffle": "shuffling",
    "l1": "L1",
    "l2": "L2",
}


def parse(name: str, text: str) -> Any:
    """A parameter's text as the setting's own type. Raises: ValueError with a sentence."""
    kind = type(getattr(LESSON, name))
    try:
        if kind is tuple:
            return () if text.strip() == "none" else tuple(int(part) for part in text.replace(",", " ").split())
        if kind is bool:
            return {"1": True, "0": False}[text]
        return kind(text)
    except (ValueError, KeyError):
        what = "whole numbers, such as 4,4" if kind is tuple else "1 or 0" if kind is bool else "a number"
        raise ValueError(f"{text!r} cannot be read; {CALLED[name]} must be {what}.") from None


def spell(name: str, value: Any) -> str:
    """A setting as the address carries it."""
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or "none"
    return str(int(value)) if isinstance(value, bool) else f"{value:.12g}" if isinstance(value, float) else str(value)


def read(prefix: str = "", base: RunSettings = LESSON) -> tuple[RunSettings, list[str]]:
    """The settings in the address, and a sentence for each parameter that could not be used and was left at base's."""
    settings, problems = base, []
    for name in NAMES:
        text = st.query_params.get(prefix + name)
        if text is None:
            continue
        try:
            value = parse(name, text)
            change = {name: value} | ({"csv": session.csv_text()} if value == "csv" else {})
            if value == "csv" and not change["csv"]:
                raise ValueError("your own points are not part of a link; add the file again under Data.")
            settings = replace(settings, **change)
        except (ValueError, OverflowError) as problem:
            problems.append(f"`{prefix + name}` in the address was left out: {plain(problem)}")
    return settings, problems


def write(prefix: str = "", base: RunSettings = LESSON, **changes: Any) -> None:
    """Puts settings into the address, with the epoch the film rests at; settings that equal base's leave it."""
    if changes.get("data", "quantiles" if "data" in changes else "blobs") not in MANY_CLASSES:
        changes.setdefault("classes", 2)
    st.query_params.update(
        {prefix + name: spell(name, value) for name, value in changes.items() if value != getattr(base, name)}
        | resting()
    )
    for name, value in changes.items():
        if value == getattr(base, name):
            st.query_params.pop(prefix + name, None)


def resting() -> dict[str, str]:
    """The epoch the film rests at. The browser has put it into the address by itself, so the server has to be told."""
    told = [at for key in ("film", "film2") if (at := session.component(key, "epoch")) is not None]
    return {"epoch": f"{told[0]:.6g}"} if told else {}


def params(settings: RunSettings, base: RunSettings = LESSON) -> dict[str, str]:
    """The parameters that a link to these settings has."""
    return {
        name: spell(name, getattr(settings, name)) for name in NAMES if getattr(settings, name) != getattr(base, name)
    }


def clear(prefix: str = "") -> None:
    """Back to the lesson."""
    st.query_params.update(resting())
    for name in NAMES:
        st.query_params.pop(prefix + name, None)
    session.refused().clear()
    session.held().clear()


def epoch() -> float | None:
    """The epoch in the address, if there is one that is a number."""
    try:
        value = float(st.query_params.get("epoch", ""))
    except ValueError:
        return None
    return value if value >= 0 else None
