"""Act 1's modules for the browser, asked from Python through node: questions and answers as lines of JSON."""

from pathlib import Path
from typing import Any

import numpy as np

from tests.node_answers import answer

SCRIPT = Path(__file__).resolve().with_name("answers.js")


def ask(question: str, **more: Any) -> Any:
    """The answer of tests/one_pass/answers.js."""
    return answer(SCRIPT, question, **more)


def gap(ours: list, theirs: list) -> float:
    """The largest difference of two matrices of a payload, relative to 1 or to the number where that is larger;
    infinite where one has a number and the other has none."""
    a, b = (np.array([[float(cell) for cell in row] for row in matrix]) for matrix in (ours, theirs))
    if a.shape != b.shape or not np.array_equal(np.isnan(a), np.isnan(b)):
        return np.inf
    with np.errstate(invalid="ignore"):
        apart = np.where((a == b) | np.isnan(a), 0, np.abs(a - b) / np.maximum(1, np.abs(b)))
    return float(apart.max(initial=0))
