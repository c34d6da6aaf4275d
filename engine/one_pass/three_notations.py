"""The whole pass three ways: as mathematics, as NumPy, and as Keras."""

from dataclasses import dataclass

from engine.one_pass.keras_check import keras_code
from engine.one_pass.trace import Trace
from engine.one_pass.variables import layers


@dataclass(frozen=True, slots=True)
class Ways:
    """maths: (id of its step, title, formula in LaTeX) a line, forward, backward, update. numpy, keras: programs."""

    maths: list[tuple[str, str, str]]
    numpy: str
    keras: str


def ways(passed: Trace) -> Ways:
    """The pass three ways, side by side."""
    return Ways(_maths(passed), _numpy(passed), keras_code(passed))


def _maths(passed: Trace) -> list[tuple[str, str, str]]:
    stack = layers(passed.settings)
    forward = [name for layer in stack for name in (layer.h, layer.a)] + ["neg_logs", "cce_loss"]
    parameters = [name for layer in stack for name in (layer.W, layer.b)]
    signals = [name for layer in stack for name in (layer.h, layer.a) if name != "y_hat"]
    wanted = {*forward, *(f"dloss_d{name}" for name in signals + parameters), *(f"new_{name}" for name in parameters)}
    return [(step.id, step.words.title, step.formula) for step in passed.steps if step.id in wanted]


def _numpy(passed: Trace) -> str:
    """The lines that the numbers need, up to the update."""
    kept = (step for step in passed.steps if step.phase != "again" and not step.shown_only)
    return "\n".join(["import numpy as np\n", *(step.code for step in kept)])
