"""Runs of act 2 and their films: the lesson's trained in this process, all others in the worker.

Who asks for the same settings watches the same run, and has its film as it grows.
"""

import itertools
import threading
from contextlib import suppress
from functools import lru_cache

import streamlit as st

from engine.jobs import Run, WorkerUnavailable, workbench
from engine.jobs.messages import sentence
from engine.network.settings import LESSON, RunSettings
from engine.region import compiled_questions
from engine.region.film import Film, film_run
from engine.region.film_stream import so_far
from pages.shared.markdown_escape import plain

QUICK = 1.5
PATIENCE = {"quick": 0.7, "exploring": 0.15}  # seconds a page waits before it shows what there is


def seconds(settings: RunSettings) -> float:
    """About how long the training takes."""
    sizes = (3, *settings.units, settings.classes)
    each = sum((a + 1) * b for a, b in itertools.pairwise(sizes)) + 10 * sum(settings.units)
    points = settings.csv.count("\n") if settings.data == "csv" else settings.samples
    batches = settings.epochs * max(1, points // settings.batch)
    return points * settings.epochs * each * 4e-9 + batches * 2e-6


def lane(settings: RunSettings) -> str:
    return "quick" if seconds(settings) < QUICK else "exploring"


@lru_cache(maxsize=1)
def lesson() -> Run:
    """The lesson's run, by the taught classes in a thread of this process; once for everyone."""
    run = Run(film_run, LESSON, lane="quick")

    def train() -> None:
        run.hear({"kind": "started"})
        try:
            run.finish(film_run(LESSON, run.hear, lambda: run.stop_asked))
        except Exception as problem:
            run.fail(sentence(problem))

    threading.Thread(target=train, daemon=True, name="the lesson's run").start()
    return run


def begun(settings: RunSettings, patience: float | None = None) -> Run:
    """The run of the settings, started if need be, and waited for a moment: most are over by then."""
    run = lesson() if settings == LESSON else workbench().run(film_run, settings, lane=lane(settings))
    run.wait(PATIENCE[run.lane] if patience is None else patience)
    return run


def film_of(run: Run) -> Film | None:
    """The film of a run, or as much of it as there is; None if there is nothing to see."""
    if not run.over:
        return so_far(run.settings, list(run.events))
    return None if run.state == "failed" else run.result()


def progress(run: Run) -> tuple[float, str]:
    """How far a run is that is not over, from 0 to 1, and in words."""
    events = list(run.events)
    last = events[-1] if events else {}
    if run.state == "waiting":
        return 0.0, f"Waiting: {run.place} before this one" if run.place else "The worker process is starting"
    if last.get("kind") == "compiling":
        return 0.0, "Compiling the training loop for this machine. That is done once and kept"
    if "epoch" not in last:
        return 0.0, "Making the points"
    total = max(last["epochs"], 1)
    return min(last["epoch"] / total, 1.0), f"Training: epoch {last['epoch']:.0f} of {total}"


def waiting(run: Run) -> None:
    """A run of which there is nothing to see yet: how far it is, and a button that ends it."""
    st.progress(*progress(run))
    st.button("Stop", on_click=run.stop, icon=":material/stop:", key=f"stop {run.name}")


@st.fragment(run_every=0.3)
def watch(run: Run) -> None:
    """The same, kept up to date; the page is drawn anew when the run is over."""
    if run.over:
        st.rerun()
    waiting(run)


def ended(run: Run) -> None:
    """What is to be said of a run that did not reach its end, and the way to have it again."""
    if run.state == "failed":
        st.error(plain(run.problem))
        again(run, "Try again", ":material/refresh:")
    elif run.state == "stopped":
        film = run.result()
        reached = f"stopped at epoch {film.epochs[-1]:.3g}" if film is not None else "stopped before it began"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"This run was {reached}; what there is of it can be looked at.")
            again(run, "Train it to the end", ":material/play_arrow:")


def again(run: Run, label: str, icon: str) -> None:
    if st.button(label, icon=icon, key=f"again {run.name}"):
        if run.settings == LESSON:
            lesson.cache_clear()
        else:
            workbench().run(run.function, run.settings, again=True, lane=run.lane)
        st.rerun()


@lru_cache(maxsize=1)
def warm() -> None:
    """Has the worker compile the twin while the user reads; once for everyone."""

    def ask() -> None:
        with suppress(WorkerUnavailable, TimeoutError):
            workbench().ask(compiled_questions.warm, timeout=300)

    threading.Thread(target=ask, daemon=True, name="warm the twin").start()
