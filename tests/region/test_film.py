"""A film holds the run it shows: frames, figures and points agree with the history they come from."""

import pickle
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from engine.network.measuring import measure
from engine.network.settings import LESSON, RunSettings
from engine.region.compiled_questions import warm
from engine.region.datasets import load
from engine.region.film import MOST_FRAMES, cube, film, film_run, thin
from engine.region.inside_network import send
from tests.region.tables import table_text

SHORT = RunSettings(samples=300, epochs=4, classes=3, units=(5, 2))


@pytest.fixture(scope="module")
def short():
    warm()  # a short run does not wait for the compiler
    return film(SHORT)


def test_the_lessons_film_goes_by_the_taught_classes_and_others_by_the_twin(short):
    lesson = film(LESSON)
    assert (lesson.way, short.way) == ("classes", "compiled")
    assert lesson.curves.train_accuracy[-1] == 0.9455
    assert lesson.findings == []
    assert len(pickle.dumps(lesson)) < 250_000


def test_every_frames_weights_give_the_figures_of_its_curves(short):
    data = load(SHORT)
    for k, at in enumerate(short.frames):
        now = measure(send(short.weights(k), data.X, SHORT.activation).preds, data.labels)
        assert now.accuracy == short.curves.train_accuracy[at]
        assert np.isclose(now.loss, short.curves.train_loss[at], rtol=1e-12, atol=0)
        unseen = measure(send(short.weights(k), data.X_test, SHORT.activation).preds, data.labels_test)
        assert unseen.accuracy == short.curves.test_accuracy[at]


def test_frames_begin_untrained_end_trained_and_carry_every_layer(short):
    assert short.epochs[0] == 0
    assert short.epochs[-1] == 4
    frames = len(short.frames)
    assert [W.shape for W in short.W] == [(frames, 3, 5), (frames, 5, 2), (frames, 2, 3)]
    assert [b.shape for b in short.b] == [(frames, 1, 5), (frames, 1, 2), (frames, 1, 3)]
    assert np.isnan(short.curves.printed_loss[0])
    assert np.isfinite(short.curves.printed_loss[1:]).all()


@pytest.mark.parametrize("epochs", [0, 1, 2, 30, 68, 69, 70, 500])
def test_long_runs_are_thinned_after_the_first_epoch_only(epochs):
    snapshots = np.concatenate([np.linspace(0, 1, 12)[: 12 if epochs else 1], np.arange(2, epochs + 1)])
    frames = thin(snapshots)
    assert len(frames) == min(len(snapshots), MOST_FRAMES)
    assert frames[0] == 0
    assert frames[-1] == len(snapshots) - 1
    assert all(a < b for a, b in pairwise(frames))
    assert (snapshots[frames] <= 1).sum() == (snapshots <= 1).sum()


def test_the_cube_holds_all_points_even_where_they_agree():
    X = np.array([[1.0, 2.0, 7.0], [3.0, -2.0, 7.0]])
    box = cube(X)
    assert (box[:, 0] < X.min(axis=0)).all()
    assert (box[:, 1] > X.max(axis=0)).all()
    assert np.allclose(box[2], [6.5, 7.5])


def test_a_run_reports_as_it_goes_and_stops_when_told():
    events: list[dict] = []
    seen = iter([False, False, False, True])
    run = film_run(SHORT, events.append, lambda: next(seen))
    assert not run.complete
    assert len(run.frames) == 4
    assert events[0]["kind"] == "points"
    assert (events[1]["epoch"], events[1]["epochs"]) == (0.0, 4)
    assert events[1]["accuracy"] == run.curves.train_accuracy[0]


@pytest.mark.parametrize(
    "options",
    [
        {"epochs": 0},
        {"units": (1,)},
        {"units": ()},
        {"lr": 1e9},
        {"lr": 1e300},
        {"samples": 10, "batch": 1},
        {"init": "zero"},
        {"data": "csv", "csv": table_text()},
    ],
    ids=str,
)
def test_absurd_settings_give_a_film_all_the_same(options):
    run = film(RunSettings(**({"samples": 100} | options)))
    assert len(run.frames) >= 1
    assert run.complete
    assert np.isfinite(run.cube).all()


def test_a_film_of_a_malformed_file_says_where():
    with pytest.raises(ValueError, match="Row 2, column 1"):
        film(RunSettings(data="csv", csv="1,2,3,a\nx,2,3,b\n" * 10))


def test_what_the_page_imports_is_light():
    code = (
        "import sys; import engine.region.film, engine.region.export, engine.region.seeds, engine.region.unseen_points;"
        "import engine.network.by_layer; "
        "print([m for m in ('numba', 'sklearn', 'scipy', 'tensorflow', 'streamlit', 'pandas') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
