"""Act 3 in a browser: a model trained, tested, asked and argued with; and what happens when things go wrong."""

import re
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.worker]

SMALL = "model=first~units-16~epochs-2~min_df-20"
LONG = 120_000
EPOCH = re.compile(r"epoch \d+ of 100")


def view(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()


def begin(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(play_arrow )?Train( again)?$")).click(timeout=LONG)


def train(page: Page) -> None:
    """Presses the button, unless the run is there already, and waits for its end."""
    button, done = page.get_by_role("button", name="Train", exact=True), page.get_by_text(re.compile(r"done in \d+ s"))
    expect(button.or_(done).first).to_be_visible(timeout=LONG)
    if button.is_visible():
        button.click()
    expect(done).to_be_visible(timeout=2 * LONG)


def worker_of(address: str) -> psutil.Process:
    """The process that trains: the largest of those that the app at this address has begun."""
    port = str(urlsplit(address).port)
    servers = [p for p in psutil.process_iter(["cmdline"]) if {"streamlit", port} <= set(p.info["cmdline"] or ())]
    return max(servers[0].children(recursive=True), key=lambda child: child.memory_info().rss)


def soon(found: Locator) -> None:
    expect(found.first).to_be_visible(timeout=LONG)


def test_a_model_is_trained_tested_and_argued_with(open_page):
    page = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(page)
    soon(page.get_by_test_id("stPlotlyChart"))

    view(page, "Test")
    accuracy = page.get_by_test_id("stMetric").filter(has_text="accuracy")
    expect(accuracy).to_contain_text(re.compile(r"\d+\.\d%"), timeout=LONG)
    assert float(re.search(r"(\d+\.\d)%", accuracy.inner_text())[1]) > 20
    cell = page.get_by_role("button", name=re.compile(r"^\d+ of rec\.autos put right"))
    cell.click()
    soon(page.get_by_text("posts of rec.autos were put right"))
    cell.press("ArrowRight")
    page.keyboard.press("Enter")
    soon(page.get_by_text("posts of rec.autos were called rec.motorcycles"))

    view(page, "Compare")
    experiment = page.get_by_test_id("stLayoutWrapper").filter(has_text="Half the posts ·").last
    experiment.get_by_role("button", name="Try it").click()
    expect(experiment).to_contain_text(re.compile(r"\d+\.\d% right, \d epochs"), timeout=LONG)

    view(page, "Your text")
    soon(page.get_by_text("The words that made the verdict"))
    page.get_by_role("button", name="Cars").click()
    expect(page.get_by_label("Your text").last).to_have_value(re.compile("old sedan"), timeout=LONG)
    word = page.locator("mark.for, mark.against").filter(has_text="engine").or_(page.locator("mark.for")).first
    expect(page.locator("mark", has_text="sedan")).to_be_visible(timeout=LONG)
    struck = word.inner_text()
    word.press("Enter")
    soon(page.get_by_text(re.compile("^Striking ")))
    expect(page.locator("mark.dropped").first).to_have_text(struck, timeout=LONG)


def test_a_run_is_seen_from_every_tab_after_a_reload_and_stopping_twice_does_no_harm(open_page):
    path = "/newsgroups?view=Train&model=first~units-16~epochs-100"
    page = open_page(path)
    page.get_by_role("button", name="Train", exact=True).click(timeout=LONG)
    soon(page.get_by_text(EPOCH))
    page.reload()
    soon(page.get_by_text(EPOCH))
    page.context.close()
    tabs = [open_page(path), open_page(path)]
    for tab in tabs:
        soon(tab.get_by_text(EPOCH))
    tabs[1].locator(".st-key-stop button").dblclick(timeout=LONG)
    for tab in tabs:
        soon(tab.get_by_text(re.compile("stopped after .*what it had learned is kept")))


def test_a_worker_killed_during_training_is_told_and_killed_twice_too_and_nothing_finished_is_lost(open_page, address):
    finished = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(finished)
    page = open_page("/newsgroups?view=Train&model=first~units-17~epochs-100")
    begin(page)
    soon(page.get_by_text(EPOCH))
    worker_of(address).kill()
    soon(page.get_by_text("The worker process was lost during this run"))
    soon(page.get_by_text(EPOCH))
    worker_of(address).kill()
    soon(page.get_by_text("The worker process was lost twice during this run"))
    view(finished, "Test")
    expect(finished.get_by_test_id("stMetric").filter(has_text="accuracy")).to_contain_text("%", timeout=LONG)
    view(finished, "Your text")
    soon(finished.get_by_text("The words that made the verdict"))
    begin(page)
    soon(page.get_by_text(EPOCH))
    page.locator(".st-key-stop button").click(timeout=LONG)
    soon(page.get_by_text(re.compile("stopped after")))


def test_a_model_that_cannot_be_trained_is_told_in_a_sentence(open_page):
    page = open_page("/newsgroups?view=Train&model=first~units-20000")
    begin(page)
    soon(page.get_by_text("Take fewer units in the first layer, or fewer words."))


TEXTS = [
    ("<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\"> engines", "engines"),
    ("🙂 Москва 東京", "never seen a word of this text"),
    ("the and of it is", "No word of this text is kept"),
    ("word " * 200_000, "at most 100,000 can be read at once"),
    ("", "There is no text yet"),
]


def test_any_text_gets_an_answer_or_a_sentence_and_is_only_ever_text(open_page):
    page = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(page)
    view(page, "Your text")
    soon(page.get_by_text("The words that made the verdict"))
    for text, answer in TEXTS:
        box = page.get_by_label("Your text").last
        box.fill(text)
        box.press("Control+Enter")
        soon(page.locator("mark").filter(has_text=answer).or_(page.get_by_text(answer)))
        assert page.title() != "broken"
