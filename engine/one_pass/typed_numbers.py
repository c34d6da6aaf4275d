"""Typed and pasted numbers: what they mean, or a sentence that says which one cannot be used, and why."""

import math
import re

from engine.one_pass.settings import Matrix

MOST_TEXT = 10_000
GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


class Refused(ValueError):
    """A typed value that cannot be used. row, col: where it stands, from 1; None where it is about the whole."""

    def __init__(self, message: str, row: int | None = None, col: int | None = None) -> None:
        super().__init__(message)
        self.row, self.col = row, col


def number(text: str, row: int | None = None, col: int | None = None, comma: bool = False) -> float:
    """A typed number: "3", "-0.5", "2,5" (a decimal comma), "1e-3", "−4".

    comma: commas are known to be decimal commas. Otherwise "1,500" is refused: it may mean 1.5 or 1500.
    Raises: Refused, for anything that is not a finite number, with the place given in the sentence.
    """
    where = f"Row {row}, column {col}: " if row and col else ""
    plain = text.strip().replace("−", "-").replace("\u00a0", "")
    shown = plain if len(plain) <= 20 else plain[:20] + "…"
    if not plain:
        raise Refused(f"{where}nothing is there. Type a number, 0 if none is meant.", row, col)
    if GROUPED.fullmatch(plain) and not (comma and DECIMAL_COMMA.fullmatch(plain)):
        raise Refused(f"{where}the comma in “{shown}” may split off thousands or decimals. Write it without.", row, col)
    if DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", plain):
        lowered = plain.lower().lstrip("+-")
        if lowered in ("inf", "infinity", "∞"):
            raise Refused(f"{where}“{shown}” is infinite. Only finite numbers can be used.", row, col)
        if lowered == "nan":
            raise Refused(f"{where}“{shown}” means 'not a number'. Type the number that is meant.", row, col)
        raise Refused(f"{where}“{shown}” is not a number.", row, col)
    value = float(plain)
    if math.isinf(value):
        raise Refused(f"{where}“{shown}” is larger than a computer's number can be (1.8 · 10³⁰⁸).", row, col)
    return value + 0.0


def matrix(text: str) -> Matrix:
    """Rows of numbers, typed or pasted from a spreadsheet.

    A line is a row; in a single line, semicolons end rows where spaces or several commas split the columns
    ("1 2; 3 4"). Columns are split by tabs, else by semicolons, else by spaces, else by commas. A comma is a decimal
    comma where something else splits the columns.

    Raises: Refused for something that is not a number, for ragged rows, and for nothing at all.
    """
    if len(text) > MOST_TEXT:
        raise Refused(f"{len(text):,} characters are more than a matrix of this size can have.")
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines:
        raise Refused("Nothing was typed. One row a line, numbers split by spaces, commas, semicolons or tabs.")
    rows = _split(lines)
    cells = [cell.strip() for row in rows for cell in row]
    comma = any(DECIMAL_COMMA.fullmatch(cell) and not GROUPED.fullmatch(cell) for cell in cells)
    found = tuple(tuple(number(cell, i, j, comma) for j, cell in enumerate(row, 1)) for i, row in enumerate(rows, 1))
    for i, row in enumerate(found, 1):
        if len(row) != len(found[0]):
            raise Refused(
                f"Row {i} has {_numbers(len(row))}, row 1 has {len(found[0])}. Every row needs the same.", i, None
            )
    return found


def targets(text: str, classes: int, first: int = 1) -> tuple[int, ...]:
    """Typed targets, one a sample, split like the numbers of a row or column: class numbers, or False and True.

    first: the sample, from 1, of the first of them.
    Raises: Refused for anything else.
    """
    found = []
    for place, word in enumerate(re.split(r"[\s,;]+", text[:MOST_TEXT].strip(" ,;\n\t")), first):
        known = {"false": 0, "true": 1}.get(word.lower())
        value = known if known is not None else int(word) if re.fullmatch(r"\d{1,3}", word) else -1
        if not 0 <= value < classes:
            shown = word if len(word) <= 20 else word[:20] + "…"
            allowed = "False and True, or 0 and 1" if classes == 2 else f"0 to {classes - 1}"
            raise Refused(f"Target of sample {place}: “{shown}” is no class. The classes are {allowed}.", place, None)
        found.append(value)
    return tuple(found)


def _numbers(count: int) -> str:
    return "1 number" if count == 1 else f"{count} numbers"


def _split(lines: list[str]) -> list[list[str]]:
    """Lines to rows of cells, by the first separator that is there."""
    together = "\n".join(lines)
    if "\t" in together:
        return [line.rstrip("\t ").split("\t") for line in lines]
    if ";" in together:
        if len(lines) == 1 and re.search(r"[^;\s]\s+[^;\s]|,\s*[^;]+,", together):
            return _split([part for part in together.split(";") if part.strip()])
        return [re.sub(r";\s*$", "", line).split(";") for line in lines]
    if any(re.search(r"\S\s+\S", re.sub(r",\s+", ",", line)) for line in lines):
        return [re.split(r"\s+", re.sub(r",\s+", " ", line).strip()) for line in lines]
    if "," in together:
        return [re.sub(r",\s*$", "", line).split(",") for line in lines]
    return [[line.strip()] for line in lines]
