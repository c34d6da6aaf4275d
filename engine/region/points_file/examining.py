"""What a file holds, what of it is unclear, and, when nothing is, its points."""

import csv
import io
from dataclasses import replace

from engine.region.csv_points import FEWEST_ROWS, MOST_CLASSES, MOST_ROWS, read_table
from engine.region.points_file import spellings
from engine.region.points_file.answers import SHOWN, Answers, Examined, Row
from engine.region.points_file.columns import columns as columns_of
from engine.region.points_file.columns import head, names_of, take_units
from engine.region.points_file.doubts import decimals, labels, singles, totals, without_missing
from engine.region.points_file.grid import Grid, from_text
from engine.region.points_file.text_encoding import check_size, decoded
from engine.region.points_file.workbook import Workbook, is_workbook


def examine(raw: bytes, answers: Answers | None = None) -> Examined:
    """What the bytes of a file hold, in the light of the answers. Never raises: a problem is a sentence."""
    answers = answers or Answers()
    try:
        check_size(raw)
        if is_workbook(raw):
            return _of_workbook(Workbook(raw), answers)
        read = decoded(raw, answers.encoding)
        if read.doubt:
            return Examined(doubts=(read.doubt,))
        grid = from_text(read.text)
        return _understood(replace(grid, notes=(*filter(None, [read.note]), *grid.notes)), answers)
    except ValueError as problem:
        return Examined(problem=str(problem))


def _of_workbook(book: Workbook, answers: Answers) -> Examined:
    try:
        return _understood(book.grid(answers.sheet), answers)
    except ValueError as problem:  # another sheet can be chosen
        return Examined(sheets=book.names, problem=str(problem))


def _understood(grid: Grid, answers: Answers) -> Examined:
    units, written = take_units(grid.rows)
    first, body, asked = head(grid.rows, answers)
    width = len(grid.rows[0][1])
    names = names_of(first, width)
    columns, label = columns_of(body, names, answers)
    choose = width > 4 or label != width - 1 or len({line[label] for _, line in body}) > MOST_CLASSES
    found = Examined(names, columns, label, choose, grid.sheets, grid.sheet, tuple(asked), notes=grid.notes)
    if not FEWEST_ROWS <= len(body) <= MOST_ROWS:
        rows = f"{len(body):,} row{'s' * (len(body) != 1)} of points"
        said = f"The file has {rows}; {FEWEST_ROWS} to {MOST_ROWS:,} are taken."
        return replace(found, doubts=(), problem=said)
    if asked:
        return found
    if label in units:  # a class is called what stands there
        body = [
            (place, [*line[:label], written.get(label, {}).get(place, line[label]), *line[label + 1 :]])
            for place, line in body
        ]
    notes = [f"{names[k]}: {units[k]} was left out of every cell." for k in columns if k in units]
    if first is not None and body[0][0] > grid.rows[1][0]:
        notes.append(f"Row {grid.rows[1][0]} holds no numbers, so it was taken for part of the names of the columns.")
    again = [place for place, line in body if first is not None and line == first]
    if again:
        body = [row for row in body if row[0] not in set(again)]
        notes.append(f"The names of the columns stand once more in row {', '.join(map(str, again[:SHOWN]))}: left out.")
    try:
        return _cleared(body, replace(found, notes=(*grid.notes, *notes)), grid, answers)
    except ValueError as problem:
        return replace(found, problem=str(problem))


def _cleared(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Examined:
    """The points, or the first question that is open. Raises: ValueError by row and column."""
    notes = list(found.notes)
    for step in (totals, decimals, without_missing, labels, singles):
        body, doubts, said = step(body, found, grid, answers)
        notes += said
        if doubts:
            return replace(found, doubts=tuple(doubts))
    _check_classes(body, found)
    text = _clean(body, found)
    return replace(found, text=text, notes=tuple(notes), table=read_table(text))


def _check_classes(body: list[Row], found: Examined) -> None:
    """Raises: ValueError if there are more classes than can be told apart."""
    number = len({spellings.number(line[found.label]) or line[found.label] for _, line in body})
    if number > MOST_CLASSES:
        raise ValueError(
            f"The column {found.names[found.label]} has {number:,} different labels; 2 to {MOST_CLASSES} classes are "
            "taken. Is another column that of the labels?"
        )


def _clean(body: list[Row], found: Examined) -> str:
    """The points as CSV: a row of names, then three numbers and a label each."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([found.names[k] for k in (*found.columns, found.label)])
    writer.writerows([line[k] for k in (*found.columns, found.label)] for _, line in body)
    return file.getvalue()
