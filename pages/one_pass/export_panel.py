"""The panel of take-aways: the pass on screen as a script, a notebook, arrays, a worksheet with its key, and a page."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from engine.one_pass import Settings, Trace, to_query, trace
from engine.one_pass.export import arrays, notebook, script
from engine.one_pass.page_file import page_data, page_file
from engine.one_pass.worksheet import worksheet
from pages.one_pass import session
from pages.shared.palette import BOTH

Entry = tuple[str, str, str, Callable[[Trace], str | bytes]]
ENTRIES: dict[str, Entry] = {
    "Script": ("one_pass.py", "text/x-python", "Runs on NumPy alone and prints every matrix.", script),
    "Notebook": ("one_pass.ipynb", "application/x-ipynb+json", "One cell per line, with its formula.", notebook),
    "Matrices": ("one_pass.npz", "application/octet-stream", "All of them, for np.load.", arrays),
    "Worksheet": ("worksheet.html", "text/html", "To print: the pass with blanks to fill in.", worksheet),
    "Answer key": ("answers.html", "text/html", "The same, filled in.", lambda passed: worksheet(passed, answers=True)),
}
PAGE = "Act 1 as a page that works from a disk: every step, and numbers that can be changed."


def panel(settings: Settings) -> None:
    """A button a file; each is made, from the numbers on screen, when it is asked for."""
    st.caption("Made from the numbers on screen. A link to them and to the step: Copy link, beside the pass.")

    def page(passed: Trace) -> str:
        return page_file(page_data(passed, BOTH, app=_address(settings), step=session.step() or ""))

    entries: dict[str, Entry] = {**ENTRIES, "Page": ("one_pass.html", "text/html", PAGE, page)}
    for label, (name, kind, what, make) in entries.items():
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


def _address(settings: Settings) -> str:
    """The address that opens these numbers in the app; "" where the app does not know its own."""
    here = (st.context.url or "").split("?")[0]
    query = urlencode(to_query(settings))
    return f"{here}?{query}" if here and query else here


def _file(make: Callable[[Trace], str | bytes], settings: Settings) -> str | bytes:
    return make(trace(settings))
