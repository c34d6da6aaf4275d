"""Typed and pasted numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.by_hand import LESSON
from engine.by_hand.edit import edit, editable, paste
from engine.by_hand.entry import Refused, matrix, number, targets


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
    with pytest.raises(Refused, match="Target 2: “3” is no class"):
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
