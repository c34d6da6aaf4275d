"""A single cell: tidied text, a number in one of the ways to write it, or a spelling of nothing."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Decimal = Literal["point", "comma", "thousands comma", "thousands point"]
MISSING = {"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "?", "-", "–", "—", ".", "missing", "nd", "n.d."}
MISSING |= {"--", "---", "n.a.", "n.a", "k.a.", "k. a.", "no data", "nodata", "not available"}
MISSING |= {"#div/0!", "#null!", "#value!", "#ref!", "#num!", "#name?", "#wert!", "#zahl!", "#bezug!", "#nv"}
INFINITE = {"inf", "infinity", "+inf", "-inf", "+infinity", "-infinity", "∞", "-∞"}
POWER = r"(?:[eE][+-]?\d+)?"
WAYS: dict[Decimal, re.Pattern[str]] = {
    "point": re.compile(rf"[+-]?(?:\d+\.?\d*|\.\d+){POWER}"),
    "comma": re.compile(rf"[+-]?(?:\d+,?\d*|,\d+){POWER}"),
    "thousands comma": re.compile(
        rf"[+-]?(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d+)(?:\.\d*)?|\.\d+){POWER}"
    ),
    "thousands point": re.compile(rf"[+-]?(?:(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d*)?|,\d+){POWER}"),
}
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+")  # what may be a number with points between its thousands
BETWEEN = re.compile(r"[+-]?\d{1,3}([ '’])\d{3}(?:\1\d{3})*(?:[.,]\d*)?")  # spaces or apostrophes between thousands
WITH_UNIT = re.compile(
    r"([$€£¥]? ?)([+−-]?[\d.,](?:[\d.,'’ ]*\d)?(?:[eE][+-]?\d+)?)( ?(?:[%‰$€£¥]|°?[A-Za-zµΩ°²³/]{0,6}))"
)
DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}(?:[ T].*)?|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
TENS = re.compile(  # 1.2 × 10³, 1.2 * 10^3, 1.2D+03; 640x1080 is a size
    r"([+-]?[\d.,]+) ?(?:[×·*x] ?10(?:\^|(?=[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))|[dD](?=[+-]))([+-]?[\d⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
)
RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
NOT_ZERO = re.compile(r"[+-]?[0.]*[1-9]")  # how a number that is not 0 begins
AS_TEXT = re.compile(r"=\"([^\"]*)\"|'([+-]?[\d.,]+)")
PLAIN = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?")  # as most numbers are written: quickly told, and never too large
ALL_PLAIN = re.compile(r"(?:-?[0-9]{1,12}+(?:\.[0-9]{1,12}+)?+\n)*+")  # of such numbers, each ended by a line's end
LONGEST = 40  # characters of a number
LARGEST = 1e100


def tidy(cell: str) -> str:
    """The cell as people see it: invisible characters gone, composed, single spaces, none at the ends.

    A number that is kept as a text, ="0.5" or '0.5, is the number.
    """
    if cell[:1] in ("=", "'") and (kept := AS_TEXT.fullmatch(cell)):
        cell = kept[1] or kept[2]
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split()) if " " in cell else cell
    plain = " ".join(cell.split())
    if plain.isprintable() and unicodedata.is_normalized("NFC", plain):
        return plain
    return _composed(cell)


@lru_cache(maxsize=1024)
def is_tidy(sign: str) -> bool:
    """Whether `tidy` leaves a sign as it is, whatever stands beside it: visible, and never composed with another."""
    if sign.isascii():
        return sign.isprintable()
    letter = unicodedata.category(sign)[0] != "M" and not "\u1100" <= sign <= "\u11ff"  # parts of Hangul syllables
    return letter and sign.isprintable() and unicodedata.is_normalized("NFC", sign)


@lru_cache(maxsize=1024)
def _composed(cell: str) -> str:
    spaced = re.sub(r"[\t\n\r\u2028\u2029]", " ", cell)
    seen = "".join(one for one in spaced if unicodedata.category(one) not in ("Cf", "Cc"))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def is_missing(cell: str) -> bool:
    """Whether the cell says that there is no value."""
    return cell.casefold() in MISSING


def is_infinite(cell: str) -> bool:
    """Whether the cell says that the value is infinite, or too large to be used."""
    if cell.casefold() in INFINITE:
        return True
    return len(cell) <= LONGEST and bool(WAYS["point"].fullmatch(cell)) and not abs(float(cell)) <= LARGEST


def number(cell: str, decimal: Decimal = "point") -> float | None:
    """The cell's number, written with a decimal point, a decimal comma, or with commas or points between thousands.

    Spaces or apostrophes between thousands mean nothing else, and are passed over. None where it is no number, infinite
    or larger than 1e100.
    """
    if decimal == "point" and PLAIN.fullmatch(cell):
        return float(cell)
    text = cell.replace("−", "-")
    if (" " in text or "'" in text or "’" in text) and len(text) <= LONGEST and BETWEEN.fullmatch(text):
        text = re.sub("[ '’]", "", text)
    if len(text) > LONGEST:
        return None
    if not WAYS[decimal].fullmatch(text):
        tens = TENS.fullmatch(text)
        text = f"{tens[1]}e{tens[2].translate(RAISED)}" if tens else ""
        if not WAYS[decimal].fullmatch(text):
            return None
    if decimal == "thousands comma":
        text = text.replace(",", "")
    elif decimal in ("comma", "thousands point"):
        text = text.replace(".", "").replace(",", ".")
    value = float(text)
    return value if abs(value) <= LARGEST and (value or not NOT_ZERO.match(text)) else None


def numbers(cells: list[str]) -> list[float]:
    """The numbers of cells written with a decimal point, 0 for each that holds none."""
    if are_plain(cells):
        return list(map(float, cells))
    return [number(cell) or 0.0 for cell in cells]


def are_plain(cells: list[str]) -> bool:
    """Whether every cell is a number as most are written. All are looked at at once."""
    joined = "\n".join([*cells, ""])
    return joined.count("\n") == len(cells) and bool(ALL_PLAIN.fullmatch(joined))


def looks_numeric(cell: str) -> bool:
    """Whether the cell is a number in any of the ways to write one."""
    return any(number(cell, way) is not None for way in WAYS)


def with_unit(cell: str) -> tuple[str, str] | None:
    """A number and the sign or unit that stands before or behind it, as in 12 % or €5; None where there is none."""
    found = WITH_UNIT.fullmatch(cell) if len(cell) <= LONGEST else None
    if not found or bool(found[1].strip()) == bool(found[3].strip()) or not looks_numeric(found[2].strip()):
        return None
    return found[2].strip(), (found[1] or found[3]).strip()


def is_date(cell: str) -> bool:
    """Whether the cell is a date or a time of day."""
    return len(cell) <= LONGEST and bool(DATE.fullmatch(cell))
