"""How good is it? Attempts are compared by validation; the chosen one is tested once, beside simple rivals."""

import streamlit as st

from engine.classifier.paired import Paired, paired
from engine.jobs import WorkerUnavailable, workbench
from engine.jobs.run import name_of
from engine.practice.certificate import Result, layers_line, page, verdict
from engine.practice.design import Design
from engine.practice.exercise import Review, review
from engine.practice.progress import Attempt
from engine.practice.reuters import Loading
from engine.practice.rivals import Baseline, baselines
from engine.practice.script import script
from engine.practice.steps import ORDER, SOLUTION
from engine.practice.training import train
from pages.practice import session
from pages.practice.race import race
from pages.practice.result_panel import run_of
from pages.shared.columns import percent
from pages.shared.run_panel import curves
from pages.shared.term_links import prose, small_prose

COLUMNS = {
    "who": st.column_config.TextColumn(width=190),
    "validation accuracy": st.column_config.ProgressColumn(format="%.1f%%", min_value=0, max_value=100),
}


@st.cache_data(show_spinner="Counting for Naive Bayes …", max_entries=20)
def rivals(loading: Loading) -> list[Baseline]:
    """The simple rivals on the newswires of a choice, computed in the worker."""
    return workbench().ask(baselines, loading, timeout=120)


def compare_view(checked: Review) -> None:
    """The attempts and rivals by validation, the chosen one's test, what to try next, and the worked solution."""
    st.markdown("#### How good is it?")
    table = st.container()
    _ideas()
    with st.expander("Show the worked solution", icon=":material/key:"):
        _solution()
    with table:
        _compare(checked.design.loading if checked.design else Loading(num_words=10_000))


def _compare(loading: Loading) -> None:
    own = session.attempts()
    if not own:
        st.markdown("Your attempts will stand here, beside these rivals.")
    try:
        simple = rivals(loading)
    except (WorkerUnavailable, TimeoutError) as problem:
        st.warning(str(problem))
        simple = []
    result = st.container()  # what the test says stands first, where it is seen
    rows = [_row(f"Attempt {number}", attempt.validated, _how(attempt)) for number, attempt in enumerate(own, start=1)]
    rows += [_row(rival.name, rival.validated, "no network") for rival in simple]
    rows.sort(key=lambda row: row["validation accuracy"] or 0, reverse=True)
    st.dataframe(rows, hide_index=True, column_config=COLUMNS)
    small_prose(
        "Sorted by accuracy on training newswires that were held back. The test newswires do not take part in "
        "choosing: if you look at the test figures of ten attempts and take the best, you have chosen by them, and "
        "the figure you report is too good."
    )
    if chosen := _chosen(own):
        with result if chosen.figures in session.tested() else st.container():
            _test(chosen, own.index(chosen) + 1, simple)


def _row(who: str, share: float | None, how: str) -> dict:
    return {"who": who, "validation accuracy": percent(share), "how": how}


def _chosen(own: list[Attempt]) -> Attempt | None:
    """The attempt with the best validation accuracy."""
    return max((each for each in own if each.validated is not None), key=lambda each: each.validated or 0, default=None)


def _test(chosen: Attempt, number: int, simple: list[Baseline]) -> None:
    """The chosen attempt on the test newswires, once it is asked for."""
    if chosen.figures not in session.tested():
        st.button(
            f"Test the chosen one: attempt {number}",
            type="primary",
            icon=":material/flag:",
            key="test_chosen",
            on_click=session.test,
            args=(chosen.figures,),
        )
        return
    results = [Result("Your network", chosen.accuracy, own=True)]
    results += [Result(rival.name, rival.accuracy) for rival in simple]
    design = review(chosen.answers).design
    said = ""
    if simple:
        rival = max(simple, key=lambda each: each.validated)
        said = verdict(results[0], Result(rival.name, rival.accuracy), _paired(design, rival))
        headline, _, more = said.partition(". ")
        st.markdown(f"**{headline}.** {more}" if more else f"**{said}**")
    race(results)
    if design:
        st.download_button(
            "Keep it: a page to print",
            page(design, results, chosen.macro_f1, chosen.validated, said, script(chosen.answers, ORDER)),
            "newswires.html",
            "text/html",
            icon=":material/workspace_premium:",
            on_click="ignore",
        )


def _paired(design: Design | None, rival: Baseline) -> Paired | None:
    """The rival and the network on the same test newswires; None where this server has not trained the network."""
    run = workbench().find(name_of(train, design)) if design else None
    outcome = run.result() if run is not None and run.state == "done" else None
    if outcome is None or len(outcome.truth) != len(rival.predicted):
        return None
    return paired(outcome.truth, rival.predicted, outcome.predicted, "test newswires")


def _how(attempt: Attempt) -> str:
    """The design of an attempt on one line."""
    cost = f"{attempt.parameters:,} parameters, {attempt.epochs} epochs, {attempt.seconds:.0f} s"
    design = review(attempt.answers).design
    return cost if design is None else f"{layers_line(design)}; {cost}"


def _ideas() -> None:
    prose(
        "To try next: counts or TF-IDF in place of ones; fewer words, or more; a wider layer; "
        "dropout; another optimizer. Change one thing at a time, and watch the validation accuracy."
    )
    st.button("Change the rows", on_click=session.go_to, args=("articles",), icon=":material/arrow_back:")
    with st.popover("What is TF-IDF?", icon=":material/help:"):
        prose(
            "*Term frequency, inverse document frequency*: how often a word occurs in the newswire, weighed by how "
            "rare it is among all of them. Here, as in act 3:"
        )
        st.latex(r"(1 + \ln \text{count}) \cdot \ln\!\left(1 + \frac{n}{1 + \text{df}}\right)")
        prose(
            "with n training newswires, of which df hold the word. *The* stands in nearly all: its weight is about ln "
            "2. A word of ten newswires among nine thousand weighs about ten times as much. The logarithms keep a "
            "word that occurs fifty times from counting fifty times as much as one that occurs once."
        )


def _solution() -> None:
    prose(
        "One of many good answers. It takes counts, which say more about a newswire than ones, a "
        "single hidden layer of 256 units, and dropout against overfitting."
    )
    st.code(script(SOLUTION, ORDER), language="python", height=420, wrap_lines=True)
    solved = review(SOLUTION).design
    if solved:
        run = run_of(solved, "Train the worked solution", "Worked solution")
        if run is not None:
            curves(run, "Worked solution")
