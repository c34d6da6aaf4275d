"""Leakage: the same model with headers, footers and quotes left in, and the words that explain its better score."""

from dataclasses import replace

import streamlit as st

from engine.newsgroups import questions
from engine.newsgroups.models import SECOND
from pages.newsgroups.ask import ask
from pages.newsgroups.corpus import data_of
from pages.newsgroups.experiments import Experiment, listed
from pages.newsgroups.lesson_text import why

PUSH = "Change of the class' log-odds by this word alone."
LEAKING = replace(SECOND, corpus="leakage")
CLEAN = Experiment("Second model", "Headers, footers and quotes taken out", SECOND)
LEFT_IN = Experiment("The same, left in", "Headers, footers and quotes stay", LEAKING)


def leakage_view() -> None:
    st.markdown(
        "So far a post was only what its writer wrote in it. Here the same model is trained and tested on the posts as "
        "they came: with sender, organisation, subject, signature and quotes. Its score rises. Is it the better model?"
    )
    listed([CLEAN, LEFT_IN], "leakage")
    clean, left_in = CLEAN.record(), LEFT_IN.record()
    if clean and left_in:
        st.markdown(
            f"**{clean.accuracy:.1%} without, {left_in.accuracy:.1%} with**: "
            f"{100 * (left_in.accuracy - clean.accuracy):+.1f} points. What does it know now that it did not before?"
        )
    if left_in:
        _words()
    why("leakage")


def _words() -> None:
    """The words that push each class most, with how many training posts hold them before and after the cleaning."""
    found = ask(questions.pushers, LEAKING, waiting="Trying every word on its own …")
    if not found:
        return
    left_in, clean = data_of(LEAKING).vocabulary, data_of(SECOND).vocabulary
    rows = []
    for name, words in found.items():
        for word, push in words[:8]:
            column = clean.column_of.get(word)
            before, after = (
                int(left_in.documents[left_in.column_of[word]]),
                int(clean.documents[column]) if column else 0,
            )
            rows.append(
                {
                    "newsgroup": name,
                    "word": word,
                    "push": push,
                    "posts with it": before,
                    "after cleaning": after,
                    "gone": round(1 - after / before, 2),
                }
            )
    st.subheader("What it goes by")
    st.markdown(
        "The words that push each newsgroup most, in how many training posts they stand, and in how many still once "
        "headers, footers and quotes are out. **Words that are gone are the leak**: mostly names, of people, firms and "
        "machines, and words of signatures. They tell who wrote, not what about."
    )
    only = st.toggle("Only words that all but vanish (at least 80% gone)", True, key="vanish", bind="query-params")
    rows = sorted((row for row in rows if not only or row["gone"] >= 0.8), key=lambda row: -row["gone"])
    st.dataframe(
        rows,
        hide_index=True,
        height=420,
        key="leaks",
        column_config={
            "gone": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1),
            "push": st.column_config.NumberColumn(format="%+.2f", help=PUSH),
        },
    )
    st.caption(f"{sum(row['gone'] >= 0.8 for row in rows)} of the {8 * len(found)} strongest words all but vanish.")
