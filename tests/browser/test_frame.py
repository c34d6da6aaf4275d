"""The frame of every page: whole at every width, out of the way, and its keys."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.frame import BESIDE, PATHS, TITLES, bar, opened

pytestmark = pytest.mark.browser
INSIDE = """(node) => {
  const box = node.getBoundingClientRect();
  const there = node.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.width > 0 && box.x >= 0 && box.right <= innerWidth && (node.contains(there) || node === there);
}"""


def shown(page: Page, path: str) -> Page:
    opened(page, path)
    return page


def test_acts_and_next_are_whole_at_every_width_and_under_nothing(open_page) -> None:
    page = shown(open_page("/region", width=1920, height=900), "region")
    for width, height in ((1920, 900), (1366, 640), (1024, 640), (768, 640), (683, 320), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"innerWidth === {width}")
        for part in (".home", ".act >> nth=0", ".act >> nth=1", ".act >> nth=2", ".before", ".after", "#share"):
            assert bar(page).locator(part).evaluate(INSIDE), (width, part)
        assert bar(page).locator('.pages [aria-current="page"]').evaluate(INSIDE), width
        for tool in [*bar(page).locator(".tool:visible").all(), page.locator(".st-key-rooms .door")]:
            assert tool.evaluate(INSIDE), (width, tool.inner_text())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_a_page_has_one_heading_without_an_anchor_and_under_the_frame_at_no_width(open_page, address: str) -> None:
    page = open_page("/", width=1366, height=700)
    for path in (*PATHS, *BESIDE):
        page.goto(f"{address}/{path}")
        shown(page, path)
        expect(page.locator('[data-testid="stHeaderActionElements"]:visible')).to_have_count(0)
        expect(page.locator("h1")).to_have_count(1)
        for width in (390, 1366):
            page.set_viewport_size({"width": width, "height": 700})
            page.wait_for_function(f"innerWidth === {width}")
            edge = bar(page).evaluate("node => node.getBoundingClientRect().bottom")
            assert page.locator("h1").evaluate("node => node.getBoundingClientRect().top") >= edge, (path, width)


def test_the_first_tab_stop_of_the_frame_skips_to_the_page(open_page) -> None:
    page = shown(open_page("/library"), "library")
    skip = bar(page).locator(".skip")
    skip.focus()
    assert skip.evaluate(INSIDE)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_a_focus_on_the_frame_is_seen(open_page) -> None:
    page = shown(open_page("/library"), "library")
    bar(page).locator(".skip").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              let node = document.activeElement;
              while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
              return getComputedStyle(node).outlineStyle + " " + getComputedStyle(node).outlineWidth;
            }"""
        )
        assert outline == "solid 3px"


def test_stage_mode_leaves_the_page_alone_and_larger_on_every_page(open_page) -> None:
    page = shown(open_page("/library", width=1280, height=720), "library")
    heading = page.get_by_role("heading", level=1)
    before = heading.bounding_box()
    page.keyboard.press("f")
    expect(bar(page)).to_be_hidden()
    expect(page.locator(".st-key-frame_foot")).to_be_hidden()
    after = heading.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] < before["y"]
    assert after["height"] > before["height"]
    page.keyboard.press("]")
    expect(page).to_have_title(re.compile("Decision region"))
    expect(bar(page)).to_be_hidden()
    page.keyboard.press("Escape")
    expect(bar(page)).to_be_visible()


def test_on_stage_one_key_blackens_the_screen_and_brings_it_back(open_page) -> None:
    page = open_page("/library?stage=1")
    bar(page).locator(".home").wait_for(state="attached")
    page.keyboard.press(".")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator("#black")).to_have_count(0)
    page.keyboard.press(".")
    page.locator("#black").click()
    expect(page.locator("#black")).to_have_count(0)
    page.keyboard.press(".")
    page.keyboard.press("f")
    expect(page.locator("#black")).to_have_count(0)


def test_a_link_opens_in_stage_mode_and_hands_it_on(open_page) -> None:
    page = open_page("/library?stage=1")
    bar(page).locator(".home").wait_for(state="attached")
    expect(bar(page)).to_be_hidden()
    page.keyboard.press("l")
    assert "stage=1" in page.get_by_role("dialog").get_by_role("textbox").input_value()


def test_the_link_is_shown_with_a_qr_code_and_can_be_copied(open_page) -> None:
    page = shown(open_page("/one_pass", permissions=["clipboard-read", "clipboard-write"]), "one_pass")
    bar(page).locator("#share").click()
    dialog = page.get_by_role("dialog")
    code = dialog.get_by_role("img", name="QR code")
    expect(code).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=code.element_handle())
    link = dialog.get_by_role("textbox").input_value()
    assert link.split("?")[0] == page.url.split("?")[0]
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_letter_keys_can_be_switched_off_for_all_pages(open_page) -> None:
    page = shown(open_page("/library"), "library")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.reload()
    opened(page, "library")
    page.keyboard.press("f")
    page.keyboard.press("]")
    opened(page, "region")


def test_a_letter_typed_into_a_field_is_never_a_key(open_page) -> None:
    page = shown(open_page("/newsgroups?view=Tokens"), "newsgroups")
    field = page.get_by_role("textbox").first
    field.fill("")
    field.press_sequentially("f l ?")
    expect(field).to_have_value("f l ?")
    expect(bar(page)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_where_somebody_was_is_kept_in_the_browser(open_page) -> None:
    page = shown(open_page("/library?part=Layer+by+layer"), "library")
    page.wait_for_function("localStorage.getItem('glassnet.place')")
    kept = json.loads(page.evaluate("localStorage.getItem('glassnet.place')"))
    assert kept["path"] == "library"
    assert kept["title"] == TITLES["library"]


def test_a_browser_that_keeps_nothing_loses_nothing_else(open_page, browser) -> None:
    page = open_page("/")
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.goto(page.url + "library")
    opened(page, "library")
    page.keyboard.press("f")
    expect(bar(page)).to_be_hidden()
