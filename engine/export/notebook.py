"""A Jupyter notebook from its cells."""

from collections.abc import Iterable
from typing import Literal

Cell = tuple[Literal["markdown", "code"], str]


def notebook(cells: Iterable[Cell]) -> str:
    """The text of an .ipynb file for Python 3: ("markdown", text) or ("code", text) a cell. Equal cells, equal file."""
    from nbformat import v4, writes

    make = {"markdown": v4.new_markdown_cell, "code": v4.new_code_cell}
    made = [make[kind](text.strip("\n")) for kind, text in cells]
    for number, cell in enumerate(made):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return str(writes(v4.new_notebook(cells=made, metadata={"kernelspec": kernel})))
