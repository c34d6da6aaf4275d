"""The data of the pass: samples, targets, and the one-hot encoding built in its parts."""

import math
from collections.abc import Iterator, Sequence

from engine.one_pass.captions import words
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Rule, Step, equation
from engine.one_pass.variables import nested, place, quantity

GIVEN: Rule = {"kind": "given"}


def literal(matrix: Sequence[Sequence[float]]) -> str:
    """A matrix as NumPy code that reproduces it exactly, nan and infinity included."""
    if all(math.isfinite(value) and value.is_integer() and abs(value) < 1e15 for row in matrix for value in row):
        return f"np.array({[[int(value) for value in row] for row in matrix]}, dtype=float)"
    return f"np.array({[list(row) for row in matrix]})".replace("nan", "np.nan").replace("inf", "np.inf")


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase data."""
    n, m, c = settings.samples, settings.features, settings.classes
    inputs = quantity("X", "data", "samples", "inputs", place("units", 0))
    yield _step(
        settings,
        inputs,
        f"X = {literal(settings.X)}",
        rf"X \in \mathbb{{R}}^{{{n} \times {m}}}",
        mark="X",
        network={"layer": 0, "part": "units"},
    )
    yield _targets(settings)
    yield from _classes(settings)
    yield _step(
        settings,
        quantity("y", "data", "samples", "classes", id="y_zeros", latex="y"),
        f"y = np.zeros(({n}, {c}))",
        "y[i,k] = 0",
    )
    listed = ", ".join(map(str, range(n))) if n < 4 else rf"0, 1, \dots, {n - 1}"
    counted = rf"\text{{rows}} = ({listed})"
    rows = quantity("rows", "data", "", "samples", latex=r"\text{rows}")
    yield _step(settings, rows, f"rows = np.arange({n})", counted, beside=("index",))
    yield _step(
        settings,
        quantity("y", "data", "samples", "classes"),
        "y[rows, index] = 1",
        r"y[i,k] = \begin{cases} 1 & k = \text{index}_i \\ 0 & \text{otherwise} \end{cases}",
        rule={"kind": "one_hot", "rows": "rows", "index": "index"},
        shown=("y_zeros", " [", "rows", " ,", "index", " ] = 1 →", "y"),
    )


def _step(settings: Settings, made: Quantity, code: str, formula: str, **other) -> Step:
    shown, mark = other.pop("shown", (made.id,)), other.pop("mark", "y")
    say = words("data", other.pop("key", made.id), settings, **other.pop("facts", {}))
    rule = other.pop("rule", GIVEN)
    return Step(made.id, "data", say, code, made, formula, nested(settings, mark), equation(*shown), rule, **other)


def _targets(settings: Settings) -> Step:
    two, last = settings.classes == 2, settings.classes - 1
    listed = [bool(t) for t in settings.targets] if two else list(settings.targets)
    meaning = "does it belong to the class, or not?" if two else f"the number of its class, 0 to {last}."
    return _step(
        settings,
        quantity("targets", "data", "", "samples", latex=r"\text{targets}"),
        f"targets = np.array({listed})",
        r"\text{targets}_i \in \{\text{False}, \text{True}\}"
        if two
        else rf"\text{{targets}}_i \in \{{0, \dots, {last}\}}",
        facts={"meaning": meaning},
    )


def _classes(settings: Settings) -> Iterator[Step]:
    """classes and index: found together by np.unique, or, where a class does not occur, listed and looked up."""
    found = quantity("classes", "data", "", "classes", latex=r"\text{classes}")
    index = quantity("index", "data", "", "samples", latex=r"\text{index}")
    formula = r"\text{classes}[\,\text{index}_i\,] = \text{targets}_i"
    rule = {"kind": "index", "x": "targets", "classes": "classes"}
    if set(settings.targets) == set(range(settings.classes)):
        yield _step(
            settings,
            index,
            "classes, index = np.unique(targets, return_inverse=True)",
            formula,
            rule=rule,
            shown=("targets", " →", "classes", " ,", "index"),
            also=((found, {"kind": "classes", "x": "targets"}),),
        )
        return
    two, last = settings.classes == 2, settings.classes - 1
    listed = "np.array([False, True])" if two else f"np.arange({settings.classes})"
    tex = r"(\text{False}, \text{True})" if two else rf"(0, \dots, {last})"
    yield _step(settings, found, f"classes = {listed}", rf"\text{{classes}} = {tex}")
    yield _step(
        settings,
        index,
        "index = np.searchsorted(classes, targets)",
        formula,
        key="index_listed",
        rule=rule,
        shown=("targets", " in", "classes", " →", "index"),
    )
