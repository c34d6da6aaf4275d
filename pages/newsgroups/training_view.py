"""Training: the model chosen, its summary, parameters and code, and the run as it goes."""

import streamlit as st

from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.newsgroups import questions
from engine.newsgroups.models import Layer, Settings, fit_code, for_epochs, layers, model_code
from engine.newsgroups.training import train
from engine.newsgroups.verdict import DIVERGED
from pages.newsgroups.address import current, titled, written
from pages.newsgroups.ask import ask
from pages.newsgroups.builder import builder, presets
from pages.newsgroups.corpus import data_of
from pages.newsgroups.export_panel import take_away
from pages.newsgroups.lesson_text import why
from pages.newsgroups.runs import begin, has_result
from pages.shared.run_panel import run_panel

WANTS = """# X_train, X_validation: sparse vectors, a row a post. y_train, y_validation: one-hot labels.
# batches(X, y, size, shuffle=False): a tf.data.Dataset of sparse batches and their labels.
"""


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
        if has_result(run):
            _what_it_says(run)
            take_away(run)
    why("train")


def _model(settings: Settings) -> None:
    """What the model is: Keras' own summary, where its parameters come from, and the code that is run."""
    data = data_of(settings)
    columns, classes = data.columns, len(data.classes)
    found = layers(settings, columns, classes)
    total = sum(layer.parameters for layer in found)
    st.markdown(
        f"**{titled(settings)}** · {total:,} parameters, {found[0].parameters / total:.1%} of them in the first layer"
    )
    look = st.segmented_control(
        "Look inside",
        ("Keras' summary", "Where the parameters come from", "The Keras code that is run"),
        key="inside",
        bind="query-params",
        label_visibility="collapsed",
    )
    if look == "Keras' summary":
        text = ask(questions.summary, settings, waiting="Keras builds the model …")
        if text:
            st.code(text, language=None)
    elif look == "Where the parameters come from":
        st.markdown("A dense layer has one weight for each input of each unit, and one bias a unit: $v \\cdot n + n$.")
        rows = [{"layer": one.name, "arithmetic": _arithmetic(one), "parameters": one.parameters} for one in found]
        st.dataframe(rows, hide_index=True, width="content")
    elif look:
        _code(settings, model_code(settings, columns, classes) + "\n" + fit_code(settings))


def _code(settings: Settings, code: str) -> None:
    st.code(code, language="python")
    st.download_button(
        "Download this code",
        f"{WANTS}\n{code}",
        f"model-{written(settings)}.py",
        "text/x-python",
        on_click="ignore",
        icon=":material/download:",
    )
    st.caption("The whole pipeline, from the posts to the test, can be taken away below once the model is trained.")


def _arithmetic(layer: Layer) -> str:
    if not layer.parameters:
        return "none: it only switches units off"
    return f"{layer.inputs:,} · {layer.units:,} + {layer.units:,}"


def _buttons(settings: Settings, run: Run | None) -> None:
    with st.container(horizontal=True):
        if run is None or run.state in ("stopped", "failed"):
            label = "Train" if run is None else "Train again"
            st.button(
                label, type="primary", icon=":material/play_arrow:", on_click=begin, args=(settings,), key="train"
            )
        if run is not None and (best := _best_epoch(run)) and run.over and best < settings.epochs:
            st.button(
                f"Train again for exactly {best} epoch{'s' * (best > 1)}, the best number",
                icon=":material/replay:",
                on_click=begin,
                args=(for_epochs(settings, best),),
                key="train_best",
                type="primary",
            )


def _what_it_says(run: Run) -> None:
    """What the curves of a finished run show, in a sentence beside them."""
    record = run.result()
    best, n = record.best_epoch, len(record.history)
    if not best:
        if n:
            st.warning(DIVERGED, icon=":material/trending_up:")
        return
    low, end = record.history[best - 1], record.history[-1]
    if best < n:
        st.markdown(
            f"**Overfitting begins after epoch {best}.** Until then the validation loss falls, to "
            f"{low['val_loss']:.3f}; by epoch {n} it is {end['val_loss']:.3f}, while the training loss goes from "
            f"{low['loss']:.3f} to {end['loss']:.3f}. What is learned from then on holds for the posts learned from, "
            "and for no others."
        )
    else:
        st.markdown(
            f"The validation loss was still falling when training ended, at {end['val_loss']:.3f}: no overfitting yet."
        )


def _best_epoch(run: Run) -> int | None:
    """The epoch with the smallest validation loss so far."""
    epochs = [event for event in list(run.events) if event["kind"] == "epoch"]
    return epochs[-1]["best"] if epochs else None
