"""Glassnet's entry: the frame of every page and the navigation. Pages do the rest."""

from pathlib import Path

import streamlit as st

from app_pages.parts.region.runs import lesson
from engine.jobs import workbench

st.set_page_config(page_title="Glassnet", page_icon="assets/logo.svg", layout="wide")
st.logo("assets/logo.svg", size="large")
st.html(Path(__file__).resolve().parent / "assets" / "frame.css")

page = st.navigation(
    [
        st.Page(
            "app_pages/home.py",
            title="Home",
            icon=":material/home:",
            help="What the three acts show, and how to move through them.",
            default=True,
        ),
        st.Page(
            "app_pages/one_pass.py",
            title="1 · One pass",
            icon=":material/function:",
            help="One forward and one backward pass on five samples, every number open to question.",
        ),
        st.Page(
            "app_pages/library.py",
            title="2 · Library",
            icon=":material/layers:",
            help="Three small classes, and what each layer keeps on the way forward and back.",
        ),
        st.Page(
            "app_pages/region.py",
            title="2 · Decision region",
            icon=":material/deployed_code:",
            help="A network trained from scratch, its 3D decision region forming epoch by epoch.",
        ),
        st.Page(
            "app_pages/seeds.py",
            title="2 · Seeds",
            icon=":material/casino:",
            help="The same network from 16 to 256 seeds: how much of the result is luck.",
        ),
        st.Page(
            "app_pages/side_by_side.py",
            title="2 · Side by side",
            icon=":material/compare:",
            help="Two runs that differ in one setting, scrubbed together.",
        ),
        st.Page(
            "app_pages/newsgroups.py",
            title="3 · Newsgroups",
            icon=":material/forum:",
            help="A Keras classifier on 20 newsgroups: preprocessed, trained, tested and questioned live.",
        ),
        st.Page(
            "app_pages/practice.py",
            title="3 · Practice",
            icon=":material/exercise:",
            help="Your turn: design, train and judge a classifier of Reuters newswires.",
        ),
    ],
    position="top",
)
page.run()
lesson()  # act 2's first run, trained behind the first page
workbench().warm(delay=1.5)  # the worker gets ready behind the first page, not before it
