"""Learning curves: what is drawn is what was measured, the best epoch is marked, nothing breaks on what is missing."""

from itertools import pairwise

import pytest

from pages.shared.curves import Curve, learning_curves, spread
from pages.shared.palette import palette

EPOCHS = [
    {"epoch": 1, "loss": 2.0, "val_loss": 1.5, "accuracy": 0.3, "val_accuracy": 0.4},
    {"epoch": 2, "loss": 1.0, "val_loss": 1.2, "accuracy": 0.6, "val_accuracy": 0.5},
    {"epoch": 3, "loss": 0.5, "val_loss": 1.4, "accuracy": 0.9, "val_accuracy": 0.5},
]


@pytest.mark.parametrize("measure", ["loss", "accuracy"])
def test_training_and_validation_are_drawn_as_measured_and_the_best_epoch_is_marked(measure):
    figure = learning_curves([Curve("run", EPOCHS, 2)], measure, "light", planned=15)
    training, validation, best = figure.data
    assert [training.name, validation.name] == ["training", "validation"]
    assert list(training.y) == [epoch[measure] for epoch in EPOCHS]
    assert list(validation.y) == [epoch[f"val_{measure}"] for epoch in EPOCHS]
    assert (best.x, best.y) == ((2,), (EPOCHS[1][f"val_{measure}"],))
    assert best.text == ("best, epoch 2",)
    assert figure.layout.xaxis.range == (0.5, 15.5)


def test_several_runs_differ_in_colour_and_are_named():
    curves = [Curve("first", EPOCHS, 2), Curve("second", EPOCHS[:2], 2)]
    figure = learning_curves(curves, "loss", "dark")
    names = [line.name for line in figure.data if line.name]
    assert names == ["first, training", "first, validation", "second, training", "second, validation"]
    assert figure.data[0].line.color != figure.data[3].line.color
    assert figure.data[0].line.color == palette("dark").act


def test_a_run_without_validation_has_its_training_curve_and_no_mark():
    figure = learning_curves([Curve("run", [{"epoch": 1, "loss": 2.0}])], "loss", None)
    assert list(figure.data[0].y) == [2.0]
    assert list(figure.data[1].y) == [None]
    assert len(figure.data) == 2


def test_marks_at_ends_that_lie_close_are_set_apart_and_the_others_stay():
    assert spread([10, 100], 15) == [10, 100]
    assert spread([50, 50, 50], 15) == [35, 50, 65]
    close = spread([30, 31, 33, 90], 15)
    assert all(b - a >= 15 - 1e-9 for a, b in pairwise(close))
    assert close[3] == 90


def test_every_curve_with_a_mark_ends_in_it():
    epochs = [{"epoch": n, "val_loss": 1 / n} for n in (1, 2, 3)]
    curves = [Curve("a", epochs, 3, "0"), Curve("b", epochs[:2], 2, "1")]
    ends = learning_curves(curves, "loss", "dark", validation_only=True).layout.annotations
    assert {(one.text, one.x) for one in ends} == {("<b>0</b>", 3), ("<b>1</b>", 2)}
