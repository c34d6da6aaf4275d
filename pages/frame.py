"""The frame of every page: logo, style and navigation. The pages do the rest."""

from pathlib import Path

import streamlit as st

from pages.shared.room_bar import room_bar

ASSETS = Path(__file__).resolve().parents[1] / "assets"

st.set_page_config(page_title="Glassnet", page_icon=str(ASSETS / "logo.svg"), layout="wide")
st.logo(str(ASSETS / "logo.svg"), size="large")
st.html(ASSETS / "shared" / "frame.css")

PAGES = [
    st.Page(
        "home.py",
        title="Home",
        icon=":material/home:",
        help="What the three acts show, and how to move through them.",
        default=True,
    ),
    st.Page(
        "one_pass/one_pass.py",
        title="1 · One pass",
        icon=":material/function:",
        help="One forward and one backward pass on five samples, every number open to question.",
    ),
    st.Page(
        "region/library.py",
        title="2 · Library",
        icon=":material/layers:",
        help="Three small classes, and what each layer keeps on the way forward and back.",
    ),
    st.Page(
        "region/region.py",
        title="2 · Decision region",
        icon=":material/deployed_code:",
        help="A network trained from scratch, its 3D decision region forming epoch by epoch.",
    ),
    st.Page(
        "region/seeds.py",
        title="2 · Seeds",
        icon=":material/casino:",
        help="The same network from 16 to 256 seeds: how much of the result is luck.",
    ),
    st.Page(
        "region/side_by_side.py",
        title="2 · Side by side",
        icon=":material/compare:",
        help="Two runs that differ in one setting, scrubbed together.",
    ),
    st.Page(
        "newsgroups/newsgroups.py",
        title="3 · Newsgroups",
        icon=":material/forum:",
        help="A Keras classifier on 20 newsgroups: preprocessed, trained, tested and questioned live.",
    ),
    st.Page(
        "practice/practice.py",
        title="3 · Practice",
        icon=":material/exercise:",
        help="Your turn: design, train and judge a classifier of Reuters newswires.",
    ),
    st.Page(
        "lessons/lessons.py",
        title="Lessons",
        icon=":material/school:",
        help="Ready-made ways through the app, lessons of one's own, and what a class has handed in.",
    ),
]
page = st.navigation(PAGES, position="top")
room_bar(page.url_path, {each.url_path: each for each in PAGES})
page.run()
