"""What is said of the numbers of a pass: true for settings that the lesson does not have."""

from dataclasses import replace

import numpy as np

from engine.one_pass import LESSON, trace
from engine.one_pass.judgement import judgement
from engine.one_pass.mistakes import diagnose
from engine.one_pass.notes import note

ZEROS = (((0.0,) * 4,) * 3, ((0.0,) * 2,) * 4)


def said(settings, step):
    passed = trace(settings)
    return note(passed, next(each for each in passed.steps if each.id == step))


def test_the_lesson_names_its_dead_units_rows_and_columns():
    assert "Units 1 and 2 are 0 for all five samples: dead" in said(LESSON, "a1")
    assert said(LESSON, "dloss_dWo").startswith("Rows 1 and 2 are 0")
    assert said(LESSON, "dloss_dWh").startswith("Columns 1 and 2 are 0")


def test_where_all_units_are_dead_it_is_said_what_still_learns():
    dead = replace(LESSON, weights=(((-1.0,) * 4,) * 3, None))
    passed = trace(dead)
    assert "Only the output layer's biases will learn" in said(dead, "a1")
    assert "how common each class is" in said(dead, "dloss_dbo")
    assert "dead: every sample gets the same answer. Only the output layer's biases learn" in judgement(passed)[-1]
    assert not any(passed.values[f"dloss_d{name}"].any() for name in ("Wo", "Wh", "bh"))
    after = trace(replace(dead, lr=1.0, passes=300)).values["y_hat"]
    assert np.allclose(after, [3 / 5, 2 / 5], atol=1e-6)  # three of the five are False, two True
    assert said(LESSON, "dloss_dbo") == ""


def test_an_update_names_what_it_leaves_alone_or_its_longest_step():
    assert said(LESSON, "new_Wo") == "Rows 1 and 2 stay as they were, because their gradient is 0."
    assert said(LESSON, "new_Wh") == "Columns 1 and 2 stay as they were, because their gradient is 0."
    passed = trace(LESSON)
    longest = abs(passed.values["new_bo"] - passed.values["bo"]).max()  # of two classes both move by the same
    assert said(LESSON, "new_bo") == f"The longest steps are {longest:.4f} long, in columns 1 and 2."
    passed = trace(more := LESSON.resized(classes=3))
    longest = max(passed.values["new_bo"][0] - passed.values["bo"][0], key=abs)
    assert f"The longest step is {longest:.4f}".replace("-", "−") in said(more, "new_bo")
    assert said(replace(LESSON, lr=0.0), "new_Wo") == "Nothing here has moved."


def test_a_tie_is_not_called_a_right_answer():
    tied = replace(LESSON, weights=ZEROS)
    assert said(tied, "y_hat").startswith("No class is ahead")
    assert said(tied, "neg_logs").startswith("All samples cost the same")


def test_with_one_sample_no_sample_costs_most():
    assert said(LESSON.resized(samples=1), "neg_logs").startswith("The right class got a probability of")


def test_an_overflow_on_the_side_is_not_said_to_spoil_the_pass():
    large = replace(LESSON, X=tuple(tuple(1e4 * x for x in row) for row in LESSON.X))
    assert "Nothing is computed from them" in said(large, "exp_scores")
    assert diagnose(trace(large)) == []


def test_an_input_that_is_always_zero_is_not_called_a_unit():
    silent = replace(LESSON, X=tuple((0.0, *row[1:]) for row in LESSON.X))
    assert "Row 1 is 0: that input was 0 for every sample" in said(silent, "dloss_dWh")


def test_a_unit_of_a_second_layer_is_not_said_to_be_unable_to_learn():
    deep = replace(LESSON.resized(hidden=(4, 4)), seeds=(43, 143, 243))
    passed = trace(deep)
    assert not passed.values["dloss_dWh2"].any(axis=0).all()
    assert "in this pass" in said(deep, "dloss_dWh2")
    assert "cannot learn" not in said(deep, "dloss_dWh2")


def test_the_look_back_names_the_probability_that_changed_most():
    passed = trace(LESSON)
    row, col = divmod(int(abs(passed.values["change"]).argmax()), 2)
    said_of_two = said(LESSON, "again")
    assert f"sample {row + 1}: the probability of class {bool(col)} went from 77.7% to 75.3%" in said_of_two
    assert "The probability that changed most is that of class" in said(LESSON.resized(classes=3), "again")


def test_a_unit_that_nobody_listens_to_is_not_said_to_be_unable_to_learn():
    deaf = replace(LESSON, weights=(None, ((0.1, 0.2), (0.1, -0.2), (0.3, 0.1), (0.0, 0.0))))
    assert trace(replace(deaf, passes=1)).values["dloss_dWh"][:, 3].any()  # after one update a signal comes back
    none = "no signal gets through those units to their weights in this pass."
    assert said(deaf, "dloss_dWh") == f"Columns 1, 2 and 4 are 0: {none}"
    assert "cannot learn" in said(LESSON, "dloss_dWh")


def test_a_very_small_probability_is_not_called_none():
    large = replace(LESSON, X=tuple(tuple(1e4 * x for x in row) for row in LESSON.X))
    assert "got a probability of less than 0.1%" in said(large, "neg_logs")
