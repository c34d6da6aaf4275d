"""The film of act 2 in Chromium: it grows, plays, is scrubbed, stays where it was put, and says the true figures."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.film import SLOW, at, axes, film, picture, press, until

pytestmark = pytest.mark.browser
LONG = "/region?units=32,32,32&epochs=400&samples=30000"


def test_play_moves_region_curves_and_account_together_and_pause_stops_them(open_page):
    page = open_page("/region?epoch=0")
    film(page)
    expect(page.locator(".account")).to_contain_text("50.12 % of 10,000", timeout=SLOW)
    before = picture(page)
    page.get_by_role("button", name="play", exact=True).click()
    expect(page.locator(".where")).to_have_text(re.compile("epoch [3-9] of 30"), timeout=SLOW)
    page.get_by_role("button", name="pause", exact=True).click()
    epoch = at(page)
    assert epoch >= 3
    expect(page.locator(".account")).to_contain_text(f"epoch {epoch:g}")
    until(page, lambda: picture(page) != before)
    assert at(page) == epoch


def test_the_last_epoch_is_right_about_94_55_and_96_percent(open_page):
    page = open_page("/region")
    film(page)
    expect(page.locator(".account")).to_contain_text("94.55 % of 10,000 training points and 96.00 % of 100 unseen ones")
    expect(page.locator(".chart .values").first).to_contain_text("94.55 %")
    page.get_by_role("tab", name="Unseen points").click()
    expect(page.get_by_test_id("stMetricValue")).to_have_text("96.00%", timeout=SLOW)


def test_a_deep_link_opens_at_its_epoch_and_scrubbing_reaches_the_address_in_place(open_page):
    page = open_page("/region?epoch=8")
    film(page)
    assert at(page) == 8
    entries = page.evaluate("history.length")
    page.get_by_role("slider", name="epoch").focus()
    press(page, "ArrowLeft", "ArrowLeft")
    assert at(page) == 6
    page.wait_for_url(re.compile("epoch=6"), timeout=SLOW)
    press(page, "Home")
    expect(page.locator(".account")).to_contain_text("50.12 %")
    page.wait_for_url(re.compile("epoch=0"), timeout=SLOW)
    page.get_by_role("tab", name="Honest measuring").click()
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible(timeout=SLOW)
    assert "epoch=0" in page.url
    assert page.evaluate("history.length") == entries
    page.reload()
    assert at(page) == 0


def test_nothing_is_asked_of_the_server_while_the_film_plays(open_page):
    page = open_page("/region?epoch=0")
    film(page)
    expect(page.get_by_role("tab", name="Take away")).to_be_visible(timeout=SLOW)
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => { window.sent = 0; const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (...a) { window.sent += 1; return send.apply(this, a); }; }""")
    page.get_by_role("button", name="play", exact=True).click()
    expect(page.locator(".where")).to_have_text(re.compile("epoch [2-9] of 30"), timeout=SLOW)
    assert page.evaluate("window.sent") == 0


def test_keys_play_step_and_turn(open_page):
    page = open_page("/region?epoch=4")
    film(page).focus()
    press(page, "ArrowRight")
    assert at(page) == 5
    press(page, "ArrowLeft", "ArrowLeft")
    assert at(page) == 3
    press(page, "End")
    assert at(page) == 30
    straight = axes(page)
    page.locator("canvas.cube").first.focus()
    press(page, "ArrowLeft", "ArrowUp")
    until(page, lambda: axes(page) != straight)
    assert at(page) == 30
    press(page, "0")
    until(page, lambda: axes(page) == straight)
    page.get_by_role("button", name="nearer").first.click()
    until(page, lambda: axes(page) != straight)


@pytest.mark.worker
def test_the_camera_and_the_epoch_stay_across_a_new_run(open_page):
    page = open_page("/region?epoch=12")
    film(page)
    straight = axes(page)
    page.locator("canvas.cube").first.focus()
    press(page, *["ArrowLeft"] * 6)
    until(page, lambda: axes(page) != straight)
    turned = axes(page)
    told = page.locator(".account").inner_text()
    page.get_by_role("slider", name="Seed of the weights").focus()
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    page.wait_for_url(re.compile("seed=3"), timeout=SLOW)
    expect(page.locator(".account")).not_to_have_text(told, timeout=SLOW)
    film(page)
    assert axes(page) == turned
    assert at(page) == 12


@pytest.mark.worker
def test_a_long_run_is_seen_as_it_forms_is_stopped_and_all_of_it_stays_to_be_looked_at(open_page):
    page = open_page(LONG)
    expect(page.locator(".growing")).to_contain_text(re.compile("Training: epoch [1-9]"), timeout=SLOW)
    early = page.locator(".account").inner_text()
    expect(page.locator(".account")).not_to_have_text(early, timeout=SLOW)
    page.locator(".growing").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("This run was stopped at epoch")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Train it to the end")).to_be_visible()
    page.get_by_role("slider", name="epoch").focus()
    press(page, "Home")
    expect(page.locator(".account")).to_contain_text("At epoch 0,")
    page.get_by_role("tab", name="Unseen points").click()
    expect(page.get_by_test_id("stMetricValue")).to_contain_text("%", timeout=SLOW)
