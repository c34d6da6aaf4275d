"""A run of the taught classes, everything by frame in arrays: the lesson's for everybody, others to compare.

A frame is a `Snapshot`: the first is the untrained network, then up to eleven within the first epoch, then one an
epoch, the later ones thinned evenly so that there are at most 80. The last is where training ended, or where it
stopped being numbers.
`curves` keeps every snapshot's figures, thinned or not.
"""

import time
from dataclasses import dataclass

import numpy as np

from engine.network.run_data import Data
from engine.network.settings import LESSON, RunSettings
from engine.network.training import Snapshot, taught
from engine.region.datasets import load

MOST_FRAMES = 80
MOST_POINTS = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """One number per snapshot, each (S,): nan where the output was not a number.

    printed_accuracy, printed_loss: what the loop of many tutorials prints (the last batch alone, loss times its size);
    nan before the first batch.
    """

    epochs: np.ndarray
    train_accuracy: np.ndarray
    train_loss: np.ndarray
    test_accuracy: np.ndarray
    test_loss: np.ndarray
    printed_accuracy: np.ndarray
    printed_loss: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """One run, F frames long, with L dense layers.

    data: the points, float32, at most 4,000 to train on and 4,000 unseen ones (the run itself used all of them;
        n_train, n_test say how many).
    curves: every snapshot's figures. frames: (F,) which snapshots are frames, indices into the curves.
    W, b: a list of L arrays, (F, inputs, units) and (F, 1, units), float64. seconds: what the training took.
    """

    settings: RunSettings
    data: Data
    n_train: int
    n_test: int
    curves: Curves
    frames: np.ndarray
    W: list[np.ndarray]
    b: list[np.ndarray]
    seconds: float

    @property
    def epochs(self) -> np.ndarray:
        """(F,) epochs behind each frame; fractions within the first."""
        return self.curves.epochs[self.frames]

    def flat(self) -> np.ndarray:
        """(F, parameters) of every frame: layer by layer, W row by row and then b."""
        pairs = zip(self.W, self.b, strict=True)
        return np.hstack([part.reshape(len(self.frames), -1) for pair in pairs for part in pair])

    def weights(self, frame: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """(W, b) of every dense layer at a frame; -1 is the last."""
        return [(W[frame], b[frame]) for W, b in zip(self.W, self.b, strict=True)]


def film(settings: RunSettings = LESSON) -> Film:
    """Trains and returns the film. Raises: ValueError with a sentence if the user's file cannot be used."""
    data, start = load(settings), time.perf_counter()
    history = list(taught(data, settings))
    seconds = time.perf_counter() - start
    frames = thin(np.array([snapshot.epoch for snapshot in history]))
    layers = range(len(settings.units) + 1)
    return Film(
        settings=settings,
        data=shown(data),
        n_train=len(data.X),
        n_test=len(data.X_test),
        curves=curves(history),
        frames=frames,
        W=[np.stack([history[i].weights[k][0] for i in frames]) for k in layers],
        b=[np.stack([history[i].weights[k][1] for i in frames]) for k in layers],
        seconds=seconds,
    )


def thin(epochs: np.ndarray) -> np.ndarray:
    """Which snapshots are frames: those of the first epoch, and of the rest as many as fit, the last included."""
    early = int((epochs <= 1).sum())
    last, steps = len(epochs) - 1, min(len(epochs), MOST_FRAMES) - early - 1
    late = [last - ((last - early) * i + steps // 2) // max(steps, 1) for i in range(steps + 1)]
    return np.array([*range(early), *reversed(late)])


def curves(history: list[Snapshot]) -> Curves:
    """The figures of every snapshot."""
    missing = float("nan")
    rows = [
        (
            *(s.epoch, s.train.accuracy, s.train.loss, s.test.accuracy, s.test.loss),
            *((s.printed.accuracy, s.printed.loss) if s.printed else (missing, missing)),
        )
        for s in history
    ]
    return Curves(*np.array(rows).T)


def shown(data: Data, most: int = MOST_POINTS) -> Data:
    """The points worth sending to a browser."""
    return Data(
        data.X[:most].astype(np.float32),
        data.labels[:most].astype(np.uint8),
        data.X_test[:most].astype(np.float32),
        data.labels_test[:most].astype(np.uint8),
        *(data.axes, data.classes, data.center, data.scale),
    )
