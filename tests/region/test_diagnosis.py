"""What goes wrong is recognised where it sets in, and a good run is left in peace."""

import numpy as np
import pytest

from engine.network.settings import RunSettings
from engine.network.training import taught
from engine.region.attainable import attainable
from engine.region.datasets import load
from engine.region.diagnosis import diagnose
from engine.region.film import film
from engine.region.seeds import StudySettings, study


def kinds(**options) -> dict:
    return {finding.kind: finding for finding in film(RunSettings(**options)).findings}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"optimizer": "momentum"},
        {"data": "blobs", "classes": 4},
        {"activation": "tanh", "units": (8,), "lr": 0.1},
        {"epochs": 0},
    ],
    ids=str,
)
def test_a_run_that_learns_gets_no_remark(options):
    assert kinds(**options) == {}


def test_a_learning_rate_of_a_billion_diverges_at_once_and_training_stops():
    found = kinds(lr=1e9)["divergence"]
    assert found.epoch < 0.1
    assert "Training stops" in found.say
    assert "1e+08" in found.advice


def test_an_output_that_is_not_a_number_is_said_so():
    found = kinds(samples=200, lr=1e200, activation="linear")["divergence"]
    assert "NaN" in found.say


def test_units_that_die_are_counted_by_layer_from_where_they_die():
    every = kinds(data_seed=11, seed=42)
    assert set(every) == {"dead units"}
    found = every["dead units"]
    assert found.say.startswith("2 of the 4 units of hidden layer 2 are dead")
    assert found.say.endswith("The other 2 fire for fewer than one point in a hundred.")
    assert found.epoch == 4


def test_the_epoch_where_a_layer_dies_is_the_first_where_it_is_dead_for_good():
    settings = RunSettings(samples=200, epochs=3)
    data = load(settings)
    history = list(taught(data, settings))
    for snapshot in history[5:]:
        snapshot.weights[1][1][:] = -1e6
    found = [f for f in diagnose(history, data, settings) if f.kind == "dead units"]
    assert [(f.epoch, f.say[:30]) for f in found] == [(history[5].epoch, "All 4 units of hidden layer 2 ")]


def test_zero_weights_are_recognised_as_copies_of_one_another():
    assert set(kinds(samples=500, init="zero")) == {"symmetry"}


def test_a_step_too_small_is_told_from_a_plateau():
    assert set(kinds(lr=1e-5)) == {"small step"}
    assert "larger" in kinds(lr=1e-5)["small step"].advice
    assert set(kinds(activation="sigmoid")) == {"plateau"}


def test_a_plateau_that_ends_is_told_from_one_that_does_not():
    assert kinds(lr=1e-3)["plateau"].say.endswith("then it falls.")
    flat = kinds(units=())["plateau"]
    assert flat.say.endswith("to the end.")
    assert "flat plane" in flat.advice


def test_overfitting_is_dated_to_the_best_loss_on_unseen_points():
    options = {"samples": 60, "units": (32, 32), "epochs": 300, "lr": 0.1, "noise": 0.5, "test_samples": 1000}
    found = kinds(**options)["overfitting"]
    curves = film(RunSettings(**options)).curves
    assert abs(found.epoch - curves.epochs[curves.test_loss.argmin()]) < 10
    assert curves.test_loss[-1] > 1.15 * curves.test_loss.min()


def test_a_run_that_is_still_learning_is_told_from_one_that_stands_still():
    slow = {"data_seed": 7, "seed": 3}
    assert "from 0.475 to 0.395 in the last 7 epochs" in kinds(**slow)["unfinished"].say
    assert set(kinds(**slow, epochs=60)) == {"plateau"}
    assert "82.4% right" in kinds(data_seed=5, seed=9)["standstill"].say
    assert set(kinds(epochs=6)) == {"unfinished"}


def test_steps_that_are_too_large_and_penalties_that_are_too_strong_are_named():
    assert set(kinds(optimizer="rmsprop", lr=0.5, activation="leaky relu", data="octants")) == {"large step"}
    assert set(kinds(activation="tanh", l2=0.1)) == {"penalty"}


def test_a_border_that_lies_elsewhere_among_few_unseen_points_is_not_overfitting():
    assert "overfitting" not in kinds(samples=30_000, units=(16, 16))


def test_few_points_are_not_taken_for_classes_that_overlap():
    assert set(kinds(data="helices", noise=0.3, samples=60, lr=1e-4)) == {"small step"}


def test_classes_that_overlap_are_not_called_a_standstill():
    noisy = {"noise": 1.0, "samples": 3000, "test_samples": 100, "lr": 0.03}
    found = kinds(**noisy)
    assert "standstill" not in found
    assert "plateau" not in found
    settings = RunSettings(**noisy)
    best = attainable(load(settings), settings)
    assert 0.6 < best < 0.75
    assert f"{best:.0%} of the time" in found["overlap"].say


def test_the_attainable_accuracy_is_known_where_classes_are_apart_and_estimated_elsewhere():
    assert attainable(load(apart := RunSettings(samples=500)), apart) == 1.0
    table = "\n".join(
        f"{x},{y},{z},{k}"
        for (x, y, z), k in zip(
            np.random.RandomState(0).normal(size=(2000, 3)), np.random.RandomState(1).randint(2, size=2000), strict=True
        )
    )
    told = RunSettings(data="csv", csv=table)
    assert attainable(load(told), told) < 0.57
    clear = RunSettings(data="blobs", noise=0.01, samples=2000)
    assert attainable(load(clear), clear) > 0.97


def test_sixteen_seeds_say_how_many_learn_and_why_others_do_not():
    events: list[dict] = []
    runs = study(StudySettings(), events.append, lambda: False)
    assert [run.seed for run in runs] == list(range(16))
    told = [event for event in events if "seed" in event]
    assert [event["done"] for event in told] == list(range(1, 17))
    by_seed = {event["seed"]: event for event in told}
    for run in runs:
        weights = np.concatenate([part.ravel() for pair in run.weights for part in pair]).astype("f4")
        assert by_seed[run.seed]["weights"] == weights.tobytes()
        assert by_seed[run.seed]["fate"] == run.fate
    assert runs[0].train.accuracy == 0.9455
    fates = [run.fate for run in runs]
    assert fates.count("learnt") == 12
    for run in runs:
        assert (run.fate == "learnt") == (run.train.accuracy >= 0.9)
        assert run.fate == "learnt" or run.why is not None
    alone = film(RunSettings(seed=2))
    assert alone.curves.train_accuracy[-1] == runs[2].train.accuracy


def test_a_study_stopped_returns_what_has_ended():
    runs = study(StudySettings(RunSettings(samples=200), 8), lambda event: None, lambda: True)
    assert runs == []


@pytest.mark.parametrize(("count", "first"), [(1, 0), (257, 0), (16, 2**32 - 5), (2, -1)])
def test_seeds_that_cannot_be_are_refused(count, first):
    with pytest.raises(ValueError, match=r"seeds can be compared|seed is"):
        StudySettings(count=count, first=first)
