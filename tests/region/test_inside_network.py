"""Looking inside: every unit, every plane, fresh points; each number against the network's own."""

import numpy as np
import pytest

from engine.network.network import Network
from engine.network.settings import CHOICES, RunSettings
from engine.region.datasets import load
from engine.region.film import cube
from engine.region.inside_network import dead_units, section, send
from engine.region.unseen_points import ask_unseen
from tests.region.tables import table_text


@pytest.fixture
def network():
    return Network(3, 3, RunSettings(units=(5, 4), init="he"), np.random.RandomState(1))


@pytest.mark.parametrize("activation", CHOICES["activation"])
def test_a_passage_holds_what_every_layer_of_the_network_gave(activation):
    network = Network(3, 3, RunSettings(units=(5, 4), activation=activation), np.random.RandomState(1))
    X = np.random.RandomState(2).normal(size=(7, 3))
    preds = network.forward(X)
    passage = send(network.weights(), X, activation)
    outputs = [layer.output for layer in network.layers]
    for ours, theirs in zip([*passage.h, passage.scores], outputs[::2], strict=True):
        assert np.array_equal(ours, theirs)
    for ours, theirs in zip(passage.a, outputs[1::2], strict=True):
        assert np.array_equal(ours, theirs)
    assert np.array_equal(passage.preds, preds)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_section_is_the_network_at_the_points_of_the_plane(network, axis):
    box = np.array([[-1.0, 2.0], [-3.0, 4.0], [-5.0, 6.0]])
    plane = section(network.weights(), box, "relu", axis, 0.7, side=9)
    others = [k for k in range(3) if k != axis]
    assert plane.probability.shape == (3, 9, 9)
    assert [units.shape for units in plane.units] == [(5, 9, 9), (4, 9, 9)]
    point = np.empty((1, 3))
    point[0, axis], point[0, others[0]], point[0, others[1]] = 0.7, plane.across[6], plane.up[2]
    assert np.allclose(plane.probability[:, 2, 6], network.forward(point)[0], rtol=0, atol=1e-15)
    assert (plane.across[0], plane.across[-1]) == tuple(box[others[0]])
    assert (plane.up[0], plane.up[-1]) == tuple(box[others[1]])


@pytest.mark.parametrize(("axis", "side"), [(3, 9), (-1, 9), (0, 1), (0, 401)])
def test_a_section_that_cannot_be_is_refused(network, axis, side):
    with pytest.raises(ValueError, match="cross-section"):
        section(network.weights(), np.array([[-1.0, 1.0]] * 3), "relu", axis, 0.0, side)


def test_dead_units_are_those_that_are_zero_for_every_point(network):
    weights = network.weights()
    weights[0][1][0, 3] = -1e6
    dead = dead_units(weights, np.random.RandomState(0).normal(size=(50, 3)), "relu")
    assert dead[0].tolist() == [False, False, False, True, False]
    assert not any(layer.any() for layer in dead_units(weights, np.ones((2, 3)), "tanh"))


def test_fresh_points_are_counted_in_the_confusion_matrix(network):
    settings = RunSettings(classes=3, units=(5, 4))
    answer = ask_unseen(settings, network.weights(), 300, seed=9)
    assert np.array_equal(answer.answers, network.predict(answer.X))
    assert answer.confusion.sum() == 300
    assert answer.confusion.sum(axis=1).tolist() == np.bincount(answer.labels).tolist()
    assert np.trace(answer.confusion) / 300 == answer.measure.accuracy
    row, column = answer.labels[0], answer.answers[0]
    assert answer.confusion[row, column] >= 1


def test_of_a_file_the_rows_held_out_are_asked():
    settings = RunSettings(data="csv", csv=table_text())
    weights = Network(3, 2, settings, np.random.RandomState(0)).weights()
    answer = ask_unseen(settings, weights)
    assert np.array_equal(answer.X, load(settings).X_test)


@pytest.mark.parametrize("n", [0, 20_001])
def test_too_many_or_no_fresh_points_are_refused(network, n):
    with pytest.raises(ValueError, match="fresh points"):
        ask_unseen(RunSettings(classes=3), network.weights(), n)


def test_a_network_of_nan_answers_without_a_traceback():
    weights = [(np.full((3, 2), np.nan), np.zeros((1, 2)))]
    plane = section(weights, cube(np.eye(3)), "relu", 0, 0.0, 5)
    assert np.isnan(plane.probability).all()
    assert np.isnan(ask_unseen(RunSettings(units=()), weights).measure.accuracy)
