"""Act 1's stage in Chromium: from key press to painted step, the bytes of the trace, the page after navigation."""

import json
import statistics
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from engine.one_pass import LESSON, payload, trace
from tests.bench.figure import Figure
from tests.browser.app import running
from tests.browser.chromium import chromium

# Painted by the processor, as on a computer without a graphics card: no card is emulated, as the tests of 3D scenes do.
PLAIN = ["--no-sandbox", "--disable-gpu"]

# From the event's own time stamp to the end of the frame that shows its effect, counted for every key press.
WATCH = """() => {
  window.painted = [];
  document.addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.painted.push(performance.now() - event.timeStamp);
      channel.port2.postMessage(0);
    });
  }, true);
}"""
# From the click on the menu entry to the first frame with a matrix on the stage.
NAVIGATE = """() => new Promise((done) => {
  const link = [...document.querySelectorAll("a")].find((each) => each.href.endsWith("/one_pass"));
  const start = performance.now();
  const inside = (root) => root.querySelector(".stage td") ??
    [...root.querySelectorAll("*")].some((each) => each.shadowRoot && inside(each.shadowRoot));
  const finish = () => done(performance.now() - start);
  const look = () => requestAnimationFrame(inside(document) ? finish : look);
  link.click();
  look();
})"""


def measure() -> Iterator[Figure]:
    """Steps through the whole pass twice, one key press after the other has been painted."""
    size = len(json.dumps(payload(trace(LESSON)), separators=(",", ":")).encode())
    yield Figure("bytes of the trace sent to the stage", size / 1000, "kB", aim="under 200 kB")
    with running() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=PLAIN)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        yield from _navigation(page, address)
        yield from _steps(page, address)
        browser.close()


def _navigation(page: Page, address: str) -> Iterator[Figure]:
    """The first time, and once the browser and the server have seen the page."""
    times = []
    for _ in range(4):
        page.goto(address)
        page.locator("h1").first.wait_for()
        page.wait_for_load_state("networkidle")
        times.append(page.evaluate(NAVIGATE))
    yield Figure("page usable after navigation, first time", times[0] / 1000, "s", aim="under 1 s")
    yield Figure("page usable after navigation, later", statistics.median(times[1:]) / 1000, "s", aim="under 1 s")


def _steps(page: Page, address: str) -> Iterator[Figure]:
    page.goto(f"{address}/one_pass")
    page.locator(".stage td").first.wait_for()
    page.wait_for_load_state("networkidle")
    steps = page.locator("select.jump option").count()
    page.evaluate(WATCH)
    for _ in range(2):
        for _ in range(steps - 1):
            page.keyboard.press("n")
            page.wait_for_timeout(60)
        page.keyboard.press("Home")
        page.wait_for_timeout(600)
    times = page.evaluate("window.painted")
    yield Figure(
        "key press to painted step, median", statistics.median(times), "ms", aim="16 ms", note=f"{len(times)} steps"
    )
    yield Figure("key press to painted step, worst", max(times), "ms", aim="50 ms")
