"""Judges the `EarlyStopping` of a fit: what it watches, and how patiently; and the other callbacks beside it."""

from math import ceil
from typing import Any

from engine.practice.design import Compiled, Fitting
from engine.practice.errors import quoted
from engine.practice.interpreter import calls
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.objects import Function, Made, Opaque
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, misleads, raises

SETTERS = {"LearningRateScheduler": "at once", "ReduceLROnPlateau": "as soon as it wants a smaller one"}
LEAST_RATE = 0.00005  # below it the weights hardly move in 20 epochs
HARMLESS = (
    "ModelCheckpoint",
    "CSVLogger",
    "TensorBoard",
    "ReduceLROnPlateau",
    "TerminateOnNaN",
    "LearningRateScheduler",
    "ProgbarLogger",
    "History",
    "BackupAndRestore",
    "LambdaCallback",
    "EarlyStopping",
)


def early_stopping(callbacks: Any, compiled: Compiled) -> Judging[Made | None]:
    """The EarlyStopping among the callbacks, where there is one."""
    stops = SETTERS if "learning_rate" in dict(compiled.options) else ()
    items = list(callbacks) if isinstance(callbacks, list | tuple) else [] if callbacks in (None, "") else [callbacks]
    found = []
    for item in items:
        if not isinstance(item, Made | Opaque) or (isinstance(item, Made) and item.last not in HARMLESS):
            raise beyond("A callback of your own is not carried out here.")
        if isinstance(item, Made) and item.last == "EarlyStopping":
            found.append(item)
        elif isinstance(item, Opaque):
            yield advice("A callback of your own works beside it in your script; the run here goes without it.")
        elif isinstance(item, Made) and item.last not in stops:
            yield from _check_kept(item)
            yield advice(f"`{item.last}` works beside it in your script; the run here goes without it.")
    if len(found) > 1:
        yield advice("Two EarlyStoppings: the one that loses patience first ends the training. Here the first is used.")
    return found[0] if found else None


def _check_kept(item: Made) -> Judging[None]:
    """Whether the model that a ModelCheckpoint keeps is the best one, and not the worst."""
    monitor, mode = str(item.bound.get("monitor", "val_loss")), item.bound.get("mode", "auto")
    best = "min" if monitor.endswith("loss") else "max"
    if item.last == "ModelCheckpoint" and item.bound.get("save_best_only") is True and mode in {"min", "max"} - {best}:
        yield misleads(
            f'`mode="{mode}"` turns it round: {monitor} is best when it is {"small" if best == "min" else "large"}, so '
            "`ModelCheckpoint` keeps the worst model. Leave the mode out."
        )


def judge_schedule(callbacks: Any, compiled: Compiled, m: Machine) -> Judging[None]:
    """What a `LearningRateScheduler` makes of the learning rate in the first epochs."""
    rate, scheduled = compiled.learning_rate, "learning_rate" in dict(compiled.options)
    for item in callbacks if isinstance(callbacks, list | tuple) else [callbacks]:
        if isinstance(item, Made) and scheduled and item.last in SETTERS:
            yield raises(
                f"`{item.last}` sets the learning rate, and an optimizer that was given a schedule lets nobody else "
                f"set it: Keras stops {SETTERS[item.last]}. Take one of the two."
            )
            continue
        if not isinstance(item, Made) or item.last != "LearningRateScheduler":
            continue
        schedule = item.bound.get("schedule")
        if not isinstance(schedule, Function):
            continue
        m.begin()
        rates: list[float] = []
        for epoch in range(5):
            both = len(schedule.node.args.args) > 1
            rate = calls.own(schedule, [epoch, rate] if both else [epoch], {}, m)
            if not isinstance(rate, float):
                break
            rates.append(rate)
        if isinstance(rate, int):
            yield raises(
                f"What `LearningRateScheduler` is given returns {rate}, a whole number, and Keras stops: a learning "
                "rate has a decimal point."
            )
        elif rates and max(rates) < LEAST_RATE:
            yield misleads(
                f"`LearningRateScheduler` sets the learning rate to {rates[0]:g}: the weights "
                f"{'hardly move, and next to nothing' if max(rates) > 0 else 'stay as they are, and nothing'} is "
                "learned, whatever the optimizer was given."
            )


def judge_stopping(made: Made, compiled: Compiled, epochs: int) -> Judging[Fitting]:
    """What it watches ("val_loss" or "val_accuracy"), its patience, and whether the best weights come back."""
    bound = made.bound
    monitor, patience = bound.get("monitor", "val_loss"), bound.get("patience", 0)
    mode, delta = bound.get("mode", "auto"), bound.get("min_delta", 0)
    yield from _judge_monitor(monitor, compiled, mode)
    best = "min" if str(monitor).endswith("loss") else "max"
    if mode not in ("auto", "min", "max"):
        yield advice('There is no such mode: Keras warns and takes "auto", which is right here.')
    elif mode not in ("auto", best):
        yield misleads(
            f'`mode="{mode}"` turns it round: {monitor} is best when it is {"small" if best == "min" else "large"}, so '
            "leave the mode out."
        )
    if not isinstance(patience, int | float):
        raise beyond("`patience` is a whole number of epochs, 0 or more.")
    if patience < 0 or patience != int(patience):
        yield advice(f"`patience` counts epochs, and {patience:g} is no count: it comes to {max(0, ceil(patience))}.")
    patience = max(0, ceil(patience))
    if patience >= epochs > 2:
        yield misleads(f"A patience of {patience} with {epochs} epochs: training is over before the patience is.")
    elif patience + 1 == epochs > 2:
        yield advice(
            f"A patience of {patience} with {epochs} epochs: the first epoch is always the best so far, so {patience} "
            "without progress end the training at its last epoch or never."
        )
    elif patience < 2:
        yield advice(
            "With a patience of 0 the first epoch that is no better ends the training, and so it does with 1; 2 "
            "forgives one stumble."
        )
    if isinstance(delta, bool) or not isinstance(delta, int | float):
        raise beyond("`min_delta` is a number here.")
    if abs(delta) > 0.05:
        patient = f" Was the patience meant? Give it its name: patience={delta:g}." if delta >= 1 else ""
        yield misleads(
            f"With `min_delta={delta:g}` an epoch only counts as better when it is better by that much: training ends "
            f"while it is still learning.{patient}"
        )
    for word in ("baseline", "start_from_epoch"):
        if bound.get(word):
            yield advice(f"`{word}` is left at its usual value when the network is trained here.")
    restore = bool(bound.get("restore_best_weights", False))
    if not restore:
        yield advice(
            "Without `restore_best_weights=True` you keep the weights of the last epoch, not those of the best."
        )
    watched = "val_loss" if str(monitor).endswith("loss") else "val_accuracy"
    return Fitting(monitor=watched, patience=patience, min_delta=float(delta), restore_best=restore)


def _judge_monitor(monitor: Any, compiled: Compiled, mode: Any) -> Judging[None]:
    watched = {"val_loss", *(f"val_{name}" for name in compiled.metrics)}
    if monitor in watched:
        return
    if monitor == "loss" or monitor in compiled.metrics:
        yield misleads(
            f'"{monitor}" is measured on the newswires it learns from, and there it keeps improving while the network '
            "overfits: training would not stop in time. Watch val_loss."
        )
    elif isinstance(monitor, str):
        there = f"There is no figure named {quoted(monitor)}. With your metrics there are {', '.join(sorted(watched))}."
        yield misleads(f"{there} Keras only warns, and never stops early.") if mode in ("min", "max") else raises(there)
    else:
        raise Wrong(Kind.UNCLEAR, '`monitor` is a name in quotation marks, such as "val_loss".')
