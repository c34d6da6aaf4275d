"""What rows a learner's statements have made: from which newswires, and in which kind of vector.

The made newswires are all different, so that a row tells which of them it comes from: an answer is judged by the
matrix that comes out, however it was written.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.practice.design import TOPICS
from engine.practice.interpreter.newswires import Handful, weights
from engine.practice.interpreter.sampled import Sampled


@dataclass(frozen=True, slots=True)
class Identity:
    """Rows that are newswires, or their labels.

    part: "train" or "test". kind: "lists", "binary", "count", "frequency", "tf-idf", "weights", "padded", "integers" or
    "one-hot". width: columns. first: the place, in the part, of the row at place 0; total: how many rows.
    sides: for padded rows, where the zeros stand and where words are cut: "pre" or "post" each.
    """

    part: str
    kind: str
    width: int
    first: int
    total: int
    sides: tuple[str, str] = ("pre", "pre")


def newswires_in(held: Any, drawn: Handful) -> Identity | None:
    """Which newswires the rows are; None if they are none, or mixed."""
    if not isinstance(held, Sampled) or held.rows.ndim > 2 or not len(held.rows):
        return None
    for part, (x, _) in (("train", drawn.train), ("test", drawn.test)):
        if held.ragged:
            known = {tuple(each): int(place) for each, place in zip(x.rows, x.at, strict=True)}
            first = _first([known.get(tuple(each)) for each in held.rows if isinstance(each, list)], held)
            if first is not None:
                return Identity(part, "lists", 0, first, held.total)
        elif held.rows.ndim == 2 and (found := _as_vectors(held, x, part) or _as_padded(held, x, part)):
            return found
    return None


def _first(places: list[int | None], held: Sampled) -> int | None:
    """The place of row 0, where each row is as many places further; None where a row is of no newswire."""
    if not places or len(places) < len(held.at) or any(place is None for place in places):
        return None
    firsts = {int(place) - int(at) for place, at in zip(places, held.at, strict=True) if place is not None}
    return firsts.pop() if len(firsts) == 1 else -1


def _as_vectors(held: Sampled, x: Sampled, part: str) -> Identity | None:
    width = held.rows.shape[1]
    known: dict[bytes, list[tuple[int, NDArray[Any], NDArray[Any], int]]] = {}
    for each, place in zip(x.rows, x.at, strict=True):
        found, counts = np.unique(np.array(each, int), return_counts=True)
        inside = found < width
        known.setdefault(found[inside].tobytes(), []).append((int(place), found[inside], counts[inside], len(each)))
    places: list[int | None] = []
    kinds: set[str] = set()
    for row in held.rows.astype(float):
        columns = np.flatnonzero(row)
        wires = known.get(columns.astype(int).tobytes())
        if not wires:
            return None
        place, found, counts, length = wires[0]
        places.append(place)
        kinds.add(_kind(row[columns], counts, length, found))
    first = _first(places, held)
    if first is None:
        return None
    kinds.discard("any")
    kind = kinds.pop() if len(kinds) == 1 else "weights" if kinds else "binary"
    return Identity(part, kind, width, first, held.total)


def _kind(row: NDArray[Any], counts: NDArray[Any], length: int, columns: NDArray[Any]) -> str:
    if np.array_equal(row, np.ones_like(row)):
        return "binary" if counts.max(initial=1) > 1 else "any"
    if np.array_equal(row, counts):
        return "count"
    if np.allclose(row * length, counts, rtol=1e-4):
        return "frequency"
    if np.allclose(row, (1 + np.log(counts)) * weights(columns), rtol=1e-4):
        return "tf-idf"
    return "weights"


def _as_padded(held: Sampled, x: Sampled, part: str) -> Identity | None:
    width = held.rows.shape[1]
    for padding in ("pre", "post"):
        for truncating in ("pre", "post"):
            known = {padded(each, width, padding, truncating): int(p) for each, p in zip(x.rows, x.at, strict=True)}
            first = _first([known.get(tuple(row)) for row in held.rows.astype(int).tolist()], held)
            if first is not None:
                return Identity(part, "padded", width, first, held.total, (padding, truncating))
    return None


def padded(indices: Any, width: int, padding: str, truncating: str) -> tuple[int, ...]:
    """A newswire as so many indices: zeros before or after it, words cut at its start or its end."""
    kept = list(indices)[-width:] if truncating == "pre" else list(indices)[:width]
    zeros = [0] * (width - len(kept))
    return tuple(zeros + kept if padding == "pre" else kept + zeros)


def labels_in(held: Any, drawn: Handful) -> Identity | None:
    """Which newswires' labels the values are; None if they are none."""
    if not isinstance(held, Sampled) or held.ragged or held.rows.ndim > 2 or not len(held.rows):
        return None
    rows = held.rows
    if rows.ndim == 1 or rows.shape[1] == 1:
        numbers, kind, width = rows.reshape(len(rows)), "integers", 0
    else:
        numbers = rows.argmax(axis=1)
        single = np.count_nonzero(rows, axis=1) == 1
        if not single.all() or not (rows[np.arange(len(rows)), numbers] == 1).all():
            return None
        kind, width = "one-hot", rows.shape[1]
    if numbers.dtype.kind == "f" and not np.array_equal(numbers, numbers.astype(int)):
        return None
    for part, (_, y) in (("train", drawn.train), ("test", drawn.test)):
        known = dict(zip(y.at.tolist(), y.rows.tolist(), strict=True))
        for first in _candidates(held, y):
            if all(known.get(int(at) + first) == int(n) for at, n in zip(held.at, numbers, strict=True)):
                return Identity(part, kind, width, first, held.total)
    return None


def _candidates(held: Sampled, y: Sampled) -> list[int]:
    """Places of the part at which its rows may begin."""
    return sorted({0, *(int(place) - int(held.at[0]) for place in y.at)} - {-1})


def same_rows(x: Identity | None, y: Identity | None) -> bool:
    """Whether newswires and labels are those of the same rows."""
    return x is not None and y is not None and (x.part, x.first, x.total) == (y.part, y.first, y.total)


def is_one_hot(held: Sampled) -> bool:
    """Whether rows hold a single 1 each, in one of as many places as there are topics, as encoded labels do."""
    return held.rows.ndim == 2 and held.rows.shape[1] == TOPICS and bool((held.rows.sum(axis=1) == 1).all())
