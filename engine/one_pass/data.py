"""The data of the pass: samples, targets, and the one-hot encoding built in its parts."""

from collections.abc import Iterator

from engine.one_pass.captions import answer, class_columns, plant_rows, words
from engine.one_pass.rule import GIVEN, Index, Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation, literal
from engine.one_pass.variables import nested, place, quantity


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase data."""
    n, c = settings.samples, settings.classes
    yield _samples(settings)
    yield _targets(settings)
    yield from _classes(settings)
    empty = Quantity("y_zeros", "y", "y", "data", "samples", "classes")
    yield _step(settings, empty, f"y = np.zeros(({n}, {c}))", "y[i,k] = 0")
    listed = ", ".join(map(str, range(n))) if n < 4 else rf"0, 1, \dots, {n - 1}"
    rows = quantity("rows", "data", "", "samples", tex=r"\text{rows}")
    yield _step(settings, rows, f"rows = np.arange({n})", rf"\text{{rows}} = ({listed})", beside=("index",))
    yield _step(
        settings,
        quantity("y", "data", "samples", "classes"),
        "y[rows, index] = 1",
        r"y[i,k] = \begin{cases} 1 & k = \text{index}_i \\ 0 & \text{otherwise} \end{cases}",
        rule={"kind": "one_hot", "rows": "rows", "index": "index"},
        shown=("y_zeros", " [", "rows", " ,", "index", " ] = 1 →", "y"),
    )


def _step(
    settings: Settings,
    made: Quantity,
    code: str,
    formula: str,
    key: str = "",
    rule: Rule = GIVEN,
    shown: tuple[str, ...] = (),
    also: tuple[tuple[Quantity, Rule], ...] = (),
    beside: tuple[str, ...] = (),
) -> Step:
    told, meaning, columns = plant_rows(settings), answer(settings), class_columns(settings)
    return Step(
        made.id,
        "data",
        words("data", key or made.id, settings, rows=told, meaning=meaning, columns=columns),
        code,
        made,
        formula,
        nested(settings, "X" if made.id == "X" else "y"),
        equation(*(shown or (made.id,))),
        rule,
        also=also,
        beside=beside,
        network={"layer": 0, "part": "units"} if made.id == "X" else {},
    )


def _samples(settings: Settings) -> Step:
    made = quantity("X", "data", "samples", "inputs", place("units", 0))
    formula = rf"X \in \mathbb{{R}}^{{{settings.samples} \times {settings.features}}}"
    return _step(settings, made, f"X = {literal(settings.X)}", formula)


def _targets(settings: Settings) -> Step:
    two, last = settings.classes == 2, settings.classes - 1
    listed = [bool(t) for t in settings.targets] if two else list(settings.targets)
    options = r"\text{False}, \text{True}" if two else rf"0, \dots, {last}"
    made = quantity("targets", "data", "", "samples", tex=r"\text{targets}")
    return _step(settings, made, f"targets = np.array({listed})", rf"\text{{targets}}_i \in \{{{options}\}}")


def _classes(settings: Settings) -> Iterator[Step]:
    """classes and index: found together by np.unique, or, where a class does not occur, listed and looked up."""
    found = quantity("classes", "data", "", "classes", tex=r"\text{classes}")
    index = quantity("index", "data", "", "samples", tex=r"\text{index}")
    formula = r"\text{classes}[\,\text{index}_i\,] = \text{targets}_i"
    rule: Index = {"kind": "index", "x": "targets", "classes": "classes"}
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
    code, shown = "index = np.searchsorted(classes, targets)", ("targets", " in", "classes", " →", "index")
    yield _step(settings, index, code, formula, key="index_listed", rule=rule, shown=shown)
