"""The text of a file: UTF-8, or UTF-16 with or without its mark; a sentence for what is no text."""

MOST_BYTES = 4_000_000
SAMPLE = 2_000
KINDS = {
    b"\xd0\xcf\x11\xe0": "This is an Excel workbook of the old kind (.xls). Save it as .xlsx or as CSV and try again.",
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


def decoded(raw: bytes) -> str:
    """The text of a file. Raises: ValueError with what to do if it is none."""
    for start, kind in KINDS.items():
        if raw.startswith(start):
            raise ValueError(kind)
    name = _encoding(raw)
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as problem:
        row = raw[: problem.start].count(b"\n") + 1
        raise ValueError(
            f"Row {row} holds a character that is not UTF-8. Save the file as CSV with UTF-8 encoding and try again."
        ) from None
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise ValueError(f"Row {row} holds a character that is no text (code 0). Save the file as CSV once more.")
    return text


def _encoding(raw: bytes) -> str:
    """By the mark at the start; without one, text whose every other byte is 0 is UTF-16."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = raw[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.4 * len(sample) / 2:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig"
