"""Act 2: what training costs, by the taught classes, by their twin, and the straightforward way, in one run."""

import pickle
import warnings
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from engine.network.network import Network
from engine.network.settings import LESSON, RunSettings
from engine.region.compiled import Compiled, prove, warm
from engine.region.datasets import Data, load
from engine.region.film import film
from engine.region.seeds import StudySettings, study
from tests.bench.figure import Figure, paired, seconds
from tests.network import straightforward

SAME = "10,000 points, 30 epochs, batches of 32"


def measure() -> Iterator[Figure]:
    data = load(LESSON)
    yield Figure("the twin, compiled or fetched compiled", seconds(warm), "s", note="3 to 20 s once, then from cache")
    yield from against_the_straightforward_loop(data)
    yield against_scikit_learn(data)
    yield from whole_runs()
    yield from as_it_grows()


def epochs(network, data: Data, count: int = 30):
    """Trains and nothing else."""
    y = data.y
    for _ in range(count):
        network.learn(data.X, y, 32)
    return network


def taught(data: Data) -> Network:
    return epochs(Network(3, 2, LESSON, np.random.RandomState(0)), data)


def twin(data: Data) -> Compiled:
    return epochs(Compiled(3, 2, LESSON, np.random.RandomState(0)), data)


def loop(data: Data, measured: bool = True) -> list[np.ndarray]:
    return straightforward.train(*straightforward.network(), data.X, data.y, measured=measured)


def against_the_straightforward_loop(data: Data) -> Iterator[Figure]:
    ours, theirs = paired(lambda: taught(data), lambda: loop(data), 3)
    yield Figure("taught classes, against the loop as it circulates", ours, "s", theirs, "0.85", SAME)
    ours, theirs = paired(lambda: taught(data), lambda: loop(data, measured=False), 3)
    yield Figure("taught classes, against that loop without its measuring", ours, "s", theirs, "0.85")
    ours, theirs = paired(lambda: twin(data), lambda: loop(data), 3)
    yield Figure("compiled twin, against the loop as it circulates", ours, "s", theirs, "1/15 = 0.067")
    ours, theirs = paired(lambda: twin(data), lambda: loop(data, measured=False), 3)
    yield Figure("compiled twin, against that loop without its measuring", ours, "s", theirs, "1/15 = 0.067")
    gap = max(np.abs(a.W - b).max() for a, b in zip(taught(data).dense, loop(data), strict=True))
    yield Figure("largest difference of a weight, taught classes and loop", float(gap), "", aim="0")
    yield Figure("largest difference of a weight, twin and taught classes", prove(LESSON).difference, "", aim="1e-12")


def against_scikit_learn(data: Data) -> Figure:
    """MLPClassifier with the same settings; for two classes it has one sigmoid output instead of two into softmax."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    def theirs():
        warnings.simplefilter("ignore", ConvergenceWarning)
        options = {"momentum": 0.0, "alpha": 0.0, "tol": 0.0, "n_iter_no_change": 1000, "shuffle": False}
        MLPClassifier(
            (4, 4), solver="sgd", learning_rate_init=0.01, batch_size=32, max_iter=30, random_state=0, **options
        ).fit(data.X, data.labels)

    ours, with_sklearn = paired(lambda: twin(data), theirs, 3)
    return Figure("compiled twin, against scikit-learn's MLPClassifier", ours, "s", with_sklearn)


def whole_runs() -> Iterator[Figure]:
    """What a press of the button asks of the worker: points, training, every snapshot measured, diagnosis."""
    changed = replace(LESSON, lr=0.011)
    yield Figure("the lesson's film, by the taught classes", seconds(lambda: film(LESSON)), "s")
    yield Figure("another film, by the twin", seconds(lambda: film(changed)), "s", aim="0.6 to the screen")
    yield Figure("bytes of a film on its way to the page", len(pickle.dumps(film(changed))) / 1e3, "kB", aim="2,000")
    one, many = (
        seconds(lambda n=n: study(StudySettings(LESSON, n), lambda event: None, lambda: False)) for n in (2, 16)
    )
    yield Figure("16 seeds, against 2", many, "s", one, note="two at a time on two cores")


def as_it_grows() -> Iterator[Figure]:
    """Seconds of a film by the twin."""
    for samples in (1_000, 10_000, 100_000):
        settings = RunSettings(samples=samples, epochs=10, test_samples=1_000)
        yield Figure(f"10 epochs of {samples:,} points", seconds(lambda s=settings: film(s)), "s")
    for units in ((4,), (32,), (32,) * 5):
        settings = RunSettings(units=units, epochs=10)
        yield Figure(f"10 epochs with hidden layers {units}", seconds(lambda s=settings: film(s)), "s")
