"""The run to take home: the film, its figures, its weights, and code that makes it again."""

import json

import streamlit as st

from engine.region import export
from engine.region.film import Film
from pages.region import film_view as films
from pages.region import settings_bar

TITLE = "A decision region, epoch by epoch"


def show(film: Film) -> None:
    settings = film.settings
    st.markdown("**The link** in your browser's address holds every setting, the epoch and this tab. Copy it to share.")
    if settings.data == "csv":
        st.caption("Your own points are not in the link. Script and notebook read them from points.csv beside them.")
    kinds = [
        ("Film", "a web page that plays on its own", "region.html", "text/html", lambda: page(film), "movie"),
        (
            "History",
            "a row for every measurement",
            "history.csv",
            "text/csv",
            lambda: export.history_csv(film),
            "table",
        ),
        (
            "Weights",
            "of every frame, for NumPy",
            "weights.npz",
            "application/octet-stream",
            lambda: export.weights_npz(film),
            "grid_on",
        ),
        ("Script", "runs it again", "region.py", "text/x-python", lambda: export.script(settings), "code"),
        (
            "Notebook",
            "the same, cell by cell",
            "region.ipynb",
            "application/x-ipynb+json",
            lambda: export.notebook(settings),
            "book",
        ),
    ]
    with st.container(horizontal=True):
        for label, words, name, mime, make, icon in kinds:
            with st.container(width=190):
                st.download_button(
                    label, make, name, mime, icon=f":material/{icon}:", on_click="ignore", width="stretch"
                )
                st.caption(words)


def page(film: Film) -> str:
    """The film as one HTML file that needs nothing else."""
    data = json.dumps(films.told([film]) | {"epoch": 0.0, "play": True, "alone": True}).replace("<", "\\u003c")
    script = films.script().replace("export default function", "const mount = function")
    settings, paint = film.settings, films.colours()
    words = " · ".join(settings_bar.in_short(settings))
    return (
        "<!doctype html>\n<html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{TITLE}</title><style>body {{ margin: 24px auto; max-width: 1180px; padding: 0 16px; "
        f"font: 1rem/1.45 system-ui, sans-serif; color: {paint['ink']}; background: {paint['paper']}; }}\n"
        f"h1 {{ font-size: 1.5rem; margin: 0; }}\n{films.style()}</style><body><h1>{TITLE}</h1><p>{words} · "
        f"seed of the data {settings.data_seed}, of the weights {settings.seed}</p>\n"
        f"<main id='film'></main><script type='module'>\n{script}\n"
        "const ignore = () => {};\n"
        f"mount({{ data: {data}, parentElement: document.getElementById('film'), setStateValue: ignore, "
        "setTriggerValue: ignore });\n</script></body></html>\n"
    )
