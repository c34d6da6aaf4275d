"""What a file turned out to hold, what is asked about it, and what was answered: values."""

from dataclasses import dataclass, field

from engine.region.csv_points import Table

Row = tuple[int, list[str]]  # its number in the file, and its cells
SHOWN = 3  # examples in a sentence


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person said about a file; "" and None where nothing was said yet.

    columns: of the three numbers. label: its column. names: whether the first row names the columns ("names", "data").
    decimal: how numbers are written. missing: "leave out" rows with nothing in a cell. labels: "one" or "two" classes
    for labels that differ in capitals alone. single: "leave out" or "keep" classes of one row. totals: the same of rows
    that sum others up. sheet: of a workbook. encoding: of a text that is not UTF-8.
    """

    columns: tuple[int, int, int] | None = None
    label: int | None = None
    names: str = ""
    decimal: str = ""
    missing: str = ""
    labels: str = ""
    single: str = ""
    totals: str = ""
    encoding: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the file that could mean two things. key: of Answers. options: what can be said, and in words."""

    key: str
    sentence: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """A file as far as it is understood.

    names: of its columns. columns, label: those taken. choose: whether there are more than four, or the labels are not
    the last or too many, so that a choice should be seen before it is taken. sheets, sheet: of a workbook, and the one
    that was read. doubts: what is still to be said. text: the points as a clean CSV, "" while anything is to be said or
    a problem stands. problem: a sentence. notes: what was done to the file, in sentences.
    """

    names: tuple[str, ...] = ()
    columns: tuple[int, int, int] = (0, 1, 2)
    label: int = 3
    choose: bool = False
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    doubts: tuple[Doubt, ...] = ()
    text: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()
    table: Table | None = field(default=None, compare=False)
