"""Training: the model chosen, its parameters and code, the run as it goes, and every run beside the others."""

import streamlit as st

from app_pages.parts.newsgroups.address import choose, current, titled
from app_pages.parts.newsgroups.builder import builder, presets
from app_pages.parts.newsgroups.corpus import data_of
from app_pages.parts.newsgroups.take_away import take_away
from app_pages.parts.run_panel import run_panel
from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.text.models import Layer, Settings, fit_code, for_epochs, layers, model_code
from engine.text.training import train


def train_view() -> None:
    settings = current()
    presets(settings)
    with st.expander("Change the model", icon=":material/tune:"):
        builder(settings)
    _model(settings)
    run = workbench().find(name_of(train, settings))
    _buttons(settings, run)
    if run is not None:
        run_panel(run, titled(settings))
        if run.over and run.state != "failed" and run.result() is not None:
            take_away(run)


def _model(settings: Settings) -> None:
    """Where its parameters come from, and the code that is run."""
    data = data_of(settings)
    columns, classes = data.columns, len(data.classes)
    found = layers(settings, columns, classes)
    total = sum(layer.parameters for layer in found)
    st.markdown(
        f"**{titled(settings)}** · {total:,} parameters, {found[0].parameters / total:.1%} of them in the first layer"
    )
    left, right = st.columns(2, gap="large")
    with left.expander("Where the parameters come from", icon=":material/calculate:"):
        st.markdown("A dense layer has one weight for each input of each unit, and one bias a unit: $v \\cdot n + n$.")
        rows = [{"layer": one.name, "arithmetic": _arithmetic(one), "parameters": one.parameters} for one in found]
        st.dataframe(rows, hide_index=True)
    with right.expander("The Keras code that is run", icon=":material/code:"):
        st.code(model_code(settings, columns, classes) + "\n" + fit_code(settings), language="python")


def _arithmetic(layer: Layer) -> str:
    if not layer.parameters:
        return "none: it only switches units off"
    return f"{layer.inputs:,} · {layer.units:,} + {layer.units:,}"


def _buttons(settings: Settings, run: Run | None) -> None:
    with st.container(horizontal=True):
        if run is None or run.state in ("stopped", "failed"):
            label = "Train" if run is None else "Train again"
            st.button(
                label, type="primary", icon=":material/play_arrow:", on_click=_begin, args=(settings,), key="train"
            )
        if run is not None and (best := _best_epoch(run)) and run.over and best < settings.epochs:
            st.button(
                f"Train again for {best} epochs, the best number", icon=":material/replay:", on_click=_begin,
                args=(for_epochs(settings, best),), key="train_best",
            )  # fmt: skip


def _begin(settings: Settings) -> None:
    """The page is about these settings now, and their run begins, or goes on."""
    choose(settings)
    workbench().run(train, settings, again=True)


def _best_epoch(run: Run) -> int | None:
    """The epoch with the smallest validation loss so far."""
    epochs = [event for event in list(run.events) if event["kind"] == "epoch"]
    return epochs[-1]["best"] if epochs else None
