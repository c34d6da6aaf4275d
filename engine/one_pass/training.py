"""Going on: the same lines again and again, up to 500 updates."""

from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

import numpy as np

from engine.once import once
from engine.one_pass.passes import needed
from engine.one_pass.settings import Settings
from engine.one_pass.variables import layers

GIVEN_BY = {"equal_weights", "ten_times", "dead_units"}


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """What became of a training.

    losses: the loss before the first update, after one, after two, ... right: how many samples were classified
    correctly then. parameters: the weights and biases by name, for each of these. stopped: the pass at which a number
    was no longer finite, and the training ended; None if it went through. broken: the error of the line that failed,
    "" if none did.
    """

    losses: tuple[float, ...]
    right: tuple[int, ...]
    parameters: tuple[dict[str, np.ndarray], ...]
    stopped: int | None
    broken: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The pass as three pieces of compiled code: what is given, the way to the loss, and from there to the update."""

    given: CodeType
    forward: CodeType
    backward: CodeType

    @classmethod
    def of(cls, settings: Settings) -> "Lines":
        """The lines of this pass, taken from its steps."""
        names = {name for layer in layers(settings) for name in (layer.W, layer.b)}
        pieces: dict[str, list[str]] = {"given": [], "forward": [], "backward": []}
        for step in needed(settings):
            first = step.phase == "data" or step.id in names or step.id in ("eps", "lr")
            back = step.phase in ("backward", "update")
            if step.phase != "again":
                pieces["given" if first else "backward" if back else "forward"].append(step.code)
        return cls(*(compile("\n".join(lines), "<pass>", "exec") for lines in pieces.values()))

    def start(self) -> dict[str, Any]:
        """A namespace with the data, the parameters and the learning rate in it."""
        namespace: dict[str, Any] = {"np": np}
        exec(self.given, namespace)
        return namespace


def classified_correctly(y_hat: np.ndarray, index: np.ndarray) -> int:
    """For how many samples the right class alone has the largest probability. y_hat: (samples, classes)."""
    largest = y_hat == y_hat.max(axis=1, keepdims=True)
    return int((largest[np.arange(len(index)), index] & (largest.sum(axis=1) == 1)).sum())


@once(32)
def train(settings: Settings, passes: int) -> History:
    """Apply the update so many times, 0-500, from pass 0 of these settings.

    Ends early where a number stops being finite, or where a deliberate mistake makes a line fail.
    """
    lines = Lines.of(replace(settings, passes=0))
    names = [name for layer in layers(settings) for name in (layer.W, layer.b)]
    namespace = lines.start()
    parameters: list[dict[str, np.ndarray]] = []
    losses: list[float] = []
    right: list[int] = []

    def ended(stopped: int | None = None, broken: str = "") -> History:
        return History(tuple(losses), tuple(right), tuple(parameters), stopped, broken)

    with np.errstate(all="ignore"):
        for number in range(passes + 1):
            exec(lines.forward, namespace)
            losses.append(float(namespace["cce_loss"]))
            right.append(classified_correctly(namespace["y_hat"], namespace["index"]))
            parameters.append({name: namespace[name] for name in names})
            if not all(np.isfinite(namespace[name]).all() for name in [*names, "cce_loss"]):
                return ended(stopped=number)
            if number == passes:
                break
            try:
                exec(lines.backward, namespace)
            except ValueError as error:
                return ended(broken=str(error))
    return ended()


def reached(settings: Settings) -> dict[str, np.ndarray] | None:
    """The weights and biases with which the pass of these settings starts; None where it is the first.

    A training that ended early has no later passes: the last one there is, is the one.
    """
    return train(replace(settings, passes=0), settings.passes).parameters[-1] if settings.passes else None


def start(settings: Settings) -> dict[str, np.ndarray]:
    """The weights and biases by name with which the pass of these settings starts."""
    found = reached(settings)
    if found is not None:
        return found
    namespace = Lines.of(settings).start()
    return {name: namespace[name] for layer in layers(settings) for name in (layer.W, layer.b)}


def frozen(settings: Settings) -> Settings:
    """The same pass on its own: the weights and biases reached stand in it as given numbers.

    Raises: ValueError where they are not finite any more.
    """
    found = reached(settings)
    if found is None:
        return settings
    stack = layers(settings)
    given = {name: tuple(tuple(row) for row in array.tolist()) for name, array in found.items()}
    return replace(
        settings,
        passes=0,
        weights=tuple(given[layer.W] for layer in stack),
        biases=tuple(given[layer.b] for layer in stack),
        mistakes=tuple(mistake for mistake in settings.mistakes if mistake not in GIVEN_BY),
    )


class Bench:
    """The forward lines of a pass, ready to be run again and again with one number changed."""

    def __init__(self, settings: Settings) -> None:
        self.lines = Lines.of(settings)
        self.start: dict[str, Any] = self.lines.start() | (reached(settings) or {})

    def run(self, name: str, i: int, j: int, change: float) -> tuple[dict[str, Any], float]:
        """The namespace after the forward lines with one number changed, and that number."""
        changed = self.start[name].copy()
        changed[i, j] += change
        namespace = self.start | {name: changed}
        with np.errstate(all="ignore"):
            exec(self.lines.forward, namespace)
        return namespace, float(changed[i, j])
