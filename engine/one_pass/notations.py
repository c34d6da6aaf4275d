"""Matrices as programs and documents write them: NumPy, Python, MATLAB, Julia, R, LaTeX, Markdown and their kin."""

import re
from collections.abc import Sequence

from engine.address import quoted
from engine.one_pass.bracketed import bracketed
from engine.one_pass.typed_numbers import Refused

Rows = list[list[str]]
Grids = list[tuple[str, Rows]]
PROMPT = re.compile(r"\s*(?:>>> |Out\[\d{1,6}\]: ?|In \[\d{1,6}\]: ?|julia> |> )")
OPENS = re.compile(r"\s*(?:[^\W\d][\w.]{0,60}\s*(?:<-|:?=)\s*)?(?:[\[({]|[^\W\d][\w.]{0,60}\s*[\[(])")
R_COLUMNS = re.compile(r"\s*(?:\[,\d{1,3}\]\s*)+")
R_ROW = re.compile(r"\s*\[(\d{1,3}),\]\s+(.*)")
R_VECTOR = re.compile(r"\s*\[\d{1,3}\]\s+(.*)")
JULIA = re.compile(r"\s*\d{1,3}(?:×\d{1,3}|-element)\s.*:\s*")
NAMED = re.compile(r"\s*[^\W\d]\w{0,60}\s*=\s*")
FACTOR = re.compile(r"\s*\d\.\d+e[+-]\d+\s*\*\s*", re.IGNORECASE)
RULE = re.compile(r"[\s|+:=─━│┃┼├┤┌┐└┘┬┴╞═╪╡╔╗╚╝╟╢║-]*")
TEX = re.compile(
    r"\\begin\{(?:[bpBvV]?matrix\*?|smallmatrix|array|tabular)\}(?:\[[^\]\n]{0,20}\])?(?:\{[^{}\n]{0,40}\})?"
)
ACCOUNTED = re.compile(r"\s*\(\s*[\d.,]{1,40}\s*\)\s*")


def notation(text: str) -> Grids | None:
    """A text cut into rows of cells, where it is written in one of the notations; None where it is not.

    Raises: Refused where the notation is known but what stands in it cannot be used.
    """
    text = PROMPT.sub("", text, count=1) if PROMPT.match(text) else text
    if text.lstrip().startswith("<tf.Tensor") and "numpy=" in text:
        text = text.split("numpy=", 1)[1].rstrip(" \n>")
    lines = [line for line in text.split("\n") if line.strip()]
    if "\\begin{" in text or ("&" in text and ("\\\\" in text or "\\cr" in text)):
        return [("", _latex(text))]
    if lines and (R_COLUMNS.fullmatch(lines[0]) or R_ROW.fullmatch(lines[0])):
        return [("", _r_matrix(lines))]
    if lines and all(R_VECTOR.fullmatch(line) for line in lines):
        return [("", [" ".join(R_VECTOR.sub(r"\1", line) for line in lines).split()])]
    if ACCOUNTED.fullmatch(text):
        return [("", [[text]])]
    if any(mark in text for mark in "|│┃║"):
        return _piped(lines)
    return [("", bracketed(text))] if OPENS.match(text) else None


def without_heading(lines: list[str]) -> list[str]:
    """The lines below "A =" or "2×3 Matrix{Float64}:", as MATLAB and Julia print a matrix.

    Raises: Refused for a common factor, because the numbers under it are rounded.
    """
    if len(lines) < 2 or not (JULIA.fullmatch(lines[0]) or NAMED.fullmatch(lines[0])):
        return lines
    rest = [line for line in lines[1:] if line.strip()]
    if rest and FACTOR.fullmatch(rest[0]):
        raise Refused(
            f"{quoted(rest[0].strip())} is a common factor, under which MATLAB rounds. Use format long g there."
        )
    return rest


def _latex(text: str) -> Rows:
    """The cells of one LaTeX matrix, array or table."""
    begun = TEX.search(text)
    body = text[begun.end() :] if begun else text
    if len(TEX.findall(text)) > 1:
        raise Refused("There is more than one matrix here. Paste one.")
    body = body.split("\\end{", 1)[0]
    body = body if begun else re.sub(r"\\[bp]?matrix\s*\{", "", body).rstrip(" }$\n")
    body = re.sub(r"\\(?:hline|toprule|midrule|bottomrule|left|right|displaystyle)(?![a-zA-Z])|[$]", "", body)
    body = re.sub(r"\\(?:,|!|;|:|phantom\{[^{}\n]{0,10}\})", "", body).replace("{,}", ",")
    body = re.sub(r"\s*(?:\\cdot|\\times)\s*10\^(?:\{\s*([-+−]?\d{1,4})\s*\}|(\d))", r"e\1\2", body)
    rows = [row for row in re.split(r"\\\\(?:\[[^\]\n]{0,12}\])?|\\cr(?![a-z])|\\tabularnewline", body) if row.strip()]
    if not rows:
        raise Refused("There are no numbers in this matrix.")
    return [[re.sub(r"^\{(.*)\}$", r"\1", cell.strip()) for cell in row.split("&")] for row in rows]


def _r_matrix(lines: Sequence[str]) -> Rows:
    """A matrix as R prints it, in one or more blocks of columns, each row with its number before it."""
    rows: dict[int, list[str]] = {}
    for line in lines:
        if R_COLUMNS.fullmatch(line):
            continue
        found = R_ROW.fullmatch(line)
        if not found:
            raise Refused(f"{quoted(line.strip())} is no row of a matrix as R prints it.")
        rows.setdefault(int(found[1]), []).extend(found[2].split())
    return [rows[number] for number in sorted(rows)]


def _piped(lines: Sequence[str]) -> Grids:
    """A table with bars between its cells; what stands above its rule is a heading, unless it may be numbers."""
    rows: Rows = []
    above: int | None = None
    for line in lines:
        if RULE.fullmatch(line):
            above = len(rows) if rows and above is None else above
            continue
        cells = re.split(r"[|│┃║]", line.strip())
        cells = cells[1:] if cells and not cells[0].strip() else cells
        rows.append(cells[:-1] if cells and not cells[-1].strip() else cells)
    if not rows:
        raise Refused("There are no numbers in this table.")
    if above is None or above >= len(rows):
        return [("", rows)]
    heads = [cell.strip() for row in rows[:above] for cell in row]
    below = ("the first row is a heading", rows[above:])
    if any(re.search(r"\d", head) for head in heads):
        return [below, ("the first row is data", rows)]
    return [("", below[1])]
