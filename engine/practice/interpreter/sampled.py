"""Arrays and lists of thousands of rows, of which a few are there.

A data set of 8,982 newswires is a `Sampled` of some twenty rows that knows their places and how many there are in all.
What a learner does with it happens to those rows; lengths, slices and shapes are those of the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

EDGES = (0, 1, 2, 3, 99, 100, 499, 500, 799, 800, 900, 999, 1000, 1001, 1500, 1999, 2000)
FEW = 64
ONCE = "What is gone through once, as `zip`, `map` and the like give it,"


def places(total: int) -> NDArray[np.intp]:
    """Which of so many rows are there: some at the usual cuts, some evenly spread, the last ones; all of a few."""
    if total <= FEW:
        return np.arange(total)
    spread = np.linspace(0, total - 1, 8).astype(int)
    wanted = {*EDGES, *spread.tolist(), total - 1, total - 2}
    return np.array(sorted(place for place in wanted if 0 <= place < total))


@dataclass(eq=False, slots=True)
class Sampled:
    """rows: (present, …) the rows that are there; at: (present,) their places; total: rows in all.

    sparse: a SciPy sparse array in Python, which has no len() and is not an array of NumPy's.
    """

    rows: NDArray[Any]
    at: NDArray[np.intp]
    total: int
    sparse: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the whole."""
        return (self.total, *self.rows.shape[1:])

    @property
    def ragged(self) -> bool:
        """Whether its rows are lists of different lengths."""
        return self.rows.dtype == object

    def like(self, rows: NDArray[Any]) -> "Sampled":
        """Other rows in the same places."""
        return Sampled(rows, self.at, self.total)

    def row(self, place: int) -> Any:
        """The row at a place; one of those there where that one is not."""
        if not -self.total <= place < self.total:
            raise IndexError(f"index {place} is out of bounds for axis 0 with size {self.total}")
        return self.rows[self.nearest(place % self.total)]

    def nearest(self, place: int) -> int:
        """The number of the row that is there nearest to a place."""
        return int(np.abs(self.at - place).argmin())

    def kept(self, numbers: NDArray[np.intp]) -> "Sampled":
        """Rows that a condition keeps: of the whole, the share that is kept of those that are there."""
        total = max(1, len(numbers), round(len(numbers) * self.total / max(1, len(self.rows))))
        at = np.arange(len(numbers)) * total // max(1, len(numbers))
        return Sampled(self.rows[numbers], at, total, self.sparse)

    def part(self, cut: slice) -> "Sampled":
        """The rows of a slice of the whole."""
        start, stop, step = cut.indices(self.total)
        chosen = range(start, stop, step)
        kept = [(chosen.index(place), number) for number, place in enumerate(self.at.tolist()) if place in chosen]
        kept.sort()
        numbers = [number for _, number in kept]
        at = np.array([place for place, _ in kept], np.intp)
        if numbers and numbers == list(range(numbers[0], numbers[-1] + 1)):  # as NumPy does: nothing is copied
            return Sampled(self.rows[numbers[0] : numbers[-1] + 1], at, len(chosen), self.sparse)
        return Sampled(self.rows[numbers], at, len(chosen), self.sparse)


class Tensor(Sampled):
    """Rows as a tensor of TensorFlow's, which has fewer methods than an array: `.numpy()` makes one of it."""

    __slots__ = ()

    def like(self, rows: NDArray[Any]) -> "Tensor":
        """Other rows in the same places."""
        return Tensor(rows, self.at, self.total)


def tensor(found: Any) -> Any:
    """What TensorFlow gives: rows as a tensor, anything else as it is."""
    if isinstance(found, np.ndarray) and found.ndim:
        return Tensor(found, np.arange(len(found)), len(found))
    return Tensor(found.rows, found.at, found.total) if isinstance(found, Sampled) else found


class Items(list[Any]):
    """A list of the learner's. With `at` it holds only some of `total` items, at those places."""

    at: NDArray[np.intp] | None = None
    total: int = 0

    @classmethod
    def of(cls, items: Iterable[Any], at: NDArray[np.intp] | None = None, total: int = 0) -> Self:
        """The items; with places, some of so many."""
        made = cls(items)
        made.at, made.total = at, total
        return made

    @property
    def length(self) -> int:
        """How many there are in all."""
        return self.total if self.at is not None else len(self)


class Drawn(Items):
    """What a generator gives, `zip` or `map`: gone through once, without a length and without places."""


class Viewed(Items):
    """What a dictionary shows, its keys, values or pairs: it has a length, and no places."""


class Words(dict[Any, Any]):
    """A dictionary of which only some entries are there. total: how many there are in all."""

    total: int = 0

    @classmethod
    def of(cls, entries: Iterable[tuple[Any, Any]], total: int) -> "Words":
        """The entries, some of so many."""
        made = cls(entries)
        made.total = total
        return made

    def listed(self, items: Iterable[Any]) -> Viewed:
        """Its keys, its values or its pairs, some of so many as there are entries."""
        return Viewed.of(items, np.arange(len(self)), self.total)


def as_rows(held: Any) -> Sampled | None:
    """Rows as such, of an array of all of them too; None for anything else."""
    if isinstance(held, np.ndarray) and held.ndim > 1:
        return Sampled(held, np.arange(len(held)), len(held))
    return held if isinstance(held, Sampled) else None


def array_of(held: Any) -> Any:
    """A list that holds some of many items as rows of an array; anything else as it is."""
    if isinstance(held, Items) and held.at is not None:
        return Sampled(np.asarray(list(held)), held.at, held.total)
    return held


def rows_of(items: Sequence[Any]) -> NDArray[Any]:
    """Lists of different lengths as an array of lists: (items,) of objects."""
    rows = np.empty(len(items), object)
    rows[:] = list(items)
    return rows
