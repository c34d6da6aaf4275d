"""Films of runs: the lesson's trained in place, all others in the worker; kept for everyone who asks for the same."""

import itertools
import threading
from contextlib import nullcontext, suppress

import streamlit as st

from engine.jobs import Run, WorkerUnavailable, workbench
from engine.network import twin
from engine.network.film import Film, film_run
from engine.network.film import film as train
from engine.network.settings import LESSON, RunSettings

QUICK = 1.5


@st.cache_resource(show_spinner=False, max_entries=80)
def shelf(name: str) -> list[Film]:
    """Where the film of that name stands once it is made; cached by name, shared by everyone, never changed."""
    return []


def seconds(settings: RunSettings) -> float:
    """About how long the training takes."""
    sizes = (3, *settings.units, settings.classes)
    each = sum((a + 1) * b for a, b in itertools.pairwise(sizes)) + 10 * sum(settings.units)
    points = settings.csv.count("\n") if settings.data == "csv" else settings.samples
    batches = settings.epochs * max(1, points // settings.batch)
    return points * settings.epochs * each * 4e-9 + batches * 2e-6


@st.fragment(run_every=0.3)
def watch(run: Run) -> None:
    """A long training as it goes: how far it is, and a button that ends it."""
    if run.over:
        st.rerun()
    last = run.events[-1] if run.events else {}
    if run.state == "waiting":
        st.progress(0.0, f"Waiting: {run.place} before this one" if run.place else "Waiting for the worker")
    else:
        done, total = last.get("epoch", 0), max(run.settings.epochs, 1)
        figures = f", accuracy {last['accuracy']:.1%}, loss {last['loss']:.3f}" if "accuracy" in last else ""
        st.progress(min(done / total, 1.0), f"Training: epoch {done:.0f} of {total}{figures}")
    st.button("Stop", on_click=run.stop, icon=":material/stop:")


def obtained(settings: RunSettings, quietly: bool = False) -> Film | None:
    """The film of the settings; None while it is being trained or where that failed, which the page then shows.

    quietly: without a word about short waits.
    """
    place = shelf(repr(settings))
    if place:
        return place[0]
    try:
        if settings == LESSON:
            with st.spinner("Training the lesson's network"):
                place.append(train(LESSON))
        elif seconds(settings) < QUICK:
            with nullcontext() if quietly else st.spinner("Training", show_time=True):
                place.append(workbench().ask(train, settings, timeout=60))
        else:
            return watched(settings, place)
    except ValueError as problem:
        st.error(str(problem))
    except (WorkerUnavailable, TimeoutError) as problem:
        st.error(str(problem))
        st.button("Try again", icon=":material/refresh:")
    return place[0] if place else None


def failed(run: Run) -> None:
    """What went wrong with a long run, and the way to have it again."""
    st.error(run.problem)
    again(run, "Try again", ":material/refresh:")


def again(run: Run, label: str, icon: str) -> None:
    if st.button(label, icon=icon):
        workbench().run(run.function, run.settings, again=True)
        st.rerun()


def watched(settings: RunSettings, place: list[Film]) -> Film | None:
    """A long training: its film once it is over, until then how far it is."""
    run = workbench().run(film_run, settings)
    if not run.over:
        watch(run)
        return None
    if run.state == "failed":
        failed(run)
        return None
    film = run.result()
    if run.state == "stopped":
        reached = f"stopped at epoch {film.epochs[-1]:g}" if film is not None else "stopped before it began"
        st.info(f"This run was {reached}.")
        again(run, "Train it to the end", ":material/play_arrow:")
    elif film is not None:
        place.append(film)
    return film


def ready(settings: RunSettings) -> Film | None:
    """The film of the settings, if it has been made already."""
    place = shelf(repr(settings))
    return place[0] if place else None


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Has the worker compile the twin while the user reads; once for everyone."""

    def ask() -> None:
        with suppress(WorkerUnavailable, TimeoutError):
            workbench().ask(twin.warm, timeout=120)

    threading.Thread(target=ask, daemon=True, name="warm the twin").start()
