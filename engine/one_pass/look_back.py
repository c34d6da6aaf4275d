"""The forward pass once more with the updated weights: what changed, and whether it was worth it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from engine.one_pass.captions import words
from engine.one_pass.rule import Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation
from engine.one_pass.variables import layers, nested

NEW = "new_"
AGAIN, JUDGE = "again", "new_cce_loss"


def steps(settings: Settings, first: Sequence[Step]) -> Iterator[Step]:
    """The two steps of phase again. first: the steps of the first forward pass, whose lines are run once more."""
    lines = [step for step in first if not step.shown_only and step.rule["kind"] != "given"]
    lines = [step for step in lines if step.phase in ("forward", "loss")]
    split = next(k for k, step in enumerate(lines) if step.phase == "loss")
    fresh = {step.id for step in lines} | {name for layer in layers(settings) for name in (layer.W, layer.b)}
    yield _compare(settings, lines[:split], fresh)
    yield _judge(settings, lines[split:], fresh)


def _renewed(step: Step, fresh: set[str]) -> tuple[Quantity, Rule]:
    """The quantity of a line that is run again, and where its cells come from now."""

    def new(name: str) -> str:
        return NEW + name if name in fresh else name

    assert step.result is not None
    rule: dict[str, Any] = dict(step.rule)
    rule |= {key: new(rule[key]) for key in ("x", "w", "b", "y", "p") if key in rule}
    if "args" in rule:
        rule["args"] = [new(name) for name in rule["args"]]
    return replace(step.result, id=NEW + step.id, latex=_new(step.result.latex)), cast(Rule, rule)


def _new(tex: str) -> str:
    """A symbol in LaTeX, marked as that of the second pass."""
    below = re.fullmatch(r"(.*)_(?:\{(.*)\}|(\w))", tex)
    if below:
        return rf"{below[1]}_{{{below[2] or below[3]},\text{{new}}}}"
    return rf"{tex}_{{\text{{new}}}}"


def _compare(settings: Settings, lines: Sequence[Step], fresh: set[str]) -> Step:
    """What the update changed, from the weights to the probabilities."""
    made = Quantity("change", "change", r"\Delta \hat{y}", "act", "samples", "classes")
    stack = layers(settings)
    names = [name for layer in stack for name in (layer.W, layer.b, layer.h, layer.a)]
    return Step(
        AGAIN,
        "again",
        words("update", "again", settings),
        "\n".join(["y_hat_before = y_hat", *(step.code for step in lines), "change = y_hat - y_hat_before"]),
        made,
        r"\Delta \hat{y} = \hat{y}_{\text{new}} - \hat{y}",
        nested(settings, "y_hat"),
        equation(NEW + "y_hat", " −", "y_hat", " =", "change"),
        {"kind": "elementwise", "fn": "subtract", "args": [NEW + "y_hat", "y_hat"]},
        also=tuple(_renewed(step, fresh) for step in lines),
        network={"layer": len(stack), "part": "units"},
        changes=tuple((name, NEW + name) for name in names),
    )


def _judge(settings: Settings, lines: Sequence[Step], fresh: set[str]) -> Step:
    """The loss with the new weights, beside the one before."""
    *others, (made, rule) = [_renewed(step, fresh) for step in lines]
    return Step(
        JUDGE,
        "again",
        words("update", "judge", settings),
        "\n".join(step.code for step in lines),
        made,
        lines[-1].formula,
        nested(settings, "cce_loss"),
        equation(NEW + "neg_logs", " → mean", JUDGE),
        rule,
        also=tuple(others),
        beside=("neg_logs", "cce_loss"),
        changes=(("neg_logs", NEW + "neg_logs"), ("cce_loss", JUDGE)),
    )
