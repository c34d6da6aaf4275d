"""The act's picture and navigation: one post on its way from text to verdict, on top of every view."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from engine.newsgroups import recorded_texts
from engine.newsgroups.blocks import ordered
from engine.newsgroups.experiments import EXPERIMENTS
from engine.newsgroups.models import FIRST, Settings
from engine.newsgroups.post_picture import PostPicture, pictured
from engine.newsgroups.sample_posts import LESSON, OWN
from pages.newsgroups.address import titled
from pages.newsgroups.corpus import data_of
from pages.newsgroups.known_runs import all_records, record_of, run_of
from pages.newsgroups.session import asked_post, open_now, open_pressed_view
from pages.shared.component import component
from pages.shared.palette import palette

_component = component(
    "glassnet_pipeline", "newsgroups/pipeline.js", css=("newsgroups/words_and_bars.css", "newsgroups/pipeline.css")
)


def pipeline(view: str, others: Sequence[str], settings: Settings) -> None:
    """Draws it; while this model is being trained here, again every second."""
    run = run_of(settings)
    going = run is not None and not run.over and view != "Train"  # there the page itself is drawn with each epoch
    if going:
        st.fragment(_draw, run_every=1.0)(view, others, settings)
    else:
        _draw(view, others, settings)


def _draw(view: str, others: Sequence[str], settings: Settings) -> None:
    if open_now() != view:  # pressed while the picture is drawn by itself
        st.rerun()
    data = data_of(settings)
    asked = asked_post(settings)
    post, sample = asked if asked else (lesson_post(settings), latest_sample(settings))
    _component(
        key="pipeline",
        data={
            "colours": asdict(palette(st.context.theme.type)),
            "view": view,
            "whose": "Example post" if post.text in OWN else "Your text",
            **asdict(post),
            "classes": data.classes,
            "blocks": ordered(data.classes),
            "sample": sample,
            "said": _said(settings, sample),
            "more": [(name, _beside(name)) for name in others],
        },
        on_view_change=open_pressed_view,
    )


def lesson_post(settings: Settings) -> PostPicture:
    """The lesson's post in the columns of these settings."""
    return pictured(LESSON, recorded_texts.found(LESSON) or [], data_of(settings).vocabulary)


def samples_of(settings: Settings) -> list[dict[str, Any]]:
    """What became of the lesson's post, epoch by epoch: of the run that goes on, or of the last result."""
    run = run_of(settings)
    if run is not None and not run.over:
        return [event for event in list(run.events) if event["kind"] == "sample"]
    record = record_of(settings)
    return record.samples if record else []


def latest_sample(settings: Settings) -> dict[str, Any] | None:
    """The last of them; of a model nobody has trained yet, what the first model says."""
    found = samples_of(settings)
    if not found and record_of(settings) is None and run_of(settings) is None:
        first = record_of(FIRST)
        found = first.samples if first else []
    return found[-1] if found else None


def _said(settings: Settings, sample: dict[str, Any] | None) -> str:
    record = record_of(settings)
    run = run_of(settings)
    if run is not None and not run.over:
        return f"epoch {sample['epoch']}" if sample else "waiting"
    if record is None:
        return f"{titled(FIRST)}, recorded" if sample else ""
    return "recorded" if record.recorded else titled(settings)


def _beside(name: str) -> str:
    if name != "Compare":
        return {"Second model": "5 changes", "Leakage": "why so good?", "Your text": "ask it"}.get(name, "")
    return f"{sum(one.settings in all_records() for one in EXPERIMENTS)} of {len(EXPERIMENTS)}"
