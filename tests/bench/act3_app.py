"""Act 3 as its page uses it: press to epoch, a text classified idle and during training, memory all along."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil

from tests.bench.figure import Figure, seconds

TEXT = "The shuttle reached orbit, and its engines burned for eight minutes before the crew saw the moon rise."
ENTRY = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def measure() -> Iterator[Figure]:
    yield page_opened()
    yield from worker_figures()


def page_opened() -> Figure:
    """The page's script, from the prepared data alone; Streamlit itself is loaded already."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ENTRY), default_timeout=120).run()
    app.switch_page("newsgroups/newsgroups.py")
    return Figure("act 3 opened, from the prepared data", seconds(app.run), "s", aim="under 1", note="no browser")


def worker_figures() -> Iterator[Figure]:
    from engine.jobs import workbench
    from engine.newsgroups import models, questions, training

    bench = workbench()
    first = replace(models.FIRST, epochs=2)
    warm = bench.run(training.train, first)
    warm.result()  # the worker is warm from here on
    start = time.perf_counter()
    run = bench.run(training.train, models.FIRST)
    while not any(event["kind"] == "epoch" for event in run.events):
        time.sleep(0.005)
    yield Figure("press to first finished epoch, worker warm", time.perf_counter() - start, "s", aim="under 4")

    def asked() -> float:
        once = partial(bench.ask, questions.explain, warm.value, first, TEXT)
        return statistics.median(seconds(once) for _ in range(9))

    bench.ask(questions.explain, warm.value, first, TEXT)
    busy = asked()
    still = not run.over
    run.result()
    bench.ask(questions.explain, warm.value, first, TEXT)
    yield Figure("a text classified and explained, idle", asked(), "s", aim="under 0.3")
    note = "" if still else "the training ended meanwhile"
    yield Figure("a text classified and explained, during training", busy, "s", aim="under 1", note=note)
    peaks = [run.result().peak_mb]
    for changes in ({}, {"mode": "tf-idf"}, {"units": (256, 128, 128)}, {"corpus": "leakage"}):
        settings = replace(models.SECOND, epochs=1, **changes)
        run = bench.run(training.train, settings)
        peaks.append(run.result().peak_mb)
        bench.ask(questions.pushers, run.value, settings)
    sizes = [psutil.Process(pid).memory_info().rss / 1e6 for pid in bench.link.processes()]
    yield Figure("most memory of the worker through the act", max(peaks), "MB", aim="under 1000")
    yield Figure("its scheduler and nanny", sum(sizes) - max(sizes), "MB")
