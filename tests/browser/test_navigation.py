"""Getting to a page: from the menu, by "next" alone, and straight from an address."""

import pytest
from playwright.sync_api import Browser, WebSocket, expect

from tests.browser.app import running
from tests.browser.frame import BESIDE, PATHS, TITLES, bar, go_to, opened

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", [*PATHS, *BESIDE])
def test_a_cold_server_opened_at_a_deep_link_shows_that_page_and_its_frame(browser: Browser, path: str) -> None:
    with running() as (address, _):
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/{path}")
        opened(page, path)
        expect(bar(page).locator(".act")).to_have_count(3)
        expect(page.get_by_text("Page not found")).to_have_count(0)
        page.close()


def test_the_menu_leads_to_every_page_and_each_has_a_title_of_its_own(open_page) -> None:
    page = open_page("/")
    for path in [*reversed(PATHS), *BESIDE, "region"]:
        go_to(page, path)
        expect(page).to_have_title(f"{TITLES[path]} · Glassnet" if path else "Glassnet: see through a neural network")


def test_the_foot_of_every_page_says_what_comes_next_and_leads_there(open_page) -> None:
    page = open_page(f"/{PATHS[1]}")
    for path, onward in zip(PATHS[1:], [*PATHS[2:], ""], strict=True):
        opened(page, path)
        # act 1's stage fills its window: what comes next stands in its last step, and in the bar
        bar_s, foot = bar(page).locator(".onward .after"), page.locator(".st-key-frame_foot a.after")
        link = bar_s if path == "one_pass" else foot
        expect(link).to_contain_text(TITLES.get(onward, "Home"))
        link.click()
    opened(page, "")
    page.go_back()
    opened(page, PATHS[-1])
    bar(page).locator(".before").click()
    opened(page, PATHS[-2])


def test_a_link_of_the_frame_can_be_opened_in_a_tab_of_its_own(open_page) -> None:
    page = open_page("/library")
    opened(page, "library")
    with page.context.expect_page() as other:
        bar(page).locator(".act").nth(2).click(modifiers=["Control"])
    opened(other.value, "newsgroups")
    opened(page, "library")


def test_what_a_session_knows_survives_going_from_page_to_page(open_page) -> None:
    page = open_page("/practice")
    opened(page, "practice")
    connections: list[WebSocket] = []
    page.on("websocket", lambda socket: connections.append(socket))
    go_to(page, "one_pass")
    go_to(page, "practice")
    assert not connections


def test_a_path_that_is_not_a_page_says_so_and_leads_home(open_page) -> None:
    page = open_page("/no_such_page")
    expect(page.get_by_text("Page not found")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
