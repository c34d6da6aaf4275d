"""Vocabulary and vectors: from a post to its row of numbers and back."""

import numpy as np
import streamlit as st

from engine.newsgroups import vectors
from engine.newsgroups.dataset import Dataset
from engine.newsgroups.models import FIRST
from engine.newsgroups.vectors import MODES, Vocabulary
from pages.newsgroups.corpus import corpus, data_of, post_picker
from pages.newsgroups.lesson_text import why

STEPS = ("Split and vocabulary", "One post", "Sparse or dense", "Label")
FIRST_ONES = 64
MODE_SAYS = {
    "binary": "1 if the word occurs, else 0. How often does not matter.",
    "count": "How often the word occurs in the post.",
    "frequency": "The word's share of the post's tokens, so that long and short posts weigh the same.",
    "tf-idf": "(1 + ln count) · ln(1 + n / (1 + df)): rare words weigh more. n posts were trained on, df of them "
    "hold the word.",
}


def vectors_view() -> None:
    data = data_of(FIRST)
    contents = (lambda: _vocabulary(data), lambda: _one_post(data.vocabulary), lambda: _sizes(data), _label)
    tabs = st.tabs(STEPS, key="step", on_change="rerun", bind="query-params")
    for tab, content in zip(tabs, contents, strict=True):
        if tab.open:
            with tab:
                content()


def _vocabulary(data: Dataset) -> None:
    counts, split, vocabulary = data.counts, data.parts, data.vocabulary
    st.markdown(
        f"The {counts.n_train:,} training posts are split once more: {len(split.train):,} to learn from and "
        f"{len(split.validation):,} to validate on. **Only the first part** decides which words have a column. A word "
        "that occurs only in validation or test posts is one the model has never seen, and pretending otherwise would "
        "flatter it. The most frequent word comes first; column 0 is kept free and column 1 stands for every unknown "
        "word."
    )
    st.markdown(f"**{vocabulary.size:,} columns.** Type a word to see its column, or look at the first ones.")
    word = st.text_input("A word's lemma", "engine", key="word", bind="query-params", max_chars=60)
    wanted = (word or "").strip().lower()
    column = vocabulary.column_of.get(wanted)
    if column is None:
        st.markdown("Not in the vocabulary: it goes to column 1, `<unknown>`.")
    else:
        st.markdown(
            f"Column **{column:,}**: {vocabulary.occurrences[column]:,} times, "
            f"in {vocabulary.documents[column]:,} of {vocabulary.n_documents:,} posts."
        )
    first = range(min(200, vocabulary.size))
    rows = [
        {
            "column": i,
            "word": vocabulary.words[i] or "(free)",
            "occurrences": int(vocabulary.occurrences[i]),
            "posts with it": int(vocabulary.documents[i]),
        }
        for i in first
    ]
    st.dataframe(rows, hide_index=True, height=300, key="vocabulary")
    why("split")


def _one_post(vocabulary: Vocabulary) -> None:
    number = post_picker()
    mode = st.segmented_control("Numbers", MODES, default="binary", required=True, key="mode", bind="query-params")
    st.caption(MODE_SAYS[mode or "binary"])
    row = vectors.matrix(corpus(), np.array([number]), vocabulary, mode or "binary")
    tokens = sorted(vocabulary.tokens(row), key=lambda pair: -pair[1])
    if not tokens:
        st.info("No token of this post was kept: its vector is all zeros.", icon=":material/inbox:")
        return
    start = " ".join(f"{value:.3g}" for value in vectors.beginning(row, FIRST_ONES))
    st.code(f"[{start} … {vocabulary.size - FIRST_ONES:,} more]", language=None, wrap_lines=True)
    st.markdown(
        f"{len(tokens):,} of {vocabulary.size:,} entries are not zero. Read backwards, column by column, they give "
        "the words again, but not their order: a bag of words."
    )
    rows = [
        {"column": vocabulary.column_of.get(word, 1), "word": word, "value": round(value, 4)} for word, value in tokens
    ]
    st.dataframe(rows, hide_index=True, height=300, key="vector_table")
    why("vector")


def _sizes(data: Dataset) -> None:
    st.markdown("All training posts as vectors, one below the other, are a matrix: a row a post, a column a word.")
    sizes = vectors.sizes(data.vectors(data.parts.train))
    n, columns = sizes.shape
    left, middle, right = st.columns(3)
    left.metric("entries", f"{n * columns:,}", help=f"{n:,} posts × {columns:,} columns")
    middle.metric(
        "of them not zero",
        f"{sizes.entries:,}",
        f"{sizes.entries / (n * columns):.2%}",
        delta_color="off",
        delta_arrow="off",
    )
    right.metric(
        "dense doubles",
        f"{sizes.dense_bytes / 1e9:.1f} GB",
        f"{sizes.sparse_bytes / 1e6:.1f} MB stored sparse",
        delta_color="off",
        delta_arrow="off",
    )
    st.markdown(
        "A dense matrix stores every zero. A sparse one stores, for each entry that is not zero, its value and its "
        "column, and where each row starts. The numbers are the same; only the waste is gone."
    )
    why("sparse")


def _label() -> None:
    st.markdown(
        "What should come out is written in the same manner as what comes out: 20 numbers, a 1 in the place of the "
        "right class and 0 elsewhere. The labels of all training posts are a matrix of "
        f"{len(data_of(FIRST).parts.train):,} rows and 20 columns."
    )
    classes = corpus().classes
    name = st.selectbox("Class", classes, key="label", bind="query-params")
    row = vectors.one_hot([classes.index(name)], len(classes))[0]
    st.code("[" + " ".join(f"{value:.0f}" for value in row) + "]", language=None)
    st.caption(
        f"{len(classes)} numbers, all 0 but the one of class {classes.index(name)}. Softmax gives 20 numbers to "
        "compare them with."
    )
    why("label")
