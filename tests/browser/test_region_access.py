"""Act 2 for everyone: the automated accessibility check, a phone, fingers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.film import SLOW, axes, film, until

pytestmark = pytest.mark.browser
READY = {"/region": ".account", "/side_by_side": ".account", "/seeds": ".tile", "/library": "code"}


@pytest.mark.worker
@pytest.mark.parametrize(
    ("path", "width", "dark"),
    [
        ("/region", 1280, True),
        ("/region?show=Take+away", 390, False),
        ("/side_by_side", 1280, False),
        ("/seeds", 390, True),
        ("/library?part=Layer+by+layer", 1280, False),
    ],
)
def test_axe_finds_nothing_serious(open_page, path: str, width: int, dark: bool) -> None:
    page = open_page(path, width=width, dark=dark)
    page.locator(READY[path.split("?")[0]]).first.wait_for(timeout=SLOW)
    if "side" in path or "region" in path:
        film(page)
    page.wait_for_load_state("networkidle")
    found = [each for each in Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")]
    assert not {each["id"]: [node["html"][:200] for node in each["nodes"]] for each in found}


@pytest.fixture
def phone(open_page) -> Page:
    page = open_page("/region", width=390, height=800, has_touch=True, is_mobile=True)
    film(page)
    page.locator("canvas.cube").first.scroll_into_view_if_needed()
    return page


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("canvas.cube").first.bounding_box()
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
    straight, (x, y), start = axes(phone), middle(phone), scrolled(phone)
    swipe(phone, [[(x - 80 + 10 * step, y) for step in range(16)]])
    until(phone, lambda: axes(phone) != straight)
    assert scrolled(phone) == start
    phone.get_by_role("button", name="view from the start").first.click()
    until(phone, lambda: axes(phone) == straight)
    swipe(phone, [[(x, y + 100 - 15 * step) for step in range(14)]])
    until(phone, lambda: scrolled(phone) > start + 50)
    assert axes(phone) == straight


def test_two_fingers_zoom(phone) -> None:
    straight, (x, y) = axes(phone), middle(phone)
    apart = [20 + 8 * step for step in range(8)]
    swipe(phone, [[(x - d, y) for d in apart], [(x + d, y) for d in apart]])
    until(phone, lambda: axes(phone) != straight)


def test_at_390_pixels_nothing_scrolls_sideways(phone) -> None:
    for panel in ("Cut", "Units", "Point", "Curves"):
        phone.get_by_role("button", name=panel, exact=True).click()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        assert phone.locator(".film").first.evaluate("node => node.scrollWidth <= node.clientWidth + 1")


def test_what_the_picture_shows_is_told_in_words(phone) -> None:
    cube = phone.get_by_role("img", name="The decision region in 3D, epoch 30")
    expect(cube).to_have_count(1)
    expect(phone.locator("[aria-live=polite]").first).to_contain_text("The region of class 0 fills", timeout=SLOW)
