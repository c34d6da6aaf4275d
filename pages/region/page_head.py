"""How the three pages of act 2 that train networks begin: title, promise, and the settings they share."""

import streamlit as st

from engine.network.settings import RunSettings
from pages.region import address, settings_bar

# The cube wants the height of the screen: less air above it, and the promise beside the title.
ROOM = """<style>
.stMainBlockContainer { padding-top: 4.4rem; }
.stMainBlockContainer h1 { font-size: 1.6rem; padding: 0; }
</style>"""


def opened(title: str, promise: str) -> RunSettings:
    """Draws them. Returns: the settings in the address."""
    st.html(ROOM)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.title(title, anchor=False, width="content")
        st.markdown(promise, width="content")
    settings, problems = address.read()
    for problem in problems:
        st.warning(problem)
    settings_bar.bar(settings)
    return settings
