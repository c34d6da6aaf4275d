"""Home: alive, on one fold, and a way in from wherever somebody was."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.frame import TITLES, bar, go_to, opened

pytestmark = pytest.mark.browser
PICTURE = "canvas => canvas.toDataURL()"


def sky(page: Page) -> Page:
    opened(page, "")
    page.locator(".sky button").wait_for()
    return page


@pytest.mark.parametrize(("width", "height", "dark"), [(1366, 640, False), (1280, 720, True), (1920, 900, False)])
def test_title_way_in_and_the_three_acts_share_a_fold(open_page, width: int, height: int, dark: bool) -> None:
    page = sky(open_page("/", width=width, height=height, dark=dark))
    for part in [page.locator("h1"), page.locator(".start .go"), *page.locator(".cards .card").all()]:
        box = part.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_card_leads_to_its_act_wherever_it_is_pressed(open_page) -> None:
    for act, path in enumerate(("one_pass", "library", "newsgroups")):
        page = sky(open_page("/"))
        page.locator(".cards .card").nth(act).locator(".motif").click()
        opened(page, path)


def test_the_region_forms_to_the_last_epoch_and_turns_under_the_hand(open_page) -> None:
    page = sky(open_page("/"))
    expect(page.locator(".sky .now")).to_contain_text("epoch 30 of 30", timeout=120_000)
    page.locator(".sky button").click()
    canvas = page.locator(".sky canvas")
    before, box = canvas.evaluate(PICTURE), canvas.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + 140)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 120, middle[1] + 10, steps=4)
    page.mouse.up()
    assert canvas.evaluate(PICTURE) != before


def test_who_wants_less_motion_sees_the_end_at_once_and_nothing_moves(open_page) -> None:
    page = sky(open_page("/", reduced_motion="reduce"))
    expect(page.locator(".sky .now")).to_contain_text("epoch 30 of 30")
    expect(page.get_by_role("button", name="Play again")).to_be_visible()


def test_without_webgl_there_is_a_picture(open_page) -> None:
    page = open_page("/library")
    opened(page, "library")
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        " return kind === 'webgl2' ? null : get.call(this, kind, ...more); };"
    )
    page.goto(page.url.rsplit("/", 1)[0] + "/")
    opened(page, "")
    image = page.locator(".sky img")
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())


def test_home_offers_to_go_on_from_where_one_was(open_page) -> None:
    page = sky(open_page("/"))
    expect(page.locator(".start .on")).to_have_count(0)
    go_to(page, "seeds")
    bar(page).locator("a.home").click()
    sky(page)
    link = page.locator(".start .on")
    expect(link).to_contain_text(f"Continue: {TITLES['seeds']}")
    link.click()
    opened(page, "seeds")


def test_on_a_phone_nothing_is_cut_and_the_way_in_is_on_the_first_screen(open_page) -> None:
    page = sky(open_page("/", width=390, height=844))
    box = page.locator(".start .go").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
