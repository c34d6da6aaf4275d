"""Training: one post's words and bars epoch by epoch, the loss beside them, and the model behind it."""

import math
from dataclasses import asdict
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.classifier.measures import best_epoch
from engine.jobs import Run
from engine.newsgroups import questions
from engine.newsgroups.blocks import ordered, short
from engine.newsgroups.models import Layer, Settings, fit_code, for_epochs, layers, model_code
from engine.newsgroups.training import steps
from engine.newsgroups.training_account import account
from pages.newsgroups.address import MODEL, current, titled
from pages.newsgroups.ask import ask
from pages.newsgroups.builder import builder, presets
from pages.newsgroups.corpus import data_of
from pages.newsgroups.export_panel import take_away
from pages.newsgroups.known_runs import begin_here, has_result, record_of, recorded_badge, run_of
from pages.newsgroups.lesson_text import why
from pages.newsgroups.optimizer_card import optimizer_card
from pages.newsgroups.pipeline import lesson_post, samples_of
from pages.shared.columns import COUNT
from pages.shared.component import component
from pages.shared.palette import palette
from pages.shared.run_panel import run_state
from pages.shared.term_links import prose

WANTS = """# X_train, X_validation: sparse vectors, one row per post. y_train, y_validation: one-hot labels.
# batches(X, y, size, shuffle=False): a tf.data.Dataset of sparse batches and their labels.
"""
_component = component(
    "glassnet_training", "newsgroups/training.js", css=("newsgroups/words_and_bars.css", "newsgroups/training.css")
)


def train_view(head: DeltaGenerator) -> None:
    settings = current()
    run = run_of(settings)
    known = record_of(settings)
    with head:
        if known is not None and known.recorded and run is None:
            recorded_badge()
        presets(settings)
        _buttons(settings, run)
        with st.popover("Change", icon=":material/tune:", width="content", help="Change the model", key="change"):
            builder(settings)
    if run is not None and not run.over:
        run_state(run, titled(settings))
    _picture(settings, run)
    record = record_of(settings)
    if run is not None and run.over:
        run_state(run, titled(settings))
    if record is not None and (run is None or run.over):
        prose(account(record))
    _model(settings)
    if run is not None and has_result(run):
        take_away(run)
    _questions(settings)


def _picture(settings: Settings, run: Run | None) -> None:
    """The post and the loss, epoch by epoch; of a model nobody has trained, a sentence instead."""
    going = run is not None and not run.over
    samples, history = samples_of(settings), _history(settings, run)
    if not samples:
        if not going:
            st.info(
                f"This model has not been trained here yet: press *{_press(run)}*, and watch the post's words and bars."
            )
        return
    data, post, record = data_of(settings), lesson_post(settings), record_of(settings)
    stopped = record is not None and record.stopped
    _component(
        key="training",
        data={
            "colours": asdict(palette(st.context.theme.type)),
            "title": MODEL.write(settings) + (run.name + str(run.began) if run else ""),
            "pieces": post.pieces,
            "classes": data.classes,
            "short": [short(name) for name in data.classes],
            "blocks": ordered(data.classes),
            "samples": samples,
            "history": history,
            "best": best_epoch([row for row in history if "val_loss" in row]),
            "planned": settings.epochs if going else len(history),
            "asked": settings.epochs if going or stopped else len(history),
            "live": going,
        },
    )


def _history(settings: Settings, run: Run | None) -> list[dict[str, Any]]:
    """The epochs so far; a number that is none any more is left out, since it could not be sent."""
    record = record_of(settings)
    rows = record.history if record else []
    if run is not None and not run.over:
        rows = [event for event in list(run.events) if event["kind"] == "epoch"]
    return [{key: value for key, value in row.items() if finite(value)} for row in rows]


def finite(value: Any) -> bool:
    """Whether a value can be sent: not a float beyond all bounds."""
    return not isinstance(value, float) or math.isfinite(value)


def _press(run: Run | None) -> str:
    """What the button that trains is called."""
    return "Train it live" if run is None else "Train again"


def _buttons(settings: Settings, run: Run | None) -> None:
    if run is None or run.state in ("stopped", "failed"):
        st.button(
            _press(run),
            type="primary",
            icon=":material/play_arrow:",
            on_click=begin_here,
            args=(settings,),
            key="train",
        )
    record = record_of(settings)
    if record is None or (run is not None and not run.over):
        return
    best = record.best_epoch
    if best and best < settings.epochs and best < len(record.history):
        exact = for_epochs(settings, best)
        st.button(
            f"Exactly {best} epoch{'s' * (best > 1)}",
            help="Trains anew and stops at the epoch with the smallest validation loss.",
            icon=":material/replay:",
            on_click=begin_here,
            args=(exact,),
            key="train_best",
        )


def _model(settings: Settings) -> None:
    """What the model is: Keras' own summary, where its parameters come from, and the code that is run."""
    data = data_of(settings)
    columns, classes = data.columns, len(data.classes)
    found = layers(settings, columns, classes)
    total = sum(layer.parameters for layer in found)
    share = f"{found[0].parameters / total:.1%} of them in the first layer"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{titled(settings)}** · {total:,} parameters, {share} · learns by", width="content")
        optimizer_card(settings.optimizer)
    look = st.segmented_control(
        "Look inside",
        ("Keras' summary", "Where the parameters come from", "The Keras code that is run"),
        default="Where the parameters come from",
        required=True,
        key="inside",
        bind="query-params",
        label_visibility="collapsed",
    )
    if look == "Keras' summary":
        text = ask(questions.summary, settings, waiting="Keras builds the model …")
        if text:
            st.code(text, language=None)
    elif look == "Where the parameters come from":
        prose("A dense layer has one weight for each input of each unit, and one bias per unit: $v \\cdot n + n$.")
        rows = [{"layer": one.name, "arithmetic": arithmetic(one), "parameters": one.parameters} for one in found]
        st.dataframe(rows, hide_index=True, width="content", column_config={"parameters": COUNT})
    elif look:
        _code(settings, model_code(settings, columns, classes) + "\n" + fit_code(settings))


def _code(settings: Settings, code: str) -> None:
    st.code(code, language="python")
    st.download_button(
        "Download this code",
        f"{WANTS}\n{code}",
        f"model-{MODEL.write(settings)}.py",
        "text/x-python",
        on_click="ignore",
        icon=":material/download:",
    )
    st.caption("The whole pipeline, from the posts to the test, can be taken away below once the model is trained.")


def arithmetic(layer: Layer) -> str:
    """Where a layer's parameters come from, as a sum."""
    if not layer.parameters:
        return "none: it only switches units off"
    return f"{layer.inputs:,} · {layer.units:,} + {layer.units:,}"


def _questions(settings: Settings) -> None:
    data = data_of(settings)
    first = layers(settings, data.columns, len(data.classes))[0]
    why(
        "train",
        arithmetic=f"{arithmetic(first)} = {first.parameters:,}",
        batch=settings.batch,
        steps=steps(data, settings),
    )
