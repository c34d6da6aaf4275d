"""Every run beside the others: a table, and their curves over each other."""

import streamlit as st

from app_pages.parts.newsgroups.address import titled
from engine.figures.curves import Curve, learning_curves
from engine.jobs import Run, workbench
from engine.text.models import Settings


def best_epoch(run: Run) -> int | None:
    """The epoch with the smallest validation loss so far."""
    epochs = [event for event in list(run.events) if event["kind"] == "epoch"]
    return epochs[-1]["best"] if epochs else None


def finished() -> list[Run]:
    """The runs with a result, in the order they were asked for."""
    runs = workbench().runs
    return [run for run in runs if run.state in ("done", "stopped") and run.result() is not None]


def runs_table(settings: Settings) -> None:
    """One row a finished run of anyone on this server, and the curves of those picked."""
    runs = finished()
    if not runs:
        return
    st.subheader("Every run so far")
    st.dataframe([_row(run) for run in runs], hide_index=True, column_config=COLUMNS, key="runs")
    curved = {titled(run.settings): run for run in runs if len(run.result().history) > 1}
    if len(curved) < 2:
        return
    picked = st.pills("Over each other", list(curved), selection_mode="multi", default=list(curved)[-2:], key="over")
    chosen = [Curve(name, curved[name].result().history, curved[name].result().best_epoch) for name in picked]
    if chosen:
        for column, measure in zip(st.columns(2), ("loss", "accuracy"), strict=True):
            column.plotly_chart(
                learning_curves(chosen, measure, st.context.theme.type), key=f"over_{measure}",
                config={"displayModeBar": False}, alt=f"{measure} of {', '.join(picked)}",
            )  # fmt: skip


COLUMNS = {
    "test accuracy": st.column_config.NumberColumn(format="percent"),
    "macro F1": st.column_config.NumberColumn(format="%.3f"),
    "test loss": st.column_config.NumberColumn(format="%.3f"),
    "parameters": st.column_config.NumberColumn(format="localized"),
    "seconds": st.column_config.NumberColumn(format="%.0f"),
    "peak MB": st.column_config.NumberColumn(format="%.0f"),
}


def _row(run: Run) -> dict:
    record = run.result()
    return {
        "run": titled(run.settings),
        "epochs": len(record.history),
        "test accuracy": record.accuracy,
        "macro F1": record.macro_f1,
        "test loss": record.loss,
        "parameters": record.parameters,
        "seconds": record.seconds,
        "peak MB": record.peak_mb,
    }
