"""A run told while it goes on: what can be seen of it is what it was."""

import numpy as np
import pytest

from engine.network.settings import LESSON, RunSettings
from engine.region import film_stream
from engine.region.film import film_run
from engine.region.film_stream import so_far

SHORT = RunSettings(samples=300, epochs=4, classes=3, units=(5, 2))


@pytest.fixture
def told(monkeypatch):
    """A run, every moment of it told, and its events."""
    monkeypatch.setattr(film_stream, "BEAT", 0.0)
    events: list[dict] = []
    return film_run(SHORT, events.append, lambda: False), events


def test_the_film_so_far_has_the_frames_of_the_film_bit_for_bit(told):
    run, events = told
    half = so_far(SHORT, events[: len(events) // 2])
    assert not half.complete
    assert len(half.frames) == len(events) // 2 - 1
    whole = so_far(SHORT, events)
    assert np.array_equal(whole.epochs, run.epochs)
    for ours, theirs in zip([*whole.W, *whole.b], [*run.W, *run.b], strict=True):
        assert np.array_equal(ours, theirs)
    assert np.array_equal(whole.curves.train_loss, run.curves.train_loss)
    assert np.array_equal(whole.curves.test_accuracy, run.curves.test_accuracy)


def test_the_points_come_first_and_are_those_of_the_run(told):
    run, events = told
    growth = so_far(SHORT, events)
    assert np.array_equal(growth.data.X, run.data.X[: film_stream.POINTS])
    assert np.array_equal(growth.data.labels, run.data.labels[: film_stream.POINTS])
    assert np.array_equal(growth.data.X_test, run.data.X_test)
    assert (growth.n_train, growth.n_test, growth.data.classes) == (run.n_train, run.n_test, run.data.classes)


def test_there_is_no_film_before_the_first_moment(told):
    _, events = told
    assert so_far(SHORT, []) is None
    assert so_far(SHORT, events[:1]) is None


def test_events_are_few_and_plain():
    events: list[dict] = []
    film_run(LESSON, events.append, lambda: False)
    assert len(events) <= 45
    for event in events:
        assert all(isinstance(v, str | int | float | list | bytes) for v in event.values())
