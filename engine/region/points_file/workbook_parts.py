"""The parts of an Excel workbook, unpacked; nothing goes on to the reader that would fill its memory.

A few kilobytes can ask for gigabytes: by packing well, by two cells far apart (a sheet is laid out whole), or by one
long text in many cells (a workbook keeps it once). So it is looked at before it is read, in one pass over the bytes.
"""

import io
import re
import zipfile
import zlib
from itertools import islice

from engine.region.csv_points import MOST_ROWS
from engine.region.points_file.grid import MOST_CELLS, MOST_COLUMNS, MOST_LINES

MOST_UNPACKED, MOST_PARTS = 16_000_000, 200
FARTHEST = 256  # column IV: a stray note at the side does no harm
UNREADABLE = "This workbook cannot be read. Save it once more, or save the sheet as CSV."
TALL = f"A sheet has more than {MOST_LINES:,} rows; {MOST_ROWS:,} rows of points are taken."
LARGE = f"The workbook unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB. Save one sheet as CSV."

# What the reader would find in a sheet: where cells and rows say that they are, and those that do not say it.
POSITION = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")
ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
PLACED = re.compile(rb"[^<>]*\br\s*=")
UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^<>]*\br\s*=)")
SHARED_STRINGS = re.compile(rb"<(?:\w+:)?sst[\s>]")
STRING_END = re.compile(rb"</(?:\w+:)?si>")
OF_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
SHARED = re.compile(rb"""\bt="s"[^<>]{0,40}><v>(\d{1,7})</v>""")


def unpacked(raw: bytes) -> bytes:
    """The workbook without compression and pictures, so that what it says of its own size need not be believed.

    Raises: ValueError with a sentence.
    """
    copy, room = io.BytesIO(), MOST_UNPACKED
    strings, sheets = [0], []
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(copy, "w") as plain:
            if "xl/workbook.xml" not in archive.namelist():
                raise ValueError(_other(archive.namelist()))
            for one in archive.infolist()[:MOST_PARTS]:
                if not one.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(one) as file:
                    content = file.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise ValueError(LARGE)
                if b"sheetData" in content:
                    _check_extent(content)
                    sheets.append(content)
                elif SHARED_STRINGS.search(content):
                    strings = [len(string) for string in STRING_END.split(content)]
                plain.writestr(one.filename, content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise ValueError(UNREADABLE) from problem
    for sheet in sheets:
        _check_strings(sheet, strings)
    return copy.getvalue()


def _other(names: list[str]) -> str:
    """What an archive is that is no Excel workbook, and what to do."""
    if {"mimetype", "xl/workbook.bin"} & set(names) or any(name.startswith("Index/") for name in names):
        return "This is a workbook of another kind than .xlsx. Open it, and save it as .xlsx or the sheet as CSV."
    return "This is an archive, not an Excel workbook (.xlsx). Unpack it and take what is in it."


def _check_extent(sheet: bytes) -> None:
    """Raises: ValueError if its cells lie so far apart that laying the sheet out would fill the memory."""
    if sheet.count(b"mergeCell ") > MOST_LINES:
        raise ValueError(f"A sheet has more than {MOST_LINES:,} merged cells. Save it as CSV.")
    if sheet.count(b"row") > 2 * MOST_LINES + 10:  # each is opened and closed
        raise ValueError(TALL)
    last, letters = 0, set()
    for count, found in enumerate(POSITION.finditer(sheet)):
        if count > MOST_CELLS + MOST_LINES:
            raise ValueError(LARGE)
        last = max(last, int(found[2].lstrip(b"0")[:8] or b"0"))
        letters.add(found[1].upper())
    rows = ROW.split(sheet)
    last += sum(not PLACED.match(row) for row in rows[1:])  # such a row follows the last
    if last > MOST_LINES:
        raise ValueError(TALL)
    columns = max(map(_column, letters), default=0) + max(_up_to(FARTHEST + 1, UNPLACED, row) for row in rows)
    if columns > FARTHEST:
        raise ValueError(f"A sheet has cells beyond column IV; {MOST_COLUMNS} columns are the most that are taken.")
    if last * columns > MOST_CELLS:
        raise ValueError(
            f"A sheet reaches over {last:,} rows and {columns} columns; {MOST_CELLS:,} cells are the most that are "
            "taken. Save what belongs to the table as CSV."
        )


def _up_to(most: int, pattern: re.Pattern[bytes], text: bytes) -> int:
    """How often the pattern is there; not counted further than `most`."""
    return sum(1 for _ in islice(pattern.finditer(text), most))


def _column(letters: bytes) -> int:
    """The number of a column, from 1: AA is 27."""
    number = 0
    for letter in letters[:8]:
        number = 26 * number + letter - 64
    return number


def _check_strings(sheet: bytes, strings: list[int]) -> None:
    """A workbook keeps a text once, however many cells have it. strings: bytes of each.

    Raises: ValueError if the cells would fill the memory with copies.
    """
    all_of_them = _up_to(MOST_CELLS + 1, OF_SHARED, sheet)
    if all_of_them > MOST_CELLS:
        raise ValueError(LARGE)
    known = [int(number) for number in SHARED.findall(sheet)]
    others = max(0, all_of_them - len(known))
    total = sum(strings[number] for number in known if number < len(strings)) + others * max(strings)
    if total > MOST_UNPACKED:
        raise ValueError(LARGE)
