"""The model's design: two presets, and every setting to change. What is chosen stands in the address."""

from dataclasses import replace

import streamlit as st

from engine.newsgroups.models import ACTIVATIONS, CORPORA, INITIALISATIONS, LIMITS, MOST_LAYERS, OPTIMIZERS, Settings
from engine.newsgroups.vectors import MODES
from pages.newsgroups.address import PRESETS, TITLES, choose, current
from pages.newsgroups.session import draft

NOT_NUMBERS = "Units are whole numbers with commas between them, such as 128, 64."
RATES = [0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1]


def presets(settings: Settings) -> None:
    """Buttons for the lesson's two models."""
    with st.container(horizontal=True):
        for name, preset in PRESETS.items():
            st.button(
                TITLES[name],
                key=f"preset_{name}",
                on_click=_take,
                args=(preset,),
                type="primary" if settings == preset else "secondary",
            )


def _take(settings: Settings) -> None:
    choose(settings)
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
        _choice("Activation", "activation", settings, ACTIVATIONS)
        _choice("Initial weights", "initialisation", settings, list(INITIALISATIONS))
        st.slider(
            "Dropout",
            0.0,
            0.9,
            step=0.05,
            **_bound("dropout", settings),
            help="Share of the last hidden layer's units silenced at each step.",
        )
        _choice("L2 penalty", "l2", settings, [0.0, 0.00001, 0.0001, 0.001, 0.01])
    with learning:
        st.markdown("**Learning**")
        _choice("Optimizer", "optimizer", settings, list(OPTIMIZERS))
        _choice("Learning rate", "learning_rate", settings, RATES)
        _number("Posts a batch", "batch", settings)
        _number("Epochs", "epochs", settings)
        _number(
            "Stop early: patience",
            "patience",
            settings,
            "Epochs without a better validation loss; 0 never stops early.",
        )
    with words:
        st.markdown("**Words**")
        _choice("Numbers in a vector", "mode", settings, MODES)
        _number("Word in at least … posts", "min_df", settings)
        _choice("Word in at most … of the posts", "max_df", settings, [1.0, 0.5, 0.3, 0.2, 0.1, 0.05, 0.01])
        _number("Post with at least … tokens", "min_tokens", settings)
        _choice("Share of the training posts", "share", settings, [1.0, 0.75, 0.5, 0.25, 0.1])
        _choice("Posts", "corpus", settings, list(CORPORA), help=" · ".join(f"{k}: {v}" for k, v in CORPORA.items()))
    if problem := draft("problem"):
        st.error(problem, icon=":material/error:")


def _choice(title: str, field: str, settings: Settings, options, help: str | None = None) -> None:
    value = getattr(settings, field)
    options = list(options) if value in options else sorted([*options, value], key=str)
    st.selectbox(title, options, **_bound(field, settings), help=help)


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
            value = tuple(int(part) for part in value.replace(",", " ").split())
        choose(replace(settings, **{field: type(getattr(settings, field))(value)}))
        draft("problem", "")
    except ValueError as problem:
        draft("problem", NOT_NUMBERS if "int()" in str(problem) else str(problem))
