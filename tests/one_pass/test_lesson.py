"""The lesson's own settings: every figure, every failure, every row of its table."""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from engine.one_pass import LESSON, trace

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "five_samples.json").read_text())
PASS = trace(LESSON)
PROBLEMS = {done.step.id: done.problem for done in PASS.done if done.problem}


@pytest.mark.parametrize("name", REFERENCE)
def test_every_matrix_equals_the_reference(name):
    np.testing.assert_allclose(PASS.values[name], REFERENCE[name], rtol=0, atol=1e-12)


def test_the_loss_falls_from_0_7302_to_0_7168():
    assert PASS.values["cce_loss"] == pytest.approx(0.7301727079439226, abs=1e-15)
    assert PASS.values["new_cce_loss"] == pytest.approx(0.7168031908508434, abs=1e-15)


def test_the_lines_shown_print_the_same_numbers_when_a_learner_runs_them():
    namespace = {"np": np}
    failing = {done.step.code for done in PASS.done if done.step.fails and done.step.result is None}
    with np.errstate(all="ignore"):
        for code in PASS.code():
            if code not in failing:
                exec(code, namespace)
    assert namespace["cce_loss"] == PASS.values["new_cce_loss"]


@pytest.mark.parametrize(
    ("step", "shape"),
    [
        ("Wh", (3, 4)),
        ("bh", (1, 4)),
        ("h1", (5, 4)),
        ("a1", (5, 4)),
        ("Wo", (4, 2)),
        ("bo", (1, 2)),
        ("h2", (5, 2)),
        ("exp_scores", (5, 2)),
        ("max_all", ()),
        ("max_flat", (5,)),
        ("row_max", (5, 1)),
        ("e_x", (5, 2)),
        ("row_sum", (5, 1)),
        ("y_hat", (5, 2)),
        ("neg_log_trial", (3,)),
        ("y_hat_clipped", (5, 2)),
        ("neg_logs", (5,)),
        ("cce_loss", ()),
        ("dloss_dh2", (5, 2)),
        ("dh2_dWo_rows", (5, 4)),
        ("dh2_dWo", (4, 5)),
        ("dloss_dWo", (4, 2)),
        ("dloss_dbo", (1, 2)),
        ("dh2_da1", (2, 4)),
        ("dloss_da1", (5, 4)),
        ("da1_dh1", (5, 4)),
        ("dloss_dh1", (5, 4)),
        ("dh1_dWh", (3, 5)),
        ("dloss_dWh", (3, 4)),
        ("dloss_dbh", (1, 4)),
    ],
)
def test_every_row_of_the_lessons_table_has_a_step_of_its_shape(step, shape):
    assert PASS.values[step].shape == shape


def test_taking_a_plain_list_of_maxima_off_really_raises():
    with pytest.raises(ValueError, match="could not be broadcast") as found:
        PASS.values["h2"] - PASS.values["max_flat"]
    assert PROBLEMS["shifted_wrong"].type == "ValueError"
    assert PROBLEMS["shifted_wrong"].message == str(found.value)


def test_the_product_without_the_transpose_really_raises():
    with pytest.raises(ValueError, match="mismatch") as found:
        PASS.values["a1"] @ PASS.values["dloss_dh2"]
    assert PROBLEMS["product_wrong"].message == str(found.value)


@pytest.mark.parametrize(
    ("step", "line"),
    [("exp_large", lambda: np.exp([10.0, 100.0, 1000.0])), ("neg_log_trial", lambda: -np.log([0, 0.5, 10]))],
)
def test_overflow_and_the_log_of_zero_carry_numpys_own_warning(step, line):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        line()
    assert PROBLEMS[step].type == said[0].category.__name__
    assert PROBLEMS[step].message == str(said[0].message)
    assert np.isinf(PASS.values[step]).sum() == 1


def test_nothing_else_fails():
    assert set(PROBLEMS) == {"exp_large", "softmax_large", "shifted_wrong", "neg_log_trial", "product_wrong"}


def test_clipping_makes_the_log_of_zero_finite():
    assert PASS.values["neg_log_clipped"] == pytest.approx([36.04365338911715, np.log(2), 0], abs=1e-12)


def test_the_first_two_units_are_dead_and_their_gradients_are_zero():
    assert not PASS.values["a1"][:, :2].any()
    assert not PASS.values["dloss_dWh"][:, :2].any()
    assert not PASS.values["dloss_dWo"][:2].any()


def test_one_hot_encoding_by_hand():
    assert PASS.values["classes"].tolist() == [False, True]
    assert PASS.values["index"].tolist() == [0, 1, 1, 0, 0]
    assert PASS.values["y"].tolist() == [[1, 0], [0, 1], [0, 1], [1, 0], [1, 0]]
    assert not PASS.values["y_zeros"].any()


def test_one_cell_of_h1_computed_by_hand():
    weights = PASS.values["Wh"][:, 3]
    assert PASS.values["h1"][1, 3] == pytest.approx(6 * weights[0] + 7 * weights[1] + 8 * weights[2], abs=1e-15)
