"""Typed and pasted numbers: what they mean, all that they may mean, or a sentence that says why they mean nothing.

A text is cut into rows of cells in every way that its marks allow (`pasted_text`, `notations`), and each way is tried
with every manner of writing numbers. What comes out the same is one reading. One reading is taken; where there are
more, nobody guesses: the reader chooses. All patterns are linear, and every text is measured before it is looked at.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.address import quoted, shortened
from engine.one_pass.settings import Matrix

MOST_TEXT, MOST_CELL, MOST_ROWS, MOST_CELLS = 10_000, 40, 100, 400
GROUPS = "\u00a0\u2007\u2009\u202f"  # spaces that do not break a line: between thousands, or between columns
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INFINITE = {"inf", "infinity", "∞", "np.inf"}
MISSING = {"nan", "na", "n/a", "none", "null", "np.nan"}
_SPACED = rf"[1-9]\d{{0,2}}(?:(?:[{GROUPS}]\d{{3}})+|(?:['’]\d{{3}})+)"
_POINT = rf"(?:(?:{_SPACED}|\d+)(?:\.\d*)?|\.\d+)"
_END = r"(?:[eE][-+]?\d{1,4})?"


@dataclass(frozen=True, slots=True)
class Manner:
    """A manner of writing numbers. how: its name for those who choose, "" for the plain one. decimal, group: marks."""

    how: str
    pattern: re.Pattern[str]
    group: str
    decimal: str


def _manner(how: str, body: str, group: str, decimal: str) -> Manner:
    return Manner(how, re.compile(rf"[-+]?(?:{body}){_END}", re.ASCII), group, decimal)


POINT = _manner("", _POINT, "", ".")
COMMA = _manner("decimal commas", rf"(?:{_SPACED}|[1-9]\d{{0,2}}(?:\.\d{{3}})+|\d+)(?:,\d*)?", ".", ",")
EITHER = _manner("decimal commas and points", rf"(?:{_SPACED}|\d+)(?:[.,]\d*)?|\.\d+", "", ".,")
THOUSANDS = _manner(
    "commas between thousands", rf"(?:{_SPACED}|[1-9]\d{{0,2}}(?:,\d{{3}})+|\d+)(?:\.\d*)?|\.\d+", ",", "."
)
POWER = re.compile(r"([-+]?\d[\d.,]{0,30})[×·*x]10(?:\^\{?([-+−]?\d{1,4})\}?|([⁺⁻]?[⁰¹²³⁴-⁹]{1,4}))", re.ASCII)
TEN = re.compile(r"10(?:(?:\^|\*\*)\{?([-+−]?\d{1,4})\}?|([⁺⁻]?[⁰¹²³⁴-⁹]{1,4}))", re.ASCII)
DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}(?:[ T].{0,20})?|\d{1,2}:\d{2}(?::\d{2})?", re.ASCII)
RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")


class Refused(ValueError):
    """A typed value that cannot be used. row, col: where it stands, from 1; None where it is about the whole."""

    def __init__(self, message: str, row: int | None = None, col: int | None = None) -> None:
        super().__init__(message)
        self.row, self.col = row, col


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to understand a text. label: what it would be. text: a text that says only that."""

    label: str
    text: str


class Ambiguous(Refused):
    """A text with more than one meaning, or one that has to be agreed to. choices: the meanings."""

    def __init__(self, message: str, choices: Sequence[Choice]) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


@dataclass(frozen=True, slots=True)
class Reading:
    """A matrix that a text may mean. how: what one has to believe of its marks, "" where nothing. sure: False where
    something that was pasted is left out, which has to be agreed to."""

    how: str
    rows: Matrix
    sure: bool = True

    def choice(self, label: str = "", command: str = "") -> Choice:
        """The reading as something to choose. label: in place of how. command: what to do with it, before its text."""
        listed = "; ".join(" ".join(f"{value:g}" for value in row) for row in self.rows)
        shape = f"{len(self.rows)} × {len(self.rows[0])}"
        text = repr([list(row) for row in self.rows])
        said = f"{label or self.how or 'as it stands'}: {shape}, {shortened(listed, 60)}"
        return Choice(said[0].upper() + said[1:], f"{command} {text}".strip())


def number(text: str, row: int | None = None, col: int | None = None, manner: Manner = EITHER) -> float:
    """A typed number: "3", "-0.5", "2,5" (a decimal comma), "1e-3", "−4", "1 234" with a space that does not break.

    row, col: its place in what was pasted, from 1, for the sentence. Raises: Refused, for anything but a finite number.
    """
    where = f"Row {row}, column {col} of what was pasted: " if row and col else ""
    plain = tidy(text)
    if len(plain) > MOST_CELL:
        raise Refused(f"{where}{quoted(plain, 20)} is too long for a number.", row, col)
    if not manner.pattern.fullmatch(plain):
        raise Refused(where + _why(plain, where), row, col)
    bare = re.sub(rf"[{GROUPS}'’{re.escape(manner.group)}]", "", plain)
    value = float(bare.replace(",", "."))
    if value == 0 and re.search(r"[1-9]", re.split("[eE]", bare)[0]):
        raise Refused(f"{where}{quoted(plain)} is closer to 0 than a computer's number can be. Write 0.", row, col)
    if math.isinf(value):
        raise Refused(f"{where}{quoted(plain)} is larger than a computer's number can be (1.8 · 10³⁰⁸).", row, col)
    return value + 0.0


def tidy(cell: str) -> str:
    """A cell without what surrounds it unseen and without quotation marks, its minus sign as a hyphen, 10² as e2."""
    plain = cell.strip(INVISIBLE + GROUPS + " \t\r\n\f\v")
    if len(plain) > 2 and plain[0] == plain[-1] == '"':
        plain = plain[1:-1].strip()
    if len(plain) <= MOST_CELL and (ten := TEN.fullmatch(plain)):
        plain = f"1e{(ten[1] or ten[2]).translate(RAISED)}"
    if len(plain) <= MOST_CELL and (power := POWER.fullmatch(plain.replace(" ", ""))):
        plain = f"{power[1]}e{(power[2] or power[3]).translate(RAISED)}"
    return re.sub(r"^[−–﹣－](?=[\d.,])|(?<=[eE])[−–](?=\d)", "-", plain)


def _why(plain: str, where: str) -> str:
    """Why a text is no number, and what to write instead."""
    shown, lowered = quoted(plain, 20), plain.lower().lstrip("+-")
    if not plain:
        return f"{'n' if where else 'N'}othing is there. Write a number, 0 if none is meant."
    if lowered in INFINITE:
        return f"{shown} is infinite. Only finite numbers can be used."
    if lowered in MISSING:
        return f"{shown} means 'not a number' or 'missing'. Write the number that is meant."
    hidden = next((char for char in plain if char in INVISIBLE), "")
    if hidden:
        return f"{shown} holds an invisible character (U+{ord(hidden):04X}). Type the number anew."
    if plain.endswith("%"):
        return f"{shown} is a percentage. Write it as a number, such as 0.5 for 50%."
    if re.fullmatch(r"[-+]?(?:\d+/\d+|\d*[¼½¾⅓⅔⅛⅜⅝⅞]|\\d?frac.*)", plain, re.ASCII):
        return f"{shown} is a fraction. Write it as a number, such as 0.5 for 1/2."
    if re.fullmatch(r"[-+]?[$€£¥].*|.*\d ?[$€£¥]", plain):
        return f"{shown} is an amount of money. Write the number alone."
    if lowered in ("true", "false"):
        return f"{shown} is no number. Write 1 for true and 0 for false."
    if plain in ("-", "–", "—", "?", "."):
        return f"{shown} stands for a number that is missing. Write the number that is meant, 0 if none is."
    if DATE.fullmatch(plain):
        return f"{shown} is a date or a time. Write it as a number."
    if re.fullmatch(r"(?:[-+]?[\d.,]{1,20} +){1,9}[-+]?[\d.,]{1,20}", plain):
        return f"{shown} is more than one number. Write one sign between all of them, a space or a bar."
    if plain.startswith("="):
        return f"{shown} is a formula. Paste the number that comes out of it."
    if re.fullmatch(r"#[A-Z/0]+[!?]?", plain):
        return f"{shown} is an error of the spreadsheet. Write the number that is meant."
    if plain in ("...", "…", "⋮", "⋯", "⋱", "\\cdots", "\\dots", "\\ldots", "\\vdots", "\\ddots"):
        return f"{shown} stands for numbers that were left out. Copy all of them."
    if re.fullmatch(r"\(\s*[\d.,]+\s*\)", plain):
        return f"{shown} may be a negative number in brackets. Write it with a minus sign."
    return f"{shown} is not a number. Write it with digits and a point, such as 0.5."


def readings(grids: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> list[Reading]:
    """All that rows of cells, cut in one or more ways, may mean; equal matrices once.

    grids: (how, rows of cells), the likeliest first. Raises: Refused with the reason of the likeliest, where none does.
    """
    found: list[Reading] = []
    refusals: list[Refused] = []
    for how, rows in grids:
        for manner in _manners(rows):
            try:
                matrix = _matrix(rows, manner)
            except Refused as problem:
                refusals.append(problem)
                continue
            if all(matrix != other.rows for other in found):
                said = ", ".join(part for part in (how, manner.how) if part)
                found.append(Reading(said, matrix))
    if not found:
        raise refusals[0]
    return found


def _manners(rows: Sequence[Sequence[str]]) -> list[Manner]:
    """The manners worth trying: without a comma anywhere a point is a decimal point, unless that cannot be."""
    text = " ".join(cell for row in rows for cell in row)
    if "," in text:
        return [COMMA, EITHER, THOUSANDS]
    return [COMMA] if re.search(r"\d\.\d{3}\.\d{3}", text, re.ASCII) else [POINT]


def _matrix(rows: Sequence[Sequence[str]], manner: Manner) -> Matrix:
    if not rows or not all(rows):
        raise Refused("There are no numbers here.")
    if len(rows) > MOST_ROWS or sum(map(len, rows)) > MOST_CELLS:
        raise Refused(f"{sum(map(len, rows)):,} numbers are more than a matrix here can have.")
    found = []
    if len(rows) == len(rows[0]) == 1:
        return ((number(rows[0][0], manner=manner),),)
    for i, row in enumerate(rows, 1):
        found.append(tuple(number(cell, i, j, manner) for j, cell in enumerate(row, 1)))
        if len(row) != len(rows[0]):
            one, first = "1 number" if len(row) == 1 else f"{len(row)} numbers", len(rows[0])
            raise Refused(f"Row {i} of what was pasted has {one}, row 1 has {first}. Every row needs the same.", i)
    return tuple(found)
