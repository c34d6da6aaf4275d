"""The frame of a page, as somebody with a pointer uses it."""

from playwright.sync_api import Locator, Page, expect

from pages.shared.lesson_path import ASIDE, HOME, STOPS

LONG = 120_000
PATHS = [stop.path for stop in (HOME, *STOPS)]
TITLES = {stop.path: stop.title for stop in (*STOPS, *ASIDE)}
BESIDE = [stop.path for stop in ASIDE]


def bar(page: Page) -> Locator:
    return page.locator(".st-key-frame_bar .frame")


def opened(page: Page, path: str) -> None:
    """Waits until a page is open: the frame names it, and it has its heading."""
    if path:
        expect(bar(page).locator(':is(.pages, .tools) [aria-current="page"]')).to_have_text(TITLES[path])
    else:
        expect(bar(page).locator(".pages")).to_be_hidden()
    page.wait_for_url(lambda url: url.split("?")[0].rsplit("/", 1)[1] == path)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()


def at_rest(page: Page) -> None:
    """Waits until the session's script has run to its end and everything of it is drawn."""
    expect(page.get_by_test_id("stApp")).not_to_have_attribute("data-test-script-state", "running", timeout=LONG)
    expect(page.locator('[data-stale="true"], [data-testid=stSkeleton]')).to_have_count(0, timeout=LONG)


def go_to(page: Page, path: str) -> None:
    """To a page by the menu: its act first, where another is open."""
    if not path:
        bar(page).locator("a.home").click()
    elif path in BESIDE:
        bar(page).locator(f'.tools a[data-page="{path}"]').click()
    else:
        link = bar(page).locator(f'.pages a[data-page="{path}"]')
        act = next(stop.act for stop in STOPS if stop.path == path)
        if not link.count():
            bar(page).locator(".act").nth(act - 1).click()
            opened(page, next(stop.path for stop in STOPS if stop.act == act))
        link.click()
    opened(page, path)
