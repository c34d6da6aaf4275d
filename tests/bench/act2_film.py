"""Figures of the film of act 2: its bytes, its regions built in the browser, and how soon it follows in Chromium."""

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from playwright.sync_api import Page, sync_playwright

from engine.network.settings import LESSON
from engine.region.film import Film, film
from engine.region.inside_network import send
from pages.region.film_view import pack, script
from tests.bench.figure import Figure, seconds
from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium
from tests.browser.frame import go_to

GRID = 40
BUILD = """data => {
    const run = film.unpack(data), g = film.grid(40, run.box), took = [];
    for (let round = 0; round < 3; round++) {
        const start = performance.now();
        for (const f of data.whole) {
            const z = film.scores(run, f, g.total, g.fill);
            film.surface(film.margin(z, 0), g);
        }
        took.push(performance.now() - start);
    }
    return Math.min(...took) / 1000;
}"""


@contextmanager
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        yield browser.new_page(viewport={"width": 1280, "height": 1000})
        browser.close()


def whole_epochs(run: Film) -> list[int]:
    """The frames at whole epochs: 31 of the lesson's run."""
    return [i for i, epoch in enumerate(run.epochs) if epoch == round(epoch)]


def by_marching_cubes(run: Film) -> None:
    """The same regions by NumPy and scikit-image."""
    from skimage.measure import marching_cubes

    low, high = np.array(pack(run)["box"]["low"]), np.array(pack(run)["box"]["high"])
    axes = [np.linspace(a, b, GRID) for a, b in zip(low, high, strict=True)]
    X = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    for frame in whole_epochs(run):
        scores = send(run.weights(frame), X, run.settings.activation).scores
        lead = (scores[:, 0] - scores[:, 1]).reshape(GRID, GRID, GRID)
        if lead.min() < 0 < lead.max():
            marching_cubes(lead, 0.0)


def built(run: Film) -> Iterator[Figure]:
    data = pack(run)
    yield Figure("film: what the browser is sent, one run", len(json.dumps(data)) / 1e6, "MB", aim="under 2 MB")
    yield Figure("film: the component's script", len(script().encode()) / 1e6, "MB")
    with browser_page() as page:
        page.goto("about:blank")
        body = script().replace("export default function", "const mount = function")
        page.evaluate(f"() => {{ {body}\nwindow.film = {{ unpack, grid, scores, surface, margin }}; }}")
        ours = page.evaluate(BUILD, data | {"whole": whole_epochs(run)})
    theirs = seconds(lambda: by_marching_cubes(run))
    yield Figure(
        "film: 31 regions on a 40³ grid, in the browser", ours, "s", theirs, "under 0.3 s", "NumPy and marching cubes"
    )


def opened(page: Page, address: str) -> float:
    """Seconds from asking for the address to the first frame."""
    start = time.perf_counter()
    page.goto(address)
    page.locator(".account").wait_for(timeout=120_000)
    return time.perf_counter() - start


def pressed(page: Page) -> float:
    """Seconds from a press on the menu to the first frame."""
    go_to(page, "library")
    page.wait_for_timeout(500)
    start = time.perf_counter()
    go_to(page, "region")
    page.locator(".account").wait_for(timeout=120_000)
    return time.perf_counter() - start


def followed(page: Page) -> list[float]:
    """Seconds from a move of the seed's slider to the film of that seed, a few times."""
    slider, account, took = page.get_by_role("slider", name="Seed of the weights"), page.locator(".account"), []
    slider.focus()
    for _ in range(6):
        before = account.inner_text()
        start = time.perf_counter()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            """before => [...document.querySelectorAll("*")].some(e => e.shadowRoot?.querySelector(".account")
                && e.shadowRoot.querySelector(".account").innerText !== before)""",
            arg=before,
            polling=10,
            timeout=60_000,
        )
        took.append(time.perf_counter() - start)
        page.wait_for_timeout(1500)
    return took


def measure() -> Iterator[Figure]:
    yield from built(film(LESSON))
    with running() as (address, _), browser_page() as page:
        cold = opened(page, f"{address}/region")
        yield Figure("film: cold server, deep link to first frame", cold, "s", note="imports and training included")
        page.wait_for_timeout(8000)
        times = [pressed(page) for _ in range(3)]
        yield Figure("film: press on the menu to first frame", statistics.median(times), "s", aim="under 1.5 s")
        moves = followed(page)
        yield Figure("film: hand moved to film changed, first", moves[0], "s", note="may wait for the worker")
        yield Figure("film: hand moved to film changed", statistics.median(moves[1:]), "s", aim="under 0.6 s")
