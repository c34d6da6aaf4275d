"""The decision region in Chromium: it forms, plays, is scrubbed, follows the hand, stays in a fold and in the link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.act2_page import SLOW, at, film, hold, inside, picture, press, until

pytestmark = pytest.mark.browser
LONG = "/region?units=32,32,32&epochs=200&samples=30000"
# Keeps what the page says below the cube: the first of it is soon over.
SAID = """{
    window.said = [];
    const put = Element.prototype.replaceChildren;
    Element.prototype.replaceChildren = function (...parts) {
        put.apply(this, parts);
        if (this.classList.contains("say")) said.push(this.textContent);
    };
}
"""


def test_it_opens_untrained_and_plays_once_to_the_end(open_page):
    page = open_page("/region", before=SAID)
    film(page)
    assert "random first weights" in page.evaluate("said")[0]
    assert at(page) == 30
    expect(page.locator(".say")).to_contain_text(
        "94.55% of 10,000 points are classified correctly, 96.00% of 100 unseen"
    )
    expect(page.locator(".say")).to_contain_text("four planes")
    expect(page.locator(".spark.accuracy b")).to_have_text("94.55%")


def test_a_film_ends_where_its_link_wants_it_to(open_page):
    page = open_page("/region?embed=true&epoch=3&end=6")
    assert at(page) == 3
    press(page, " ")
    page.locator(".act2[data-epoch='6'][data-playing='false']").wait_for(timeout=SLOW)
    assert at(page) == 6


def test_who_asked_for_less_motion_sees_the_end_at_once(open_page):
    page = open_page("/region", reduced_motion="reduce")
    page.locator(".act2[data-epoch]").wait_for(timeout=SLOW)
    assert page.locator(".act2").get_attribute("data-epoch") == "30"
    assert page.locator(".act2").get_attribute("data-playing") == "false"


def test_play_moves_cube_network_and_words_and_pause_stops_them(open_page):
    page = open_page("/region?epoch=0")
    film(page)
    assert at(page) == 0
    before = picture(page)
    press(page, " ")
    expect(page.locator(".where")).to_have_text(re.compile("epoch [3-9] / 30"), timeout=SLOW)
    press(page, " ")
    assert 2 < at(page) < 30
    until(page, lambda: picture(page) != before)
    expect(page.locator(".say")).to_contain_text(f"after {at(page):g} epochs")


def test_a_link_opens_at_its_epoch_and_scrubbing_reaches_the_address_in_place(open_page):
    page = open_page("/region?epoch=8")
    film(page)
    assert at(page) == 8
    entries = page.evaluate("history.length")
    press(page, "ArrowLeft", "PageUp")
    assert at(page) == 6
    page.wait_for_url(re.compile("epoch=6"), timeout=SLOW)
    press(page, "Home")
    expect(page.locator(".spark.accuracy b")).to_have_text("50.12%")
    page.wait_for_url(re.compile("epoch=0"), timeout=SLOW)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=SLOW)
    assert "epoch=0" in page.url
    assert page.evaluate("history.length") == entries
    page.reload()
    assert at(page) == 0


def test_a_held_slider_retrains_at_once_and_the_address_hears_of_it_when_the_hand_lets_go(open_page):
    page = open_page("/region?epoch=10")
    film(page)
    accuracy = page.locator(".spark.accuracy b")
    told = accuracy.inner_text()
    hold(page, "Learning rate", 0.7)
    expect(accuracy).not_to_have_text(told, timeout=SLOW)
    assert "lr=" not in page.url
    assert page.locator(".act2").get_attribute("data-epoch") == "10"
    page.mouse.up()
    page.wait_for_url(re.compile("lr=0"), timeout=SLOW)
    assert at(page) == 10


def test_nothing_is_asked_of_the_server_while_it_plays(open_page):
    page = open_page("/region?epoch=0")
    film(page)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=SLOW)
    page.evaluate("""() => { window.sent = 0; const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (...a) { window.sent += 1; return send.apply(this, a); }; }""")
    press(page, " ")
    expect(page.locator(".where")).to_have_text(re.compile("epoch [2-9] / 30"), timeout=SLOW)
    assert page.evaluate("window.sent") == 0


def test_a_long_run_is_seen_as_it_forms_and_stops_at_once_keeping_what_there_is(open_page):
    page = open_page(LONG)
    page.locator(".act2[data-busy]").wait_for(timeout=SLOW)
    begin = page.get_by_role("button", name="Train it", exact=True)
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(begin.or_(stop)).to_be_visible(timeout=SLOW)
    if begin.is_visible():
        expect(page.locator(".notice")).to_contain_text(re.compile("takes about .* on this device"))
        begin.click()
    expect(page.locator(".where")).to_contain_text(re.compile("epoch [0-9.]*[1-9]"), timeout=SLOW)
    stop.click()
    expect(page.locator(".notice")).to_contain_text("Stopped at epoch")
    press(page, "Home")
    assert at(page) == 0


def test_other_points_dim_what_is_shown_until_they_have_a_region_of_their_own(open_page):
    page = open_page("/region")
    film(page)
    dimmed = page.locator(".act2").evaluate_handle(
        """node => { const seen = { was: false };
        new MutationObserver(() => { if (node.classList.contains("stale")) seen.was = true; })
          .observe(node, { attributes: true }); return seen; }"""
    )
    page.get_by_role("button", name="Rings", exact=True).click()
    film(page)
    assert dimmed.evaluate("seen => seen.was")
    expect(page.locator(".act2.stale")).to_have_count(0)
    page.wait_for_url(re.compile("data=rings"), timeout=SLOW)


@pytest.mark.parametrize(("width", "height"), [(1366, 640), (1280, 720), (1920, 1080)])
def test_the_control_and_what_it_moves_share_a_fold(open_page, width: int, height: int):
    page = open_page("/region?epoch=30", width=width, height=height)
    film(page)
    for part in (".cube", ".net", ".knobs", ".time", ".say", ".thumbs", ".chips", ".sparks"):
        inside(page, part, width, height)
    sides = [node.bounding_box()["width"] for node in page.locator(".node[aria-label^='hidden']").all()]
    assert len(sides) == 8
    assert min(sides) >= (84 if height >= 720 else 72)


def test_every_view_beside_the_cube_stays_in_the_fold(open_page):
    page = open_page("/region?epoch=30", width=1366, height=640)
    film(page)
    for view in ("A point", "Measuring", "Unseen", "Try it", "Take away", "Network"):
        page.get_by_role("button", name=view, exact=True).click()
        expect(page.get_by_role("button", name=view, exact=True)).to_have_attribute("aria-pressed", "true")
        inside(page, ".body", 1366, 640)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_a_unit_is_opened_by_a_press_and_shown_in_the_cube(open_page):
    page = open_page("/region?epoch=30")
    film(page)
    before = picture(page)
    page.get_by_role("button", name="hidden layer 1, unit 3").click()
    card = page.get_by_role("dialog", name="a unit")
    expect(card).to_contain_text("Hidden layer 1, unit 3")
    expect(card).to_contain_text(
        re.compile(r"turns on at a plane, shown in the cube, and is above 0 for \d+% of the points")
    )
    until(page, lambda: picture(page) != before)
    press(page, "Escape")
    expect(card).to_be_hidden()


def test_a_card_sets_and_explains_and_refuses_what_cannot_be(open_page):
    page = open_page("/region?epoch=30")
    film(page)
    page.get_by_role("button", name=re.compile("^Optimizer")).click()
    card = page.get_by_role("dialog", name=re.compile("^Optimizer"))
    expect(card).to_contain_text("RMSprop with momentum")
    card.get_by_role("radio", name=re.compile("Adam")).check()
    page.wait_for_url(re.compile("optimizer=adam"), timeout=SLOW)
    press(page, "Escape")
    expect(card).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Hidden layers")).click()
    units = page.get_by_label("Units per hidden layer")
    units.fill("4, 400")
    units.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 to 32 units")
    units.fill("5, 3")
    units.press("Enter")
    page.wait_for_url(re.compile("units=5%2C3"), timeout=SLOW)
    film(page)
    assert page.locator(".node[aria-label^='hidden']").count() == 8


def test_a_point_is_followed_through_the_network(open_page):
    page = open_page("/region?epoch=30&show=point")
    film(page)
    page.get_by_role("spinbutton", name="number of the point").fill("7")
    press(page, "Enter")
    expect(page.locator(".way")).to_contain_text(
        re.compile("The network says class [01] with .*; the point is class [01]")
    )


def test_measuring_and_unseen_points_tell_the_lessons_figures(open_page):
    page = open_page("/region?epoch=30&show=Honest+measuring")
    film(page)
    expect(page.locator(".measuring")).to_contain_text("93.75% with a loss of 2.940", timeout=SLOW)
    expect(page.locator(".measuring")).to_contain_text("in truth 94.55% and 0.138")
    page.get_by_role("button", name="Unseen", exact=True).click()
    expect(page.locator(".big")).to_contain_text("96.00% · 96 of 100 classified correctly", timeout=SLOW)


def test_an_experiment_is_guessed_run_and_explained(open_page):
    page = open_page("/region?show=try", reduced_motion="reduce")
    film(page)
    page.get_by_role("button", name="Open: it leaves the cube somewhere").click()
    page.wait_for_url(re.compile("units=2%2C2"), timeout=SLOW)
    expect(page.locator(".answer")).to_contain_text(
        re.compile("As you guessed. The region is open through . of the cube"), timeout=SLOW
    )
    expect(page.locator(".answer")).to_contain_text("with four units it was 94.55%")


def test_a_run_that_diverges_says_so_and_stays_viewable(open_page):
    page = open_page("/region?lr=1000000000&epoch=30")
    film(page)
    expect(page.locator(".say")).to_contain_text("Try a learning rate ten times smaller")
    press(page, "Home")
    expect(page.locator(".say")).to_contain_text("of 10,000 points")
