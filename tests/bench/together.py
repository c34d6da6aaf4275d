"""A class at work: fifty sessions walk, one training runs, one person drags act 2's slider; each alone, then together.

Visits and training are the server's part: measured on all processors of the machine, the walkers beside it, so what
they cost counts against the app. The slider asks nothing of a server and lives in a browser, which is another machine:
where the system can bind processes to processors, the browser has the last one to itself all else the others.
"""

import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import psutil
from playwright.sync_api import Browser, sync_playwright

from engine.jobs import Run, Workbench
from engine.newsgroups.models import FIRST
from engine.newsgroups.training import train
from tests.bench.act2_page import HAND
from tests.bench.figure import Figure
from tests.bench.load import PAGES, WARM, Walk, class_of
from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium
from tests.in_loop import in_loop

WALKERS = 50
EPOCHS = 100
MOVES = 6  # of the slider on one run
AIM = "at most 1.5 times"


def measure() -> Iterator[Figure]:
    yield from served()
    yield from dragged()


def served() -> Iterator[Figure]:
    """Visits and epochs, each alone and together."""
    bench = Workbench()
    with running() as (address, process):
        server = psutil.Process(process.pid)
        in_loop(class_of(4, address, server, PAGES))
        time.sleep(WARM)
        visits = walk(address, server)
        with training(bench, 1) as run:
            time.sleep(15)
            epochs = lengths(run)
            run.events.clear()
            others = walk(address, server)
            longer = lengths(run)
    bench.close()
    yield figure("a visit among fifty, median", visits.seconds, others.seconds, others.line())
    yield Figure("  p95", others.p95, "s", visits.p95, AIM, visits.line())
    yield figure("an epoch of act 3's first model, median", epochs, longer)


def dragged() -> Iterator[Figure]:
    """From the hand to the film, alone and while fifty walk and a training runs."""
    processors = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    bind(processors[:-1])
    bench = Workbench()
    with running() as (address, process), sync_playwright() as playwright:
        server = psutil.Process(process.pid)
        bind(processors[-1:])
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        bind(processors[:-1])
        in_loop(class_of(4, address, server, PAGES))
        time.sleep(WARM)
        alone = drag(browser, address, 1, lambda: False)
        with training(bench, 2):
            walking = threading.Thread(target=walk, args=(address, server))
            walking.start()
            together = drag(browser, address, 101, walking.is_alive)
            walking.join()
        browser.close()
    bench.close()
    bind(processors)
    yield figure("act 2: the hand moves, the film changes, median", alone, together)


def bind(processors: list[int]) -> None:
    """From here on, what this thread begins has these processors; all of them if none are named."""
    if processors:
        os.sched_setaffinity(0, processors)


def figure(name: str, alone: list[float], together: list[float], note: str = "") -> Figure:
    note = note or f"{len(alone)} alone, {len(together)} together"
    return Figure(name, statistics.median(together), "s", statistics.median(alone), AIM, note)


def walk(address: str, server: psutil.Process) -> Walk:
    return in_loop(class_of(WALKERS, address, server, PAGES))


def drag(browser: Browser, address: str, first: int, goes_on: Callable[[], bool]) -> list[float]:
    """Seconds from each move of the slider to the film that shows it, on runs that nobody has trained before.

    first: the seed of the first run; there are two at least, and more while something else goes on.
    """
    moves: list[float] = []
    for seed in range(first, first + 100):
        page = browser.new_page(viewport={"width": 1366, "height": 640})
        page.set_default_timeout(120_000)
        page.goto(f"{address}/region?seed={seed}")
        page.locator(".act2[data-busy='false'][data-epoch]").wait_for()
        moves += [page.evaluate(HAND, -1) / 1000 for _ in range(MOVES)]
        page.close()
        if seed > first and not goes_on():
            break
    return moves


@contextmanager
def training(bench: Workbench, seed: int) -> Iterator[Run]:
    """A training of act 3's first model that has finished its first epoch, and is stopped at the end."""
    run = bench.run(train, replace(FIRST, epochs=EPOCHS, min_tokens=seed), pressed=True)
    while len(lengths(run)) < 1 and not run.over:
        time.sleep(0.2)
    run.events.clear()
    yield run
    run.stop()
    run.wait(60)


def lengths(run: Run) -> list[float]:
    """Seconds of each epoch so far."""
    return [event["seconds"] for event in run.events if event.get("kind") == "epoch"]
