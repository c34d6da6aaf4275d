"""Deliberate mistakes: each runs for real, and what it did is read off the numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine.one_pass import LESSON, trace
from engine.one_pass.mistakes import diagnose, switches
from engine.one_pass.settings import MISTAKES
from tests.one_pass.strategies import QUICK, settings


def with_mistake(name, base=LESSON):
    return trace(replace(base, mistakes=(name,)))


def test_without_a_mistake_there_is_nothing_to_say():
    assert diagnose(trace(LESSON)) == []


def test_every_mistake_has_a_title_and_something_to_look_for():
    assert set(switches()) == set(MISTAKES)
    assert all(switch.title and switch.look for switch in switches().values())


def test_the_forgotten_transpose_ends_the_pass_with_the_real_error():
    passed = with_mistake("no_transpose")
    assert passed.broken.id == "dloss_dWo"
    assert passed.done[-1].problem.type == "ValueError"
    assert "(5, 4)·(5, 2) does not fit" in diagnose(passed)[0]


def test_the_forgotten_transpose_runs_where_the_sizes_agree_and_the_wrong_number_is_named():
    passed = with_mistake("no_transpose", LESSON.resized(4, 2, (4,), 3))
    passed = passed if passed.broken is None else with_mistake("no_transpose", LESSON.resized(3, 2, (3,), 3))
    assert passed.broken is None
    assert "should be" in diagnose(passed)[0]


def test_with_one_sample_and_one_unit_the_forgotten_transpose_is_no_mistake_in_the_numbers():
    passed = with_mistake("no_transpose", LESSON.resized(1, 1, (1,), 2))
    assert "right by luck" in diagnose(passed)[0]


def test_equal_weights_with_unequal_biases_are_not_called_copies():
    passed = with_mistake("equal_weights", replace(LESSON, biases=(((1.0, 2.0, 3.0, 4.0),), None)))
    assert "the biases are not" in diagnose(passed)[0]


def test_units_that_inputs_wake_up_all_the_same_are_not_called_dead():
    loud = replace(LESSON, X=tuple(tuple(1e4 * x for x in row) for row in LESSON.X))
    assert "not enough" in diagnose(with_mistake("dead_units", loud))[0]


def test_without_the_division_every_gradient_is_five_times_too_large():
    right, wrong = trace(LESSON), with_mistake("no_mean")
    for name in ("dloss_dWo", "dloss_dbo", "dloss_dWh", "dloss_dbh"):
        np.testing.assert_allclose(wrong.values[name], 5 * right.values[name], atol=1e-15)
    assert "5 times too large" in diagnose(wrong)[0]


def test_equal_weights_make_equal_units_before_and_after_the_update():
    passed = with_mistake("equal_weights")
    for name in ("a1", "new_a1", "new_Wh"):
        assert np.ptp(passed.values[name], axis=1).max() < 1e-15
    assert "copies of one another" in diagnose(passed)[0]


def test_weights_ten_times_as_large_make_the_network_sure_and_wrong():
    passed = with_mistake("ten_times")
    np.testing.assert_array_equal(passed.values["Wh"], 10 * trace(LESSON).values["Wh"])
    assert passed.values["cce_loss"] > 20
    assert "is wrong for 3 of 5" in diagnose(passed)[0]


def test_a_learning_rate_of_100_throws_the_loss_up():
    passed = with_mistake("lr_100")
    assert passed.values["new_cce_loss"] > 10 * passed.values["cce_loss"]
    assert "was 0.7302 and is now 14.42" in diagnose(passed)[0]


def test_dead_units_get_no_gradient_and_the_floor_of_the_loss_is_named():
    passed = with_mistake("dead_units")
    assert not passed.values["dloss_dWh"].any()
    floor = -(0.6 * np.log(0.6) + 0.4 * np.log(0.4))
    assert f"{floor:.4g}" in diagnose(passed)[1]


def test_nan_is_traced_to_where_it_began():
    passed = trace(replace(LESSON, X=tuple(tuple(1e200 * x for x in row) for row in LESSON.X), lr=1e200))
    said = diagnose(passed)
    assert len(said) == 1
    assert "is the first place where a number is" in said[0]


@pytest.mark.parametrize("name", MISTAKES)
@QUICK
@given(chosen=settings())
def test_every_mistake_is_diagnosed_in_any_pass(name, chosen):
    passed = with_mistake(name, replace(chosen, passes=0))
    assert diagnose(passed)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in diagnose(passed))
