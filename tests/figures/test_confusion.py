"""The confusion figure: every cell says its counts or shares, and what is confused with what."""

import numpy as np
import pytest

from engine.figures.confusion import confusion_figure

MATRIX = np.array([[8, 2, 0], [1, 3, 0], [0, 0, 0]])
CLASSES = ["cars", "space", "nobody"]


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        (False, (("8", "2", ""), ("1", "3", ""), ("", "", ""))),
        (True, (("80%", "20%", ""), ("25%", "75%", ""), ("", "", ""))),
    ],
)
def test_cells_hold_counts_or_shares_of_their_row(shares, text):
    heat = confusion_figure(MATRIX, CLASSES, "light", shares).data[0]
    assert tuple(tuple(row) for row in heat.text) == text
    np.testing.assert_allclose(np.square(heat.z), [[0.8, 0.2, 0], [0.25, 0.75, 0], [0, 0, 0]])


def test_each_cell_says_what_it_means_at_its_own_place():
    points = confusion_figure(MATRIX, CLASSES, "dark").data[1]
    at = {(y, x): text for x, y, text in zip(points.x, points.y, points.text, strict=True)}
    assert at[0, 0] == "8 of cars put right (80.0%)"
    assert at[0, 1] == "2 of cars taken for space (20.0%)"
    assert at[1, 0] == "1 of space taken for cars (25.0%)"
    assert len(at) == 9
