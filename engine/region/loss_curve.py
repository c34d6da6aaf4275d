"""What the course of the loss says of a run that did not diverge: why it did not learn, or not all."""

import numpy as np

from engine.network.settings import RunSettings
from engine.network.training import Snapshot
from engine.region.attainable import attainable
from engine.region.datasets import Data
from engine.region.finding import Finding
from engine.region.outcome import UNSURE, fate_of, guessing, largest, way_gone

FLAT = 0.015  # a loss that changes by a smaller share than that stays where it is
BOUNCE = 0.03


def course(history: list[Snapshot], data: Data, settings: RunSettings) -> list[Finding]:
    """What explains the end, after a plateau that was left before."""
    if slow := small_step(history, data, settings):
        return [slow]
    learnt = fate_of(history[-1].train, data, settings) == "learnt"
    pulled, flat = None if learnt else penalty(history, settings), plateau(history, data, settings)
    if ends := pulled or (flat if flat and flat.whole else None):
        return [ends]
    reasons = [] if learnt else [large_step(history, settings), unfinished(history)]
    reasons.append(settled(history, data, settings))
    return [finding for finding in (flat, next(filter(None, reasons), None)) if finding]


def at_epochs(history: list[Snapshot]) -> tuple[list[float], np.ndarray]:
    """The whole epochs and the loss after each."""
    whole = [s for s in history if s.epoch == int(s.epoch)]
    return [s.epoch for s in whole], np.array([s.train.loss for s in whole])


def small_step(history: list[Snapshot], data: Data, settings: RunSettings) -> Finding | None:
    """Hardly better than guessing, and no faster or slower at the end than at the beginning."""
    _, losses = at_epochs(history)
    middle = len(losses) // 2
    if len(losses) < 4 or losses[-1] <= 0.97 * guessing(data) or not (np.diff(losses) < 0).all():
        return None
    if losses[middle] - losses[-1] <= (losses[0] - losses[middle]) / 3:
        return None
    say = f"The loss falls every epoch, but by little: from {losses[0]:.6g} to {losses[-1]:.6g} in {len(losses) - 1}."
    advice = f"Try a learning rate ten times larger, {10 * settings.lr:.3g}, Adam, or smaller batches."
    return Finding(0.0, "small step", say, advice)


def penalty(history: list[Snapshot], settings: RunSettings) -> Finding | None:
    """A layer whose weights have shrunk to nearly nothing, under L1 or L2."""
    if not (settings.l1 or settings.l2) or len(history) < 2:
        return None
    sizes = np.array([[np.abs(W).max() for W, _ in s.weights] for s in history])  # (snapshots, layers)
    small = (sizes < 0.2 * sizes[0]).any(axis=1)
    if not small[-1]:
        return None
    names = " and ".join(name for name, size in (("L1", settings.l1), ("L2", settings.l2)) if size)
    verb = "pull" if " and " in names else "pulls"
    say = f"{names} {verb} the weights towards 0 harder than the points pull them away: a layer has almost none left."
    onset = len(small) - 1 - int(np.argmin(small[::-1]))
    return Finding(history[min(onset + 1, len(small) - 1)].epoch, "penalty", say, f"Try {names} ten times smaller.")


def large_step(history: list[Snapshot], settings: RunSettings) -> Finding | None:
    """The loss goes up and down through the second half, and no further down."""
    losses = np.array([s.train.loss for s in history])
    half = len(losses) // 2
    late = losses[half:]
    if len(losses) < 8 or np.ptp(late) < BOUNCE * late.min() or (np.diff(late) > 0).mean() < 0.3:
        return None
    if late[len(late) // 2 :].mean() < (1 - BOUNCE) * late[: len(late) // 2].mean():
        return None  # it falls all the same
    first = half + int((np.diff(late) > 0).argmax())
    say = f"The steps are too large: the loss goes up and down, between {late.min():.3g} and {late.max():.3g}."
    return Finding(history[first].epoch, "large step", say, f"Try a smaller learning rate, {settings.lr / 10:.3g}.")


def unfinished(history: list[Snapshot]) -> Finding | None:
    """The last quarter of the epochs still brought a tenth of all that was gained, or a fiftieth of the loss."""
    epochs, losses = at_epochs(history)
    last = max(1, (len(losses) - 1) // 4)
    if len(losses) < 2:
        return None
    gained = losses[-1 - last] - losses[-1]
    if gained < min(max(0.1 * (losses[0] - losses[-1]), 0.005 * losses[-1]), 0.02 * losses[-1]):
        return None
    span = "epoch" if last == 1 else f"{last} epochs"
    say = f"The loss is still falling: from {losses[-1 - last]:.3g} to {losses[-1]:.3g} in the last {span}."
    return Finding(epochs[-1 - last], "unfinished", say, "Train for more epochs, or with momentum or Adam.")


def plateau(history: list[Snapshot], data: Data, settings: RunSettings) -> Finding | None:
    """Many epochs with hardly any change, far from a good solution."""
    epochs, losses = at_epochs(history)
    start, end = flat_stretch(losses)
    if end - start < max(4, len(epochs) // 5) or losses[start] < 0.6 * guessing(data):
        return None
    say = f"For {end - start} epochs the loss stays near {np.median(losses[start : end + 1]):.3g}, "
    if end == len(losses) - 1:
        if fate_of(history[-1].train, data, settings) == "learnt":
            return None  # flat because there is no more to learn
        advice = "Try momentum or Adam, a larger learning rate, He's initial weights or another seed."
        if flat_for_good(settings):
            advice = (
                "Without a bend between layers the boundary is one flat plane: take a hidden layer with ReLU or tanh."
            )
        return Finding(epochs[start], "plateau", say + "to the end.", advice, whole=True)
    if losses[end + 1 :].min() < losses[start : end + 1].min() * (1 - FLAT):
        return Finding(epochs[start], "plateau", say + "then it falls.", "Momentum or Adam would shorten it.")
    return None


def flat_stretch(losses: np.ndarray) -> tuple[int, int]:
    """First and last index of the longest stretch in which the loss stays within FLAT of its largest."""
    best, start = (0, 0), 0
    for end in range(len(losses)):
        while np.ptp(losses[start : end + 1]) > FLAT * losses[start : end + 1].max():
            start += 1
        if end - start > best[1] - best[0]:
            best = start, end
    return best


def flat_for_good(settings: RunSettings) -> bool:
    """Whether the network cannot bend its boundaries."""
    return not settings.units or settings.activation == "linear"


def settled(history: list[Snapshot], data: Data, settings: RunSettings) -> Finding | None:
    """Not right where it could be: because boundaries are flat, progress has stopped, or classes overlap."""
    last, best = history[-1].train, attainable(data, settings)
    fate = fate_of(last, data, settings)
    if len(history) < 2 or (fate == "learnt" and (way_gone(last, data, 1.0) >= 0.8 or last.accuracy < best - UNSURE)):
        return None
    onset = next(s.epoch for s in history if s.train.loss <= 1.05 * last.loss)
    if fate == "learnt" or best - largest(data) < 0.05:
        say = f"The classes overlap: nearest neighbours can tell a point's class about {best:.0%} of the time."
        return Finding(
            onset, "overlap", f"{say} The network reaches {last.accuracy:.1%}.", "Only better data would help."
        )
    possible = "" if best == 1 else f" About {best:.0%} would be possible, judging by nearest neighbours."
    reached = f"the loss hardly moves any more: {last.loss:.3g}, with {last.accuracy:.1%} right.{possible}"
    if flat_for_good(settings):
        say = f"Without a bend between layers a boundary is a flat plane, and {reached}"
        return Finding(onset, "standstill", say, "Take a hidden layer with ReLU or tanh.")
    advice = (
        "More epochs would tell a slow stretch from a poor solution; another seed, more units or Adam may do better."
    )
    return Finding(onset, "standstill", f"At the end {reached}", advice)
