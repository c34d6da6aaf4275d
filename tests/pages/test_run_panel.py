"""What is said of a run that goes on."""

import pytest

from pages.shared.run_panel import place, time_left


@pytest.mark.parametrize(
    ("left", "done", "epochs", "says"),
    [
        (None, None, 15, ""),
        (None, {"seconds": 7.0}, 15, ""),
        (3.2, None, 15, " · about 3 s left in this epoch"),
        (3.2, None, 1, " · about 3 s left"),
        (3.2, {"seconds": 7.0}, 15, " · about 94 s left"),
    ],
)
def test_the_time_left_is_told_once_it_is_measured(left, done, epochs, says):
    assert time_left({"epoch": 2, "seconds_left": left}, done, epochs) == says


def test_a_stopped_run_says_in_which_epoch_and_of_how_many():
    events = [{"kind": "data", "epochs": 15}, {"kind": "batch", "epoch": 1}, {"kind": "epoch", "epoch": 1}]
    assert place([*events, {"kind": "batch", "epoch": 2}]) == ", in epoch 2 of 15"
    assert place(events[:1]) == ""
    assert place([]) == ""
