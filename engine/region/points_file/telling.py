"""What a screen is told of a file, and what it says back: plain numbers and text."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.region.csv_points import Table
from engine.region.points_file.answers import Answers, Examined
from engine.region.points_file.summary import summary

SAMPLE = 500  # points in the small picture
SAID = ("names", "decimal", "missing", "labels", "single", "totals", "encoding")


def told(found: Examined) -> dict[str, Any]:
    """A file as far as it is understood. Every text may hold anything: it is to be shown as text."""
    return {
        "names": list(found.names),
        "columns": list(found.columns),
        "label": found.label,
        "choose": found.choose,
        "sheets": list(found.sheets),
        "sheet": found.sheet,
        "doubts": [
            {"key": one.key, "sentence": one.sentence, "options": [list(option) for option in one.options]}
            for one in found.doubts
        ],
        "problem": found.problem,
        "notes": list(found.notes),
        "summary": None if found.table is None else _summary(found.table),
    }


def answers_of(given: Mapping[str, Any]) -> Answers:
    """The answers as a screen sends them. Raises: ValueError, TypeError for what no screen sends."""
    columns, label = given.get("columns"), given.get("label")
    if columns is not None:
        first, second, third = map(_index, columns)
        columns = (first, second, third)
    said = {name: _text(given.get(name, "")) for name in SAID}
    return Answers(columns, None if label is None else _index(label), sheet=_text(given.get("sheet", "")), **said)


def _index(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a column is a whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 200:
        raise TypeError("an answer is a short text")
    return value


def _summary(table: Table) -> dict[str, Any]:
    """The summary in words and numbers, and some points of it, each column from 0 to 1."""
    of = summary(table)
    chosen = np.unique(np.linspace(0, len(table.X) - 1, SAMPLE).astype(int))
    low, span = table.X.min(axis=0), np.ptp(table.X, axis=0)
    X = np.where(span > 0, (table.X[chosen] - low) / np.where(span > 0, span, 1), 0.5)
    return {
        "line": of.line(),
        "spans": [{"name": one.name, "low": one.low, "high": one.high} for one in of.spans],
        "classes": [{"name": one.name, "rows": one.rows, "held": one.held_out} for one in of.classes],
        "points": np.round(X, 3).ravel().tolist(),
        "labels": table.labels[chosen].tolist(),
    }
