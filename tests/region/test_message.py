"""What travels between Python and the browser arrives to the last bit."""

import threading

import numpy as np
import pytest

from engine.network.settings import LESSON, RunSettings
from engine.region import message
from engine.region.csv_points import read_table, split
from engine.region.film import film, thin
from tests.region.browser import ask, numbers, told
from tests.region.tables import table_text


def test_a_film_arrives_in_the_browser_to_the_last_bit():
    run = film(RunSettings(samples=300, epochs=3, classes=3, units=(5, 2)))
    seen = ask("unpacked", message=message.run(run))
    assert np.array_equal(numbers(seen["weights"]), run.flat().ravel())
    assert np.array_equal(numbers(seen["epochs"]), run.epochs)
    assert np.array_equal(numbers(seen["printed"]), run.curves.printed_loss, equal_nan=True)
    assert np.array_equal(np.float32(seen["x"]), run.data.X.ravel())
    assert seen["at"] == run.frames.tolist()
    assert seen["label"] == run.data.labels.tolist()
    assert (np.array(seen["box"]["low"]) < np.array(seen["box"]["high"])).all()


@pytest.mark.parametrize("first", [1, 2, 12])
def test_both_make_the_same_snapshots_frames(first):
    for epochs in (0, 1, 2, 30, *range(60, 110), 250, 499, 500):
        snapshots = [k / first for k in range(first + 1)][: 1 if epochs == 0 else None] + list(range(2, epochs + 1))
        assert ask("thin", epochs=snapshots) == thin(np.array(snapshots)).tolist()


def test_the_lessons_run_is_trained_once_however_many_ask(monkeypatch):
    trained = []

    def train(settings):
        trained.append(settings)
        return film(settings)

    monkeypatch.setattr(message, "film", train)
    message._lesson.cache_clear()
    askers = [threading.Thread(target=message.lesson) for _ in range(5)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert trained == [LESSON]


def test_the_browser_says_of_the_lessons_run_what_follows_from_it():
    assert ask("said", message=message.lesson()) == {"fate": "learnt", "findings": [], "way": "classes"}


def test_a_users_points_arrive_and_are_split_as_in_python():
    text = table_text()
    table = read_table(text)
    seen = ask("table", message=message.table(text, table), settings=told(RunSettings(data="csv", data_seed=3)))
    assert seen["labels"] == split(table, 3).labels.tolist()
    assert seen["name"] == message.settings(RunSettings(data="csv", csv=text))["csv"]
