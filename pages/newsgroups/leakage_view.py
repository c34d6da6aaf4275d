"""Leakage: the same model with headers, footers and quotes left in, and the words that explain its better score."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.newsgroups.comparing import on_test
from engine.newsgroups.experiments import LEAKING
from engine.newsgroups.leak import Leak, counted, leaks
from engine.newsgroups.models import SECOND
from pages.newsgroups.known_runs import begin, is_live, record_of, recorded_badge, run_of
from pages.newsgroups.lesson_text import why
from pages.newsgroups.weights import pushers_of
from pages.shared.columns import percent, rounded
from pages.shared.run_panel import run_state
from pages.shared.term_links import prose

PUSH = "Change of the class's log-odds, ln(p / (1 − p)) with p its probability, by this word alone."


def leakage_view(head: DeltaGenerator) -> None:
    clean, left_in = record_of(SECOND), record_of(LEAKING)
    left, right = st.columns([1, 1.35], gap="large")
    with left:
        prose(
            "So far a post was only what its writer wrote in it. Here the same model is trained and tested on the "
            "posts as they came: with sender, organisation, subject, signature and quotes. Is it the better model?"
        )
        if clean and left_in:
            both = on_test(clean, left_in)
            prose(
                f"**Of the {both.n:,} test posts that are long enough for both, the second model classifies "
                f"{both.first:.1%} correctly without them, {both.second:.1%} with them**: {both.points} points. What "
                "does it know now that it did not before?"
            )
        _live(head, left_in is not None and left_in.recorded)
    if left_in:
        _words(left, right)
    why("leakage")


def _live(head: DeltaGenerator, is_recorded: bool) -> None:
    """The press that trains it here, and how far it is."""
    run = run_of(LEAKING)
    if run is not None and (not run.over or run.state == "failed"):
        run_state(run, "Second model, left in")
    elif not is_live(LEAKING):
        with head:
            if is_recorded:
                recorded_badge()
            st.button("Train it live", key="begin_leak", icon=":material/play_arrow:", on_click=begin, args=(LEAKING,))


def _words(left: DeltaGenerator, right: DeltaGenerator) -> None:
    """The words that push each class most, with how many training posts hold them before and after the cleaning."""
    found = pushers_of(LEAKING)
    if not found:
        return
    rows = leaks(found)
    with left:
        prose(
            "The words that push each newsgroup most, in how many training posts they stand, and in how many still "
            "once headers, footers and quotes are out. **Words that are gone are the leak**: mostly names, and words "
            "of signatures. They tell who wrote, not what about."
        )
    with right:
        only = st.toggle("Only words that all but vanish (at least 80% gone)", True, key="vanish", bind="query-params")
        shown = sorted((row for row in rows if not only or row.vanished), key=lambda row: -row.gone)
        st.dataframe(
            [_row(row) for row in shown],
            hide_index=True,
            height=300,
            key="leaks",
            column_config={
                "word": st.column_config.TextColumn(width=78),
                "posts with it": st.column_config.NumberColumn(width=92),
                "after cleaning": st.column_config.NumberColumn(width=104),
                "gone": st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100, width=70),
                "push": st.column_config.NumberColumn(format="%+.2f", help=PUSH),
            },
        )
        st.caption(counted(rows))


def _row(row: Leak) -> dict[str, object]:
    return {
        "word": row.word,
        "posts with it": row.before,
        "after cleaning": row.after,
        "gone": percent(row.gone),
        "newsgroup": row.newsgroup,
        "push": rounded(row.push, 2),
    }
