"""Act 2 for everyone: the automated accessibility check, a phone, fingers, the keyboard, a browser without 3D."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.act2_page import SLOW, film, inside, picture, press, until
from tests.browser.axe import nothing_serious

pytestmark = pytest.mark.browser
NO_3D = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...more);
};"""
VIEWS = {"/region?epoch=30": 1280, "/side_by_side?epoch=30": 1280, "/seeds?seeds=16": 390, "/library": 1280}


@pytest.mark.parametrize(("path", "width"), VIEWS.items())
def test_axe_finds_nothing_serious(open_page, path: str, width: int) -> None:
    page = open_page(path, width=width, reduced_motion="reduce")
    if "library" in path:
        page.locator("h1").first.wait_for(timeout=SLOW)
    elif "seeds" in path:
        page.locator(".act2[data-finished='true']").wait_for(timeout=SLOW)
    else:
        film(page)
    page.wait_for_load_state("networkidle")
    nothing_serious(page)
    if "region" not in path:
        return
    page.set_viewport_size({"width": 390, "height": 800})
    for number, view in enumerate(("Measuring", "A point", "Take away", "Try it")):
        page.get_by_role("button", name=view, exact=True).click()
        expect(page.locator(".body > *")).to_be_visible()
        nothing_serious(page, "dark" if number % 2 else "light")


@pytest.fixture
def phone(open_page) -> Page:
    page = open_page("/region?epoch=30", width=390, height=800, has_touch=True, is_mobile=True)
    film(page)
    page.locator("canvas.cube").first.scroll_into_view_if_needed()
    return page


def test_on_a_phone_the_sliders_are_a_sheet_below_the_cube_that_they_move(phone) -> None:
    slider = phone.get_by_role("slider", name="Learning rate")
    expect(slider).to_be_hidden()
    phone.get_by_role("button", name="sliders").tap()
    expect(slider).to_be_visible()

    def ends(part: str) -> tuple[float, float]:
        box = phone.locator(part).bounding_box() or {"y": -1, "height": 0}
        return box["y"], box["y"] + box["height"]

    until(
        phone, lambda: ends("canvas.cube")[0] >= 0 and ends("canvas.cube")[1] <= ends(".knobs")[0]
    )  # it scrolls there
    top, bottom = ends("canvas.cube")
    assert bottom - top >= 240
    assert ends(".knobs")[1] <= ends(".time")[0] + 1
    assert ends(".time")[1] <= 800
    told = phone.locator(".spark.accuracy b").inner_text()
    slider.evaluate("node => { node.value = 0; node.dispatchEvent(new Event('input')); }")
    expect(phone.locator(".spark.accuracy b")).not_to_have_text(told, timeout=SLOW)
    press(phone, "Escape")
    expect(slider).to_be_hidden()


@pytest.mark.parametrize("path", ["/region?epoch=30", "/side_by_side?epoch=30", "/seeds?seeds=16"])
def test_at_390_pixels_nothing_scrolls_sideways_and_targets_are_large(open_page, path: str) -> None:
    page = open_page(path, width=390, height=800, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page.locator(".act2[data-finished='true'], .act2[data-busy='false'][data-epoch]").wait_for(timeout=SLOW)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.locator(".act2 *").evaluate_all(
        """nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth + 2 && node.clientWidth
          && ["auto", "scroll"].includes(getComputedStyle(node).overflowX)).map((node) => node.className)"""
    )
    assert wide == []
    for button in page.locator(".act2 .play, .act2 .thumbs button, .act2 .views button, .act2 .tools button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 40, button.inner_text()


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("canvas.cube").first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(page: Page, fingers: list[list[tuple[float, float]]]) -> None:
    """Fingers put down at the first of their places, moved to the others, lifted."""
    client = page.context.new_cdp_session(page)

    def touch(kind: str, step: int) -> None:
        points = [{"x": way[step][0], "y": way[step][1], "id": i} for i, way in enumerate(fingers)]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []})

    touch("touchStart", 0)
    for step in range(1, len(fingers[0])):
        touch("touchMove", step)
    touch("touchEnd", -1)


def scrolled(page: Page) -> float:
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop + scrollY")


def test_on_a_phone_a_finger_along_turns_the_cube_and_a_finger_up_scrolls_the_page(phone) -> None:
    straight, (x, y), start = picture(phone), middle(phone), scrolled(phone)
    swipe(phone, [[(x - 80 + 10 * step, y) for step in range(16)]])
    until(phone, lambda: picture(phone) != straight)
    assert scrolled(phone) == start
    phone.get_by_role("button", name="view from the start").click()
    until(phone, lambda: picture(phone) == straight)
    swipe(phone, [[(x, y + 100 - 15 * step) for step in range(14)]])
    until(phone, lambda: scrolled(phone) > start + 50)
    assert picture(phone) == straight


def test_two_fingers_zoom(phone) -> None:
    straight, (x, y) = picture(phone), middle(phone)
    apart = [20 + 8 * step for step in range(8)]
    swipe(phone, [[(x - d, y) for d in apart], [(x + d, y) for d in apart]])
    until(phone, lambda: picture(phone) != straight)


def test_the_keyboard_alone_turns_plays_and_sets(open_page) -> None:
    page = open_page("/region?epoch=4")
    film(page)
    straight = picture(page)
    page.locator("canvas.cube").focus()
    press(page, "ArrowLeft", "ArrowUp")
    until(page, lambda: picture(page) != straight)
    press(page, "0")
    until(page, lambda: picture(page) == straight)
    page.get_by_role("slider", name="Seed").focus()
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    page.wait_for_url("**/*seed=3*", timeout=SLOW)
    assert film(page).get_attribute("data-epoch") == "4"
    page.locator("canvas.cube").focus()
    press(page, "PageDown")
    expect(page.locator(".act2")).to_have_attribute("data-epoch", "5")


def test_letters_typed_into_a_field_are_not_keys(open_page) -> None:
    page = open_page("/region?epoch=4")
    film(page)
    page.get_by_role("button", name="Hidden layers and their units", exact=False).first.click()
    field = page.get_by_label("Units per hidden layer")
    field.fill("")
    field.press_sequentially("w 3")
    expect(field).to_have_value("w 3")
    assert film(page).get_attribute("data-epoch") == "4"
    expect(page.get_by_role("button", name="only wrong points")).to_have_attribute("aria-pressed", "false")


def test_what_the_picture_shows_is_told_in_words(open_page) -> None:
    page = open_page("/region?epoch=30")
    film(page)
    cube = page.get_by_role("img", name="The decision region in 3D. At epoch 30, 94.55%")
    expect(cube).to_have_count(1)
    expect(page.locator(".act2 [role=status].unseen")).to_contain_text("closed on all sides", timeout=SLOW)


def test_without_webgl_the_network_and_the_words_still_work(open_page) -> None:
    page = open_page("/region?epoch=30", before=NO_3D)
    film(page)
    expect(page.locator(".sorry")).to_contain_text("cannot draw 3D")
    expect(page.locator(".say")).to_contain_text("94.55%")
    assert page.locator(".node").first.is_visible()


def test_without_workers_the_page_trains_by_itself(open_page) -> None:
    page = open_page("/region?lr=0.02&epoch=30", before="delete globalThis.Worker")
    film(page)
    expect(page.locator(".say")).to_contain_text("of 10,000 points are classified correctly")


FOCUSED = """() => { let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const { left, top, height } = node.getBoundingClientRect();
  const main = document.querySelector("[data-testid=stMain]");
  return node.closest(".pair") && !node.closest(".time") ? [top + height / 2 + main.scrollTop, left] : null; }"""


def test_on_a_phone_the_focus_goes_through_side_by_side_as_the_eye_does(open_page) -> None:
    page = open_page("/side_by_side?epoch=30", width=390, height=800, reduced_motion="reduce")
    film(page)
    page.locator("canvas.cube").first.focus()
    places = []
    while place := page.evaluate(FOCUSED):
        places.append(place)
        page.keyboard.press("Tab")
    assert len(places) > 15
    for (above, left), (below, right) in pairwise(places):
        assert below > above + 4 or (below > above - 4 and right > left), places
    page.set_viewport_size({"width": 1366, "height": 640})
    expect(page.locator(".pair .three > *")).to_have_count(3)
    boxes = [part.bounding_box() for part in page.locator(".pair .three > *").all()]
    assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
    inside(page, ".three", 1366, 640)
