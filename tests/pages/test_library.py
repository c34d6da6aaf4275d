"""The library's page, without a browser."""

import inspect
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.network.layers import LayerDense

ENTRY = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params.update(query)
    app.switch_page("region/library.py")
    app.run()
    assert not app.exception
    return app


def test_the_source_shown_is_the_source_that_runs():
    assert any(block.value.strip() == inspect.getsource(LayerDense).strip() for block in opened().code)


def test_every_value_of_act_1_is_met_bit_for_bit():
    app = opened(part="Layer by layer")
    assert app.success[0].value.startswith("19 of 19 values")
    assert not app.error


@pytest.mark.parametrize("line", [1, 6, 11])
def test_every_line_shows_what_its_layer_keeps(line):
    app = opened(part="Layer by layer", line=str(line))
    assert app.radio(key="library_line").value == line - 1
    assert len(app.latex) >= 1


@pytest.mark.parametrize("line", ["0", "12", "x", "²"])
def test_a_line_that_is_not_there_opens_the_first(line):
    assert opened(part="Layer by layer", line=line).radio(key="library_line").value == 0


def test_both_loops_are_run_and_say_different_things():
    printed = [block.value for block in opened(part="Predict and train").code]
    assert any("epoch 30: accuracy 0.9375, loss 2.93999" in text for text in printed)
    assert any("epoch 30: accuracy 0.9455, loss 0.13761" in text for text in printed)
