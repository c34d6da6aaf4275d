"""A run as it goes: its place in the queue, progress within the epoch, curves an epoch at a time, stop."""

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.jobs import Run, workbench
from pages.shared.curves import Curve, learning_curves
from pages.shared.markdown_escape import plain
from pages.shared.visitors import me

BEAT = 0.5  # seconds between two looks at a run
KEPT_BACK = "working out the figures; those of the test are shown only when you ask for them"
LEFT = "runs_left"  # names of the runs that this visitor no longer watches


def begin(
    function: Callable[..., Any], settings: Any, again: bool = False, anew: bool = False, lane: str = "training"
) -> Run:
    """The run of the settings, begun or joined by this visitor. For presses alone, whatever it costs."""
    run = workbench().run(function, settings, again, anew, lane, visitor=me(), pressed=True)
    _left().discard(run.name)
    return run


def watching(run: Run) -> bool:
    """This visitor watches the run by seeing it, unless he said that he no longer does; gives whether he watches."""
    if run.name in _left():
        return False
    if not run.over and me():
        run.watch(me())
    return True


def stop_button(run: Run, key: str = "stop") -> None:
    """Ends the run where nobody else watches it; else ends this visitor's watching alone, and says so."""
    if run.lesson:
        st.caption("The lesson's run: it goes on for everyone.")
        return
    others = run.others(me())
    label = "Stop watching" if others else "Stop"
    told = f"{others} other{'s' * (others > 1)} watch{'es' * (others == 1)} this run; it goes on for them."
    st.button(
        label,
        icon=":material/visibility_off:" if others else ":material/stop:",
        on_click=_leave,
        args=(run,),
        disabled=run.stop_asked,
        width="stretch",
        key=key,
        help=told if others else None,
    )


def run_panel(run: Run, title: str) -> None:
    """The run, live while it goes on, and its curves."""
    run_state(run, title)
    curves(run, title)


def run_state(run: Run, title: str) -> None:
    """How far the run is, live while it goes on; the page is drawn anew after each epoch, and when it is over."""
    if run.over:
        _over(run, title)
    elif not watching(run):
        _left_alone(run, title)
        return
    else:
        _live(run, title, len(_epochs(run)))


def _left() -> set[str]:
    return st.session_state.setdefault(LEFT, set())


def _leave(run: Run) -> None:
    """The press on Stop: others may have come since it was drawn, so what it does is decided now."""
    if run.others(me()):
        _left().add(run.name)
    run.leave(me())


def _come_back(run: Run) -> None:
    _left().discard(run.name)


@st.fragment(run_every=BEAT)
def _left_alone(run: Run, title: str) -> None:
    """What is left of a run that this visitor no longer watches, until it is over for everybody."""
    if run.over:
        st.rerun()
    with st.container(border=True):
        st.markdown(f"**{title}** · goes on for others; you no longer watch it.")
        st.button("Watch again", icon=":material/visibility:", on_click=_come_back, args=(run,), key="watch_again")


@st.fragment(run_every=BEAT)
def _live(run: Run, title: str, drawn: int) -> None:
    """Where the run is. Its curves are drawn outside, once an epoch: drawing them with every beat slows training."""
    if run.over or len(_epochs(run)) > drawn:
        st.rerun()
    with st.container(border=True):
        left, middle, right = st.columns([1.4, 2, 0.7], vertical_alignment="center")
        left.markdown(f"**{title}** · {state(run)}")
        with middle:
            _progress(run)
        with right:
            stop_button(run)
        if run.note:
            st.warning(run.note, icon=":material/restart_alt:")


def state(run: Run) -> str:
    """Where a run is that is not over, in words."""
    if run.stop_asked:
        return "stopping after this batch, keeping what was learned"
    if run.state == "waiting" and run.place:
        return f"waiting: {run.place} {'run goes' if run.place == 1 else 'runs go'} first"
    return "waiting for the worker process" if run.state == "waiting" else "running"


def _progress(run: Run) -> None:
    events = list(run.events)
    data = _last(events, "data")
    if data is None:
        st.progress(0.0, "getting ready")
        return
    epochs, done = data["epochs"], _last(events, "epoch")
    batch = next((e for e in reversed(events) if e["kind"] in ("batch", "epoch", "test")), None)
    if batch is None:
        st.progress(0.0, f"epoch 1 of {epochs}")
    elif batch["kind"] == "test":
        st.progress(1.0, KEPT_BACK if batch.get("kept_back") else "testing on the test set")
    elif batch["kind"] == "epoch":
        st.progress(1.0, f"epoch {batch['epoch']} of {epochs} · validated")
    else:
        share = batch["step"] / batch["steps"]
        st.progress(
            min(share, 1.0),
            f"epoch {batch['epoch']} of {epochs} · batch {batch['step']} of {batch['steps']} · loss "
            f"{batch['loss']:.3f} · accuracy {batch['accuracy']:.1%}{time_left(batch, done, epochs)}",
        )


def time_left(batch: dict, done: dict | None, epochs: int) -> str:
    """What is left of the run, or of its first epoch; "" until enough batches are measured. done: the last epoch."""
    left = batch["seconds_left"]
    if left is None:
        return ""
    if done is None and epochs > 1:
        return f" · about {left:.0f} s left in this epoch"
    whole = left + (done["seconds"] * (epochs - batch["epoch"]) if done else 0)
    return f" · about {whole:.0f} s left"


def curves(run: Run, title: str) -> None:
    """Loss and accuracy of the epochs so far, side by side."""
    epochs = _epochs(run)
    if not epochs:
        return
    planned = len(epochs) if run.over else (_last(run.events, "data") or {}).get("epochs", 1)
    curve = Curve(title, epochs, epochs[-1].get("best"))
    for column, measure in zip(st.columns(2), ("loss", "accuracy"), strict=True):
        spoken = ", ".join(f"epoch {e['epoch']}: {e[f'val_{measure}']:.3f}" for e in epochs)
        column.plotly_chart(
            learning_curves([curve], measure, st.context.theme.type, planned),
            key=f"curve_{measure}",
            config={"displayModeBar": False},
            alt=f"Validation {measure} by epoch: {spoken}",
        )


def _over(run: Run, title: str) -> None:
    with st.container(border=True):
        seconds = f"{(run.ended or time.time()) - run.began:.0f} s" if run.began else ""
        if run.state == "failed":
            st.error(f"**{title}** · {plain(run.problem)}", icon=":material/error:")
        elif run.state == "stopped":
            when = f"after {seconds}{place(run.events)}; what it had learned is kept" if seconds else "before it began"
            st.info(f"**{title}** · stopped {when}.", icon=":material/stop:")
        else:
            st.markdown(f"**{title}** · done in {seconds}")
        if run.note:
            st.caption(run.note)


def place(events: list[dict]) -> str:
    """The epoch in which a run was stopped; "" before the first."""
    data, last = _last(events, "data"), _last(events, "batch") or _last(events, "epoch")
    return f", in epoch {last['epoch']} of {data['epochs']}" if data and last else ""


def _epochs(run: Run) -> list[dict]:
    return [event for event in list(run.events) if event["kind"] == "epoch"]


def _last(events: list[dict], kind: str) -> dict | None:
    return next((event for event in reversed(events) if event["kind"] == kind), None)
