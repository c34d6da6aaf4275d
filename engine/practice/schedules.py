"""Keras' schedules of the learning rate: what the rate is after so many steps, and what to know of it."""

from collections.abc import Callable
from math import ceil, cos, floor, isfinite, log, pi
from typing import Any

import numpy as np

from engine.practice.interpreter.objects import Made
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, misleads
from engine.practice.stopping import LEAST_RATE

AN_EPOCH = 63  # steps, with batches of 128 and a tenth held back
STEPS = (0, 1, *range(9, 20 * AN_EPOCH + 1, 9))  # of 20 epochs, some
MOST_PARTS = 100
FIRST = "initial_learning_rate"


def is_schedule(given: Any) -> bool:
    """Whether a value is one of Keras' schedules."""
    return isinstance(given, Made) and ".schedules." in given.kind


def judging(made: Made) -> Judging[tuple[float, Any]]:
    """The largest rate that a schedule comes to, and the schedule as plain values.

    Raises: Wrong, where Keras stops, or where what comes of it is not worked out here.
    """
    given = {word: _plain(word, value) for word, value in made.bound.items() if word != "name"}
    _check(made.last, given)
    rates = [rate_at(made.last, given, step) for step in STEPS]
    after = {epochs: rate_at(made.last, given, epochs * AN_EPOCH) for epochs in (1, 10)}
    peak, later = max(rates), max(rate for step, rate in zip(STEPS, rates, strict=True) if step >= AN_EPOCH)
    if min(rates) < 0 < peak:
        yield misleads("The learning rate falls below 0, and then every step goes up the slope: the loss grows.")
    elif later < LEAST_RATE <= peak:
        yield misleads(
            f"A schedule counts steps, one for each batch, not epochs. With batches of 128 an epoch has about "
            f"{AN_EPOCH}, and this learning rate is {after[1]:.1g} by then: from there on the weights hardly move."
        )
    elif rates[0] != rates[-1]:
        yield advice(
            f"A schedule counts steps, one for each batch: with batches of 128 an epoch has about {AN_EPOCH}. The "
            f"learning rate is {rates[0]:.2g} at first, {after[1]:.2g} after one epoch and {after[10]:.2g} after ten."
        )
    kind = f"optimizers.schedules.{made.last}"
    return peak, ("@", kind, tuple(sorted(given.items())))


def rate_at(name: str, given: dict[str, Any], step: int) -> float:
    """The learning rate of a schedule of that name after so many steps.

    Raises: Wrong, where it is no number.
    """
    try:
        rate = RATES[name](given, step)
    except (OverflowError, ValueError, ZeroDivisionError, TypeError):
        rate = float("nan")
    if not isinstance(rate, int | float) or not isfinite(rate):
        raise beyond(f"After {step} steps the learning rate of this `{name}` is no number that could be trained with.")
    return float(rate)


def _plain(word: str, value: Any) -> Any:
    """A value as a number, or a tuple of numbers."""
    if isinstance(value, list | tuple | range) and len(value) <= MOST_PARTS:
        return tuple(_plain(word, each) for each in value)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        raise Wrong(Kind.RAISES, f"`{word}` is a number: in quotation marks Keras stops at the first batch.")
    if value is not None and not isinstance(value, bool | int | float):
        raise beyond(f"What `{word}` is given is not worked out here: write the number.")
    return value


def _check(name: str, given: dict[str, Any]) -> None:
    if name not in RATES:
        raise beyond(f"Keras may have `{name}`; trained here are {', '.join(sorted(RATES))}.")
    for word in ("decay_steps", "first_decay_steps"):
        if word in given and not _positive(given[word]):
            raise Wrong(Kind.RAISES, f"`{word}` is a number of steps larger than 0: Keras stops at the first batch.")
    if name == "PiecewiseConstantDecay":
        bounds, values = given["boundaries"], given["values"]
        if not isinstance(bounds, tuple) or not isinstance(values, tuple) or len(values) != len(bounds) + 1:
            raise Wrong(
                Kind.RAISES,
                "`values` has one rate more than there are `boundaries`, as in PiecewiseConstantDecay([500], "
                "[0.001, 0.0001]): Keras stops.",
            )
    firsts = given.get("values", (given.get(FIRST, 0.0),))
    if any(not isinstance(each, float) for each in firsts):
        raise beyond(
            "Write the rates of a schedule with a decimal point: with whole ones Keras counts in whole numbers."
        )


def _positive(value: Any) -> bool:
    return isinstance(value, int | float) and value > 0


def _share(given: dict[str, Any], step: int) -> float:
    """How often the steps of a decay have passed: whole times alone in a staircase."""
    times = step / given["decay_steps"]
    return floor(times) if given.get("staircase") else times


def _exponential(given: dict[str, Any], step: int) -> Any:
    return given[FIRST] * given["decay_rate"] ** _share(given, step)


def _inverse(given: dict[str, Any], step: int) -> Any:
    return given[FIRST] / (1 + given["decay_rate"] * _share(given, step))


def _polynomial(given: dict[str, Any], step: int) -> Any:
    steps, end = given["decay_steps"], given.get("end_learning_rate", 0.0001)
    steps *= max(1, ceil(step / steps)) if given.get("cycle") else 1
    return (given[FIRST] - end) * (1 - min(step, steps) / steps) ** given.get("power", 1.0) + end


def _piecewise(given: dict[str, Any], step: int) -> Any:
    passed = sum(step > bound for bound in given["boundaries"])
    return given["values"][passed]


def _cosine(given: dict[str, Any], step: int) -> Any:
    steps, first, target = given["decay_steps"], given[FIRST], given.get("warmup_target")
    warm = given.get("warmup_steps", 0) if target is not None else 0
    if step < warm:
        return first + (target - first) * step / warm
    start = first if target is None else target
    return start * _wave(min(step - warm, steps) / steps, 1.0, given)


def _restarts(given: dict[str, Any], step: int) -> Any:
    longer, lower = given.get("t_mul", 2.0), given.get("m_mul", 1.0)
    times = step / given["first_decay_steps"]
    if longer == 1:
        turn = floor(times)
        return given[FIRST] * _wave(times - turn, lower**turn, given)
    turn = floor(log(1 - times * (1 - longer)) / log(longer))
    before = (1 - longer**turn) / (1 - longer)
    return given[FIRST] * _wave((times - before) / longer**turn, lower**turn, given)


def _wave(share: float, height: float, given: dict[str, Any]) -> float:
    """Half a wave of a cosine, from its height down to `alpha`."""
    least = given.get("alpha", 0.0)
    return (1 - least) * height * (1 + cos(pi * share)) / 2 + least


RATES: dict[str, Callable[[dict[str, Any], int], Any]] = {
    "ExponentialDecay": _exponential,
    "InverseTimeDecay": _inverse,
    "PolynomialDecay": _polynomial,
    "PiecewiseConstantDecay": _piecewise,
    "CosineDecay": _cosine,
    "CosineDecayRestarts": _restarts,
}
