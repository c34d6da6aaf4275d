"""A run as the browser plays it: everything by frame, in arrays.

`film(settings)` trains and returns a `Film`; call it in the worker. The browser gets the weights of every frame and
evaluates the network itself, so regions, cross-sections and activations need no further question.

A frame is a `Snapshot`: the first is the untrained network, then up to eleven within the first epoch, then one an
epoch, the later ones thinned evenly so that there are at most 80. The last is where training ended, or where it
stopped being numbers.
`curves` keeps every snapshot's figures, thinned or not.
"""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.network.settings import LESSON, RunSettings
from engine.network.training import Snapshot, taught
from engine.region.datasets import Data, load
from engine.region.diagnosis import diagnose
from engine.region.finding import Finding

MOST_FRAMES = 80
MOST_POINTS = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """One number per snapshot, each (S,): nan where the output was not a number.

    printed_accuracy, printed_loss: what the circulating loop prints (the last batch alone, loss times its size);
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
    W, b: a list of L arrays, (F, inputs, units) and (F, 1, units), float64.
    cube: (3, 2) lowest and highest value along each axis, with a margin, of the points trained on.
    findings: what went wrong, if anything, in the order in which it sets in.
    way: "classes" for the taught ones, "compiled" for the twin. seconds: what the training took.
    complete: False if it was stopped by hand.
    """

    settings: RunSettings
    data: Data
    n_train: int
    n_test: int
    curves: Curves
    frames: np.ndarray
    W: list[np.ndarray]
    b: list[np.ndarray]
    cube: np.ndarray
    findings: list[Finding]
    way: str
    seconds: float
    complete: bool = True

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
    return film_run(settings, lambda event: None, lambda: False)


def film_by_classes(settings: RunSettings) -> Film:
    """The film of the taught classes, whatever the settings."""
    data, start = load(settings), time.perf_counter()
    history = list(taught(data, settings))
    return develop(settings, data, history, "classes", time.perf_counter() - start, True)


def film_run(settings: RunSettings, report: Callable[[dict], object], stopped: Callable[[], bool]) -> Film:
    """The same as a long run, reported as `growing` has it; {"kind": "compiling"} before all, if that has to be done.

    stopped() ends it early; the film then shows what there is.
    """
    from engine.region.film_stream import Telling

    way, history = way_of(settings, report)
    data = load(settings)
    tell, taken, start, complete = Telling(report, settings, data), [], time.perf_counter(), True
    for snapshot in history(data, settings):
        taken.append(snapshot)
        tell(snapshot)
        if stopped():
            complete = snapshot.epoch == settings.epochs
            break
    return develop(settings, data, taken, way, time.perf_counter() - start, complete)


def way_of(settings: RunSettings, report: Callable) -> tuple[str, Callable[[Data, RunSettings], Iterator[Snapshot]]]:
    """The lesson's own run goes by the taught classes, all others by the compiled twin.

    While the twin is being compiled, which takes seconds once, runs that are short either way do not wait for it.
    """
    if settings == LESSON:
        return "classes", taught
    from engine.region.compiled import compiled, ready, warm

    if not ready() and effort(settings) < 5 * effort(LESSON):
        threading.Thread(target=warm, daemon=True).start()
        return "classes", taught
    if not ready():
        report({"kind": "compiling"})
        warm()
    return "compiled", compiled


def effort(settings: RunSettings) -> int:
    """What a training takes, in multiplications, roughly."""
    points = settings.csv.count("\n") if settings.data == "csv" else settings.samples
    sizes = (3, *settings.units, settings.classes)
    return points * settings.epochs * sum((a + 1) * b for a, b in itertools.pairwise(sizes))


def develop(
    settings: RunSettings, data: Data, history: list[Snapshot], way: str, seconds: float, complete: bool
) -> Film:
    """The film of a history."""
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
        cube=cube(data.X),
        findings=diagnose(history, data, settings),
        way=way,
        seconds=seconds,
        complete=complete,
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


def cube(X: np.ndarray, margin: float = 0.04) -> np.ndarray:
    """(3, 2) the box around X, a little larger; an axis along which all points agree gets a width of 1."""
    low, high = X.min(axis=0), X.max(axis=0)
    room = np.where(high > low, margin * (high - low), 0.5)
    return np.column_stack([low - room, high + room])


def shown(data: Data, most: int = MOST_POINTS) -> Data:
    """The points worth sending to a browser."""
    return Data(
        data.X[:most].astype(np.float32),
        data.labels[:most].astype(np.uint8),
        data.X_test[:most].astype(np.float32),
        data.labels_test[:most].astype(np.uint8),
        *(data.axes, data.classes, data.center, data.scale),
    )
