"""The confusion matrix as a table whose every cell can be pressed, by pointer or key."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

import streamlit as st

from pages.shared.component import component
from pages.shared.palette import palette

DEEPEST = {"light": 0.7, "dark": 0.48}  # how far a cell is tinted at most, so that its number stays readable

_component = component(
    "glassnet_confusion",
    "shared/confusion.js",
    css=("shared/confusion.css",),
    html='<div class="confusion" role="region" aria-label="confusion matrix: rows true classes, '
    'columns predicted"></div>',
)


def confusion_matrix(
    counts: Sequence[Sequence[int]],
    classes: Sequence[str],
    shares: bool,
    chosen: tuple[int, int],
    key: str,
    on_press: Callable[[], None],
    blocks: Sequence[tuple[str, list[int]]] | None = None,
    short: Sequence[str] | None = None,
) -> None:
    """Counts, or each row's shares in percent; colour goes with the root of the share, so that small ones show.

    counts: (classes, classes), row true, column predicted. chosen: the cell that is open. on_press: called when one is
    pressed; the component's state `cell` is then "row column". blocks: groups of related classes by name and number;
    with them the whole matrix is small enough to be seen at once. short: the classes' names as the rows write them.
    """
    data = {
        "counts": [list(row) for row in counts],
        "classes": list(classes),
        "shares": shares,
        "chosen": list(chosen),
        "colours": asdict(palette(st.context.theme.type)),
        "blocks": blocks,
        "short": list(short) if short else None,
        "deepest": DEEPEST[st.context.theme.type or "light"],
    }
    _component(key=key, data=data, on_cell_change=on_press)
