"""What a file holds, what of it is unclear, and, when nothing is, its points."""

import csv
import io
from dataclasses import replace

from engine.region.csv_points import FEWEST_ROWS, MOST_ROWS, read_table
from engine.region.points_file.answers import Answers, Examined, Row
from engine.region.points_file.columns import columns as columns_of
from engine.region.points_file.columns import head, names_of
from engine.region.points_file.doubts import decimals, labels, singles, without_missing
from engine.region.points_file.grid import Grid, from_text
from engine.region.points_file.text_encoding import check_size, decoded
from engine.region.points_file.workbook import from_workbook, is_workbook


def examine(raw: bytes, answers: Answers | None = None) -> Examined:
    """What the bytes of a file hold, in the light of the answers. Never raises: a problem is a sentence."""
    answers = answers or Answers()
    try:
        check_size(raw)
        grid = from_workbook(raw, answers.sheet) if is_workbook(raw) else from_text(decoded(raw))
        return _understood(grid, answers)
    except ValueError as problem:
        return Examined(problem=str(problem))


def _understood(grid: Grid, answers: Answers) -> Examined:
    first, body, asked = head(grid.rows, answers)
    width = len(grid.rows[0][1])
    columns, label = columns_of(body, width, answers)
    names = names_of(first, width)
    found = Examined(names, columns, label, width > 4, grid.sheets, tuple(asked))
    if not FEWEST_ROWS <= len(body) <= MOST_ROWS:
        said = f"The file has {len(body):,} rows of points; {FEWEST_ROWS} to {MOST_ROWS:,} are taken."
        return replace(found, doubts=(), problem=said)
    if asked:
        return found
    try:
        return _cleared(body, found, grid, answers)
    except ValueError as problem:
        return replace(found, problem=str(problem))


def _cleared(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Examined:
    """The points, or the first question that is open. Raises: ValueError by row and column."""
    notes: list[str] = []
    for step in (decimals, without_missing, labels, singles):
        body, doubts, said = step(body, found, grid, answers)
        notes += said
        if doubts:
            return replace(found, doubts=tuple(doubts))
    text = _clean(body, found)
    return replace(found, text=text, notes=tuple(notes), table=read_table(text))


def _clean(body: list[Row], found: Examined) -> str:
    """The points as CSV: a row of names, then three numbers and a label each."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([found.names[k] for k in (*found.columns, found.label)])
    writer.writerows([line[k] for k in (*found.columns, found.label)] for _, line in body)
    return file.getvalue()
