"""The learner's network trained for real, and how good it is."""

import numpy as np
import streamlit as st

from app_pages.parts.practice import state
from app_pages.parts.practice.step import locked
from app_pages.parts.run_panel import run_panel
from engine.figures.confusion import confusion_figure
from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.practice.design import TOPICS, Design
from engine.practice.exercise import Answers, Review
from engine.practice.figures import largest_topics, topic_recall
from engine.practice.progress import Attempt
from engine.practice.training import Outcome, train
from engine.text.reuters import load_data, newswires


def train_view(review: Review) -> None:
    """A button, then the run, then its figures."""
    st.markdown("#### Train it")
    if review.design is None:
        locked(review.next_step or "load")
        return
    run = run_of(review.design, "Train my network", "Your network")
    if run is None or not run.over:
        return
    outcome = run.result() if run.state != "failed" else None
    if outcome is not None:
        remember(state.answers(), outcome)
        _figures(outcome)


def run_of(design: Design, button: str, title: str) -> Run | None:
    """The run of a design, where it was asked for, drawn; else a button that asks for it."""
    bench = workbench()
    run = bench.find(name_of(train, design))
    if run is None:
        st.markdown("Eight thousand newswires, in the worker process: half a minute, more or less.")
        st.button(button, type="primary", icon=":material/play_arrow:", on_click=bench.run, args=(train, design),
                  key=f"train_{title}")  # fmt: skip
        return None
    run_panel(run, title)
    if run.state in ("failed", "stopped"):
        st.button("Train again", icon=":material/restart_alt:", on_click=bench.run, args=(train, design),
                  kwargs={"again": True}, key=f"again_{title}")  # fmt: skip
    return run


def remember(answers: Answers, outcome: Outcome) -> None:
    """Adds a finished run to the attempts, once, however its answers are written."""
    attempt = Attempt({name: dict(fields) for name, fields in answers.items()}, outcome.accuracy, outcome.macro_f1,
                      outcome.parameters, len(outcome.history), outcome.seconds)  # fmt: skip
    if not outcome.stopped and attempt.figures not in [known.figures for known in state.attempts()]:
        state.attempts().append(attempt)


def _figures(outcome: Outcome) -> None:
    n, right = len(outcome.truth), int((outcome.truth == outcome.predicted).sum())
    largest = float(np.bincount(outcome.truth).max() / n)
    with st.grid(3):
        st.metric("test accuracy", f"{outcome.accuracy:.1%}", border=True)
        st.metric("macro F1", f"{outcome.macro_f1:.3f}", border=True)
        st.metric("epochs", len(outcome.history), border=True)
    st.markdown(f"**{right:,} of {n:,} test newswires** got their topic; always answering the largest would "
                f"get {largest:.1%}. Accuracy is carried by the large topics; the macro F1, in which every "
                "topic counts the same, tells of the rare ones.")  # fmt: skip
    st.button("Compare", type="primary", icon=":material/arrow_forward:", on_click=state.go_to, args=("compare",))
    what, how_often = st.tabs(["What is taken for what", "Topic by topic"])
    with what:
        _confusions(outcome)
    with how_often:
        _topic_by_topic(outcome)


def _confusions(outcome: Outcome) -> None:
    """The confusion matrix of the largest topics, and its most frequent confusion in words."""
    matrix, rows = largest_topics(newswires().names, outcome.truth, outcome.predicted)
    confused = [(int(matrix[i, j]), rows[i], rows[j]) for i in range(10) for j in range(10) if i != j]
    times, true, taken = max(confused)
    st.markdown(f"The ten largest topics. Most often *{true}* is taken for *{taken}*: {times} times.")
    st.plotly_chart(
        confusion_figure(matrix, rows, st.context.theme.type), key="confusion", config={"displayModeBar": False},
        alt=f"Confusion matrix of the ten largest topics. The most frequent confusion: {true} taken for "
            f"{taken}, {times} times.",
    )  # fmt: skip


def _topic_by_topic(outcome: Outcome) -> None:
    """Each topic: the newswires that taught it, and the share of its test newswires that were recognised."""
    names = newswires().names
    train_part, _ = load_data(outcome.design.loading)
    trained = np.bincount(train_part.topics, minlength=TOPICS)
    st.markdown("A dot is a topic: how many newswires taught it, and how many of its test newswires were recognised.")
    st.plotly_chart(
        topic_recall(names, trained, outcome.truth, outcome.predicted, st.context.theme.type), key="recall",
        config={"displayModeBar": False}, alt="Topics taught by more newswires are recognised more often.",
    )  # fmt: skip
