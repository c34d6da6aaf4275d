"""Matrices in brackets as cells: [[1, 2], [3, 4]], [1 2; 3 4], {{1, 2}, {3, 4}}, np.array(…), matrix(c(…), 2)."""

import re
from dataclasses import dataclass, field

from engine.address import quoted
from engine.one_pass.typed_numbers import Refused

Rows = list[list[str]]
DEPTH = 5
TOKEN = re.compile(
    r"(?P<turn>\.T\b|\.t\(\)|\.transpose\(\))"
    r"|(?P<number>[-+−–]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][-+−]?\d+)?L?(?![\w.]))"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<string>'[^'\n]*'|\"[^\"\n]*\")"
    r"|(?P<space>[ \t]+)|(?P<line>\n)|(?P<dots>\.\.\.|…)|(?P<arrow><-|:=)"
    r"|(?P<mark>[\[\](){},;='])|(?P<word>[^\s\[\](){},;='\"]+)|(?P<other>.)",
    re.ASCII,
)
CLOSING = {"[": "]", "(": ")", "{": "}"}
ARRAYS = {
    *("array", "asarray", "matrix", "asmatrix", "mat", "tensor", "as_tensor", "constant", "Tensor", "FloatTensor"),
    *("Matrix", "DataFrame", "Variable", "list", "tuple", "double", "float32", "float64", "Array"),
}
SCALARS = {"float", "float16", "float32", "float64", "double", "int", "int32", "int64"}
TYPES = {"Float64", "Float32", "Float16", "Int", "Int64", "Int32", "Real", "Number"}
R_WORDS = {"c", "matrix", "rbind", "cbind", "structure", "t"}


@dataclass(slots=True)
class _List:
    """Rows of items, each the text of a cell or a list of its own."""

    rows: "list[list[str | _List]]" = field(default_factory=lambda: [[]])


def bracketed(text: str) -> Rows:
    """The rows of cells of one matrix in brackets. Raises: Refused for anything else."""
    return _Parser(re.sub(r"#[^\n]*", "", text)).whole()


class _Parser:
    """Reads tokens from left to right, once."""

    def __init__(self, text: str) -> None:
        self.tokens = [(str(found.lastgroup), found[0]) for found in TOKEN.finditer(text)]
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def next(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def skip(self, *kinds: str) -> bool:
        """Passes over tokens of these kinds; whether there were any."""
        start = self.at
        while self.peek()[0] in kinds:
            self.at += 1
        return self.at > start

    def whole(self) -> Rows:
        """One value, or rows of brackets one after another, with a name before them or not."""
        self.name()
        found = _List()
        while self.peek()[0] != "end":
            if self.skip("space", "line") or (self.peek()[1] in (",", ";") and self.next()):
                continue
            found.rows[0].append(self.value(0))
        items = found.rows[0]
        if any(isinstance(item, str) for item in items) and len(items) > 1:
            rest = next(item for item in items if isinstance(item, str))
            raise Refused(f"{quoted(rest)} stands outside the brackets. Paste one matrix and nothing else.")
        return _grid(items[0] if len(items) == 1 and isinstance(items[0], _List) else found)

    def name(self) -> None:
        """Passes over "X =" at the beginning."""
        start = self.at
        self.skip("space", "line")
        if self.next()[0] == "name":
            self.skip("space")
            if self.next()[1] in ("=", "<-", ":="):
                return
        self.at = start

    def value(self, depth: int) -> "str | _List":
        if depth > DEPTH:
            raise Refused("There are too many brackets within brackets. A matrix has two levels.")
        kind, text = self.next()
        if kind == "name" and text in TYPES and self.peek()[1] == "[":
            kind, text = self.next()
        made: str | _List
        if kind == "name" and self.peek()[1] == "(":
            self.next()
            made = self.call(text, depth)
        elif text in CLOSING:
            made = self.items(CLOSING[text], depth)
        elif kind in ("number", "name", "dots", "word"):
            made = text.replace("_", "").removesuffix("L") if kind == "number" else text
        elif kind == "string" and depth:
            made = _Parser(f"[{text[1:-1]}]").value(depth + 1)
        else:
            raise Refused(
                f"{quoted(text)} cannot be read here. Rows of numbers in brackets can, such as [[1, 2], [3, 4]]."
            )
        while isinstance(made, _List) and (self.peek()[0] == "turn" or self.peek()[1] == "'"):
            self.next()
            made = _cells(list(map(list, zip(*_even(_grid(made)), strict=True))))
        return made

    def items(self, closing: str, depth: int) -> _List:
        """Items up to the closing bracket: commas and spaces part columns, semicolons and the ends of lines rows."""
        found, apart, comma = _List(), True, False
        while True:
            kind, text = self.peek()
            if text == closing or kind == "end":
                if kind == "end":
                    raise Refused(f"A closing {quoted(closing)} is missing.")
                self.next()
                return found
            row = found.rows[-1]
            if kind in ("space", "line"):
                self.next()
                apart = True
                if kind == "line" and row and not comma and isinstance(row[-1], str):
                    found.rows.append([])
            elif text in (",", ";"):
                self.next()
                if comma or (text == "," and not row):
                    raise Refused("Between two commas nothing is there. Write a number, 0 if none is meant.")
                apart, comma = True, text == ","
                if text == ";" and row:
                    found.rows.append([])
            else:
                if not apart and not (isinstance(row[-1], _List) and text in CLOSING):
                    before = row[-1] if isinstance(row[-1], str) else ""
                    raise Refused(f"{quoted(before + text)} is not a number.")
                row.append(self.value(depth + 1))
                apart, comma = False, False

    def call(self, name: str, depth: int) -> "str | _List":
        """np.array([[1, 2]], dtype=float), matrix(c(1, 2), nrow = 1): the matrix that it makes."""
        base = name.split(".")[-1]
        given, named = self.arguments(depth)
        if base in R_WORDS and (base != "matrix" or named or len(given) > 1 or name == "matrix"):
            return _of_r(base, given, named)
        if base in SCALARS and len(given) == 1 and isinstance(given[0], str):
            return given[0]
        lists = [each for each in given if isinstance(each, _List)]
        if base not in ARRAYS or len(lists) != 1 or (given and given[0] is not lists[0]):
            raise Refused(f"{quoted(name + '(…)')} makes numbers that do not stand here. Paste the numbers themselves.")
        return lists[0]

    def arguments(self, depth: int) -> "tuple[list[str | _List], dict[str, str | _List]]":
        given: list[str | _List] = []
        named: dict[str, str | _List] = {}
        while True:
            self.skip("space", "line")
            kind, text = self.peek()
            if kind == "end":
                raise Refused("A closing “)” is missing.")
            if text == ")":
                self.next()
                return given, named
            if text == ",":
                self.next()
                continue
            start = self.at
            self.next()
            self.skip("space")
            if kind == "name" and self.peek()[1] == "=":
                self.next()
                self.skip("space", "line")
                unread = self.peek()[0] in ("string", "other", "word")
                named[text] = self.next()[1] if unread else self.value(depth + 1)
            else:
                self.at = start
                given.append(self.value(depth + 1))


def _cells(rows: Rows) -> _List:
    return _List([list(row) for row in rows])


def _grid(found: _List) -> Rows:
    """Rows of cells: from a list of cells, or from a list of lists of one row each."""
    rows = [row for row in found.rows if row]
    items = [item for row in rows for item in row]
    lists = [item for item in items if isinstance(item, _List)]
    if not items:
        raise Refused("There are no numbers between the brackets.")
    if not lists:
        return [[item for item in row if isinstance(item, str)] for row in rows]
    if len(lists) < len(items):
        raise Refused("Some numbers stand in inner brackets and some do not. Each row needs its own.")
    grids = [_grid(item) for item in lists]
    if len(grids) == 1:
        return grids[0]
    if any(len(grid) != 1 for grid in grids):
        raise Refused("There are too many brackets within brackets. A matrix has two levels.")
    return [grid[0] for grid in grids]


def _even(rows: Rows) -> Rows:
    if len({len(row) for row in rows}) > 1:
        raise Refused("The rows do not have the same number of numbers.")
    return rows


def _of_r(base: str, given: "list[str | _List]", named: "dict[str, str | _List]") -> _List:
    """What R's c, matrix, rbind, cbind, t and structure make of their arguments."""
    grids = [_grid(each) if isinstance(each, _List) else [[each]] for each in given]
    if base == "t" and len(grids) == 1:
        return _cells(list(map(list, zip(*_even(grids[0]), strict=True))))
    if base == "c":
        return _cells([[cell for grid in grids for row in grid for cell in row]])
    if base in ("rbind", "cbind"):
        rows = _even([row for grid in grids for row in grid])
        return _cells(rows if base == "rbind" else list(map(list, zip(*rows, strict=True))))
    if not given or isinstance(given[0], str):
        raise Refused(f"{quoted(base + '(…)')} makes numbers that do not stand here. Paste the numbers themselves.")
    cells = [cell for row in grids[0] for cell in row]
    return _cells(_shaped(cells, *_r_shape(base, len(cells), given, named)))


def _r_shape(
    base: str, size: int, given: "list[str | _List]", named: "dict[str, str | _List]"
) -> tuple[int, int, bool]:
    """Rows, columns, and whether the cells come row by row, of R's matrix or structure."""

    def whole(value: "str | _List | None") -> int | None:
        return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,3}", value, re.ASCII) else None

    dim = named.get("dim") or named.get(".Dim")
    if base == "structure":
        sizes = [whole(cell) for cell in _grid(dim)[0]] if isinstance(dim, _List) else []
        rows, cols = (*sizes, None, None)[:2]
    else:
        places = [*given[1:], None, None, None]
        rows, cols = whole(named.get("nrow", places[0])), whole(named.get("ncol", places[1]))
    rows = rows or (size // cols if cols else size)
    cols = cols or size // max(rows, 1)
    if rows * cols != size:
        raise Refused(f"{size} numbers do not fill {rows} × {cols}.")
    by_row = named.get("byrow", given[3] if base == "matrix" and len(given) > 3 else "")
    return rows, cols, by_row in ("TRUE", "T")


def _shaped(cells: list[str], rows: int, cols: int, by_row: bool) -> Rows:
    return [[cells[i * cols + j] if by_row else cells[j * rows + i] for j in range(cols)] for i in range(rows)]
