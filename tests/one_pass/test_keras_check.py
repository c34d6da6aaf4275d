"""TensorFlow's own gradients on the same weights; it runs in a process of its own, as in the worker."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, seed
from hypothesis import settings as hypothesis

from engine.one_pass import LESSON, to_query, trace
from engine.one_pass.keras_check import keras_code
from engine.one_pass.settings import ACTIVATIONS
from tests.one_pass.strategies import settings

ROOT = Path(__file__).parents[2]


def compared(many):
    """What the comparison gives for each of the settings, from one process with TensorFlow in it."""
    queries = json.dumps([to_query(chosen) for chosen in many])
    command = [sys.executable, "-m", "tests.one_pass.tensorflow_pass"]
    done = subprocess.run(command, input=queries, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def some(number):
    """Settings drawn at random, the same ones every time: every activation, one and two hidden layers."""
    found = []

    @seed(1)
    @hypothesis(max_examples=number, database=None, deadline=None)
    @given(settings())
    def collect(chosen):
        found.append(chosen)

    collect()
    return [replace(chosen, activation=ACTIVATIONS[k % 4]) for k, chosen in enumerate(found)]


def clipped(chosen):
    """Whether the clipping changed a probability; TensorFlow, which takes the loss from the scores, has none."""
    values = trace(chosen).values
    return (values["y_hat"] != values["y_hat_clipped"]).any()


@pytest.mark.worker
def test_tensorflows_values_and_gradients_on_the_same_weights_are_those_of_the_pass():
    mistaken = replace(LESSON, mistakes=("no_mean",))
    many = [LESSON, replace(LESSON, passes=40), *some(24)]
    lesson, *others, wrong = compared([*many, mistaken])
    assert lesson["loss"][0] == pytest.approx(lesson["loss"][1], abs=1e-15)
    assert max(lesson["largest"].values()) < 1e-15
    assert set(lesson["largest"]) == {"dloss_dWh", "dloss_dbh", "dloss_dWo", "dloss_dbo"}
    for chosen, found in zip(many[1:], others, strict=True):
        assert found["why"] == "", (chosen.activation, found["largest"])
        if not clipped(chosen):
            assert max(found["differences"].values()) < 1e-9, (chosen.activation, found["differences"])
    assert "5 times too large" in wrong["why"]


def test_the_program_shown_carries_the_weights_exactly():
    code = keras_code(trace(LESSON))
    assert repr(float(trace(LESSON).values["Wh"][0, 0])) in code
    assert "model.set_weights([Wh, bh[0], Wo, bo[0]])" in code
    compile(code, "<keras>", "exec")
