"""Matrices as programs and documents write them: NumPy, Python, MATLAB, Julia, R, LaTeX, Markdown and their kin."""

import re
from collections.abc import Sequence

from engine.address import quoted
from engine.one_pass.bracketed import bracketed
from engine.one_pass.nested import Rows, grid, of_cells, turned
from engine.one_pass.transcripts import OPENS
from engine.one_pass.typed_numbers import Refused

Grids = list[tuple[str, Rows]]
R_COLUMNS = re.compile(r"\s*(?:\[,\d{1,3}\]\s*)+")
R_ROW = re.compile(r"\s*\[(\d{1,3}),\]\s+(.*)")
R_VECTOR = re.compile(r"\s*\[\d{1,3}\]\s+(.*)")
JULIA = re.compile(r"\s*\d{1,3}(?:[×x]\d{1,3}|-element)\s.*:\s*")
NAMED = re.compile(r"\s*[^\W\d]\w{0,60}\s*=\s*")
COLUMNS = re.compile(r"\s*Columns? \d{1,3}(?: (?:through|thru|to|and) \d{1,3})?:?\s*", re.IGNORECASE)
PLACED = re.compile(r"\s*\(\d{1,9}, \d{1,9}\)\s+[-+\d.e]{1,40}\s*")  # as SciPy prints a number of a sparse matrix
FACTOR = re.compile(r"\s*\d\.\d+e[+-]\d+\s*\*\s*", re.IGNORECASE)
RULE = re.compile(r"[\s|+:=─━│┃┼├┤┌┐└┘┬┴╞═╪╡╔╗╚╝╟╢║┆-]*")
TEX = re.compile(
    r"\\begin\{(?:[bpBvV]?matrix\*?|smallmatrix|array|tabular)\}(?:\[[^\]\n]{0,20}\])?(?:\{[^{}\n]{0,40}\})?"
)
WRAPPED = re.compile(r"\s*(?:array\()?\[[^\[\],;\n]*(?:\n [^\[\],;\n]*)+\]\)?\s*")
WIDE = 60  # characters after which NumPy goes on in the next line
NEAR = 100  # characters before a matrix that are looked at
# What may stand right before a matrix in LaTeX: nothing, "=", the beginning of a formula, or the end of a sentence.
OPENED = re.compile(r"(?:\\left\s*\\?[\[({|.]|\\[Bb]igg?l?\s*\\?[\[({|]|\\[,;:!]|\\displaystyle|[\s&({|]|(?<!\\)\[)+$")
BEGINS = re.compile(
    r"(?:^|[=:.,$~]|\\[\[(]|\\begin\{[a-z]+\*?\}(?:\[[^\]\n]*\])?|\\label\{[^{}\n]*\}|(?<![\w\\])[^\W\d_]{2,})$"
)
# And right behind it: the end of the formula or of the sentence, or a word. A power is looked at apart.
CLOSED = re.compile(r"[^{}]{1,20}\}(?:\\right\s*\\?[\])}|.]|\\[Bb]igg?r?\s*\\?[\])}|]|\\[,;:!]|[\s)|\]}])*")
ENDS = re.compile(r"$|[.,;:$&'%_]|\^|\\(?:[\])\\]|(?:end|in|quad|qquad|label|tag|hline)(?![a-z]))|[^\W\d_]{2}")
ACCOUNTED = re.compile(r"\s*\(\s*[\d.,]{1,40}\s*\)\s*")


def notation(text: str) -> Grids | None:
    """A text cut into rows of cells, where it is written in one of the notations; None where it is not.

    Raises: Refused where the notation is known but what stands in it cannot be used.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if "\\begin{" in text or ("&" in text and ("\\\\" in text or "\\cr" in text)):
        return [("", _latex(text))]
    if lines and all("&" in line for line in lines) and "\\" not in text:
        return [("", [[cell.strip() for cell in line.split("&")] for line in lines])]
    if lines and (R_COLUMNS.fullmatch(lines[0]) or any(map(R_ROW.fullmatch, lines[:2]))):
        return [("", _r_matrix(lines))]
    if lines and all(R_VECTOR.fullmatch(line) for line in lines):
        return [("", [" ".join(R_VECTOR.sub(r"\1", line) for line in lines).split()])]
    if sum(map(bool, map(PLACED.fullmatch, lines))) >= max(1, len(lines) - 2):
        raise Refused("This is a sparse matrix, each number behind its place. Print X.toarray() and paste that.")
    if ACCOUNTED.fullmatch(text):
        return [("", [[text]])]
    if any(mark in text for mark in "|│┃║"):
        return _piped(lines)
    if not OPENS.match(text) or re.match(r"\s*(?:\([\d.]+\)[ \t]|\([\d.,]+\)\t)", text):
        return None
    text = re.sub(r"^[ \t]*\[[ \t]+\][ \t]*$", "", text, flags=re.MULTILINE)  # SymPy's own space between rows
    found: Grids = [("", bracketed(text))]
    if WRAPPED.fullmatch(text) and max(map(len, lines)) >= WIDE:
        found.append(("one row, printed in several lines", [[cell for row in found[0][1] for cell in row]]))
    return found


def without_heading(lines: list[str]) -> list[str]:
    """The lines below "A =" or "2×3 Matrix{Float64}:", as MATLAB and Julia print a matrix, blocks of columns joined.

    Raises: Refused for a common factor, because the numbers under it are rounded.
    """
    if len(lines) < 2:
        return lines
    headed = JULIA.fullmatch(lines[0]) or NAMED.fullmatch(lines[0])
    rest = [line for line in lines[1:] if line.strip()] if headed else lines
    if rest and FACTOR.fullmatch(rest[0]):
        raise Refused(
            f"{quoted(rest[0].strip())} is a common factor, under which MATLAB rounds. Use format long g there."
        )
    return _side_by_side(rest) if rest and COLUMNS.fullmatch(rest[0]) else rest


def _side_by_side(lines: list[str]) -> list[str]:
    """Rows that were printed in blocks of columns, "Columns 1 through 8" above each, put together again."""
    blocks: list[list[str]] = []
    for line in lines:
        if COLUMNS.fullmatch(line):
            blocks.append([])
        elif line.strip():
            blocks[-1].append(line)
    if len(set(map(len, blocks))) > 1:
        raise Refused("The blocks of columns do not have the same number of rows. Copy all of them.")
    return [" ".join(parts) for parts in zip(*blocks, strict=True)]


def _latex(text: str) -> Rows:
    """The cells of one LaTeX matrix, array or table."""
    text = re.sub(r"(?<!\\)%[^\n]*", "", text)
    begun = TEX.search(text)
    body = text[begun.end() :] if begun else text
    if len(TEX.findall(text)) > 1:
        raise Refused("There is more than one matrix here. Paste one.")
    table = begun is not None and "tabular" in begun[0]
    if begun and not table and not _introduces(text[: begun.start()].rstrip()):
        factor = re.split(r"[=$\n]|\\[\[(]", text[: begun.start()])[-1].strip()
        raise Refused(f"{quoted(factor)} stands before the matrix. Paste what comes out of it.")
    body, _, after = body.partition("\\end{")
    body = body if begun else re.sub(r"\\[bp]?matrix\s*\{", "", body).rstrip(" }$\n")
    body = re.sub(r"\\(?:hline|toprule|midrule|bottomrule|left|right|displaystyle)(?![a-zA-Z])|[$]", "", body)
    body = re.sub(r"\\(?:,|!|;|:|phantom\{[^{}\n]{0,10}\})", "", body).replace("{,}", ",")
    body = re.sub(r"\\(?:mathbf|mathrm|textbf|color\{\w{1,20}\})\{([^{}\n]{0,40})\}", r"\1", body)
    body = re.sub(r"\s*(?:\\cdot|\\times)\s*10\^(?:\{\s*([-+−]?\d{1,4})\s*\}|(\d))", r"e\1\2", body)
    rows = [row for row in re.split(r"\\\\(?:\[[^\]\n]{0,12}\])?|\\cr(?![a-z])|\\tabularnewline", body) if row.strip()]
    if not rows:
        raise Refused("There are no numbers in this matrix.")
    cells = [[re.sub(r"^\{(.*)\}$", r"\1", cell.strip()) for cell in row.split("&")] for row in rows]
    return cells if table else _raised(cells, after)


def _introduces(before: str) -> bool:
    """Whether what stands before a matrix belongs to it as little as "A =" does."""
    left = OPENED.sub("", before[-NEAR:])
    return bool(BEGINS.search(left)) and bool(left or len(before) <= NEAR)


def _raised(cells: Rows, after: str) -> Rows:
    """The cells, transposed where what follows the matrix says so. Raises: Refused for another power."""
    behind = after[closed.end() :] if (closed := CLOSED.match(after)) else ""
    power = re.match(r"\^\s*(\{[^{}\n]{0,20}\{?[^{}\n]{0,5}\}{1,2}|\\?\w+)|'", behind)
    if not ENDS.match(behind) or (behind.startswith("^") and not power):
        raise Refused(f"{quoted(behind.split()[0])} stands behind the matrix. Paste what comes out of it.")
    if not power:
        return cells
    if power[0] != "'" and not re.fullmatch(
        r"[{}\s]*(?:\\(?:mathsf|mathrm|text|rm)[{\s]*)?(?:\\top|\\intercal|\\prime|[Tt])[{}\s]*", power[1]
    ):
        raise Refused(f"{quoted(power[0])} stands behind the matrix. Paste what comes out of it.")
    return grid(turned(of_cells(cells)))


def _r_matrix(lines: Sequence[str]) -> Rows:
    """A matrix as R prints it, in one or more blocks of columns, each row with its number before it."""
    rows: dict[int, list[str]] = {}
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        found, words = R_ROW.fullmatch(line), line.split()
        if found:
            rows.setdefault(int(found[1]), []).extend(found[2].split())
        elif R_COLUMNS.fullmatch(lines[0]) and len(words) == lines[0].count("[") + 1:  # its rows have names
            rows[len(rows) + 1] = words[1:]
        elif not R_COLUMNS.fullmatch(line) and not re.match(r"\s*\[1,\]", below):  # nor names of columns
            raise Refused(f"{quoted(line.strip())} is no row of a matrix as R prints it.")
    return [rows[number] for number in sorted(rows)]


def _piped(lines: Sequence[str]) -> Grids:
    """A table with bars between its cells; what stands above its rule is a heading, unless it may be numbers."""
    rows: Rows = []
    above: int | None = None
    for line in lines:
        if RULE.fullmatch(line):
            above = len(rows) if rows and (above is None or "╞" in line) else above
            continue
        cells = re.split(r"[|│┃║┆]", line.strip())
        cells = cells[1:] if cells and not cells[0].strip() else cells
        rows.append(cells[:-1] if cells and not cells[-1].strip() else cells)
    if not rows:
        raise Refused("There are no numbers in this table.")
    if any("┌" in line and not line.strip("┌┐ ") for line in lines):  # brackets that are drawn, no table
        return [("", [cell.split() for row in rows for cell in row])]
    if above is None or above >= len(rows):
        return [("", rows)]
    heads = [cell.strip() for row in rows[:above] for cell in row]
    numbers = [row[0].strip() for row in rows[above:]]
    if not heads[0] and all(heads[1:]) and numbers == [str(k) for k in range(len(numbers))]:
        return [("without the row numbers", [row[1:] for row in rows[above:]]), ("all columns", rows[above:])]
    below = ("the first row is a heading", rows[above:])
    if any(re.search(r"\d", head) for head in heads):
        return [below, ("the first row is data", rows)]
    return [("", below[1])]
