"""Act 1 for everyone: the automated accessibility check, a phone, a touch, a cold server at a deep link."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.app import running
from tests.browser.stage import OpenPage, Stage, stage_on

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("query", "width", "dark"),
    [
        ("?step=h1", 1280, False),
        ("?step=exp_large", 1280, True),
        ("?step=dloss_dWh", 390, True),
        ("?step=Wh", 390, False),
    ],
)
def test_axe_finds_nothing_serious(open_page: OpenPage, query: str, width: int, dark: bool) -> None:
    stage = stage_on(open_page, query, width=width, dark=dark)
    expect(stage.page.locator(".root")).to_have_css("color-scheme", "dark" if dark else "light")
    stage.page.wait_for_load_state("networkidle")
    stage.page.wait_for_timeout(500)
    found = Axe().run(stage.page).response["violations"]
    serious = {
        each["id"]: [node["html"][:200] for node in each["nodes"]]
        for each in found
        if each["impact"] in ("serious", "critical")
    }
    assert not serious


def test_at_390_pixels_nothing_scrolls_sideways_but_what_is_meant_to(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h2&hidden=8,8", width=390, height=800, has_touch=True)
    for _ in range(4):
        assert stage.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert stage.frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth + 1")
        stage.press("n")


def test_a_tap_questions_a_cell(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1", width=390, height=800, has_touch=True)
    stage.cell("h1", 3, 3).tap()
    expect(stage.arithmetic).to_contain_text("sample 4 · hidden unit 4")
    stage.control("Next step").tap()
    stage.expect_step("a1")


def test_matrices_are_real_tables_whose_cells_say_where_they_stand(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1")
    grid = stage.frame.get_by_role("table", name="h1, 5 × 4, samples × hidden units")
    expect(grid.locator("caption")).to_contain_text("5 × 4")
    expect(grid.get_by_role("cell", name="h1, sample 2, hidden unit 4: 6.9437")).to_be_visible()
    expect(stage.frame.get_by_role("img")).to_have_attribute("aria-label", re.compile("The network: 3 inputs"))


def test_every_control_has_a_name(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=Wh")
    names = stage.frame.locator("button, select, input").evaluate_all(
        "controls => controls.map(each => each.getAttribute('aria-label') || each.textContent.trim())"
    )
    assert all(names)
    assert {"First step", "Step back", "Play", "Next step", "Last step", "Speed", "Go to step"} <= set(names)


def test_a_cold_server_opened_at_a_deep_link_shows_that_step_and_the_navigation(browser: Browser) -> None:
    with running() as (address, _):
        page = browser.new_page()
        page.goto(f"{address}/one_pass?step=dloss_dWh&x=1,2,3;4,5,6&t=0,1")
        stage = Stage(page)
        stage.expect_step("dloss_dWh")
        expect(stage.equation.locator("caption").first).to_contain_text("3 × 2")
        expect(page.get_by_role("link", name="Decision region").first).to_be_attached()
        page.close()
