"""Change any number: which quantities can be typed over, and the settings that come of it.

What may mean two things is not taken: `Ambiguous` carries the choices, each a text that says only one of them. Such a
text begins with what is to be done: "over [[1, 2]]" lays numbers over the matrix, "whole [[1, 2]]" makes them all of X.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from engine.address import quoted
from engine.one_pass.pasted_text import meanings
from engine.one_pass.settings import Matrix, Settings
from engine.one_pass.training import frozen, start
from engine.one_pass.typed_numbers import MOST_TEXT, Ambiguous, Choice, Reading, Refused
from engine.one_pass.variables import count, layers

OVER, WHOLE = "over", "whole"
CHOSEN = re.compile(rf"\s*({OVER}|{WHOLE})\s+")
TRUTH = re.compile(r"\b(?:false|true)\b", re.IGNORECASE)


def editable(settings: Settings) -> tuple[str, ...]:
    """The ids of the quantities that can be typed over."""
    return ("X", "targets", "lr", *(name for layer in layers(settings) for name in (layer.W, layer.b)))


def edit(settings: Settings, id: str, row: int, col: int, text: str) -> Settings:
    """The settings with what was typed or pasted laid over a quantity from (row, col) on; from 0, as drawn.

    At a later pass, the weights reached there are kept. Raises: Refused, with the place, for what cannot be used;
    Ambiguous, with the choices, for what may mean more than one thing, and for a block that would change the shape.
    """
    if id not in editable(settings):
        raise Refused(f"{id} is computed. Change what it is computed from: {', '.join(editable(settings))}.")
    try:
        settings = frozen(settings)
    except ValueError as error:
        raise Refused("The weights reached here are not finite any more. Go back to an earlier pass first.") from error
    chosen = CHOSEN.match(text[:MOST_TEXT])
    command, text = (chosen[1], text[chosen.end() :]) if chosen else ("", text)
    if id == "targets":
        return _targets(settings, col, text)
    if id == "lr":
        mistakes = tuple(mistake for mistake in settings.mistakes if mistake != "lr_100")
        return replace(settings, lr=_one(text), mistakes=mistakes)
    return _block(settings, id, row, col, command, text)


def _one(text: str) -> float:
    """The learning rate: a single number."""
    found = [reading for reading in meanings(text) if len(reading.rows) == len(reading.rows[0]) == 1]
    if not found:
        raise Refused("The learning rate is one number, and more than one was given.")
    if len(found) > 1:
        raise _unclear([reading.choice() for reading in found])
    return found[0].rows[0][0]


def _unclear(choices: Sequence[Choice]) -> Ambiguous:
    if len(choices) == 1:
        return Ambiguous("This would change more than the numbers. Press to agree, or paste something else.", choices)
    return Ambiguous(f"This can be understood in {count(len(choices), 'way')}. Which one is meant?", choices)


def _block(settings: Settings, id: str, row: int, col: int, command: str, text: str) -> Settings:
    """The settings with numbers laid over a matrix, or made the whole of X; the only thing that the text can mean."""
    shape = (settings.samples, settings.features) if id == "X" else start(settings)[id].shape
    ways: list[tuple[str, Reading]] = []
    problems: list[Refused] = []
    for reading in meanings(text):
        size = (len(reading.rows), len(reading.rows[0]))
        whole = id == "X" and (row, col) == (0, 0) and size not in ((1, 1), shape)
        if row + size[0] <= shape[0] and col + size[1] <= shape[1] and command != WHOLE:
            ways.append((OVER, reading))
        elif not whole:
            problems.append(_misfit(id, shape, size, row, col))
        if whole and command != OVER:
            try:
                _whole(settings, reading.rows)
                ways.append((WHOLE, reading))
            except Refused as problem:
                problems.append(problem)
    if not ways:
        raise problems[0]
    way, only = ways[0]
    if len(ways) == 1 and only.sure and (way == OVER or command == WHOLE):
        return _whole(settings, only.rows) if way == WHOLE else _over(settings, id, row, col, only.rows)
    raise _unclear([_choice(settings, id, way, reading) for way, reading in ways])


def _misfit(id: str, shape: tuple[int, ...], size: tuple[int, int], row: int, col: int) -> Refused:
    here = f"row {row + 1}, column {col + 1}"
    return Refused(f"{size[0]} × {size[1]} numbers do not fit into {id}, {shape[0]} × {shape[1]}, from {here} on.")


def _choice(settings: Settings, id: str, way: str, reading: Reading) -> Choice:
    what = f"laid over {id}"
    if way == WHOLE:
        samples, features = len(reading.rows), len(reading.rows[0])
        what = f"X becomes {count(samples, 'sample')} with {count(features, 'feature')}"
        if samples != settings.samples:
            what += ", and the targets follow"
    return reading.choice(", ".join(part for part in (what, reading.how) if part), way)


def _whole(settings: Settings, rows: Matrix) -> Settings:
    """The settings with another X of any shape that can be shown."""
    try:
        return replace(settings.resized(samples=len(rows), features=len(rows[0])), X=rows)
    except ValueError as error:
        raise Refused(str(error)) from error


def _over(settings: Settings, id: str, row: int, col: int, rows: Matrix) -> Settings:
    """The settings with numbers that fit laid over a quantity; mistakes that set it themselves give way."""
    own = settings.X if id == "X" else start(settings)[id].tolist()
    laid = [list(line) for line in own]
    for i, line in enumerate(rows, row):
        laid[i][col : col + len(line)] = line
    return _with(settings, id, tuple(tuple(map(float, line)) for line in laid))


def _with(settings: Settings, id: str, laid: Matrix) -> Settings:
    """The settings with one whole quantity set by hand."""
    if id == "X":
        return replace(settings, X=laid)
    weights, biases, mistakes = list(settings.weights), list(settings.biases), settings.mistakes
    shown = start(settings)
    for place, layer in enumerate(layers(settings)):
        if id == layer.W:
            weights[place] = laid
        elif "equal_weights" in mistakes or "ten_times" in mistakes:
            weights[place] = tuple(tuple(row) for row in shown[layer.W].tolist())
        if id == layer.b:
            biases[place] = laid
        elif "dead_units" in mistakes and not layer.last:
            biases[place] = tuple(tuple(row) for row in shown[layer.b].tolist())
    kept = tuple(mistake for mistake in mistakes if mistake not in ("equal_weights", "ten_times", "dead_units"))
    return replace(settings, weights=tuple(weights), biases=tuple(biases), mistakes=kept)


def _targets(settings: Settings, col: int, text: str) -> Settings:
    """The targets typed over from sample col on: class numbers, False and True, or one-hot rows."""
    ways: dict[tuple[int, ...], str] = {}
    for rows in _class_rows(text, settings.classes):
        block = len(rows) > 1 and len(rows[0]) > 1
        one_hot = len(rows[0]) == settings.classes and all(sorted(row) == [0] * (len(row) - 1) + [1] for row in rows)
        if block and one_hot:
            ways.setdefault(tuple(row.index(1) for row in rows), "one row per sample, one column per class")
        if not block or one_hot:
            ways.setdefault(tuple(value for row in rows for value in row), "one target after the other")
    if not ways:
        raise Refused(
            "The targets are one row or column of classes, or rows with a single 1 in the column of the class."
        )
    fitting = {found: how for found, how in ways.items() if col + len(found) <= settings.samples}
    if not fitting:
        size, samples = len(next(iter(ways))), count(settings.samples, "sample")
        raise Refused(f"{size} targets do not fit from sample {col + 1} on; there are {samples}.")
    if len(fitting) > 1:
        listed = [(how, " ".join(map(str, found))) for found, how in fitting.items()]
        raise _unclear([Choice(f"{how[0].upper()}{how[1:]}: {each}", each) for how, each in listed])
    own, found = list(settings.targets), next(iter(fitting))
    own[col : col + len(found)] = found
    return replace(settings, targets=tuple(own))


def _class_rows(text: str, classes: int) -> list[list[list[int]]]:
    """Every reading of a text as rows of class numbers; truth values are 0 and 1, and a comma parts two targets.

    Raises: Refused where there is none.
    """
    text = TRUTH.sub(lambda word: str(int(word[0].lower() == "true")), text[: MOST_TEXT + 1])
    text = text if any(mark in text for mark in "[({|&") else text.replace(",", " ")
    allowed = f"The classes are {'False and True, or 0 and 1' if classes == 2 else f'0 to {classes - 1}'}."
    try:
        found = [reading.rows for reading in meanings(text)]
    except Refused as problem:
        raise Refused(f"{problem} {allowed}", problem.row, problem.col) from None
    valid = [rows for rows in found if all(value in range(classes) for row in rows for value in row)]
    if not valid:
        flat = [value for row in found[0] for value in row]
        place = next(k for k, value in enumerate(flat) if value not in range(classes))
        raise Refused(f"Target {place + 1} of what was given: {quoted(f'{flat[place]:g}')} is not a class. {allowed}")
    return [[[int(value) for value in row] for row in rows] for rows in valid]
