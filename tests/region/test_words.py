"""What act 2 says, for the lesson and for settings that nobody wrote down: its words, its English, its numbers."""

import re
from dataclasses import replace
from functools import cache

import pytest

from engine.glossary import entries, linked, mentioned
from engine.network.by_layer import LINES
from engine.network.settings import CHOICES, LESSON
from pages.region import library_data
from pages.shared.lesson_path import ACTS, STOPS
from tests.region.browser import ask, told


def random_settings(number):
    """Small runs of every kind, the same ones each time: activations, optimizers, data, sizes, penalties, rates."""

    def pick(values, step):
        return values[(number * step + number // 3) % len(values)]

    data = pick([name for name in CHOICES["data"] if name != "csv"], 5)
    return replace(
        LESSON,
        data=data,
        classes=pick((2, 3, 4), 1) if data in ("quantiles", "shells", "blobs") else 2,
        units=pick(((4, 4), (), (1,), (2, 2), (8,), (3, 5, 2)), 1),
        activation=pick(CHOICES["activation"], 1),
        init=pick(CHOICES["init"], 3),
        optimizer=pick(CHOICES["optimizer"], 1),
        lr=pick((0.01, 1e-4, 0.3, 30.0, 1e9), 2),
        l1=pick((0.0, 0.0, 0.05), 1),
        l2=pick((0.0, 0.1), 1),
        samples=pick((40, 200, 600), 2),
        epochs=pick((12, 1, 0, 30), 3),
        noise=pick((0.0, 0.4), 1),
        seed=number,
    )


CHOSEN = [LESSON, *(random_settings(number) for number in range(20))]
HOME = [text for act in ACTS for text in (act.title, act.promise, act.needs)] + [stop.promise for stop in STOPS]
LIBRARY = [*library_data.SAY, *library_data.MEANING.values(), *(" ".join(pair) for pair in library_data.WORDS)]
NUMBERS = range(len(CHOSEN))


@cache
def said(number):
    """All sentences of a run."""
    return ask("sentences", settings=told(CHOSEN[number]))


@cache
def everything():
    """Every text, without those of the pages around it twice."""
    return list(dict.fromkeys([*HOME, *LIBRARY, *ask("cards"), *(text for number in NUMBERS for text in said(number))]))


def test_the_settings_reach_sentences_of_many_kinds():
    assert len({text for number in NUMBERS for text in said(number)}) > 120
    assert any("not a number" in text for number in NUMBERS for text in said(number))


def test_no_word_of_a_later_act_is_used():
    mine = {*entries("one_pass"), *entries("region")}
    later = [*LIBRARY, *ask("cards"), *(text for number in NUMBERS for text in said(number))]
    for text in later:
        assert (
            set(mentioned(re.sub("(?i)dense layer|leaky", "", text), "newsgroups", "practice")) - {"classification"}
            <= mine
        ), text


def test_home_uses_no_word_before_it_is_explained():
    """Of the first two acts; the third tells of itself in words that everybody has."""
    known = {"network", "sample", "class", "one_hot"}
    for text in [text for act in ACTS[:2] for text in (act.title, act.promise, act.needs)]:
        assert set(mentioned(text, "one_pass", "region")) <= {*known, "matrix"}, text


def test_the_library_explains_its_words_before_it_uses_them():
    """Its lines use what act 1 has explained; the loop's words are explained in their order."""
    act1 = set(entries("one_pass"))
    assert len(library_data.SAY) == len(LINES)
    for text in library_data.SAY:
        assert set(mentioned(text, "one_pass", "region")) <= {*act1, "layer_class", "dense_layer"}, text
    explained = {*act1, "layer_class", "dense_layer"}
    for title, text in library_data.WORDS:
        explained |= set(mentioned(title, "region"))
        about = set(mentioned(text, "region")) - explained
        assert all(f"{key}, which is" in text or f"cut into {key}es: " in text for key in about), text
        explained |= about


@pytest.mark.parametrize("number", NUMBERS)
def test_every_word_of_act_2_can_be_opened_where_it_stands(number):
    """The pages mark the words that Python finds, and no others; each has an entry of the first two acts."""
    terms = linked("one_pass", "region")
    keys = {term["key"] for term in terms}
    for text, found in zip(said(number), ask("marked", terms=terms, texts=said(number)), strict=True):
        wanted = {key for key in mentioned(text, "one_pass", "region") if key in keys}
        assert wanted - set(found) <= {"nan"}, text
        assert set(found) <= keys


def test_every_label_of_a_control_is_a_word_that_is_explained():
    """Each control stands on a card whose text says what it sets."""
    names = " ".join(entry.name.lower() for entry in entries("one_pass", "region").values())
    for label in ("activation", "learning rate", "batch", "noise", "seed", "l1", "l2", "epoch", "first weights", "he"):
        assert label in names, label


HABITS = (
    r"put right|multiplied with|tak(?:e|en) off|by heart|learnt|circulat|\bclass'"
    r"|\b(?:One|a) \w+ a (?:sample|unit|class|layer)\b|color\b|center\b|ize\b(?<!size)|behavior|gray"
)


def test_habits_of_language_that_mislead_are_gone():
    for text in everything():
        assert not re.search(HABITS, text), text
        assert "  " not in text
        assert not re.search(r"[.?!:]\.|\.\s[a-z]|undefined|NaN(?!\))|null|[^\w)]-\d", text), text


def test_plurals_are_right():
    for text in everything():
        assert not re.search(
            r"\b1 (?:epochs|points|units|samples|seeds|batches)\b|\bone (?:units|planes|points)\b", text
        ), text


def test_a_figure_of_the_settings_is_never_written_into_prose():
    """With other settings the numbers in a sentence are others: none of the lesson's stays."""
    lesson = {"10,000", "94.55%", "96.00%", "1.53"}
    for number in NUMBERS[1:]:
        for text in said(number):
            assert not lesson & set(re.findall(r"[\d.,]*\d%?", text)), text
    for text in ask("cards"):
        assert not lesson & set(re.findall(r"[\d.,]*\d%?", text)), text


@pytest.mark.parametrize("label", ["Learning rate", "Batch", "Noise", "Seed"])
def test_the_word_of_a_slider_opens_its_entry(label):
    """Units are explained by the first step of act 1, and so never marked."""
    assert any(label.lower() in entry["words"] for entry in linked("one_pass", "region"))
