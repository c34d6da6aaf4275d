"""Typed and pasted numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.one_pass import LESSON, from_query, to_query, trace
from engine.one_pass.edits import edit, editable, paste
from engine.one_pass.training import frozen
from engine.one_pass.typed_numbers import Refused, matrix, number, targets
from tests.one_pass.strategies import QUICK, matrices, settings


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1 2 3\n4 5 6", ((1, 2, 3), (4, 5, 6))),
        ("1\t2\n3\t4\n", ((1, 2), (3, 4))),
        ("1,5\t2,5\r\n3\t4", ((1.5, 2.5), (3, 4))),
        ("1,5;2\n3;4,25", ((1.5, 2), (3, 4.25))),
        ("1,2,3\n4,5,6", ((1, 2, 3), (4, 5, 6))),
        ("1.5, 2.5\n1, 2", ((1.5, 2.5), (1, 2))),
        ("1 2; 3 4", ((1, 2), (3, 4))),
        ("−1 2e-3", ((-1, 0.002),)),
        ("1,500\t2,5", ((1.5, 2.5),)),
        ("7", ((7,),)),
    ],
)
def test_pasted_matrices_are_read(text, read):
    assert matrix(text) == read


@pytest.mark.parametrize(
    ("text", "said", "row", "col"),
    [
        ("1 2\n3 x", "Row 2, column 2: “x” is not a number", 2, 2),
        ("1 inf", "infinite", 1, 2),
        ("nan 1", "means 'not a number'", 1, 1),
        ("1 1e999", "larger than a computer's number", 1, 2),
        ("1 2\n3", "Row 2 has 1 number, row 1 has 2", 2, None),
        ("1\t\t3", "column 2: nothing is there", 1, 2),
        ("1,500\t2", "may split off thousands or decimals", 1, 1),
        ("", "Nothing was typed", None, None),
        ("9" * 20_000, "more than a matrix", None, None),
        ("__import__('os')", "is not a number", 1, 1),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place_and_the_reason(text, said, row, col):
    with pytest.raises(Refused) as found:
        matrix(text)
    assert said in str(found.value)
    assert (found.value.row, found.value.col) == (row, col)


@given(st.text(max_size=40))
def test_any_text_gives_finite_numbers_or_is_refused(text):
    try:
        read = matrix(text)
    except Refused:
        return
    assert all(math.isfinite(value) for row in read for value in row)


def test_targets_are_class_numbers_or_truth_values():
    assert targets("False, True\n0 1", 2) == (0, 1, 0, 1)
    with pytest.raises(Refused, match="Target of sample 2: “3” is no class"):
        targets("0 3", 3)


def test_one_cell_typed_over_changes_that_cell_alone():
    changed = edit(LESSON, "Wh", 0, 2, "0,5")
    assert changed.weights[0][0][2] == 0.5
    assert changed.weights[0][1][2] == pytest.approx(-0.301937135240376)
    assert changed.weights[1] is None


def test_a_block_pasted_at_the_first_cell_of_X_becomes_X():
    changed = paste(LESSON, "X", 0, 0, "1\t2\n3\t4\n5\t6")
    assert changed.X == ((1, 2), (3, 4), (5, 6))
    assert (changed.samples, changed.features, len(changed.targets)) == (3, 2, 3)


@pytest.mark.parametrize(
    ("id", "row", "col", "text", "said"),
    [
        ("h1", 0, 0, "1", "h1 is computed"),
        ("X", 4, 2, "x", "Row 5, column 3: “x” is not a number"),
        ("X", 0, 0, "1 2 3 4 5 6 7\n1 2 3 4 5 6 7", "7 features: the stage shows 1 to 6"),
        ("Wh", 2, 3, "1 2\n3 4", "do not fit into Wh"),
        ("targets", 0, 4, "0 1", "do not fit from sample 5 on"),
        ("lr", 0, 0, "inf", "infinite"),
    ],
)
def test_edits_that_cannot_be_are_refused(id, row, col, text, said):
    with pytest.raises(Refused, match=said):
        paste(LESSON, id, row, col, text) if "\n" in text or " " in text else edit(LESSON, id, row, col, text)


def test_everything_editable_can_be_edited():
    for id in editable(LESSON):
        assert edit(LESSON, id, 0, 0, "True" if id == "targets" else "3") != LESSON


def test_a_single_number():
    assert number(" 2,5 ") == 2.5
    assert str(number("-0")) == "0.0"


@QUICK
@given(settings(mistakes=True), st.data())
def test_any_finite_number_typed_anywhere_stands_there_exactly_and_nothing_else_that_is_given_moves(chosen, data):
    try:
        before = trace(frozen(chosen)).values
    except ValueError:
        return
    id = data.draw(st.sampled_from([id for id in editable(chosen) if id != "targets"]))
    rows, cols = np.atleast_2d(before[id]).shape
    i, j = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, cols - 1))
    wanted = data.draw(st.floats(allow_nan=False, allow_infinity=False))
    after = edit(chosen, id, i, j, repr(wanted))
    assert from_query(to_query(after)) == (after, [])
    values = trace(after).values
    for given_id in editable(chosen):
        expected = np.array(before[given_id], copy=True)
        if given_id == id:
            np.atleast_2d(expected)[i, j] = wanted
        np.testing.assert_array_equal(values[given_id], expected, err_msg=given_id)


@QUICK
@given(settings(), st.data())
def test_any_block_copied_from_a_spreadsheet_becomes_X(chosen, data):
    block = data.draw(matrices(data.draw(st.integers(1, 8)), data.draw(st.integers(2, 6))))
    text = "\n".join("\t".join(map(repr, row)) for row in block)
    edited = edit(chosen, "X", 0, 0, text).X
    assert edited == block


@QUICK
@given(settings(), st.sampled_from(["X", "targets", "lr", "h1", "y_hat", "nonsense"]), st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused_with_a_sentence(chosen, id, text):
    try:
        changed = edit(chosen, id, 0, 0, text)
    except Refused as refused:
        changed, reason = chosen, str(refused)
    else:
        reason = "Taken."
    assert trace(changed).values
    assert reason.endswith((".", ")"))
