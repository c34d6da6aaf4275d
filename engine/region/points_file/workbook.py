"""Rows of cells from a sheet of an Excel workbook: bounded before anything is laid out in memory."""

import io
import re
import zipfile
import zlib
from itertools import islice

from engine.region.csv_points import MOST_ROWS
from engine.region.points_file.grid import MOST_COLUMNS, MOST_LINES, Grid, even, table_alone
from engine.region.points_file.spellings import tidy

MOST_UNPACKED, MOST_PARTS, MOST_SHEETS = 16_000_000, 200, 20
UNREADABLE = "This workbook cannot be read. Save it once more, or save the sheet as CSV."
LARGE = f"The workbook unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB. Save one sheet as CSV."


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are a zip archive, as .xlsx files are."""
    return raw.startswith(b"PK\x03\x04")


class Workbook:
    """An Excel workbook. names: of its sheets.

    Raises: ValueError with a sentence, where it cannot be read or is too large.
    """

    def __init__(self, raw: bytes) -> None:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

        plain = _unpacked(raw)
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(plain))
            self._seen = [one.name for one in self._book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        except (CalamineError, OSError, ValueError) as problem:
            raise ValueError(UNREADABLE) from problem
        self.names = tuple(self._book.sheet_names)

    def grid(self, sheet: str = "") -> Grid:
        """The rows of a sheet; by default of the first that is seen and wide enough.

        Raises: ValueError with a sentence.
        """
        from python_calamine import CalamineError

        try:
            wanted = [sheet] if sheet in self.names else [*self._seen, *self.names]
            tables = [self._book.get_sheet_by_name(name) for name in wanted[:MOST_SHEETS]]
        except (CalamineError, OSError, ValueError) as problem:
            raise ValueError(UNREADABLE) from problem
        filled = [one for one in tables if one.height]
        table = next((one for one in filled if one.width >= 4), filled[0] if filled else None)
        if table is None:
            raise ValueError("The workbook has no cells with anything in them.")
        top, left = table.start or (0, 0)
        lines = [[_spelled(cell) for cell in row] for row in islice(table.iter_rows(), MOST_LINES)]
        reached = dict.fromkeys(range(left, left + table.width), top - 1)  # Excel's merged cells never overlap
        for (first, column), (last, end) in sorted(table.merged_cell_ranges or ()):
            if column == end and reached.get(column, first) < first:  # one cell over several rows
                reached[column] = last
                for row in range(first - top + 1, min(last - top + 1, len(lines))):
                    lines[row][column - left] = lines[first - top][column - left]
        rows, notes = table_alone([(number + top, line) for number, line in enumerate(lines, 1) if any(line)])
        return Grid(even(rows, "nothing"), "", self.names, table.name, notes)


def _spelled(cell: object) -> str:
    """A cell as text; whole numbers without a point."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return tidy(repr(cell) if isinstance(cell, float) else str(cell))


def _unpacked(raw: bytes) -> bytes:
    """The workbook without compression and pictures, so that what it says of its own size need not be believed.

    Raises: ValueError with a sentence.
    """
    copy, room = io.BytesIO(), MOST_UNPACKED
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
                if one.filename.startswith("xl/worksheets/"):
                    _check_extent(content)
                plain.writestr(one.filename, content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise ValueError(UNREADABLE) from problem
    return copy.getvalue()


def _other(names: list[str]) -> str:
    """What an archive is that is no Excel workbook, and what to do."""
    if {"mimetype", "xl/workbook.bin"} & set(names) or any(name.startswith("Index/") for name in names):
        return "This is a workbook of another kind than .xlsx. Open it, and save it as .xlsx or the sheet as CSV."
    return "This is an archive, not an Excel workbook (.xlsx). Unpack it and take what is in it."


def _check_extent(sheet: bytes) -> None:
    """Raises: ValueError if the cells of a sheet lie so far apart that laying it out would fill the memory."""
    row, letters = 0, b""
    for found in re.finditer(rb"""\br\s*=\s*["']([A-Z]{1,3})?(\d{1,7})["']""", sheet):
        row = max(row, int(found[2]))
        letters = max(letters, found[1] or b"", key=lambda one: (len(one), one))
    if sheet.count(b"mergeCell ") > MOST_LINES:
        raise ValueError(f"A sheet has more than {MOST_LINES:,} merged cells. Save it as CSV.")
    if row > MOST_LINES or sheet.count(b"<row") > MOST_LINES:
        raise ValueError(f"A sheet has more than {MOST_LINES:,} rows; {MOST_ROWS:,} rows of points are taken.")
    if (len(letters), letters) > (2, b"IV"):
        raise ValueError(f"A sheet has cells beyond column IV; {MOST_COLUMNS} columns are the most that are taken.")
