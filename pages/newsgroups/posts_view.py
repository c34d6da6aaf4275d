"""The posts: one of them to read, what of it was removed, and what of it reaches the model."""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.jobs import workbench
from engine.newsgroups import fetching, posts
from engine.newsgroups.corpus_sizes import smallest_and_largest
from engine.newsgroups.models import SECOND
from engine.newsgroups.posts import Post
from pages.newsgroups.corpus import corpus, place_of, post_picker
from pages.newsgroups.lesson_text import why
from pages.newsgroups.text_box import text_box
from pages.shared.columns import COUNT, PERCENT, percent
from pages.shared.marked_text import Piece, marked_text
from pages.shared.run_panel import begin, stop_button, watching
from pages.shared.term_links import prose, small_prose

NOTES = {
    "header": "Header: who wrote it, where and about what. Removed.",
    "footer": "Footer: a signature, often a name and an address. Removed.",
    "quote": "Quote: someone else's words. Removed.",
}


def posts_view(head: DeltaGenerator) -> None:
    data = corpus()
    prose("Take one of these or write your own. A word in green speaks for the verdict, one in orange against it.")
    text_box(SECOND)
    st.divider()
    st.subheader("The real posts", anchor=False)
    prose(
        f"People wrote these in 1993, in {len(data.classes)} newsgroups. The data set has two parts: {data.n_train:,} "
        f"posts to train on, and {data.n_documents - data.n_train:,} later ones to test on. "
        f"{smallest_and_largest(data)}"
    )
    number = post_picker()
    terms, times = data.document(number)
    prose(
        f"**{place_of(number)}**, number {number:,} of the data set, counted from 0. {int(times.sum()):,} words are "
        f"kept of it, {len(terms):,} of them different. The view *Tokens* shows which, and why."
    )
    if posts.available():
        _text(number)
    else:
        _words(terms, times)
        fetch_panel()
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**How many posts each newsgroup has**")
        _sizes()
    with right:
        st.markdown("**How many words are kept of a post**")
        _lengths()
    why("posts")


def _text(number: int) -> None:
    """The post as it was posted, what was removed struck through."""
    marked_text(list(_pieces(posts.text(number))), key="post_lines")
    small_prose(
        "Struck through: headers, footers and quotes, removed before anything is learned. Names and addresses in "
        "them give the newsgroup away, and a model that reads those has learned who writes, not what about."
    )


def _pieces(post: Post) -> Iterator[Piece]:
    for line in post.lines:
        yield Piece(line.text, "" if line.part == "kept" else "dropped", 0, NOTES.get(line.part, ""))
        yield Piece("\n")


def _words(terms: Iterable[int], times: Iterable[int]) -> None:
    """What the model has of a post: its words and how often, their order lost."""
    words = corpus().words
    st.text(" ".join(f"{words[term]} ×{n}" if n > 1 else words[term] for term, n in zip(terms, times, strict=True)))


def fetch_panel() -> None:
    """A button that fetches the text, its progress, and what went wrong."""
    run = workbench().find(fetching_name())
    if run is not None and not run.over:
        return _progress()
    st.info("Only the counts of the words ship with the app. The posts' text is a download of 14 MB.")
    if run is not None and run.state == "failed":
        st.warning(run.problem, icon=":material/cloud_off:")
    st.button("Fetch the text", icon=":material/download:", key="fetch", on_click=begin_fetching)


@st.fragment(run_every=0.5)
def _progress() -> None:
    run = workbench().find(fetching_name())
    if run is None or run.over:
        st.rerun()
    last = run.events[-1] if run.events else {}
    share = last["done"] / last["total"] if last.get("total") else 0.0
    st.progress(
        min(share, 1.0), {"bytes": "downloading", "posts": "sorting the posts"}.get(str(last.get("kind")), "working")
    )
    watching(run)
    stop_button(run, key="stop_fetching")


def fetching_name() -> str:
    """The name of the run that fetches the posts."""
    from engine.jobs.run import name_of

    return name_of(fetching.fetch, fetching.Fetch())


def begin_fetching() -> None:
    begin(fetching.fetch, fetching.Fetch(), again=True, lane="quick")  # no training need end first


def _sizes() -> None:
    data = corpus()
    train = np.bincount(data.labels[: data.n_train], minlength=len(data.classes))
    test = np.bincount(data.labels[data.n_train :], minlength=len(data.classes))
    rows = [
        {"newsgroup": name, "to train on": int(a), "to test on": int(b)}
        for name, a, b in zip(data.classes, train, test, strict=True)
    ]
    st.dataframe(rows, hide_index=True, height=330, key="sizes")


@cache
def _kept_words() -> tuple[list[dict[str, str | float | None]], int]:
    """Rows of how many posts keep how many words, and how many keep fewer than five. The same for every visitor."""
    lengths = corpus().lengths()
    edges = (0, 1, 5, 10, 20, 50, 100, 200)
    rows: list[dict[str, str | float | None]] = []
    for low, high in zip(edges, (*edges[1:], 10**9), strict=True):
        n = int(((lengths >= low) & (lengths < high)).sum())
        name = "none" if low == 0 else f"{low} or more" if high == 10**9 else f"{low} to {high - 1}"
        rows.append({"words": name, "posts": n, "share": percent(n / len(lengths))})
    return rows, int((lengths < 5).sum())


def _lengths() -> None:
    rows, few = _kept_words()
    st.dataframe(rows, hide_index=True, key="lengths", column_config={"posts": COUNT, "share": PERCENT})
    st.caption(f"{few:,} posts keep fewer than five words: hardly anything to tell a newsgroup by.")
