"""One operation of the pass as a value, and the quantity that it makes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.one_pass.rule import Rule

Phase = Literal["unit", "data", "forward", "loss", "backward", "update", "again"]
Role = Literal["data", "param", "act", "grad", "loss"]


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A named array of the pass.

    id: unique in the trace ("new_Wo"). name: the variable in the code ("Wo"). latex: how mathematics writes it.
    rows, cols: what a row and a column stand for, in the plural ("samples"). at: the units or edges of the drawn
    network that it belongs to, {"what": "units" | "edges" | "bias", "layer": int, "transposed": bool}.
    """

    id: str
    name: str
    latex: str
    role: Role
    rows: str = ""
    cols: str = ""
    at: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a step says, in plain sentences.

    ask: what a teacher may ask of a class here, before it is shown.
    lead: the one sentence that matters. more: the rest of what happens here. why: the reason, for those who ask.
    mistake: what people get wrong here. mend: what to do about it, where the line is there to fail.
    """

    title: str
    subtitle: str
    lead: str
    more: str = ""
    why: str = ""
    mistake: str = ""
    mend: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One operation of the pass: enough to run it, draw it and explain it.

    code: one line of NumPy, or a few, run as they stand in the namespace that those before them filled.
    result: the quantity it makes; None where the line is there to fail. also: other quantities, each with its rule.
    formula, context: LaTeX; the context is the nested forward expression or the chain-rule product, with the part
    being computed in \\class{now}{...}.
    equation: [{"value": id} | {"op": "·"}] as the screen writes it. rule: where a cell comes from (see rule.py).
    fails: the line is expected to raise or to warn. beside: ids worth seeing next to it.
    network: {"layer": int, "part": "units" | "in" | "out"}, what the line works on in the drawn network.
    shown_only: no later number is computed from it. detour: the name of the experiment on the side that it belongs
    to, "" on the straight way. changes: (old id, new id) of what an update has changed.
    """

    id: str
    phase: Phase
    words: Words
    code: str
    result: Quantity | None
    formula: str
    context: str
    equation: list[dict[str, str]]
    rule: Rule
    also: tuple[tuple[Quantity, Rule], ...] = ()
    fails: bool = False
    beside: tuple[str, ...] = ()
    network: dict[str, Any] = field(default_factory=dict)
    shown_only: bool = False
    detour: str = ""
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def makes(self) -> tuple[tuple[Quantity, Rule], ...]:
        """Every quantity of the step with its rule, the result last."""
        return (*self.also, (self.result, self.rule)) if self.result else self.also


def equation(*parts: str) -> list[dict[str, str]]:
    """Value ids and operators to the payload's form; an operator is written with a leading space.

    equation("X", " ·", "Wh", " =", "h1") -> [{"value": "X"}, {"op": "·"}, ...]
    """
    return [{"op": part[1:]} if part.startswith(" ") else {"value": part} for part in parts]


def literal(matrix: Sequence[Sequence[float]]) -> str:
    """A matrix as NumPy code that reproduces it exactly, nan and infinity included."""
    if all(math.isfinite(value) and value.is_integer() and abs(value) < 1e15 for row in matrix for value in row):
        return f"np.array({[[int(value) for value in row] for row in matrix]}, dtype=float)"
    return f"np.array({[list(row) for row in matrix]})".replace("nan", "np.nan").replace("inf", "np.inf")
