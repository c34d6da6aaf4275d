"""Your text: its verdict, the words that made it, and what changes without one of them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.newsgroups.verdict import Verdict
from pages.newsgroups.address import current, titled
from pages.newsgroups.known_runs import chosen_record, is_live, train_here
from pages.newsgroups.lesson_text import why
from pages.newsgroups.session import struck
from pages.newsgroups.text_box import text_box
from pages.shared.bars import signed_bars
from pages.shared.markdown_escape import plain
from pages.shared.term_links import small_prose

SHOWN = 15


def text_view(head: DeltaGenerator) -> None:
    if chosen_record(head) is None:
        return
    settings = current()
    found = text_box(settings)
    if not is_live(settings):
        train_here(settings, f"**{titled(settings)}** answers any text once this server has trained it.")
    if found is not None:
        _decides(found.verdict)
        box = st.expander(
            "Every word's effect, its share, and the words never seen", key="every_word", on_change="rerun"
        )
        if box.open:
            with box:
                _words(found.verdict)
                _unknown(found.verdict)
    why("text")


def _words(found: Verdict) -> None:
    if not found.words:
        st.markdown("None: no word of this text is in the vocabulary.")
        return
    winner, strongest = found.classes[found.winner], found.words[:SHOWN]
    spoken = ", ".join(f"{word.word} {word.effect:+.2f}" for word in strongest[:5])
    st.plotly_chart(
        signed_bars(
            [f"{word.word} ({word.share:.0%})" for word in strongest],
            [word.effect for word in strongest],
            st.context.theme.type,
            "+.2f",
        ),
        key="reasons",
        config={"displayModeBar": False},
        alt=f"Strongest words: {spoken}",
    )
    rest = sum(word.share for word in found.words[SHOWN:])
    others = f" The other {len(found.words) - SHOWN} words have {rest:.0%} together." if rest else ""
    small_prose(
        f"How much higher the log-odds of {winner}, ln(p / (1 − p)) with p its probability, are with each word than "
        f"without it. In brackets, its share of all effects. + speaks for the verdict, − against.{others}"
    )


def _decides(found: Verdict) -> None:
    """Whether the network prefers a class at all, and whether one word alone turns the verdict."""
    told = " ".join(filter(None, (found.undecided, found.deciding(struck()))))
    if told:
        st.markdown(plain(told))


def _unknown(found: Verdict) -> None:
    if found.unknown:
        words = ", ".join(word for word, _ in found.unknown[:60])
        st.markdown("**Words the model has never seen**, all of them one and the same column to it:")
        st.text(words)
