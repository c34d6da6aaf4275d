"""The first layer's weights cut two ways, and the words that push each class."""

import streamlit as st

from engine.newsgroups import questions, recorded
from engine.newsgroups.models import Settings
from engine.newsgroups.run_record import Record
from engine.newsgroups.testing import Test
from pages.newsgroups.ask import ask_network
from pages.newsgroups.corpus import data_of
from pages.newsgroups.known_runs import is_live, train_here
from pages.newsgroups.lesson_text import why
from pages.shared.bars import signed_bars
from pages.shared.term_links import prose, small_prose


def weights_tab(test: Test, record: Record) -> None:
    settings = record.settings
    prose(
        "The first layer's weights are a matrix with a **row for each word** and a **column for each unit**. A row "
        "is what one word says to every unit; a column is what one unit listens to. The two are easy to mix up."
    )
    if not settings.units:
        st.info("This model has no hidden layer: its units are the classes, unit 0 being alt.atheism.")
    if is_live(settings):
        _cuts(test, settings)
    else:
        train_here(settings, "The weights themselves are too many to be recorded: they are here once it is trained.")
    st.divider()
    _pushers(test, settings)
    why("weights", units=settings.units[0] if settings.units else len(test.classes), columns=data_of(settings).columns)


def _cuts(test: Test, settings: Settings) -> None:
    units = settings.units[0] if settings.units else len(test.classes)
    left, right = st.columns(2, gap="large")
    with left:
        word = st.text_input("From one word (a row)", "car", key="from_word", bind="query-params", max_chars=60)
        if (word or "").strip():
            _row(settings, word)
    with right:
        unit = st.number_input("Into one unit (a column)", 0, units - 1, 0, key="unit", bind="query-params")
        found = ask_network(questions.weights_into, settings, int(unit), 12)
        if found:
            _bars(found.names, found.values, "column")
            small_prose(
                "Its strongest weights from words in at least 10 training posts; the others are hardly trained."
            )


def _row(settings: Settings, word: str) -> None:
    found = ask_network(questions.weights_from, settings, word)
    if found:
        order = sorted(range(len(found.values)), key=lambda i: -found.values[i])
        ends = order if len(order) <= 24 else [*order[:12], *order[-12:]]
        _bars([found.names[i] for i in ends], [found.values[i] for i in ends], "row")
        small_prose(f"The strongest of its {len(order)} weights, one to each unit of the first layer.")


def pushers_of(settings: Settings) -> recorded.Pushers | None:
    """The words that push each class, of this server's own model, else as recorded; None where there is neither."""
    if is_live(settings):
        return ask_network(questions.pushers, settings, waiting="Trying every word on its own …")
    found = recorded.find(settings)
    return found.pushers or None if found else None


def _pushers(test: Test, settings: Settings) -> None:
    found = pushers_of(settings)
    if not found:
        return
    st.markdown("**Which words push a class most?** Each word alone, against a text with no word at all.")
    name = st.selectbox("Class", test.classes, index=test.classes.index("rec.autos"), key="pushed", bind="query-params")
    words = found[name]
    _bars([word for word, _ in words], [value for _, value in words], "pushers")
    small_prose(
        "Change of the class's log-odds, ln(p / (1 − p)) with p its probability: how much more probable the word makes "
        "it."
    )


def _bars(names: list[str], values: list[float], key: str) -> None:
    strongest = ", ".join(f"{name} {value:+.2f}" for name, value in list(zip(names, values, strict=True))[:5])
    st.plotly_chart(
        signed_bars(names, values, st.context.theme.type),
        key=f"bars_{key}",
        config={"displayModeBar": False},
        alt=f"Strongest first: {strongest}",
    )
