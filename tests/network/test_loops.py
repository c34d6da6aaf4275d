"""Both training loops of the library page, against the reference run."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.network.activations import ActivationRelu
from engine.network.datasets import load
from engine.network.layers import LayerDense
from engine.network.loops import train_and_measure, train_as_it_circulates
from engine.network.loss import SoftmaxCCECombo
from engine.network.settings import LESSON

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "quantiles_training.json").read_text())


@pytest.mark.parametrize(
    ("loop", "expected"),
    [(train_as_it_circulates, "printed_last_batch"), (train_and_measure, "after_epoch_full_data")],
)
def test_a_loop_says_what_the_reference_says(loop, expected):
    data, rng = load(LESSON), np.random.RandomState(0)
    layers = [LayerDense(3, 4, rng=rng), ActivationRelu(), LayerDense(4, 4, rng=rng), ActivationRelu()]
    layers.append(LayerDense(4, 2, rng=rng))
    said = list(loop(layers, SoftmaxCCECombo(), data.X, data.y, 30, 32, 0.01))
    np.testing.assert_allclose(said, REFERENCE[expected], rtol=0, atol=1e-9)
    np.testing.assert_allclose(layers[0].W, REFERENCE["final"]["W1"], rtol=0, atol=1e-9)
