"""Act 2's page in Chromium: first picture, from the hand to the film, frames of motion, a study, memory."""

import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from tests.bench.figure import Figure
from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium

# Inside the component: what its figures say, and its sliders.
INSIDE = """const inside = (root, part) => root.querySelector(part) ??
  [...root.querySelectorAll("*")].map((each) => each.shadowRoot && inside(each.shadowRoot, part)).find(Boolean);"""
# Moves a slider as a hand does and waits for the first frame in which accuracy and cube belong to the new setting.
HAND = (
    "(step) => new Promise((done) => {"
    + INSIDE
    + """const slider = inside(document, "input[aria-label='Learning rate']");
  const told = inside(document, ".spark.accuracy b");
  const before = told.textContent, start = performance.now();
  slider.value = Number(slider.value) + step;
  slider.dispatchEvent(new Event("input"));
  const look = () => requestAnimationFrame(() => {
    if (told.textContent === before && performance.now() - start < 20000) look();
    else done(performance.now() - start);
  });
  look();
})"""
)
# Script time of each frame while the film plays.
FRAMES = """() => new Promise((done) => {
  const took = [], observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) took.push(entry.duration);
  });
  observer.observe({ type: "long-animation-frame", buffered: false });
  setTimeout(() => { observer.disconnect(); done(took); }, 4000);
})"""


def measure() -> Iterator[Figure]:
    with running() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        page = browser.new_page(viewport={"width": 1366, "height": 640})
        page.goto(address)
        page.locator("h1").first.wait_for()
        start = time.perf_counter()
        page.goto(f"{address}/region?epoch=30")
        page.locator(".act2[data-epoch='30']").wait_for(timeout=120_000)
        yield Figure("region: link to first picture of the trained film", time.perf_counter() - start, "s")
        yield from hand(page)
        yield from motion(page, address)
        yield study(page, address)
        browser.close()


def hand(page: Page) -> Iterator[Figure]:
    page.locator(".act2[data-busy='false']").wait_for(timeout=120_000)
    moves = [page.evaluate(HAND, 1 if k % 2 else -1) / 1000 for k in range(9)]
    yield Figure("region: hand moved to film changed", statistics.median(moves), "s", aim="0.15 s")
    again = [page.evaluate(HAND, 1 if k % 2 else -1) / 1000 for k in range(6)]
    yield Figure("region: the same, back on a film that is kept", statistics.median(again), "s")


def motion(page: Page, address: str) -> Iterator[Figure]:
    page.goto(f"{address}/region?epoch=0")
    page.locator(".act2[data-epoch='0'][data-busy='false']").wait_for(timeout=120_000)
    page.keyboard.press(" ")
    slow = page.evaluate(FRAMES)
    worst = max(slow, default=0.0)
    yield Figure("region: frames longer than 50 ms in four seconds of play", len(slow), "", aim="0", note="no GPU here")
    yield Figure("region: the longest of them", worst, "ms", aim="8 ms of script with a GPU")
    memory = page.evaluate("() => performance.memory ? performance.memory.usedJSHeapSize / 1e6 : 0")
    yield Figure("region: memory of the tab's scripts", memory, "MB", aim="under 100 MB")


def study(page: Page, address: str) -> Figure:
    start = time.perf_counter()
    page.goto(f"{address}/seeds?seeds=256")
    page.locator(".act2[data-finished='true']").wait_for(timeout=600_000)
    return Figure(
        "seeds: 256 trained and told, from the link", time.perf_counter() - start, "s", aim="20 s on two cores"
    )
