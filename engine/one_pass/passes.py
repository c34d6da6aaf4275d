"""All steps of the pass in order, and the lines among them that the numbers need."""

from collections.abc import Iterator, Mapping

import numpy as np

from engine.one_pass import backward, data, forward, loss, softmax, update
from engine.one_pass.settings import Settings
from engine.one_pass.step import Step

ASIDE = {
    *("exp_scores", "large", "exp_large", "softmax_large", "max_all", "max_flat", "shifted_wrong"),
    *("trial", "neg_log_trial", "clipped_trial", "neg_log_clipped", "product_wrong"),
}


def steps_of(settings: Settings, reached: Mapping[str, np.ndarray] | None = None) -> Iterator[Step]:
    """All steps of the pass, in the order in which they run.

    reached: the weights and biases by name, where the pass starts after some updates.
    """
    yield from data.steps(settings)
    yield from forward.steps(settings, reached)
    yield from softmax.steps(settings)
    yield from loss.steps(settings)
    yield from backward.steps(settings)
    yield from update.steps(settings)


def needed(settings: Settings) -> Iterator[Step]:
    """The steps without those that only show something: experiments, failures, and derivatives named before use."""
    return (step for step in steps_of(settings) if step.id not in ASIDE and not step.id.endswith("_rows"))
