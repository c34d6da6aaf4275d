"""What the browser hands out opens elsewhere, with every bit."""

import base64
import csv
import io
import json
import zipfile

import numpy as np
import pytest

from engine.network.settings import RunSettings
from tests.region.browser import ask, numbers, told

RUNS = [
    RunSettings(samples=200, epochs=2, classes=3, units=(5, 2)),
    RunSettings(samples=100, epochs=1, units=()),
    RunSettings(samples=100, lr=1e200, activation="linear"),
]


@pytest.fixture(params=RUNS, ids=str)
def taken(request):
    return request.param, ask("taken", settings=told(request.param))


def test_numpy_opens_the_weights_to_the_last_bit(taken):
    settings, found = taken
    raw = base64.b64decode(found["npz"])
    assert zipfile.ZipFile(io.BytesIO(raw)).testzip() is None
    frames, sizes = len(found["epochs"]), [3, *settings.units, settings.classes]
    with np.load(io.BytesIO(raw), allow_pickle=False) as kept:
        assert np.array_equal(kept["epochs"], numbers(found["epochs"]))
        parts = []
        for k in range(1, len(sizes)):
            assert kept[f"W{k}"].shape == (frames, sizes[k - 1], sizes[k])
            assert kept[f"b{k}"].shape == (frames, 1, sizes[k])
            parts += [kept[f"W{k}"].reshape(frames, -1), kept[f"b{k}"].reshape(frames, -1)]
    assert np.array_equal(np.hstack(parts).ravel(), numbers(found["weights"]), equal_nan=True)


def test_the_history_is_a_table_with_every_measurement(taken):
    _, found = taken
    rows = list(csv.DictReader(io.StringIO(found["csv"])))
    assert list(rows[0]) == [
        *("epochs", "train_accuracy", "train_loss", "test_accuracy"),
        *("test_loss", "printed_accuracy", "printed_loss"),
    ]
    assert rows[0]["printed_loss"] == ""
    printed = [float(row["printed_loss"] or "nan") for row in rows]
    assert np.array_equal(printed, numbers(found["printed"]), equal_nan=True)


def test_the_json_holds_settings_shapes_and_weights(taken):
    settings, found = taken
    kept = json.loads(found["json"])
    assert kept["settings"] == {name: value for name, value in told(settings).items() if name != "csv"}
    assert kept["weights"]["W1"]["shape"][1:] == [3, kept["sizes"][1]]
    first = np.array(kept["weights"]["W1"]["values"], float)[: 3 * kept["sizes"][1]]
    assert np.array_equal(first, numbers(found["weights"])[: first.size])
