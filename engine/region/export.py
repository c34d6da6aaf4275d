"""A run to take away: its history as CSV, its weights as npz, and a script and a notebook that run it again."""

import csv
import io
from dataclasses import fields

import numpy as np

from engine.network.settings import RunSettings
from engine.region.film import Film
from engine.region.script import recipe

TITLE = "A small neural network in NumPy, trained from scratch: one run of Glassnet, to run again and to change."


def history_csv(film: Film) -> str:
    """A row per snapshot: epochs behind it, accuracy and loss over all points, and what the loop prints."""
    columns = [field.name for field in fields(film.curves)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in zip(*(getattr(film.curves, name) for name in columns), strict=True):
        writer.writerow("" if np.isnan(value) else repr(float(value)) for value in row)
    return text.getvalue()


def weights_npz(film: Film) -> bytes:
    """W1, b1, W2, … of every frame, (frames, inputs, units) and (frames, 1, units), and `epochs` (frames,)."""
    arrays = {f"{name}{k}": part for name, parts in (("W", film.W), ("b", film.b)) for k, part in enumerate(parts, 1)}
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, epochs=film.epochs, **arrays)
    return file.getvalue()


def script(settings: RunSettings) -> str:
    """A Python file that needs NumPy, and scikit-learn for the lesson's points, and runs the settings again.

    The user's own points it reads from points.csv in the folder where it is run.
    Raises: ValueError if the user's file cannot be used.
    """
    pieces = [f"# {words}\n{code}\n" for words, code in recipe(settings)]
    return "\n\n".join([f'"""{TITLE}"""\n', *pieces])


def notebook(settings: RunSettings) -> str:
    """The same as a Jupyter notebook, a cell a piece, each with a line of words before it."""
    import nbformat

    book = nbformat.v4.new_notebook()
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book.cells = [nbformat.v4.new_markdown_cell(f"# Glassnet\n\n{TITLE}")]
    for words, code in recipe(settings):
        book.cells += [nbformat.v4.new_markdown_cell(words), nbformat.v4.new_code_cell(code)]
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number}"
    return nbformat.writes(book)
