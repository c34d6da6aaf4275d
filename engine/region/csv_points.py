"""The user's own points: a CSV of three numeric columns and a label, read strictly."""

import csv
import io
import math
from dataclasses import dataclass

import numpy as np

from engine.network.run_data import Data

MOST_ROWS, FEWEST_ROWS, MOST_CLASSES, LONGEST_LABEL = 20_000, 10, 8, 40
MOST_CHARACTERS = 4_000_000
HELD_OUT = 5


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A file's points as they stand there: X (rows, 3), labels (rows,), indices into classes; axes: its columns."""

    X: np.ndarray
    labels: np.ndarray
    axes: tuple[str, ...]
    classes: tuple[str, ...]


def decode(raw: bytes) -> str:
    """The text of an uploaded file. Raises: ValueError if it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("The file is not UTF-8 text. Save it as CSV with UTF-8 encoding and try again.") from None


def read(text: str, seed: int = 0) -> Data:
    """Points and labels of a CSV, shuffled and split with the seed, each column with mean 0 and standard deviation 1.

    Raises: ValueError saying what is wrong, in which row and column.
    """
    return split(read_table(text), seed)


def read_table(text: str) -> Table:
    """The points of a CSV: comma, semicolon or tab between the cells; a first row without numbers names the columns.

    Raises: ValueError saying what is wrong, in which row and column.
    """
    rows, axes = body(cells(text))
    if not FEWEST_ROWS <= len(rows) <= MOST_ROWS:
        raise ValueError(f"The file has {len(rows):,} rows of data; {FEWEST_ROWS} to {MOST_ROWS:,} are taken.")
    X = points_of(rows)
    names, labels = classes([label(line[3], row) for row, line in rows])
    return Table(X, labels, axes, names)


def points_of(rows: list[tuple[int, list[str]]]) -> np.ndarray:
    """(rows, 3) the numbers. Raises: ValueError with row and column."""
    cells = [cell for _, line in rows for cell in line[:3]]
    try:
        X = np.array(list(map(float, cells)))
        if np.all(np.abs(X) <= 1e100) and "_" not in "".join(cells):
            return X.reshape(len(rows), 3)
    except ValueError:  # one of them is none: which, is told below
        pass
    return np.array([[number(cell, row, k) for k, cell in enumerate(line[:3])] for row, line in rows])


def split(table: Table, seed: int) -> Data:
    """The rows shuffled with the seed, every fifth of a class held out for testing; mean and deviation of the rest.

    Where no class has five rows, the last of each that has two or more is held out.
    """
    order = np.random.RandomState(seed).permutation(len(table.X))
    X, labels = table.X[order], table.labels[order]
    rank, size = np.zeros(len(X), dtype=int), np.bincount(labels)[labels]
    for k in range(len(table.classes)):
        rank[labels == k] = np.arange((labels == k).sum())
    test = rank % HELD_OUT == HELD_OUT - 1
    if not test.any():
        test = (rank == size - 1) & (size > 1)
    center, scale = standard(X[~test])
    X = (X - center) / scale
    return Data(X[~test], labels[~test], X[test], labels[test], table.axes, table.classes, tuple(center), tuple(scale))


def standard(X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each column (3,), worked out in the column's own range.

    So neither rounding nor underflow makes a constant column vary or a varying one constant. The deviation of a
    constant column counts as 1.
    """
    low, range_ = X.min(axis=0), np.ptp(X, axis=0)
    shares = (X - low) / np.where(range_ > 0, range_, 1.0)
    deviation = shares.std(axis=0) * range_
    return low + shares.mean(axis=0) * range_, np.where(deviation > 0, deviation, 1.0)


def cells(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, each with its number in the file, counted from 1."""
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"The file has {len(text):,} characters; {MOST_CHARACTERS:,} are taken.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValueError(f"The file cannot be read as CSV: {error}.") from None
    rows = [(i, [cell.strip() for cell in line]) for i, line in enumerate(table, 1) if any(map(str.strip, line))]
    if not rows:
        raise ValueError("The file is empty.")
    for i, line in rows:
        if len(line) != 4:
            columns = "1 column" if len(line) == 1 else f"{len(line)} columns"
            raise ValueError(f"Row {i} has {columns}; each row needs four: three numbers and a label.")
    return rows


def body(rows: list[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    """The rows of data, and the names of the three columns: those of the first row if it holds no numbers."""
    head = rows[0][1][:3]
    if any(is_number(cell) for cell in head):
        return rows, ("x₁", "x₂", "x₃")
    names = [cell[:LONGEST_LABEL] or f"column {k}" for k, cell in enumerate(head, 1)]
    return rows[1:], tuple(name if names.count(name) == 1 else f"{name} ({k})" for k, name in enumerate(names, 1))


def is_number(cell: str) -> bool:
    """Whether a cell holds a finite number."""
    try:
        return "_" not in cell and math.isfinite(float(cell))
    except ValueError:
        return False


def number(cell: str, row: int, column: int) -> float:
    """The number of a cell. Raises: ValueError with row and column if there is none, or one too large to work with."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) <= 1e100 or "_" in cell:
        seen = f"{cell[:LONGEST_LABEL]!r} is not a number that can be used" if cell else "the cell is empty"
        if "," in cell and is_number(cell.replace(",", ".", 1)):
            seen += "; decimals are written with a point"
        raise ValueError(f"Row {row}, column {column + 1}: {seen}.")
    return value


def label(cell: str, row: int) -> str:
    """The label of a cell. Raises: ValueError with the row if it is empty or too long."""
    if not 0 < len(cell) <= LONGEST_LABEL:
        seen = "the label is empty" if not cell else f"the label has {len(cell)} characters, more than {LONGEST_LABEL}"
        raise ValueError(f"Row {row}, column 4: {seen}.")
    return cell


def classes(labels: list[str]) -> tuple[tuple[str, ...], np.ndarray]:
    """The names of the classes, numbers in their order, words in theirs, and each row's index.

    Labels that are the same number, 1 and 1.0, are one class under the shortest of its names.
    """
    one: dict[float | str, str] = {}
    values = {label: float(label) if is_number(label) else label for label in set(labels)}
    for label in sorted(values, key=lambda name: (len(name), name)):
        one.setdefault(values[label], label)
    labels = [one[values[label]] for label in labels]
    names = sorted(set(labels), key=lambda name: (0, float(name), "") if is_number(name) else (1, 0.0, name))
    if len(names) < 2:
        raise ValueError(f"Every row has the label {names[0]!r}; there is nothing to tell apart with one class.")
    if len(names) > MOST_CLASSES:
        raise ValueError(f"Column 4 has {len(names):,} different labels; 2 to {MOST_CLASSES} classes are taken.")
    index = {name: k for k, name in enumerate(names)}
    return tuple(names), np.array([index[name] for name in labels])
