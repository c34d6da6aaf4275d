"""The proof on request: the browser's run beside the taught classes', weight by weight."""

import base64
import math

import numpy as np
import pytest

from engine.network.settings import LESSON, RunSettings
from engine.region.proof import Proof, price, prove
from tests.region.browser import ask, told


def proof(settings: RunSettings, change=lambda weights: weights, **other) -> Proof:
    """The browser's run of the settings, its weights changed on the way, held against the classes'."""
    sent = ask("film", settings=told(settings))
    weights = np.frombuffer(base64.b64decode(sent["weights"]), "<f8")
    packed = base64.b64encode(np.ascontiguousarray(change(weights.copy())).tobytes()).decode()
    return prove(settings, **({"weights": packed, "frames": sent["at"], "snapshots": sent["snapshots"]} | other))


def test_the_lessons_run_in_the_browser_is_that_of_the_classes():
    found = proof(LESSON)
    assert found.difference < 1e-12
    assert found.weights == 41 * 46
    assert len(found.epochs) == len(found.growth) == 41
    assert found.growth[0] == 0


def test_a_wild_run_shows_how_its_last_digits_grow():
    found = proof(
        RunSettings(data="helices", samples=300, batch=1, lr=0.05, optimizer="adam", units=(20, 20), epochs=3)
    )
    assert found.growth[0] == 0
    assert found.growth[1] < 1e-9
    assert found.growth[-1] > 100 * found.growth[1]


def test_one_changed_weight_is_found():
    def nudged(weights):
        weights[100] += 1e-9
        return weights

    assert proof(RunSettings(samples=200, epochs=2), nudged).difference > 5e-10


def test_a_weight_that_is_no_number_makes_the_difference_infinite():
    def broken(weights):
        weights[3] = math.nan
        return weights

    assert proof(RunSettings(samples=200, epochs=2), broken).difference == math.inf


def test_weights_of_another_run_are_refused():
    with pytest.raises(ValueError, match="not the weights"):
        proof(RunSettings(samples=200, epochs=2), lambda weights: weights[:-1])
    with pytest.raises(ValueError, match="damaged"):
        proof(RunSettings(samples=200, epochs=2), weights="no base64!")
    assert proof(RunSettings(samples=200, epochs=2), snapshots=99).difference == math.inf


def test_a_comparison_that_would_take_minutes_is_refused_before_it_begins():
    dear = RunSettings(samples=100_000, batch=1, epochs=500)
    assert price(dear) > 60 > price(LESSON)
    with pytest.raises(ValueError, match="seconds for this run"):
        prove(dear, "", [], 0)
