"""Your text: its verdict, the words that made it, and what changes without one of them."""

import streamlit as st

from app_pages.parts.newsgroups.address import titled
from app_pages.parts.newsgroups.ask import ask
from app_pages.parts.newsgroups.ready_made import READY
from app_pages.parts.newsgroups.state import put_text, struck
from app_pages.parts.newsgroups.testing import finished_run
from engine.figures.bars import probability_bars, signed_bars
from engine.jobs import Run
from engine.text import questions
from engine.text.verdict import Verdict

SHOWN = 15


def text_view() -> None:
    run = finished_run()
    if run is None:
        return
    st.markdown("Write something, or take a ready-made post:")
    with st.container(horizontal=True):
        for name, text in READY.items():
            st.button(name, key=f"ready_{name}", on_click=put_text, args=(text,))
    text = st.text_area("Your text", READY["Space"], height=150, key="text", persist_state="session")
    if not (text or "").strip():
        st.info("There is no text yet. Type or paste some above.", icon=":material/edit:")
        return
    found = ask(questions.classify, run.settings, text, struck(), waiting="Asking the model …")
    if found is not None:
        _verdict(found, run)


def _verdict(found: Verdict, run: Run) -> None:
    winner = found.classes[found.winner]
    st.subheader(f"{winner}, {found.probabilities[found.winner]:.0%}")
    st.caption(f"Asked: {titled(run.settings)}, right on {run.result().accuracy:.0%} of the test posts.")
    if found.caution:
        st.warning(found.caution, icon=":material/help:")
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Every class**")
        st.plotly_chart(
            probability_bars(found.classes, found.probabilities, st.context.theme.type), key="verdict",
            config={"displayModeBar": False}, alt=f"{winner} {found.probabilities[found.winner]:.1%}",
        )  # fmt: skip
    with right:
        _words(found, winner)
    _strike(found)
    if found.unknown:
        words = ", ".join(word for word, _ in found.unknown[:60])
        st.markdown("**Words the model has never seen**, all of them one and the same column to it:")
        st.text(words)


def _words(found: Verdict, winner: str) -> None:
    st.markdown("**The words that made the verdict**")
    if not found.words:
        st.markdown("None: no word of this text is in the vocabulary.")
        return
    strongest = found.words[:SHOWN]
    spoken = ", ".join(f"{word.word} {word.effect:+.2f}" for word in strongest[:5])
    st.plotly_chart(
        signed_bars([f"{word.word} ({word.share:.0%})" for word in strongest], [word.effect for word in strongest],
                    st.context.theme.type, "+.2f"),
        key="reasons", config={"displayModeBar": False}, alt=f"Strongest words: {spoken}",
    )  # fmt: skip
    st.caption(
        f"How much each word adds to the log-odds of {winner}, ln(p / (1 − p)): the answer with it, less the answer "
        "without it. In brackets, its share of all effects. + speaks for the verdict, − against."
    )


def _strike(found: Verdict) -> None:
    """Words to strike, and what each alone would change."""
    options = [*struck(), *(word.word for word in found.words if word.word not in struck())]
    st.multiselect(
        "Strike words and ask again", options, key="struck", placeholder="Choose words to take out of the text",
        help="Every occurrence is taken out; the text above stays as it is.",
    )  # fmt: skip
    changing = [word for word in found.words if word.instead != found.winner]
    if changing:
        said = "; ".join(f"without *{word.word}* it is {found.classes[word.instead]}" for word in changing[:5])
        st.markdown(f"A single word decides: {said}.")
    elif found.words:
        st.markdown("No single word decides: strike any one of them and the verdict stays.")
