"""The end of the pass: every sentence follows from the numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine.one_pass import LESSON, trace
from engine.one_pass.judgement import ahead, attempt, judgement, tries, verdict
from engine.one_pass.training import classified_correctly, train
from tests.one_pass.strategies import QUICK, settings


def test_the_lessons_update_is_judged():
    said = judgement(trace(LESSON))
    assert said[0] == "The loss fell from 0.7302 to 0.7168."
    assert "ln 2 = 0.6931; the network costs more than that" in said[1]
    assert said[2] == "2 of 5 samples are classified correctly, as many as before."
    assert said[3].startswith("Units 1 and 2 of the hidden layer are dead")


def test_a_dead_unit_of_a_later_layer_may_come_back_and_it_is_said():
    start = replace(LESSON.resized(hidden=(4, 4)), seeds=(43, 143, 243))
    last = judgement(trace(start))[-1]
    assert "of the second hidden layer" in last
    assert last.endswith("may come back.")
    silent = [(trace(each).values["a2"] == 0).all(axis=0) for each in (start, replace(start, passes=300))]
    assert (silent[0] & ~silent[1]).any()


def test_a_small_change_of_the_loss_is_told_with_digits_enough_to_see_it():
    words = judgement(trace(replace(LESSON, lr=1e-9)))[0].rstrip(".").split()
    assert words[2] == "fell"
    assert words[4] != words[6]


def test_a_pass_that_broke_is_not_judged():
    assert judgement(trace(replace(LESSON, mistakes=("no_transpose",)))) == []


@QUICK
@given(settings(mistakes=True))
def test_what_is_said_of_any_update_is_so(chosen):
    passed = trace(chosen)
    loss, guess = float(passed.values["new_cce_loss"]), np.log(chosen.classes)
    said = judgement(passed)
    equal = np.isclose(loss, guess, rtol=1e-9)
    assert said[1].endswith("costs just as much.") == equal
    assert said[1].endswith("costs less than that.") == (loss < guess and not equal)
    assert said[1].endswith("this loss is no number.") == np.isnan(loss)
    right = sum(
        row[target] == row.max() and (row == row.max()).sum() == 1
        for row, target in zip(passed.values["new_y_hat"], chosen.targets, strict=True)
    )
    assert said[2].startswith(f"{right} of {chosen.samples} ")


def test_500_updates_of_the_lesson_get_four_of_five():
    found = ahead(LESSON)
    assert (found.updates, found.right, found.samples) == (500, 4, 5)
    assert found.losses[:2] == (0.7301727079439226, 0.7168031908508434)
    assert "0.4800, and 4 of 5 samples are classified correctly" in found.sentence


def test_a_training_that_ends_early_says_so():
    assert "no longer finite" in ahead(replace(LESSON, X=((1e200, 1e200, 1e200), *LESSON.X[1:]), lr=1e200)).sentence
    assert "fails" in ahead(replace(LESSON, mistakes=("no_transpose",))).sentence


def test_the_correct_answers_of_a_training_are_those_of_its_passes():
    history = train(LESSON, 40)
    for number in (0, 1, 40):
        values = trace(replace(LESSON, passes=number)).values
        assert history.right[number] == classified_correctly(values["y_hat"], values["index"])


@QUICK
@given(settings(mistakes=True))
def test_every_try_changes_one_thing_and_opens_after_500_updates(chosen):
    for each in tries(chosen):
        found = attempt(chosen, each.key)
        assert found.passes == 500
        changed = [
            name
            for name in ("X", "targets", "hidden", "activation", "seeds", "lr")
            if getattr(found, name) != getattr(chosen, name)
        ]
        assert len(changed) <= 1
        assert each.ask.endswith("?")


def test_the_tries_of_the_lesson_have_different_answers():
    right = {each.key: train(attempt(LESSON, each.key), 500).right[-1] for each in tries(LESSON)}
    assert right["rate"] == 5
    assert right["activation"] == 4
    with pytest.raises(KeyError):
        attempt(LESSON, "nothing")


def test_a_prediction_is_held_against_what_came():
    before, rate = ahead(LESSON), ahead(attempt(LESSON, "rate"))
    assert rate.losses[-1] < before.losses[-1]
    figures = f"after 500 updates the loss is {rate.losses[-1]:.4f}, without the change {before.losses[-1]:.4f}."
    assert verdict(LESSON, "rate", "fewer") == f"You said lower, and so it is: {figures}"
    assert verdict(LESSON, "rate", "more") == f"You said higher; it is lower: {figures}"
    assert verdict(LESSON, "activation", "more") == (
        "You said more; it is as many: 4 of 5 samples are classified correctly, without the change 4."
    )


@QUICK
@given(settings(mistakes=True))
def test_every_prediction_gets_one_verdict(chosen):
    for each in tries(chosen):
        told = [verdict(chosen, each.key, guess) for guess, _ in each.choices]
        assert sum("and so it is" in sentence for sentence in told) == 1
