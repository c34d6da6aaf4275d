"""What went wrong in a run, if anything: found in its history, said in a sentence, with what to try."""

import math

import numpy as np

from engine.network.measuring import measure
from engine.network.settings import RunSettings
from engine.network.training import Snapshot, diverged
from engine.region.datasets import Data, disputed
from engine.region.finding import Finding
from engine.region.inside_network import dead_units, firing, send
from engine.region.loss_curve import course
from engine.region.outcome import fate_of

LOOKED_AT = 1_000
HARDLY = 0.01  # a unit that fires for a smaller share of the points is as good as dead


def diagnose(history: list[Snapshot], data: Data, settings: RunSettings) -> list[Finding]:
    """What the history shows, in the order in which it sets in; an empty list for a run with nothing to remark."""
    copies = symmetry(history, settings)
    found = [copies, divergence(history, settings)]
    if not copies:
        found += dead(history, data, settings)
    if not any(finding and finding.whole for finding in found):
        found += course(history, data, settings)
    if not copies and not found[1]:
        found.append(overfitting(history, data, settings))
    return sorted((finding for finding in found if finding), key=lambda finding: finding.epoch)


def symmetry(history: list[Snapshot], settings: RunSettings) -> Finding | None:
    """All weights start at 0: every unit of a layer is the same unit, and stays it."""
    if settings.init != "zero" or len(history) < 2 or not settings.units:
        return None
    return Finding(
        0.0,
        "symmetry",
        "All weights start at 0, so all units of a layer get the same gradient and stay copies of one another.",
        "Start from small random weights, which make the units different.",
        whole=True,
    )


def divergence(history: list[Snapshot], settings: RunSettings) -> Finding | None:
    """The output stopped being a number, or the loss ended far above where it began."""
    first, last = history[0], history[-1]
    advice = f"Try a learning rate ten times smaller, {settings.lr / 10:.3g}."
    if math.isnan(last.train.loss):
        say = "The weights have grown past what a number can hold and the output is not a number (NaN): training stops."
        return Finding(last.epoch, "divergence", say, advice, whole=True)
    if last.train.loss > 2 * first.train.loss:
        onset = next(s.epoch for s in history if s.train.loss > 2 * first.train.loss)
        say = f"The loss rises, from {first.train.loss:.3g} to {last.train.loss:.3g}: each step overshoots."
        ending = " Training stops." if diverged(last, first) else ""
        return Finding(onset, "divergence", say + ending, advice, whole=True)
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
                "The others carry the task."
                if fine and count.any()
                else "Try another seed, He's initial weights or smaller steps."
            )
            onset = dead_since(history, data, settings, layer, count == 0)
            whole = bool((count < HARDLY * len(data.X)).all())
            found.append(Finding(onset, "dead units", say, f"{advice} Leaky ReLU units never die.", whole))
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


def overfitting(history: list[Snapshot], data: Data, settings: RunSettings) -> Finding | None:
    """The loss on unseen points has risen clearly since its best while that on training points went on falling."""
    losses = np.array([(s.train.loss, s.test.loss) for s in history])
    if len(losses) < 5:
        return None
    smooth = np.median(np.stack([losses[:-2], losses[1:-1], losses[2:]]), axis=0)
    best = int(smooth[:, 1].argmin())
    (train_best, test_best), (train_last, test_last) = smooth[best], smooth[-1]
    if test_last < 1.15 * test_best + 0.01 or train_last > train_best:
        return None
    if not rises_among_undisputed(history[best + 1], history[-1], data, settings):
        return None
    say = f"Loss on unseen points rises from {test_best:.3g} to {test_last:.3g} while that on training points falls."
    return Finding(
        history[best + 1].epoch, "overfitting", say, "Stop here, take more points or fewer units, or add L2."
    )


def rises_among_undisputed(best: Snapshot, last: Snapshot, data: Data, settings: RunSettings) -> bool:
    """Whether the loss rises also on those unseen points that lie on the same side of both borders."""
    same = ~disputed(settings, len(data.X_test), settings.data_seed + 1)
    before, after = (
        measure(send(s.weights, data.X_test[same], settings.activation).preds, data.labels_test[same]).loss
        for s in (best, last)
    )
    return bool(after > 1.15 * before + 0.01)
