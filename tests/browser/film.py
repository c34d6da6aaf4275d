"""What the tests of act 2's film share: waiting for it, reading it."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

SLOW = 120_000


def film(page: Page) -> Locator:
    """The film, once its run has come to its end."""
    page.locator(".account").wait_for(timeout=SLOW)
    page.locator(".growing").first.wait_for(state="hidden", timeout=SLOW)
    return page.locator(".film[data-epoch]")


def at(page: Page) -> float:
    return float(film(page).get_attribute("data-epoch") or "nan")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def picture(page: Page) -> bytes:
    """What the cube shows, as a picture of its own."""
    return page.locator("canvas.cube").first.screenshot()


def axes(page: Page) -> list[str]:
    """Where the names of the axes stand, once all is drawn that was asked for: they move with the camera."""
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    return [name.get_attribute("style") or "" for name in page.locator(".view").first.locator(".axis").all()]


def until(page: Page, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Returns once the condition holds. Raises: AssertionError if it does not in that time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        page.wait_for_timeout(50)
