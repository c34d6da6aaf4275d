"""What R's c, matrix, rbind, cbind, data.frame, t and structure make of numbers, as cells."""

import re

from engine.address import quoted
from engine.one_pass.nested import Nested, Rows, Vector, grid, of_cells, turned
from engine.one_pass.typed_numbers import Refused

FORMAL = {  # the arguments of what makes a matrix; R takes the beginning of a name for it
    "matrix": ("data", "nrow", "ncol", "byrow", "dimnames"),
    "array": ("data", "dim", "dimnames"),
    "structure": (".Data", "dim", ".Dim", "dimnames", ".Dimnames", "class"),
}


def of_r(base: str, given: "list[str | Nested]", named: "dict[str, str | Nested]") -> Nested:
    """What one of these calls makes of its arguments. Raises: Refused where it makes no numbers that stand there."""
    if base in ("c", "rbind", "cbind", "data.frame"):  # where a name only labels a number, a row or a column
        given = [*given, *(value for name, value in named.items() if not name.endswith("AsFactors"))]
    if base in FORMAL:
        named = {_formal(base, name): value for name, value in named.items()}
        given = [named.pop("data"), *given] if "data" in named else given
    if base != "matrix" and "" in given:
        raise Refused("Between two commas nothing is there. Write a number, 0 if none is meant.")
    parts = [grid(each) if isinstance(each, Nested) else [[each]] for each in given]
    if base in ("t", "as.matrix") and len(parts) == 1:
        as_it_is = isinstance(given[0], Vector) == (base == "t")  # a vector is a column that t makes a row
        return of_cells(parts[0]) if as_it_is else turned(of_cells(parts[0]))
    if base == "c":
        return Vector([[cell for rows in parts for row in rows for cell in row]])
    if base in ("rbind", "cbind", "data.frame"):
        rows = of_cells([row for part in parts for row in part])
        return rows if base == "rbind" else turned(rows)
    if not given or isinstance(given[0], str) or base not in FORMAL:
        raise Refused(f"{quoted(base + '(…)')} makes numbers that do not stand here. Paste the numbers themselves.")
    cells = [cell for row in parts[0] for cell in row]
    return of_cells(_shaped(cells, *_r_shape(base, len(cells), given, named)))


def _r_shape(
    base: str, size: int, given: "list[str | Nested]", named: "dict[str, str | Nested]"
) -> tuple[int, int, bool]:
    """Rows, columns, and whether the cells come row by row, of R's matrix or structure."""

    def whole(value: "str | Nested | None") -> int | None:
        return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,3}", value, re.ASCII) else None

    dim = named.get("dim") or named.get(".Dim") or (given[1] if base == "array" and len(given) > 1 else None)
    if base != "matrix":
        sizes = [whole(cell) for cell in grid(dim)[0]] if isinstance(dim, Nested) else []
        rows, cols = (*sizes, None, None)[:2]
    else:
        places = [*given[1:], None, None, None]
        rows, cols = whole(named.get("nrow", places[0])), whole(named.get("ncol", places[1]))
    rows = rows or (size // cols if cols else size)
    cols = cols or size // max(rows, 1)
    if rows * cols != size:
        raise Refused(f"{size} numbers do not fill {rows} × {cols}.")
    by_row = named.get("byrow", given[3] if base == "matrix" and len(given) > 3 else "")
    return rows, cols, by_row in ("TRUE", "T", "1")


def _formal(base: str, name: str) -> str:
    """The argument that a name stands for. Raises: Refused where there is none of that name."""
    meant = [name] if name in FORMAL[base] else [formal for formal in FORMAL[base] if formal.startswith(name)]
    if len(meant) == 1:
        return meant[0]
    raise Refused(
        f"{quoted(name)} is not an argument of {quoted(base)} that is known here. Paste what comes out of it."
    )


def _shaped(cells: list[str], rows: int, cols: int, by_row: bool) -> Rows:
    return [[cells[i * cols + j] if by_row else cells[j * rows + i] for j in range(cols)] for i in range(rows)]
