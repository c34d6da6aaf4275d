"""What of a table could mean two things: each step mends the rows as was answered, or asks.

A step takes the rows, what is known of the table, and the answers; it gives the rows, questions, and sentences that
say what was done.
"""

import re
from collections import Counter

import numpy as np

from engine.region.csv_points import FEWEST_ROWS, LONGEST_LABEL, MOST_CLASSES
from engine.region.points_file import spellings
from engine.region.points_file.answers import SHOWN, Answers, Doubt, Examined, Row
from engine.region.points_file.grid import Grid
from engine.region.points_file.spellings import Decimal

Step = tuple[list[Row], list[Doubt], list[str]]
FEWEST_SUMMED = 5
TOTALS = re.compile(
    r"(?:(?:grand|in) )?(?:sub)?totals?|sums?|averages?|avg|means?|medians?|count|std|minimum|maximum|gesamt(?:summe)?|"
    r"summe|mittelwert|durchschnitt|somme|moyenne|suma|media|totale"
)
WORDS = re.compile(r"^[^\W\d_][^\n]*", re.MULTILINE)  # the cells of a column that begin with a letter


def totals(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Step:
    """Rows that are totals of the others, by their first word or by their numbers, are asked about."""
    table = zip(*(line for _, line in body), strict=True)
    words = {word for k, cells in enumerate(table) if k != found.label for word in WORDS.findall("\n".join(cells))}
    said = {cell for cell in words if TOTALS.fullmatch(cell.casefold()[:LONGEST_LABEL].rstrip(" :"))}
    others = [k for k in range(len(found.names)) if k != found.label]
    rows = [row for row in body if any(row[1][k] in said for k in others)] if said else []
    rows = (rows if len(rows) <= SHOWN else []) or _adding_up(body, found)
    if not rows or answers.totals == "keep":
        return body, [], []
    shown = "; ".join(f"row {place} ({', '.join(filter(None, line))[:LONGEST_LABEL]})" for place, line in rows)
    if answers.totals != "leave out":
        options = (("leave out", "Leave it out"), ("keep", "It is a point like the others"))
        return body, [Doubt("totals", f"This looks like a total of the other rows: {shown}.", options)], []
    left = {place for place, _ in rows}
    return [row for row in body if row[0] not in left], [], [f"Left out as a total: {shown}."]


def _adding_up(body: list[Row], found: Examined) -> list[Row]:
    """Rows of which two numbers are the sums of all others', or of all others' of their class."""
    X = np.array([spellings.numbers([line[k] for _, line in body]) for k in found.columns]).T  # (rows, 3)
    groups: dict[str, list[int]] = {}
    for place, (_, line) in enumerate(body):
        groups.setdefault(line[found.label], []).append(place)
    rows: list[int] = []
    for places in (list(range(len(body))), *groups.values()):
        if len(places) >= FEWEST_SUMMED:
            own = X[places]
            twice = (own != 0) & np.isclose(2 * own, own.sum(axis=0), rtol=1e-9, atol=0)
            rows += [places[k] for k in np.flatnonzero(twice.sum(axis=1) >= 2)]
    return [body[place] for place in sorted(set(rows))][:SHOWN]


def decimals(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Step:
    """Numbers as Python writes them; a question where commas or points between digits can mean two things."""
    taken = [line[k] for _, line in body for k in found.columns]
    if answers.decimal in spellings.WAYS:
        return _in_numbers(body, found, answers.decimal), [], []
    if grid.delimiter not in (";", "\t") and not any("," in cell for cell in taken):
        return _in_numbers(body, found, "point"), [], []
    numeric = [cell for cell in taken if spellings.looks_numeric(cell)]
    doubtful = [cell for cell in numeric if "," in cell]
    points = [cell for cell in numeric if "." in cell]
    ways: list[Decimal] = ["comma", "thousands comma", "thousands point"]
    if not doubtful and grid.delimiter in (";", "\t") and points and all(map(spellings.GROUPED.fullmatch, points)):
        doubtful, ways = points, ["point", "thousands point"]
    fit = [way for way in ways if all(spellings.number(cell, way) is not None for cell in numeric)]
    options = {_read(doubtful[0], way): way for way in reversed(fit)} if doubtful else {}
    if options:
        said = tuple((way, f"{doubtful[0]} is {value}") for value, way in reversed(options.items()))
        return body, [_doubt_of_numbers(doubtful, said)], []
    return _in_numbers(body, found, "point"), [], []


def _doubt_of_numbers(seen: list[str], options: tuple[tuple[str, str], ...]) -> Doubt:
    shown = "; ".join(list(dict.fromkeys(seen))[:SHOWN])
    return Doubt("decimal", f"How are the numbers written? Among them are {shown}.", options)


def _read(cell: str, way: Decimal) -> str:
    value = spellings.number(cell, way)
    return "no number" if value is None else f"{value:.10g}"


def _in_numbers(body: list[Row], found: Examined, way: Decimal) -> list[Row]:
    """The rows with their three numbers spelled as Python spells them. Raises: ValueError by row and column."""
    spelled = [_spelled(body, k, found.names[k], way) for k in found.columns]
    rows = []
    for (place, line), numbers in zip(body, zip(*spelled, strict=True), strict=True):
        cells = line.copy()
        for k, number in zip(found.columns, numbers, strict=True):
            cells[k] = number
        rows.append((place, cells))
    return rows


def _spelled(body: list[Row], k: int, name: str, way: Decimal) -> list[str]:
    """The cells of a column as Python spells their numbers, "" for what is missing. Raises: as `_in_numbers`."""
    cells = [line[k] for _, line in body]
    if way == "point" and spellings.are_plain(cells):
        return list(map(repr, map(float, cells)))
    made = []
    for (place, _), cell in zip(body, cells, strict=True):
        value = spellings.number(cell, way)
        if value is None and not spellings.is_missing(cell):
            raise ValueError(
                _without_unit(body, k, name) or f"Row {place}, {name}: {cell[:LONGEST_LABEL]!r} {_no_number(cell)}"
            )
        made.append("" if value is None else repr(value))
    return made


def _without_unit(body: list[Row], k: int, name: str) -> str:
    """Where a unit stands in most cells of a column, the first row in which it does not; "" where there is none."""
    units = Counter(found[1] if (found := spellings.with_unit(line[k])) else "" for _, line in body)
    (unit, times), *_ = units.most_common(1)
    if not unit or times <= len(body) // 2:
        return ""
    for place, line in body:
        found = spellings.with_unit(line[k])
        if not spellings.is_missing(line[k]) and (found is None or found[1] != unit):
            return (
                f"Row {place}, {name}: {line[k][:LONGEST_LABEL]!r} is not in {unit!r}, as other cells of the column "
                "are. Write the same in every cell, or the numbers alone."
            )
    return ""


def _no_number(cell: str) -> str:
    """What is wrong with a cell that should be a number, and what to write instead."""
    unit = spellings.with_unit(cell)
    if spellings.is_infinite(cell):
        return "is infinite or too large to be used. Mend it, or leave the cell empty."
    if spellings.is_date(cell):
        return "is a date or a time. Choose another column, or write it as a number, such as days since the first."
    if spellings.looks_numeric(cell):
        return "is written otherwise than the other numbers. Write all of them with a decimal point."
    if cell.casefold() in ("true", "false"):
        return "is no number. Write 1 for true and 0 for false."
    if re.fullmatch(r"\([\d.,]+\)|[\d.,]+-", cell):
        return "may be a negative number. Write it with a minus sign in front."
    if len(cell) > spellings.LONGEST:
        return f"has more than {spellings.LONGEST} characters, more than a number here can have."
    if spellings.NOT_ZERO.match(cell) and spellings.WAYS["point"].fullmatch(cell):
        return "is too close to 0 to be used. Write 0, or give the column in another unit."
    if fraction := re.fullmatch(r"([+-]?\d{1,9})/([1-9]\d{0,8})", cell):
        return f"is a fraction. Write it as a decimal, {int(fraction[1]) / int(fraction[2]):g}."
    if re.fullmatch(r"[+-]?0[xX][0-9a-fA-F]{1,12}", cell):
        return f"is written in hexadecimal. Write {int(cell, 16)}."
    if cell[0] in "<>≤≥~≈":
        return f"says about how much, not how much. Leave {cell[0]} out, or leave the cell empty."
    if "±" in cell:
        return "holds two numbers. Write the first alone, or the second in a column of its own."
    if cell[0] in "([{":
        return "begins with a bracket. Leave brackets and quotation marks out: a row is such as 5.1, 3.5, 1.4, a."
    if re.fullmatch(r"\w{1,20}:.*", cell):
        return "has a colon in it. Write the number behind it alone, each column in its place."
    if unit:
        return (
            f"has {unit[1]!r}, and not every cell of the column has. Write {unit[0]} alone, or the same in every cell."
        )
    return "is not a number. Mend it, or leave the cell empty."


def without_missing(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Step:
    """Rows with all they need; those without are left out on a press."""
    needed = [*found.columns, found.label]
    written = answers.missing == "class"  # a word that often means nothing is a label here
    gaps = [
        (place, k)
        for place, line in body
        for k in needed
        if spellings.is_missing(line[k]) and not (written and k == found.label and line[k])
    ]
    words = sorted({line[found.label] for _, line in body if spellings.is_missing(line[found.label])} - {""})
    words = [] if any(k != found.label for _, k in gaps) or "" in {line[found.label] for _, line in body} else words
    if not gaps:
        return body, [], []
    empty = [k for k in needed if sum(gap == k for _, gap in gaps) == len(body)]
    if empty:
        formulas = " If formulas stand there, open the workbook and save it once more." if grid.sheets else ""
        raise ValueError(f"Nothing stands in the column {found.names[empty[0]]}.{formulas}")
    grouped = all(k == found.label for _, k in gaps) and not spellings.is_missing(body[0][1][found.label])
    if grouped and answers.missing == "as above":
        return _labelled_as_above(body, found), [], ["A row without a label is of the class of the row above it."]
    rows = list(dict.fromkeys(place for place, _ in gaps))
    some = ", ".join(map(str, rows[:SHOWN])) + (" and others" if len(rows) > SHOWN else "")
    which = f"{len(rows):,} rows ({some})" if len(rows) > 1 else f"row {rows[0]}"
    if answers.missing != "leave out":
        where = ", ".join(found.names[k] for k in needed if any(gap == k for _, gap in gaps))
        options = [("leave out", f"Leave {which} out")]
        options += [("as above", "Each is of the class of the row above it")] * grouped
        if words:
            shown = " and ".join(f"“{word}”" for word in words[:SHOWN])
            options += [("class", f"{shown} is a class of its own")]
            return (
                body,
                [
                    Doubt(
                        "missing",
                        f"{shown} stands in {where} of {which}. Does it say that nothing is known?",
                        tuple(options),
                    )
                ],
                [],
            )
        return body, [Doubt("missing", f"Nothing stands in {where} of {which}.", tuple(options))], []
    gone = set(rows)
    left = [row for row in body if row[0] not in gone]
    if len(left) < FEWEST_ROWS:
        raise ValueError(
            f"Without the rows that have nothing somewhere, {len(left)} are left; {FEWEST_ROWS} are needed."
        )
    return left, [], [f"Left out, for nothing stands in a cell: {which}."]


def _labelled_as_above(body: list[Row], found: Examined) -> list[Row]:
    rows, name = [], ""
    for row in body:
        written = row[1][found.label]
        name = name if spellings.is_missing(written) else written
        rows.append(_labelled(row, found, name))
    return rows


def labels(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Step:
    """Labels that differ in capitals alone are asked about; equal numbers are one class, and that is said."""
    counts = Counter(line[found.label] for _, line in body)
    long = next((row for row in body if len(row[1][found.label]) > LONGEST_LABEL), None)
    if long is not None:
        raise ValueError(
            f"Row {long[0]}, {found.names[found.label]}: the label has {len(long[1][found.label])} characters, and "
            f"{LONGEST_LABEL} are the most that are taken. Is this the column of the labels?"
        )
    if len(set(map(_folded, counts))) - len(_same(counts)) > 4 * MOST_CLASSES:
        raise ValueError(
            f"The column {found.names[found.label]} has {len(counts):,} different labels; 2 to {MOST_CLASSES} classes "
            "are taken. Is another column that of the labels?"
        )
    folded: dict[str, list[str]] = {}
    for name in counts:
        folded.setdefault(_folded(name), []).append(name)
    alike = [names for names in folded.values() if len(names) > 1]
    if alike and not answers.labels:
        shown = "; ".join(" and ".join(f"“{name}”" for name in names[:SHOWN]) for names in alike[:SHOWN])
        options = (("one", "They are one class"), ("two", "They are classes of their own"))
        return body, [Doubt("labels", f"Some labels differ in capitals or marks alone: {shown}.", options)], []
    notes = [f"{' and '.join(names)} are numbers of the same value, so they are one class." for names in _same(counts)]
    if answers.labels == "one":
        best = {name: max(names, key=lambda one: counts[one]) for names in alike for name in names}
        body = [_labelled(row, found, best.get(row[1][found.label], row[1][found.label])) for row in body]
    return body, [], notes


def _folded(name: str) -> str:
    """A label without what slips change: capitals, spaces, hyphens, points. A number stays as it is."""
    bare = re.sub(r"[ _.-]", "", name.casefold())
    return name if spellings.looks_numeric(name) or not bare else bare


def _same(counts: Counter[str]) -> list[list[str]]:
    """Labels that are the same number, spelled differently."""
    values: dict[float, list[str]] = {}
    for name in counts:
        value = spellings.number(name)
        if value is not None:
            values.setdefault(value, []).append(name)
    return [names for names in values.values() if len(names) > 1]


def _labelled(row: Row, found: Examined, name: str) -> Row:
    line = list(row[1])
    line[found.label] = name
    return row[0], line


def singles(body: list[Row], found: Examined, grid: Grid, answers: Answers) -> Step:
    """A label of one row among labels of many may be a total, a slip or a remark: asked about."""
    values = {name: spellings.number(name) for name in {line[found.label] for _, line in body}}
    keys = [name if (value := values[name]) is None else value for name in (line[found.label] for _, line in body)]
    counts = Counter(keys)
    single = [key for key, n in counts.items() if n == 1]
    if not single or len(single) == len(counts) or max(counts.values()) < 5 or answers.single == "keep":
        return body, [], []
    where = {key: (place, line[found.label]) for (place, line), key in zip(body, keys, strict=True)}
    shown = ", ".join(f"“{where[key][1]}” in row {where[key][0]}" for key in single[:SHOWN])
    more = f" and {len(single) - SHOWN:,} others" if len(single) > SHOWN else ""
    if answers.single != "leave out":
        options = (("leave out", "Leave these rows out"), ("keep", "They are classes of their own"))
        return body, [Doubt("single", f"Some labels stand in one row alone: {shown}{more}.", options)], []
    left = [row for row, key in zip(body, keys, strict=True) if counts[key] > 1]
    return left, [], [f"Left out, for the label stands nowhere else: {shown}{more}."]
