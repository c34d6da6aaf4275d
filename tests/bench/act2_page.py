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
# Frames drawn in four seconds of play.
FRAMES = """() => new Promise((done) => {
  const start = performance.now();
  let frames = 0;
  const next = () => requestAnimationFrame(() => {
    frames += 1;
    if (performance.now() - start < 4000) next();
    else done(frames);
  });
  next();
})"""
WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")


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
        yield from hand(page, "the lesson's network")
        yield from motion(page, address)
        page.goto(f"{address}/region?epoch=30&units=16,16")
        yield from hand(page, "2 × 16 units")
        yield study(page, address)
        browser.close()


def hand(page: Page, network: str) -> Iterator[Figure]:
    page.locator(".act2[data-epoch='30'][data-busy='false']").wait_for(timeout=120_000)
    moves = [page.evaluate(HAND, -1) / 1000 for _ in range(9)]  # each to a rate that was not trained before
    yield Figure(f"region: hand moved to film changed, {network}", statistics.median(moves), "s", aim="0.15 s")
    again = [page.evaluate(HAND, 1) / 1000 for _ in range(6)]
    yield Figure("region: the same, back on a film that is kept", statistics.median(again), "s")


def motion(page: Page, address: str) -> Iterator[Figure]:
    """Script, style and layout of a frame: the page's own processor time, by the browser's count.

    Without a graphics card another process paints the scene; the page waits for it, which is not counted here.
    """
    page.goto(f"{address}/region?epoch=0")
    page.locator(".act2[data-epoch='0'][data-busy='false']").wait_for(timeout=120_000)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def counted() -> dict[str, float]:
        found = devtools.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in found}

    page.get_by_label("speed").select_option("0.5")
    page.keyboard.press(" ")
    before = counted()
    frames = page.evaluate(FRAMES)
    after = counted()
    each = 1000 * sum(after[name] - before[name] for name in WORK) / frames
    yield Figure("region: script, style and layout of a frame of motion", each, "ms", aim="8 ms")
    yield Figure("region: frames a second while it plays", frames / 4, "", aim="60", note="no GPU here")
    devtools.send("HeapProfiler.collectGarbage")
    memory = page.evaluate("() => performance.memory ? performance.memory.usedJSHeapSize / 1e6 : 0")
    yield Figure("region: memory of the tab's scripts", memory, "MB", aim="under 100 MB")


def study(page: Page, address: str) -> Figure:
    start = time.perf_counter()
    page.goto(f"{address}/seeds?seeds=256")
    page.locator(".act2[data-finished='true']").wait_for(timeout=600_000)
    return Figure(
        "seeds: 256 trained and told, from the link", time.perf_counter() - start, "s", aim="20 s on two cores"
    )
