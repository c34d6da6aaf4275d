"""What to take along from a run: the model, its history, the whole pipeline, a link."""

import streamlit as st

from engine.jobs import Run
from engine.newsgroups import export, questions
from engine.newsgroups.models import Settings
from pages.newsgroups.address import MODEL
from pages.newsgroups.ask import ask_network
from pages.newsgroups.corpus import data_of


def take_away(run: Run) -> None:
    """Downloads, made when pressed; the address of this page is the link to the run."""
    settings = run.settings
    columns = data_of(settings).columns
    name = f"newsgroups-{MODEL.write(settings)}"
    with st.container(horizontal=True):
        st.download_button(
            "History as CSV",
            export.history_csv(run.result()),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/show_chart:",
        )
        st.download_button(
            "Script",
            export.script(settings, columns),
            f"{name}.py",
            "text/x-python",
            on_click="ignore",
            icon=":material/code:",
        )
        st.download_button(
            "Notebook",
            lambda: export.notebook(settings, columns),
            f"{name}.ipynb",
            "application/x-ipynb+json",
            on_click="ignore",
            icon=":material/menu_book:",
        )
        if st.button("Model as .keras", icon=":material/deployed_code:", key="get_model"):
            content = ask_network(questions.keras_file, settings, waiting="Getting the model from the worker …")
            if content:
                st.download_button(
                    f"Save the model, {len(content) / 1e6:.0f} MB",
                    content,
                    f"{name}.keras",
                    on_click="ignore",
                    type="primary",
                )
    st.caption(promised(settings, run.result().stopped))


def promised(settings: Settings, stopped: bool) -> str:
    """What the files will give to whoever runs them, and what the address links to."""
    if stopped:
        return (
            f"This run was stopped. The script and the notebook train all {settings.epochs} epochs, so their figures "
            "will be others. The address of this page is a link to its settings."
        )
    return (
        "The script and the notebook run the whole pipeline, from the posts to the same test accuracy; another "
        "processor rounds differently, so its last digit may differ. The address of this page is a link to this run: "
        "equal settings are the same run."
    )
