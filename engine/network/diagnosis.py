"""What went wrong in a run, if anything: found in its history, said in a sentence, with what to try."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.network.attainable import attainable
from engine.network.datasets import Data
from engine.network.inside import dead_units, firing
from engine.network.measuring import Measure
from engine.network.settings import RunSettings
from engine.network.training import Snapshot, diverged

Kind = Literal[
    "divergence", "dead units", "symmetry", "plateau", "small step", "poor solution", "overlap", "overfitting"
]
Fate = Literal["learnt", "in part", "guessing", "diverged"]
LOOKED_AT = 1_000
HARDLY = 0.01  # a unit that fires for a smaller share of the points is as good as dead
UNSURE = 0.03  # twice the standard error of an accuracy estimated from 1,000 points


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a run. epoch: where it sets in. say: what is seen. advice: what to try."""

    epoch: float
    kind: Kind
    say: str
    advice: str


def diagnose(history: list[Snapshot], data: Data, settings: RunSettings) -> list[Finding]:
    """What the history shows, in the order in which it sets in; an empty list for a run with nothing to remark."""
    fatal = symmetry(history, settings) or divergence(history, settings)
    found = [fatal]
    if not fatal or fatal.kind != "symmetry":
        found += dead(history, data, settings)
    if not fatal:
        found += [stalled(history, data, settings), settled(history, data, settings), overfitting(history)]
    return sorted((finding for finding in found if finding), key=lambda finding: finding.epoch)


def fate_of(now: Measure, data: Data, settings: RunSettings) -> Fate:
    """How much of the way from always naming the largest class to the best that is possible the accuracy has gone:
    four fifths is "learnt", and so is what comes as near to the best as its estimate is sure; less than one fifth is
    "guessing"."""
    if not np.isfinite(now.loss):
        return "diverged"
    gone = way_gone(now, data, 1.0)
    if gone < 0.8:
        best = attainable(data, settings)
        if now.accuracy > best - UNSURE:
            return "learnt"
        gone = way_gone(now, data, best)
    return "learnt" if gone >= 0.8 else "in part" if gone >= 0.2 else "guessing"


def way_gone(now: Measure, data: Data, best: float) -> float:
    largest = np.bincount(data.labels).max() / len(data.labels)
    return (now.accuracy - largest) / max(best - largest, 0.02)


def guessing(data: Data) -> float:
    """The loss of always answering with the classes' shares, their entropy."""
    shares = np.bincount(data.labels, minlength=len(data.classes)) / len(data.labels)
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())


def symmetry(history: list[Snapshot], settings: RunSettings) -> Finding | None:
    """All weights start at 0: every unit of a layer is the same unit, and stays it."""
    if settings.init != "zero" or len(history) < 2 or not settings.units:
        return None
    return Finding(
        0.0,
        "symmetry",
        "All weights start at 0, so all units of a layer get the same gradient and stay copies of one another.",
        "Start from small random weights, which make the units different.",
    )


def divergence(history: list[Snapshot], settings: RunSettings) -> Finding | None:
    """The output stopped being a number, or the loss ended far above where it began."""
    first, last = history[0], history[-1]
    advice = f"Try a learning rate ten times smaller, {settings.lr / 10:.3g}."
    if math.isnan(last.train.loss):
        say = "The weights have grown past what a number can hold and the output is not a number (NaN): training stops."
        return Finding(last.epoch, "divergence", say, advice)
    if last.train.loss > 2 * first.train.loss:
        onset = next(s.epoch for s in history if s.train.loss > 2 * first.train.loss)
        say = f"The loss rises, from {first.train.loss:.3g} to {last.train.loss:.3g}: each step overshoots."
        ending = " Training stops." if diverged(last, first) else ""
        return Finding(onset, "divergence", say + ending, advice)
    return None


def dead(history: list[Snapshot], data: Data, settings: RunSettings) -> list[Finding]:
    """ReLU units that pass on 0 for every training point at the end: per layer, since when all of them have."""
    if settings.activation != "relu":
        return []
    fine = fate_of(history[-1].train, data, settings) == "learnt"
    found = []
    for layer, count in enumerate(firing(history[-1].weights, data.X, settings.activation)):
        if (count == 0).any():
            say = dead_sentence(count, len(data.X), f"hidden layer {layer + 1}")
            advice = (
                "The others carry the task." if fine else "Try another seed, He's initial weights or smaller steps."
            )
            onset = dead_since(history, data, settings, layer, count == 0)
            found.append(Finding(onset, "dead units", say, f"{advice} Leaky ReLU units never die."))
    return found


def dead_since(history: list[Snapshot], data: Data, settings: RunSettings, layer: int, units: np.ndarray) -> float:
    """The epoch from which the units (a mask) of a layer are dead for good: sought with some points, then all."""

    def gone(at: int, X: np.ndarray) -> bool:
        return bool(dead_units(history[at].weights, X, settings.activation)[layer][units].all())

    at = len(history) - 1
    while at and gone(at - 1, data.X[:LOOKED_AT]):
        at -= 1
    while not gone(at, data.X):
        at += 1
    return history[at].epoch


def dead_sentence(count: np.ndarray, points: int, where: str) -> str:
    """count: (units,) for how many of the points each unit fires."""
    n, of, few = int((count == 0).sum()), len(count), int(((count > 0) & (count < HARDLY * points)).sum())
    if n == of:
        units = "The one unit" if of == 1 else f"All {of} units"
        verb = "is" if of == 1 else "are"
        return f"{units} of {where} {verb} dead: every point gets the same answer, and nothing is learnt."
    say = (
        f"{n} of the {of} units of {where} {'is' if n == 1 else 'are'} dead: 0 for every point, so no gradient passes."
    )
    if not few:
        return say
    rest = "The other" + (f" {few}" if few > 1 else "") if few == of - n else f"{few} more"
    return f"{say} {rest} {'fires' if few == 1 else 'fire'} for fewer than one point in a hundred."


def stalled(history: list[Snapshot], data: Data, settings: RunSettings) -> Finding | None:
    """Hardly better than guessing: because the steps are too small, or because the ground is flat."""
    epochs = [s for s in history if s.epoch == int(s.epoch)]
    losses = np.array([s.train.loss for s in epochs])
    if len(epochs) < 4:
        return None
    gained = losses[0] - losses[-1]
    if losses[-1] > 0.97 * guessing(data) and gained > 0 and (np.diff(losses) < 0).all() and evenly(losses):
        say = (
            f"The loss falls every epoch, but by little: from {losses[0]:.6g} to {losses[-1]:.6g} in {len(epochs) - 1}."
        )
        advice = f"Try a learning rate ten times larger, {10 * settings.lr:.3g}, Adam, or smaller batches."
        return Finding(0.0, "small step", say, advice)
    start, length = flat_stretch(losses)
    if length < max(4, len(epochs) // 5) or losses[start] < 0.6 * guessing(data):
        return None
    ends = start + length == len(losses) - 1
    if ends and fate_of(history[-1].train, data, settings) == "learnt":
        return None  # flat because there is no more to learn
    say = f"For {length} epochs the loss stays near {losses[start]:.3g}" + (
        ", to the end." if ends else ", then it falls."
    )
    return Finding(epochs[start].epoch, "plateau", say, plateau_advice(settings, ends))


def plateau_advice(settings: RunSettings, ends: bool) -> str:
    if not settings.units or settings.activation == "linear":
        return "Without a bend between layers the boundary is one flat plane: take a hidden layer with ReLU or tanh."
    if ends:
        return "Try momentum or Adam, a larger learning rate, He's initial weights or another seed."
    return "Momentum or Adam would shorten it."


def evenly(losses: np.ndarray) -> bool:
    """Whether the second half of the epochs still gains at least a third of what the first half gained."""
    middle = len(losses) // 2
    return bool(losses[middle] - losses[-1] > (losses[0] - losses[middle]) / 3)


def flat_stretch(losses: np.ndarray, change: float = 0.003) -> tuple[int, int]:
    """Start and length of the longest run of epochs that each change the loss by less than that share of it."""
    best = start = length = 0
    for i, step in enumerate(np.abs(np.diff(losses)) < change * losses[:-1]):
        length = length + 1 if step else 0
        if length > best:
            best, start = length, i + 1 - length
    return start, best


def settled(history: list[Snapshot], data: Data, settings: RunSettings) -> Finding | None:
    """Better than guessing, worse than being right: because the steps led to a poor place, or the classes overlap."""
    last = history[-1].train
    fate = fate_of(last, data, settings)
    if len(history) < 4 or fate not in ("in part", "learnt") or way_gone(last, data, 1.0) >= 0.8:
        return None
    onset = next(s.epoch for s in history if s.train.loss <= 1.05 * last.loss)
    best = attainable(data, settings)
    if fate == "learnt":
        say = f"The classes overlap: nearest neighbours can tell a point's class about {best:.0%} of the time."
        return Finding(
            onset, "overlap", f"{say} The network reaches {last.accuracy:.1%}.", "Only better data would help."
        )
    possible = "" if best == 1 else f" About {best:.0%} would be possible, judging by nearest neighbours."
    say = f"From this start the steps led to a poorer solution: loss {last.loss:.3g}, {last.accuracy:.1%} right."
    return Finding(onset, "poor solution", say + possible, "Try another seed, more units, more epochs or Adam.")


def overfitting(history: list[Snapshot]) -> Finding | None:
    """The loss on unseen points has risen clearly since its best while that on training points went on falling."""
    losses = np.array([(s.train.loss, s.test.loss) for s in history])
    if len(losses) < 5:
        return None
    smooth = np.median(np.stack([losses[:-2], losses[1:-1], losses[2:]]), axis=0)
    best = int(smooth[:, 1].argmin())
    (train_best, test_best), (train_last, test_last) = smooth[best], smooth[-1]
    if test_last < 1.15 * test_best + 0.01 or train_last > train_best:
        return None
    say = f"Loss on unseen points rises from {test_best:.3g} to {test_last:.3g} while that on training points falls."
    return Finding(
        history[best + 1].epoch, "overfitting", say, "Stop here, take more points or fewer units, or add L2."
    )
