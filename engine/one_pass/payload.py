"""The trace as one JSON-able dict: all that the stage needs to draw, step, question and explain, sent once.

{"phases": [{"id", "title"}]                              in order: data, forward, loss, backward, update, again
 "values": {id: {"name": "Wo",                            the variable in the code
                 "math": "<math>...",                     the same in mathematics
                 "role": "data|param|act|grad|loss",
                 "shape": [4, 2],                         as NumPy has it: [] and [n] too
                 "rows": "hidden units", "cols": "output units",    what a row and a column stand for, plural or ""
                 "col_names": ["class False", ...],       only where columns are classes: as the targets call them
                 "at": null | {"what": "units|edges|bias", "layer": int, "transposed": bool},
                                                          units layer 0 = inputs; edges and bias l lead into units l + 1
                 "data": [[...]]}}                        always two levels: (n,) as one row, () as one cell;
                                                          "nan", "inf", "-inf" as strings, truth values as true/false
 "steps": [{"id", "phase", "title", "subtitle",
            "formula": "<math>...", "context": int,       the step's own formula; which of the contexts below
            "code": "h1 = X @ Wh + bh",
            "equation": [{"value": id} | {"op": "·"}],    what to draw, in order
            "result": id | null,                          null where nothing came out (an error)
            "rule": {...}, "also": {id: rule},            where a cell comes from; kinds in engine/one_pass/cells.py
            "lead", "more", "why", "mistake", "note": str,    plain sentences, "" where there is nothing to say: the one
                                                          that matters, the rest, the reason for those who ask, what
                                                          people get wrong, and what the numbers of this pass say
            "judged": [lead, more],                       of the last step: both, as this pass's numbers have them
            "ask": str,                                   what a teacher may ask here, before it is shown
            "derivation": [{"text", "math": "<math>..."}],    line by line with this pass's numbers, behind the reason
            "terms": [key],                               the words of the glossary that its sentences use
            "detour": str,                                its experiment on the side, "" on the straight way
            "changes": [[old id, new id]],                a look back: what an update has changed
            "beside": [id],                               worth seeing next to the equation, smaller
            "error": null | {"type", "message", "mend": str},      the message is Python's or NumPy's own
            "network": {} | {"layer": int, "part": "units|in|out"}}],
 "contexts": ["<math>..."],                               nested expressions and chain-rule products, each with its part
                                                          marked by <mrow class="now">
 "network": {"layers": [{"title", "size", "value": id, "pre": id (hidden and output layers)}], "weights": [id]},
 "checks": {gradient id: {"of": "Wo",                     the weight or bias that was nudged
                          "up", "down": [[loss]], "width": [[w]],       the loss with it w higher, and w lower
                          "estimate": [[(up - down) / 2w]], "digits": [[leading digits that agree, 0-15]],
                          "why": [[str]]}},               "" or what keeps the two from agreeing
 "diagnosis": [str],                                       what the deliberate mistakes did, from the numbers
 "opens": {value id: step id},                             the step that makes a value: what an older link opens
 "glossary": {key: {"name", "text", "step": id}},          the words used, and the step that explains each
 "ways": {"straight", "all": int},                         how many steps, without and with the detours
 "loss": {"before": number, "after": number | null},
 "judgement": [str],                                       the last step's: loss, guessing, correct ones, dead units
 "ahead": {"updates", "losses", "right", "samples", "sentence"},     where up to 500 updates lead; losses
                                                          to six digits, for a curve
 "tries": [{"key", "title", "ask", "choices": [[guess, str]]}],     what to try then; a prediction sends
                                                          {"do": "try", "key", "guess"}
 "broken": null | step id}                                the step whose error ended the pass: the last one there
"""

import math
from dataclasses import asdict, astuple
from typing import Any

import numpy as np

from engine.glossary import entries, mentioned
from engine.one_pass.derivation import derivation
from engine.one_pass.gradient_check import Nudge, nudges
from engine.one_pass.judgement import ahead, judgement, tries
from engine.one_pass.look_back import JUDGE
from engine.one_pass.mathml import mathml
from engine.one_pass.mistakes import diagnose
from engine.one_pass.notes import note
from engine.one_pass.step import Quantity
from engine.one_pass.trace import Done, Trace
from engine.one_pass.variables import layers

NUDGED = ("up", "down", "width", "estimate")
PHASES = {
    "unit": "One unit",
    "data": "Data",
    "forward": "Forward",
    "loss": "Loss",
    "backward": "Backward",
    "update": "Update",
    "again": "Forward again",
}


def payload(trace: Trace) -> dict[str, Any]:
    """The trace in the form that the stage takes; see the module."""
    contexts = list(dict.fromkeys(mathml(done.step.context) for done in trace.done))
    return {
        "phases": [{"id": key, "title": title} for key, title in PHASES.items()],
        "values": {key: _value(trace, trace.quantities[key], array) for key, array in trace.values.items()},
        "steps": [_step(trace, done, contexts.index(mathml(done.step.context))) for done in trace.done],
        "contexts": contexts,
        "network": _network(trace),
        "checks": {key: _check(rows) for key, rows in nudges(trace).items()},
        "diagnosis": diagnose(trace),
        "opens": {quantity.id: step.id for step in trace.steps for quantity, _ in step.makes},
        "glossary": _glossary(trace),
        "ways": {"straight": sum(not step.detour for step in trace.steps), "all": len(trace.steps)},
        "loss": {key: _loss(trace, id) for key, id in (("before", "cce_loss"), ("after", "new_cce_loss"))},
        "judgement": judgement(trace),
        "ahead": _ahead(trace),
        "tries": [asdict(each) for each in tries(trace.settings)],
        "broken": trace.broken.id if trace.broken else None,
    }


def _loss(trace: Trace, id: str) -> float | str | None:
    return _number(float(trace.values[id])) if id in trace.values else None


def _ahead(trace: Trace) -> dict[str, Any]:
    found = asdict(ahead(trace.settings))
    return found | {"losses": [_number(float(f"{loss:.6g}")) for loss in found["losses"]]}


def _glossary(trace: Trace) -> dict[str, dict[str, str]]:
    """The words of act 1, each with the step of this pass that explains it."""
    ids = {step.id for step in trace.steps}
    return {
        key: {"name": entry.name, "text": entry.text, "step": next((id for id in entry.step if id in ids), "")}
        for key, entry in entries("one_pass").items()
    }


def _value(trace: Trace, quantity: Quantity, array: np.ndarray) -> dict[str, Any]:
    two, classes = trace.settings.classes == 2, range(trace.settings.classes)
    names = {"col_names": [f"class {bool(k) if two else k}" for k in classes]} if quantity.cols == "classes" else {}
    return {
        "name": quantity.name,
        "math": mathml(quantity.latex),
        "role": quantity.role,
        "shape": list(array.shape),
        "rows": quantity.rows,
        "cols": quantity.cols,
        **names,
        "at": quantity.at,
        "data": [[_number(cell) for cell in row] for row in np.atleast_2d(array).tolist()],
    }


def _number(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


def _step(trace: Trace, done: Done, context: int) -> dict[str, Any]:
    step, made = done.step, done.step.result
    problem, said = done.problem, note(trace, step)
    judged = judgement(trace) if step.id == JUDGE else []
    return {
        "id": step.id,
        "phase": step.phase,
        "title": step.words.title,
        "subtitle": step.words.subtitle,
        "formula": mathml(step.formula),
        "context": context,
        "code": step.code,
        "equation": [part for part in step.equation if "op" in part or part["value"] in trace.values],
        "result": made.id if made and made.id in trace.values else None,
        "rule": step.rule,
        "also": {quantity.id: rule for quantity, rule in step.also},
        "lead": step.words.lead,
        "more": step.words.more,
        **({"judged": [" ".join(judged[:2]), " ".join(judged[2:])]} if judged else {}),
        "why": step.words.why,
        "mistake": step.words.mistake,
        "ask": step.words.ask,
        "note": said,
        "derivation": [{"text": text, "math": mathml(tex) if tex else ""} for text, tex in derivation(trace, step)],
        "terms": list(mentioned(" ".join((*astuple(step.words), said)), "one_pass")),
        "detour": step.detour,
        "changes": [list(pair) for pair in step.changes if pair[1] in trace.values],
        "beside": list(step.beside),
        "error": {"type": problem.type, "message": problem.message, "mend": step.words.mend} if problem else None,
        "network": step.network,
    }


def _check(rows: list[list[Nudge]]) -> dict[str, Any]:
    parts = {part: [[_number(getattr(nudge, part)) for nudge in row] for row in rows] for part in NUDGED}
    return {
        "of": rows[0][0].parameter,
        **parts,
        "digits": [[nudge.digits for nudge in row] for row in rows],
        "why": [[nudge.why for nudge in row] for row in rows],
    }


def _network(trace: Trace) -> dict[str, Any]:
    stack = layers(trace.settings)
    inputs: dict[str, Any] = {"title": "inputs", "size": trace.settings.features, "value": "X"}
    others = [
        {
            "title": "outputs" if layer.last else layer.title.replace(" layer", ""),
            "size": layer.n_out,
            "value": layer.a,
            "pre": layer.h,
        }
        for layer in stack
    ]
    return {"layers": [inputs, *others], "weights": [layer.W for layer in stack]}
