"""What the numbers of this very pass have to say: one sentence at a step, read off its values."""

from collections.abc import Callable
from functools import partial

import numpy as np

from engine.one_pass.digits import show
from engine.one_pass.step import Step
from engine.one_pass.trace import Trace
from engine.one_pass.training import classified_correctly
from engine.one_pass.variables import NUMBERS, Layer, layers, listed

Note = Callable[[np.ndarray, Trace], str]


def note(trace: Trace, step: Step) -> str:
    """A sentence about the step's numbers, "" where there is nothing worth saying."""
    made = step.result.id if step.result else ""
    if made not in trace.values:
        return ""
    array = trace.values[made]
    if array.dtype.kind == "f" and not np.isfinite(array).all() and not step.fails:
        return _not_finite(array, aside=step.shown_only)
    say = _notes(trace).get(made)
    return say(array, trace) if say else ""


def _notes(trace: Trace) -> dict[str, Note]:
    """The sentence makers by value id; units and gradients once for every layer of this network."""
    found: dict[str, Note] = {
        "lr": _rate,
        "max_all": _overall,
        "y_hat": _answers,
        "neg_logs": _dearest,
        "cce_loss": _against_guessing,
        "change": _changed,
    }
    relu, output = trace.settings.activation == "relu", layers(trace.settings)[-1]
    found[f"dloss_d{output.b}"] = _alone
    for layer in layers(trace.settings):
        found[f"dloss_d{layer.W}"] = partial(_still, layer)
        found |= {f"new_{name}": partial(_moved, name) for name in (layer.W, layer.b)}
        if relu and not layer.last:
            found |= {layer.h: _silent, layer.a: _dead}
    return found


def _not_finite(array: np.ndarray, aside: bool) -> str:
    lost = f"{array.size - np.isfinite(array).sum()} of {array.size} numbers here are not finite"
    if aside:
        return f"{lost}. Nothing is computed from them: the pass goes another way."
    return f"{lost} any more, and all that is computed from them is lost."


def _silent(h: np.ndarray, trace: Trace) -> str:
    columns = np.flatnonzero((h <= 0).all(axis=0))
    if not columns.size:
        return ""
    one, who = columns.size == 1, "the one sample" if len(h) == 1 else "every sample"
    start = f"In {'column' if one else 'columns'} {listed(columns)}"
    return f"{start} {who} is at or below 0. Watch what ReLU does to {'it' if one else 'them'} next."


def _dead(a: np.ndarray, trace: Trace) -> str:
    units = np.flatnonzero((a == 0).all(axis=0))
    if not units.size:
        return "Every unit responds to at least one sample: none is dead."
    if units.size == a.shape[1]:
        told = "All units are dead: from here on all samples look the same, and nothing will come back through them."
        return f"{told} Only the output layer's biases will learn." if only_output_biases(trace) else told
    one, samples = units.size == 1, "the one sample" if len(a) == 1 else f"all {NUMBERS[len(a)]} samples"
    start = f"Unit{'' if one else 's'} {listed(units)} {'is' if one else 'are'} 0 for {samples}: dead."
    return f"{start} Watch later what comes back to {'it' if one else 'them'}."


def _still(layer: Layer, gradient: np.ndarray, trace: Trace) -> str:
    """Rows that are 0 because nothing went in, and columns that are 0 because nothing came back."""
    if not gradient.any():
        return "Every number is 0: nothing here will move."
    inputs, signal = trace.values[layer.x], trace.values[f"dloss_d{layer.h}"]
    silent, cut = (np.flatnonzero((array == 0).all(axis=0)) for array in (inputs, signal))
    found, who = [], "input was" if layer.number == 1 else "unit gave"
    if cut.size:
        one, ever = cut.size == 1, layer.number == 1 and _dead_for_good(layer, cut, trace)
        start = f"Column{'' if one else 's'} {listed(cut)} {'is' if one else 'are'} 0: no signal gets through "
        end = "in this pass." if not ever else f"so {'it' if one else 'they'} cannot learn."
        found.append(
            f"{start}{'that unit to its' if one else 'those units to their'} weights{', ' if ever else ' '}{end}"
        )
    if silent.size == 1:
        found.append(f"Row {listed(silent)} is 0: that {who} 0 for every sample, so its weights here do not move.")
    elif silent.size:
        who = who.replace("input was", "inputs were").replace("unit gave", "units gave")
        found.append(f"Rows {listed(silent)} are 0: those {who} 0 for every sample, so their weights here do not move.")
    return " ".join(found)


def _alone(gradient: np.ndarray, trace: Trace) -> str:
    """Said of the output biases' gradient where no other one is there."""
    if not only_output_biases(trace):
        return ""
    return "No other gradient is there: all that can still be learned is how common each class is."


def only_output_biases(trace: Trace) -> bool:
    """Whether of all weights and biases the output layer's biases alone have a gradient."""
    stack = layers(trace.settings)
    names = [f"dloss_d{name}" for layer in stack for name in (layer.W, layer.b)]
    if not set(names) <= trace.values.keys():
        return False
    *others, output = (trace.values[name] for name in names)
    return bool(output.any()) and not any(gradient.any() for gradient in others)


def _moved(name: str, new: np.ndarray, trace: Trace) -> str:
    """Which rows and columns the update leaves alone; where there are none, its longest step."""
    gradient, step = trace.values[f"dloss_d{name}"], new - trace.values[name]
    if not step.any():
        return "Nothing here has moved."
    for what, axis in (("column", 0), ("row", 1)):
        still = np.flatnonzero((gradient == 0).all(axis=axis))
        if still.size == 1:
            return f"{what.capitalize()} {listed(still)} stays as it was, because its gradient is 0."
        if still.size:
            return f"{what.capitalize()}s {listed(still)} stay as they were, because their gradient is 0."
    length = np.abs(step)
    longest = np.argwhere(length >= length.max() * (1 - 1e-9))  # (cells, 2); of two classes both move by the same
    row, col = (int(place) for place in (longest[0] if len(longest) else divmod(length.argmax(), step.shape[1])))
    if len(longest) == 1:
        where = f"row {row + 1}, column {col + 1}" if len(step) > 1 else f"column {col + 1}"
        return f"The longest step is {show(float(step[row, col]))}, in {where}."
    if len(longest) == 2 and (longest[:, 0] == row).all():
        where = f"{f'row {row + 1}, ' if len(step) > 1 else ''}columns {listed(longest[:, 1])}"
        return f"The longest steps are {show(float(length[row, col]))} long, in {where}."
    return f"The longest steps, {show(float(length[row, col]))} long, are in {len(longest)} places."


def _dead_for_good(layer: Layer, units: np.ndarray, trace: Trace) -> bool:
    """Whether ReLU gives 0 for all samples: then no change of the weights above brings a signal back."""
    return trace.settings.activation == "relu" and not trace.values[layer.a][:, units].any()


def _overall(biggest: np.ndarray, trace: Trace) -> str:
    scores = trace.values[layers(trace.settings)[-1].h]
    return f"It comes from sample {int(scores.argmax()) // scores.shape[1] + 1}."


def _answers(y_hat: np.ndarray, trace: Trace) -> str:
    index = trace.values["index"]
    right = classified_correctly(y_hat, index)
    if ((y_hat == y_hat.max(axis=1, keepdims=True)).sum(axis=1) > 1).all():
        return "No class is ahead: the largest probability is there more than once."
    if len(index) == 1:
        return f"The largest probability is {'' if right else 'not '}at the right class."
    some = NUMBERS[right] if right else "none"
    return f"The largest probability is at the right class for {some} of {NUMBERS[len(index)]} samples."


def _dearest(losses: np.ndarray, trace: Trace) -> str:
    worst = int(losses.argmax())
    chance = float(np.exp(-losses[worst]))
    believed = f"got a probability of {f'{chance:.1%}' if chance >= 0.0005 else 'less than 0.1%'}"
    if len(losses) == 1:
        return f"The right class {believed}."
    if (losses == losses[worst]).all():
        return f"All samples cost the same: each one's right class {believed}."
    return f"Sample {worst + 1} costs most: its right class {believed}."


def _against_guessing(loss: np.ndarray, trace: Trace) -> str:
    classes, guess = trace.settings.classes, float(np.log(trace.settings.classes))
    sense = "more" if loss > guess else "less" if loss < guess else "just as much"
    return f"Giving all classes the same probability would cost ln {classes} = {guess:.4f}. This network costs {sense}."


def _rate(lr: np.ndarray, trace: Trace) -> str:
    return "" if lr > 0 else "With 0, nothing moves." if lr == 0 else "Below 0, every step goes uphill: the loss grows."


def _changed(change: np.ndarray, trace: Trace) -> str:
    """The largest change of a probability."""
    if not change.any():
        return "No probability has changed."
    row, col = divmod(int(np.abs(change).argmax()), change.shape[1])
    before, after = float(trace.values["y_hat"][row, col]), float(trace.values["new_y_hat"][row, col])
    digits = next((digits for digits in range(1, 12) if f"{before:.{digits}%}" != f"{after:.{digits}%}"), 12)
    if trace.settings.classes == 2:  # what one of the two gains the other loses
        return (
            f"Most has changed for sample {row + 1}: the probability of class {bool(col)} went from "
            f"{before:.{digits}%} to {after:.{digits}%}."
        )
    return (
        f"The probability that changed most is that of class {col} for sample {row + 1}: from {before:.{digits}%} to "
        f"{after:.{digits}%}."
    )
