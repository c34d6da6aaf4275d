"""A film holds the run it shows: frames, figures and points agree with the history they come from."""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from engine.network.network import Network
from engine.network.settings import LESSON, RunSettings
from engine.region.datasets import load
from engine.region.film import MOST_FRAMES, Film, film, thin
from tests.region.tables import table_text

SHORT = RunSettings(samples=300, epochs=4, classes=3, units=(5, 2))


@pytest.fixture(scope="module")
def short() -> Film:
    return film(SHORT)


def test_the_lessons_film_ends_with_the_lessons_figures():
    lesson = film(LESSON)
    assert lesson.curves.train_accuracy[-1] == 0.9455
    assert round(lesson.curves.train_loss[-1], 5) == 0.13761
    assert lesson.flat().shape == (41, 46)


def test_every_frames_weights_give_the_figures_of_its_curves(short):
    data = load(SHORT)
    for k, at in enumerate(short.frames):
        network = Network(3, 3, SHORT)
        for layer, (W, b) in zip(network.dense, short.weights(k), strict=True):
            layer.W, layer.b = W, b
        now, unseen = network.measure(data.X, data.labels), network.measure(data.X_test, data.labels_test)
        assert (now.accuracy, now.loss) == (short.curves.train_accuracy[at], short.curves.train_loss[at])
        assert (unseen.accuracy, unseen.loss) == (short.curves.test_accuracy[at], short.curves.test_loss[at])


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
    assert len(run.curves.epochs) >= len(run.frames)


def test_a_film_of_a_malformed_file_says_where():
    with pytest.raises(ValueError, match="Row 2, column 1"):
        film(RunSettings(data="csv", csv="1,2,3,a\nx,2,3,b\n" * 10))


def test_what_the_page_imports_is_light():
    code = (
        "import sys; import engine.region.message, engine.region.proof, engine.region.export, engine.network.by_layer; "
        "heavy = ('numba', 'sklearn', 'scipy', 'tensorflow', 'streamlit', 'pandas'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
