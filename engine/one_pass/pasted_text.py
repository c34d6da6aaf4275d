"""A pasted text as the matrices that it may mean: from a spreadsheet, a program, a document, or typed in a line."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from engine.one_pass.nested import Rows
from engine.one_pass.notations import Grids, notation, without_heading
from engine.one_pass.transcripts import alone
from engine.one_pass.typed_numbers import (
    GROUPS,
    INFINITE,
    INVISIBLE,
    MISSING,
    MOST_CELLS,
    MOST_ROWS,
    MOST_TEXT,
    Reading,
    Refused,
    readings,
)

WEB = re.compile(r"\s*<(?:!doctype|html|body|div|table|thead|tbody|tr|td)\b", re.IGNORECASE)
BLANK = re.compile(r"[\s;,]*")
DRAWN = "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠"  # brackets several lines high
WIDE = {"，": ",", "；": ";", "．": ".", "、": ",", "٫": ".", "＋": "+", "\u2044": "/"}
THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d{0,20})?", re.ASCII)  # one number, or several
COMMENT = re.compile(r"(?:^|\s)(?:# |// (?=[^\W\d])).*$")
POWER_APART = re.compile(r"(?<=\d) ?([×·*x]) ?10(?=\^|[⁺⁻⁰¹²³⁴-⁹])")
SINGLE = re.compile(r"(?<!\w)'([-+−]?[\d.,]{1,40})'(?!\w)")  # quotation marks around a number
THOUSANDS_APART = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
NAME = re.compile(r"[^\d\s.,+−-]?[^\W\d]")
SCIENTIFIC = re.compile(r"[-+−]?\d,\d{1,20}[eE][-+−]?\d{1,4}")


def meanings(text: str) -> list[Reading]:
    """Every matrix that a text may mean, the likeliest first; one, where it is clear.

    Raises: Refused with a sentence for what means nothing. For headings over numbers there is the reading without them.
    """
    if len(text) > MOST_TEXT:
        raise Refused(f"{len(text):,} characters are more than a matrix of this size can have.")
    if WEB.match(text):
        raise Refused("This is the source of a web page. Copy the table as the page shows it.")
    text = _tidied(text)
    if not text.strip(INVISIBLE + GROUPS + " \t\n"):
        raise Refused("Nothing was typed. Write one row per line, numbers split by spaces, commas, semicolons or tabs.")
    grids = _grids(text)
    try:
        return readings(grids)
    except Refused as problem:
        named = list(_without_names(grids))
        try:
            return [replace(reading, sure=False) for reading in readings(named)] if named else _refuse(problem)
        except Refused:
            raise problem from None


def _refuse(problem: Refused) -> list[Reading]:
    raise problem


def _grids(text: str) -> Grids:
    """Every way to cut a text into rows of cells. Raises: Refused where there is none."""
    text = alone(text)
    found = notation(text)
    if found is not None:
        return found
    lines = without_heading(_lines(text))
    if len(lines) > MOST_ROWS or sum(len(re.split(r"[\s;,]+", line)) for line in lines) > MOST_CELLS:
        raise Refused("These are more numbers than a matrix here can have.")
    return _plain(lines)


def _tidied(text: str) -> str:
    """One kind of line end, one kind of space, digits as 0 to 9."""
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029\v\f]", "\n", text)
    if any(char in DRAWN for char in text):
        text = re.sub(f"[{DRAWN}]", " ", "\n".join(line for line in text.split("\n") if line.strip(DRAWN + " ")))
    text = SINGLE.sub(r'"\1"', text)
    text = re.sub(r"(?<=[\d.])\*\^(?=[-+]?\d)", "e", text)  # Mathematica's 1.5*^-3
    return POWER_APART.sub(r"\g<1>10", "".join(map(_character, text)))


def _character(char: str) -> str:
    if char < "\x80" or char in GROUPS:
        return char
    if char in WIDE:
        return WIDE[char]
    kind = unicodedata.category(char)
    return " " if kind == "Zs" else str(unicodedata.decimal(char)) if kind == "Nd" else char


def _lines(text: str) -> list[str]:
    """The lines without comments, and without blank ones at the beginning and the end."""
    lines = [COMMENT.sub("", line) for line in text.split("\n") if not line.lstrip().startswith(("# ", "% ", "-- "))]
    full = [k for k, line in enumerate(lines) if not BLANK.fullmatch(line.strip(INVISIBLE + GROUPS))]
    return lines[full[0] : full[-1] + 1] if full else []


def _plain(lines: list[str]) -> Grids:
    """Every way to cut lines into rows and cells, the likeliest first."""
    if not lines:
        raise Refused("There are no numbers here.")
    if any(BLANK.fullmatch(line) for line in lines):
        full = [line for line in lines if not BLANK.fullmatch(line)]
        left_out = [(_and(how, "blank rows left out"), rows) for how, rows in _plain(full)]
        return left_out + [(_and(how, "blank rows as zeros"), rows) for how, rows in _with_zeros(lines)]
    joined = "\n".join(lines)
    if any(char in GROUPS for char in joined) and "\t" not in joined:
        together, apart = list(_cut(lines)), list(_cut([re.sub(f"[{GROUPS}]", " ", line) for line in lines]))
        single = len(lines) == 1 and len(together[0][1][0]) == 1
        spaced = [(_and(how, "spaces between thousands"), rows) for how, rows in together]
        if single and _reads(spaced):
            return spaced
        return spaced + [(_and(how, "spaces between columns"), rows) for how, rows in apart]
    return list(_cut(lines))


def _reads(grids: Grids) -> bool:
    try:
        return bool(readings(grids))
    except Refused:
        return False


def _and(how: str, more: str) -> str:
    return f"{how}, {more}" if how else more


def _with_zeros(lines: list[str]) -> Iterator[tuple[str, Rows]]:
    """The lines with a row of zeros for each blank one."""
    for how, rows in _plain([line for line in lines if not BLANK.fullmatch(line)]):
        full = iter(rows)
        width = len(rows[0])
        if len(rows) == sum(not BLANK.fullmatch(line) for line in lines):
            yield how, [["0"] * width if BLANK.fullmatch(line) else next(full) for line in lines]


def _cut(lines: list[str]) -> Iterator[tuple[str, Rows]]:
    """Every way to cut lines without gaps into cells."""
    if any("\t" in line for line in lines):
        spaced = [THOUSANDS_APART.sub(GROUPS[0], line) for line in lines]
        yield "", _without_empty_columns([line.split("\t") for line in spaced])
        return
    if any('"' in line for line in lines):
        for mark in ";,":
            yield "", _without_empty_columns(list(csv.reader(lines, delimiter=mark, skipinitialspace=True)))
        return
    inner = [line.strip().rstrip(";").strip() for line in lines]
    if not any(";" in line for line in inner):
        yield from _columns(inner)
        return
    ends = [part.strip() for line in inner for part in line.split(";")]
    as_rows = [("a semicolon ends a row", rows) for _, rows in _columns(ends)]
    as_columns = ("a semicolon parts columns", _without_empty_columns([line.split(";") for line in lines]))
    if len(lines) == 1:
        yield from (as_rows[0], as_columns, *as_rows[1:])
    else:
        yield as_columns
        yield from () if _reads([as_columns]) else as_rows


def _columns(lines: list[str]) -> Iterator[tuple[str, Rows]]:
    """Lines cut at spaces, at commas, or not at all."""
    lines = [re.sub(" {2,}", " ", line).strip().rstrip(",").strip() for line in lines]
    spaced = any(" " in line for line in lines)
    if spaced:
        yield "", [re.split(r" *, +| +", line) for line in lines]
        if all(map(THOUSANDS.fullmatch, lines)) and not all(re.match(r"\D?\d{3} [1-9]", line) for line in lines):
            yield "spaces between thousands", [[line.replace(" ", "")] for line in lines]
    commas = ("columns split at commas", [re.split(r" *, *", line) for line in lines])
    whole = ("", [[line] for line in lines])
    if len(lines) == 1 and lines[0].count(",") == 1 and not spaced:
        yield whole
        if "." in lines[0].split(",")[0] + lines[0].split(",")[1]:
            yield commas
        return
    if any("," in line for line in lines) and not all(map(SCIENTIFIC.fullmatch, lines)):
        yield commas
    if not spaced:
        yield whole


def _without_empty_columns(rows: Rows) -> Rows:
    """Rows without columns at the sides in which nothing stands anywhere."""
    width = max(map(len, rows))
    full = [j for j in range(width) if any(j < len(row) and row[j].strip(INVISIBLE + " ") for row in rows)]
    first, last = (full[0], full[-1]) if full else (0, width - 1)
    return [row[first : last + 1] if len(row) > last or not full else row[first:] for row in rows]


def _without_names(grids: Grids) -> Iterator[tuple[str, Rows]]:
    """The cells without a first row, or a first column, that holds names instead of numbers."""
    for _, rows in grids:
        if len(rows) < 2 or not all(rows):
            continue
        head, *body = rows
        first = [row[0].strip() for row in body]
        places = [str(k) for k in range(len(body[0]) - 1)]
        if places and [cell.strip() for cell in head if cell.strip()] == places:  # as pandas numbers them
            yield "without the headings and the row numbers", [row[1:] for row in body]
        if any(map(_is_name, head)) and all(_is_name(cell) or not cell.strip().strip('"') for cell in head):
            numbered = all(re.fullmatch(r"\d{1,6}", cell.strip('"')) for cell in first)
            wide = len(head) + bool(head[0].strip().strip('"'))  # an empty corner stands over the row numbers
            if numbered and all(len(row) == wide > 1 for row in body):
                yield "without the headings and the row numbers", [row[1:] for row in body]
            yield "without the headings", body
            if all(map(_is_name, first)):
                yield "without the headings and the names", [row[1:] for row in body]
        elif all(len(row) > 1 and _is_name(row[0]) for row in rows):
            yield "without the names", [row[1:] for row in rows]


def _is_name(cell: str) -> bool:
    """Whether a cell is a word that stands for no number, not even for one that is missing."""
    word = cell.strip().strip('"')
    counts = any(unicodedata.numeric(char, None) is not None and not char.isdigit() for char in word)  # ½
    return (
        bool(NAME.match(word))
        and not (counts or word.startswith("\\"))
        and word.lower() not in MISSING | INFINITE | {"true", "false"}
    )
