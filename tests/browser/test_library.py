"""The library in Chromium: the pass a line at a time, its ticks, the bug that is found."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.act2_page import SLOW, inside, press

pytestmark = pytest.mark.browser


def test_the_pass_goes_line_by_line_and_the_source_lights_up(open_page):
    page = open_page("/library", width=1366, height=640)
    expect(page.get_by_text("19 of 19")).to_be_visible(timeout=SLOW)
    for _ in range(8):
        press(page, "ArrowRight")
    expect(page.locator(".lib[data-line='9']")).to_be_visible()
    expect(page.locator(".box.on")).to_contain_text("dense1.dW")
    expect(page.locator(".box.on")).to_contain_text("✓ act 1’s dloss_dWh")
    expect(page.locator(".pass .source .ran").first).to_contain_text("self.dW = self.inputs.T @ signal")
    page.locator(".matrix", has_text="dense1.db").hover()
    expect(page.locator(".source .asked")).to_contain_text("self.db = ")
    page.wait_for_url(re.compile("line=9"), timeout=SLOW)
    for part in (".calls", ".chain", ".pass .source"):
        inside(page, part, 1366, 640)


def test_the_two_wrong_lines_are_found_and_the_figures_follow(open_page):
    page = open_page("/library?part=bug")
    page.get_by_role("button", name="network.update()").click(timeout=SLOW)
    expect(page.locator(".hint")).to_contain_text("is fine")
    page.get_by_role("button", name="accuracies, losses = [], []").click()
    expect(page.locator(".hint")).to_contain_text("One more to find")
    page.get_by_role("button", name="losses.append(loss * len(preds))").click()
    expect(page.locator(".bug-answer")).to_contain_text("epoch 30: accuracy 0.9455, loss 0.13761", timeout=SLOW)
    expect(page.locator(".moral")).to_have_text("How you measure is part of the result.")


def test_from_the_loop_there_is_a_way_on(open_page):
    page = open_page("/library?part=loop")
    expect(page.locator(".loop-words")).to_contain_text("Once through all points", timeout=SLOW)
    page.get_by_role("link", name=re.compile("Next: Decision region")).first.click()
    page.wait_for_url(re.compile("/region"), timeout=SLOW)
