"""Pages in a file: the two that README links work without a network; axe looks at act 2's and at a lesson's."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from engine.lessons import page_file as lesson
from engine.lessons import shipped
from engine.network.settings import LESSON
from engine.region import page_file as act_2
from pages.shared.palette import BOTH, BOTH_PICTURES
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


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (1366, True), (390, False)])
@pytest.mark.parametrize("name", ["region.html", "lesson.html"])
def test_axe_finds_nothing_serious_in_a_file(browser: Browser, tmp_path: Path, name: str, width: int, dark: bool):
    (tmp_path / "region.html").write_text(act_2.page_file(act_2.page_data(LESSON, BOTH_PICTURES)), encoding="utf-8")
    (tmp_path / "lesson.html").write_text(lesson.page_file(shipped("seeds"), BOTH, BOTH_PICTURES), encoding="utf-8")
    scheme = "dark" if dark else "light"
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto((tmp_path / name).as_uri())
    shown = page.frame_locator("iframe") if name == "lesson.html" else page
    shown.locator(".act2[data-playing='false'][data-busy='false'][data-epoch]").wait_for(timeout=SLOW)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    serious = {
        each["id"]: [node["html"][:200] for node in each["nodes"]]
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    }
    assert not serious
    context.close()
