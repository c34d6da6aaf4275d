"""Settings as a query string and back: a link reproduces the numbers exactly.

Only what differs from the lesson is written: x, t, classes, hidden, act, seeds, w1, b1, ..., lr, mistakes, pass.
Numbers have as many digits as tell them apart (repr), rows are split by ";". What would be long is compressed into z.
"""

import base64
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engine.one_pass.settings import ACTIVATIONS, LESSON, MISTAKES, Matrix, Settings

LONG = 400
MOST = 20_000
KEYS = (
    "x",
    "t",
    "classes",
    "hidden",
    "act",
    "seeds",
    "w1",
    "w2",
    "w3",
    "b1",
    "b2",
    "b3",
    "lr",
    "mistakes",
    "pass",
    "z",
)


def to_query(settings: Settings) -> dict[str, str]:
    """What differs from the lesson, as query parameters; {} for the lesson itself."""
    lesson = _plain(LESSON)
    written = {key: text for key, text in _plain(settings).items() if text != lesson[key]}
    for letter, given in (("w", settings.weights), ("b", settings.biases)):
        written |= {f"{letter}{k}": _write(matrix) for k, matrix in enumerate(given, 1) if matrix is not None}
    if sum(map(len, written.values())) <= LONG:
        return written
    return {"z": base64.urlsafe_b64encode(zlib.compress(json.dumps(written).encode(), 9)).decode().rstrip("=")}


def from_query(query: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """The settings of an address, and a sentence about each part of it that could not be read.

    Never raises: what cannot be read is as in the lesson; where the parts do not fit together, everything is.
    """
    problems: list[str] = []
    given = {key: query[key] for key in KEYS if key in query}
    if "z" in given:
        given = _unpack(given["z"], problems)
    parts = {key: _parse(key, given[key], problems) for key in given if key in READ}
    parts = {key: value for key, value in parts.items() if value is not None}
    settings: dict[str, Any] = {name: parts[key] for name, key in NAMES.items() if key in parts}
    layers = len(settings.get("hidden", LESSON.hidden)) + 1
    if layers != len(LESSON.seeds) and "seeds" not in settings:
        settings["seeds"] = LESSON.seeds_for(layers - 1)
    for name, letter in (("weights", "w"), ("biases", "b")):
        settings[name] = tuple(parts.get(f"{letter}{k}") for k in range(1, layers + 1))
    try:
        return replace(LESSON, **settings), problems
    except (ValueError, IndexError) as error:
        return LESSON, [*problems, f"The address does not fit together, so the lesson's numbers are shown. {error}"]


def _plain(settings: Settings) -> dict[str, str]:
    return {
        "x": _write(settings.X),
        "t": ",".join(map(str, settings.targets)),
        "classes": str(settings.classes),
        "hidden": ",".join(map(str, settings.hidden)),
        "act": settings.activation,
        "seeds": ",".join(map(str, settings.seeds)),
        "lr": _short(settings.lr),
        "mistakes": ",".join(settings.mistakes),
        "pass": str(settings.passes),
    }


def _short(value: float) -> str:
    text = repr(value)
    return text[:-2] if text.endswith(".0") else text


def _write(matrix: Matrix) -> str:
    return ";".join(",".join(map(_short, row)) for row in matrix)


def _matrix(text: str) -> Matrix:
    return tuple(tuple(float(cell) + 0.0 for cell in row.split(",")) for row in text.split(";"))


def _integers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


READ: dict[str, Callable] = {
    "x": _matrix,
    "t": _integers,
    "classes": int,
    "hidden": _integers,
    "act": _one_of(ACTIVATIONS),
    "seeds": _integers,
    "lr": float,
    "pass": int,
    "mistakes": lambda text: tuple(map(_one_of(MISTAKES), text.split(",") if text else [])),
    **{f"{letter}{k}": _matrix for letter in "wb" for k in (1, 2, 3)},
}
NAMES = {
    "X": "x",
    "targets": "t",
    "classes": "classes",
    "hidden": "hidden",
    "activation": "act",
    "seeds": "seeds",
    "lr": "lr",
    "passes": "pass",
    "mistakes": "mistakes",
}


def _parse(key: str, text: str, problems: list[str]) -> Any:
    try:
        return READ[key](text[:MOST])
    except ValueError:
        problems.append(
            f"“{key}={text[:20]}{'…' if len(text) > 20 else ''}” in the address cannot be read; it is as in the lesson."
        )
        return None


def _unpack(packed: str, problems: list[str]) -> dict[str, str]:
    """The compressed parameters; {} and a sentence where they are damaged."""
    try:
        raw = base64.urlsafe_b64decode(packed[:MOST] + "=" * (-len(packed) % 4))
        found = json.loads(zlib.decompressobj().decompress(raw, MOST))
        return {str(key): str(value) for key, value in found.items()}
    except (ValueError, zlib.error, AttributeError):
        problems.append("The address is damaged, perhaps cut short; the lesson's numbers are shown.")
        return {}
