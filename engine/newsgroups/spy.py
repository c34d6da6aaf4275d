"""Where a sparse matrix is not zero: as a picture of the whole, and dot by dot in a window."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

ROWS, COLUMNS = 120, 360  # boxes of the picture
WINDOW = (48, 96)  # rows and columns of the window


def density(X: csr_array, rows: int = ROWS, columns: int = COLUMNS) -> NDArray[np.uint8]:
    """How full each box of the matrix is, from 0 (no entry) to 255 (the fullest): (rows, columns).

    Rows are cut evenly, columns by the logarithm of their number, since the frequent words come first. Shades go with
    the root of the share of a box that is not zero: an entry among thousands of zeros would not be seen otherwise.
    """
    n, width = X.shape
    row = np.repeat(np.arange(n), np.diff(X.indptr)) * rows // n
    edges = column_edges(width, columns)
    column = np.searchsorted(edges, X.indices, side="right") - 1
    counted = np.bincount(row * columns + column, minlength=rows * columns).reshape(rows, columns)
    heights = np.bincount(np.arange(n) * rows // n, minlength=rows)
    share = np.sqrt(counted / np.maximum(1, np.outer(heights, np.diff(edges))))
    most = share.max()
    made = np.ceil(255 * share / most) if most else share
    return made.astype(np.uint8)


def column_edges(width: int, columns: int) -> NDArray[np.int64]:
    """Where each box of columns begins, evenly by logarithm, every box at least one column: (columns + 1,)."""
    edges = np.geomspace(1, width, columns + 1).astype(np.int64)
    for i in range(1, columns + 1):
        edges[i] = max(edges[i], edges[i - 1] + 1)
    edges = np.minimum(edges, width)
    edges[0], edges[-1] = 0, width
    return edges


@dataclass(frozen=True, slots=True)
class Window:
    """A small part of the matrix. row, column: its first; dots: (row, column) of its entries, counted from those."""

    row: int
    column: int
    rows: int
    columns: int
    dots: list[tuple[int, int]]


def window(X: csr_array, row: int, column: int, size: tuple[int, int] = WINDOW) -> Window:
    """The window around a place, moved to lie within the matrix."""
    rows, columns = min(size[0], X.shape[0]), min(size[1], X.shape[1])
    first = min(max(0, row - rows // 2), X.shape[0] - rows)
    left = min(max(0, column - columns // 2), X.shape[1] - columns)
    part = X[first : first + rows, left : left + columns].tocoo()
    dots = sorted(zip(map(int, part.coords[0]), map(int, part.coords[1]), strict=True))
    return Window(first, left, rows, columns, dots)
