"""The way through the lesson: whoever presses "Next" alone gets from Home to the last page, and back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.shared.lesson_path import STOPS

pytestmark = pytest.mark.browser


def test_next_leads_from_home_through_every_page_and_home_again(open_page: Callable[..., Page]) -> None:
    page = open_page("/", width=1366, height=640)
    for stop in STOPS:
        page.locator(".onward .after").click()
        page.wait_for_url(re.compile(rf"/{stop.path}(\?|$)"))
        expect(page.locator('.pages [aria-current="page"]')).to_have_text(stop.title)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page).to_have_title(f"{stop.title} · Glassnet")
    page.locator(".onward .after").click()
    page.wait_for_url(re.compile(r"//[^/]+/(\?|$)"))


def test_next_on_the_stage_walks_all_steps_and_on_to_act_2(open_page: Callable[..., Page]) -> None:
    page = open_page("/one_pass", width=1366, height=640)
    button = page.locator(".stage .next")
    expect(button).to_be_visible()
    place = button.bounding_box()
    for _ in range(80):
        if "Act 2" in button.inner_text():
            break
        button.click()
        assert button.bounding_box() == place
    expect(button).to_contain_text("Act 2")
    button.click()
    page.wait_for_url(re.compile(r"/library"))
