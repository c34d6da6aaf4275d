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
    left_out: how many rows of the part are missing in their midst, in one place, as a part that is held back.
    """

    part: str
    kind: str
    width: int
    first: int
    total: int
    sides: tuple[str, str] = ("pre", "pre")
    left_out: int = 0


def newswires_in(held: Any, drawn: Handful) -> Identity | None:
    """Which newswires the rows are; None if they are none, or mixed."""
    if not isinstance(held, Sampled) or held.rows.ndim > 2 or not len(held.rows):
        return None
    for part, (x, _) in (("train", drawn.train), ("test", drawn.test)):
        if held.ragged:
            known = {tuple(each): int(place) for each, place in zip(x.rows, x.at, strict=True)}
            found = _first([known.get(tuple(each)) for each in held.rows if isinstance(each, list)], held)
            if found is not None:
                return Identity(part, "lists", 0, found[0], held.total, left_out=found[1])
        elif held.rows.ndim == 2 and (what := _as_vectors(held, x, part) or _as_padded(held, x, part)):
            return what
    return None


def parts_in(held: Any, drawn: Handful) -> set[str]:
    """The parts that rows are of, one by one; none where a row is of neither."""
    if not isinstance(held, Sampled):
        return set()
    found = set()
    for row in range(len(held.rows)):
        one = Sampled(held.rows[row : row + 1], np.array([0]), 1)
        what = newswires_in(one, drawn)
        if what is None:
            return set()
        found.add(what.part)
    return found


def _first(places: list[int | None], held: Sampled) -> tuple[int, int] | None:
    """The place of row 0, and how many rows are left out after some; None where a row is of no newswire.

    The place is -1 where the rows are in another order.
    """
    if not places or len(places) < len(held.at) or any(place is None for place in places):
        return None
    firsts = [int(place) - int(at) for place, at in zip(places, held.at, strict=True) if place is not None]
    if firsts != sorted(firsts) or len(set(firsts)) > 2:
        return -1, 0
    return firsts[0], firsts[-1] - firsts[0]


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
    found_at = _first(places, held)
    if found_at is None:
        return None
    kinds.discard("any")
    kind = kinds.pop() if len(kinds) == 1 else "weights" if kinds else "binary"
    return Identity(part, kind, width, found_at[0], held.total, left_out=found_at[1])


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
    """The rows as newswires of one length, zeros at one end. No index of a newswire is 0."""
    width, rows = held.rows.shape[1], held.rows.astype(int)
    filled = rows != 0
    counts = filled.sum(axis=1).tolist()
    for padding in ("pre", "post"):
        ends = [one[width - n :] if padding == "pre" else one[:n] for one, n in zip(filled, counts, strict=True)]
        if not all(bool(end.all()) for end in ends):
            continue
        words = [tuple(row[one].tolist()) for row, one in zip(rows, filled, strict=True)]
        for truncating in ("pre", "post"):
            known = {_cut(each, width, truncating): int(place) for each, place in zip(x.rows, x.at, strict=True)}
            found = _first([known.get(each) for each in words], held)
            if found is not None:
                return Identity(part, "padded", width, found[0], held.total, (padding, truncating), found[1])
    return None


def _cut(indices: list[int], width: int, truncating: str) -> tuple[int, ...]:
    """A newswire's indices, at most so many: cut at its start or at its end."""
    return tuple(indices[-width:] if truncating == "pre" else indices[:width])


def labels_in(held: Any, drawn: Handful, beside: Identity | None = None) -> Identity | None:
    """Which newswires' labels the values are; None if they are none. beside: the newswires that they stand beside.

    A few labels may be those of several places: they are taken for the ones that go with the newswires beside them.
    """
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
        for first in _candidates(held, y, beside.first if beside is not None and beside.part == part else 0):
            if all(known.get(int(at) + first) == int(n) for at, n in zip(held.at, numbers, strict=True)):
                return Identity(part, kind, width, first, held.total)
        if (gap := y.total - held.total) > 0 and _with_gap(held, numbers, known, gap):
            return Identity(part, kind, width, 0, held.total, left_out=gap)
    return None


def _with_gap(held: Sampled, numbers: NDArray[Any], known: dict[int, int], gap: int) -> bool:
    """Whether labels are all of a part's but for so many in one place."""
    pairs = [(int(at), int(n)) for at, n in zip(held.at, numbers, strict=True)]
    same = next((number for number, (at, n) in enumerate(pairs) if known.get(at) != n), len(pairs))
    return all(known.get(at + gap) == n for at, n in pairs[same:])


def _candidates(held: Sampled, y: Sampled, likeliest: int) -> list[int]:
    """Places of the part at which its rows may begin, the likeliest first."""
    found = sorted({0, *(int(place) - int(held.at[0]) for place in y.at)})
    return [place for place in (likeliest, *found) if 0 <= place <= max(0, y.total - held.total)]


def same_rows(x: Identity | None, y: Identity | None) -> bool:
    """Whether newswires and labels are those of the same rows."""
    return (
        x is not None
        and y is not None
        and (x.part, x.first, x.total, x.left_out) == (y.part, y.first, y.total, y.left_out)
    )


def is_one_hot(held: Sampled) -> bool:
    """Whether rows hold a single 1 each, in one of as many places as there are topics, as encoded labels do."""
    return held.rows.ndim == 2 and held.rows.shape[1] == TOPICS and bool((held.rows.sum(axis=1) == 1).all())
