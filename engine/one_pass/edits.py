"""Change any number: which quantities can be typed over, and the settings that come of it."""

from collections.abc import Sequence
from dataclasses import replace

from engine.one_pass.settings import Matrix, Settings
from engine.one_pass.training import frozen, start
from engine.one_pass.typed_numbers import Refused, matrix, number, targets
from engine.one_pass.variables import layers


def editable(settings: Settings) -> tuple[str, ...]:
    """The ids of the quantities that can be typed over."""
    return ("X", "targets", "lr", *(name for layer in layers(settings) for name in (layer.W, layer.b)))


def edit(settings: Settings, id: str, row: int, col: int, text: str) -> Settings:
    """The settings with one cell typed over; row and col from 0, as drawn.

    At a later pass, the weights reached there are kept. Raises: Refused, with the place, for what cannot be used.
    """
    return paste(settings, id, row, col, text) if _is_block(text) else _put(settings, id, row, col, [[text]])


def paste(settings: Settings, id: str, row: int, col: int, text: str) -> Settings:
    """The settings with a pasted block laid over the matrix from (row, col) on.

    Pasted at the first cell of X, a block of another shape becomes the whole of X.
    Raises: Refused for what cannot be used, for a block that sticks out, and for more than the stage can show.
    """
    if id == "targets":
        return _put(settings, id, row, col, [[text]])
    block = matrix(text)
    if id == "X" and (row, col) == (0, 0) and (len(block), len(block[0])) != (settings.samples, settings.features):
        try:
            sized = frozen(settings).resized(samples=len(block), features=len(block[0]))
            return replace(sized, X=block)
        except ValueError as error:
            raise Refused(str(error)) from error
    return _put(settings, id, row, col, [[repr(value) for value in line] for line in block])


def _is_block(text: str) -> bool:
    return any(mark in text.strip() for mark in "\t\n;")


def _put(settings: Settings, id: str, row: int, col: int, block: Sequence[Sequence[str]]) -> Settings:
    """Lay typed cells over one quantity."""
    if id not in editable(settings):
        raise Refused(f"{id} is computed. Change what it is computed from: {', '.join(editable(settings))}.")
    try:
        settings = frozen(settings)
    except ValueError as error:
        raise Refused("The weights reached here are not finite any more. Go back to an earlier pass first.") from error
    if id == "targets":
        return _targets(settings, col, targets(block[0][0], settings.classes, col + 1))
    if id == "lr":
        mistakes = tuple(mistake for mistake in settings.mistakes if mistake != "lr_100")
        return replace(settings, lr=number(block[0][0]), mistakes=mistakes)
    own = settings.X if id == "X" else start(settings)[id].tolist()
    laid = [list(line) for line in own]
    for i, line in enumerate(block):
        for j, cell in enumerate(line):
            if row + i >= len(laid) or col + j >= len(laid[0]):
                raise Refused(
                    f"{len(block)} × {len(line)} numbers do not fit into {id}, {len(laid)} × {len(laid[0])}, from row "
                    f"{row + 1}, column {col + 1}."
                )
            laid[row + i][col + j] = number(cell, row + i + 1, col + j + 1)
    return _with(settings, id, tuple(tuple(map(float, line)) for line in laid))


def _with(settings: Settings, id: str, laid: Matrix) -> Settings:
    """The settings with one whole quantity set by hand; mistakes that set it themselves give way."""
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


def _targets(settings: Settings, col: int, found: tuple[int, ...]) -> Settings:
    """The targets typed over from sample col on."""
    if col + len(found) > settings.samples:
        raise Refused(
            f"{len(found)} targets do not fit from sample {col + 1} on; there are {settings.samples} samples."
        )
    own = list(settings.targets)
    own[col : col + len(found)] = found
    return replace(settings, targets=tuple(own))
