"""The lesson's run against the reference, and the shape of any run's history."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.network.settings import LESSON, RunSettings
from engine.network.training import stops, taught
from engine.region.datasets import load

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "quantiles_training.json").read_text())


@pytest.fixture(scope="module")
def lesson():
    return list(taught(load(LESSON), LESSON))


def after_epochs(history):
    return [s for s in history if s.epoch > 0 and s.epoch == int(s.epoch)]


def test_the_untrained_network_measures_what_the_reference_says(lesson):
    now = lesson[0].train
    assert np.allclose([now.accuracy, now.loss], REFERENCE["before"], rtol=0, atol=1e-9)


def test_accuracy_and_loss_over_all_points_match_the_reference_after_every_epoch(lesson):
    seen = [[s.train.accuracy, s.train.loss] for s in after_epochs(lesson)]
    assert np.allclose(seen, REFERENCE["after_epoch_full_data"], rtol=0, atol=1e-9)


def test_the_print_out_of_the_circulating_loop_matches_the_reference_after_every_epoch(lesson):
    printed = [[s.printed.accuracy, s.printed.loss] for s in after_epochs(lesson)]
    assert np.allclose(printed, REFERENCE["printed_last_batch"], rtol=0, atol=1e-9)
    assert {s.last_size for s in after_epochs(lesson)} == {16}


def test_the_final_weights_match_the_reference(lesson):
    for k, (W, b) in enumerate(lesson[-1].weights, 1):
        assert np.allclose(W, REFERENCE["final"][f"W{k}"], rtol=0, atol=1e-9)
        assert np.allclose(b, REFERENCE["final"][f"b{k}"], rtol=0, atol=1e-9)


def test_the_fresh_points_of_the_lesson_are_answered_as_in_the_reference(lesson):
    assert lesson[-1].test.accuracy == REFERENCE["test_accuracy"]


@pytest.mark.parametrize(("data_seed", "seed", "accuracy"), [(7, 3, 0.823), (11, 42, 0.5)])
def test_other_seeds_end_elsewhere(data_seed, seed, accuracy):
    settings = replace(LESSON, data_seed=data_seed, seed=seed)
    assert round(list(taught(load(settings), settings))[-1].train.accuracy, 3) == accuracy


def test_training_leaves_numpys_global_generator_alone():
    before = np.random.get_state()[1].copy()
    settings = RunSettings(samples=50, epochs=2, shuffle=True)
    list(taught(load(settings), settings))
    assert np.array_equal(np.random.get_state()[1], before)


def test_snapshots_are_finer_within_the_first_epoch_and_never_repeat():
    assert stops(313, 0) == [5, 10, 20, 40, 79, 118, 157, 196, 235, 274, 313]
    assert stops(313, 1) == [313]
    assert stops(1, 0) == [1]


def test_a_snapshot_keeps_its_weights_when_training_goes_on(lesson):
    assert not np.array_equal(lesson[0].weights[0][0], lesson[-1].weights[0][0])


def test_no_epochs_give_the_untrained_network_alone():
    settings = RunSettings(epochs=0)
    history = list(taught(load(settings), settings))
    assert [s.epoch for s in history] == [0.0]
    assert history[0].printed is None


def test_a_batch_larger_than_the_data_is_all_of_the_data():
    settings = RunSettings(samples=20, batch=1000, epochs=3)
    history = list(taught(load(settings), settings))
    assert [s.epoch for s in history] == [0, 1, 2, 3]
    assert history[-1].last_size == 20


@pytest.mark.parametrize("options", [{"lr": 1e200, "activation": "linear"}, {"lr": 1e9}])
def test_a_run_that_diverges_stops_there_and_its_snapshots_stay(options):
    settings = RunSettings(samples=400, **options)
    history = list(taught(load(settings), settings))
    assert history[-1].epoch < 30
    assert history[0].train.loss < 1
    assert math.isnan(history[-1].train.loss) or history[-1].train.loss > 6


def test_shuffling_changes_the_order_and_nothing_else():
    settings = RunSettings(samples=300, epochs=1, batch=300)
    ordered = list(taught(load(settings), settings))[-1]
    settings = replace(settings, shuffle=True)
    shuffled = list(taught(load(settings), settings))[-1]
    assert np.allclose(ordered.weights[0][0], shuffled.weights[0][0], rtol=0, atol=1e-14)
    settings = replace(settings, batch=32)
    again = list(taught(load(settings), settings))[-1]
    assert not np.allclose(ordered.weights[0][0], again.weights[0][0], rtol=0, atol=1e-6)
