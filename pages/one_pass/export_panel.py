"""The panel of take-aways: the pass on screen as a script, a notebook, arrays, and a worksheet with its key."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from engine.one_pass import Settings, Trace, trace
from engine.one_pass.export import arrays, notebook, script
from engine.one_pass.worksheet import worksheet

ENTRIES: dict[str, tuple[str, str, str, Callable[[Trace], str | bytes]]] = {
    "Script": ("one_pass.py", "text/x-python", "Runs on NumPy alone and prints every matrix.", script),
    "Notebook": ("one_pass.ipynb", "application/x-ipynb+json", "One cell per line, with its formula.", notebook),
    "Matrices": ("one_pass.npz", "application/octet-stream", "All of them, for np.load.", arrays),
    "Worksheet": ("worksheet.html", "text/html", "To print: the pass with blanks to fill in.", worksheet),
    "Answer key": ("answers.html", "text/html", "The same, filled in.", lambda passed: worksheet(passed, answers=True)),
}


def panel(settings: Settings) -> None:
    """A button a file; each is made, from the numbers on screen, when it is asked for."""
    st.caption("Made from the numbers on screen. A link to them and to the step: Copy link, beside the pass.")
    for label, (name, kind, what, make) in ENTRIES.items():
        st.download_button(
            label,
            partial(_file, make, settings),
            name,
            kind,
            on_click="ignore",
            width="stretch",
            icon=":material/download:",
            key=f"pass_{name}",
        )
        st.caption(what)


def _file(make: Callable[[Trace], str | bytes], settings: Settings) -> str | bytes:
    return make(trace(settings))
