"""A running app and a browser, one each for all browser tests; a fresh browser context for each test."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.app import LAUNCH, running
from tests.browser.chromium import chromium

expect.set_options(timeout=60_000)  # as long as for a click: other programs may keep both processors busy


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


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of the app in a context of its own: `open_page("/one_pass", width=390, dark=True)`.

    A page that throws an error of its own, or shows Streamlit's exception box, fails the test.
    """
    contexts, problems = [], []

    def opened(path: str = "/", width: int = 1280, height: int = 900, dark: bool = False, **context: object) -> Page:
        contexts.append(
            browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", **context
            )
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address + path)
        page.get_by_test_id("stMain").wait_for()
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            problems += [box.inner_text() for box in page.get_by_test_id("stException").all()]
        context.close()
    assert not problems
