"""Going on with the update, and opening a later pass."""

from dataclasses import replace

import numpy as np
import pytest

from engine.one_pass import LESSON, trace
from engine.one_pass.edits import edit
from engine.one_pass.training import frozen, train


def test_the_loss_after_one_update_is_the_lessons_second_loss():
    assert train(LESSON, 1).losses == pytest.approx((0.7301727079439226, 0.7168031908508434), abs=1e-15)


def test_500_passes_lower_the_loss():
    history = train(LESSON, 500)
    assert len(history.losses) == len(history.parameters) == 501
    assert history.losses[-1] < 0.5 < history.losses[0]
    assert history.stopped is None


@pytest.mark.parametrize("k", [1, 2, 37, 500])
def test_an_opened_pass_starts_where_training_left_off(k):
    history, opened = train(LESSON, 500), trace(replace(LESSON, passes=k))
    assert opened.values["cce_loss"] == history.losses[k]
    assert all(np.array_equal(opened.values[name], array) for name, array in history.parameters[k].items())
    if k < 500:
        assert opened.values["new_cce_loss"] == history.losses[k + 1]


def test_a_frozen_pass_is_the_same_pass_on_its_own():
    opened = replace(LESSON, passes=20)
    assert frozen(opened).passes == 0
    assert trace(frozen(opened)).values["cce_loss"] == trace(opened).values["cce_loss"]


def test_training_stops_where_numbers_stop_being_finite_and_the_last_pass_can_still_be_opened():
    wild = replace(LESSON, activation="leaky_relu", lr=1e200)
    history = train(wild, 500)
    assert history.stopped is not None
    assert len(history.losses) == history.stopped + 1
    opened = trace(replace(wild, passes=500))
    assert not np.isfinite(opened.values["cce_loss"])


def test_weights_that_are_not_finite_cannot_be_typed_over():
    wild = replace(LESSON, X=tuple(tuple(1000 * x for x in row) for row in LESSON.X), lr=1e308, passes=1)
    with pytest.raises(ValueError, match="not finite any more"):
        edit(wild, "Wo", 0, 0, "1")


def test_training_with_the_transpose_forgotten_says_why_it_cannot_start():
    history = train(replace(LESSON, mistakes=("no_transpose",)), 10)
    assert len(history.losses) == 1
    assert "mismatch" in history.broken
