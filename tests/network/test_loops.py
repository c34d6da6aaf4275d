"""Both training loops of the library page, against the reference run."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.network.loops import train_and_measure, train_as_often_written
from engine.network.network import Network
from engine.network.settings import LESSON
from engine.region.datasets import load

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "quantiles_training.json").read_text())


@pytest.mark.parametrize(
    ("loop", "expected"), [(train_as_often_written, "printed_last_batch"), (train_and_measure, "after_epoch_full_data")]
)
def test_a_loop_says_what_the_reference_says(loop, expected):
    data = load(LESSON)
    network = Network(3, 2, LESSON, np.random.RandomState(LESSON.seed))
    said = list(loop(network, data.X, data.y, LESSON.epochs, LESSON.batch))
    np.testing.assert_allclose(said, REFERENCE[expected], rtol=0, atol=1e-9)
    np.testing.assert_allclose(network.dense[0].W, REFERENCE["final"]["W1"], rtol=0, atol=1e-9)
