"""What the numbers of this very pass have to say: one sentence at a step, read off its values."""

from collections.abc import Callable

import numpy as np

from engine.by_hand.names import layers
from engine.by_hand.step import Step
from engine.by_hand.trace import Trace


def note(trace: Trace, step: Step) -> str:
    """A sentence about the step's numbers, "" where there is nothing worth saying."""
    made = step.result.id if step.result else ""
    if made not in trace.values:
        return ""
    array = trace.values[made]
    if array.dtype.kind == "f" and not np.isfinite(array).all() and step.phase not in ("data",) and not step.fails:
        return _not_finite(array)
    for layer in layers(trace.settings):
        for pattern, say in LAYER_NOTES.items():
            if step.id == pattern.format(W=layer.W, b=layer.b, h=layer.h, a=layer.a):
                return say(array, trace, layer.last)
    return NOTES[step.id](array, trace) if step.id in NOTES else ""


def _not_finite(array: np.ndarray) -> str:
    bad = int(array.size - np.isfinite(array).sum())
    return f"{bad} of {array.size} numbers here are no longer finite. Everything computed from them is lost."


def listed(numbers: list[int], noun: str) -> str:
    """[1, 2, 4], "unit" -> "units 1, 2 and 4"."""
    if len(numbers) == 1:
        return f"{noun} {numbers[0]}"
    return f"{noun}s {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _all_negative(h: np.ndarray, trace: Trace, last: bool) -> str:
    columns = [int(k) + 1 for k in np.flatnonzero((h <= 0).all(axis=0))]
    if last or not columns or trace.settings.activation != "relu":
        return ""
    who = f"all {h.shape[0]} samples" if h.shape[0] > 1 else "the one sample"
    noun = "Column" if len(columns) == 1 else "Columns"
    return f"{noun} {listed(columns, 'x')[2:].strip()} {'is' if len(columns) == 1 else 'are'} not positive for {who}. Watch what ReLU does next."


def _dead(a: np.ndarray, trace: Trace, last: bool) -> str:
    columns = [int(k) + 1 for k in np.flatnonzero((a == 0).all(axis=0))]
    if last or trace.settings.activation != "relu":
        return ""
    if not columns:
        return "Every unit answers to at least one sample: none is dead."
    if len(columns) == a.shape[1]:
        return "Every unit is dead: all samples look the same from here on, and no gradient comes back."
    verb = "is" if len(columns) == 1 else "are"
    return f"{listed(columns, 'Unit')} {verb} 0 for every sample: dead. Watch {'its' if verb == 'is' else 'their'} gradients on the way back."


def _zero_columns(g: np.ndarray, trace: Trace, last: bool) -> str:
    if not g.any():
        return "Every number is 0. Nothing here will move."
    kind = "rows" if last else "columns"
    zero = [int(k) + 1 for k in np.flatnonzero((g == 0).all(axis=1 if last else 0))]
    if not zero or trace.settings.activation != "relu":
        return ""
    verb = "is" if len(zero) == 1 else "are"
    noun = kind[:-1].capitalize()
    return f"{listed(zero, noun)} {verb} all 0: {'a dead unit sends' if verb == 'is' else 'dead units send'} nothing up and {'gets' if verb == 'is' else 'get'} nothing back."


def _answers(y_hat: np.ndarray, trace: Trace, last: bool = True) -> str:
    index = trace.values["index"]
    right = int((y_hat.argmax(axis=1) == index).sum())
    return f"The largest probability is at the right class for {right} of {len(index)} samples."


def _dearest(losses: np.ndarray, trace: Trace) -> str:
    worst = int(losses.argmax())
    return f"Sample {worst + 1} is the dearest: its right class got {np.exp(-losses[worst]):.1%}."


def _against_guessing(loss: np.ndarray, trace: Trace) -> str:
    classes = trace.settings.classes
    guess = float(np.log(classes))
    word = "more" if loss > guess else "less"
    return f"Giving every class the same probability would cost ln {classes} = {guess:.4f}. This network costs {word}."


def _fell(loss: np.ndarray, trace: Trace) -> str:
    before = float(trace.values["cce_loss"])
    after = float(loss)
    if after == before:
        return f"The loss is still {before:.6g}: nothing that matters has moved."
    return f"The loss {'fell' if after < before else 'rose'} from {before:.6g} to {after:.6g}."


def _overall(biggest: np.ndarray, trace: Trace) -> str:
    scores = trace.values[layers(trace.settings)[-1].h]
    return f"It comes from sample {int(np.unravel_index(scores.argmax(), scores.shape)[0]) + 1}."


LAYER_NOTES: dict[str, Callable[[np.ndarray, Trace, bool], str]] = {
    "{h}": _all_negative,
    "{a}": lambda a, trace, last: _answers(a, trace) if last else _dead(a, trace, last),
    "new_{a}": lambda a, trace, last: _answers(a, trace) if last else _dead(a, trace, last),
    "dloss_d{W}": _zero_columns,
}
NOTES: dict[str, Callable[[np.ndarray, Trace], str]] = {
    "max_all": _overall,
    "neg_logs": _dearest,
    "new_neg_logs": _dearest,
    "cce_loss": _against_guessing,
    "new_cce_loss": _fell,
}
