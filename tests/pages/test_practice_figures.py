"""Figures of the exercise: the confusion matrix of the largest topics, and which row a topic belongs to."""

import numpy as np

from pages.practice.figures import largest_topics

TRUTH = np.array([2, 2, 2, 0, 0, 1, 3])
PREDICTED = np.array([2, 2, 0, 0, 3, 2, 1])


def test_the_largest_topics_have_rows_of_their_own_and_the_others_share_the_last():
    matrix, rows, row_of = largest_topics(["cocoa", "grain", "earn", "ship"], TRUTH, PREDICTED, most=2)
    assert rows == ["earn", "cocoa", "all others"]
    assert matrix.tolist() == [[2, 1, 0], [0, 1, 1], [1, 0, 1]]
    assert row_of.tolist() == [1, 2, 0, 2]
    for i, j in np.ndindex(3, 3):
        assert ((row_of[TRUTH] == i) & (row_of[PREDICTED] == j)).sum() == matrix[i, j]
