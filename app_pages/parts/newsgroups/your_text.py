"""Your text: its verdict, the words that made it, and what changes without one of them."""

import streamlit as st

from app_pages.parts.newsgroups.testing import finished_run


def text_view() -> None:
    run = finished_run()
    if run is not None:
        st.text_area("Your text")
