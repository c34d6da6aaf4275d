"""The browser's modules, asked from Python through node: questions and answers as lines of JSON."""

import json
import math
import shutil
import subprocess
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.network.settings import RunSettings

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
    """The answer of tests/region/answers.js."""
    process = _process()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"question": question, **more}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, "the browser's modules ended with an error"
    return json.loads(line)


def told(settings: RunSettings) -> dict[str, Any]:
    """Settings as the browser has them."""
    return asdict(settings) | {"units": list(settings.units)}


def numbers(answer: list) -> np.ndarray:
    """A list of numbers in which what is not finite came as text."""
    return np.array([float(value) for value in answer])


def flat(weights: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """(W, b) of every layer as the browser keeps them: one vector."""
    return np.concatenate([part.ravel() for pair in weights for part in pair])


def gap(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference, relative to 1 or to the number where that is larger; infinite if one is no number."""
    fine = np.isfinite(theirs)
    if (fine != np.isfinite(ours)).any():
        return math.inf
    return float((np.abs(ours - theirs)[fine] / np.maximum(1, np.abs(theirs[fine]))).max(initial=0.0))
