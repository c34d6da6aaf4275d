"""Files to take away, whatever is in them."""

import csv
import io

import nbformat
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.export.arrays import csv_text, npz
from engine.export.notebook import notebook

CELLS = st.lists(st.tuples(st.sampled_from(["markdown", "code"]), st.text(st.characters(codec="utf-8"))))


@given(CELLS)
def test_a_notebook_is_valid_and_holds_its_cells(cells):
    book = nbformat.reads(notebook(cells), as_version=4)
    nbformat.validate(book)
    assert [(cell.cell_type, cell.source) for cell in book.cells] == [(kind, text.strip("\n")) for kind, text in cells]
    assert notebook(cells) == notebook(cells)


@given(st.lists(st.floats(), max_size=20))
def test_arrays_and_tables_keep_every_bit(values):
    with np.load(io.BytesIO(npz({"values": np.array(values)})), allow_pickle=False) as found:
        assert found["values"].tobytes() == np.array(values, dtype=float).tobytes()
    head, *rows = csv.reader(io.StringIO(csv_text({"n": list(range(len(values))), "value": values})))
    assert head == ["n", "value"]
    for row, value in zip(rows, values, strict=True):
        assert row[1] == "" if np.isnan(value) else float(row[1]) == value
