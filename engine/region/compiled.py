"""The compiled twin: the mathematics of the taught classes in one compiled loop, for runs that should take no time.

`Compiled` has the `learn`, `measure` and `weights` of `Network`, starts from the same weights and takes the same
steps; only the order of additions differs, and with it the last bits. Importing this module imports numba.
"""

import itertools
import math
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.network.measuring import Measure
from engine.network.network import Network
from engine.network.settings import CHOICES, RunSettings
from engine.network.training import Snapshot, taught, train
from engine.region import kernels
from engine.region.datasets import Data, load

COMPILING = threading.Lock()


class Compiled:
    """A network like `Network`, trained by the compiled loop; same arguments, same stream of random numbers."""

    def __init__(self, n_features: int, n_classes: int, settings: RunSettings, rng=np.random):
        self.sizes = np.array([n_features, *settings.units, n_classes])
        drawn = Network(n_features, n_classes, settings, rng).weights()
        self.params = np.concatenate([part.ravel() for W, b in drawn for part in (W, b)])
        self.memory, self.t = np.zeros((2, len(self.params))), 0
        self.kind = CHOICES["activation"].index(settings.activation)
        self.step = (
            CHOICES["optimizer"].index(settings.optimizer),
            *map(float, (settings.lr, settings.l1, settings.l2)),
        )

    def learn(self, X, y, batch: int) -> Measure:
        """Once through X (samples, features) and one-hot y, a batch at a time; the last batch's measure."""
        state = (self.sizes, self.params, self.memory, self.t)
        self.t, accuracy, loss = kernels.learn(X, y.argmax(axis=1), *state, batch, self.kind, *self.step)
        return honest(accuracy, loss)

    def measure(self, X, labels) -> Measure:
        """Accuracy and loss over all of X at once."""
        return honest(*kernels.measure(X, labels, self.sizes, self.params, self.kind))

    def weights(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """A copy of (W, b) of every dense layer."""
        parts, start = [], 0
        for n_in, n_out in itertools.pairwise(self.sizes):
            middle, end = start + n_in * n_out, start + (n_in + 1) * n_out
            parts.append((self.params[start:middle].reshape(n_in, n_out).copy(), self.params[None, middle:end].copy()))
            start = end
        return parts


def honest(accuracy: float, loss: float) -> Measure:
    """No accuracy where the output is not a number."""
    return Measure(math.nan if math.isnan(loss) else accuracy, loss)


def compiled(data: Data, settings: RunSettings) -> Iterator[Snapshot]:
    """The run by the twin; weights and shuffles come from the same stream as those of the taught classes."""
    rng = np.random.RandomState(settings.seed)
    yield from train(Compiled(3, len(data.classes), settings, rng), data, settings, rng)


def ready() -> bool:
    """Whether the twin has been compiled, or fetched compiled, in this process."""
    return bool(kernels.learn.signatures and kernels.measure.signatures)


def warm() -> None:
    """Compiles the twin, or fetches it compiled, so that the first run need not wait. Takes seconds once."""
    tiny = RunSettings(data="octants", samples=10, test_samples=10, epochs=1)
    with COMPILING:
        if not ready():
            for _ in compiled(load(tiny), tiny):
                pass


@dataclass(frozen=True, slots=True)
class Proof:
    """The same run both ways. difference: the largest between any weight of any snapshot, relative to 1 or to the
    weight where that is larger; infinite if one is a number where the other is not. weights: how many were compared.
    seconds: taught classes, twin."""

    difference: float
    weights: int
    seconds: tuple[float, float]


def prove(settings: RunSettings) -> Proof:
    """Runs the settings by the taught classes and by the twin, and compares every weight of every snapshot.

    They may part far along a run that diverges, where rounding errors grow.

    Raises: ValueError if the two runs do not end at the same snapshot.
    """
    data = load(settings)
    warm()
    runs, seconds = [], []
    for way in (taught, compiled):
        start = time.perf_counter()
        runs.append(list(way(data, settings)))
        seconds.append(time.perf_counter() - start)
    if len(runs[0]) != len(runs[1]):
        raise ValueError(f"The taught run has {len(runs[0])} snapshots, the compiled one {len(runs[1])}.")
    ours, theirs = (np.concatenate([part.ravel() for s in run for pair in s.weights for part in pair]) for run in runs)
    numbers = np.isfinite(ours)
    if (numbers != np.isfinite(theirs)).any():
        return Proof(math.inf, len(ours), (seconds[0], seconds[1]))
    gap = np.abs(ours - theirs)[numbers] / np.maximum(1, np.abs(ours[numbers]))
    return Proof(float(gap.max(initial=0.0)), len(ours), (seconds[0], seconds[1]))
