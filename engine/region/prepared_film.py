"""The lesson's run, small enough to ship: what Home shows before anything has been trained.

    python -m engine.region.prepared_film      writes assets/home/region.json

The file holds the weights at every frame and some of the points, base64 of little-endian numbers: weights float32,
frame by frame, each layer's W row by row before its b; points int16, -32767 … 32767 across the box.
"""

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np

from engine.network.settings import LESSON
from engine.region.film import Film, film

FILE = Path(__file__).resolve().parents[2] / "assets" / "home" / "region.json"
POINTS = 1_200
REACH = 3.0


def prepared(film: Film) -> dict[str, Any]:
    """The film as the file has it, in a box of REACH standard deviations around the points' middle.

    Of the points the first that lie in the ball inside the box are taken.
    """
    middle, reach = film.data.X.mean(axis=0), REACH * film.data.X.std(axis=0)
    low, high = middle - reach, middle + reach
    places = (film.data.X - middle) / reach
    inside = np.flatnonzero((places**2).sum(axis=1) <= 1)[:POINTS]
    accuracies = film.curves.train_accuracy[film.frames]
    return {
        "sizes": [film.W[0].shape[1], *(W.shape[2] for W in film.W)],
        "activation": film.settings.activation,
        "weights": _coded(film.flat(), "<f4"),
        "epochs": [round(float(epoch), 4) for epoch in film.epochs],
        "accuracy": [round(float(share), 4) for share in accuracies],
        "box": {"low": low.round(6).tolist(), "high": high.round(6).tolist()},
        "points": _coded(np.round(places[inside] * 32767), "<i2"),
        "labels": _coded(film.data.labels[inside], "u1"),
    }


def _coded(numbers: np.ndarray, kind: str) -> str:
    return base64.b64encode(np.ascontiguousarray(numbers, dtype=kind).tobytes()).decode()


def main() -> None:
    """Writes the film to its file."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(prepared(film(LESSON)), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
