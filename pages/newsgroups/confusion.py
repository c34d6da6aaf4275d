"""The confusion matrix, every cell of which opens the posts in it."""

from functools import partial

import streamlit as st

from engine.newsgroups.models import Settings
from engine.newsgroups.testing import Test
from pages.newsgroups.documents import documents_table
from pages.newsgroups.lesson_text import why
from pages.newsgroups.session import pick_cell
from pages.shared.confusion_matrix import confusion_matrix


def confusion_tab(test: Test, settings: Settings) -> None:
    """The matrix, a way to choose a cell by pressing it or by name, and the posts of that cell."""
    st.markdown(
        "A row is a true class, a column a predicted one. The diagonal is right; everything beside it is a confusion. "
        "Press a cell to read the posts in it."
    )
    numbers = st.segmented_control(
        "Numbers",
        ("counts", "row shares"),
        default="counts",
        required=True,
        key="cells",
        bind="query-params",
        label_visibility="collapsed",
    )
    matrix, boxes = st.container(), st.container()
    worst = test.pairs(1)[0] if test.pairs(1) else None
    left, right = boxes.columns(2)
    truth = left.selectbox("Posts of", test.classes, index=worst.truth if worst else 0, key="true", bind="query-params")
    predicted = right.selectbox(
        "called", test.classes, index=worst.predicted if worst else 0, key="predicted", bind="query-params"
    )
    t, p = test.classes.index(truth), test.classes.index(predicted)
    with matrix:
        confusion_matrix(
            test.confusion.tolist(),
            test.classes,
            numbers == "row shares",
            (t, p),
            "confusion",
            partial(pick_cell, test.classes),
        )
        if numbers == "row shares":
            st.caption("In percent of the row: how the posts of a class were shared out.")
    documents = test.cell(t, p)
    how = "were put right" if t == p else f"were called {predicted}"
    st.markdown(f"**{len(documents):,} posts of {truth} {how}**, the surest first")
    documents_table(test, documents, p, "cell")
    why("confusion")
