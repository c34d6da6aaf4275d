"""The runs of this act: what they are called, which have a result, and the one that a view is about."""

import streamlit as st

from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.newsgroups.models import Settings
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.training import train
from pages.newsgroups.address import choose, current, titled
from pages.newsgroups.session import draft
from pages.shared.run_panel import begin as begin_run
from pages.shared.run_panel import run_panel


def name(run: Run) -> str:
    """A run as a person reads it."""
    if isinstance(run.settings, BayesSettings):
        alpha = "" if run.settings.alpha == 1 else f", α {run.settings.alpha:g}"
        return f"{run.settings.kind.capitalize()} Naive Bayes{alpha}"
    return titled(run.settings)


def finished() -> list[Run]:
    """The runs of this act with a result, in the order they were asked for."""
    ours = [run for run in workbench().runs if isinstance(run.settings, Settings | BayesSettings)]
    return [run for run in ours if has_result(run)]


def has_result(run: Run | None) -> bool:
    """Whether a run is over and left something, be it stopped early."""
    return run is not None and run.state in ("done", "stopped") and run.result() is not None


def begin(settings: Settings) -> None:
    """The page is about these settings now, and their run begins, or goes on."""
    choose(settings)
    begin_run(train, settings, again=True)


def finished_run() -> Run | None:
    """The chosen model's run, if it has a result; else one press trains it, here and now."""
    settings = current()
    run = workbench().find(name_of(train, settings))
    _picker(settings)
    if has_result(run):
        return run
    if run is None or run.over:
        st.info(
            f"**{titled(settings)}** has not been trained on this server yet. One press does it, in about half a "
            "minute for the lesson's models; the view *Train* shows what goes on, and lets you change it first."
        )
        st.button(
            "Train it now",
            key="train_here",
            type="primary",
            icon=":material/play_arrow:",
            on_click=begin,
            args=(settings,),
        )
    if run is not None:
        run_panel(run, titled(settings))
    return None


def _picker(settings: Settings) -> None:
    """Which of the trained models the view is about; nothing where there is no choice."""
    trained = {titled(run.settings): run.settings for run in finished() if isinstance(run.settings, Settings)}
    trained.setdefault(titled(settings), settings)
    if len(trained) > 1:
        draft("asked", titled(settings))
        st.selectbox("Model", list(trained), key="draft_asked", on_change=_pick, args=(trained,))


def _pick(trained: dict[str, Settings]) -> None:
    choose(trained[draft("asked")])
