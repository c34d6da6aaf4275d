"""Act 3: posts become vectors, a Keras model is trained on them, tested, and asked about a text of your own."""

from pathlib import Path

import streamlit as st

from engine.newsgroups.models import SECOND
from pages.newsgroups.address import current
from pages.newsgroups.compare_view import compare_view
from pages.newsgroups.leakage_view import leakage_view
from pages.newsgroups.next_button import from_the_top, onwards
from pages.newsgroups.pipeline import pipeline
from pages.newsgroups.posts_view import posts_view
from pages.newsgroups.second_model_view import second_view
from pages.newsgroups.session import open_in_address
from pages.newsgroups.testing_view import test_view
from pages.newsgroups.tokens_view import tokens_view
from pages.newsgroups.training_view import train_view
from pages.newsgroups.vectors_view import vectors_view
from pages.newsgroups.your_text_view import text_view

VIEWS = {
    "Posts": ("A post comes in: which of 20 newsgroups is it from?", posts_view),
    "Tokens": ("Which words of a text are kept?", tokens_view),
    "Vectors": ("From words to a row of numbers, nearly all of them 0", vectors_view),
    "Train": ("A network learns the words", train_view),
    "Test": ("Posts it has never seen: where does it go wrong?", test_view),
    "Second model": ("The first model memorises. Five changes, one at a time", second_view),
    "Compare": ("What helps, and what does not?", compare_view),
    "Leakage": ("A better score for the wrong reason", leakage_view),
    "Your text": ("What does it say of a paragraph of your own?", text_view),
}
STYLE = Path(__file__).parents[2] / "assets" / "newsgroups" / "page.css"
BESIDE = ("Second model", "Compare", "Leakage", "Your text")


def page() -> None:
    """The picture with the views, the view that is open, and the way to the next."""
    view = open_in_address(VIEWS)
    st.html(STYLE)
    promise, show = VIEWS[view]
    with st.container(gap="small"):
        pipeline(view, BESIDE, SECOND if view == "Posts" else current())  # the entrance asks the second
        head = st.container(horizontal=True, vertical_alignment="center", key="act_head")
        with head:
            st.title(promise, anchor=False, width="stretch")
            from_the_top()
        show(head)
        onwards(view, list(VIEWS))


page()
