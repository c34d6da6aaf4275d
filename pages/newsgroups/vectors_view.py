"""Vocabulary and vectors: from a post to its row of numbers and back."""

from base64 import b64encode
from dataclasses import asdict

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from engine.newsgroups import spy, unknown_words, vectors
from engine.newsgroups.dataset import Dataset
from engine.newsgroups.models import FIRST
from engine.newsgroups.vectors import MODES, Vocabulary
from pages.newsgroups.corpus import corpus, data_of, post_picker
from pages.newsgroups.lesson_text import why
from pages.newsgroups.pipeline import lesson_post
from pages.newsgroups.session import spied, spy_pressed
from pages.shared.columns import COUNT, rounded
from pages.shared.component import component
from pages.shared.palette import palette
from pages.shared.term_links import prose, small_prose

_spy = component("glassnet_spy_plot", "newsgroups/spy_plot.js", css=("newsgroups/spy_plot.css",))
STEPS = ("Split and vocabulary", "One post", "Sparse or dense", "Label")
FIRST_ONES = 64
COUNTED = {"column": COUNT, "occurrences": COUNT, "posts with it": COUNT}
MODE_SAYS = {
    "binary": "1 if the word occurs, else 0. How often does not matter.",
    "count": "How often the word occurs in the post.",
    "frequency": "The word's share of the post's tokens, so that long and short posts weigh the same.",
    "tf-idf": "Term frequency, inverse document frequency: (1 + ln count) · ln(1 + n / (1 + d)). Rare words weigh "
    "more; n posts were trained on, d of them hold the word.",
}


def vectors_view(head: DeltaGenerator) -> None:
    data = data_of(FIRST)
    contents = (lambda: _vocabulary(data), lambda: _one_post(data.vocabulary), lambda: _sizes(data), _label)
    tabs = st.tabs(STEPS, key="step", on_change="rerun", bind="query-params")
    for tab, content in zip(tabs, contents, strict=True):
        if tab.open:
            with tab:
                content()


def _vocabulary(data: Dataset) -> None:
    counts, split, vocabulary = data.counts, data.parts, data.vocabulary
    left, right = st.columns(2, gap="large")
    with left:
        prose(
            f"The {counts.n_train:,} posts of the training part are split once more: {len(split.train):,} **training "
            f"posts** to learn from and {len(split.validation):,} validation posts. **Only the training posts** decide "
            "which words have a column. A word that occurs only in validation or test posts is one the model has "
            "never seen, and pretending otherwise would flatter it. The most frequent word comes first; column 0 is "
            "kept free and column 1 is for words outside the vocabulary (OOV). "
            f"{unknown_words.counted(FIRST).sentence} The questions below say what to do about it."
        )
    with right:
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
        st.dataframe(rows, hide_index=True, height=220, column_config=COUNTED, key="vocabulary")
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
    prose(
        f"{len(tokens):,} of {vocabulary.size:,} entries are not zero. Read backwards, column by column, they give "
        "the words again, but not their order: a bag of words."
    )
    if mode == "tf-idf":
        counts = dict(vocabulary.tokens(vectors.matrix(corpus(), np.array([number]), vocabulary, "count")))
        word = tokens[0][0]
        st.markdown(f"Written out for *{word}*: {vocabulary.tf_idf_written(word, int(counts[word]))}")
    rows = [
        {"column": vocabulary.column_of.get(word, 1), "word": word, "value": rounded(value, 4)}
        for word, value in tokens
    ]
    st.dataframe(rows, hide_index=True, height=300, column_config=COUNTED, key="vector_table")
    why("vector")


def _sizes(data: Dataset) -> None:
    """The matrix of all training posts: as a picture, and what it takes sparse and dense."""
    X = data.vectors(data.parts.train)
    sizes = vectors.sizes(X)
    n, columns = sizes.shape
    prose(
        f"All training posts as vectors, one below the other, are a matrix: one row per post, one column per word. Of "
        f"{n:,} · {columns:,} = {n * columns:,} entries **{sizes.entries:,} are not zero**, "
        f"{sizes.entries / (n * columns):.2%}. With {sizes.number_bytes} bytes a number, dense: "
        f"**{sizes.dense_bytes / 1e9:.1f} GB**. Sparse: **{sizes.sparse_bytes / 1e6:.1f} MB**, for each entry that is "
        "not zero its value and its column, and where each row starts. The numbers are the same; only the "
        "waste is gone."
    )
    row, column = spied()
    seen = spy.window(X, row, column)
    words = data.vocabulary.words[seen.column : seen.column + seen.columns]
    _spy(
        key="spy",
        data={
            "colours": asdict(palette(st.context.theme.type)),
            "shape": [n, columns],
            "boxes": [spy.ROWS, spy.COLUMNS],
            "edges": spy.column_edges(columns, spy.COLUMNS).tolist(),
            "shades": b64encode(_density().tobytes()).decode(),
            "window": {**asdict(seen), "words": [word or "(free)" for word in words]},
            "post": list(lesson_post(FIRST).columns.values()),
        },
        on_at_change=spy_pressed,
    )
    why("sparse")


@st.cache_data(show_spinner=False)
def _density() -> NDArray[np.uint8]:
    data = data_of(FIRST)
    return spy.density(data.vectors(data.parts.train))


def _label() -> None:
    prose(
        "What should come out is written in the same manner as what comes out: 20 numbers, a 1 in the place of the "
        "right class and 0 elsewhere. The labels of all training posts are a matrix of "
        f"{len(data_of(FIRST).parts.train):,} rows and 20 columns."
    )
    classes = corpus().classes
    name = st.selectbox("Class", classes, key="label", bind="query-params")
    row = vectors.one_hot(np.array([classes.index(name)]), len(classes))[0]
    st.code("[" + " ".join(f"{value:.0f}" for value in row) + "]", language=None)
    small_prose(
        f"{len(classes)} numbers, all 0 but the one of class {classes.index(name)}. Softmax gives 20 numbers to "
        "compare them with."
    )
    why("label")
