"""Act 3 in a browser: a model trained, tested and asked, on a server of its own."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.worker]

SMALL = "model=first~units-16~epochs-2"
MINUTES = 60_000
expect.set_options(timeout=30_000)


def train(page: Page) -> None:
    """Presses the button, unless the run is there already, and waits for its end."""
    begin = page.get_by_role("button", name="Train", exact=True)
    expect(begin.or_(page.get_by_text("done in")).first).to_be_visible(timeout=MINUTES)
    if begin.is_visible():
        begin.click()
    expect(page.get_by_text(re.compile(r"done in \d+ s"))).to_be_visible(timeout=10 * MINUTES)


def press_cell(page: Page, true: int, predicted: int, classes: int = 20) -> None:
    """Presses a cell of the confusion matrix."""
    page.locator(".heatmaplayer image").first.wait_for()
    plot = page.locator(".js-plotly-plot .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    x, y = (predicted + 0.5) / classes, (true + 0.5) / classes
    plot.click(position={"x": box["width"] * x, "y": box["height"] * y})


def test_a_model_is_trained_tested_and_asked_about_a_text(open_page):
    page = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(page)
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()

    page.get_by_role("radio", name="Test").click()
    accuracy = page.get_by_test_id("stMetric").filter(has_text="accuracy")
    expect(accuracy).to_contain_text(re.compile(r"\d+\.\d%"))
    assert float(re.search(r"(\d+\.\d)%", accuracy.inner_text())[1]) > 20
    expect(page.get_by_text(re.compile(r"posts of .* were called"))).to_be_visible()

    press_cell(page, true=7, predicted=18)
    expect(page.get_by_text("posts of rec.autos were called talk.politics.misc")).to_be_visible()

    page.get_by_role("radio", name="Your text").click()
    expect(page.get_by_text("The words that made the verdict")).to_be_visible(timeout=MINUTES)
    page.get_by_role("button", name="Cars").click()
    expect(page.get_by_label("Your text").last).to_have_value(re.compile("old sedan"))
    expect(page.get_by_role("heading", name=re.compile(r"^[a-z.-]+, \d+%$"))).to_be_visible(timeout=MINUTES)


def test_a_reload_shows_the_same_run_still_going(open_page):
    path = "/newsgroups?view=Train&model=first~units-16~epochs-60"
    page = open_page(path)
    page.get_by_role("button", name="Train", exact=True).click(timeout=MINUTES)
    expect(page.get_by_text(re.compile("epoch [2-9] of 60")).first).to_be_visible(timeout=2 * MINUTES)
    page.reload()
    expect(page.get_by_text(re.compile("epoch .* of 60")).first).to_be_visible(timeout=MINUTES)
    other = open_page(path)
    expect(other.get_by_text(re.compile("epoch .* of 60")).first).to_be_visible(timeout=MINUTES)
    stop = other.get_by_role("button", name="Stop")
    stop.click()
    for tab in (page, other):
        expect(tab.get_by_text(re.compile("stopped after .*what it had learned is kept"))).to_be_visible(
            timeout=MINUTES
        )


def test_a_script_in_the_text_stays_text(open_page):
    page = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(page)
    page.get_by_role("radio", name="Posts").click()
    box = page.get_by_label("Your text")
    box.fill(
        "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\"> engines and brakes"
    )
    box.press("Control+Enter")
    expect(page.get_by_text("engines", exact=True).first).to_be_visible(timeout=MINUTES)
    assert page.title() != "broken"
