"""What the browser is sent for act 2: the lesson's run, trained once for everybody, and a user's points.

Arrays travel as base64, little-endian; assets/region/trainer/message.js reads them.
"""

import base64
import hashlib
import threading
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np

from engine.network.settings import LESSON, RunSettings
from engine.region.csv_points import Table
from engine.region.film import Film, film

ONCE = threading.Lock()


def lesson() -> dict[str, Any]:
    """The lesson's run as the taught classes train it; whoever asks while it is trained waits for it."""
    with ONCE:
        return _lesson()


@lru_cache(maxsize=1)
def _lesson() -> dict[str, Any]:
    return run(film(LESSON))


def run(film: Film) -> dict[str, Any]:
    """A film as the browser has its runs; what is to be said of it the browser works out."""
    data, curves = film.data, film.curves
    return {
        "settings": settings(film.settings),
        "sizes": [film.W[0].shape[1], *(W.shape[2] for W in film.W)],
        "activation": film.settings.activation,
        "weights": doubles(film.flat()),
        "epochs": doubles(film.epochs),
        "at": film.frames.tolist(),
        "curves": {
            "epochs": doubles(curves.epochs),
            "train": {"accuracy": doubles(curves.train_accuracy), "loss": doubles(curves.train_loss)},
            "test": {"accuracy": doubles(curves.test_accuracy), "loss": doubles(curves.test_loss)},
            "printed": {"accuracy": doubles(curves.printed_accuracy), "loss": doubles(curves.printed_loss)},
        },
        "points": {"train": points(data.X, data.labels), "test": points(data.X_test, data.labels_test)},
        "n": {"train": film.n_train, "test": film.n_test},
        "axes": list(data.axes),
        "classes": list(data.classes),
        "center": list(map(float, data.center)),
        "scale": list(map(float, data.scale)),
        "box": box(data.X),
        "findings": [],
        "fate": None,
        "way": "classes",
        "seconds": film.seconds,
        "complete": True,
    }


def settings(run: RunSettings) -> dict[str, Any]:
    """Settings as the browser has them: a file is known by its name alone."""
    return asdict(run) | {"units": list(run.units), "csv": name(run.csv) if run.csv else ""}


def table(text: str, points: Table) -> dict[str, Any]:
    """The points of a user's file, given with its text."""
    return {
        "name": name(text),
        "X": doubles(points.X),
        "labels": base64.b64encode(points.labels.astype(np.uint8).tobytes()).decode(),
        "axes": list(points.axes),
        "classes": list(points.classes),
    }


def name(text: str) -> str:
    """What the browser calls a user's file: equal text, equal name."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def doubles(array: np.ndarray) -> str:
    """float64 in base64."""
    return base64.b64encode(np.ascontiguousarray(array, "<f8").tobytes()).decode()


def points(X: np.ndarray, labels: np.ndarray) -> dict[str, str]:
    """Points as float32, their labels as bytes."""
    return {
        "x": base64.b64encode(np.ascontiguousarray(X, "<f4").tobytes()).decode(),
        "label": base64.b64encode(labels.astype(np.uint8).tobytes()).decode(),
    }


def box(X: np.ndarray, boxed: int = 1_000) -> dict[str, list[float]]:
    """The cube drawn: all but the outermost three in a hundred of the points at each end, with room."""
    low, high = np.quantile(X[:boxed], [0.03, 0.97], axis=0).astype(float)
    room = np.where(high > low, 0.08 * (high - low), 0.5)
    return {"low": (low - room).tolist(), "high": (high + room).tolist()}
