"""What the stage gets: JSON, complete, faithful to the last digit, and small."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine.one_pass import LESSON, payload, trace
from tests.one_pass.strategies import QUICK
from tests.one_pass.strategies import settings as any_settings


def numbers(drawn):
    """The payload's two-level data as floats; nan and infinities come as strings."""
    return np.array([[float(cell) for cell in row] for row in drawn])


@QUICK
@given(any_settings(mistakes=True))
def test_the_payload_survives_json_and_carries_every_number_exactly(chosen):
    passed = trace(chosen)
    sent = json.loads(json.dumps(payload(passed), allow_nan=False))
    assert set(sent["values"]) == set(passed.values)
    for key, array in passed.values.items():
        assert sent["values"][key]["shape"] == list(array.shape)
        np.testing.assert_array_equal(numbers(sent["values"][key]["data"]), np.atleast_2d(array).astype(float))


@QUICK
@given(any_settings(mistakes=True))
def test_every_id_that_is_mentioned_is_there(chosen):
    sent = payload(trace(chosen))
    phases = [phase["id"] for phase in sent["phases"]]
    for step in sent["steps"]:
        assert step["phase"] in phases
        named = [part["value"] for part in step["equation"] if "value" in part] + step["beside"] + list(step["also"])
        assert set(named) <= set(sent["values"])
        assert step["result"] is None or step["result"] in sent["values"]
        assert step["error"] is None or (step["error"]["message"] and step["error"]["type"])
    assert [layer["size"] for layer in sent["network"]["layers"]] == list(trace(chosen).settings.sizes)


def test_the_phases_come_in_order():
    order = [step["phase"] for step in payload(trace(LESSON))["steps"]]
    assert order == sorted(order, key=["unit", "data", "forward", "loss", "backward", "update", "again"].index)


def test_failures_carry_their_mend():
    sent = payload(trace(LESSON))
    failing = {step["id"]: step["error"] for step in sent["steps"] if step["error"]}
    assert len(failing) == 5
    assert all(error["mend"] for error in failing.values())


def test_a_check_by_nudging_is_there_for_every_weight_and_bias():
    sent = payload(trace(LESSON))
    assert set(sent["checks"]) == {"dloss_dWh", "dloss_dbh", "dloss_dWo", "dloss_dbo"}
    for key, check in sent["checks"].items():
        gradient = numbers(sent["values"][key]["data"])
        np.testing.assert_allclose(numbers(check["estimate"]), gradient, rtol=0, atol=1e-9)
        slope = (numbers(check["up"]) - numbers(check["down"])) / (2 * numbers(check["width"]))
        np.testing.assert_allclose(slope, gradient, rtol=0, atol=1e-9)


@pytest.mark.parametrize("settings", [LESSON, replace(LESSON.resized(8, 6, (8, 8), 4), activation="tanh")])
def test_the_payload_stays_small_for_the_lesson_and_the_largest_pass(settings):
    text = json.dumps(payload(trace(settings)), separators=(",", ":"))
    assert len(text.encode()) < 240_000


def test_links_to_steps_of_earlier_versions_open_the_step_that_makes_their_value():
    sent = payload(trace(LESSON))
    ids = {step["id"] for step in sent["steps"]}
    for old, step in {
        "new_h1": "again",
        "new_a1": "again",
        "new_y_hat": "again",
        "new_neg_logs": "new_cce_loss",
    }.items():
        assert old not in ids
        assert sent["opens"][old] == step
    assert set(sent["opens"].values()) <= ids


def test_the_terms_of_a_step_are_explained_in_the_glossary_that_is_sent():
    sent = payload(trace(LESSON))
    assert {key for step in sent["steps"] for key in step["terms"]} <= set(sent["glossary"])
    assert "chain_rule" in next(step for step in sent["steps"] if step["id"] == "dloss_dh2")["terms"]


def test_a_look_back_names_pairs_of_values_that_are_sent():
    sent = payload(trace(LESSON))
    pairs = [pair for step in sent["steps"] for pair in step["changes"]]
    assert ["Wh", "new_Wh"] in pairs
    assert all(set(pair) <= set(sent["values"]) for pair in pairs)
