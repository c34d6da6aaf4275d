"""Numbers typed over and pasted: where they go, what they change, and what is asked first."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.one_pass import LESSON, from_query, to_query, trace
from engine.one_pass.edits import edit, editable
from engine.one_pass.training import frozen
from engine.one_pass.typed_numbers import Ambiguous, Refused
from tests.one_pass.strategies import QUICK, matrices, settings


def choices(chosen, id, row, col, text):
    """What is asked, as label and the settings that the answer gives."""
    with pytest.raises(Ambiguous) as found:
        edit(chosen, id, row, col, text)
    assert str(found.value).endswith((".", "?"))
    return {choice.label: edit(chosen, id, row, col, choice.text) for choice in found.value.choices}


def test_one_cell_typed_over_changes_that_cell_alone():
    changed = edit(LESSON, "Wh", 0, 2, "0,5")
    assert changed.weights[0][0][2] == 0.5
    assert changed.weights[0][1][2] == pytest.approx(-0.301937135240376)
    assert changed.weights[1] is None


def test_a_column_with_commas_is_asked_about_and_each_answer_does_what_it_says():
    found = choices(LESSON, "Wh", 0, 0, "0,1\n0,2\n0,3")
    first = [np.array(changed.weights[0])[:, :2].tolist() for changed in found.values()]
    old = trace(LESSON).values["Wh"]
    assert [[0, 1], [0, 2], [0, 3]] in first
    assert [[0.1, old[0, 1]], [0.2, old[1, 1]], [0.3, old[2, 1]]] in first


def test_what_fits_only_in_one_way_is_not_asked_about():
    assert edit(LESSON, "bh", 0, 0, "1;2;3").biases[0] == ((1, 2, 3, 0),)
    assert edit(LESSON, "Wh", 0, 3, "0,1\n0,2\n0,3").weights[0][2][3] == 0.3


@pytest.mark.parametrize("text", ["0.1 0.2 0.3 0.4", "0.1, 0.2, 0.3, 0.4", "[0.1 0.2 0.3 0.4]", "0.1\t0.2\t0.3\t0.4"])
def test_a_row_of_biases_is_read_as_people_write_it(text):
    assert edit(LESSON, "bh", 0, 0, text).biases[0] == ((0.1, 0.2, 0.3, 0.4),)


def test_a_block_of_another_shape_says_so_before_it_becomes_X():
    found = choices(LESSON, "X", 0, 0, "1\t2\n3\t4\n5\t6")
    whole = next(
        changed for label, changed in found.items() if label.startswith("X becomes three samples with two features")
    )
    assert whole.X == ((1, 2), (3, 4), (5, 6))
    assert (whole.samples, whole.features, len(whole.targets)) == (3, 2, 3)
    over = next(changed for label, changed in found.items() if label.startswith("Laid over X"))
    assert over.X[:2] == ((1, 2, 3), (3, 4, 8))
    assert len(choices(LESSON, "X", 0, 0, "1 2 3 4\n5 6 7 8")) == 1


def test_a_block_of_the_same_shape_and_a_single_cell_are_laid_over_at_once():
    rows = tuple(tuple(float(i + j) for j in range(3)) for i in range(5))
    assert rows == edit(LESSON, "X", 0, 0, "\n".join(" ".join(map(str, row)) for row in rows)).X
    assert edit(LESSON, "X", 0, 0, "3;").X[0] == (3, 2, 3)


def test_the_line_that_the_page_shows_can_be_pasted_back():
    other = replace(LESSON, X=tuple(tuple(x / 7 for x in row) for row in LESSON.X))
    code = next(step.code for step in trace(other).steps if step.id == "X")
    assert edit(LESSON, "X", 0, 0, code).X == other.X


def test_headings_are_left_out_if_the_reader_agrees():
    found = choices(LESSON, "bh", 0, 0, "a b c d\n1 2 3 4")
    assert [changed.biases[0] for changed in found.values()] == [((1, 2, 3, 4),)]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("True", (1, 1, 1, 0, 0)),
        ("0 1", (0, 1, 1, 0, 0)),
        ("0,1,0,1,0", (0, 1, 0, 1, 0)),
        ("False\nTrue\nFalse", (0, 1, 0, 0, 0)),
        ("[False, True, False, True, False]", (0, 1, 0, 1, 0)),
        ("[0. 1. 0. 1. 0.]", (0, 1, 0, 1, 0)),
        ("1 0\n0 1\n0 1\n1 0\n0 1", (0, 1, 1, 0, 1)),
        ("c(TRUE, FALSE)", (1, 0, 1, 0, 0)),
    ],
)
def test_targets_are_read_as_people_write_them(text, targets):
    assert edit(LESSON, "targets", 0, 0, text).targets == targets


def test_one_hot_rows_are_asked_about_where_they_could_be_a_list():
    found = choices(LESSON.resized(samples=8), "targets", 0, 0, "1\t0\n0\t1\n0\t1")
    assert {changed.targets[:6] for changed in found.values()} == {(0, 1, 1, 0, 0, 1), (1, 0, 0, 1, 0, 1)}


@pytest.mark.parametrize(
    ("id", "row", "col", "text", "said"),
    [
        ("h1", 0, 0, "1", "h1 is computed"),
        ("X", 4, 2, "x", "“x” is not a number"),
        ("Wh", 1, 2, "1\tx", "Row 1, column 2 of what was pasted: “x”"),
        ("X", 0, 0, "1 2 3 4 5 6 7\n1 2 3 4 5 6 7", "7 features: there can be 1 to 6"),
        ("Wh", 2, 3, "1 2\n3 4", "do not fit into Wh, 3 × 4, from row 3, column 4 on"),
        ("targets", 0, 4, "0 1", "2 targets do not fit from sample 5 on"),
        ("targets", 0, 0, "0 3", "Target 2 of what was given: “3” is not a class. The classes are False and True"),
        ("targets", 0, 0, "1 1\n0 1", "rows with a single 1"),
        ("lr", 0, 0, "inf", "infinite"),
        ("lr", 0, 0, "0.1\t0.2", "one number"),
        ("lr", 0, 0, "0.01\n0.5", "one number"),
        ("lr", 0, 0, "0;5", "one number"),
    ],
)
def test_edits_that_cannot_be_are_refused(id, row, col, text, said):
    with pytest.raises(Refused, match=said):
        edit(LESSON, id, row, col, text)


def test_everything_editable_can_be_edited():
    for id in editable(LESSON):
        assert edit(LESSON, id, 0, 0, "True" if id == "targets" else "4") != LESSON


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
def test_any_block_copied_from_a_spreadsheet_can_become_X(chosen, data):
    block = data.draw(matrices(data.draw(st.integers(1, 8)), data.draw(st.integers(2, 6))))
    text = "\n".join("\t".join(map(repr, row)) for row in block)
    try:
        changed = edit(chosen, "X", 0, 0, text)
    except Ambiguous as asked:
        changed = edit(chosen, "X", 0, 0, asked.choices[-1].text)
    assert block == changed.X


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
    assert reason.endswith((".", ")", "?"))
