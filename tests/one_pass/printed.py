"""A matrix as people bring it: printed by programs, written in code and documents, copied from a sheet."""

from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[float]]


def _join(rows: Rows, columns: str, lines: str) -> str:
    return lines.join(columns.join(map(repr, row)) for row in rows)


def _wide(rows: Rows) -> str:
    """Columns one under the other, as programs print them."""
    return "\n".join(" ".join(f"{value!r:>26}" for value in row) for row in rows)


def _numpy(rows: Rows) -> str:
    lines = [" [" + " ".join(f"{value!r:>25}" for value in row) + "]" for row in rows]
    return "[" + "\n".join(lines)[1:] + "]"


def _r_print(rows: Rows) -> str:
    head = "     " + " ".join(f"{f'[,{j}]':>25}" for j in range(1, len(rows[0]) + 1))
    return "\n".join([head, *(f"[{i},] " + " ".join(f"{v!r:>25}" for v in row) for i, row in enumerate(rows, 1))])


def _r_columns(rows: Rows) -> str:
    cells = ", ".join(repr(row[j]) for j in range(len(rows[0])) for row in rows)
    return f"matrix(c({cells}), nrow = {len(rows)})"


def _r_rows(rows: Rows) -> str:
    return f"m <- matrix(c({', '.join(repr(v) for row in rows for v in row)}), ncol={len(rows[0])}, byrow=TRUE)"


def _markdown(rows: Rows) -> str:
    bar = lambda cells: "| " + " | ".join(cells) + " |"  # noqa: E731
    names = [chr(97 + j) for j in range(len(rows[0]))]
    return "\n".join([bar(names), bar(["---"] * len(names)), *(bar(list(map(repr, row))) for row in rows)])


def _latex(rows: Rows) -> str:
    return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(map(repr, row)) for row in rows) + r" \end{bmatrix}"


def _braces(rows: Rows) -> str:
    return "{" + ", ".join("{" + ", ".join(map(repr, row)) + "}" for row in rows) + "}"


def _comma(text: str) -> str:
    return text.replace(".", ",")


NOTATIONS: dict[str, Callable[[Rows], str]] = {
    "NumPy print": _numpy,
    "NumPy repr": lambda rows: "array(" + repr([list(row) for row in rows]).replace("], ", "],\n       ") + ")",
    "NumPy print, long rows": lambda rows: (
        "[" + "\n ".join("[" + "\n  ".join(map(repr, row)) + "]" for row in rows) + "]"
        if len(rows) > 1
        else _numpy(rows)
    ),
    "NumPy matrix": lambda rows: "matrix(" + repr([list(row) for row in rows]).replace("], ", "],\n        ") + ")",
    "NumPy, reshaped": lambda rows: (
        f"np.array({[v for row in rows for v in row]}).reshape({len(rows)}, {len(rows[0])})"
    ),
    "IPython": lambda rows: f"In [3]: X\nOut[3]: \narray({[list(row) for row in rows]})",
    "a program in a document": lambda rows: f"```python\nX = np.array({[list(row) for row in rows]})\nprint(X)\n```",
    "JSON of texts": lambda rows: "[" + ", ".join("[" + ", ".join(f'"{v!r}"' for v in row) + "]" for row in rows) + "]",
    "JavaScript": lambda rows: f"const X = {[list(row) for row in rows]};",
    "C": lambda rows: f"double X[{len(rows)}][{len(rows[0])}] = {_braces(rows)};",
    "Typst": lambda rows: f"$ mat({_join(rows, ', ', '; ')}) $",
    "NumPy code": lambda rows: f"X = np.array({[list(row) for row in rows]}, dtype=float)",
    "PyTorch": lambda rows: f"tensor({[list(row) for row in rows]}, dtype=torch.float64)",
    "Python lists": lambda rows: repr([list(row) for row in rows]),
    "Python tuples": lambda rows: "(" + ", ".join("(" + "".join(f"{v!r}, " for v in row) + ")" for row in rows) + ",)",
    "MATLAB": lambda rows: f"A = [{_join(rows, ' ', '; ')}];",
    "MATLAB, commas": lambda rows: f"[{_join(rows, ', ', '; ')}]",
    "MATLAB, lines": lambda rows: f"[{_join(rows, ' ', chr(10))}]",
    "MATLAB, lines that go on": lambda rows: f">> A = [{_join(rows, ' ', '; ...' + chr(10))}]  % as measured",
    "MATLAB display": lambda rows: f"A =\n\n{_wide(rows)}\n",
    "Julia": lambda rows: f"[{_join(rows, '  ', '; ')}]",
    "Julia display": lambda rows: f"{len(rows)}×{len(rows[0])} Matrix{{Float64}}:\n{_wide(rows)}",
    "R print": _r_print,
    "R by columns": _r_columns,
    "R by rows": _r_rows,
    "R cbind, names": lambda rows: (
        "cbind("
        + ", ".join(f"x{j} = c({', '.join(map(repr, column))})" for j, column in enumerate(zip(*rows, strict=True)))
        + ")"
    ),
    "R rbind": lambda rows: "rbind(" + ", ".join("c(" + ", ".join(map(repr, row)) + ")" for row in rows) + ")",
    "Mathematica": _braces,
    "LaTeX": _latex,
    "LaTeX, transposed": lambda rows: _latex(list(zip(*rows, strict=True))) + r"^{\top}",
    "Markdown": _markdown,
    "a sheet": lambda rows: _join(rows, "\t", "\r\n") + "\r\n",
    "a sheet, decimal commas": lambda rows: _comma(_join(rows, "\t", "\n")),
    "columns": _wide,
    "spaces": lambda rows: _join(rows, " ", "\n"),
    "commas and spaces": lambda rows: _join(rows, ", ", "\n"),
    "a pretty print": lambda rows: "\n".join("⎢" + "  ".join(map(repr, row)) + "⎥" for row in rows),
}
