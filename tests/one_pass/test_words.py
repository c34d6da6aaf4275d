"""What the steps say: no word of the field before it is explained, and nothing that other settings make untrue."""

import re
from dataclasses import astuple, replace

import pytest
from hypothesis import given

from engine.glossary import entries, mentioned
from engine.one_pass import LESSON, trace
from engine.one_pass.notes import note
from tests.one_pass.strategies import QUICK, settings

ACT = entries("one_pass")
ASKED_FOR = {
    *(
        "network",
        "unit",
        "layer",
        "weight",
        "bias",
        "hidden_layer",
        "dot_product",
        "derivative",
        "chain_rule",
        "signal",
    ),
    *(
        "relu",
        "softmax",
        "score",
        "loss",
        "cross_entropy",
        "likelihood",
        "seed",
        "broadcasting",
        "transpose",
        "one_hot",
    ),
    *(
        "learning_rate",
        "gradient_descent",
        "dead_unit",
        "pre_activation",
        "float",
        "target",
        "feature",
        "training",
        "class",
        "axis",
        "sample",
    ),
}


def texts(passed, straight):
    """(step id, all that it says) in order; without the detours if asked for."""
    for step in passed.steps:
        if not (straight and step.detour):
            yield step.id, " ".join((*astuple(step.words), note(passed, step)))


def too_early(passed, straight):
    """Words of the field that are used before the step that explains them."""
    order = [id for id, _ in texts(passed, straight)]
    for place, (id, text) in enumerate(texts(passed, straight)):
        for key in mentioned(text, "one_pass"):
            explained = [order.index(step) for step in ACT[key].step if step in order]
            if not explained or min(explained) > place:
                yield key, id


def test_the_glossary_has_the_words_of_the_lesson():
    assert set(ACT) >= ASKED_FOR
    assert all(entry.text.endswith(".") and entry.page == "one_pass" for entry in ACT.values())


@pytest.mark.parametrize("straight", [True, False])
@QUICK
@given(chosen=settings(mistakes=True))
def test_no_word_is_used_before_it_is_explained(straight, chosen):
    assert list(too_early(trace(chosen), straight)) == []


@pytest.mark.parametrize("straight", [True, False])
def test_in_the_lesson_too(straight):
    assert list(too_early(trace(LESSON), straight)) == []


def test_the_words_are_found_where_they_are_explained():
    said = dict(texts(trace(LESSON), straight=False))
    for key, entry in ACT.items():
        step = next((step for step in entry.step if step in said), None)
        if step is not None:
            assert key in mentioned(said[step], "one_pass"), key


@QUICK
@given(settings(mistakes=True))
def test_the_sizes_in_the_words_are_those_of_the_pass(chosen):
    """Of the numbers in words, all that come before "samples", "features" or "classes" are this pass's own."""
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
    of = {"sample": chosen.samples, "feature": chosen.features, "class": chosen.classes}
    for id, text in texts(trace(chosen), straight=False):
        for word, noun in re.findall(r"\b(\w+) (sample|feature|class)(?:s|es)?\b", text):
            if word in names[2:]:
                allowed = range(9) if noun == "sample" and "right class for" in text else [of[noun]]
                assert names.index(word) in allowed, (id, text)


@pytest.mark.parametrize(
    "habit", ["put right", "take off", "taken off", "multiplied with", "learnt", " a sample costs a", "Turn "]
)
@QUICK
@given(chosen=settings(mistakes=True))
def test_habits_of_language_that_mislead_are_gone(habit, chosen):
    assert not [id for id, text in texts(trace(chosen), straight=False) if habit in text]


def test_a_story_is_told_only_of_numbers_that_can_be_heights():
    told = dict(texts(trace(LESSON), straight=False))
    assert "five plants" in told["unit_given"]
    assert "came into flower" in told["targets"]
    below = replace(LESSON, X=((-1.0, 2.0, 3.0), *LESSON.X[1:]))
    assert "plant" not in " ".join(text for _, text in texts(trace(below), straight=False))


def test_the_unit_of_the_beginning_is_computed_from_the_first_sample():
    passed = trace(LESSON)
    assert passed.values["unit_x"].tolist() == [[1, 2, 3]]
    assert passed.values["unit_sum"].item() == pytest.approx(1 * 0.5 - 2 * 0.25 + 3 * 0.25 + 0.1, abs=1e-15)


def test_the_straight_way_leaves_out_the_experiments_alone():
    passed = trace(LESSON)
    detours = {step.id for step in passed.steps if step.detour}
    assert detours == {
        *("large", "exp_large", "softmax_large", "max_all", "max_flat", "shifted_wrong"),
        *("trial", "neg_log_trial", "clipped_trial", "neg_log_clipped", "product_wrong"),
    }
