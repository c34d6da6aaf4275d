"""The model's design: two presets, and every setting to change. What is chosen stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from engine.newsgroups.models import (
    ACTIVATIONS,
    CORPORA,
    INITIALISATIONS,
    LIMITS,
    MOST_LAYERS,
    OPTIMIZERS,
    Settings,
    units_of,
)
from engine.newsgroups.vectors import MODES
from pages.newsgroups.address import PRESETS, TITLES, choose, current
from pages.newsgroups.session import draft

HELP = {
    "activation": "relu: 0 below 0, else unchanged. tanh: between −1 and 1. sigmoid: between 0 and 1. silu: x · "
    "sigmoid(x). gelu: x times the probability that a standard normal number is below x; like silu, a smooth relu.",
    "initialisation": "random normal: deviation 0.05, whatever the layer. He: variance 2 / inputs, meant for relu. "
    "Glorot: variance 2 / (inputs + units). LeCun: variance 1 / inputs.",
    "l2": "This number times the sum of all squared weights is added to the loss, which keeps weights small.",
    "optimizer": "sgd: learning rate times gradient. rmsprop: each gradient first divided by its own recent size. "
    "adam: that, and a running mean of the gradients. nadam: adam with that mean moved one step ahead. adamw: adam "
    "whose weights shrink apart from the gradient.",
}
RATES = [0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1]


def presets(settings: Settings) -> None:
    """The lesson's two models to choose from; neither is chosen where the settings are others."""
    here = next((name for name, preset in PRESETS.items() if settings == preset), None)
    st.session_state["preset"] = here
    st.segmented_control(
        "Model",
        list(PRESETS),
        format_func=lambda name: TITLES[name],
        key="preset",
        on_change=_take,
        label_visibility="collapsed",
    )


def _take() -> None:
    name = st.session_state["preset"]
    if name:
        choose(PRESETS[name])
        draft("problem", "")


def builder(settings: Settings) -> None:
    """Every setting of the model; a change counts at once."""
    network, learning, words = st.columns(3, gap="large")
    with network:
        st.markdown("**Network**")
        st.text_input(
            "Units of each hidden layer",
            **_bound("units", settings),
            max_chars=60,
            help=f"Numbers with commas between them: up to {MOST_LAYERS} layers. Empty: none.",
        )
        _choice("Activation", "activation", settings, ACTIVATIONS, HELP["activation"])
        _choice("Initial weights", "initialisation", settings, list(INITIALISATIONS), HELP["initialisation"])
        st.slider(
            "Dropout",
            *map(float, LIMITS["dropout"]),
            step=0.05,
            **_bound("dropout", settings),
            help="Share of the last hidden layer's units silenced at each step.",
        )
        _choice("L2 penalty", "l2", settings, [0.0, 0.00001, 0.0001, 0.001, 0.01], HELP["l2"])
    with learning:
        st.markdown("**Learning**")
        _choice("Optimizer", "optimizer", settings, list(OPTIMIZERS), HELP["optimizer"])
        _choice("Learning rate", "learning_rate", settings, RATES)
        _number("Batch size, in posts", "batch", settings)
        _number("Epochs", "epochs", settings)
        _number(
            "Epochs without gain that end it",
            "patience",
            settings,
            "Epochs in a row without a better validation loss that end training early; 0 here never does.",
        )
    with words:
        st.markdown("**Words**")
        _choice("Numbers in a vector", "mode", settings, MODES)
        _number("Word in at least … posts", "min_df", settings)
        _choice("Word in at most … of the posts", "max_df", settings, [1.0, 0.5, 0.3, 0.2, 0.1, 0.05, 0.01])
        _number("Post with at least … tokens", "min_tokens", settings)
        _choice("Share of the training posts", "share", settings, [1.0, 0.75, 0.5, 0.25, 0.1])
        _choice("Posts", "corpus", settings, list(CORPORA), names=CORPORA)
    if problem := draft("problem"):
        st.error(problem, icon=":material/error:")


def _choice(
    title: str,
    field: str,
    settings: Settings,
    options: Sequence[Any],
    help: str | None = None,
    names: Mapping[str, str] | None = None,
) -> None:
    value = getattr(settings, field)
    options = list(options) if value in options else sorted([*options, value], key=str)
    spelled = names.__getitem__ if names else str
    st.selectbox(title, options, format_func=spelled, **_bound(field, settings), help=help)


def _number(title: str, field: str, settings: Settings, help: str | None = None) -> None:
    low, high = LIMITS[field]
    st.number_input(title, int(low), int(high), step=1, **_bound(field, settings), help=help)


def _bound(field: str, settings: Settings) -> dict:
    """Key and callback of a setting's widget, its value taken from the settings before it is drawn."""
    value = getattr(settings, field)
    if not draft("problem"):
        draft(field, ", ".join(map(str, value)) if field == "units" else value)
    return {"key": f"draft_{field}", "on_change": _changed, "args": (field,)}


def _changed(field: str) -> None:
    """A widget was changed: the settings follow, or the reason why they cannot."""
    value = draft(field)
    settings = current()
    try:
        if field == "units":
            value = units_of(value)
        choose(replace(settings, **{field: type(getattr(settings, field))(value)}))
        draft("problem", "")
    except ValueError as problem:
        draft("problem", str(problem))
