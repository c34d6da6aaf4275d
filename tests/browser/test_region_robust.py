"""Act 2 where things are not as usual: absurd settings, a tab in the background, a lid that was closed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.act2_page import SLOW, at, film, press

pytestmark = pytest.mark.browser

# What a browser does with a tab nobody sees: no frames are drawn, and timers come once a second.
BACKGROUND = """(() => {
  const frame = requestAnimationFrame.bind(window), later = setTimeout.bind(window);
  let waiting = [], hidden = false;
  window.requestAnimationFrame = (act) => hidden ? waiting.push(act) : frame(act);
  window.setTimeout = (act, ms, ...more) => later(act, hidden ? Math.max(ms ?? 0, 1000) : ms, ...more);
  Object.defineProperty(document, "hidden", { get: () => hidden });
  Object.defineProperty(document, "visibilityState", { get: () => hidden ? "hidden" : "visible" });
  window.hide = (on) => {
    hidden = on;
    document.dispatchEvent(new Event("visibilitychange"));
    if (!on) for (const act of waiting.splice(0)) frame(act);
  };
})()"""
ABSURD = [
    "epochs=0",
    "samples=10&test_samples=10&batch=100000",
    "units=-",
    "units=32,32,32,32,32&epochs=1&samples=1000",
    "data=blobs&classes=4&noise=2&lr=1e300",
    "batch=1&epochs=1&optimizer=rmsprop&shuffle=1",
]


@pytest.mark.parametrize("query", ABSURD)
def test_absurd_settings_end_in_a_picture_and_a_sentence(open_page, query: str) -> None:
    page = open_page(f"/region?{query}", reduced_motion="reduce")
    film(page)
    expect(page.locator(".say")).to_have_text(re.compile(r"\w"), timeout=SLOW)
    for view in ("A point", "Measuring", "Unseen", "Network"):
        page.get_by_role("button", name=view, exact=True).click()
        expect(page.locator(".body > *")).to_be_visible()
    press(page, "Home", "ArrowRight")
    film(page)


def test_settings_that_cannot_be_are_named_and_the_rest_is_shown(open_page) -> None:
    page = open_page("/region?lr=-1&units=99&epoch=1e9", reduced_motion="reduce")
    film(page)
    assert at(page) == 30
    expect(page.get_by_test_id("stAlert").first).to_be_visible()


def test_a_tab_in_the_background_trains_on_and_has_its_film_when_it_is_seen_again(open_page) -> None:
    page = open_page("/region?epoch=0&units=16,16", before=BACKGROUND)
    film(page)
    page.evaluate("hide(true)")
    slider = page.get_by_role("slider", name="Learning rate")
    slider.evaluate(
        """node => { node.value = Number(node.value) + 3;
        node.dispatchEvent(new Event("input")); node.dispatchEvent(new Event("change")); }"""
    )
    expect(page).to_have_url(re.compile("[?&]lr="))  # it trains by then
    expect(page.locator(".act2[data-busy='false']")).to_have_count(1, timeout=SLOW)
    page.evaluate("hide(false)")
    press(page, "End")
    expect(page.locator(".where")).to_have_text("epoch 30 / 30")
    expect(page.locator(".say")).to_contain_text(re.compile(r"[0-9.]+% of 10,000 points"))


def test_a_run_survives_a_lid_that_is_closed_and_opened(open_page) -> None:
    page = open_page("/region?units=32,32&epochs=60&samples=20000", reduced_motion="reduce")
    begin = page.get_by_role("button", name="Train it", exact=True)
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(begin.or_(stop)).to_be_visible(timeout=SLOW)
    if begin.is_visible():
        begin.click()
    expect(page.locator(".where")).to_contain_text(re.compile("epoch [0-9.]*[1-9]"), timeout=SLOW)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    film(page)
    assert at(page) == 60
    expect(page.locator(".say")).to_contain_text("of 20,000 points")
