"""What the numbers of this very pass have to say: one sentence at a step, read off its values."""

from collections.abc import Callable

import numpy as np

from engine.by_hand.names import NUMBERS, layers
from engine.by_hand.step import Step
from engine.by_hand.trace import Trace

Note = Callable[[np.ndarray, Trace], str]


def note(trace: Trace, step: Step) -> str:
    """A sentence about the step's numbers, "" where there is nothing worth saying."""
    made = step.result.id if step.result else ""
    if made not in trace.values:
        return ""
    array = trace.values[made]
    if array.dtype.kind == "f" and not np.isfinite(array).all() and not step.fails:
        lost = int(array.size - np.isfinite(array).sum())
        return (
            f"{lost} of {array.size} numbers here are not finite any more, and all that is computed from them is lost."
        )
    say = _notes(trace).get(made)
    return say(array, trace) if say else ""


def _notes(trace: Trace) -> dict[str, Note]:
    """The sentence makers by value id; units and gradients once for every layer of this network."""
    found: dict[str, Note] = {
        "max_all": _overall,
        "y_hat": _answers,
        "new_y_hat": _answers,
        "neg_logs": _dearest,
        "new_neg_logs": _dearest,
        "cce_loss": _against_guessing,
        "new_cce_loss": _fell,
    }
    relu = trace.settings.activation == "relu"
    for layer in layers(trace.settings):
        found[f"dloss_d{layer.W}"] = _still_rows if relu and layer.number > 1 else _still
        if relu and not layer.last:
            found |= {layer.h: _silent, layer.a: _dead, "new_" + layer.a: _dead}
            found[f"dloss_d{layer.W}"] = _still_columns
    return found


def listed(places: np.ndarray) -> str:
    """Positions from 0 as text from 1: [0, 1, 3] -> "1, 2 and 4"."""
    *first, last = (str(place + 1) for place in places)
    return f"{', '.join(first)} and {last}" if first else last


def _silent(h: np.ndarray, trace: Trace) -> str:
    columns = np.flatnonzero((h <= 0).all(axis=0))
    if not columns.size:
        return ""
    who = "for the one sample" if len(h) == 1 else f"for all {NUMBERS[len(h)]} samples"
    start = f"Column {listed(columns)} is" if columns.size == 1 else f"Columns {listed(columns)} are"
    return f"{start} not above 0 {who}. Watch what ReLU does to {'it' if columns.size == 1 else 'them'} next."


def _dead(a: np.ndarray, trace: Trace) -> str:
    units = np.flatnonzero((a == 0).all(axis=0))
    if not units.size:
        return "Every unit answers to at least one sample: none is dead."
    if units.size == a.shape[1]:
        return "All units are dead: from here on all samples look the same, and no gradient comes back through them."
    if units.size == 1:
        return f"Unit {listed(units)} is 0 for every sample: dead. Watch its gradient on the way back."
    return f"Units {listed(units)} are 0 for every sample: dead. Watch their gradients on the way back."


def _still(gradient: np.ndarray, trace: Trace) -> str:
    return "" if gradient.any() else "Every number is 0: nothing here will move."


def _still_rows(gradient: np.ndarray, trace: Trace) -> str:
    rows = np.flatnonzero((gradient == 0).all(axis=1))
    if not rows.size or rows.size == len(gradient):
        return _still(gradient, trace)
    if rows.size == 1:
        return f"Row {listed(rows)} is 0: that unit gave 0 for every sample, so its weights here cannot move."
    return f"Rows {listed(rows)} are 0: those units gave 0 for every sample, so their weights here cannot move."


def _still_columns(gradient: np.ndarray, trace: Trace) -> str:
    columns = np.flatnonzero((gradient == 0).all(axis=0))
    if not columns.size or columns.size == gradient.shape[1]:
        return _still(gradient, trace)
    if columns.size == 1:
        return f"Column {listed(columns)} is 0: nothing comes back to that unit, so it cannot learn."
    return f"Columns {listed(columns)} are 0: nothing comes back to those units, so they cannot learn."


def _overall(biggest: np.ndarray, trace: Trace) -> str:
    scores = trace.values[layers(trace.settings)[-1].h]
    return f"It comes from sample {int(scores.argmax()) // scores.shape[1] + 1}."


def _answers(y_hat: np.ndarray, trace: Trace) -> str:
    index = trace.values["index"]
    right = int((y_hat.argmax(axis=1) == index).sum())
    if len(index) == 1:
        return f"The largest probability is {'' if right else 'not '}at the right class."
    return f"The largest probability is at the right class for {NUMBERS[right]} of {NUMBERS[len(index)]} samples."


def _dearest(losses: np.ndarray, trace: Trace) -> str:
    worst = int(losses.argmax())
    return f"Sample {worst + 1} costs most: its right class got a probability of {np.exp(-losses[worst]):.1%}."


def _against_guessing(loss: np.ndarray, trace: Trace) -> str:
    classes, guess = trace.settings.classes, float(np.log(trace.settings.classes))
    sense = "more" if loss > guess else "less" if loss < guess else "just as much"
    return f"Giving all classes the same probability would cost ln {classes} = {guess:.4f}. This network costs {sense}."


def _fell(loss: np.ndarray, trace: Trace) -> str:
    before, after = float(trace.values["cce_loss"]), float(loss)
    if after == before:
        return f"The loss is still {before:.6g}: nothing that matters has moved."
    return f"The loss {'fell' if after < before else 'rose'} from {before:.6g} to {after:.6g}."
