"""Tokens: any text, a post or the user's own, through spaCy, each token with its fate."""

from collections import Counter
from collections.abc import Iterator

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.newsgroups import posts, recorded_texts
from engine.newsgroups.sample_posts import SENTENCE
from engine.newsgroups.tokens import FATES, KEPT, Fate, fates
from pages.newsgroups.ask import ask
from pages.newsgroups.corpus import post_picker
from pages.newsgroups.lesson_text import why
from pages.newsgroups.posts_view import fetch_panel
from pages.shared.marked_text import Kind, Piece, marked_text
from pages.shared.term_links import prose


def tokens_of(text: str, key: str) -> None:
    """The text with every token marked, how many had which fate, and the bag of words that is left."""
    found = recorded_texts.found(text) or ask(fates, text, waiting="Reading the text with spaCy …")
    if found is None:
        return
    if not any(one.kept for one in found):
        st.info("No token is kept: nothing in this text tells a model what it is about.", icon=":material/inbox:")
    if not found:
        return
    marked_text(list(pieces(text, found)), key=f"{key}_marked")
    st.caption("Highlighted: kept. Struck through: dropped. The tables below say why, and name each lemma.")
    left, right = st.columns([2, 3], gap="large")
    with left:
        _reasons(found)
    with right:
        _table(found, key)


def pieces(text: str, found: list[Fate]) -> Iterator[Piece]:
    """The text cut into its tokens and what lies between them."""
    end = 0
    for one in found:
        if one.start > end:
            yield Piece(text[end : one.start])
        note = f"{one.lemma} · {one.tag.lower()} · {FATES[one.fate]}"
        kind: Kind = "kept" if one.kept else "" if one.fate == "space" else "dropped"
        yield Piece(one.text, kind, 0, note)
        end = one.start + len(one.text)
    if end < len(text):
        yield Piece(text[end:])


def _reasons(found: list[Fate]) -> None:
    times = Counter(one.fate for one in found)
    st.markdown(f"**{times[KEPT]:,} of {len(found):,} tokens are kept.**")
    rows = [{"tokens": times[fate], "what became of them": reason} for fate, reason in FATES.items() if times[fate]]
    st.table(rows, hide_index=True)


def _table(found: list[Fate], key: str) -> None:
    rows = [
        {"token": one.text, "lemma": one.lemma, "part of speech": one.tag.lower(), "fate": one.fate}
        for one in found[:2000]
        if one.fate != "space"
    ]
    st.markdown("**Every token**")
    st.dataframe(rows, hide_index=True, height=260, key=f"{key}_table")


def tokens_view(head: DeltaGenerator) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        prose(
            "A model cannot read. The text is first cut into **tokens**: words, numbers, punctuation marks. spaCy, a "
            "Python library that reads texts, guesses each token's part of speech and finds its **lemma**, the form in "
            "the dictionary, so that *engine* and *engines* count as one word. A token is kept if it is longer than "
            "two characters, all letters, and no stop word."
        )
    with right:
        source = st.segmented_control(
            "Text",
            ("your own text", "a post"),
            default="your own text",
            required=True,
            key="source",
            bind="query-params",
            label_visibility="collapsed",
        )
        text = _post() if source == "a post" else _own_text()
    if text:
        tokens_of(text, "post" if source == "a post" else "own")
    why("tokens")


def _post() -> str:
    """The text of the post that is picked; "" and a message where there is none."""
    number = post_picker()
    if not posts.available():
        fetch_panel()
        return ""
    cleaned = posts.text(number).cleaned
    if not cleaned.strip():
        st.info("Nothing is left of this post once headers, footers and quotes are gone.", icon=":material/inbox:")
        return ""
    return cleaned


def _own_text() -> str:
    """The text that is typed; "" and a message where there is none."""
    text = st.text_area("Your text", SENTENCE, height=110, key="tokens_text", persist_state="session")
    if not (text or "").strip():
        st.info("There is no text yet. Type or paste some above.", icon=":material/edit:")
        return ""
    return text or ""
