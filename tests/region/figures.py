"""Figures by NumPy and the taught classes for the tests of node; `python -m tests.region.figures` writes them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.network.settings import CHOICES, LESSON, RunSettings
from engine.network.training import taught
from engine.region.datasets import load
from tests.region.browser import flat, told

FILE = Path(__file__).with_name("figures.json")
SEEDS: list[Any] = [0, 1, 2**32 - 1, [7, 1], [2**32 - 1, 0, 5]]
SMALL = replace(LESSON, samples=60, test_samples=10, epochs=2, batch=16, units=(5, 3))


def settings() -> list[RunSettings]:
    """Small runs in which every choice occurs, and the lesson's."""
    runs = [replace(SMALL, data=data, noise=0.1) for data in CHOICES["data"][:-1]]
    runs += [replace(SMALL, activation=name, init="he") for name in CHOICES["activation"]]
    runs += [replace(SMALL, optimizer=name, shuffle=True, l1=0.001, l2=0.01) for name in CHOICES["optimizer"]]
    runs += [replace(SMALL, init=name, classes=4, units=()) for name in CHOICES["init"]]
    return [*runs, LESSON]


def draw(seed: Any) -> dict[str, Any]:
    """Numbers of each kind from one stream."""
    rng = np.random.RandomState(seed)
    return {
        "seed": seed,
        "uniform": rng.uniform(-0.5, 0.5, 700).tolist()[-5:],
        "permutation": rng.permutation(20).tolist(),
        "normal": rng.normal(1, 2, 7).tolist(),
        "after": rng.random_sample(),
    }


def run(settings: RunSettings) -> dict[str, Any]:
    """A run's first points and its last snapshot."""
    data, last = load(settings), list(taught(load(settings), settings))[-1]
    return {
        "settings": told(settings),
        "points": data.X[:3].ravel().tolist(),
        "labels": data.labels[:10].tolist(),
        "weights": flat(last.weights).tolist(),
        "train": [last.train.accuracy, last.train.loss],
        "test": [last.test.accuracy, last.test.loss],
    }


def figures() -> dict[str, Any]:
    """All of them."""
    return {"streams": [draw(seed) for seed in SEEDS], "runs": [run(each) for each in settings()]}


if __name__ == "__main__":
    FILE.write_text(json.dumps(figures(), indent=1) + "\n", encoding="utf-8")
