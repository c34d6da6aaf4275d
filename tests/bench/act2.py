"""Act 2: what training costs, in the browser's trainer, by the taught classes, the straightforward way, in one run."""

import json
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from engine.export.bundle import bundle
from engine.network.network import Network
from engine.network.run_data import Data
from engine.network.settings import LESSON, RunSettings
from engine.network.training import taught
from engine.region.datasets import load
from tests.bench.figure import Figure, paired, seconds
from tests.browser.app import LAUNCH
from tests.browser.chromium import chromium
from tests.network import straightforward
from tests.node_answers import NODE
from tests.region.browser import told

SAME = "10,000 points, 30 epochs, batches of 32"
DEEP = replace(LESSON, units=(32,) * 5, epochs=3)
Work = Callable[[str, RunSettings], None]


def measure() -> Iterator[Figure]:
    data = load(LESSON)
    with node() as work:
        yield from against_the_straightforward_loop(work, data)
        yield from against_scikit_learn(work, data)
        yield from as_it_grows(work)
    with chromium_page() as page:
        yield from in_the_browser(page)


@contextmanager
def node() -> Iterator[Work]:
    """The browser's modules in node, whose engine is Chromium's."""
    script = Path(__file__).with_suffix(".js")
    process = subprocess.Popen([str(NODE), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    sent, heard = process.stdin, process.stdout

    def work(kind: str, settings: RunSettings) -> None:
        sent.write(json.dumps({"work": kind, "settings": told(settings)}) + "\n")
        sent.flush()
        if not heard.readline():
            raise RuntimeError("the browser's modules ended with an error")

    yield work
    sent.close()
    process.wait(timeout=30)


def by_classes(data: Data, settings: RunSettings = LESSON) -> Network:
    """Trains and nothing else."""
    network, y = Network(3, 2, settings, np.random.RandomState(0)), data.y
    for _ in range(settings.epochs):
        network.learn(data.X, y, 32)
    return network


def loop(data: Data, measured: bool = True) -> list[np.ndarray]:
    return straightforward.train(*straightforward.network(), data.X, data.y, measured=measured)


def against_the_straightforward_loop(work: Work, data: Data) -> Iterator[Figure]:
    ours, theirs = paired(lambda: work("learn", LESSON), lambda: loop(data), 3)
    yield Figure("trainer, against the loop as it circulates", ours, "s", theirs, "1/5 = 0.2", SAME)
    ours, theirs = paired(lambda: work("learn", LESSON), lambda: loop(data, measured=False), 3)
    yield Figure("trainer, against that loop without its measuring", ours, "s", theirs, "1/5 = 0.2")
    ours, theirs = paired(lambda: work("learn", LESSON), lambda: by_classes(data), 3)
    yield Figure("trainer, against the taught classes", ours, "s", theirs)
    ours, theirs = paired(lambda: by_classes(data), lambda: loop(data), 3)
    yield Figure("taught classes, against the loop as it circulates", ours, "s", theirs, "0.85")
    ours, theirs = paired(lambda: work("film", LESSON), lambda: list(taught(load(LESSON), LESSON)), 3)
    yield Figure("a whole film: points, every measurement, diagnosis", ours, "s", theirs, note="against the classes")
    gap = max(np.abs(a.W - b).max() for a, b in zip(by_classes(data).dense, loop(data), strict=True))
    yield Figure("largest difference of a weight, classes and loop", float(gap), "", aim="0")


def against_scikit_learn(work: Work, data: Data) -> Iterator[Figure]:
    """MLPClassifier with the same settings; for two classes it has one sigmoid output instead of two into softmax."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    def theirs(settings: RunSettings) -> None:
        warnings.simplefilter("ignore", ConvergenceWarning)
        same = {"solver": "sgd", "learning_rate_init": 0.01, "batch_size": 32, "max_iter": settings.epochs}
        plain = {"momentum": 0.0, "alpha": 0.0, "tol": 0.0, "n_iter_no_change": 1000, "shuffle": False}
        MLPClassifier(settings.units, random_state=0, **same, **plain).fit(data.X, data.labels)

    for settings, name in ((LESSON, "4, 4"), (DEEP, "5 × 32")):
        ours, sklearn = paired(lambda s=settings: work("learn", s), lambda s=settings: theirs(s), 3)
        yield Figure(f"trainer, against MLPClassifier, {name} units", ours, "s", sklearn, "not slower")


def as_it_grows(work: Work) -> Iterator[Figure]:
    """Seconds of a whole film."""
    for samples in (1_000, 10_000, 100_000):
        settings = RunSettings(samples=samples, epochs=10, test_samples=1_000)
        yield Figure(f"10 epochs of {samples:,} points", seconds(lambda s=settings: work("film", s)), "s")
    for units in ((4,), (32,), (32,) * 5):
        settings = RunSettings(units=units, epochs=10)
        yield Figure(f"10 epochs with hidden layers {units}", seconds(lambda s=settings: work("film", s)), "s")


@contextmanager
def chromium_page() -> Iterator[Page]:
    """A page on a disk with the trainer alone."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "trainer.html"
        script = f"globalThis.trainer = new ({bundle('region/trainer/trainer.js')}).Trainer();"
        file.write_text(f"<!doctype html><title>Trainer</title><script>{script}</script>", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        page = browser.new_page()
        page.goto(file.as_uri())
        yield page
        browser.close()


EXPLORED = """async ([settings, lr]) => {
  const took = [];
  for (let k = 0; k < 12; k++) {
    const start = performance.now();
    await trainer.film({ ...settings, lr: lr + k / 1000 }).done;
    took.push(performance.now() - start);
  }
  return took.sort((a, b) => a - b)[6] / 1000;
}"""
SEEDS = """async ([settings, count]) => {
  const start = performance.now();
  await trainer.study(settings, { count }).done;
  return (performance.now() - start) / 1000;
}"""
MANY = """async (settings) => {
  const large = { ...settings, units: [32, 32, 32], epochs: 4, samples: 1000 };
  for (let seed = 0; seed < 60; seed++) await trainer.film({ ...large, seed }).done;
  return trainer.runs.bytes / 1e6;
}"""


def in_the_browser(page: Page) -> Iterator[Figure]:
    settings = told(LESSON)
    page.evaluate(EXPLORED, [settings, 0.05])
    explored = page.evaluate(EXPLORED, [settings, 0.011])
    yield Figure("Chromium: a learning rate changed, to its film", explored, "s", aim="0.15")
    few, many = (page.evaluate(SEEDS, [settings, count]) for count in (16, 256))
    yield Figure("Chromium: 16 seeds", few, "s", note="as many workers as cores")
    yield Figure("Chromium: 256 seeds", many, "s", aim="20")
    yield Figure("Chromium: films kept after 60 of 3 × 32 units", page.evaluate(MANY, settings), "MB", aim="32 at most")
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.collectGarbage")
    heap = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
    yield Figure("Chromium: memory of the page's JavaScript then", heap, "MB")
