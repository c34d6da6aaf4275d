"""Deliberate mistakes: what they are called, and what they did to this very pass, read off its numbers."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np

from engine.one_pass.captions import FOLDER
from engine.one_pass.settings import MISTAKES, Mistake
from engine.one_pass.trace import Trace
from engine.one_pass.training import train
from engine.one_pass.variables import count, layers

AHEAD = 50


@dataclass(frozen=True, slots=True)
class Switch:
    """A mistake that can be switched on: its title, where to look, and the sentences about its numbers."""

    title: str
    look: str
    says: dict[str, str]


@cache
def _entries() -> dict[str, Switch]:
    entries = tomllib.loads((FOLDER / "mistakes.toml").read_text(encoding="utf-8"))
    return {name: Switch(**entry) for name, entry in entries.items()}


def switches() -> dict[Mistake, Switch]:
    """The deliberate mistakes by name, in the order in which to offer them."""
    return {name: _entries()[name] for name in MISTAKES}


def diagnose(passed: Trace) -> list[str]:
    """A sentence or two on each mistake that is switched on, and on numbers that are no longer finite; else []."""
    found = [sentence for mistake in passed.settings.mistakes for sentence in _SAY[mistake](passed)]
    return found + list(_lost(passed))


def _say(entry: str, key: str, **facts: object) -> str:
    """A sentence with its facts; floats are written with four digits."""
    text = " ".join(_entries()[entry].says[key].split())
    return text.format(**{name: _number(fact) if isinstance(fact, float) else fact for name, fact in facts.items()})


def _number(value: float) -> str:
    return f"{float(value):.4g}".replace("-", "−")


def _lost(passed: Trace) -> Iterator[str]:
    """The first quantity that is not finite, outside the experiments that are meant to end so."""
    for step in passed.steps:
        made = step.result.id if step.result else ""
        array = passed.values.get(made)
        if step.shown_only or array is None or array.dtype.kind != "f" or np.isfinite(array).all():
            continue
        yield _say("lost", "first", made=made, kind="nan" if np.isnan(array).any() else "infinite")
        return


def _no_transpose(passed: Trace) -> Iterator[str]:
    last, n = layers(passed.settings)[-1], passed.settings.samples
    name = f"dloss_d{last.W}"
    if passed.broken:
        yield _say("no_transpose", "broken", name=name, n=n, n_in=last.n_in, n_out=last.n_out)
        return
    wrong, right = passed.values[name], passed.values[last.x].T @ passed.values[f"dloss_d{last.h}"]
    if np.array_equal(wrong, right, equal_nan=True):
        yield _say("no_transpose", "same", name=name)
        return
    row, col = divmod(int(np.abs(right - wrong).argmax()), last.n_out)
    facts = {"wrong": float(wrong[row, col]), "right": float(right[row, col])}
    yield _say("no_transpose", "ran", name=name, row=row + 1, col=col + 1, **facts)


def _no_mean(passed: Trace) -> Iterator[str]:
    n, name = passed.settings.samples, f"dloss_d{layers(passed.settings)[-1].h}"
    if n == 1:
        yield _say("no_mean", "single")
        return
    wrong, lr = float(passed.values[name].flat[0]), float(passed.values.get("lr", passed.settings.lr))
    yield _say("no_mean", "many", n=n, name=name, wrong=wrong, right=wrong / n, lr=n * lr)


def _equal_weights(passed: Trace) -> Iterator[str]:
    first = layers(passed.settings)[0]
    if first.n_out == 1:
        yield _say("equal_weights", "single")
        return
    units, spread = count(first.n_out, "unit"), float(np.ptp(passed.values[first.a], axis=1).max())
    if np.ptp(passed.values[first.b]):
        yield _say("equal_weights", "biases", units=units, spread=spread)
        return
    updated, later = passed.values.get("new_" + first.W), ""
    if updated is not None:
        later = _say("equal_weights", "later", spread=float(np.ptp(updated, axis=1).max()))
    yield _say("equal_weights", "many", units=units, spread=spread, later=later)


def _ten_times(passed: Trace) -> Iterator[str]:
    scores, y_hat = passed.values[layers(passed.settings)[-1].h], passed.values["y_hat"]
    yield _say(
        "ten_times",
        "sure",
        low=float(scores.min()),
        high=float(scores.max()),
        sure=f"{y_hat.max(axis=1).mean():.1%}",
        wrong=int((y_hat.argmax(axis=1) != passed.values["index"]).sum()),
        n=len(y_hat),
        loss=float(passed.values["cce_loss"]),
        guess=float(np.log(passed.settings.classes)),
        early="" if passed.settings.passes else _say("ten_times", "early"),
    )


def _lr_100(passed: Trace) -> Iterator[str]:
    if passed.broken:
        yield _say("lr_100", "broken")
        return
    names = [name for layer in layers(passed.settings) for name in (layer.W, layer.b)]
    moved = max(float(np.abs(passed.values["new_" + name] - passed.values[name]).max()) for name in names)
    before, after = float(passed.values["cce_loss"]), float(passed.values["new_cce_loss"])
    yield _say("lr_100", "moved", moved=moved, before=before, after=after)
    losses = train(replace(passed.settings, passes=0), AHEAD).losses
    ups, updates = sum(b > a for a, b in pairwise(losses)), len(losses) - 1
    if not np.isfinite(losses[-1]):
        yield _say("lr_100", "lost", updates=updates)
    elif ups:
        yield _say("lr_100", "ups", updates=updates, ups=ups, last=losses[-1])
    else:
        yield _say("lr_100", "calm", updates=updates)


def _dead_units(passed: Trace) -> Iterator[str]:
    first, settings = layers(passed.settings)[0], passed.settings
    gate = passed.values.get(f"d{first.a}_d{first.h}")
    if gate is None:
        yield _say("dead_units", "broken")
        return
    if gate.any():
        high = (passed.values[first.h] > 0).any()
        yield _say("dead_units", "some") if high else _say("dead_units", "alive", slope=float(gate.max()))
        return
    why = _say("dead_units", "relu" if settings.activation == "relu" else "flat")
    yield _say("dead_units", "dead", why=why, name=f"dloss_d{first.W}", W=first.W)
    if np.ptp(passed.values[first.a], axis=0).any():
        return
    share = np.bincount(settings.targets, minlength=settings.classes) / settings.samples
    yield _say("dead_units", "floor", floor=0.0 - float(sum(p * np.log(p) for p in share if p > 0)))


_SAY: dict[Mistake, Callable[[Trace], Iterator[str]]] = {
    "no_transpose": _no_transpose,
    "no_mean": _no_mean,
    "equal_weights": _equal_weights,
    "ten_times": _ten_times,
    "lr_100": _lr_100,
    "dead_units": _dead_units,
}
