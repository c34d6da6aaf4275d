"""What was read, at a glance: what each column spans, how many rows each class has and how many are held out."""

from dataclasses import dataclass

import numpy as np

from engine.region.csv_points import Table, split


@dataclass(frozen=True, slots=True)
class Span:
    """A column: its name, its smallest and largest value, and whether it is the same in every row."""

    name: str
    low: float
    high: float

    @property
    def constant(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class ClassSize:
    """A class: its name, the rows that teach it and those held out to test it."""

    name: str
    rows: int
    held_out: int


@dataclass(frozen=True, slots=True)
class Summary:
    """rows, held_out: in all. spans: of the three columns. classes: in their order."""

    rows: int
    held_out: int
    spans: tuple[Span, ...]
    classes: tuple[ClassSize, ...]

    def line(self) -> str:
        """The same in a line of plain text."""
        spans = ", ".join(
            f"{one.name} {one.low:.6g}" if one.constant else f"{one.name} {one.low:.6g} to {one.high:.6g}"
            for one in self.spans
        )
        classes = ", ".join(f"{one.name} {one.rows + one.held_out:,}" for one in self.classes)
        flat = [one.name for one in self.spans if one.constant]
        one = "is the same in every row, so it tells nothing."
        many = "are the same in every row, so they tell nothing."
        told = f" {' and '.join(flat)} {one if len(flat) == 1 else many}" if flat else ""
        return f"{self.rows:,} rows ({self.held_out:,} held out to test on). {spans}. Rows per class: {classes}.{told}"


def summary(table: Table, seed: int = 0) -> Summary:
    """The summary of a table, split with a seed."""
    data = split(table, seed)
    taught = np.bincount(data.labels, minlength=len(table.classes))
    held = np.bincount(data.labels_test, minlength=len(table.classes))
    spans = [
        Span(name, float(low), float(high))
        for name, low, high in zip(table.axes, table.X.min(axis=0), table.X.max(axis=0), strict=True)
    ]
    sizes = [ClassSize(name, int(a), int(b)) for name, a, b in zip(table.classes, taught, held, strict=True)]
    return Summary(len(table.X), len(data.X_test), tuple(spans), tuple(sizes))
