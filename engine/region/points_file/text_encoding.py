"""The text of a file: UTF-8, UTF-16 with or without its mark, or an older encoding where the words show which."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from engine.region.points_file.answers import SHOWN, Doubt

MOST_BYTES = 4_000_000
SAMPLE = 2_000
OLDER = {
    "cp1252": "Western European",
    "cp1250": "Central European",
    "cp1251": "Cyrillic",
    "koi8_r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "mac_roman": "old Macintosh",
    "shift_jis": "Japanese",
    "gb18030": "Chinese",
    "big5": "Chinese (Big5)",
    "cp949": "Korean",
}
SIGNS = set("€£¥§°µ²³½¼¾±×·–—‘’“”„…«»®©™ªº\u00a0")
LOOKED_AT, MOST_WORDS = 200_000, 2_000  # bytes and words by which an older encoding is told
KINDS = {
    b"\xd0\xcf\x11\xe0": "This is an Excel workbook of the old kind (.xls), or one with a password. "
    "Save it as .xlsx without one, or as CSV, and try again.",
    b"\x89PNG": "This is a picture, not a table.",
    b"\xff\xd8\xff": "This is a picture, not a table.",
    b"%PDF": "This is a PDF, not a table. Copy the table into a spreadsheet and save that as CSV.",
    b"\x1f\x8b": "This file is compressed. Unpack it and try again.",
}


def check_size(raw: bytes) -> None:
    """Raises: ValueError if the file is empty or too large."""
    if not raw:
        raise ValueError("The file is empty.")
    if len(raw) > MOST_BYTES:
        raise ValueError(f"The file has {len(raw) / 1e6:.1f} MB; {MOST_BYTES / 1e6:.0f} MB are taken.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """text: of the file, "" while `doubt` is open. note: what was taken for granted, in a sentence."""

    text: str
    note: str = ""
    doubt: Doubt | None = None


def decoded(raw: bytes, chosen: str = "") -> Decoded:
    """The text of a file. chosen: the encoding that was answered, one of OLDER.

    Raises: ValueError with what to do if it is no text.
    """
    for start, kind in KINDS.items():
        if raw.startswith(start):
            raise ValueError(kind)
    name = chosen if chosen in OLDER else _encoding(raw)
    try:
        found = Decoded(raw.decode(name))
    except UnicodeDecodeError as problem:
        if name in OLDER:
            raise ValueError(f"{_row(raw, problem)} holds a character that is none in this encoding.") from None
        found = _older(raw, problem)
    if "\0" in found.text:
        row = found.text[: found.text.index("\0")].count("\n") + 1
        raise ValueError(f"Row {row} holds a character that is no text (code 0). Save the file as CSV once more.")
    return found


def _row(raw: bytes, problem: UnicodeDecodeError) -> str:
    return f"Row {raw[: problem.start].count(10) + 1}"  # 10 ends a line


def _older(raw: bytes, problem: UnicodeDecodeError) -> Decoded:
    """A text from before UTF-8: taken where its words make sense in one encoding alone, asked about where in more.

    Raises: ValueError where they make sense in none.
    """
    cut = raw.rfind(b"\n", 0, LOOKED_AT) + 1 if len(raw) > LOOKED_AT else len(raw)
    start = raw.rfind(b"\n", 0, problem.start) + 1
    part = raw[:cut] if problem.start < cut else raw[start : start + LOOKED_AT].rpartition(b"\n")[0]
    readings = _readings(part, strict=True)
    sure = bool(readings)
    readings = readings or _readings(part, strict=False)
    if not readings:
        raise ValueError(
            f"{_row(raw, problem)} holds a character that is not UTF-8. Save the file as CSV with UTF-8 encoding and "
            "try again."
        ) from None
    shown = {name: ", ".join(list(dict.fromkeys(words))[:SHOWN]) for words, name in readings.items()}
    if len(shown) > 1 or not sure:
        said = "The file is not UTF-8, so some of its letters can be read in more than one way. Which words are right?"
        return Decoded("", doubt=Doubt("encoding", said, tuple((name, f"{seen[:60]}") for name, seen in shown.items())))
    ((name, seen),) = shown.items()
    try:
        return Decoded(raw.decode(name), f"The file is not UTF-8; it was read as {OLDER[name]}: {seen[:60]}.")
    except UnicodeDecodeError as late:
        raise ValueError(f"{_row(raw, late)} holds a character that is no text.") from None


def _readings(part: bytes, strict: bool) -> dict[tuple[str, ...], str]:
    """The words that a part of a file may hold, and an encoding for each; strict: without capitals inside a word."""
    readings: dict[tuple[str, ...], str] = {}
    for name in OLDER:
        words = _words(part, name)
        if words and all(_is_word(word, strict) for word in words) and _of_its_script(words, name):
            readings.setdefault(words, name)
    return readings


def _of_its_script(words: tuple[str, ...], encoding: str) -> bool:
    """Whether Korean is written in its own letters: what else its bytes may say is Chinese."""
    letters = "".join(words)
    return encoding != "cp949" or any("\uac00" <= one <= "\ud7a3" for one in letters)


def _words(part: bytes, encoding: str) -> tuple[str, ...]:
    """The words with a character outside ASCII, none where the bytes are no text in that encoding."""
    try:
        text = part.decode(encoding)
    except UnicodeDecodeError:
        return ()
    found: Iterator[re.Match[str]] = re.finditer(r"[^\s,;|\"\x00-\x1f]*[^\x00-\x7f][^\s,;|\"\x00-\x1f]*", text)
    return tuple(match[0][:40] for match in islice(found, MOST_WORDS))


def _is_word(word: str, strict: bool) -> bool:
    """Whether a word holds letters of one script, none of them a capital inside, and signs that people write.

    Not strict: a longer word of Latin letters may have a capital inside.
    """
    plain = "".join(one for one in word if one not in SIGNS)
    if any(not one.isascii() and not one.isalpha() for one in plain):
        return False
    for part in re.findall(r"[^\W\d_]+", plain):
        scripts = {unicodedata.name(one, "?").split(" ")[0] for one in part}
        east = scripts & {"CJK", "HIRAGANA", "KATAKANA", "HANGUL"}
        if len(scripts) > 1 and scripts != east:
            return False
        usual = part.isupper() or part[1:].islower() or len(part) == 1 or part.upper() == part.lower() or east
        if not usual and (strict or len(part) < 4):
            return False
        if not strict and scripts != {"LATIN"}:
            return False
    return True


def _encoding(raw: bytes) -> str:
    """By the mark at the start; without one, text whose every other byte is 0 is UTF-16."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = raw[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.4 * len(sample) / 2:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig"
