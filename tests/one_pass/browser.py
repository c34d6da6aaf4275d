"""Act 1's modules for the browser, asked from Python through node: questions and answers as lines of JSON."""

import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parent
NODE = FOLDER.parents[1] / ".venv" / "bin" / "node"


@lru_cache(maxsize=1)
def _process() -> subprocess.Popen:
    node = str(NODE) if NODE.exists() else shutil.which("node")
    if node is None:
        pytest.skip("node, which comes with the development requirements, is not there")
    return subprocess.Popen(
        [node, str(FOLDER / "answers.js")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def ask(question: str, **more: Any) -> Any:
    """The answer of tests/one_pass/answers.js."""
    process = _process()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"question": question, **more}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, "the browser's modules ended with an error"
    return json.loads(line)


def gap(ours: list, theirs: list) -> float:
    """The largest difference of two matrices of a payload, relative to 1 or to the number where that is larger;
    infinite where one has a number and the other has none."""
    a, b = (np.array([[float(cell) for cell in row] for row in matrix]) for matrix in (ours, theirs))
    if a.shape != b.shape or not np.array_equal(np.isnan(a), np.isnan(b)):
        return np.inf
    with np.errstate(invalid="ignore"):
        apart = np.where((a == b) | np.isnan(a), 0, np.abs(a - b) / np.maximum(1, np.abs(b)))
    return float(apart.max(initial=0))
