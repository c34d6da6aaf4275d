"""The recorded results: what ships is what the runs came to, and it stands in before any run."""

import json

import numpy as np
import pytest

from engine.newsgroups import recorded, recorded_texts, shipped_arrays, testing
from engine.newsgroups.experiments import EXPERIMENTS, LEAKING, STEPS
from engine.newsgroups.models import FIRST, SECOND
from engine.newsgroups.post_picture import pictured, pieces
from engine.newsgroups.questions import recorded_answer
from engine.newsgroups.sample_posts import LESSON, OWN, READY
from engine.newsgroups.tokens import fates


def test_every_step_of_the_lesson_is_recorded():
    for step in STEPS:
        found = recorded.find(step.settings)
        assert found is not None, step.title
        assert found.record.recorded, step.title
        assert len(found.record.samples) == len(found.record.history) + 1
    assert recorded.find(LEAKING).pushers.keys() == set(recorded.find(FIRST).pushers)
    assert recorded.find(EXPERIMENTS[-2].settings) is None


@pytest.mark.parametrize("record", recorded.records(), ids=lambda record: record.settings.key)
def test_measures_follow_from_the_recorded_probabilities(record):
    test = testing.opened(record)
    assert (test.predicted == test.truth).mean() == pytest.approx(record.accuracy, abs=1e-9)
    np.testing.assert_allclose(record.probabilities.sum(axis=1), 1, atol=1e-5)
    f1 = [row.f1 for row in test.report()]
    assert np.mean(f1) == pytest.approx(record.macro_f1, abs=1e-6)
    assert record.validation_accuracy == pytest.approx(record.history[-1]["val_accuracy"], abs=1e-6)


def test_the_first_models_recorded_history_is_the_reference():
    from tests.newsgroups.test_training import REFERENCE

    history = recorded.find(FIRST).record.history
    np.testing.assert_allclose([e["val_loss"] for e in history], REFERENCE["first_model"]["val_loss"], atol=0.05)


def test_thousandths_keep_the_winner():
    rows = np.array([[0.2504, 0.2496, 0.25, 0.25], [0.1, 0.6, 0.2, 0.1], [0.25049, 0.24951, 0.25049 - 1e-6, 0.2495]])
    made = recorded.in_steps(rows.astype(np.float32))
    assert made.argmax(axis=1).tolist() == rows.argmax(axis=1).tolist()
    assert np.abs(made / made.sum(axis=1, keepdims=True) - rows).max() < 0.002


@pytest.mark.parametrize("settings", [FIRST, SECOND])
def test_a_recorded_verdict_answers_our_own_posts_and_nothing_else(settings):
    for text in READY.values():
        found = recorded_answer(settings, text)
        assert sum(found.verdict.probabilities) == pytest.approx(1, abs=1e-4)
        assert {word.word for word in found.verdict.words} <= {fate.lemma for fate in found.fates if fate.kept}
    assert recorded_answer(settings, "Another text.") is None


def test_recorded_readings_are_spacys():
    for text in OWN:
        assert recorded_texts.found(text) == fates(text)
    assert recorded_texts.found("Another text.") is None


def test_pieces_joined_are_the_text_again_and_lit_columns_are_its_known_words():
    from engine.newsgroups.dataset import dataset

    vocabulary = dataset(FIRST).vocabulary
    read = recorded_texts.found(LESSON)
    picture = pictured(LESSON, read, vocabulary, ["sedan"])
    assert "".join(text for text, _, _ in picture.pieces) == LESSON
    assert picture.columns == {
        fate.lemma: vocabulary.column_of[fate.lemma] for fate in read if fate.kept and fate.lemma != "sedan"
    }
    assert ("sedan", "struck", "sedan") in picture.pieces
    assert [kind for _, kind, _ in pieces("a b", [], ())] == [""]


def test_the_file_holds_arrays_and_text_alone():
    file = shipped_arrays.read("recorded")
    assert all(array.dtype != object for array in file.values())
    json.loads(file["facts"].tobytes().decode(), parse_constant=pytest.fail)
