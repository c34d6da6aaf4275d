"""Act 1 as one file: opened from a disk without network, it steps, plays, asks, tests and takes other numbers."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from engine.one_pass import LESSON, payload, trace
from engine.one_pass.edits import edit
from engine.one_pass.page_file import page_data, page_file
from pages.shared.palette import DARK, LIGHT
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

LARGEST_FILE = 400_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "one_pass.html"
    path.write_text(
        page_file(page_data(trace(LESSON), {"light": asdict(LIGHT), "dark": asdict(DARK)})), encoding="utf-8"
    )
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Callable[..., Stage]]:
    """Opens the file in a browser that is offline; an error of the page, or anything it fetches, fails the test."""
    contexts, problems = [], []

    def open_file(
        hash: str = "", width: int = 1366, height: int = 640, dark: bool = False, touch: bool = False
    ) -> Stage:
        scheme = "dark" if dark else "light"
        size = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme, has_touch=touch, offline=True))
        page: Page = contexts[-1].new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda asked: problems.append(asked.url) if asked.url.startswith("http") else None)
        page.goto(file.as_uri() + hash)
        return Stage(page)

    yield open_file
    for context in contexts:
        context.close()
    assert not problems


def test_the_file_is_small(file: Path) -> None:
    assert file.stat().st_size < LARGEST_FILE


def test_every_step_is_there_with_its_motion_and_its_sentence(opened: Callable[..., Stage]) -> None:
    stage = opened()
    steps = payload(trace(LESSON))["steps"]
    for step in steps:
        stage.expect_step(step["id"])
        assert stage.words.locator(".what").inner_text().strip()
        stage.press("ArrowRight")
    stage.press("Home")
    stage.go_to("h1")
    stage.press("+", "+", "m")
    stage.frame.locator(".token").first.wait_for()
    stage.press("p")
    expect(stage.frame.locator(".choose").first).to_be_visible()


def test_a_changed_number_gives_the_engines_numbers_without_a_server(opened: Callable[..., Stage]) -> None:
    stage = opened("#step=X")
    stage.cell("X", 0, 0).click()
    stage.page.keyboard.type("4.5")
    stage.press("Enter")
    changed = json.loads(json.dumps(payload(trace(edit(LESSON, "X", 0, 0, "4.5")))))
    loss = changed["values"]["cce_loss"]["data"][0][0]
    expect(stage.part("chip .losses b").first).to_have_text(f"{loss:.4f}")
    expect(stage.part("code")).to_have_text(next(step["code"] for step in changed["steps"] if step["id"] == "X"))
    stage.press("Escape", "Control+z")
    expect(stage.cell("X", 0, 0)).to_have_text("1")


def test_what_needs_the_app_says_so(opened: Callable[..., Stage]) -> None:
    stage = opened("#step=Wh")
    stage.cell("Wh", 0, 0).click()
    stage.frame.locator(".field").fill("1/2")
    stage.press("Enter")
    expect(stage.frame.locator(".reason")).to_contain_text("need the app")


def test_a_gradient_is_tested_and_a_cell_follows_the_pointer(opened: Callable[..., Stage]) -> None:
    stage = opened("#step=dloss_dWo")
    stage.cell("dloss_dWo", 3, 1).hover()
    expect(stage.arithmetic).to_contain_text("hidden unit 4")
    stage.cell("dloss_dWo", 3, 1).click()
    stage.frame.get_by_role("button", name="Check it: nudge Wo").click()
    expect(stage.frame.locator(".nudge")).to_contain_text("agree to")


@pytest.mark.parametrize(("width", "dark"), [(1366, False), (1366, True), (390, False)])
def test_axe_finds_nothing_serious_in_the_file(opened: Callable[..., Stage], width: int, dark: bool) -> None:
    stage = opened("#step=h1", width=width, height=640 if width > 500 else 800, dark=dark, touch=width < 500)
    expect(stage.frame).to_have_css("color-scheme", "dark" if dark else "light")
    assert stage.page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(stage.page).response["violations"]
    serious = {
        each["id"]: [node["html"][:200] for node in each["nodes"]]
        for each in found
        if each["impact"] in ("serious", "critical")
    }
    assert not serious
