"""Your text: its verdict, the words that made it, and what changes without one of them."""

from collections.abc import Iterator

import streamlit as st

from engine.jobs import Run
from engine.newsgroups import questions
from engine.newsgroups.questions import Explained
from engine.newsgroups.verdict import Verdict
from pages.newsgroups.address import titled
from pages.newsgroups.ask import ask
from pages.newsgroups.lesson_text import why
from pages.newsgroups.ready_made import READY
from pages.newsgroups.runs import finished_run
from pages.newsgroups.session import put_text, strike_pressed, struck
from pages.shared.bars import probability_bars, signed_bars
from pages.shared.marked_text import Piece, marked_text

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
    found = ask(questions.explain, run.settings, text, struck(), waiting="Asking the model …")
    if found is not None:
        _answer(found, run)
        _marked(text, found)
        _why(found.verdict)
    why("text")


def _answer(found: Explained, run: Run) -> None:
    """The verdict in large letters; where words are struck, what that changed."""
    verdict = found.verdict
    st.subheader(_said(verdict, verdict.winner))
    asked = f"Asked: {titled(run.settings)}, right on {run.result().accuracy:.0%} of the test posts."
    if found.whole is not None:
        before = found.whole
        moved = "changed the verdict" if before.winner != verdict.winner else "left the verdict"
        st.markdown(
            f"Striking **{', '.join(struck())}** {moved}: it was {_said(before, before.winner)}, which now has "
            f"{verdict.probabilities[before.winner]:.1%}."
        )
    st.caption(asked)
    if verdict.caution:
        st.warning(verdict.caution, icon=":material/help:")


def _said(verdict: Verdict, k: int) -> str:
    p = verdict.probabilities[k]
    return f"{verdict.classes[k]}, {'over 99.9%' if p > 0.999 else f'{p:.1%}'}"


def _marked(text: str, found: Explained) -> None:
    """The text itself, its words marked by what they did; pressing one strikes it, pressing again brings it back."""
    marked_text(list(_pieces(text, found)), "verdict_text", strike_pressed)
    st.caption(
        f"Green, +: speaks for {found.verdict.classes[found.verdict.winner]}. Rust, −: speaks against. The stronger "
        "the colour, the larger its share. Dashed: never seen in training. **Press a word to strike it**, and once "
        "more to bring it back (on the keyboard: arrow keys, then Enter). Point at it for its effect."
    )


def _pieces(text: str, found: Explained) -> Iterator[Piece]:
    words = {word.word: word for word in found.verdict.words}
    unknown = {word for word, _ in found.verdict.unknown}
    most = max((word.share for word in words.values()), default=1) or 1
    end = 0
    for fate in found.fates:
        yield Piece(text[end : fate.start])
        end = fate.start + len(fate.text)
        if not fate.kept:
            yield Piece(fate.text)
        elif word := words.get(fate.lemma):
            note = f"{word.word}: {word.effect:+.2f}, {word.share:.0%} of all effects; without it {word.without:.1%}"
            yield Piece(fate.text, "for" if word.effect >= 0 else "against", word.share / most, note, fate.lemma)
        elif fate.lemma in unknown:
            yield Piece(fate.text, "unknown", 0, f"{fate.lemma}: never seen in training")
        else:
            yield Piece(fate.text, "dropped", 0, f"{fate.lemma}: struck", fate.lemma)
    yield Piece(text[end:])


def _why(verdict: Verdict) -> None:
    """Every class, and every word's effect with its sign and share."""
    winner = verdict.classes[verdict.winner]
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Every class**")
        st.plotly_chart(
            probability_bars(verdict.classes, verdict.probabilities, st.context.theme.type),
            key="verdict",
            config={"displayModeBar": False},
            alt=f"{winner} {verdict.probabilities[verdict.winner]:.1%}",
        )
    with right:
        _words(verdict, winner)
    _strike(verdict)
    if verdict.unknown:
        words = ", ".join(word for word, _ in verdict.unknown[:60])
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
    st.caption(
        f"How much each word adds to the log-odds of {winner}, ln(p / (1 − p)): the answer with it, less the answer "
        f"without it. In brackets, its share of all effects. + speaks for the verdict, − against.{others}"
    )


def _strike(found: Verdict) -> None:
    """Words to strike, and what each alone would change."""
    options = [*struck(), *(word.word for word in found.words if word.word not in struck())]
    st.multiselect(
        "Strike words and ask again",
        options,
        key="struck",
        placeholder="Choose words to take out of the text",
        help="Every occurrence is taken out; the text above stays as it is.",
    )
    changing = [word for word in found.words if word.instead != found.winner]
    if changing:
        said = "; ".join(f"without *{word.word}* it is {found.classes[word.instead]}" for word in changing[:5])
        st.markdown(f"A single word decides: {said}.")
    elif found.words:
        st.markdown("No single word decides: strike any one of them and the verdict stays.")
