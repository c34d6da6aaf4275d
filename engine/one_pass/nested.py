"""Brackets within brackets as rows of cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.one_pass.typed_numbers import Refused

Rows = list[list[str]]


@dataclass(slots=True)
class Nested:
    """Rows of items, each the text of a cell or a list of its own."""

    rows: "list[list[str | Nested]]" = field(default_factory=lambda: [[]])


class Vector(Nested):
    """Numbers without rows, as R's c makes them."""


def of_cells(rows: Rows) -> Nested:
    """Rows of cells as a list."""
    return Nested([list(row) for row in rows])


def grid(found: Nested) -> Rows:
    """Rows of cells: from a list of cells, or from a list of lists of one row each. Raises: Refused for others."""
    rows = [row for row in found.rows if row]
    items = [item for row in rows for item in row]
    lists = [item for item in items if isinstance(item, Nested)]
    if not items:
        raise Refused("There are no numbers between the brackets.")
    if not lists:
        return [[item for item in row if isinstance(item, str)] for row in rows]
    if len(lists) < len(items):
        raise Refused("Some numbers stand in inner brackets and some do not. Each row needs its own.")
    inner = [grid(item) for item in lists]
    if len(inner) == 1:
        return inner[0]
    if any(len(each) != 1 for each in inner):
        raise Refused("There are too many brackets within brackets. A matrix has two levels.")
    return [each[0] for each in inner]


def even(rows: Rows) -> Rows:
    """The rows, all of one length. Raises: Refused where they are not."""
    if len({len(row) for row in rows}) > 1:
        raise Refused("The rows do not have the same number of numbers.")
    return rows


def turned(found: Nested) -> Nested:
    """The transpose. Raises: Refused where the rows differ in length."""
    return of_cells(list(map(list, zip(*even(grid(found)), strict=True))))


def reshaped(found: Nested, sizes: "Sequence[str | Nested]", by_column: bool = False) -> Nested:
    """The same cells in another shape, row by row or column by column; a matrix in Fortran's order is read by columns.

    sizes: of rows and columns, one of them -1 at most.

    Raises: Refused where the cells do not fill it.
    """
    cells = [cell for row in grid(turned(found) if by_column else found) for cell in row]
    shape = [size for each in sizes for size in (grid(each)[0] if isinstance(each, Nested) else [each])]
    if not 1 <= len(shape) <= 2 or not all(re.fullmatch(r"-1|\d{1,3}", size, re.ASCII) for size in shape):
        raise Refused("A matrix has two sizes: its rows and its columns.")
    rows, cols = ([1] if len(shape) == 1 else []) + [int(size) for size in shape]
    rows = len(cells) // max(cols, 1) if rows < 0 else rows
    cols = len(cells) // max(rows, 1) if cols < 0 else cols
    if rows * cols != len(cells):
        raise Refused(f"{len(cells)} numbers do not fill {rows} × {cols}.")
    if by_column:
        return of_cells([cells[i::rows] for i in range(rows)])
    return of_cells([cells[i * cols : (i + 1) * cols] for i in range(rows)])
