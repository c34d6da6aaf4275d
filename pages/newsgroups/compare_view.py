"""Every run in one plot to fill: validation accuracy with its interval, untried ones hollow, a press runs them."""

from dataclasses import asdict
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.classifier.measures import interval
from engine.jobs import Run
from engine.newsgroups.bayes_rule import one_word
from engine.newsgroups.chosen_run import (
    against_second,
    judged_otherwise,
    no_candidate,
    on_the_test_posts,
    standings,
    with_short_posts,
)
from engine.newsgroups.conclusions import conclusions
from engine.newsgroups.dated_split import explained
from engine.newsgroups.experiments import EXPERIMENTS, Experiment
from engine.newsgroups.models import SECOND, Settings
from engine.newsgroups.run_record import Record
from pages.newsgroups.address import look
from pages.newsgroups.known_runs import RECORDED, AnySettings, all_records, begin, name, record_of, run_of, watched
from pages.newsgroups.lesson_text import why
from pages.shared.columns import COUNT, PERCENT, percent, rounded
from pages.shared.component import component
from pages.shared.curves import Curve, learning_curves
from pages.shared.markdown_escape import plain
from pages.shared.palette import palette
from pages.shared.term_links import prose, small_prose

_component = component("glassnet_compare_plot", "newsgroups/compare_plot.js", css=("newsgroups/compare_plot.css",))
COLUMNS = {
    "validation accuracy": PERCENT,
    "±": st.column_config.NumberColumn(format="%.1f%%", help="Half of the 95% interval."),
    "parameters": st.column_config.NumberColumn(format="localized", help="All weights and biases."),
    "seconds": st.column_config.NumberColumn(format="%.1f", help="How long the training took."),
    "peak MB": st.column_config.NumberColumn(format="%.0f", help="The most memory that it took at any moment."),
}


def compare_view(head: DeltaGenerator) -> None:
    going = _going()
    untried = [one for one in EXPERIMENTS if record_of(one.settings) is None and run_of(one.settings) is None]
    if len(untried) > 1:
        head.button(
            f"Run the {len(untried)} that are left",
            key="try_all",
            icon=":material/playlist_play:",
            on_click=_begin_all,
            args=(untried,),
        )
    st.fragment(_plot_and_answers, run_every=1.0 if going else None)(going)
    _chosen()
    runs = st.expander("Every run as a table, and their curves in one picture", key="every_run", on_change="rerun")
    if runs.open:  # what draws tables and curves is 5 MB of Streamlit's: fetched when it is opened
        with runs:
            _table()
            _over_each_other()
    rule = st.expander(
        "Naive Bayes' rule on one word, number by number",
        expanded="bayes_word" in st.query_params,
        key="bayes_rule",
        on_change="rerun",
    )
    if rule.open:
        with rule:
            _rule()
    why("compare")


def _going() -> set[str]:
    return {one.title for one in EXPERIMENTS if watched(one.settings)}


def _plot_and_answers(going: set[str]) -> None:
    """The plot and what follows from it; drawn again every second while a run goes on."""
    if going != _going():
        st.rerun()
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        _component(
            key="compare_plot",
            data={
                "colours": asdict(palette(st.context.theme.type)),
                "rows": [_row(one) for one in EXPERIMENTS],
                "line": SECOND_TITLE,
                "recorded": RECORDED,
            },
            on_press_change=_pressed,
        )
        small_prose(plain(with_short_posts(all_records())))
    with right:
        _answers()


SECOND_TITLE = "Second model"


def _row(one: Experiment) -> dict[str, Any]:
    """One experiment as the plot draws it."""
    record, run = record_of(one.settings), run_of(one.settings)
    row: dict[str, Any] = {"title": one.title, "group": one.group, "question": one.question, "state": "untried"}
    if run is not None and not run.over:
        row |= {"state": "running" if run.state == "running" else "waiting", "progress": _progress(run)}
    elif run is not None and run.state == "failed":
        row |= {"state": "failed", "problem": run.problem}
    elif record is not None:
        row |= {
            "state": "recorded" if record.recorded else "done",
            "accuracy": record.validation_accuracy,
            "half": interval(record.validation_accuracy, len(record.validated)),
            "epochs": len(record.history),
            "judged": judged_otherwise(record.settings),
        }
    return row


def _progress(run: Run) -> str:
    last = next((event for event in reversed(list(run.events)) if "epoch" in event), None)
    if last is None:
        return f"{run.place} before it" if run.state == "waiting" and run.place else "getting ready"
    return f"epoch {last['epoch']}"


def _pressed() -> None:
    """A row was pressed: an untried run begins; of one that is done, its curve or its test can be opened below."""
    title = st.session_state["compare_plot"]["press"]
    for one in EXPERIMENTS:
        if one.title == title:
            run = run_of(one.settings)
            if run is None or run.state in ("stopped", "failed"):
                begin(one.settings)


def _begin_all(experiments: list[Experiment]) -> None:
    for one in experiments:
        begin(one.settings)


def _answers() -> None:
    """What the runs say together: each answer once its runs are there, until then what it waits for."""
    with st.container(border=True, gap="small"):
        for one in conclusions(all_records()):
            if one.sentence:
                prose(f"**{one.question}** {plain(one.sentence)}")
            else:
                done = len(one.needs) - len(one.missing)
                st.markdown(
                    f"**{one.question}** :gray[Waits for {', '.join(one.missing)} ({done} of {len(one.needs)} runs).]"
                )


def _chosen() -> None:
    """The run that validation chose; its test is asked for by a press, once."""
    records = all_records()
    found = standings(records)
    if not found:
        return
    best = found[0]
    points = f"{best.record.validation_accuracy:.1%} ± {100 * best.half:.1f} points"
    told = " ".join(filter(None, (against_second(best.record, record_of(SECOND)), no_candidate(records))))
    prose(f"**Chosen by the validation posts: {name(best.settings)}**, {points}. {plain(told)}")
    if st.toggle("Ask the test posts, once, for this one", key="ask_test"):
        prose(plain(on_the_test_posts(best.record)))
        prose(plain(explained(best.record)))
        if isinstance(best.settings, Settings):
            st.button("Its whole test", on_click=look, args=("Test", best.settings), key="chosen_test")


def _table() -> None:
    rows = [_table_row(one.settings, one.record, one.half) for one in standings(all_records())]
    st.dataframe(rows, hide_index=True, column_config=COLUMNS, key="runs")


def _table_row(settings: AnySettings, record: Record, half: float) -> dict[str, Any]:
    marks = " (stopped)" if record.stopped else " (recorded)" if record.recorded else ""
    return {
        "run": name(settings) + marks,
        "epochs": len(record.history) or None,
        "validation accuracy": percent(record.validation_accuracy),
        "±": percent(half),
        "parameters": record.parameters,
        "seconds": rounded(record.seconds),
        "peak MB": rounded(record.peak_mb, 0),
    }


def _over_each_other() -> None:
    curved = {name(settings): record for settings, record in all_records().items() if record.history}
    picked = st.pills("Overlay", list(curved), selection_mode="multi", default=list(curved)[:1], key="over")
    curves = [Curve(title, curved[title].history, curved[title].best_epoch) for title in picked if title in curved]
    for column, measure in zip(st.columns(2), ("loss", "accuracy"), strict=True):
        if curves:
            column.plotly_chart(
                learning_curves(curves, measure, st.context.theme.type),
                key=f"over_{measure}",
                config={"displayModeBar": False},
                alt=f"{measure} of {', '.join(picked)}, by epoch",
            )


def _rule() -> None:
    """ln P(c) + ln P(word | c) for one word, every number beside the next."""
    left, right = st.columns(2, vertical_alignment="bottom")
    word = left.text_input("A word", "engine", key="bayes_word", bind="query-params", max_chars=60)
    alpha = right.select_slider("Smoothing α", [0.001, 0.01, 0.1, 1.0, 10.0, 100.0], 1.0, key="bayes_alpha")
    try:
        rows = one_word(word or "", float(alpha))
    except ValueError as problem:
        st.warning(plain(str(problem)), icon=":material/search_off:")
        return
    prose(
        "$\\text{score} = \\ln P(c) + \\ln P(w \\mid c)$, with "
        "$P(w \\mid c) = \\dfrac{n_{wc} + \\alpha}{n_c + \\alpha V}$. Scores of a post of this one word, and what they "
        "make of it:"
    )
    table = [
        {
            "class c": row.name,
            "P(c)": round(row.prior, 4),
            "n_wc: posts with it": row.with_word,
            "n_c: words in all": row.words,
            "P(w | c)": f"{row.likelihood:.2e}",
            "score": round(row.score, 3),
            "P(c | w)": percent(row.posterior),
        }
        for row in rows
    ]
    st.dataframe(
        table,
        hide_index=True,
        height=320,
        key="bayes_table",
        column_config={
            "n_wc: posts with it": COUNT,
            "n_c: words in all": COUNT,
            "P(c | w)": st.column_config.ProgressColumn(format="%.1f%%", min_value=0, max_value=100),
        },
    )
