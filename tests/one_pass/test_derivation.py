"""Derivations: every line's arithmetic, as it is written, is right."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given

from engine.one_pass import LESSON, trace
from engine.one_pass.derivation import derivation
from engine.one_pass.mathml import mathml
from tests.one_pass.strategies import QUICK, settings

PASS = trace(LESSON)


def lines(passed, id):
    return derivation(passed, next(step for step in passed.steps if step.id == id))


def value(latex):
    """A product or a sum of products in LaTeX, computed."""
    text = re.sub(r" \\cdot 10\^\{?(-?\d+)\}?", r"e\1", latex)
    return sum(math.prod(float(n.strip(" ()")) for n in term.split(r"\cdot")) for term in text.split(" + "))


@pytest.mark.parametrize("id", ["neg_logs", "cce_loss", "dloss_dh2", "dloss_dWo", "dloss_dWh"])
def test_the_lesson_derives_what_it_asserts(id):
    assert len(lines(PASS, id)) >= 2


@QUICK
@given(settings())
def test_the_logarithm_of_the_likelihood_as_it_is_written_is_the_sum_beside_it(chosen):
    for text, tex in lines(trace(chosen), "neg_logs"):
        if "logarithm" in text:
            left, right = re.fullmatch(r"-\\ln\\left\((.*)\\right\) \\approx (.*)", tex).groups()
            assert -math.log(value(left)) == pytest.approx(value(right), rel=1e-4, abs=1e-4)


def test_the_likelihood_of_the_lesson_is_written_so_that_it_comes_out():
    _, tex = lines(PASS, "neg_logs")[-1]
    left, right = re.fullmatch(r"-\\ln\\left\((.*)\\right\) \\approx (.*)", tex).groups()
    assert f"{-math.log(float(left)):.4f}" == right


def arithmetic(passed):
    """(what is written on the left, on the right) of every line that multiplies numbers."""
    for step in passed.steps:
        if step.id.startswith("dloss_dW"):
            for _, tex in lines(passed, step.id):
                left, about, right = tex.partition(r" \approx ")
                if about and "partial" not in left:
                    yield value(left), value(right)


@pytest.mark.parametrize("hidden", [(4,), (4, 3), (8, 8)])
def test_the_arithmetic_comes_out_as_it_is_written(hidden):
    found = list(arithmetic(trace(replace(LESSON.resized(hidden=hidden), activation="tanh"))))
    assert len(found) == {1: 4, 2: 9}[len(hidden)]
    for left, right in found:
        assert left == pytest.approx(right, abs=5.1e-5)


def test_the_first_of_two_layers_is_derived_down_to_its_gradient():
    passed = trace(replace(LESSON.resized(hidden=(4, 3)), activation="tanh"))
    said = lines(passed, "dloss_dWh1")
    assert "six links" in said[0][0]
    assert said[0][1].count("partial") == 12
    row, col = (int(part) for part in re.search(r"row (\d), column (\d)", said[0][0]).groups())
    gradient = passed.values["dloss_dWh1"][row - 1, col - 1]
    assert value(said[-1][1].split(r"\approx ")[1]) == pytest.approx(gradient, abs=5.1e-5)


def test_the_derivative_by_the_scores_is_derived_on_the_sample_that_costs_most():
    said = lines(PASS, "dloss_dh2")
    assert said[0][0].startswith("Take sample 5")
    assert "0.3112 - 1 = -0.6888" in said[2][1]
    assert said[-1][1].endswith(r"\frac{\hat{y} - y}{5}")


def test_the_slope_that_is_felt_is_nearly_the_derivative():
    shown = lines(PASS, "cce_loss")[-1][1].split(r"\approx ")[1]
    assert float(shown) == pytest.approx(PASS.values["dloss_dWo"][3, 0], abs=5e-3)


def test_where_the_gradient_is_made_the_nudge_is_told_beside_it():
    """They differ by the width of the nudge, in four decimals; a narrower one gives the gradient."""
    felt = lines(PASS, "cce_loss")[-1][1].split(r"\approx ")[1]
    text, tex = lines(PASS, "dloss_dWo")[-1]
    own = f"{PASS.values['dloss_dWo'][3, 0]:.4f}"
    assert felt != own
    assert f"came out as {felt}; its gradient is {own}".replace("-", "−") in text
    assert tex.startswith(rf"{felt} \to {own}, ")
    assert tex.endswith(rf"\approx {own}")


def test_without_the_division_nothing_is_divided():
    said = lines(trace(replace(LESSON, mistakes=("no_mean",))), "dloss_dh2")
    assert all("mean" not in text for text, _ in said)


@QUICK
@given(settings(mistakes=True))
def test_any_pass_has_derivations_that_can_be_drawn(chosen):
    passed = trace(chosen)
    for step in passed.steps:
        for text, tex in derivation(passed, step):
            assert text.endswith((".", ":"))
            assert mathml(tex).startswith("<math")
            assert "nan" not in tex
