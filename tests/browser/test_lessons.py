"""Lessons: walked alone with a mistake, taken along by a room, made and sent as a link, handed in."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def start(page: Page, title: str) -> None:
    page.get_by_role("article", name=title).get_by_role("button", name="Start").click()
    expect(page.get_by_role("region", name="Lesson")).to_be_visible()


def test_a_lesson_is_walked_with_a_mistake_and_handed_in(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page("/lessons", width=1366, height=640)
    start(page, "Why seeds matter")
    lesson = page.get_by_role("region", name="Lesson")
    page.wait_for_url("**/region**")
    lesson.get_by_role("button", name="always", exact=True).click()
    expect(lesson.get_by_role("status")).to_contain_text("expected training to forget where it began")
    lesson.get_by_role("button", name="not always").click()
    expect(lesson.get_by_role("status")).to_have_text("Right: not always, at try 2")
    for stop in range(2, 6):
        lesson.get_by_role("button", name="Next").click()
        expect(lesson).to_contain_text(f"stop {stop} of 5")
    page.wait_for_url("**/side_by_side**")
    page.reload()
    with page.expect_download() as download:
        lesson.get_by_role("button", name="Hand in").click()
    handed = tmp_path / "ada.json"
    download.value.save_as(handed)
    assert json.loads(handed.read_text())["given"]["0"] == ["always", "not always"]
    lesson.get_by_role("button", name="Leave the lesson").click()
    page.goto(re.sub(r"/side_by_side.*", "/lessons", page.url))
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(handed)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_below_a_lesson_act_1_can_still_be_read_on_a_small_laptop(open_page: Callable[..., Page]) -> None:
    page = open_page("/lessons", width=1366, height=640)
    start(page, "Backprop in 20 minutes")
    lesson = page.get_by_role("region", name="Lesson")
    for stop in (2, 3):  # nothing is asked; something is
        lesson.get_by_role("button", name="Next", exact=True).click()
        expect(lesson).to_contain_text(f"stop {stop} of 11")
        number = page.locator(".stage .equation td").nth(4)
        expect(number).to_have_css("font-size", re.compile(r"1[2-9](\.\d+)?px"))
        if stop == 2:
            assert page.get_by_role("button", name="Next step").bounding_box()["y"] < 600


def test_a_lesson_that_begins_on_home_goes_on_from_there(open_page: Callable[..., Page]) -> None:
    page = open_page("/lessons", width=1366, height=640)
    start(page, "Everything, three hours")
    page.locator(".start").first.wait_for()
    page.get_by_role("region", name="Lesson").get_by_role("button", name="Next").click()
    page.wait_for_url("**/one_pass?step=unit_given**")


def test_a_room_is_taken_along_and_asked_what_the_stop_asks(open_page: Callable[..., Page]) -> None:
    teacher = open_page("/lessons")
    teacher.get_by_role("button", name="Teach with this").click()
    teacher.get_by_role("button", name="Open a room").click()
    code = teacher.locator(".strip .code").inner_text().replace(" ", "").lower()
    student = open_page(f"/?room={code}")
    student.wait_for_url("**/lessons**")
    teacher.keyboard.press("Escape")
    start(teacher, "Why seeds matter")
    student.wait_for_url("**/region**")
    teacher.get_by_role("button", name="Ask the class this").click()
    student.get_by_role("button", name="always", exact=True).click()
    expect(teacher.locator(".answers")).to_contain_text("1 answered")
    teacher.get_by_role("button", name="Reveal").click()
    expect(student.locator(".question")).to_contain_text("The answer: not always")


def test_a_lesson_of_ones_own_is_made_and_opened_by_its_link(open_page: Callable[..., Page]) -> None:
    page = open_page("/lessons", width=390, height=800)
    page.get_by_role("button", name="Add a stop").click()
    expect(page.get_by_role("alert")).to_contain_text("leads to no page of Glassnet")
    page.get_by_label("Link of the stop").fill(page.url.replace("lessons", "seeds?lr=0.1"))
    page.get_by_role("button", name="Add a stop").click()
    page.get_by_label("Say").fill("<b>Ten times</b> the learning rate")
    page.get_by_role("button", name="Ask something").click()
    page.get_by_label("Question").fill("What happens?")
    page.get_by_label("Right answer").fill("it jumps")
    page.get_by_label("Wrong ones to choose from").fill("nothing = did not look | it stops")
    page.get_by_label("Title").fill("Mine")
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Mine")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.get_by_role("button", name="Copy link").last.click()
    expect(page.get_by_role("status").first).to_have_text("The link is copied.")
    other = open_page("/" + page.evaluate("window.copied").split("/")[-1])
    start(other, "Mine")
    other.wait_for_url("**/seeds?lr=0.1**")
    lesson = other.get_by_role("region", name="Lesson")
    expect(lesson).to_contain_text("<b>Ten times</b> the learning rate")
    lesson.get_by_role("button", name="nothing").click()
    expect(lesson.get_by_role("status")).to_contain_text("did not look")


def test_where_a_browser_has_no_clipboard_the_link_itself_is_shown(open_page: Callable[..., Page]) -> None:
    page = open_page("/lessons", before="Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.get_by_role("button", name="Copy link").first.click()
    expect(page.get_by_text(re.compile(r"^Copy this link: http://\S+/lessons\?lesson="))).to_be_visible()


def test_a_damaged_link_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("/lessons?lesson=eJx____")
    expect(page.get_by_role("alert")).to_contain_text("damaged")


def test_the_glossary_finds_a_word_and_leads_to_the_place_that_shows_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/glossary?term=softmax", width=390, height=800)
    expect(page.locator(".entry.asked dt")).to_have_text("softmax")
    page.get_by_role("searchbox", name="Find a word").fill("dot product")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ words?$"))
    entry = page.locator(".entry", has=page.get_by_text("dot product", exact=True))
    entry.get_by_role("link").click()
    page.wait_for_url("**/one_pass?step=unit_sum**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_is_embedded_without_the_parts_that_a_link_leaves_out(open_page: Callable[..., Page]) -> None:
    page = open_page("/one_pass?step=h1", width=1280, height=720)
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_text("Embed it in a page").click()
    page.get_by_label("the explanation").check()
    line = page.get_by_label("Line of HTML").input_value()
    address = re.search(r'src="([^"]+)"', line)
    assert address is not None
    path = address[1].replace("&amp;", "&").split("/", 3)[3]
    assert "embed=true" in path
    assert "hide=menu,next,teach,words" in path
    embedded = open_page("/" + path, width=800, height=450)
    expect(embedded.get_by_role("button", name="Teach with this")).to_be_hidden()
    expect(embedded.locator(".st-key-frame_bar")).to_be_hidden()
    expect(embedded.locator(".st-key-frame_foot")).to_be_hidden()


def test_a_lesson_is_taken_along_as_a_page_that_works_without_a_network(
    open_page: Callable[..., Page], browser: Browser, tmp_path: Path
) -> None:
    page = open_page("/lessons")
    with page.expect_download() as download:
        page.get_by_role("article", name="Backprop in 20 minutes").get_by_role("button", name="Save as a page").click()
    kept = tmp_path / "lesson.html"
    download.value.save_as(kept)
    alone = browser.new_context(viewport={"width": 1366, "height": 640}, offline=True).new_page()
    problems: list[str] = []
    alone.on("pageerror", lambda error: problems.append(str(error)))
    alone.goto(kept.as_uri())
    lesson, stage = alone.get_by_role("region", name="Lesson"), alone.frame_locator("iframe").locator(".stage")
    expect(stage).to_have_attribute("data-step", "unit_sum")
    for step in ("X", "h1"):
        lesson.get_by_role("button", name="Next").click()
        expect(stage).to_have_attribute("data-step", step)
    lesson.get_by_role("button", name="3 × 3").click()
    expect(lesson.get_by_role("status")).to_contain_text("kept the inner sizes")
    lesson.get_by_role("button", name="5 × 4").click()
    expect(lesson.get_by_role("status")).to_have_text("Right: 5 × 4, at try 2")
    alone.context.close()
    assert problems == []
