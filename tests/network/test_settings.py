"""Settings that make no sense are refused with a sentence; equal settings are equal runs."""

import math
import re

import pytest

from engine.network.settings import LESSON, RunSettings


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"samples": 1_000_000}, "samples is 1,000,000; it must lie between 10 and 100,000."),
        ({"epochs": -1}, "epochs is -1; it must lie between 0 and 500."),
        ({"batch": 0}, "batch is 0; it must lie between 1 and 100,000."),
        ({"lr": 0.0}, "lr is 0.0; the learning rate must be a number above 0."),
        ({"lr": math.nan}, "lr is nan; the learning rate must be a number above 0."),
        ({"lr": math.inf}, "lr is inf; the learning rate must be a number above 0."),
        ({"noise": math.nan}, "noise is nan; it must lie between 0 and 2."),
        ({"units": (4,) * 6}, "units is 4, 4, 4, 4, 4, 4; up to five hidden layers of 1 to 32 units each."),
        ({"units": (0,)}, "units is 0; up to five hidden layers of 1 to 32 units each."),
        ({"units": (33,)}, "units is 33; up to five hidden layers of 1 to 32 units each."),
        (
            {"data": "moons"},
            "data is 'moons'; it must be one of quantiles, shells, octants, rings, helices, blobs, csv.",
        ),
        ({"data": "rings", "classes": 3}, "rings has two classes; quantiles, shells, blobs take 2 to 4."),
    ],
)
def test_what_makes_no_sense_is_refused(options, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        RunSettings(**options)


def test_equal_settings_are_one_key():
    assert {RunSettings(): 1}[LESSON] == 1
    assert RunSettings(units=(4, 4)) == LESSON
