"""All steps of the pass in order, and the lines among them that the numbers need."""

from collections.abc import Iterator, Mapping

import numpy as np

from engine.one_pass import backward, cross_entropy, data, forward, look_back, softmax, unit, update
from engine.one_pass.settings import Settings
from engine.one_pass.step import Step


def steps_of(settings: Settings, reached: Mapping[str, np.ndarray] | None = None) -> Iterator[Step]:
    """All steps of the pass, in the order in which they run.

    reached: the weights and biases by name, where the pass starts after some updates.
    """
    yield from unit.steps(settings)
    yield from data.steps(settings)
    first = [*forward.steps(settings, reached), *softmax.steps(settings), *cross_entropy.steps(settings)]
    yield from first
    yield from backward.steps(settings)
    yield from update.steps(settings)
    yield from look_back.steps(settings, first)


def needed(settings: Settings) -> Iterator[Step]:
    """The steps without those that only show something, such as the unit by itself and the experiments."""
    return (step for step in steps_of(settings) if not step.shown_only)
