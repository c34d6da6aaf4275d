"""What rows a learner's statements have made: from which newswires, and in which kind of vector.

The made newswires are all different, so that a row tells which of them it comes from: an answer is judged by the
matrix that comes out, however it was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from engine.practice.design import TOPICS
from engine.practice.interpreter.newswires import Handful, weights
from engine.practice.interpreter.sampled import Sampled


class Lying(TypedDict, total=False):
    """Where rows lie in their part, as `Identity` says it."""

    first: int
    left_out: int
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Rows that are newswires, or their labels.

    part: "train" or "test". kind: "lists", "binary", "count", "frequency", "tf-idf", "weights", "padded", "integers" or
    "one-hot". width: columns. first: the place, in the part, of the row at place 0; total: how many rows.
    sides: for padded rows, where the zeros stand and where words are cut: "pre" or "post" each. fits: all such pairs
    that the rows may be made with, where no newswire is long enough to tell.
    left_out: how many rows of the part are missing in their midst, in one place, as a part that is held back.
    order: of rows that do not follow one another, places in the part of those that are there; first is -1 then.
    """

    part: str
    kind: str
    width: int
    first: int
    total: int
    sides: tuple[str, str] = ("pre", "pre")
    fits: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
    order: tuple[int, ...] = ()

    def shares(self, other: "Identity") -> bool:
        """Whether some row is among another's rows too, as far as rows are there."""
        if self.order and other.order:
            return bool({*self.order} & {*other.order})
        if other.order:
            return other.shares(self)
        last = other.first + other.total
        if self.order:
            return any(other.first <= place < last for place in self.order)
        return self.first < last and other.first < self.first + self.total


def newswires_in(held: Any, drawn: Handful) -> Identity | None:
    """Which newswires the rows are; None if they are none, or mixed."""
    if not isinstance(held, Sampled) or held.rows.ndim > 2 or not len(held.rows):
        return None
    for part, (x, _) in (("train", drawn.train), ("test", drawn.test)):
        if held.ragged:
            known = {tuple(each): int(place) for each, place in zip(x.rows, x.at, strict=True)}
            found = _lying([known.get(tuple(each)) for each in held.rows if isinstance(each, list)], held)
            if found is not None:
                return Identity(part, "lists", 0, total=held.total, **found)
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


def _lying(places: list[int | None], held: Sampled) -> Lying | None:
    """Where rows lie in their part; None where a row is of no newswire."""
    found = tuple(place for place in places if place is not None)
    if not places or len(places) < len(held.at) or len(found) < len(places):
        return None
    firsts = [place - int(at) for place, at in zip(found, held.at, strict=True)]
    few = len(firsts) < 4  # too few to tell a gap in their midst from another order
    if firsts != sorted(firsts) or len(set(firsts)) > (1 if few else 2):
        return {"first": -1, "order": found}
    return {"first": firsts[0], "left_out": firsts[-1] - firsts[0]}


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
    found_at = _lying(places, held)
    if found_at is None:
        return None
    kinds.discard("any")
    kind = kinds.pop() if len(kinds) == 1 else "weights" if kinds else "binary"
    return Identity(part, kind, width, total=held.total, **found_at)


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
    counts, fits, lying = filled.sum(axis=1).tolist(), [], None
    for padding in ("pre", "post"):
        ends = [one[width - n :] if padding == "pre" else one[:n] for one, n in zip(filled, counts, strict=True)]
        if not all(bool(end.all()) for end in ends):
            continue
        words = [tuple(row[one].tolist()) for row, one in zip(rows, filled, strict=True)]
        for truncating in ("pre", "post"):
            known = {_cut(each, width, truncating): int(place) for each, place in zip(x.rows, x.at, strict=True)}
            found = _lying([known.get(each) for each in words], held)
            if found is not None:
                lying = lying or found
                fits.append((padding, truncating))
    if lying is None:
        return None
    return Identity(part, "padded", width, total=held.total, sides=fits[0], fits=tuple(fits), **lying)


def _cut(indices: list[int], width: int, truncating: str) -> tuple[int, ...]:
    """A newswire's indices, at most so many: cut at its start or at its end."""
    return tuple(indices[-width:] if truncating == "pre" else indices[:width])


def labels_in(held: Any, drawn: Handful, beside: Identity | None = None) -> Identity | None:
    """Which newswires' labels the values are; None if they are none. beside: the newswires that they stand beside.

    A few labels may be those of several places: they are taken for the ones that go with the newswires beside them.
    """
    topics = _topics(held)
    if topics is None:
        return None
    numbers, kind, width = topics
    for part, (_, y) in (("train", drawn.train), ("test", drawn.test)):
        known = dict(zip(y.at.tolist(), y.rows.tolist(), strict=True))
        near = beside if beside is not None and beside.part == part else None
        if near is not None and near.order and [known.get(place) for place in near.order] == numbers:
            return Identity(part, kind, width, -1, held.total, order=near.order)
        for first in _candidates(held, y, near.first if near is not None else 0):
            if all(known.get(int(at) + first) == n for at, n in zip(held.at, numbers, strict=True)):
                return Identity(part, kind, width, first, held.total)
        if (gap := y.total - held.total) > 0 and _with_gap(held, numbers, known, gap):
            return Identity(part, kind, width, 0, held.total, left_out=gap)
    return None


def labels_among(held: Any, drawn: Handful, others: Iterable[Any]) -> Identity | None:
    """Which newswires' labels the values are, where they may be mixed as newswires among the others are."""
    if (found := labels_in(held, drawn)) is not None or not are_topics(held):
        return found
    rows = (newswires_in(each, drawn) for each in others if isinstance(each, Sampled))
    beside = (labels_in(held, drawn, each) for each in rows if each is not None and each.order)
    return next(filter(None, beside), None) or mixed_labels(held, drawn)


def likeliest(held: Sampled, what: Identity | None, drawn: Handful) -> list[int] | None:
    """The topics that a model is taken to find likeliest for rows: for two in three their own. None where unknown."""
    found = found_and_own(held, what, drawn)
    return None if found is None else [topic for topic, _ in found]


def found_and_own(held: Sampled, what: Identity | None, drawn: Handful) -> list[tuple[int, int]] | None:
    """For each row the topic that a model is taken to find likeliest, and the row's own; None where unknown."""
    if what is None or what.left_out:
        return None
    _, y = drawn.train if what.part == "train" else drawn.test
    at = what.order or [int(place) + what.first for place in held.at]
    known = dict(zip(y.at.tolist(), y.rows.tolist(), strict=True))
    if any(place not in known for place in at):
        return None
    return [(known[place] if place % 3 else (known[place] + 5) % TOPICS, known[place]) for place in at]


def are_topics(held: Any) -> bool:
    """Whether values may be labels: topic numbers, or rows with a single 1."""
    topics = _topics(held)
    return topics is not None and all(0 <= number < TOPICS for number in topics[0])


def mixed_labels(held: Any, drawn: Handful) -> Identity | None:
    """Labels of all of a part, in whatever order; None if they are not."""
    if (topics := _topics(held)) is None:
        return None
    numbers, kind, width = topics
    for part, (_, y) in (("train", drawn.train), ("test", drawn.test)):
        if held.total == y.total and sorted(numbers) == sorted(y.rows.tolist()):
            return Identity(part, kind, width, -1, held.total)
    return None


def _topics(held: Any) -> tuple[list[int], str, int] | None:
    """Values as topic numbers, whether they are numbers or rows, and how wide; None if they are no labels."""
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
    if numbers.dtype.kind not in "biuf" or not np.array_equal(numbers, np.nan_to_num(numbers).astype(int)):
        return None
    return [int(number) for number in numbers], kind, width


def sorted_apart(labels: Any, held: Any) -> bool:
    """Whether labels are sorted so that those held back, or without them the last ones, are of other topics."""
    learned, others = _topics(labels), _topics(held)
    if learned is None or len(learned[0]) < 5:
        return False
    if others is None:
        return len({*learned[0]}) > 3 and learned[0] in (sorted(learned[0]), sorted(learned[0], reverse=True))
    few = len(others[0]) < 5
    return not few and (max(learned[0]) <= min(others[0]) or max(others[0]) <= min(learned[0]))


def _with_gap(held: Sampled, numbers: list[int], known: dict[int, int], gap: int) -> bool:
    """Whether labels are all of a part's but for so many in one place."""
    pairs = [(int(at), int(n)) for at, n in zip(held.at, numbers, strict=True)]
    same = next((number for number, (at, n) in enumerate(pairs) if known.get(at) != n), len(pairs))
    return all(known.get(at + gap) == n for at, n in pairs[same:])


def _candidates(held: Sampled, y: Sampled, likeliest: int) -> list[int]:
    """Places of the part at which its rows may begin, the likeliest first."""
    found = sorted({0, *(int(place) - int(held.at[0]) for place in y.at)})
    return [place for place in (likeliest, *found) if 0 <= place <= max(0, y.total - held.total)]


def same_rows(x: Identity | None, y: Identity | None) -> bool:
    """Whether newswires and labels are those of the same rows, in the same order."""
    if x is None or y is None:
        return False
    return (x.part, x.first, x.total, x.left_out, x.order) == (y.part, y.first, y.total, y.left_out, y.order)


def is_one_hot(held: Sampled) -> bool:
    """Whether rows hold a single 1 each, in one of as many places as there are topics, as encoded labels do."""
    return held.rows.ndim == 2 and held.rows.shape[1] == TOPICS and bool((held.rows.sum(axis=1) == 1).all())
