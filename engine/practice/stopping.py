"""Judges the `EarlyStopping` of a fit: what it watches, and how patiently."""

from engine.practice.design import Compiled, Fitting
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, misleads, raises
from engine.practice.names import unknown
from engine.practice.signatures import bind, known_as
from engine.practice.values import Call, Many, Name, Value, quoted


def early_stopping(callbacks: Value) -> Call | None:
    """The call of EarlyStopping, wherever it is written."""
    items = callbacks.items if isinstance(callbacks, Many) else () if callbacks is None else (callbacks,)
    found = []
    for item in items:
        if isinstance(item, str):
            raise Wrong(Kind.RAISES, "A callback is an object, not a name in quotation marks: EarlyStopping(…).")
        if isinstance(item, Name) and known_as(item) == "EarlyStopping":
            raise Wrong(
                Kind.RAISES, "`EarlyStopping` needs its brackets: without them it is the class, not a callback."
            )
        if not isinstance(item, Call):
            raise beyond("The one callback of this exercise is `EarlyStopping(…)`.")
        if known_as(item.name) != "EarlyStopping":
            raise unknown(item.name)
        found.append(item)
    if len(found) > 1:
        raise Wrong(Kind.UNCLEAR, "One EarlyStopping is enough.")
    return found[0] if found else None


def judge_stopping(call: Call, compiled: Compiled, epochs: int) -> Judging[Fitting]:
    """What it watches ("val_loss" or "val_accuracy"), its patience, and whether the best weights come back."""
    bound = bind(call)
    monitor, patience = bound.get("monitor", "val_loss"), bound.get("patience", 0)
    mode, delta = bound.get("mode", "auto"), bound.get("min_delta", 0)
    yield from _judge_monitor(monitor, compiled, mode)
    best = "min" if monitor == "val_loss" else "max"
    if mode not in ("auto", "min", "max"):
        yield advice('There is no such mode: Keras warns and takes "auto", which is right here.')
    elif mode not in ("auto", best):
        yield misleads(
            f'`mode="{mode}"` turns it round: {monitor} is best when it is '
            f"{'small' if best == 'min' else 'large'}, so leave the mode out."
        )
    if not isinstance(patience, int) or isinstance(patience, bool) or patience < 0:
        raise beyond("`patience` is a whole number of epochs, 0 or more.")
    elif patience >= epochs > 2:
        yield misleads(f"A patience of {patience} with {epochs} epochs: training is over before the patience is.")
    elif patience == 0:
        yield advice("With a patience of 0 the first epoch that is no better ends it; 1 or 2 forgive a stumble.")
    if isinstance(delta, bool) or not isinstance(delta, int | float):
        raise beyond("`min_delta` is a number here.")
    if abs(delta) > 0.05:
        yield misleads(
            f"With `min_delta={delta:g}` an epoch only counts as better when it is better by that much: "
            "training ends while it is still learning."
        )
    restore = bound.get("restore_best_weights", False) is True
    if not restore:
        yield advice(
            "Without `restore_best_weights=True` you keep the weights of the last epoch, not those of the best."
        )
    watched = "val_loss" if monitor == "val_loss" else "val_accuracy"
    return Fitting(monitor=watched, patience=patience, min_delta=float(delta), restore_best=restore)


def _judge_monitor(monitor: Value, compiled: Compiled, mode: Value) -> Judging[None]:
    watched = {"val_loss", *(f"val_{name}" for name in compiled.metrics)}
    if monitor in watched:
        return
    if monitor == "loss" or monitor in compiled.metrics:
        yield misleads(
            f'"{monitor}" is measured on the newswires it learns from, and there it keeps improving '
            "while the network overfits: training would not stop in time. Watch val_loss."
        )
    elif isinstance(monitor, str):
        there = f"There is no figure named {quoted(monitor)}. With your metrics there are {', '.join(sorted(watched))}."
        yield misleads(f"{there} Keras only warns, and never stops early.") if mode in ("min", "max") else raises(there)
    else:
        raise beyond('`monitor` is a name in quotation marks, such as "val_loss".')
