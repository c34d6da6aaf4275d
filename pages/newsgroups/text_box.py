"""The box for a text of one's own: its words lit as one types, and the verdict beside it."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from engine.newsgroups import questions
from engine.newsgroups.models import Settings
from engine.newsgroups.post_picture import PostPicture, pictured
from engine.newsgroups.questions import Explained
from engine.newsgroups.run_record import Record
from engine.newsgroups.sample_posts import READY
from engine.newsgroups.tokens import LONGEST, Fate
from engine.newsgroups.verdict import Verdict
from pages.newsgroups.address import titled
from pages.newsgroups.ask import ask, ask_network
from pages.newsgroups.corpus import data_of
from pages.newsgroups.known_runs import await_live, is_live, record_of, run_of
from pages.newsgroups.session import own_text, remember_asked, struck, text_typed, word_pressed
from pages.shared.component import component
from pages.shared.palette import palette

_component = component(
    "glassnet_text_box", "newsgroups/text_box.js", css=("newsgroups/words_and_bars.css", "newsgroups/text_box.css")
)


def text_box(settings: Settings) -> Explained | None:
    """Draws the box with whatever is known of the text that stands in it. Returns the answer, None where none is."""
    text, place = own_text(), st.empty()
    found = answer(settings, text)
    fates = found.fates if found else _read(text)
    post = pictured(text, fates, data_of(settings).vocabulary, struck())
    verdict = found.verdict if found else None
    with place:
        _component(
            key="text_box",
            data={
                "colours": asdict(palette(st.context.theme.type)),
                "text": text,
                "pieces": post.pieces,
                "classes": data_of(settings).classes,
                "probabilities": verdict.probabilities if verdict else [],
                "effects": {word.word: word.effect for word in verdict.words} if verdict else {},
                "said": _said(settings, found, record_of(settings)),
                "caution": verdict.caution if verdict else "",
                "moved": _moved(found) if found else "",
                "ready": READY,
                "longest": LONGEST,
            },
            on_text_change=text_typed,
            on_word_change=word_pressed,
        )
    _remember(settings, post, found)
    if not is_live(settings):
        await_live(settings)
    return found


def answer(settings: Settings, text: str) -> Explained | None:
    """What the model says of a text: this server's own model, else the recorded one of our own posts."""
    if not text.strip():
        return None
    if is_live(settings):
        return ask_network(questions.explain, settings, text, struck())
    return None if struck() else questions.recorded_answer(settings, text)


def _read(text: str) -> list[Fate]:
    """The text's tokens where there is no verdict; nothing of an empty one."""
    return (ask(questions.read, text, waiting="Reading the text …") or []) if text.strip() else []


def _said(settings: Settings, found: Explained | None, record: Record | None) -> str:
    if not own_text().strip():
        return "There is no text yet: type or paste some, or take one of those below the box."
    run = run_of(settings)
    if run is not None and not run.over:
        return f"{titled(settings)} is being trained on this server; its verdict comes when that is done."
    if found is None and not is_live(settings):
        return f"{titled(settings)} has not been trained on this server yet: only what was recorded can be shown."
    right = f", which classified {record.accuracy:.1%} of the {record.tested} correctly" if record else ""
    return f"{'' if is_live(settings) else 'Recorded. '}Asked: {titled(settings)}{right}."


def _moved(found: Explained) -> str:
    """What striking words changed; "" where none is struck."""
    if found.whole is None:
        return ""
    before, now = found.whole, found.verdict
    moved = "changed the verdict" if before.winner != now.winner else "left the verdict"
    return (
        f"Striking {', '.join(struck())} {moved}: it was {said(before, before.winner)}, which now has "
        f"{now.probabilities[before.winner]:.1%}."
    )


def said(verdict: Verdict, k: int) -> str:
    """A class and its probability as a person reads them."""
    p = verdict.probabilities[k]
    return f"{verdict.classes[k]}, {'over 99.9%' if p > 0.999 else f'{p:.1%}'}"


def _remember(settings: Settings, post: PostPicture, found: Explained | None) -> None:
    """The picture on top shows this post, once a model of this server has seen it."""
    sample: dict[str, Any] | None = None
    if found is not None and found.layers:
        effects = {word.word: word.effect for word in found.verdict.words}
        sample = {"epoch": 0, "probabilities": found.verdict.probabilities, "effects": effects, "layers": found.layers}
    changed = remember_asked(settings, post, sample)
    if changed:
        st.rerun()
