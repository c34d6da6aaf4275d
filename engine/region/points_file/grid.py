"""Rows of cells: from text, by the delimiter that makes a table of it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from engine.region.csv_points import MOST_ROWS
from engine.region.points_file.answers import Row
from engine.region.points_file.spellings import is_missing, is_tidy, looks_numeric, tidy

MOST_COLUMNS, MOST_CELLS, LONGEST_LINE = 64, 400_000, 50_000
MOST_LINES = MOST_ROWS + 5_000  # blank ones are passed over
SAMPLE = 200
DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar", " ": "spaces"}
NUMERIC = re.compile(
    r"[$€£¥]? ?[+−-]?(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d*[.,]?\d+)(?:[eE][+-]?\d+)?"
    r"(?: ?[%‰€$£]| ?°?[a-zA-Z²³]{1,3})?"
)
AROUND_CELLS = r"(?:^|\x1f)[ =']|  | (?:\x1f|$)"  # what has to be tidied in a row's cells, besides single signs
SEEN = re.compile(rf"[^ -~\x1f]|{AROUND_CELLS}")
PRINTED_SIGNS = bytes([10, 13, *range(32, 127)])
WORD = re.compile(r'"([^"]*)"|(\S+)')
RULE = re.compile(r":?-+:|:-+|-{2,}|[-+=]{3,}|<[a-z]{2,6}>")  # under the names of columns: Markdown, SQL, a tibble
DRAWN = re.compile(r"^[ \t]*[─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╡╪│║]*[─━═][─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╡╪│║]*[ \t]*$", re.MULTILINE)
BARS = str.maketrans("│┃║┆", "||||")
OTHER_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
PRINTED = re.compile(r"\[\d+ rows x \d+ columns\]")  # pandas' last line
DOTS = re.compile(r"\.{2,3}|…")
AROUND = 10  # rows above or below a table that a title or a remark takes

NO_TABLES = {
    ("<!doctype html", "<html", "<table"): "a web page",
    ("<?xml",): "an XML file",
    ("{\\rtf",): "a text document",
    ("{", "[{", "[["): "JSON",
}


@dataclass(frozen=True, slots=True)
class Grid:
    """rows: each with its number in the file, counted from 1, and its cells, all of the same number.

    delimiter: what stood between the cells, "" in a workbook. sheets: the names of a workbook's sheets, sheet: of this.
    notes: sentences about rows that are no part of the table and were left out.
    """

    rows: list[Row]
    delimiter: str
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    notes: tuple[str, ...] = ()


def from_text(text: str) -> Grid:
    """The table that a text is. Raises: ValueError with the row, what stands there and what to do."""
    start = text.lstrip()[:200].lower()
    kind = next((what for marks, what in NO_TABLES.items() if start.startswith(marks)), "")
    if kind:
        raise ValueError(f"This is {kind}, not a table of text. Open it in a spreadsheet and save it as CSV.")
    if start.startswith("@relation"):
        raise ValueError("This is an ARFF file. Leave out all lines up to and with @data; the rest is taken as CSV.")
    text = _with_line_ends(text)
    if any(bar in text for bar in "│┃║┆"):  # a table drawn with lines
        text = DRAWN.sub("", text).translate(BARS)
    said = re.match(r"\ufeff?sep=([,;|\t])\r?\n", text)  # Excel's own first line
    delimiter = said[1] if said else _delimiter(text)
    rows = _numbered(_records(text, delimiter, _untidy(text, delimiter)))
    if delimiter == "|" and rows and not any(line[0] for _, line in rows):  # a bar before the first cell
        rows = [(number, line[1:]) for number, line in rows]
    rows, notes = table_alone(_as_printed(rows[1:] if said else rows))
    return Grid(even(rows, DELIMITERS[delimiter]), delimiter, notes=notes)


def _as_printed(rows: list[Row]) -> list[Row]:
    """The rows without what pandas prints below a table.

    Raises: ValueError where it has printed dots in the place of rows.
    """
    if rows and PRINTED.fullmatch(" ".join(rows[-1][1])):
        rows = rows[:-1]
    for number, line in rows:
        if line[0][:1] in (".", "…") and all(DOTS.fullmatch(cell) for cell in line):
            raise ValueError(
                f"Row {number} holds dots alone: rows are missing in their place. Save the whole table as CSV, as "
                "`df.to_csv` does."
            )
    return rows


def _with_line_ends(text: str) -> str:
    """The text with the usual ends of lines, where it has other ones alone."""
    return text if "\n" in text or "\r" in text else OTHER_ENDS.sub("\n", text)


def table_alone(rows: list[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """The rows without titles and comments above the table and remarks below it, and a sentence for each of those."""
    width = _width([(len(line), len(_trimmed(line))) for _, line in rows]) if rows else 0
    if width < 4:
        return rows, ()
    top = next((k for k, row in enumerate(rows[:AROUND]) if not _beside(row, width)), 0)
    tail = next((k for k, row in enumerate(rows[: -AROUND - 1 : -1]) if not _beside(row, width)), 0)
    left = [(row, "above") for row in rows[:top]] + [(row, "below") for row in rows[len(rows) - tail :]]
    said = [
        f"Row {number} (“{line[0][:40]}”) stands {where} the table and was left out." for (number, line), where in left
    ]
    return rows[top : len(rows) - tail], tuple(said)


def _beside(row: Row, width: int) -> bool:
    """Whether a row is a title, a comment or a remark rather than a row of the table."""
    line = _trimmed(row[1])
    if any(line[0].count(one) >= 3 for one in DELIMITERS if one != " "):
        return False  # rather the names of columns, parted otherwise than the rest
    comment = line[0].startswith("#") and len(line) != width
    sentence = len(line) <= width // 2 and line[0].count(" ") > 1 and len(row[1]) < width  # with a comma in it
    return comment or ((sentence or len(line) == 1) and not is_missing(line[0]) and not looks_numeric(line[0]))


def _delimiter(text: str) -> str:
    """The one that gives the same number of cells, four or more, in most rows, and most cells that are numbers."""
    return max(DELIMITERS, key=lambda one: _tabular(text, one))


def _tabular(text: str, delimiter: str) -> tuple[bool, float, float, int]:
    try:
        sample = [line for line in islice(_records(text, delimiter, SEEN, strict=False), SAMPLE) if any(line)]
    except ValueError:
        return (False, 0, 0, 0)
    if not sample:
        return (False, 0, 0, 0)
    width, times = Counter(map(len, sample)).most_common(1)[0]
    body = [line for line in sample if len(line) == width]
    numbers = sum(bool(NUMERIC.fullmatch(cell.strip())) for line in body for cell in line) / (width * len(body))
    return (width >= 4, round(times / len(sample), 1), numbers, width if width < 4 else 0)


def _records(text: str, delimiter: str, seen: re.Pattern[str] | None, strict: bool = True) -> Iterator[list[str]]:
    """The rows one at a time, so that whoever has seen enough need not read on. seen: as `_untidy` gives it."""
    lines = _bounded(io.StringIO(text, newline=None))
    if delimiter == " ":
        for line in lines:
            yield [found[1] or found[2] or "" for found in WORD.finditer(line)] if '"' in line else line.split()
        return
    reader = csv.reader(lines, delimiter=delimiter, strict=strict, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            found = next(reader)
            yield list(map(tidy, found)) if seen and seen.search("\x1f".join(found)) else found
        except StopIteration:
            return
        except csv.Error as problem:
            raise ValueError(f"Row {number}: {_quotation(str(problem))}.") from None


def _untidy(text: str, delimiter: str) -> re.Pattern[str] | None:
    """What tells a row of which some cell has to be tidied; None where the text has no such row.

    It is looked for in the whole text first, which is far quicker than row by row.
    """
    written = text.encode(errors="surrogatepass")
    unusual = set(written.translate(None, PRINTED_SIGNS).decode(errors="surrogatepass")) - {delimiter}
    signs = [one for one in unusual if not is_tidy(one)]
    starts = {start + sign for start in ("\n", "\r", delimiter, f"{delimiter} ") for sign in "='"}
    loose = {"  ", " \n", " \r", "\n ", f" {delimiter}", '"', *starts}
    first, last = text[:1] in (" ", "=", "'"), text[-1:] == " "
    if not signs and not first and not last and not any(one.encode() in written for one in loose):
        return None
    return re.compile("|".join(["[\r\n]", *map(re.escape, signs), AROUND_CELLS]))


def _quotation(problem: str) -> str:
    if "end of data" in problem or "field limit" in problem:
        return "a quotation mark is not closed"
    return (
        "after a closing quotation mark comes more text. Leave the quotation marks of this cell out, or put the whole "
        "cell between them and write those inside it twice"
    )


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise ValueError(f"Row {number} has more than {LONGEST_LINE:,} characters.")
        if number > MOST_LINES:
            raise ValueError(f"The file has more than {MOST_LINES:,} lines; {MOST_ROWS:,} rows of points are taken.")
        yield line


def _numbered(records: Iterable[list[str]]) -> list[Row]:
    """The rows that are not blank, with their numbers."""
    rows, cells = [], 0
    for number, line in enumerate(records, 1):
        if any(line) and not (_may_rule(line) and all(RULE.fullmatch(cell) for cell in line if cell)):
            rows.append((number, line))
            cells += len(line)
        if cells > MOST_CELLS:
            raise ValueError(f"The table has more than {MOST_CELLS:,} cells. Leave out columns that are not needed.")
        if len(rows) > MOST_ROWS + 1:
            raise ValueError(f"The file has more than {MOST_ROWS:,} rows of points, which are the most that are taken.")
    return rows


def _may_rule(line: list[str]) -> bool:
    """Whether the first cell with anything in it begins as a rule does: looked at first, since few rows are one."""
    return (line[0] or next(filter(None, line)))[0] in ":-+=<"


def even(rows: list[Row], separator: str) -> list[Row]:
    """Rows of the same number of cells, empty ones at the end passed over. Raises: ValueError by row."""
    if not rows:
        raise ValueError("The file is empty.")
    rows = _with_corner(rows)
    width = _width([(len(line), len(_trimmed(line))) for _, line in rows])
    if width < 4:
        few = "1 cell" if width == 1 else f"{width} cells"
        raise ValueError(
            f"Row {rows[0][0]} has {few}; a row needs four at least: three numbers and a label. Between cells stands a "
            "comma, a semicolon, a tab, a bar or a space."
        )
    if width > MOST_COLUMNS:
        raise ValueError(f"The rows have {width:,} cells; {MOST_COLUMNS} columns are the most that are taken.")
    if width * len(rows) > MOST_CELLS:
        raise ValueError(
            f"The table has {len(rows):,} rows of {width} cells, more than {MOST_CELLS:,} in all. Leave out columns "
            "that are not needed."
        )
    found = []
    for number, line in rows:
        if len(line) == width:
            found.append((number, line))
            continue
        cells = _trimmed(line)
        if len(cells) > width:
            said = f"Row {number} has {len(cells)} cells where others have {width}"
            raise ValueError(f"{said}; the first too many is {cells[width][:40]!r}.{_hint(separator)}")
        if len(line) < width and len(cells) < width:
            raise ValueError(
                f"Row {number} has {len(line)} cell{'s' * (len(line) != 1)} where others have {width}, with "
                f"{separator} between them.{_hint(separator)}"
            )
        found.append((number, (cells + [""] * width)[:width]))
    return found


def _with_corner(rows: list[Row]) -> list[Row]:
    """The rows with an empty name over the names or numbers of rows, as R writes a table and pandas prints one."""
    (number, names), *body = rows
    longer = body and all(len(line) == len(names) + 1 for _, line in body)
    apart = longer and len({line[0] for _, line in body}) == len(body)
    return [(number, ["", *names]), *body] if apart and not any(map(looks_numeric, names)) else rows


def _hint(separator: str) -> str:
    commas = " If commas stand inside numbers too, save the file with semicolons between the cells."
    return commas if separator == DELIMITERS[","] else ""


def _width(lengths: list[tuple[int, int]]) -> int:
    """Columns of a table. lengths: of each row, with and without the empty cells at its end."""
    with_empty, without = (Counter(kind).most_common(1)[0][0] for kind in zip(*lengths, strict=True))
    return without if without == max(filled for _, filled in lengths) else with_empty


def _trimmed(line: list[str]) -> list[str]:
    if line and line[-1]:
        return line
    end = len(line)
    while end and not line[end - 1]:
        end -= 1
    return line[:end]
