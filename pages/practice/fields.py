"""The widgets of the steps: choices, and a place to type code."""

from collections.abc import Collection

import streamlit as st

from engine.practice.articles import survey
from engine.practice.loading import LIMITS
from engine.practice.own_newswires import own_newswires
from engine.practice.reuters import LEFT_OUT, OFFSET, Loading, decode, newswires
from engine.practice.steps import BY_NAME
from engine.practice.vectorising import ENCODINGS, LABELS
from pages.practice import session
from pages.practice.editor import editor
from pages.practice.session import draft, key, prepare_drafts

WORDS = (0, 200, 1_000, 2_000, 5_000, 10_000, 20_000)
LINES = {"articles": 3, "labels": 3, "network": 9, "compile": 6, "fit": 9, "evaluate": 4}


def fields(step: str, marks: Collection[int] = ()) -> None:
    """The step's widgets, each holding its draft. marks: lines of its code that are marked."""
    prepare_drafts(step)
    if step == "load":
        _loading()
    elif step == "articles":
        st.radio(
            "A row holds",
            list(ENCODINGS),
            format_func=ENCODINGS.get,
            index=None,
            key=key(step, "encoding"),
            persist_state="session",
        )
    elif step == "labels":
        st.radio(
            "A label becomes",
            list(LABELS),
            format_func=LABELS.get,
            index=None,
            key=key(step, "kind"),
            persist_state="session",
        )
    if "code" in BY_NAME[step].start and draft(step).get("kind") != "integers":
        with st.container(key=f"code_{step}"):
            editor(
                step,
                draft(step)["code"],
                session.revision(),
                LINES[step],
                lambda text: session.set_draft(step, "code", text),
                lambda: session.submit(step),
                marks=marks,
            )


def _loading() -> None:
    held = draft("load")
    words = sorted({*WORDS, int(held["num_words"] or 0)})
    left, right = st.columns(2)
    left.selectbox(
        "num_words",
        words,
        index=None,
        placeholder="Choose",
        format_func=lambda n: f"{n:,}" if n else "None: all words",
        key=key("load", "num_words"),
        persist_state="session",
        help="Indices from here on are left out.",
    )
    right.number_input(
        "skip_top",
        *LIMITS["skip_top"],
        step=10,
        key=key("load", "skip_top"),
        persist_state="session",
        help="Indices below this are left out.",
    )
    left.number_input(
        "maxlen (0 for None)",
        *LIMITS["maxlen"],
        step=50,
        key=key("load", "maxlen"),
        persist_state="session",
        help="Newswires this long, or longer, are left out.",
    )
    right.slider(
        "test_split",
        *LIMITS["test_split"],
        step=0.01,
        key=key("load", "test_split"),
        persist_state="session",
        help="The share of newswires kept for testing.",
    )


def preview() -> None:
    """What the choices of loading leave of the data, and of a newswire."""
    held = draft("load")
    if held["num_words"] is None:
        with st.container(key="empty_preview"):
            st.caption("What a choice leaves of the data is shown here.")
        return
    try:
        loading = Loading(held["num_words"] or None, held["skip_top"], held["maxlen"] or None, held["test_split"])
        kept = survey(loading)
    except ValueError as problem:
        st.warning(str(problem))
        return
    figures = ("train on", f"{kept.train:,}"), ("test on", f"{kept.test:,}"), ("words kept", f"{kept.known:.0%}")
    for column, (what, figure) in zip(st.columns(3), figures, strict=True):
        column.metric(what, figure)
    indices, last = own_newswires()[0].indices, loading.num_words or len(newswires().words) + OFFSET
    left_in = [index if loading.skip_top <= index < last else LEFT_OUT for index in indices]
    words = decode(left_in, newswires().words)
    st.caption("What these choices leave of a newswire; · stands for what was left out.")
    st.text(" ".join(word or "·" for word in words[1:]))
