"""The training loop, and the run's history as it grows."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.network.measuring import Measure
from engine.network.network import Network
from engine.network.run_data import Data
from engine.network.settings import RunSettings

EARLY = (1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 7 / 8, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The network at one moment of its training.

    epoch: epochs behind it, with a fraction within the first. batch: batches of that epoch behind it.
    weights: (W, b) of each dense layer. train, test: over all the points of each.
    last_batch, last_size: the measure of the last batch alone, taken before its step, and how many points it has.
    """

    epoch: float
    batch: int
    weights: list[tuple[np.ndarray, np.ndarray]]
    train: Measure
    test: Measure
    last_batch: Measure | None = None
    last_size: int = 0

    @property
    def printed(self) -> Measure | None:
        """What the loop of many tutorials prints at the end of an epoch: the last batch, its loss times its size."""
        last = self.last_batch
        return last and Measure(last.accuracy, last.loss * self.last_size)


def train(network, data: Data, settings: RunSettings, rng=np.random) -> Iterator[Snapshot]:
    """Trains, yielding a snapshot before, some within the first epoch and one after each; the caller shows them.

    network: a Network, or anything that has its `learn`, `measure` and `weights`. A run that diverges ends with
    the snapshot that shows it.
    """
    y, n_batches = data.y, math.ceil(len(data.X) / settings.batch)
    yield (first := look(network, data, 0.0, 0))
    for epoch in range(settings.epochs):
        order = rng.permutation(len(data.X)) if settings.shuffle else slice(None)
        X_epoch, y_epoch = data.X[order], y[order]
        done = 0
        for stop in stops(n_batches, epoch):
            rows = slice(done * settings.batch, stop * settings.batch)
            last = network.learn(X_epoch[rows], y_epoch[rows], settings.batch)
            size = (len(X_epoch[rows]) - 1) % settings.batch + 1
            done = stop
            yield (now := look(network, data, epoch + stop / n_batches, stop, last, size))
            if diverged(now, first):
                return


def diverged(now: Snapshot, first: Snapshot) -> bool:
    """The output is no longer a number, or, after a whole epoch, the loss is ten times that of guessing and more."""
    if math.isnan(now.train.loss):
        return True
    n_classes = now.weights[-1][1].size
    return now.epoch == int(now.epoch) and now.train.loss > 10 * max(first.train.loss, math.log(n_classes))


def stops(n_batches: int, epoch: int) -> list[int]:
    """After how many batches to look: in the first epoch, where most happens, up to eleven times; later, at the end."""
    if epoch > 0:
        return [n_batches]
    return sorted({math.ceil(n_batches * part) for part in EARLY})


def look(network, data: Data, epoch: float, batch: int, last: Measure | None = None, size: int = 0) -> Snapshot:
    """A snapshot of the network now, measured over all training points and all unseen ones."""
    train_now, test_now = network.measure(data.X, data.labels), network.measure(data.X_test, data.labels_test)
    return Snapshot(epoch, batch, network.weights(), train_now, test_now, last, size)


def taught(data: Data, settings: RunSettings) -> Iterator[Snapshot]:
    """The run by the taught classes: weights, then shuffles, from one stream that starts at settings.seed."""
    rng = np.random.RandomState(settings.seed)
    network = Network(3, len(data.classes), settings, rng)
    with np.errstate(all="ignore"):  # a run that diverges is an answer, not an accident
        yield from train(network, data, settings, rng)
