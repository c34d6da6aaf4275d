"""Progress that stays in the browser: written down as it grows, taken up again in a new visit."""

import streamlit as st

from engine.practice.progress import LARGEST_FILE, NotProgress, from_file, to_file, tries_from_file
from pages.practice import session
from pages.shared.component import component
from pages.shared.whole_text import whole

_keep = component("glassnet_practice_keep", "practice/keep.js", html="<div hidden></div>")
KEY = "practice_keep"


def keep_in_browser(view: str) -> None:
    """Keeps answers and attempts in the browser; brings them back where this visit has none yet.

    view: which is open; a phone brings its name into sight, and the verdict once an answer has been checked.
    """
    answers, attempts = session.answers(), session.attempts()
    empty = not answers and not attempts
    data = {
        "view": view,
        "empty": empty,
        "cleared": session.cleared(),
        "checked": session.checks(),
        "file": "" if empty else to_file(answers, attempts, session.tries()),
    }
    with st.container(key="keep_box", height=1, border=False):
        _keep(key=KEY, data=data, on_found_change=_found)


def _found() -> None:
    text = st.session_state[KEY]["found"]
    if not text or session.answers() or session.attempts():
        return
    try:
        content = whole(text).encode()[: LARGEST_FILE + 1]
        (answers, attempts), tried = from_file(content), tries_from_file(content)
    except NotProgress:
        return
    session.take_over(answers, attempts)
    session.take_up_tries(tried)
    session.resumed(True)
