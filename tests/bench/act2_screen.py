"""Act 2's page in Chromium: how soon it stands, and how soon its film follows the hand."""

import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from tests.bench.figure import Figure
from tests.browser.act2_page import film
from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium

# When a hand moved, and when the figures of the film changed after it.
WATCH = """figures => {
  window.moved = [];
  window.followed = [];
  document.addEventListener("input", () => moved.push(performance.now()), true);
  const watch = new MutationObserver(() => followed.push(performance.now()));
  watch.observe(figures, { subtree: true, childList: true, characterData: true });
}"""
DELAYS = "() => moved.map(at => Math.min(...followed.filter(then => then > at)) - at).filter(Number.isFinite)"


def measure() -> Iterator[Figure]:
    with running() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        for name, path in (
            ("the lesson's network", "/region?epoch=30"),
            ("2 × 16 units", "/region?epoch=30&units=16,16"),
        ):
            page = browser.new_page(viewport={"width": 1366, "height": 640})
            start = time.perf_counter()
            page.goto(address + path)
            film(page)
            yield Figure(f"act 2 asked for, to its film, {name}", time.perf_counter() - start, "s")
            yield Figure(f"hand moved to film changed, {name}", followed(page), "s", aim="0.15")
            page.close()
        browser.close()


def followed(page: Page) -> float:
    """The median over twelve moves of the learning rate, some way apart."""
    slider = page.get_by_role("slider", name="Learning rate")
    page.locator(".spark").first.locator("xpath=..").evaluate(WATCH)
    box = slider.bounding_box() or {}
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    for k in range(12):
        page.mouse.move(box["x"] + box["width"] * (0.4 + 0.02 * (k if k % 2 else 12 - k)), y)
        page.wait_for_timeout(900)
    page.mouse.up()
    return statistics.median(page.evaluate(DELAYS)) / 1000
