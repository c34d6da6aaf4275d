"""The confusion matrix, every cell of which opens the posts in it."""

from functools import partial

import streamlit as st

from engine.newsgroups.blocks import ordered, short
from engine.newsgroups.testing import Test
from pages.newsgroups.documents import documents_table
from pages.newsgroups.session import open_cell, pick_cell
from pages.shared.confusion_matrix import confusion_matrix

MOST_PAIRS = 7


def confusion_tab(test: Test) -> None:
    """The matrix beside the most frequent confusions; below, the posts of the cell that is open."""
    pairs = test.pairs(MOST_PAIRS)
    start = pairs[0] if pairs else None
    left, right = st.columns([1.3, 1], gap="medium")
    with right, st.container(gap=None):
        st.markdown("**Most often confused.** Press one, or any cell, to read its posts.")
        for pair in pairs:
            truth, predicted = test.classes[pair.truth], test.classes[pair.predicted]
            st.button(
                f"**{pair.documents}** · {truth} predicted as {predicted} · {pair.share:.0%} of it",
                key=f"pair_{pair.truth}_{pair.predicted}",
                type="tertiary",
                on_click=open_cell,
                args=(truth, predicted),
            )
    boxes = st.container()
    one, two = boxes.columns(2)
    truth = one.selectbox("Posts of", test.classes, index=start.truth if start else 0, key="true", bind="query-params")
    predicted = two.selectbox(
        "predicted as", test.classes, index=start.predicted if start else 0, key="predicted", bind="query-params"
    )
    t, p = test.classes.index(truth), test.classes.index(predicted)
    with left:
        blocks = ordered(test.classes)
        confusion_matrix(
            test.confusion.tolist(),
            test.classes,
            False,
            (t, p),
            "confusion",
            partial(pick_cell, test.classes),
            blocks,
            [short(name) for name in test.classes],
        )
        st.caption(f"Blue: classified correctly. Rust: confused. {test.confused(blocks).sentence}")
    documents = test.cell(t, p)
    how = "were classified correctly" if t == p else f"were predicted as {predicted}"
    st.markdown(f"**{len(documents):,} posts of {truth} {how}**, the most confident first")
    documents_table(test, documents, p, "cell")
