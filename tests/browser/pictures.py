"""The pictures of README and home page, taken of the running app, light and dark.

Usage:  python -m tests.browser.pictures        writes assets/pictures/act1-light.png and its five fellows
"""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.app import LAUNCH, ROOT, running
from tests.browser.chromium import chromium

FOLDER = ROOT / "assets" / "pictures"
SIZE = {"width": 960, "height": 640}
LONG = 300_000


def one_pass(page: Page, address: str) -> None:
    """A product of matrices, one cell of its result questioned."""
    page.goto(f"{address}/one_pass?step=h1")
    cells = page.locator(".stage .sheet:not(.coming) .equation [data-value=h1]").last.locator("td")
    cells.nth(5).hover(timeout=LONG)


def region(page: Page, address: str) -> None:
    """The decision region after the last epoch."""
    page.goto(f"{address}/region")
    page.locator(".act2[data-epoch='30'][data-playing='false']").wait_for(timeout=LONG)


def newsgroups(page: Page, address: str) -> None:
    """One post on its way through the network, after the last epoch."""
    page.goto(f"{address}/newsgroups?view=Train")
    expect(page.locator(".training .bar.top .share")).to_contain_text("%", timeout=LONG)


def take(browser: Browser, address: str) -> None:
    for theme in ("light", "dark"):
        for name, show in (("act1", one_pass), ("act2", region), ("act3", newsgroups)):
            page = browser.new_page(viewport=SIZE, color_scheme=theme, device_scale_factor=1.5)
            show(page, address)
            page.wait_for_timeout(2_000)
            page.screenshot(path=FOLDER / f"{name}-{theme}.png")
            page.close()


if __name__ == "__main__":
    Path(FOLDER).mkdir(exist_ok=True)
    with sync_playwright() as playwright, running() as (address, _):
        take(playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH), address)
