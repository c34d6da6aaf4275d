"""Run the steps of a pass, line by line, and keep what every line made."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.one_pass.passes import steps_of
from engine.one_pass.rule import Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step
from engine.one_pass.training import reached


@dataclass(frozen=True, slots=True)
class Problem:
    """What Python or NumPy really said when a line ran. type: "ValueError", "RuntimeWarning", ..."""

    type: str
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A step that ran, and its problem if it had one."""

    step: Step
    problem: Problem | None


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A pass that was run.

    values: a copy of every quantity, by id, as it was right after its line. quantities, rules: by the same id.
    broken: the step that raised without being there to fail; the pass ends with it. None for a whole pass.
    """

    settings: Settings
    done: tuple[Done, ...]
    values: dict[str, np.ndarray]
    quantities: dict[str, Quantity]
    rules: dict[str, Rule]
    broken: Step | None

    @property
    def steps(self) -> list[Step]:
        return [done.step for done in self.done]

    def code(self) -> list[str]:
        """The lines that ran, in order."""
        return [done.step.code for done in self.done]


def trace(settings: Settings) -> Trace:
    """Run the pass. Lines that are there to fail do fail, and the pass goes on; any other error ends it."""
    namespace: dict[str, Any] = {"np": np}
    done: list[Done] = []
    values: dict[str, np.ndarray] = {}
    quantities: dict[str, Quantity] = {}
    rules: dict[str, Rule] = {}
    for step in steps_of(settings, reached(settings)):
        problem, raised = _run(step.code, namespace)
        done.append(Done(step, problem))
        if raised:
            if step.fails:
                continue
            return Trace(settings, tuple(done), values, quantities, rules, step)
        for found, rule in step.makes:
            values[found.id] = np.array(namespace[found.name])
            quantities[found.id], rules[found.id] = found, rule
    return Trace(settings, tuple(done), values, quantities, rules, None)


def _run(code: str, namespace: dict[str, Any]) -> tuple[Problem | None, bool]:
    """Run one line; what it complained about, and whether it raised.

    What NumPy would warn about is raised first, in a copy, to get its words, and then computed all the same: unlike
    Python's warnings filter, NumPy's error state belongs to one thread, so traces may run side by side.
    """
    compiled, trial = compile(code, "<pass>", "exec"), dict(namespace)
    try:
        with np.errstate(all="raise", under="ignore"):
            exec(compiled, trial)
        namespace.update(trial)
    except FloatingPointError as warning:
        with np.errstate(all="ignore"):
            exec(compiled, namespace)
        return Problem("RuntimeWarning", str(warning)), False
    except (ValueError, TypeError, IndexError) as error:
        return Problem(type(error).__name__, str(error)), True
    return None, False
