"""The film of act 2 in Chromium: it plays, is scrubbed, stays where it was put, and says the true figures."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def film(page: Page):
    """The film, once it is there."""
    page.locator(".account").wait_for(timeout=60_000)
    return page.locator(".film[data-epoch]")


def at(page: Page) -> float:
    return float(film(page).get_attribute("data-epoch") or "nan")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def picture(page: Page) -> bytes:
    """What the cube shows, as a picture of its own."""
    page.wait_for_timeout(600)
    return page.locator("canvas.cube").first.screenshot()


def test_play_moves_region_curves_and_account_together_and_pause_stops_them(open_page):
    page = open_page("/region?epoch=0")
    expect(page.locator(".account")).to_contain_text("50.12 % of 10,000", timeout=60_000)
    before = picture(page)
    page.get_by_role("button", name="play", exact=True).click()
    expect(page.locator(".where")).to_have_text(re.compile("epoch [3-9] of 30"), timeout=30_000)
    page.get_by_role("button", name="pause", exact=True).click()
    epoch = at(page)
    assert epoch >= 3
    expect(page.locator(".account")).to_contain_text(f"epoch {epoch:g}")
    assert picture(page) != before
    assert at(page) == epoch


def test_the_last_epoch_is_right_about_94_55_and_96_percent(open_page):
    page = open_page("/region")
    film(page)
    expect(page.locator(".account")).to_contain_text("94.55 % of 10,000 training points and 96.00 % of 100 unseen ones")
    expect(page.locator(".chart .values").first).to_contain_text("94.55 %")
    page.get_by_role("tab", name="Unseen points").click()
    expect(page.get_by_test_id("stMetricValue")).to_have_text("96.00%", timeout=30_000)


def test_a_deep_link_opens_at_its_epoch_and_scrubbing_reaches_the_address(open_page):
    page = open_page("/region?epoch=8")
    film(page)
    assert at(page) == 8
    slider = page.get_by_role("slider", name="epoch")
    slider.focus()
    press(page, "ArrowLeft", "ArrowLeft")
    assert at(page) == 6
    page.wait_for_url(re.compile("epoch=6"))
    press(page, "Home")
    expect(page.locator(".account")).to_contain_text("50.12 %")
    page.wait_for_url(re.compile("epoch=0"))
    page.reload()
    film(page)
    assert at(page) == 0


def test_nothing_is_asked_of_the_server_while_the_film_plays(open_page):
    page = open_page("/region?epoch=0")
    film(page)
    page.wait_for_timeout(2000)
    sent = []
    page.evaluate("""() => { window.sent = 0; const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (...a) { window.sent += 1; return send.apply(this, a); }; }""")
    page.get_by_role("button", name="play", exact=True).click()
    for _ in range(8):
        page.wait_for_timeout(300)
        sent.append(page.evaluate("window.sent"))
    assert at(page) > 0
    assert sent[-1] == 0


def test_keys_play_step_and_turn(open_page):
    page = open_page("/region?epoch=4")
    film(page).focus()
    press(page, "ArrowRight")
    assert at(page) == 5
    press(page, "ArrowLeft", "ArrowLeft")
    assert at(page) == 3
    press(page, "End")
    assert at(page) == 30
    straight = picture(page)
    page.locator("canvas.cube").first.focus()
    press(page, "ArrowLeft", "ArrowUp")
    assert at(page) == 30
    assert picture(page) != straight


def axes(page: Page) -> list[str]:
    """Where the names of the axes stand: they move with the camera."""
    page.wait_for_timeout(500)
    return [name.get_attribute("style") or "" for name in page.locator(".view").first.locator(".axis").all()]


def test_the_camera_and_the_epoch_stay_across_a_new_run(open_page):
    page = open_page("/region?epoch=12")
    film(page)
    straight = axes(page)
    page.locator("canvas.cube").first.focus()
    press(page, *["ArrowLeft"] * 6)
    turned = axes(page)
    assert turned != straight
    told = page.locator(".account").inner_text()
    page.get_by_role("slider", name="Seed of the weights").focus()
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    page.wait_for_url(re.compile("seed=3"), timeout=60_000)
    expect(page.locator(".account")).not_to_have_text(told, timeout=60_000)
    assert axes(page) == turned
    assert at(page) == 12
