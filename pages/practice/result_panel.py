"""The learner's network trained for real, and how good it is."""

import numpy as np
import streamlit as st

from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.practice.articles import survey, texts_of_tests
from engine.practice.certificate import layers_line
from engine.practice.design import TOPICS, Design
from engine.practice.exercise import Review
from engine.practice.ordered import available
from engine.practice.progress import Attempt
from engine.practice.reuters import load_data, newswires
from engine.practice.steps import STEPS, Answers
from engine.practice.training import Outcome, apart, train
from pages.practice import session
from pages.practice.figures import largest_topics, topic_recall
from pages.practice.newswires_panel import fetch_panel
from pages.practice.step_panel import locked
from pages.shared.confusion_matrix import confusion_matrix
from pages.shared.run_panel import begin, curves, run_state
from pages.shared.term_links import prose

MOST = 20  # newswires of a cell that are shown


def train_view(review: Review) -> None:
    """A button, then the run, then its figures."""
    st.markdown("#### Train it")
    if review.design is None:
        locked(review.next_step or "load")
        _steps_so_far(review)
        return
    run = run_of(review.design, "Train my network", "Your network")
    if run is None:
        return
    outcome = run.result() if run.over and run.state != "failed" else None
    if outcome is not None:
        remember(session.answers(), outcome)
        _figures(outcome)
    curves(run, "Your network")
    if outcome is not None and _measured(outcome) in session.tested():
        _tested(outcome)


def _steps_so_far(review: Review) -> None:
    """Which steps pass, and which are still to do, before there is a network to train."""
    with st.container(border=True, key="locked_task", gap="xsmall", width="content"):
        st.caption("What it will do")
        prose(
            "The network you designed learns, and its loss and accuracy are drawn epoch by epoch. Then you can compare "
            "it with other attempts, and test the one you choose. All seven steps have to pass first:"
        )
        with st.container(horizontal=True, gap="medium"):
            for step in STEPS:
                sign = "check" if step.name in review.passed else "circle"
                st.markdown(f":material/{sign}: {step.title}", width="content")


def run_of(design: Design, button: str, title: str) -> Run | None:
    """The run of a design, where it was asked for, and how far it is; else a button that asks for it."""
    run = workbench().find(name_of(train, design))
    if run is None:
        learned, held = apart(survey(design.loading).train, design.fitting)
        prose(
            f"{len(learned):,} newswires to learn from, {len(held):,} held back, in the worker process. How long "
            "that takes depends on the first layer's width and on the machine; the curves grow as it goes."
        )
        st.caption(layers_line(design))
        if design.vectors.encoding == "padded" and not available():
            st.markdown("This network reads words in their order, and the articles have not been fetched yet.")
            fetch_panel()
            return None
        st.button(
            button, type="primary", icon=":material/play_arrow:", on_click=lambda: _begin(design), key=f"train_{title}"
        )
        return None
    run_state(run, title)
    if run.state in ("failed", "stopped"):
        st.button(
            "Train again",
            icon=":material/restart_alt:",
            on_click=lambda: _begin(design, again=True),
            key=f"again_{title}",
        )
    return run


def _begin(design: Design, again: bool = False) -> None:
    begin(train, design, again)


def remember(answers: Answers, outcome: Outcome) -> None:
    """Adds a finished run to the attempts, once, however its answers are written."""
    attempt = Attempt(
        {name: dict(fields) for name, fields in answers.items()},
        outcome.accuracy,
        outcome.macro_f1,
        outcome.parameters,
        len(outcome.history),
        outcome.seconds,
        outcome.validated,
    )
    if not outcome.stopped and attempt.figures not in [known.figures for known in session.attempts()]:
        session.attempts().append(attempt)


def _figures(outcome: Outcome) -> None:
    with st.grid(3):
        validated = "–" if outcome.validated is None else f"{outcome.validated:.1%}"
        st.metric("validation accuracy", validated, border=True)
        st.metric("epochs", len(outcome.history), border=True)
        st.metric("parameters", f"{outcome.parameters:,}", border=True)
    prose(
        "By this figure, on newswires that were held back, attempts are compared and one is chosen. The test newswires "
        "are for the end: once, for the one you would hand in."
    )
    figures = _measured(outcome)
    with st.container(horizontal=True):
        st.button("Compare", type="primary", icon=":material/arrow_forward:", on_click=session.go_to, args=("compare",))
        if figures not in session.tested():
            st.button("Test this one", icon=":material/flag:", key="test_this", on_click=session.test, args=(figures,))


def _measured(outcome: Outcome) -> tuple[float, ...]:
    """What tells this run from others, as `Attempt.figures` has it."""
    return (outcome.accuracy, outcome.macro_f1, outcome.parameters, len(outcome.history), outcome.seconds)


def _tested(outcome: Outcome) -> None:
    """The figures on the test newswires, and what is taken for what."""
    n, right = len(outcome.truth), int((outcome.truth == outcome.predicted).sum())
    largest = float(np.bincount(outcome.truth).max() / n)
    with st.grid(2):
        st.metric("test accuracy", f"{outcome.accuracy:.1%}", border=True)
        st.metric("macro F1", f"{outcome.macro_f1:.3f}", border=True)
    prose(
        f"**{right:,} of {n:,} test newswires** got their topic; always answering the largest would "
        f"get {largest:.1%}. Accuracy is carried by the large topics; the macro F1, in which every "
        "topic counts the same, tells of the rare ones."
    )
    what, how_often = st.tabs(["What is predicted as what", "Topic by topic"])
    with what:
        _confusions(outcome)
    with how_often:
        _topic_by_topic(outcome)


def _confusions(outcome: Outcome) -> None:
    """The confusion matrix of the largest topics, its most frequent confusion in words, the newswires of a cell."""
    matrix, rows, row_of = largest_topics(newswires().names, outcome.truth, outcome.predicted)
    most = len(rows) - 1
    times, i, j = max((int(matrix[i, j]), i, j) for i in range(most) for j in range(most) if i != j)
    st.markdown(
        f"The ten largest topics. Most often *{rows[i]}* is predicted as *{rows[j]}*: {times} times. Press a cell "
        "to read the newswires in it."
    )
    t, p = session.cell((i, j))
    confusion_matrix(matrix.tolist(), rows, False, (t, p), session.MATRIX, session.pick_cell)
    found = np.flatnonzero((row_of[outcome.truth] == t) & (row_of[outcome.predicted] == p))
    how = "were classified correctly" if t == p else f"were predicted as {rows[p]}"
    first = f", the first {MOST}" if len(found) > MOST else ""
    st.markdown(f"**{len(found):,} newswires of {rows[t]} {how}**{first}")
    if len(found):
        with st.container(height=300):
            for text in texts_of_tests(outcome.design.loading, found[:MOST]):
                st.text(text)


def _topic_by_topic(outcome: Outcome) -> None:
    """Each topic: the newswires that taught it, and the share of its test newswires that were recognised."""
    names = newswires().names
    train_part, _ = load_data(outcome.design.loading)
    trained = np.bincount(train_part.topics, minlength=TOPICS)
    st.markdown("A dot is a topic: how many newswires taught it, and how many of its test newswires were recognised.")
    st.plotly_chart(
        topic_recall(names, trained, outcome.truth, outcome.predicted, st.context.theme.type),
        key="recall",
        config={"displayModeBar": False},
        alt="Topics taught by more newswires are recognised more often.",
    )
