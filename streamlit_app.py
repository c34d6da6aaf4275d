"""Glassnet's entry: the frame of every page and the navigation. Pages do the rest."""

import streamlit as st

st.set_page_config(page_title="Glassnet", page_icon=":material/hub:", layout="wide")

page = st.navigation(
    {
        "": [
            st.Page(
                "app_pages/home.py",
                title="Home",
                icon=":material/home:",
                help="What the three acts show, and how to move through them.",
                default=True,
            ),
        ],
        "Act 1 · by hand": [
            st.Page(
                "app_pages/one_pass.py",
                title="One pass",
                icon=":material/function:",
                help="One forward and one backward pass on five samples, every number open to question.",
            ),
        ],
        "Act 2 · as a library": [
            st.Page(
                "app_pages/library.py",
                title="The library",
                icon=":material/layers:",
                help="Three small classes, and what each layer keeps on the way forward and back.",
            ),
            st.Page(
                "app_pages/region.py",
                title="Decision region",
                icon=":material/deployed_code:",
                help="A network trained from scratch, its 3D decision region forming epoch by epoch.",
            ),
        ],
        "Act 3 · with a framework": [
            st.Page(
                "app_pages/newsgroups.py",
                title="Newsgroups",
                icon=":material/forum:",
                help="A Keras classifier on 20 newsgroups: preprocessed, trained, tested and questioned live.",
            ),
            st.Page(
                "app_pages/practice.py",
                title="Practice",
                icon=":material/exercise:",
                help="Your turn: design, train and judge a classifier of Reuters newswires.",
            ),
        ],
    }
)
page.run()
