"""The confusion matrix, every cell of which opens the posts in it."""

from functools import partial

import streamlit as st

from app_pages.parts.newsgroups.documents import documents_table
from app_pages.parts.newsgroups.state import pick_cell
from engine.figures.confusion import confusion_figure
from engine.text.models import Settings
from engine.text.testing import Test


def confusion_tab(test: Test, settings: Settings) -> None:
    """The matrix, a way to choose a cell by pressing it or by name, and the posts of that cell."""
    st.markdown(
        "A row is a true class, a column a predicted one. The diagonal is right; everything beside it is a confusion. "
        "Press a cell to read the posts in it."
    )
    numbers = st.segmented_control(
        "Numbers", ("counts", "row shares"), default="counts", required=True, key="cells", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    st.plotly_chart(
        confusion_figure(test.confusion, test.classes, st.context.theme.type, shares=numbers == "row shares"),
        key="confusion", on_select=partial(pick_cell, test.classes), selection_mode="points",
        config={"displayModeBar": False}, alt=_spoken(test),
    )  # fmt: skip
    worst = test.pairs(1)[0] if test.pairs(1) else None
    left, right = st.columns(2)
    truth = left.selectbox("Posts of", test.classes, index=worst.truth if worst else 0, key="true", bind="query-params")
    predicted = right.selectbox(
        "called", test.classes, index=worst.predicted if worst else 0, key="predicted", bind="query-params"
    )
    t, p = test.classes.index(truth), test.classes.index(predicted)
    documents = test.cell(t, p)
    st.markdown(f"**{len(documents):,} posts of {truth} were called {predicted}**, the surest first")
    documents_table(test, documents, p, "cell")


def _spoken(test: Test) -> str:
    said = [f"{p.documents} of {test.classes[p.truth]} called {test.classes[p.predicted]}" for p in test.pairs(5)]
    return f"Confusion matrix of {len(test.classes)} classes. Most confused: {'; '.join(said)}."
