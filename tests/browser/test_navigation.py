"""Getting to a page: from the home page, from the menu, and straight from an address."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.app import running

PAGES = {
    "/": "Home",
    "/one_pass": "1 · One pass",
    "/library": "2 · Library",
    "/region": "2 · Decision region",
    "/seeds": "2 · Seeds",
    "/side_by_side": "2 · Side by side",
    "/newsgroups": "3 · Newsgroups",
    "/practice": "3 · Practice",
    "/lessons": "Lessons",
}

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_a_cold_server_opened_at_a_deep_link_shows_that_page_and_the_whole_menu(browser: Browser, path: str) -> None:
    with running() as (address, _):
        page = browser.new_page()
        page.goto(address + path)
        menu = page.get_by_test_id("stTopNavLink")
        expect(menu).to_have_count(len(PAGES), timeout=60_000)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
        current = page.locator('[data-testid="stTopNavLink"][aria-current="page"]')
        expect(current).to_contain_text(PAGES[path])
        expect(page.get_by_text("Page not found")).to_have_count(0)
        page.close()


def test_the_menu_leads_to_every_page(open_page) -> None:
    page = open_page("/")
    for path, title in PAGES.items():
        page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        page.wait_for_url(lambda url, path=path: url.split("?")[0].rstrip("/").endswith(path.rstrip("/")))
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_path_that_is_not_a_page_says_so_and_leads_home(open_page) -> None:
    page = open_page("/no_such_page")
    expect(page.get_by_text("Page not found")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_on_a_phone_the_menu_opens_and_leads_to_a_page(open_page) -> None:
    page = open_page("/", width=390, height=800)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Library").click()
    page.wait_for_url("**/library")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_home_page_leads_to_each_act(open_page) -> None:
    for link, path in {
        "Step through one pass": "one_pass",
        "Watch the region form": "region",
        "Train on newsgroups": "newsgroups",
    }.items():
        page = open_page("/")
        page.get_by_role("link", name=link).click()
        page.wait_for_url(f"**/{path}**")
    page = open_page("/", width=390, dark=True)
    page.get_by_role("button", name="Start with act 1").click()
    page.wait_for_url("**/one_pass**")
