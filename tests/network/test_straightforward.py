"""The taught classes beside the straightforward loop: quicker, and the same to the last bit."""

import numpy as np
import pytest

from engine.network.network import Network
from engine.network.settings import RunSettings
from engine.region.datasets import load
from tests.network import straightforward


@pytest.mark.parametrize("units", [(4, 4), (7,), (5, 3, 2)])
def test_weights_after_three_epochs_are_the_same_bits(units):
    settings = RunSettings(samples=500, units=units)
    data = load(settings)
    network = Network(3, 2, settings, np.random.RandomState(0))
    for _ in range(3):
        network.learn(data.X, data.y, 32)
    layers, combo = straightforward.network(units)
    theirs = straightforward.train(layers, combo, data.X, data.y, epochs=3)
    assert all(np.array_equal(ours.W, W) for ours, W in zip(network.dense, theirs, strict=True))
