"""The browser's modules, asked from Python through node: questions and answers as lines of JSON."""

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from engine.network.settings import RunSettings
from tests.node_answers import answer

SCRIPT = Path(__file__).resolve().with_name("answers.js")


def ask(question: str, **more: Any) -> Any:
    """The answer of tests/region/answers.js."""
    return answer(SCRIPT, question, **more)


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
