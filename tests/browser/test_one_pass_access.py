"""Act 1 for everyone: the automated accessibility check, names for all, a phone, a touch, a link, a theme."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.stage import OpenPage, stage_on

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("query", "width", "dark"), [("?step=Wh&panel=mistakes", 1280, False), ("?step=exp_large", 390, True)]
)
def test_axe_finds_nothing_serious(open_page: OpenPage, query: str, width: int, dark: bool) -> None:
    stage = stage_on(open_page, query, width=width, dark=dark)
    expect(stage.frame).to_have_css("color-scheme", "dark" if dark else "light")
    stage.page.wait_for_load_state("networkidle")
    if "panel" in query:
        expect(stage.page.get_by_text("Forget the transpose")).to_be_visible()
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


def test_matrices_are_real_tables_and_every_cell_and_control_has_a_name(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1")
    grid = stage.frame.get_by_role("table", name="h1, 5 × 4, samples × hidden units")
    expect(grid.locator("caption")).to_contain_text("5 × 4")
    expect(grid.get_by_role("cell", name="h1, sample 2, hidden unit 4: 6.9437")).to_be_visible()
    expect(stage.frame.locator("svg.network")).to_have_attribute("aria-label", re.compile("The network: 3 inputs"))
    stage.go_to("Wh")
    names = stage.frame.locator("button, select, input").evaluate_all(
        "controls => controls.map(each => each.getAttribute('aria-label') || each.textContent.trim())"
    )
    assert all(names)
    assert {"First step", "Step back", "Play", "Next step", "Speed", "Go to step"} <= set(names)


def test_a_deep_link_opens_its_numbers_at_its_step(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=dloss_dWh&x=1,2,3;4,5,6&t=0,1")
    stage.expect_step("dloss_dWh")
    expect(stage.equation.locator("caption").first).to_contain_text("3 × 2")


def test_the_theme_is_followed_when_it_changes_without_a_reload(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1")
    root = stage.frame
    expect(root).to_have_css("color-scheme", "light")
    stage.page.get_by_test_id("stMainMenu").locator("button").click()
    stage.page.get_by_role("menuitemradio", name="Dark").click()
    expect(root).to_have_css("color-scheme", "dark")
    stage.expect_step("h1")


def test_on_a_phone_words_come_first_then_numbers_arithmetic_and_network(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1", width=390, height=800, has_touch=True)
    parts = [stage.frame.locator(part).bounding_box() for part in (".what", ".equation", ".sum", "svg.network")]
    tops = [box["y"] for box in parts if box]
    assert len(tops) == 4
    assert tops == sorted(tops)
    stage.frame.locator("svg.network .seat").nth(3 + 2).tap()
    expect(stage.arithmetic).to_contain_text("h1 · sample 1 · hidden unit 3")
    following = stage.control("Next step").bounding_box()
    assert following
    assert following["y"] + following["height"] <= 800
    assert following["height"] >= 40
