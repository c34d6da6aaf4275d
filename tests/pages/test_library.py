"""The library's page without a browser: what it shows is what runs, and equals act 1."""

import inspect
import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.network import loops
from engine.network.layers import LayerDense

ENTRY = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def told(**query: str) -> dict[str, Any]:
    """The data that the component is mounted with."""
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params.update(query)
    app.switch_page("region/library.py")
    app.run()
    assert not app.exception
    (mounted,) = (each for each in app.get("bidi_component") if "library" in each.proto.component_name)
    return json.loads(mounted.proto.json)


def test_the_source_that_lights_up_is_the_source_that_runs():
    calls = {call["code"]: call for call in told()["calls"]}
    shown = calls["h1 = dense1.forward(X)"]["source"]
    assert [line.strip() for line in shown.splitlines()] == [
        line.strip() for line in inspect.getsource(LayerDense.forward).splitlines()
    ]


def test_every_value_of_act_1_is_met_bit_for_bit():
    compared = [kept["same"] for call in told()["calls"] for kept in call["kept"] if kept["same"] is not None]
    assert compared == [True] * 19


def test_every_line_is_explained_and_keeps_something():
    calls = told()["calls"]
    assert len(calls) == 11
    assert all(call["say"].endswith(".") and call["kept"] for call in calls)
    assert len({call["say"] for call in calls}) == 11


@pytest.mark.parametrize(
    ("query", "part", "line"),
    [
        ({"part": "Layer by layer", "line": "9"}, "pass", 8),
        ({"part": "Three classes"}, "pass", 0),
        ({"part": "Predict and train"}, "loop", 0),
        ({"part": "bug"}, "bug", 0),
        *[({"line": junk}, "pass", 0) for junk in ("0", "12", "x", "²")],
    ],
)
def test_links_old_and_new_open_what_they_name(query, part, line):
    data = told(**query)
    assert (data["part"], data["line"]) == (part, line)


def test_two_lines_are_to_blame_and_nothing_gives_them_away():
    wrong = told()["wrong"]
    assert [text.strip() for text, why in wrong if why] == [
        "accuracies, losses = [], []",
        "losses.append(loss * len(preds))",
    ]
    source = inspect.getsource(loops.train_as_often_written).splitlines()
    assert len(wrong) == len(source)
    assert not any("✗" in text or "✓" in text for text, _ in wrong)
    assert "✓" not in told()["right"]


def test_both_loops_are_run_and_say_different_things():
    outcome = told(part="bug")["outcome"]
    assert outcome["printed"][-1] == "epoch 30: accuracy 0.9375, loss 2.93999"
    assert outcome["measured"][-1] == "epoch 30: accuracy 0.9455, loss 0.13761"
    assert "16 points of 10,000" in outcome["say"]
    assert "outcome" not in told()
