"""The frame of every page: style, the way through the lesson, and what comes next. The pages do the rest."""

from pathlib import Path

import streamlit as st

from pages.shared import frame_parts
from pages.shared.lesson_path import ASIDE, HOME, STOPS
from pages.shared.room_bar import room_bar

LOGO = Path(__file__).resolve().parents[1] / "assets" / "logo.svg"

pages = {stop.path: st.Page(stop.file, title=stop.title, default=stop is HOME) for stop in (HOME, *STOPS, *ASIDE)}
page = st.navigation(list(pages.values()), position="hidden")
st.set_page_config(
    page_title=f"{page.title} · Glassnet" if page.url_path else "Glassnet: see through a neural network",
    page_icon=str(LOGO),
    layout="wide",
)
frame_parts.style()
frame_parts.bar(page.url_path, pages.values())
room_bar(page.url_path, pages)
page.run()
if page.url_path:
    frame_parts.foot(page.url_path)
