"""Act 2 in Chromium: own points, seeds, two runs, what to take away, and a server that goes away."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.act2_page import SLOW, at, film, hold, inside, press, until
from tests.browser.app import running

pytestmark = pytest.mark.browser


def upload(page: Page, name: str, text: str) -> None:
    page.locator(".thumbs input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def test_a_file_is_refused_with_row_and_column_and_then_taken(open_page):
    page = open_page("/region?epoch=30")
    film(page)
    rows = [f"{i},{i % 7},{-i},{'<b>inside</b>' if i % 2 else 'outside'}" for i in range(40)]
    upload(page, "broken.csv", "\n".join([*rows[:11], "4,five,6,inside", *rows[11:]]))
    refused = page.get_by_role("dialog", name="broken.csv")
    expect(refused).to_contain_text("Row 12, column 2", timeout=SLOW)
    expect(refused.get_by_role("button", name="Train on these points")).to_have_count(0)
    press(page, "Escape")
    expect(refused).to_have_count(0)
    assert "data=csv" not in page.url
    upload(page, "good.csv", "\n".join(["a,b,c,kind", *rows]))
    page.get_by_role("dialog", name="good.csv").get_by_role("button", name="Train on these points").click(timeout=SLOW)
    page.wait_for_url(re.compile("data=csv"), timeout=SLOW)
    film(page)
    expect(page.locator(".say")).to_contain_text("of 32 points", timeout=SLOW)
    expect(page.locator(".legend")).to_contain_text("class <b>inside</b>")


def test_many_seeds_are_shown_answered_filtered_sorted_and_one_is_opened(open_page):
    page = open_page("/seeds?seeds=16", width=1366, height=640)
    wall = page.locator(".wall")
    page.locator(".act2.seeds[data-done]").wait_for(timeout=SLOW)
    before = wall.bounding_box()
    page.locator(".act2[data-finished='true']").wait_for(timeout=SLOW)
    assert wall.bounding_box() == before
    expect(page.locator(".result")).to_contain_text(re.compile(r"Of 16 seeds \d+ find the border"))
    expect(page.locator(".luck")).to_contain_text(re.compile(r"How much is luck\? \d+% of the starts"))
    found = page.get_by_role("button", name=re.compile("^found it: "))
    number = int(found.get_attribute("aria-label").split(": ")[1])
    found.click()
    assert page.locator(".tile.hit").count() == number
    found.click()
    third = page.get_by_role("button", name=re.compile("^seed 3, "))
    expect(third.locator("small")).to_have_text("3")
    expect(third.locator("p")).to_have_text(re.compile(r"^\d+\.\d%$"))
    page.get_by_role("button", name="by accuracy").click()
    page.wait_for_url(re.compile("order=accuracy"), timeout=SLOW)
    third.click()
    opened = page.get_by_role("dialog", name="one seed")
    expect(opened).to_contain_text("seed 3")
    opened.get_by_role("button", name="Open in Decision region").click()
    page.wait_for_url(re.compile("/region.*seed=3"), timeout=SLOW)
    film(page)


def test_a_study_stops_at_once_and_keeps_what_there_is(open_page):
    page = open_page("/seeds?seeds=256")

    def begun():
        wait = page.get_by_role("button", name="Train them", exact=True)  # on a slow device it needs a press
        if wait.count():
            wait.click()
        return int(page.locator(".act2.seeds").get_attribute("data-done") or 0) >= 2

    until(page, begun, 120)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".luck")).to_contain_text(re.compile(r"Stopped after \d+ of 256 seeds"))
    done = page.locator(".act2").get_attribute("data-done")
    assert page.locator(".tile.in").count() == int(done)


def test_two_runs_are_told_apart_and_scrubbed_together(open_page):
    page = open_page("/side_by_side?epoch=2", width=1366, height=640)
    film(page)
    assert page.locator("canvas.cube").count() == 2
    expect(page.locator(".figure").nth(0)).to_contain_text("0.01 · ")
    expect(page.locator(".figure").nth(1)).to_contain_text("0.1 · ")
    expect(page.locator(".delta")).to_contain_text("percentage points at epoch 2")
    press(page, "ArrowRight")
    expect(page.locator(".delta")).to_contain_text("at epoch 3")
    expect(page.locator(".verdict-text")).to_contain_text(re.compile("Farthest apart: \\+.* at epoch"))
    for part in (".sentence", ".three", ".time"):
        inside(page, part, 1366, 640)
    page.get_by_label("the setting that differs").select_option("optimizer")
    page.get_by_label("its value in run B").select_option(label="Adam")
    page.wait_for_url(re.compile("differs=optimizer&second_optimizer=adam"), timeout=SLOW)
    film(page)
    expect(page.locator(".figure").nth(1)).to_contain_text("Adam · ")


def test_it_opens_where_the_two_runs_differ_most(open_page):
    page = open_page("/side_by_side", reduced_motion="reduce")
    film(page)
    words = page.locator(".verdict-text")
    expect(words).to_contain_text("Farthest apart")
    most = re.search(r"Farthest apart: .* at epoch ([0-9.]+)\.$", words.inner_text())
    expect(page.locator(".delta")).to_contain_text(f"epoch {most[1]}")


def test_what_is_taken_away_opens_and_trains_without_server_or_network(open_page, tmp_path: Path):
    page = open_page("/region?epoch=30&show=Take+away&lr=0.02")
    film(page)
    saved = {}
    for label in ("History", "Weights, JSON", "Weights, npz", "Script", "Notebook", "This page in a file"):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=label, exact=True).click()
        saved[label] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[label])
    assert "accuracy" in saved["History"].read_text().splitlines()[0]
    assert json.loads(saved["Weights, JSON"].read_text())
    assert "lr" in saved["Script"].read_text()
    alone = page.context.new_page()
    problems: list[str] = []
    alone.on("pageerror", lambda error: problems.append(str(error)))
    alone.context.set_offline(True)
    alone.goto(saved["This page in a file"].as_uri())
    film(alone)
    expect(alone.locator(".say")).to_contain_text("of 10,000 points are classified correctly", timeout=SLOW)
    told = alone.locator(".spark.accuracy b").inner_text()
    hold(alone, "Learning rate", 0.4)
    alone.mouse.up()
    expect(alone.locator(".spark.accuracy b")).not_to_have_text(told, timeout=SLOW)
    alone.get_by_role("button", name="Seeds", exact=True).click()
    until(alone, lambda: int(alone.locator(".act2.seeds").get_attribute("data-done") or 0) >= 2, 120)
    assert not problems


def test_the_page_goes_on_when_the_server_is_gone(browser: Browser):
    with running() as (address, server):
        page = browser.new_page(viewport={"width": 1366, "height": 640})
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address + "/region?epoch=12")
        film(page)
        server.kill()
        server.wait()
        closing = page.get_by_test_id("stDialog").get_by_role("button", name="Close")
        closing.click(timeout=SLOW)
        press(page, "ArrowRight")
        assert at(page) == 13
        page.get_by_role("button", name="Shells", exact=True).click()
        expect(page.locator(".act2.stale")).to_have_count(0, timeout=SLOW)
        film(page)
        told = page.locator(".spark.accuracy b").inner_text()
        hold(page, "Learning rate", 0)  # so small that little is learned: the accuracy is far from what it was
        page.mouse.up()
        expect(page.locator(".spark.accuracy b")).not_to_have_text(told, timeout=SLOW)
        film(page)
        page.get_by_role("button", name="Take away", exact=True).click()
        with page.expect_download(timeout=SLOW) as waiting:
            page.get_by_role("button", name="History", exact=True).click()
        assert waiting.value.suggested_filename == "history.csv"
        assert "data=shells" in page.url
        page.close()
        assert not problems
