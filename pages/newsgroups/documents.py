"""Test posts in a table; one of them opened: its words, its softmax row, its text."""

import numpy as np
import streamlit as st

from engine.newsgroups import posts
from engine.newsgroups.testing import Test
from engine.newsgroups.vectors import Numbers
from pages.newsgroups.corpus import corpus
from pages.shared.bars import probability_bars
from pages.shared.columns import percent

MOST = 200


def documents_table(test: Test, documents: Numbers, predicted: int, key: str) -> None:
    """Posts with their length, true class and first words. Choosing a row opens the post below."""
    if not len(documents):
        st.info("No post is here.", icon=":material/inbox:")
        return
    place = {int(document): i for i, document in enumerate(test.documents)}
    rows = []
    for document in map(int, documents[:MOST]):
        i = place[document]
        rows.append(
            {
                "tokens": int(test.lengths[i]),
                "is": test.classes[test.truth[i]],
                f"{test.classes[predicted]}?": percent(float(test.probabilities[i, predicted])),
                "begins": _beginning(document),
            }
        )
    share = st.column_config.NumberColumn(format="%.1f%%", width="small")
    event = st.dataframe(
        rows,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=300,
        key=f"{key}_{documents[0]}_{len(documents)}",  # other posts: none of them is open
        column_config={f"{test.classes[predicted]}?": share, "tokens": st.column_config.NumberColumn(width="small")},
    )
    st.caption("Tick a row to open the post." + (f" The first {MOST} are shown." if len(documents) > MOST else ""))
    chosen = event.selection.rows
    if chosen and chosen[0] < len(documents):
        _open(test, int(documents[chosen[0]]), key)


def _beginning(document: int) -> str:
    """The first words of the text where it is here, else the rarest words the model has of it."""
    if posts.available():
        return " ".join(posts.text(document).cleaned.split())[:100] or "(nothing)"
    terms, _ = corpus().document(document)
    return " ".join(corpus().words[term] for term in terms[:-13:-1]) or "(no token kept)"


def _words(document: int, n: int) -> str:
    terms, _ = corpus().document(document)
    return " ".join(corpus().words[term] for term in terms[:n]) or "(no token kept)"


def _open(test: Test, document: int, key: str) -> None:
    """The post as a person reads it, where its text is here, beside what the model says of it."""
    row, place = test.row(document), int(np.flatnonzero(test.documents == document)[0])
    truth, verdict = test.classes[int(test.truth[place])], test.classes[int(row.argmax())]
    with st.container(border=True):
        st.markdown(f"**Post {document:,}**, a post of **{truth}**, predicted as **{verdict}**")
        left, right = st.columns(2, gap="large")
        with left:
            _reading(document)
        with right:
            st.markdown(
                "**Its softmax row**: 20 numbers that sum to 1. The verdict is the place of the largest, the argmax: "
                f"{int(row.argmax())}, which is {verdict}."
            )
            st.plotly_chart(
                probability_bars(test.classes, row.tolist(), st.context.theme.type),
                key=f"{key}_row",
                config={"displayModeBar": False},
                alt=f"largest: {verdict} with {row.max():.1%}",
            )


def _reading(document: int) -> None:
    st.markdown("**What a person reads**")
    if posts.available():
        with st.container(height=300):
            st.text(posts.text(document).cleaned.strip() or "(nothing is left of it)")
    else:
        st.caption("The text itself is not on this machine; the view *Posts* fetches it.")
    st.markdown("**What the model sees**: these words, in no order")
    with st.container(height=220):
        st.text(_words(document, 1000))
