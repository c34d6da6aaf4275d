"""Where cells come from: the arithmetic shown is the arithmetic that makes the cell."""

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.one_pass import LESSON, digits, trace
from engine.one_pass.cells import cell, sources
from tests.one_pass.strategies import QUICK, settings

PASS = trace(LESSON)


def every_cell(passed):
    for key, array in passed.values.items():
        rows, cols = np.atleast_2d(array).shape
        yield from ((key, i, j) for i in range(rows) for j in range(cols))


@QUICK
@given(settings(mistakes=True))
def test_every_cells_arithmetic_evaluates_to_the_cell(chosen):
    passed = trace(chosen)
    for key, i, j in every_cell(passed):
        own, found = float(np.atleast_2d(passed.values[key])[i, j]), cell(passed, key, i, j)
        assert agree(passed, own, found), (key, i, j)
        sound_as_shown(passed.rules[key]["kind"], found.lines)


def agree(passed, own, found):
    """Whether a cell and its arithmetic agree, up to rounding; past overflow the order of the terms decides."""
    if not math.isfinite(own) or not math.isfinite(found.value):
        return not math.isfinite(own) or abs(own) > 1e300
    terms = [abs(float(np.atleast_2d(passed.values[name])[row, col])) for name, row, col in found.sources]
    largest = max(terms, default=1.0)
    return math.isclose(found.value, own, rel_tol=1e-9, abs_tol=1e-13 * max(1.0, largest * min(largest, 1e150)))


def sound_as_shown(kind, lines):
    """Where numbers are of ordinary size, shown products are right and shown sums add up, as they are shown."""
    if kind not in ("affine", "matmul", "pick"):
        return
    written = "".join(left for left, _ in lines)
    if (
        "e" in written.replace("bias", "")
        or lines[-1][0] == "≈"
        or not all(1e-6 < abs(digits.read(right)) < 1e6 or right == "0" for _, right in lines)
    ):
        return
    *terms, total = [right.replace("−", "-") for _, right in lines]
    counted = sum((Decimal(term) for term in terms if "e" not in term), Decimal(0))
    assert counted == Decimal(total) or "e" in total, lines
    dust = [abs(float(term)) for term in terms if "e" in term]
    assert max(dust, default=0) <= 2e-6 * max(abs(float(each)) for each in (*terms, total)), lines
    for left, right in lines:
        if kind != "pick" and "×" in left and "e" not in right:
            a, b = map(digits.read, left.split(" × "))
            places = len(right.split(".")[1]) if "." in right else 4
            assert abs(a * b - digits.read(right)) <= 0.51 * 10**-places, lines


@QUICK
@given(settings())
def test_sources_are_cells_that_exist_and_were_there_before(chosen):
    passed = trace(chosen)
    order = {key: place for place, key in enumerate(passed.values)}
    for key, i, j in every_cell(passed):
        for name, row, col in sources(passed, key, i, j):
            assert np.atleast_2d(passed.values[name])[row, col] is not None
            assert order[name] < order[key] or {name, key} == {"classes", "index"}


def test_in_the_lesson_every_sum_adds_up_exactly_as_it_is_shown():
    for key, i, j in every_cell(PASS):
        assert all(left != "≈" for left, _ in cell(PASS, key, i, j).lines)


def test_one_cell_as_it_is_shown():
    assert cell(PASS, "h1", 1, 3).lines == (
        ("6 × 0.24880388", "1.492823"),
        ("7 × 0.26053071", "1.823715"),
        ("8 × 0.45339335", "3.627147"),
        ("bias", "0"),
        ("", "6.943685"),
    )


def test_a_transposed_cell_comes_from_the_other_side_of_the_diagonal():
    assert sources(PASS, "dh2_dWo", 3, 1) == (("a1", 1, 3),)


def test_a_row_maximum_without_keepdims_still_comes_from_its_row():
    assert sources(PASS, "max_flat", 0, 2) == (("h2", 2, 0), ("h2", 2, 1))


def test_the_bias_row_serves_every_sample():
    assert all(("bh", 0, 2) in sources(PASS, "h1", i, 2) for i in range(5))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *[(0.0, "0"), (3.0, "3"), (-2.5, "−2.5"), (math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "nan")],
        *[
            (1e300, "1.0000e300"),
            (2.2e-16, "2.2000e-16"),
            (0.03125, "0.0313"),
            (0.01, "0.01"),
            (1234.56789, "1234.5679"),
        ],
    ],
)
def test_numbers_are_shown_short_and_never_wrong(value, shown):
    assert digits.show(value) == shown


@given(st.floats(-1e6, 1e6))
def test_a_shown_number_reads_back_to_within_its_last_digit(value):
    assert digits.read(digits.show(value, 6)) == pytest.approx(value, abs=0.51e-6, rel=1e-4 if abs(value) < 1e-6 else 0)
