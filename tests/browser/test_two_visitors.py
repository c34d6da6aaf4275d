"""Two browsers at once: one run that both watch, a queue that both use, and a visitor who leaves."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.worker]

LONG = 240_000


def opened(open_page, model: str) -> Page:
    return open_page(f"/newsgroups?view=Train&model=first~units-{model}")


def press(page: Page, name: str) -> None:
    """Presses a button of the view: that of the strip above is called Train as well."""
    button = page.get_by_test_id("stButton").get_by_role("button", name=re.compile(f"{name}( it live)?$"))
    button.first.click(timeout=LONG)


def shows(page: Page, text: str) -> None:
    expect(page.get_by_text(re.compile(text)).first).to_be_visible(timeout=LONG)


def test_who_stops_a_run_that_another_watches_ends_only_his_own_watching(open_page):
    model = "18~epochs-100~min_df-20"
    first, second = opened(open_page, model), opened(open_page, model)
    press(first, "Train")
    shows(first, r"epoch \d+ of 100")
    second.reload()
    shows(second, r"epoch \d+ of 100")
    button = second.get_by_role("button", name=re.compile("Stop watching$"))
    expect(button).to_be_visible(timeout=LONG)
    button.click()
    shows(second, "goes on for others; you no longer watch it")
    shows(first, r"epoch \d+ of 100")  # not stopped
    alone = first.get_by_role("button", name=re.compile("Stop$"))
    expect(alone).to_be_visible(timeout=LONG)  # now nobody else watches
    alone.click()
    shows(first, r"stopped after \d+ s, in epoch \d+ of 100; what it had learned is kept")


def test_a_queue_of_one_does_not_keep_another_waiting_and_places_are_told(open_page):
    mine, yours = opened(open_page, "19~epochs-100~min_df-20"), opened(open_page, "20~epochs-2~min_df-20")
    press(mine, "Train")
    shows(mine, r"epoch \d+ of 100")
    other = mine.context.new_page()
    other.goto(mine.url.replace("units-19", "units-21"))
    press(other, "Train")
    shows(other, "waiting: 1 run goes first")
    press(yours, "Train")
    shows(yours, "waiting: [12] runs? go(es)? first")
    press(mine, "Stop")
    shows(mine, "stopped after")
    press(other, "Stop")
    shows(yours, r"done in \d+ s")


def test_what_its_only_watcher_leaves_ends_by_itself(open_page):
    page = opened(open_page, "22~epochs-100~min_df-20")
    press(page, "Train")
    shows(page, r"epoch \d+ of 100")
    page.goto(page.url.split("?")[0].replace("newsgroups", "practice"))  # another page: still there, still watched
    again = page.context.new_page()
    page.close()
    again.goto("about:blank")
    watcher = opened(open_page, "23~epochs-1~min_df-20")
    press(watcher, "Train")  # its turn comes when the other has ended for want of watchers
    shows(watcher, r"done in \d+ s")
