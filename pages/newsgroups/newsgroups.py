"""Act 3: posts become vectors, a Keras model is trained on them, tested, and asked about a text of your own."""

import streamlit as st

from app_pages.parts.newsgroups.compare import compare_view
from app_pages.parts.newsgroups.leakage import leakage_view
from app_pages.parts.newsgroups.onwards import from_the_top, onwards
from app_pages.parts.newsgroups.posts import posts_view
from app_pages.parts.newsgroups.second import second_view
from app_pages.parts.newsgroups.testing import test_view
from app_pages.parts.newsgroups.tokens import tokens_view
from app_pages.parts.newsgroups.training import train_view
from app_pages.parts.newsgroups.vectors import vectors_view
from app_pages.parts.newsgroups.your_text import text_view

VIEWS = {
    "Posts": ("18,846 posts from 20 newsgroups: what does a model get to see of them?", posts_view),
    "Tokens": ("Which words of a text are kept, and what becomes of the rest?", tokens_view),
    "Vectors": ("From words to numbers: a vocabulary, and a row of it for each post.", vectors_view),
    "Train": ("A Keras model learns which words belong to which newsgroup. Watch it.", train_view),
    "Test": ("How well does it do on posts it has never seen, and where does it go wrong?", test_view),
    "Second model": ("The first model learns by heart. Four changes, one after another.", second_view),
    "Compare": ("Every run beside the others: what helps, and what does not?", compare_view),
    "Leakage": ("A better score for the wrong reason: what if names and addresses stay in?", leakage_view),
    "Your text": ("Ask the model about a paragraph of your own, then question its verdict.", text_view),
}

with st.container(gap=None):
    st.title("A framework on real text")
    from_the_top()
view = st.segmented_control("View", list(VIEWS), default="Posts", required=True, key="view", bind="query-params",
                            label_visibility="collapsed")  # fmt: skip
promise, show = VIEWS[view or "Posts"]
st.markdown(f"## {promise}")
show()
onwards(view or "Posts", list(VIEWS))
