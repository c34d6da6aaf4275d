"""Act 3: posts become vectors, a Keras model is trained on them, tested, and asked about a text of your own."""

import streamlit as st

from pages.newsgroups.compare_view import compare_view
from pages.newsgroups.leakage_view import leakage_view
from pages.newsgroups.next_button import from_the_top, onwards
from pages.newsgroups.posts_view import posts_view
from pages.newsgroups.second_model_view import second_view
from pages.newsgroups.testing_view import test_view
from pages.newsgroups.tokens_view import tokens_view
from pages.newsgroups.training_view import train_view
from pages.newsgroups.vectors_view import vectors_view
from pages.newsgroups.your_text_view import text_view

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
view = st.segmented_control(
    "View", list(VIEWS), default="Posts", required=True, key="view", bind="query-params", label_visibility="collapsed"
)
promise, show = VIEWS[view or "Posts"]
st.markdown(f"## {promise}")
show()
onwards(view or "Posts", list(VIEWS))
