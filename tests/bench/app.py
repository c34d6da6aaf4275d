"""How soon the app is usable, how soon the next page is, and what its processes weigh."""

import http.client
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.figure import Figure
from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium
from tests.browser.frame import PATHS, go_to

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ROUNDS = 3


def settle(page: Page) -> None:
    page.get_by_role("heading", level=1).first.wait_for()
    page.locator(SETTLED).wait_for()


FETCHED = "performance.getEntriesByType('resource').reduce((sum, file) => sum + file.transferSize, 0) / 1e6"


def answer(address: str) -> float:
    """Milliseconds, in the middle of many, until a small file is there, asked for on a connection that stands."""
    server = http.client.HTTPConnection(address.removeprefix("http://"))
    taken = []
    for _ in range(40):
        start = time.perf_counter()
        server.request("GET", "/_stcore/health")
        server.getresponse().read()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def cold_start(browser: Browser, script: Path | None = None) -> tuple[float, float, float]:
    """Seconds from starting a server to its first page with a heading and a finished script; MB that page fetched;
    milliseconds until a small file is there."""
    start = time.perf_counter()
    with running(**({"script": script} if script else {})) as (address, _):
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(address)
        settle(page)
        elapsed = time.perf_counter() - start
        page.wait_for_load_state("networkidle")
        fetched = page.evaluate(FETCHED)
        page.close()
        answered = answer(address)
    return elapsed, fetched, answered


def page_to_page(page: Page) -> list[float]:
    """Seconds from a click in the menu to the next page's heading and finished script, page by page."""
    taken = []
    for path in [*PATHS[1:], ""]:
        start = time.perf_counter()
        go_to(page, path)
        settle(page)
        taken.append(time.perf_counter() - start)
    return taken


def megabytes(process: psutil.Process) -> float:
    """Memory that only this process holds, where the system can tell; else what is resident."""
    memory = process.memory_full_info()
    return getattr(memory, "uss", memory.rss) / 1e6


def measure() -> Iterator[Figure]:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        bare = Path(folder) / "bare.py"
        bare.write_text('import streamlit as st\nst.title("Bare")\n')
        cold_start(browser)
        pairs = [(cold_start(browser), cold_start(browser, bare)) for _ in range(ROUNDS)]
        bare_app = "a one-line Streamlit app"
        for part, unit, name, aim in (
            (0, "s", "cold server to first page usable", "1.5 times"),
            (1, "MB", "fetched for a browser's first page", "less than it"),
            (2, "ms", "a small file, on a connection that stands", "less than it"),
        ):
            ours, theirs = (statistics.median(visit[part] for visit in column) for column in zip(*pairs, strict=True))
            yield Figure(name, ours, unit, theirs, aim, bare_app)
        with running() as (address, server):
            page = browser.new_page()
            page.set_default_timeout(120_000)
            page.goto(address)
            settle(page)
            page_to_page(page)
            time.sleep(20)
            taken = page_to_page(page)
            yield Figure("page to page, median", statistics.median(taken), "s")
            yield Figure("page to page, slowest", max(taken), "s", aim="1 s")
            web = psutil.Process(server.pid)
            yield Figure("memory of the web process, every page visited", megabytes(web), "MB", aim="250 MB")
            children = web.children(recursive=True)
            largest = max(map(megabytes, children), default=0.0)
            yield Figure("memory of the worker, warm", largest, "MB", aim="1000 MB")
            total = megabytes(web) + sum(map(megabytes, children))
            yield Figure("memory of all processes of the app", total, "MB", aim="1500 MB")
        browser.close()
