"""The lesson's models, trained for real and compared with the reference."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.classifier.batches import batches
from engine.classifier.watching import MEASURED
from engine.newsgroups import recorded_texts, testing, training
from engine.newsgroups.models import FIRST, SECOND, Settings, build
from engine.newsgroups.run_record import Record
from engine.newsgroups.sample_posts import LESSON
from engine.newsgroups.sample_trace import trace
from engine.newsgroups.trained_network import TrainedNetwork, unpacked

pytestmark = pytest.mark.worker
REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "newsgroups.json").read_text())


def run(settings: Settings, stop_after: int | None = None) -> tuple[Record, list[dict[str, Any]], TrainedNetwork]:
    """Trains; stop_after: ask to stop once so many batches were reported."""
    events: list[dict[str, Any]] = []

    def batches_seen() -> int:
        return sum(event["kind"] == "batch" for event in events)

    kept = training.train(settings, events.append, lambda: stop_after is not None and batches_seen() >= stop_after)
    return kept.result, events, unpacked(kept.content)


@pytest.fixture(scope="module")
def first() -> tuple[Record, list[dict[str, Any]], TrainedNetwork]:
    """The first model, two of its fifteen epochs."""
    return run(replace(FIRST, epochs=2))


def test_the_first_models_validation_figures_equal_the_reference(first) -> None:
    history = first[0].history
    expected = REFERENCE["first_model"]
    np.testing.assert_allclose([e["val_loss"] for e in history], expected["val_loss"][:2], atol=2e-3)
    np.testing.assert_allclose([e["val_accuracy"] for e in history], expected["val_accuracy"][:2], atol=5e-3)


def test_events_tell_the_whole_run_in_order(first) -> None:
    record, events, _ = first
    assert events[0] == {
        "kind": "data",
        "train": 9616,
        "validation": 1698,
        "test": 7532,
        "columns": 45_394,
        "parameters": 5_829_652,
        "steps": 76,
        "epochs": 2,
    }
    assert events[-1] == {"kind": "test", "documents": 7532}
    epochs = [event for event in events if event["kind"] == "epoch"]
    assert [event["epoch"] for event in epochs] == [1, 2]
    assert record.history == [{k: v for k, v in e.items() if k not in ("kind", "best")} for e in epochs]
    places = [(event["epoch"], event["step"]) for event in events if event["kind"] == "batch"]
    assert places == sorted(places)
    assert (2, 76) in places
    for event in events:
        if event["kind"] == "batch":
            assert event["seconds_left"] is None if event["step"] <= MEASURED else event["seconds_left"] >= 0


def test_the_record_carries_a_consistent_test(first) -> None:
    record, _, _ = first
    opened = testing.opened(record)
    assert record.probabilities.shape == (7532, 20)
    np.testing.assert_allclose(record.probabilities.sum(axis=1), 1, atol=1e-5)
    assert opened.confusion.sum() == 7532
    assert np.trace(opened.confusion) / 7532 == pytest.approx(record.accuracy)
    assert record.best_epoch == 2
    assert not record.stopped


def test_the_network_left_says_what_keras_says_with_the_same_weights(first) -> None:
    record, _, network = first
    data, some = training.dataset(record.settings), record.documents[:50]
    np.testing.assert_allclose(training.predict(network, data, some), record.probabilities[:50], atol=1e-6)
    model = build(record.settings, data.columns, len(data.classes))
    model.set_weights(network.weights())
    keras_own = model.predict(batches(data.vectors(some), data.targets(some), 50), verbose=0)
    np.testing.assert_allclose(keras_own, record.probabilities[:50], atol=1e-5)


def test_the_lessons_post_is_followed_from_before_training_to_the_last_epoch(first) -> None:
    record, events, network = first
    assert [sample["epoch"] for sample in record.samples] == [0, 1, 2]
    assert [event["epoch"] for event in events if event["kind"] == "sample"] == [0, 1, 2]
    data = training.dataset(record.settings)
    now = trace(network, data, recorded_texts.kept(LESSON), 2)
    np.testing.assert_allclose(now["probabilities"], record.samples[-1]["probabilities"], atol=1e-3)
    assert [len(layer) for layer in now["layers"]] == [128, 128]
    assert set(now["effects"]) == set(recorded_texts.kept(LESSON)) & set(data.vocabulary.column_of)


def test_stopping_keeps_what_was_learned() -> None:
    record, events, network = run(replace(FIRST, epochs=50, units=(16,), min_df=20), stop_after=2)
    assert record.stopped
    assert len(record.history) < 50
    assert record.accuracy > 0.05
    assert events[-1]["kind"] == "test"
    assert network.first.kernel.shape[1] == 16


def test_early_stopping_ends_the_run_without_calling_it_stopped() -> None:
    record, _, _ = run(replace(SECOND, units=(32,), dropout=0.0, epochs=30, learning_rate=0.02, min_df=20))
    assert not record.stopped
    assert len(record.history) == record.best_epoch + 1 < 30


def test_the_second_model_comes_to_the_references_accuracy() -> None:
    record, _, _ = run(SECOND)
    expected = REFERENCE["second_model"]
    assert len(record.history) <= expected["epochs_run"] + 1
    np.testing.assert_allclose([e["val_loss"] for e in record.history][:3], expected["val_loss"], atol=0.1)
    assert record.accuracy == pytest.approx(expected["test"]["accuracy"], abs=0.02)
    assert record.loss == pytest.approx(expected["test"]["loss"], abs=0.2)


def test_settings_that_leave_no_words_are_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="leave no word"):
        run(replace(FIRST, min_df=1000, max_df=0.01))
