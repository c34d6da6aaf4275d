"""Arrays as a file for np.load, and columns as CSV."""

import csv
import io
import math
from collections.abc import Mapping, Sequence

import numpy as np


def npz(arrays: Mapping[str, np.ndarray]) -> bytes:
    """A compressed .npz file of arrays by name. Raises: ValueError for arrays of Python objects."""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **dict(arrays))
    return file.getvalue()


def csv_text(columns: Mapping[str, Sequence[float | str]]) -> str:
    """Columns of equal length as CSV, every digit of a number kept; nan becomes an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in zip(*columns.values(), strict=True):
        writer.writerow(_written(value) for value in row)
    return text.getvalue()


def _written(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return "" if math.isnan(value) else repr(value if isinstance(value, int) else float(value))
