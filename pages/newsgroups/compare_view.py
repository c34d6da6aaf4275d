"""Runs side by side: a table, curves over each other, and experiments to try next."""

import streamlit as st

from engine.jobs import Run
from engine.newsgroups.naive_bayes import BayesSettings
from pages.newsgroups.experiments import EXPERIMENTS, begin_all, listed
from pages.newsgroups.lesson_text import why
from pages.newsgroups.runs import finished, name
from pages.shared.curves import Curve, learning_curves

COLUMNS = {
    "test accuracy": st.column_config.NumberColumn(format="percent"),
    "macro F1": st.column_config.NumberColumn(format="%.3f"),
    "test loss": st.column_config.NumberColumn(format="%.3f"),
    "parameters": st.column_config.NumberColumn(format="localized"),
    "seconds": st.column_config.NumberColumn(format="%.1f"),
    "peak MB": st.column_config.NumberColumn(format="%.0f"),
}


def compare_view() -> None:
    _table()
    _over_each_other()
    st.subheader("To try next")
    st.markdown(
        "Each is one press. Runs wait their turn; everyone on this server sees the same ones. Points compare with the "
        "second model, where both were tested on the same posts."
    )
    left = [one for one in EXPERIMENTS if one.run() is None]
    if len(left) > 1:
        st.button(
            f"Try all {len(left)} that are left",
            key="try_all",
            icon=":material/playlist_play:",
            on_click=begin_all,
            args=(left,),
        )
    listed(EXPERIMENTS, "try")
    st.caption(
        "On some 7,000 test posts, chance alone moves an accuracy near 67% by about 0.6 points (its standard error, "
        "$\\sqrt{p (1 - p) / n}$). Two runs that differ by less than that have not been told apart."
    )
    st.markdown(
        "What the outcomes say together: the networks, deep or wide, end close to each other and close to a method "
        "that only counts words. The posts are short, their words ambiguous, and a bag of words has lost the order. "
        "**What is not in the vectors, no number of layers can find.**"
    )
    why("compare")


def _table() -> None:
    runs = finished()
    if not runs:
        st.info("No run is finished yet. Begin one below, or in the view *Train*.")
        return
    st.dataframe([_row(run) for run in runs], hide_index=True, column_config=COLUMNS, key="runs")
    if any(isinstance(run.settings, BayesSettings) for run in runs):
        st.caption("Test loss of Naive Bayes is large: it is far too sure of itself. Its ranking is what is good.")


def _row(run: Run) -> dict:
    record = run.result()
    return {
        "run": name(run) + (" (stopped)" if run.state == "stopped" else ""),
        "epochs": len(record.history) or None,
        "test accuracy": record.accuracy,
        "macro F1": record.macro_f1,
        "test loss": record.loss,
        "parameters": record.parameters,
        "seconds": record.seconds,
        "peak MB": record.peak_mb,
    }


def _over_each_other() -> None:
    curved = {name(run): run.result() for run in finished() if run.result().history}
    if len(curved) < 2:
        return
    picked = st.pills("Over each other", list(curved), selection_mode="multi", default=list(curved)[-2:], key="over")
    curves = [Curve(title, curved[title].history, curved[title].best_epoch) for title in picked]
    for column, measure in zip(st.columns(2), ("loss", "accuracy"), strict=True):
        if curves:
            column.plotly_chart(
                learning_curves(curves, measure, st.context.theme.type),
                key=f"over_{measure}",
                config={"displayModeBar": False},
                alt=f"{measure} of {', '.join(picked)}, by epoch",
            )
