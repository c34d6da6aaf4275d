"""Any settings: the pass against a second, plain computation, and its gradients against nudged losses."""

from dataclasses import astuple

import numpy as np
from hypothesis import assume, given

from engine.one_pass import LESSON, trace
from engine.one_pass.gradient_check import nudges
from engine.one_pass.passes import steps_of
from engine.one_pass.training import reached
from engine.one_pass.variables import layers
from tests.one_pass.strategies import QUICK, settings

ACTIVATIONS = {
    "relu": lambda h: h * (h > 0),
    "leaky_relu": lambda h: h * np.where(h > 0, 1, 0.01),
    "tanh": np.tanh,
    "sigmoid": lambda h: (1 + np.tanh(h / 2)) / 2,
}


def plain_loss(chosen, parameters):
    """The mean cross-entropy by log-sum-exp, without the pass's own lines."""
    values, stack = np.array(chosen.X), layers(chosen)
    for layer in stack:
        values = values @ parameters[layer.W] + parameters[layer.b]
        if not layer.last:
            values = ACTIVATIONS[chosen.activation](values)
    top = values.max(axis=1, keepdims=True)
    logs = values - top - np.log(np.exp(values - top).sum(axis=1, keepdims=True))
    return -np.mean([logs[i, k] for i, k in enumerate(chosen.targets)])


@QUICK
@given(settings())
def test_the_loss_is_that_of_a_plain_computation(chosen):
    passed = trace(chosen)
    assert passed.broken is None
    clipped = ((passed.values["y_hat"] < 1e-15) | (passed.values["y_hat"] > 1 - 1e-15)).any()
    assume(not clipped)
    np.testing.assert_allclose(passed.values["cce_loss"], plain_loss(chosen, passed.values), rtol=1e-9, atol=1e-12)


@QUICK
@given(settings())
def test_every_gradient_agrees_with_nudged_losses_or_says_why_not(chosen):
    passed = trace(chosen)
    for rows in nudges(passed).values():
        for nudge in (nudge for row in rows for nudge in row):
            assert nudge.why or abs(nudge.estimate - nudge.gradient) <= 1e-6 * max(1, abs(nudge.gradient))
            assert "too fast" not in nudge.why or abs(nudge.estimate - nudge.gradient) < 1e-3 * max(
                1, abs(nudge.gradient)
            )


@QUICK
@given(settings(mistakes=True))
def test_every_step_says_what_and_why_and_names_only_values_that_exist(chosen):
    passed = trace(chosen)
    for step in passed.steps:
        assert step.words.title
        assert step.words.lead.endswith((".", "?"))
        assert step.words.why
        assert "{" not in "".join(astuple(step.words))
        assert all(part["value"] in passed.values for part in step.equation if "value" in part)
        assert set(step.beside) <= set(passed.values)


@QUICK
@given(settings())
def test_ids_are_unique_and_gradients_have_the_shape_of_what_they_belong_to(chosen):
    passed = trace(chosen)
    ids = [step.id for step in steps_of(chosen, reached(chosen))]
    assert len(ids) == len(set(ids))
    for layer in layers(chosen):
        for name in (layer.W, layer.b):
            assert (
                passed.values[f"dloss_d{name}"].shape == passed.values[name].shape == passed.values["new_" + name].shape
            )


def test_the_same_settings_give_the_same_bits():
    first, second = trace(LESSON), trace(LESSON)
    assert all(first.values[key].tobytes() == second.values[key].tobytes() for key in first.values)
