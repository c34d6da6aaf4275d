"""The second model, step by step in the lesson's order, each change trained on top of those before."""

from dataclasses import replace

import numpy as np
import streamlit as st

from engine.newsgroups.models import FIRST, SECOND, layers
from pages.newsgroups.address import look
from pages.newsgroups.corpus import data_of
from pages.newsgroups.experiments import Experiment, listed
from pages.newsgroups.lesson_text import why

FILTERED = replace(FIRST, min_tokens=SECOND.min_tokens)
HE = replace(FILTERED, units=SECOND.units, initialisation=SECOND.initialisation)
DROPOUT = replace(HE, dropout=SECOND.dropout)


def second_view() -> None:
    st.markdown(
        "The first model was left with two troubles: posts too short to judge, and a validation loss that rises after "
        "a few epochs. Each step below changes one thing on top of those before it. Train them in order, or only the "
        "last."
    )
    for step in (_start, _filter, _he, _dropout, _stop):
        step()
    st.markdown("**5 · Evaluate, and compare with the first**")
    st.markdown(
        "The two are not tested on the same posts: the second is spared the shortest ones, and a part of its better "
        "score is only that. Step 1 shows how large a part."
    )
    with st.container(horizontal=True):
        st.button("Test of the second model", on_click=look, args=("Test", SECOND), key="test_second")
        st.button("Test of the first model", on_click=look, args=("Test", FIRST), key="test_first")
        st.button("Both in one chart", on_click=look, args=("Compare", SECOND), key="compare_both")
    why("second")


def _start() -> None:
    st.markdown("**Where we start**")
    listed([Experiment("First model", "15 epochs, all posts", FIRST)], "start")


def _filter() -> None:
    counts, n = data_of(FIRST).counts, SECOND.min_tokens
    long_enough = counts.lengths() >= n
    train, test = int(long_enough[: counts.n_train].sum()), int(long_enough[counts.n_train :].sum())
    st.markdown("**1 · Filter**")
    st.markdown(
        f"Posts of fewer than {n} tokens are left out of both sets: {counts.n_train:,} become {train:,} to train and "
        f"validate on, {counts.n_documents - counts.n_train:,} become {test:,} to test on."
    )
    listed([Experiment("First model, filtered", "Only the posts change", FILTERED)], "filter")


def _he() -> None:
    data = data_of(SECOND)
    inputs = [layer.inputs for layer in layers(HE, data.columns, len(data.classes))][:2]
    wide, narrow = (float(np.sqrt(2 / v)) for v in inputs)
    st.markdown("**2 · A third layer, and He initialisation**")
    st.markdown(
        f"Three layers of 128 ReLU units. Weights are drawn with standard deviation $\\sqrt{{2 / v}}$ for $v$ inputs: "
        f"{wide:.4f} for the first layer's {inputs[0]:,} inputs, {narrow:.3f} for the next layers' {inputs[1]}."
    )
    listed([Experiment("Deeper, He", "Does it learn better, or only faster by heart?", HE)], "he")


def _dropout() -> None:
    st.markdown(f"**3 · Dropout {SECOND.dropout:g}**")
    st.markdown(
        f"At every step, {SECOND.dropout:.0%} of the last hidden layer's units are silent, other ones each time."
    )
    listed([Experiment("With dropout", "Does the validation loss rise later?", DROPOUT)], "dropout")


def _stop() -> None:
    st.markdown(f"**4 · Early stopping, patience {SECOND.patience}**")
    st.markdown("Training ends after the first epoch whose validation loss is no better than the best so far.")
    listed([Experiment("Second model", "All four changes: the lesson's second model", SECOND)], "stop")
