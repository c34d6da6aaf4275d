"""Take away: the script and the notebook are executed and print the same numbers as the stage shows."""

import io
import re
import subprocess
import sys
from dataclasses import replace

import nbformat
import numpy as np
import pytest
from hypothesis import given
from nbclient import NotebookClient

from engine.one_pass import LESSON, export, trace
from engine.one_pass.page_file import page_data, page_file
from engine.one_pass.settings import CLASSES, FEATURES, HIDDEN_LAYERS, SAMPLES, UNITS
from engine.one_pass.worksheet import worksheet
from tests.one_pass.strategies import QUICK, settings

TWO_LAYERS = replace(LESSON.resized(4, 2, (3, 2), 3), activation="tanh", mistakes=("no_mean",), passes=3)
PASSES = {"the lesson": trace(LESSON), "two hidden layers": trace(TWO_LAYERS)}
PASSES["a broken pass"] = trace(replace(LESSON, mistakes=("no_transpose",)))


def printed(passed, folder):
    """What the script prints when it is run as a file."""
    file = folder / "one_pass.py"
    file.write_text(export.script(passed), encoding="utf-8")
    command = [sys.executable, "-W", "ignore", str(file)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("name", PASSES)
def test_the_script_runs_and_prints_every_quantity(name, tmp_path):
    passed = PASSES[name]
    output = printed(passed, tmp_path)
    with np.printoptions(precision=8, linewidth=120):
        for key, array in passed.values.items():
            shown = array[()] if array.ndim == 0 else array
            assert f"{passed.quantities[key].name} {array.shape}\n{shown}\n" in output, key
    for done in passed.done:
        if done.problem and done.problem.type == "ValueError":
            assert done.problem.message in output


def test_the_notebook_runs_and_prints_the_same_as_the_script(tmp_path):
    book = nbformat.reads(export.notebook(PASSES["the lesson"]), as_version=4)
    nbformat.validate(book)
    NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [out for cell in book.cells if cell.cell_type == "code" for out in cell.outputs]
    text = "".join(out.text for out in outputs if out.output_type == "stream" and out.name == "stdout")
    assert text == printed(PASSES["the lesson"], tmp_path)
    assert "0.7168031908508434" in text


@QUICK
@given(settings(mistakes=True))
def test_the_arrays_are_all_there_to_the_last_bit(chosen):
    passed = trace(chosen)
    with np.load(io.BytesIO(export.arrays(passed)), allow_pickle=False) as found:
        assert set(found.files) == set(passed.values)
        assert all(found[key].tobytes() == array.tobytes() for key, array in passed.values.items())


def test_the_worksheet_has_blanks_and_its_key_the_numbers_that_belong_there():
    blank, key = worksheet(PASSES["the lesson"]), worksheet(PASSES["the lesson"], answers=True)
    assert blank.count('class="blank"') == key.count('class="found"') > 40
    assert 'class="found"' not in blank
    assert "0.7168" in key
    assert re.search(r'class="blank">&nbsp;</td></tr></table></figure></section></body>', blank)


@QUICK
@given(settings(mistakes=True))
def test_a_worksheet_of_any_pass_is_complete_in_itself(chosen):
    page = worksheet(trace(chosen), answers=True)
    assert page.startswith("<!doctype html>")
    assert "http" not in page
    assert "<script" not in page
    assert page.count("<section>") == page.count("</section>")


def test_the_page_of_the_lesson_is_complete_in_itself_and_small():
    page = page_file(page_data(PASSES["the lesson"], {"light": {"ink": "#000"}, "dark": {"ink": "#fff"}}, step="h1"))
    assert page.startswith("<!doctype html>")
    assert 'content="default-src &#x27;none&#x27;' in page
    assert len(page.encode()) < 400_000


def test_the_page_of_the_largest_network_is_small_too():
    largest = LESSON.resized(SAMPLES[1], FEATURES[1], (UNITS[1],) * HIDDEN_LAYERS[1], CLASSES[1])
    page = page_file(page_data(trace(largest), {"light": {"ink": "#000"}, "dark": {"ink": "#fff"}}))
    assert len(page.encode()) < 400_000
