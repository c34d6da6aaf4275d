"""Rows of cells from a sheet of an Excel workbook."""

import io
from itertools import islice

from engine.region.points_file.grid import MOST_LINES, Grid, even, table_alone
from engine.region.points_file.spellings import tidy
from engine.region.points_file.workbook_parts import UNREADABLE, unpacked

MOST_SHEETS = 20


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are a zip archive, as .xlsx files are."""
    return raw.startswith(b"PK\x03\x04")


class Workbook:
    """An Excel workbook. names: of its sheets.

    Raises: ValueError with a sentence, where it cannot be read or is too large.
    """

    def __init__(self, raw: bytes) -> None:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

        plain = unpacked(raw)
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

        table = None
        try:
            for name in ([sheet] if sheet in self.names else [*self._seen, *self.names])[:MOST_SHEETS]:
                one = self._book.get_sheet_by_name(name)
                if one.height and (table is None or one.width >= 4):
                    table = one
                if table and table.width >= 4:
                    break
        except (CalamineError, OSError, ValueError) as problem:
            raise ValueError(UNREADABLE) from problem
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
