"""Act 2 in Chromium: the library, own points, a moving hand, seeds, two runs, diagnosis, what to take away."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.worker]
SLOW = 120_000


def film(page: Page):
    page.locator(".account").wait_for(timeout=SLOW)
    return page.locator(".film[data-epoch]")


def upload(page: Page, name: str, text: str) -> None:
    page.get_by_role("button", name=re.compile("^Data:|Data:")).first.click()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})


def test_the_library_goes_through_the_pass_line_by_line(open_page):
    page = open_page("/library?part=Layer+by+layer")
    page.get_by_text("signal = dense1.backward(signal)").first.click()
    expect(page.get_by_text("dense1.dW").first).to_be_visible()
    expect(page.get_by_text("equals act 1's dloss_dWh")).to_be_visible()
    expect(page.get_by_text("19 of 19 values equal act 1's to the last bit")).to_be_visible()
    page.wait_for_url(re.compile("line=9"))
    page.get_by_role("tab", name="Three classes").click()
    expect(page.get_by_text("class LayerDense").first).to_be_visible()


def test_a_csv_is_refused_with_row_and_column_and_then_taken(open_page):
    page = open_page("/region")
    film(page)
    rows = [f"{i},{i % 7},{-i},{'<b>inside</b>' if i % 2 else 'outside'}" for i in range(40)]
    upload(page, "broken.csv", "\n".join([*rows[:11], "4,five,6,inside", *rows[11:]]))
    expect(page.get_by_text("Row 12, column 2")).to_be_visible(timeout=30_000)
    page.locator("input[type=file]").set_input_files(
        {"name": "good.csv", "mimeType": "text/csv", "buffer": "\n".join(["a,b,c,kind", *rows]).encode()}
    )
    page.wait_for_url(re.compile("data=csv"), timeout=60_000)
    page.keyboard.press("Escape")
    expect(page.locator(".account")).to_contain_text("32 training points", timeout=SLOW)
    expect(page.locator(".legend").first).to_contain_text("class <b>inside</b>")


def test_the_film_follows_a_held_slider_and_the_address_hears_of_it_at_the_end(open_page):
    page = open_page("/region?epoch=10")
    film(page)
    told = page.locator(".account").inner_text()
    slider = page.get_by_role("slider", name="Learning rate")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 7 / 17, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, middle, steps=3)
    expect(page.locator(".account")).not_to_have_text(told, timeout=SLOW)
    assert "lr=" not in page.url
    assert film(page).get_attribute("data-epoch") == "10"
    page.mouse.up()
    page.wait_for_url(re.compile("lr=0"), timeout=60_000)


def test_many_seeds_are_shown_and_one_is_opened(open_page):
    page = open_page("/seeds")
    page.locator(".tile").first.wait_for(timeout=SLOW)
    expect(page.locator(".tile")).to_have_count(16, timeout=SLOW)
    expect(page.get_by_text("find the boundary")).to_be_visible()
    expect(page.locator(".seeds")).to_have_attribute("data-drawn", "16", timeout=60_000)
    page.get_by_role("button", name=re.compile("^seed 3:")).click()
    page.wait_for_url(re.compile("/region.*seed=3"), timeout=60_000)
    film(page)


def test_two_runs_are_scrubbed_together(open_page):
    page = open_page("/side_by_side?epoch=2")
    film(page)
    assert page.locator("canvas.cube").count() == 2
    expect(page.locator(".account")).to_contain_text("Learning rate: 0.01: at epoch 2")
    expect(page.locator(".account")).to_contain_text("Learning rate: 0.1: at epoch 2")
    page.get_by_role("slider", name="epoch").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".account")).to_contain_text("Learning rate: 0.01: at epoch 3")
    expect(page.locator(".account")).to_contain_text("Learning rate: 0.1: at epoch 3")


def test_a_run_that_diverges_says_so_and_stays_viewable(open_page):
    page = open_page("/region?lr=1000000000")
    film(page)
    expect(page.locator(".note").first).to_contain_text("Training stops")
    page.get_by_role("slider", name="epoch").focus()
    page.keyboard.press("Home")
    expect(page.locator(".account")).to_contain_text("of 10,000 training points")
    expect(page.locator(".note")).to_have_count(0)


def test_cut_units_and_point_follow_the_hand(open_page):
    page = open_page("/region")
    film(page)
    page.get_by_role("button", name="Cut", exact=True).click()
    before = page.locator("canvas.picture").screenshot()
    page.get_by_role("slider", name=re.compile("where the plane cuts")).focus()
    for _ in range(25):
        page.keyboard.press("ArrowRight")
    assert page.locator("canvas.picture").screenshot() != before
    page.get_by_role("button", name="Units", exact=True).click()
    assert page.locator("button.unit").count() == 8
    page.get_by_role("button", name="unit 3 of hidden layer 1").click()
    expect(page.get_by_role("button", name="unit 3 of hidden layer 1")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Point", exact=True).click()
    page.get_by_role("spinbutton", name="number of the point").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(".way")).to_contain_text(re.compile("The network says [01] with .* the point is [01]"))


def test_what_is_taken_away_plays_and_runs(open_page, tmp_path: Path):
    page = open_page("/region?show=Take+away")
    film(page)
    saved = {}
    for label in ("Film", "History", "Weights", "Script", "Notebook"):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=re.compile(f"{label}$")).click()
        saved[label] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[label])
    assert saved["History"].read_text().startswith("epochs,train_accuracy")
    alone = page.context.new_page()
    alone.goto(saved["Film"].as_uri())
    expect(alone.locator(".account")).to_contain_text("of 10,000 training points", timeout=60_000)
    expect(alone.locator(".where")).not_to_have_text("epoch 0 of 30", timeout=60_000)
