"""A running app and a browser, one each for all browser tests; every test is a visitor of whom nothing is stored."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium

expect.set_options(timeout=60_000)  # as long as for a click: other programs may keep both processors busy

# Without a graphics card, smooth edges cost the processor as much as all the rest of a picture in 3D.
ROUGH_EDGES = """{
    const room = WebGL2RenderingContext.prototype.renderbufferStorageMultisample;
    WebGL2RenderingContext.prototype.renderbufferStorageMultisample = function (target, samples, ...more) {
        return room.call(this, target, 0, ...more);
    };
}
"""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the app answers."""
    with running() as (address, _):
        yield address


@pytest.fixture(scope="session")
def launched() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium, with further switches: `launched("--mute-audio")`. All of them end with the tests."""
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=str(chromium()), args=[*LAUNCH, *more])


@pytest.fixture(scope="session")
def browser(launched: Callable[..., Browser]) -> Iterator[Browser]:
    browser = launched()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[list[tuple[dict[str, object], BrowserContext]]]:
    """Browser contexts that no test uses at present, with what they were made with.

    They keep nothing of the tests before but the files of the app, as a visitor's browser does the second time:
    a page of a new context costs the processor three seconds more.
    """
    idle: list[tuple[dict[str, object], BrowserContext]] = []
    yield idle
    for _, context in idle:
        context.close()


@pytest.fixture
def open_page(
    browser: Browser, address: str, contexts: list[tuple[dict[str, object], BrowserContext]]
) -> Iterator[Callable[..., Page]]:
    """Opens a path of the app for a visitor of its own: `open_page("/one_pass", width=390, dark=True)`.

    A page that throws an error of its own, or shows Streamlit's exception box, fails the test.
    """
    used: list[tuple[dict[str, object], BrowserContext]] = []
    problems: list[str] = []

    def opened(
        path: str = "/",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
        before: str = "",
        **further: object,
    ) -> Page:
        """before: a script that runs before those of the page. further: what the context is made with."""
        at = next((at for at, (made_with, _) in enumerate(contexts) if made_with == further), None)
        used.append(contexts.pop(at) if at is not None else (further, browser.new_context(**further)))
        page = used[-1][1].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion=reduced_motion)
        page.set_default_timeout(60_000)
        page.add_init_script(ROUGH_EDGES + before)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address + path)
        page.get_by_test_id("stMain").wait_for()
        return page

    yield opened
    for made_with, context in used:
        for page in context.pages:
            problems += [box.inner_text() for box in page.get_by_test_id("stException").all()]
        if emptied(context, address):
            contexts.append((made_with, context))
    assert not problems


def emptied(context: BrowserContext, address: str) -> bool:
    """Closes a visitor's pages and forgets what the app stored; False if the test closed the context itself."""
    try:
        context.set_offline(False)
        blank = context.new_page()
    except PlaywrightError:
        return False
    for page in context.pages:
        if page is not blank:
            page.close()
    context.clear_cookies()
    stored = {"origin": address, "storageTypes": "local_storage,indexeddb,websql,service_workers"}
    context.new_cdp_session(blank).send("Storage.clearDataForOrigin", stored)
    blank.close()
    return True
