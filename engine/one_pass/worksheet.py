"""A worksheet to print: the pass with blanks to fill in, made from the numbers on screen, and its answer key."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import numpy as np

from engine.one_pass import digits
from engine.one_pass.cells import cell
from engine.one_pass.mathml import mathml
from engine.one_pass.step import Quantity, Step
from engine.one_pass.trace import Trace
from engine.one_pass.variables import count, layers

STYLE = Path(__file__).with_name("worksheet.css")
PHASES = {"forward": "Forward", "loss": "The loss", "backward": "Backward", "update": "Update", "again": "Once more"}
BLANKS = 3
TRANSPOSED = "transpose"


def worksheet(passed: Trace, answers: bool = False) -> str:
    """The pass as a page of HTML to print, complete in itself.

    Up to three cells of each result are blank; with answers they are filled in and marked, and the first is worked out.
    The blanks are the same with and without answers.
    """
    title = "One pass by hand: answer key" if answers else "One pass by hand: worksheet"
    parts = [
        f"<h1>{title}</h1>",
        "" if answers else '<p>Name <span class="rule">&nbsp;</span> &nbsp; Date <span class="rule">&nbsp;</span></p>',
        f"<p>{escape(_task(passed))}</p>",
        "<h2>Given</h2>",
        *_given(passed),
    ]
    for phase, heading in PHASES.items():
        steps = [step for step in _exercises(passed) if step.phase == phase]
        if steps:
            parts.append(f"<h2>{heading}</h2>")
            parts += [_exercise(passed, step, answers) for step in steps]
    style = STYLE.read_text(encoding="utf-8")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _task(passed: Trace) -> str:
    sizes, rate = " → ".join(map(str, passed.settings.sizes)), float(passed.values.get("lr", passed.settings.lr))
    return (
        f"A network of {sizes} units; {count(passed.settings.samples, 'sample')} at once; learning rate {rate:g}. "
        "Fill in the blanks, rounded to four decimals. What one blank asks for may be needed in a later one."
    )


def _given(passed: Trace) -> Iterator[str]:
    names = [name for layer in layers(passed.settings) for name in (layer.W, layer.b)]
    for name in ("X", "y", *names):
        if name in passed.values:
            yield _matrix(passed.quantities[name], passed.values[name], set(), False)


def _exercises(passed: Trace) -> Iterator[Step]:
    """The steps worth computing by hand: those that the numbers need, without what is given or only turned."""
    for step in passed.steps:
        worth = step.rule["kind"] not in ("given", TRANSPOSED) and step.phase in PHASES
        if (
            worth
            and not step.shown_only
            and step.id != "y_hat_clipped"
            and step.result
            and step.result.id in passed.values
        ):
            yield step


def _exercise(passed: Trace, step: Step, answers: bool) -> str:
    assert step.result is not None
    array = passed.values[step.result.id]
    blanks = _blanks(np.atleast_2d(array).shape, len(step.id))
    worked = ""
    if answers:
        i, j = min(blanks)
        worked = f'<p class="sum">Row {i + 1}, column {j + 1}: {escape(_worked(passed, step.result.id, i, j))}</p>'
    line = f"<p>{mathml(step.formula)} &nbsp; <code>{escape(step.code)}</code></p>"
    shown = _matrix(step.result, array, blanks, answers)
    return f"<section><h3>{escape(step.words.title)}</h3>{line}{shown}{worked}</section>"


def _worked(passed: Trace, made: str, i: int, j: int) -> str:
    """The arithmetic of a cell on one line."""
    *parts, (left, total) = cell(passed, made, i, j).lines
    terms = " + ".join(right for left, right in parts if left in ("", "+"))
    products = [f"{left} = {right}" for left, right in parts if left not in ("", "+", "sum")]
    end = f"{left} = {total}" if left not in ("", "≈") else f"{terms or 'in all'} {left or '='} {total}"
    sums = [f"{terms} = {right}" for left, right in parts if left == "sum"]
    return "; ".join([*products, *sums, end])


def _blanks(shape: tuple[int, int], salt: int) -> set[tuple[int, int]]:
    """Which cells are blank: spread over the matrix, the same ones every time."""
    rows, cols = shape
    size = rows * cols
    return {divmod((salt + k * max(1, size // BLANKS)) % size, cols) for k in range(min(BLANKS, size))}


def _matrix(quantity: Quantity, array: np.ndarray, blanks: set[tuple[int, int]], answers: bool) -> str:
    rows = []
    for i, row in enumerate(np.atleast_2d(array).tolist()):
        cells = []
        for j, value in enumerate(row):
            text = escape(digits.show(float(value)))
            if (i, j) in blanks:
                cells.append(f'<td class="found">{text}</td>' if answers else '<td class="blank">&nbsp;</td>')
            else:
                cells.append(f"<td>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    shape = " × ".join(map(str, array.shape)) or "one number"
    caption = f"{mathml(quantity.latex)} &nbsp; {shape}"
    return f"<figure><figcaption>{caption}</figcaption><table>{''.join(rows)}</table></figure>"
