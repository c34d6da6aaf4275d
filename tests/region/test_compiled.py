"""The compiled twin against the taught classes: the same mathematics, to the last bits."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.network.settings import CHOICES, LESSON, MANY_CLASSES, RunSettings
from engine.network.training import taught
from engine.region.compiled import Compiled, compiled, prove
from engine.region.datasets import load
from tests.searching import examples


@st.composite
def runs(draw) -> RunSettings:
    data = draw(st.sampled_from(CHOICES["data"][:-1]))
    return RunSettings(
        data=data,
        samples=draw(st.integers(10, 200)),
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


@given(runs())
@example(LESSON)
@example(RunSettings(samples=30, batch=7, epochs=2, init="zero", activation="sigmoid", l1=0.01))
@settings(max_examples=examples(25), deadline=None, derandomize=True)
def test_every_weight_of_every_snapshot_agrees_to_1e_12(run):
    proof = prove(run)
    assert proof.weights > 0
    assert proof.difference < 1e-12


def test_accuracies_losses_and_print_outs_agree():
    run = RunSettings(samples=500, epochs=3, batch=32, classes=3, shuffle=True)
    data = load(run)
    for ours, theirs in zip(taught(data, run), compiled(data, run), strict=True):
        assert (ours.epoch, ours.batch, ours.last_size) == (theirs.epoch, theirs.batch, theirs.last_size)
        for a, b in [(ours.train, theirs.train), (ours.test, theirs.test), (ours.printed, theirs.printed)]:
            assert (a is None) == (b is None)
            assert a is None or a.accuracy == b.accuracy
            assert a is None or math.isclose(a.loss, b.loss, rel_tol=1e-12)


def test_the_proof_would_notice_a_wrong_step(monkeypatch):
    right = Compiled.__init__

    def slower(self, *arguments):
        right(self, *arguments)
        self.step = (self.step[0], self.step[1] * (1 + 1e-9), *self.step[2:])

    monkeypatch.setattr(Compiled, "__init__", slower)
    assert prove(RunSettings(samples=200, epochs=2)).difference > 1e-12


@pytest.mark.parametrize("activation", CHOICES["activation"])
def test_a_run_that_stops_being_numbers_does_so_in_both(activation):
    run = RunSettings(samples=100, lr=1e200, activation=activation, epochs=3, optimizer="momentum")
    data = load(run)
    ours, theirs = list(taught(data, run)), list(compiled(data, run))
    assert len(ours) == len(theirs)
    assert math.isnan(ours[-1].train.loss) == math.isnan(theirs[-1].train.loss)


def test_the_compiled_loop_is_compiled_once_for_all_settings():
    from engine.region import kernels

    for run in [RunSettings(samples=20, epochs=1, lr=1, l1=0, l2=1, noise=1), RunSettings(samples=20, epochs=1)]:
        list(compiled(load(run), run))
    assert len(kernels.learn.signatures) == 1


def test_weights_are_copies_in_the_shape_of_the_classes():
    network = Compiled(3, 2, LESSON, np.random.RandomState(0))
    weights = network.weights()
    assert [(W.shape, b.shape) for W, b in weights] == [((3, 4), (1, 4)), ((4, 4), (1, 4)), ((4, 2), (1, 2))]
    weights[0][0][:] = 9
    assert not (network.params == 9).any()
