"""A run told while it goes on, in plain events, and the film that these make so far.

The first event holds the points, the others a moment of the training each: {"epoch", "epochs", "accuracy", "loss",
"test_accuracy", "test_loss"}, some with the "weights" of that moment, so that the region can be drawn as it forms.
"""

import itertools
import math
import time
from collections.abc import Callable

import numpy as np

from engine.network.settings import RunSettings
from engine.network.training import Snapshot
from engine.region.datasets import Data
from engine.region.film import MOST_FRAMES, Curves, Film, cube, shown
from engine.region.inside_network import Weights

BEAT = 0.1  # seconds between two events
POINTS = 1_000


class Telling:
    """Reports the snapshots it is called with, as events: the first at once, later ones not too often."""

    def __init__(self, report: Callable[[dict], object], settings: RunSettings, data: Data):
        self.report, self.epochs = report, settings.epochs
        self.told, self.due = -math.inf, 0.0
        report(points(data))

    def __call__(self, now: Snapshot) -> None:
        if time.perf_counter() - self.told < BEAT:
            return
        self.told = time.perf_counter()
        event: dict = {"epoch": now.epoch, "epochs": self.epochs, "accuracy": now.train.accuracy}
        event |= {"loss": now.train.loss, "test_accuracy": now.test.accuracy, "test_loss": now.test.loss}
        if now.epoch >= self.due:
            self.due = now.epoch + self.epochs / MOST_FRAMES
            event["weights"] = b"".join(part.tobytes() for pair in now.weights for part in pair)
        self.report(event)


def points(data: Data) -> dict:
    """The event that comes first: what a page needs of the data."""
    few = shown(data, POINTS)
    arrays = ("X", "labels", "X_test", "labels_test")
    return {
        "kind": "points",
        "n_train": len(data.X),
        "n_test": len(data.X_test),
        "cube": cube(data.X).tolist(),
        "axes": list(data.axes),
        "classes": list(data.classes),
        "center": list(map(float, data.center)),
        "scale": list(map(float, data.scale)),
        **{name: getattr(few, name).tobytes() for name in arrays},
    }


def so_far(settings: RunSettings, events: list[dict]) -> Film | None:
    """The film of the run as told until now; None while there is no moment to show."""
    first = next((event for event in events if event.get("kind") == "points"), None)
    told = [event for event in events if "weights" in event]
    if first is None or not told:
        return None
    data = Data(
        np.frombuffer(first["X"], np.float32).reshape(-1, 3),
        np.frombuffer(first["labels"], np.uint8),
        np.frombuffer(first["X_test"], np.float32).reshape(-1, 3),
        np.frombuffer(first["labels_test"], np.uint8),
        *(tuple(first[name]) for name in ("axes", "classes", "center", "scale")),
    )
    moments = [unpacked(event["weights"], [3, *settings.units, len(data.classes)]) for event in told]
    names = ("epoch", "accuracy", "loss", "test_accuracy", "test_loss")
    figures = [np.array([event[name] for event in told]) for name in names]
    figures += 2 * [np.full(len(told), math.nan)]
    layers = range(len(settings.units) + 1)
    return Film(
        settings=settings,
        data=data,
        n_train=first["n_train"],
        n_test=first["n_test"],
        curves=Curves(*figures),
        frames=np.arange(len(told)),
        W=[np.stack([moment[k][0] for moment in moments]) for k in layers],
        b=[np.stack([moment[k][1] for moment in moments]) for k in layers],
        cube=np.array(first["cube"]),
        findings=[],
        way="",
        seconds=0.0,
        complete=False,
    )


def unpacked(raw: bytes, sizes: list[int]) -> Weights:
    """(W, b) of every layer from the bytes of one moment."""
    flat, at, weights = np.frombuffer(raw), 0, []
    for n_in, n_out in itertools.pairwise(sizes):
        W, at = flat[at : at + n_in * n_out].reshape(n_in, n_out), at + n_in * n_out
        b, at = flat[None, at : at + n_out], at + n_out
        weights.append((W, b))
    return weights
