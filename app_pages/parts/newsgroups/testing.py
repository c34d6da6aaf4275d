"""Testing: how a trained model does on the posts kept aside, and where it goes wrong."""

import streamlit as st

from app_pages.parts.newsgroups.address import current, titled
from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.text.training import train


def finished_run() -> Run | None:
    """The chosen model's run, if it has a result; else the page says how to get one."""
    settings = current()
    run = workbench().find(name_of(train, settings))
    if run is not None and run.state in ("done", "stopped") and run.result() is not None:
        return run
    st.info(
        f"**{titled(settings)}** has not been trained on this server yet. Train it in the view *Train*.",
        icon=":material/info:",
    )
    return None


def test_view() -> None:
    run = finished_run()
    if run is not None:
        record = run.result()
        st.metric("accuracy", f"{record.accuracy:.1%}")
