"""The runs of this act: this server's own, and the recorded ones that stand in until it has trained them itself."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.jobs import Reference, Run, workbench
from engine.jobs.run import name_of
from engine.newsgroups import naive_bayes, recorded
from engine.newsgroups.models import Settings
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.run_record import Record
from engine.newsgroups.training import train
from pages.newsgroups.address import choose, current, titled
from pages.newsgroups.session import draft
from pages.shared.run_panel import begin as begin_run
from pages.shared.run_panel import run_panel, watching

AnySettings = Settings | BayesSettings
RECORDED = (
    "Recorded: this run was trained when Glassnet's data were prepared. As soon as this server has trained the model "
    "itself, its own run takes over. Another processor rounds differently, so the last digit of a figure may differ."
)


def function_of(settings: AnySettings) -> Callable[..., Any]:
    """The function that trains these settings."""
    return naive_bayes.train if isinstance(settings, BayesSettings) else train


def run_of(settings: AnySettings) -> Run | None:
    """This server's run of these settings, if anyone asked for it.

    One of the lesson's that goes on by itself is hidden until it is over: what was recorded is shown. Train joins it.
    """
    run = workbench().find(name_of(function_of(settings), settings))
    behind = run is not None and run.lesson and not run.over and not run.visitors
    return None if behind else run


def await_live(settings: AnySettings) -> None:
    """While the lesson's run of these settings goes on behind the visits: draws the page anew once it is over."""
    run = workbench().find(name_of(function_of(settings), settings))
    if run is not None and not run.over:
        st.fragment(_look_again, run_every=3.0)(run)


def _look_again(run: Run) -> None:
    if run.over:
        st.rerun()


def record_of(settings: AnySettings) -> Record | None:
    """What is known of these settings: this server's own result, else the recorded one."""
    run = run_of(settings)
    if run is not None and has_result(run):
        return run.result()
    found = recorded.find(settings) if isinstance(settings, Settings) else None
    return found.record if found else None


def is_live(settings: AnySettings) -> bool:
    """Whether this server has trained these settings, so that its model can be asked."""
    return value_of(settings) is not None


def value_of(settings: AnySettings) -> Reference | None:
    """Stands for the trained network of these settings in a question; None where this server has none."""
    run = run_of(settings)
    return run.value if run is not None and has_result(run) else None


def has_result(run: Run | None) -> bool:
    """Whether a run is over and left something, be it stopped early."""
    return run is not None and run.state in ("done", "stopped") and run.result() is not None


def begin(settings: AnySettings) -> None:
    """Their run begins, or goes on; for presses alone."""
    begin_run(function_of(settings), settings, again=True)


def watched(settings: AnySettings) -> bool:
    """Whether a run of these settings goes on; whoever sees this watches it."""
    run = run_of(settings)
    if run is None or run.over:
        return False
    watching(run)
    return True


def begin_here(settings: Settings) -> None:
    """The page is about these settings now, and their run begins, or goes on."""
    choose(settings)
    begin(settings)


def all_records() -> dict[AnySettings, Record]:
    """Every result there is: recorded ones, and this server's own in their place."""
    found: dict[AnySettings, Record] = {record.settings: record for record in recorded.records()}
    for run in workbench().runs:
        if isinstance(run.settings, Settings | BayesSettings) and has_result(run):
            found[run.settings] = run.result()
    return found


def name(settings: AnySettings) -> str:
    """A run as a person reads it."""
    if isinstance(settings, BayesSettings):
        alpha = "" if settings.alpha == 1 else f", α {settings.alpha:g}"
        return f"{settings.kind.capitalize()} Naive Bayes{alpha}"
    return titled(settings)


def chosen_record(head: DeltaGenerator) -> Record | None:
    """The chosen model's result; where there is none, one press trains it, here and now. head: where it is chosen."""
    settings = current()
    record = record_of(settings)
    with head:
        if record is not None and record.recorded:
            recorded_badge()
        _picker(settings)
    if record is not None:
        return record
    run = run_of(settings)
    if run is None or run.over:
        train_here(settings, f"**{titled(settings)}** has not been trained on this server yet.")
    if run is not None:
        run_panel(run, titled(settings))
    return None


def recorded_badge() -> None:
    """Says that what is shown was recorded, and what that means."""
    st.badge("recorded", icon=":material/inventory_2:", color="gray", help=RECORDED)


def train_here(settings: Settings, why: str) -> None:
    """A sentence on what is missing, and the press that trains it; while that goes on, how far it is."""
    run = run_of(settings)
    if run is not None and not run.over:
        run_panel(run, titled(settings))
        return
    st.info(f"{why} One press does it; the view *Train* shows what goes on.")
    st.button(
        "Train it now",
        key="train_here",
        type="primary",
        icon=":material/play_arrow:",
        on_click=begin_here,
        args=(settings,),
    )


def _picker(settings: Settings) -> None:
    """Which of the trained models the view is about; nothing where there is no choice."""
    trained = {titled(one): one for one in all_records() if isinstance(one, Settings)}
    trained.setdefault(titled(settings), settings)
    draft("asked", titled(settings))
    st.selectbox(
        "Model",
        list(trained),
        key="draft_asked",
        on_change=_pick,
        args=(trained,),
        label_visibility="collapsed",
        width=300,
    )


def _pick(trained: dict[str, Settings]) -> None:
    choose(trained[draft("asked")])
