"""The two pages in a file that README links: each works from a disk, without a network."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.act2_page import SLOW, film, hold
from tests.browser.app import ROOT
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
def linked(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens a linked file offline; an error of the page, or anything it asks a host for, fails the test."""
    context, problems = browser.new_context(viewport={"width": 1366, "height": 640}, offline=True), []

    def opened(name: str) -> Page:
        path = f"assets/files/{name}"
        assert f"]({path})" in (ROOT / "README.md").read_text(encoding="utf-8")
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda asked: problems.append(asked.url) if asked.url.startswith("http") else None)
        page.goto((ROOT / path).as_uri())
        return page

    yield opened
    context.close()
    assert not problems


def test_act_1_steps_on(linked: Callable[[str], Page]):
    stage = Stage(linked("one_pass.html"))
    stage.go_to("h1")
    stage.press("ArrowRight")
    stage.expect_step("a1")


def test_act_2_trains_under_the_hand(linked: Callable[[str], Page]):
    page = linked("region.html")
    film(page)
    accuracy = page.locator(".spark.accuracy b")
    told = accuracy.inner_text()
    hold(page, "Learning rate", 0.9)
    page.mouse.up()
    expect(accuracy).not_to_have_text(told, timeout=SLOW)
    film(page)
