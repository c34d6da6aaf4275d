"""How good is it? The learner's attempts beside simple rivals and the worked solution."""

from operator import itemgetter

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.jobs import WorkerUnavailable, workbench
from engine.jobs.run import name_of
from engine.practice.exercise import Review, review
from engine.practice.progress import Attempt
from engine.practice.reuters import Loading
from engine.practice.script import script
from engine.practice.steps import SOLUTION, STEPS
from engine.practice.training import Baseline, baselines, train
from pages.practice import session
from pages.practice.result_panel import run_of

ALL = [step.name for step in STEPS]
COLUMNS = {
    "who": st.column_config.TextColumn(width=190),
    "test accuracy": st.column_config.ProgressColumn(format="%.1f%%", min_value=0, max_value=100),
    "macro F1": st.column_config.ProgressColumn(format="%.3f", min_value=0, max_value=1),
}


@st.cache_data(show_spinner="Counting for Naive Bayes …", max_entries=20)
def rivals(loading: Loading) -> list[Baseline]:
    """The simple rivals on the newswires of a choice, computed in the worker."""
    return workbench().ask(baselines, loading, timeout=120)


def compare_view(checked: Review) -> None:
    """Rivals and attempts in one table; the worked solution below. The table is filled last: rivals take a moment."""
    st.markdown("#### How good is it?")
    table = st.container()
    _ideas()
    with st.expander("Show the worked solution", icon=":material/key:"):
        _solution()
    with table:
        _table(checked.design.loading if checked.design else Loading(num_words=10_000))


def _table(loading: Loading) -> None:
    """Who, how good, how: the simple rivals, the attempts, and the worked solution where it was trained."""
    own = [_row(number, attempt) for number, attempt in enumerate(session.attempts(), start=1)]
    if not own:
        st.markdown("Your attempts will stand here, beside these rivals.")
    solved = review(SOLUTION).design
    run = workbench().find(name_of(train, solved))
    if run is not None and run.state == "done":
        figures = {"test accuracy": run.result().accuracy, "macro F1": run.result().macro_f1}
        own.append({"who": "Worked solution", **figures, "how": "shown below"})
    place = st.empty()
    if own:
        _draw(place, own)
    try:
        simple = [
            {"who": rival.name, "test accuracy": rival.accuracy, "macro F1": rival.macro_f1, "how": "no network"}
            for rival in rivals(loading)
        ]
    except (WorkerUnavailable, TimeoutError) as problem:
        st.warning(str(problem))
        return
    _draw(place, [*simple, *own])
    if own:
        _said(max(simple, key=itemgetter("test accuracy")), max(own, key=itemgetter("test accuracy")))
    st.caption(
        "All measured on test newswires. Naive Bayes counts the words that you load; attempts from a "
        "file keep the figures they had."
    )


def _draw(place: DeltaGenerator, rows: list[dict]) -> None:
    in_percent = [row | {"test accuracy": 100 * row["test accuracy"]} for row in rows]
    place.dataframe(in_percent, hide_index=True, column_config=COLUMNS)


def _said(rival: dict, best: dict) -> None:
    """The best of the networks against the best of the simple rivals, in a sentence."""
    gap = best["test accuracy"] - rival["test accuracy"]
    sides = f"{best['who']} is right on {best['test accuracy']:.1%}, {rival['who']} on {rival['test accuracy']:.1%}"
    verdict = "the network was worth its training" if gap > 0.01 else "so far the network is not worth its training"
    st.markdown(f"**{sides}:** {verdict}.")


def _row(number: int, attempt: Attempt) -> dict:
    figures = {"test accuracy": attempt.accuracy, "macro F1": attempt.macro_f1}
    return {"who": f"Attempt {number}", **figures, "how": _how(attempt)}


def _how(attempt: Attempt) -> str:
    """The design of an attempt on one line."""
    cost = f"{attempt.parameters:,} parameters, {attempt.epochs} epochs, {attempt.seconds:.0f} s"
    design = review(attempt.answers).design
    if design is None:
        return cost
    units = ", ".join(str(layer.units) if layer.is_dense else f"dropout {layer.rate:g}" for layer in design.layers)
    vectors = design.vectors
    return f"{vectors.encoding}, {vectors.width:,} columns; {units}; {design.compiled.optimizer}; {cost}"


def _ideas() -> None:
    st.markdown(
        "To try next: counts or TF-IDF in place of ones; fewer words, or more; a wider layer; "
        "dropout; another optimizer. Change one thing at a time, and watch both figures."
    )
    st.button("Change the rows", on_click=session.go_to, args=("articles",), icon=":material/arrow_back:")


def _solution() -> None:
    st.markdown(
        "One of many good answers. It takes counts, which say more about a newswire than ones, a "
        "single hidden layer of 256 units, and dropout against overfitting."
    )
    st.code(script(SOLUTION, ALL), language="python", height=420, wrap_lines=True)
    solved = review(SOLUTION).design
    if solved:
        run_of(solved, "Train the worked solution", "Worked solution")
