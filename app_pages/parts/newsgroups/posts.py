"""The posts: how many of each class, one of them to read, and what of it reaches the model."""

import streamlit as st

from app_pages.parts.newsgroups.corpus import corpus, post_picker
from app_pages.parts.newsgroups.tokens import own_text


def posts_view() -> None:
    data = corpus()
    st.markdown(
        f"People wrote these in 1993: {data.n_train:,} posts to train on and {data.n_documents - data.n_train:,} to "
        f"test on, in {len(data.classes)} newsgroups of nearly equal size. Guessing would be right one time in "
        f"{len(data.classes)}, 5%. Headers, footers and quoted lines are removed, since names and addresses in them "
        "give the group away."
    )
    number = post_picker()
    terms, times = data.document(number)
    st.markdown(f"**{int(times.sum()):,} tokens, {len(terms):,} of them different**")
    own_text()
