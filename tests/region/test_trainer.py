"""The browser's trainer against the taught classes: the same stream, points, updates and runs."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.network.network import Network
from engine.network.settings import CHOICES, LESSON, MANY_CLASSES, RANGES, RunSettings
from engine.network.training import taught
from engine.region.csv_points import Table, read_table, split
from engine.region.datasets import load, points
from tests.region import figures
from tests.region.browser import ask, flat, gap, numbers, told
from tests.region.tables import table_text
from tests.searching import examples

LAST_DIGITS = 1e-13


@st.composite
def runs(draw, most_points: int = 200) -> RunSettings:
    data = draw(st.sampled_from(CHOICES["data"][:-1]))
    return RunSettings(
        data=data,
        samples=draw(st.integers(10, most_points)),
        classes=draw(st.integers(2, 4)) if data in MANY_CLASSES else 2,
        noise=draw(st.sampled_from([0.0, 0.3])),
        data_seed=draw(st.integers(0, 50)),
        units=tuple(draw(st.lists(st.integers(1, 32), max_size=5))),
        activation=draw(st.sampled_from(CHOICES["activation"])),
        init=draw(st.sampled_from(CHOICES["init"])),
        seed=draw(st.integers(0, 50)),
        optimizer=draw(st.sampled_from(CHOICES["optimizer"])),
        lr=draw(st.sampled_from([1e-4, 1e-3, 0.01, 0.05])),
        batch=draw(st.integers(1, 250)),
        epochs=draw(st.integers(0, 2)),
        shuffle=draw(st.booleans()),
        l1=draw(st.sampled_from([0.0, 0.01])),
        l2=draw(st.sampled_from([0.0, 0.01])),
    )


@st.composite
def moderate(draw) -> RunSettings:
    """Steps of a usual size, not too many: last digits that differ have no time to grow."""
    return replace(draw(runs()), lr=draw(st.sampled_from([1e-4, 1e-3, 0.01])), batch=draw(st.integers(16, 250)))


@given(
    st.one_of(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=3)),
    st.integers(1, 2_000),
)
@example(0, 1)
@example(2**32 - 1, 1300)
@example([7, 1], 700)
@settings(max_examples=examples(20))
def test_the_stream_is_numpys_bit_for_bit_and_its_normals_to_the_last_digits(seed, count):
    rng = np.random.RandomState(seed)
    ours = ask(
        "drawn",
        seed=seed,
        calls=[["uniform", -0.5, 2.0, count], ["permutation", count], ["gauss", count | 1], ["gauss", 1]],
    )
    assert ours[0] == rng.uniform(-0.5, 2.0, count).tolist()
    assert ours[1] == rng.permutation(count).tolist()
    assert np.allclose(ours[2], rng.standard_normal(count | 1), rtol=1e-15, atol=0)
    assert np.allclose(ours[3], rng.standard_normal(1), rtol=1e-15, atol=0)


def test_the_settings_are_those_of_python():
    there = ask("settings")
    assert there["LESSON"] == told(LESSON)
    assert {name: tuple(options) for name, options in there["CHOICES"].items()} == CHOICES
    assert {name: tuple(ends) for name, ends in there["RANGES"].items()} == RANGES
    assert tuple(there["MANY_CLASSES"]) == MANY_CLASSES


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"data": "cubes"},
        {"samples": 9},
        {"samples": 100_001},
        {"noise": -0.1},
        {"seed": 2**32 - 1},
        {"epochs": 501},
        {"lr": 0},
        {"lr": -1},
        {"units": (33,)},
        {"units": (1,) * 6},
        {"data": "rings", "classes": 3},
        {"activation": ""},
    ],
    ids=str,
)
def test_settings_that_cannot_be_are_refused_with_pythons_sentence(change):
    try:
        RunSettings(**change)
    except ValueError as problem:
        sentence = str(problem)
    else:
        sentence = ""
    theirs = ask(
        "problem", settings=told(LESSON) | change | ({"units": list(change["units"])} if "units" in change else {})
    )
    assert theirs == sentence
    assert (theirs == "") == (change == {})


@given(runs(600))
@example(LESSON)
@example(RunSettings(data="shells", classes=4, noise=2.0, samples=1000))
@settings(max_examples=examples(30))
def test_the_points_are_those_of_python(run):
    ours, theirs = ask("data", settings=told(run)), load(run)
    assert ours["labels"] == theirs.labels.tolist()
    assert ours["labelsTest"] == theirs.labels_test.tolist()
    exact = run.data == "octants" and not run.noise
    for mine, other in ((ours["X"], theirs.X), (ours["XTest"], theirs.X_test)):
        assert gap(numbers(mine), other.ravel()) <= (0 if exact else LAST_DIGITS)


@pytest.mark.parametrize(("rows", "seed"), [(60, 0), (60, 7), (1000, 3)])
def test_the_users_points_are_split_and_standardised_as_python_does(rows, seed):
    table = read_table(table_text(rows))
    raw = {"X": table.X.ravel().tolist(), "labels": table.labels.tolist(), "axes": table.axes, "classes": table.classes}
    ours, theirs = ask("data", settings=told(RunSettings(data="csv", data_seed=seed)), table=raw), split(table, seed)
    assert ours["labels"] == theirs.labels.tolist()
    assert ours["labelsTest"] == theirs.labels_test.tolist()
    for name, other in (("X", theirs.X), ("XTest", theirs.X_test), ("center", theirs.center), ("scale", theirs.scale)):
        assert gap(numbers(ours[name]), np.ravel(other)) < LAST_DIGITS


def test_of_a_table_without_five_rows_a_class_both_hold_out_the_same():
    labels = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2, 3])
    table = Table(np.arange(30.0).reshape(10, 3), labels, ("x", "y", "z"), ("a", "b", "c", "d"))
    raw = {"X": table.X.ravel().tolist(), "labels": labels.tolist(), "axes": table.axes, "classes": table.classes}
    ours = ask("data", settings=told(RunSettings(data="csv")), table=raw)
    assert ours["labelsTest"] == split(table, 0).labels_test.tolist() != []


@given(runs(), st.integers(0, 2**32 - 1), st.floats(0.01, 3))
@settings(max_examples=examples(60))
def test_every_single_update_from_the_same_state_agrees_to_1e_12(run, seed, size):
    rng, data = np.random.RandomState(seed), load(run)
    network = Network(3, len(data.classes), run, rng)
    state = {"v": [], "s": []}
    for layer, rule in zip(network.dense, network.optimizers, strict=True):
        layer.W, layer.b = rng.normal(0, size, layer.W.shape), rng.normal(0, size, layer.b.shape)
        v, s = ([rng.normal(0, 1, part.shape) ** power for part in (layer.W, layer.b)] for power in (1, 2))
        memory = {"momentum": {"v": v}, "rmsprop": {"s": s}, "adam": {"m": v, "s": s, "t": 7}, "sgd": {}}[run.optimizer]
        for name, value in memory.items():
            setattr(rule, name, value)
        state["v"] += [part.ravel() for part in v]
        state["s"] += [part.ravel() for part in s]
    before = {
        "sizes": [3, *run.units, len(data.classes)],
        "params": flat(network.weights()).tolist(),
        **{name: np.concatenate(parts).tolist() for name, parts in state.items()},
    }
    measured = network.learn(data.X, data.y, len(data.X))
    ours = ask("update", settings=told(run), X=data.X.ravel().tolist(), labels=data.labels.tolist(), t=7, **before)
    assert gap(numbers(ours["params"]), flat(network.weights())) < 1e-12
    assert ours["last"][0] == measured.accuracy
    assert math.isclose(ours["last"][1], measured.loss, rel_tol=1e-12)


def differences(run: RunSettings) -> float:
    """The largest difference between the weights of any snapshot; figures and moments have to agree."""
    history, theirs = ask("run", settings=told(run)), list(taught(load(run), run))
    assert len(history) == len(theirs)
    largest = 0.0
    for ours, snapshot in zip(history, theirs, strict=True):
        assert (ours["epoch"], ours["batch"], ours["lastSize"]) == (snapshot.epoch, snapshot.batch, snapshot.last_size)
        largest = max(largest, gap(numbers(ours["weights"]), flat(snapshot.weights)))
        for mine, other in (
            (ours["train"], snapshot.train),
            (ours["test"], snapshot.test),
            (ours["last"], snapshot.last_batch),
        ):
            assert (mine is None) == (other is None)
            assert other is None or gap(numbers(mine), np.array([other.accuracy, other.loss])) < 1e-12
    return largest


@given(moderate())
@example(RunSettings(samples=130, batch=1, epochs=1))
@example(RunSettings(samples=30, batch=7, epochs=2, init="zero", activation="sigmoid", l1=0.01))
@settings(max_examples=examples(40))
def test_every_weight_of_whole_runs_agrees_to_1e_12(run):
    assert differences(run) < 1e-12


@given(moderate())
@pytest.mark.fuzz
def test_every_weight_of_any_moderate_run_agrees_to_1e_12(run):
    assert differences(run) < 1e-12


def test_the_lessons_run_agrees_to_1e_12_and_gives_its_figures():
    assert differences(LESSON) < 1e-12
    last = ask("run", settings=told(LESSON))[-1]
    assert last["train"][0] == 0.9455
    assert round(last["train"][1], 5) == 0.13761


@pytest.mark.parametrize("activation", CHOICES["activation"])
def test_a_run_that_stops_being_numbers_does_so_in_both(activation):
    run = RunSettings(samples=100, lr=1e200, activation=activation, epochs=3, optimizer="momentum")
    ours, theirs = ask("run", settings=told(run)), list(taught(load(run), run))
    assert len(ours) == len(theirs)
    assert (ours[-1]["train"][1] == "NaN") == math.isnan(theirs[-1].train.loss)


@given(runs(), st.integers(1, 400), st.integers(0, 100))
@settings(max_examples=examples(20))
def test_unseen_points_get_the_answers_of_the_classes(run, n, seed):
    network, (X, labels) = Network(3, run.classes, run, np.random.RandomState(seed)), points(run, n, seed)
    preds, measured = network.forward(X), network.measure(X, labels)
    weights = flat(network.weights()).tolist()
    sent = {"sizes": [3, *run.units, run.classes], "activation": run.activation, "weights": weights}
    ours = ask("unseen", settings=told(run), network=sent, which={"n": n, "seed": seed})
    even = np.sort(preds, axis=1)
    clear = even[:, -1] - even[:, -2] > 1e-12
    answers = preds.argmax(axis=1)
    assert (np.array(ours["answers"])[clear] == answers[clear]).all()
    if clear.all():
        confusion = np.zeros((run.classes, run.classes), dtype=int)
        np.add.at(confusion, (labels, answers), 1)
        assert ours["confusion"] == confusion.tolist()
        assert gap(numbers(ours["measure"]), np.array([measured.accuracy, measured.loss])) < 1e-12


@pytest.mark.parametrize("classes", [2, 3, 4])
def test_the_border_of_gaussian_quantiles_lies_elsewhere_among_few_points(classes):
    run = RunSettings(classes=classes, samples=1000)
    (X, labels), (fresh, theirs) = points(run, 1000, 0), points(run, 100, 1)
    radius = np.linalg.norm(X, axis=1)
    borders = [radius[labels == k].max() for k in range(classes - 1)]
    elsewhere = np.searchsorted(borders, np.linalg.norm(fresh, axis=1)) != theirs
    weights = Network(3, classes, run, np.random.RandomState(0)).weights()
    network = {"sizes": [3, 4, 4, classes], "activation": "relu", "weights": flat(weights).tolist()}
    ours = ask("unseen", settings=told(run), network=network, which={"n": 100, "seed": 1})
    assert ours["disputed"] == elsewhere.sum() > 0


def test_the_figures_that_node_is_tested_with_are_those_of_today():
    kept, today = json.loads(figures.FILE.read_text(encoding="utf-8")), figures.figures()
    assert kept["streams"] == today["streams"]
    for old, new in zip(kept["runs"], today["runs"], strict=True):
        assert old["settings"] == new["settings"]
        assert gap(np.array(old["weights"]), np.array(new["weights"])) < 1e-12
        assert np.allclose(old["train"] + old["test"], new["train"] + new["test"], rtol=1e-12, atol=0)
