"""Matrices in brackets as cells: [[1, 2], [3, 4]], [1 2; 3 4], {{1, 2}, {3, 4}}, np.array(…), matrix(c(…), 2)."""

import re

import numpy as np

from engine.address import quoted
from engine.one_pass.nested import Nested, Rows, Vector, grid, reshaped, turned
from engine.one_pass.r_calls import of_r
from engine.one_pass.typed_numbers import Refused

DEPTH = 5
TOKEN = re.compile(
    r"(?P<turn>\.T\b|\.t\(\)|\.transpose\(\))"
    r"|(?P<range>\d{1,2}:\d{1,2}(?![\w.:]))"
    r"|(?P<number>[-+−–]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][-+−]?\d+)?[LfF]?(?![\w.]))"
    r"|(?P<name>\.?[^\W\d][\w.]*)"
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
R_WORDS = {"c", "matrix", "as.matrix", "rbind", "cbind", "data.frame", "structure", "t"}
WHOLE = re.compile(r"u?int|long|short|byte|bool|^['\"]?[<>=|]?[iub?]\d?['\"]?$")
AS_IT_IS = {*("astype", "copy", "tolist", "numpy", "detach", "cpu", "float", "double", "to", "to_numpy"), "to_list"}
REMARK = re.compile(r"(?:#|(?:^|(?<=[\s,;]))(?:%|//) ?(?=[A-Za-z]))[^\n]*", re.MULTILINE)
CARRIED_ON = re.compile(r"(?<=[;,])[ \t]*\.\.\.[ \t]*\n")  # MATLAB's way to go on in the next line


def bracketed(text: str) -> Rows:
    """The rows of cells of one matrix in brackets. Raises: Refused for anything else."""
    return _Parser(CARRIED_ON.sub(" ", REMARK.sub("", text))).whole()


class _Parser:
    """Reads tokens from left to right, once."""

    def __init__(self, text: str) -> None:
        self.tokens = [(str(found.lastgroup), found[0]) for found in TOKEN.finditer(text)]
        self.at = self.in_r = 0

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
        found = Nested()
        while self.peek()[0] != "end":
            if self.skip("space", "line") or (self.peek()[1] in (",", ";") and self.next()):
                continue
            called = self.peek()[0] == "name"
            found.rows[0].append(self.value(0))
            if self.peek()[1] in CLOSING and (called or self.one_behind()):
                raise Refused("What stands in brackets directly behind a matrix picks a part of it. Paste that part.")
        items = found.rows[0]
        if any(isinstance(item, str) for item in items) and len(items) > 1:
            rest = next(item for item in items if isinstance(item, str))
            raise Refused(f"{quoted(rest)} stands outside the brackets. Paste one matrix and nothing else.")
        if len(items) > 1 and any(isinstance(item, Nested) and len(grid(item)) > 1 for item in items):
            raise Refused("There is more than one matrix here. Paste one.")
        return grid(items[0] if len(items) == 1 and isinstance(items[0], Nested) else found)

    def one_behind(self) -> bool:
        """Whether the bracket that opens here holds a single thing, as an index does."""
        start = self.at
        try:
            return len(grid(self.items(CLOSING[self.next()[1]], 0))[0]) == 1
        finally:
            self.at = start

    def name(self) -> None:
        """Passes over "X =" at the beginning."""
        start = self.at
        self.skip("space", "line")
        if self.next()[0] == "name":
            self.skip("space")
            if self.next()[1] in ("=", "<-", ":="):
                return
        self.at = start

    def value(self, depth: int, inner: bool = False) -> "str | Nested":
        """A number, or a list; inner: in square brackets, where a row may go on in the next line."""
        if depth > DEPTH:
            raise Refused("There are too many brackets within brackets. A matrix has two levels.")
        kind, text = self.next()
        if kind == "name" and text in TYPES and self.peek()[1] == "[":
            kind, text = self.next()
        made: str | Nested
        if kind == "name" and self.peek()[1] == "(":
            self.next()
            made = self.call(text, depth)
        elif text in CLOSING:
            made = self.items(CLOSING[text], depth, inner)
        elif kind == "number" and re.match(r"[-+−–]?0\d", text):
            raise Refused(
                f"{quoted(text)} begins with 0. Where a comma separates thousands, leave it out: 1000 for 1,000."
            )
        elif kind in ("number", "name", "dots", "word"):
            made = text.replace("_", "").rstrip("LfF") if kind == "number" else text
        elif kind == "range" and self.in_r:
            made = _counted(text)
        elif kind == "string" and depth:
            made = _Parser(f"[{text[1:-1]}]").value(depth + 1) if re.search(r"[ ,;]", text) else text[1:-1]
        elif text in ("=", "<-", ":="):
            raise Refused("There is more than one matrix here. Paste one.")
        else:
            raise Refused(
                f"{quoted(text)} cannot be read here. Rows of numbers in brackets can, such as [[1, 2], [3, 4]]."
            )
        return self.followed(made, depth) if isinstance(made, Nested) else made

    def followed(self, made: Nested, depth: int) -> Nested:
        """The list after what stands behind it: .T, .astype(float), .reshape(2, 2)."""
        while True:
            kind, text = self.peek()
            if kind == "turn" or text == "'":
                self.next()
                made = turned(made)
                continue
            if kind != "name" or not text.startswith("."):
                return made
            called = self.next()[1][1:]
            if self.next()[1] != "(" or called not in AS_IT_IS | {"reshape", "view"}:
                raise Refused(f"{quoted('.' + called)} stands outside the brackets. Paste one matrix and nothing else.")
            given, named = self.arguments(depth)
            if called in AS_IT_IS:
                made = _of_type(made, [*given, named.get("dtype", "")])
            else:
                made = reshaped(made, given, _by_column(named))

    def items(self, closing: str, depth: int, inner: bool = False) -> Nested:
        """Items up to the closing bracket: commas and spaces part columns, semicolons and the ends of lines rows."""
        found, apart, comma, ended = Nested(), True, False, False
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
                if kind == "line" and row and not comma and not inner and isinstance(row[-1], str):
                    found.rows.append([])
            elif text in (",", ";"):
                self.next()
                if comma or (text == "," and not row):
                    raise Refused("Between two commas nothing is there. Write a number, 0 if none is meant.")
                if ended and text == ";":
                    raise Refused(
                        "Between two semicolons nothing stands. A single one ends its row; there is no third size."
                    )
                apart, comma, ended = True, text == ",", text == ";"
                if text == ";" and row:
                    found.rows.append([])
            else:
                if not apart and not (isinstance(row[-1], Nested) and text in CLOSING):
                    before = row[-1] if isinstance(row[-1], str) else ""
                    raise Refused(
                        f"{quoted(before + text)} is not a number. Write it with digits and a point, such as 0.5."
                    )
                row.append(self.value(depth + 1, closing == "]"))
                apart = comma = ended = False

    def call(self, name: str, depth: int) -> "str | Nested":
        """np.array([[1, 2]], dtype=float), matrix(c(1, 2), nrow = 1): the matrix that it makes."""
        if name in ("mat", "math.mat") and self.peek()[1] not in "[(":  # of Typst
            return self.items(")", depth)
        base = name if name in R_WORDS else name.split(".")[-1]
        of_python = base == "matrix" and self.peek()[1] in "[("
        of_r_kind = base in R_WORDS and not of_python
        maybe_r = of_r_kind or name == "array"
        self.in_r += maybe_r
        given, named = self.arguments(depth)
        self.in_r -= maybe_r
        if (of_r_kind and (base != "matrix" or named or len(given) > 1 or name == "matrix")) or (
            name == "array" and (isinstance(given and given[0], Vector) or "dim" in named)
        ):
            return of_r(base, given, named)
        if base in SCALARS and len(given) == 1 and isinstance(given[0], str):
            return grid(_of_type(Nested([[given[0]]]), [base]))[0][0]
        lists = [each for each in given if isinstance(each, Nested)]
        if base == "transpose" and len(lists) == len(given) == 1:
            return turned(lists[0])
        if base == "reshape" and lists and given[0] is lists[0]:
            if name == "reshape" and len(given) == 2:
                raise Refused("NumPy fills rows here, and MATLAB and Julia columns. Paste what comes out of it.")
            return reshaped(lists[0], given[1:], _by_column(named) or name == "reshape")
        if base not in ARRAYS or len(lists) != 1 or (given and given[0] is not lists[0]):
            raise Refused(f"{quoted(name + '(…)')} makes numbers that do not stand here. Paste the numbers themselves.")
        made = reshaped(lists[0], [named["shape"]]) if "shape" in named else lists[0]
        return _of_type(made, [named.get("dtype", ""), *given[1:]])

    def arguments(self, depth: int) -> "tuple[list[str | Nested], dict[str, str | Nested]]":
        given: list[str | Nested] = []
        named: dict[str, str | Nested] = {}
        empty = True
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
                given += [""] if empty and self.in_r else []  # R counts an argument that is left out
                empty = True
                continue
            start, empty = self.at, False
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


def _of_type(made: Nested, kinds: "list[str | Nested]") -> Nested:
    """The list, unless numbers with decimals are made whole. Raises: Refused there."""
    whole = next((kind for kind in kinds if isinstance(kind, str) and WHOLE.search(kind)), None)
    if whole and not all(_holds(whole, cell) for row in grid(made) for cell in row):
        raise Refused(f"{quoted(whole)} makes other numbers of these. Paste what comes out of it.")
    return made


def _holds(kind: str, cell: str) -> bool:
    """Whether a type of whole numbers holds what a cell says."""
    if not re.fullmatch(r"[-+]?\d{1,18}", cell):
        return False
    try:
        made = np.dtype(kind.strip("'\"").rpartition(".")[2])
    except TypeError:  # a type of another library
        made = np.dtype(np.int64)
    if made.kind == "b" or "bool" in kind:
        return cell in ("0", "1")
    held = np.iinfo(made if made.kind in "iu" else np.int64)
    return held.min <= int(cell) <= held.max


def _by_column(named: "dict[str, str | Nested]") -> bool:
    return str(named.get("order", "")).strip("'\"") in ("F", "A")


def _counted(text: str) -> Nested:
    """What R makes of 1:4."""
    first, last = map(int, text.split(":"))
    step = 1 if first <= last else -1
    return Vector([[str(number) for number in range(first, last + step, step)]])
