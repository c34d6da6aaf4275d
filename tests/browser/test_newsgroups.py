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
    """Presses a station of the picture, and waits until its view is the open one."""
    station = page.locator(f'.pipeline [data-view="{name}"]')
    station.click(timeout=LONG)
    expect(station).to_have_attribute("aria-current", "page", timeout=LONG)


def begin(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(play_arrow )?Train (it live|again)$")).click(timeout=LONG)


def train(page: Page) -> None:
    """Presses the button, unless the run is there already, and waits for its end."""
    button, done = page.get_by_role("button", name="Train it live"), page.get_by_text(re.compile(r"done in \d+ s"))
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
    expect(page.locator(".training output")).to_have_text("epoch 2 of 2", timeout=LONG)
    expect(page.locator(".training .bar")).to_have_count(20)

    view(page, "Test")
    soon(page.get_by_text(re.compile(r"\d+\.\d% ± \d\.\d of [\d,]+ test posts classified correctly")))
    cell = page.get_by_role("button", name=re.compile(r"^\d+ of rec\.autos classified correctly"))
    cell.click()
    soon(page.get_by_text("posts of rec.autos were classified correctly"))
    cell.press("ArrowRight")
    page.keyboard.press("Enter")
    soon(page.get_by_text("posts of rec.autos were predicted as rec.motorcycles"))

    view(page, "Your text")
    expect(page.locator(".text-box .bar")).to_have_count(5, timeout=LONG)
    page.locator(".text-box").get_by_role("button", name="Cars").click()
    brake = page.locator(".marks [data-word=brake]")
    expect(brake).to_have_class(re.compile("for|against"), timeout=LONG)
    expect(page.locator('.pipeline [data-view="Posts"] .picture')).to_contain_text("old sedan", timeout=LONG)
    expect(page.locator('.pipeline [data-view="Posts"] .picture b')).to_have_text("Example post:")
    box = brake.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    soon(page.get_by_text(re.compile("^Striking ")))
    expect(page.locator(".marks .struck").first).to_have_text("brake", timeout=LONG)


def test_words_light_as_one_types_and_the_verdict_follows(open_page):
    page = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(page)
    view(page, "Your text")
    expect(page.locator(".text-box .bar")).to_have_count(5, timeout=LONG)
    field = page.locator(".text-box textarea")
    field.fill("The goalie lost the puck")
    expect(page.locator(".marks [data-word=goalie]")).to_be_visible(timeout=LONG)
    expect(page.locator(".text-box .verdict")).to_contain_text("hockey", timeout=LONG)
    expect(page.locator('.pipeline [data-view="Posts"] .picture b')).to_have_text("Your text:", timeout=LONG)
    field.press("End")
    field.press_sequentially(" in overtime")
    expect(page.locator(".marks [data-word=overtime]")).to_be_visible(timeout=LONG)
    assert page.locator(".marks").inner_text().strip() == "The goalie lost the puck in overtime"


def test_before_anybody_has_trained_no_view_is_empty_and_one_leads_to_the_next_up_to_practice(open_page):
    page = open_page("/newsgroups")
    expect(page.locator(".text-box .verdict")).to_contain_text("sci.space", timeout=LONG)
    for name, seen in (
        ("Tokens", "mark.kept"),
        ("Vectors", "[data-testid=stTab]"),
        ("Train", ".training .bar"),
        ("Test", ".confusion button"),
        ("Second model", ".js-plotly-plot"),
        ("Compare", ".plot .row.recorded"),
        ("Leakage", "[data-testid=stDataFrame]"),
        ("Your text", ".text-box .bar"),
    ):
        label = ""
        while label != f"Next: {name}":  # tabs of a view come first
            label = page.locator(".st-key-next p").last.inner_text(timeout=LONG)
            onwards = page.locator(".st-key-next").get_by_role("button", name=label)
            onwards.click(timeout=LONG)
            expect(onwards).to_have_count(0, timeout=LONG)
        expect(page.locator(f'.pipeline [data-view="{name}"]')).to_have_attribute("aria-current", "page", timeout=LONG)
        expect(page.locator(seen).first).to_be_visible(timeout=LONG)
    page.locator("[data-testid=stPageLink]").get_by_role("link", name=re.compile("Next: Practice")).click(timeout=LONG)
    expect(page).to_have_url(re.compile("/practice"), timeout=LONG)


def test_training_is_watched_epoch_by_epoch_and_can_be_gone_through_again(open_page):
    page = open_page("/newsgroups?view=Train")
    slider, epoch = page.get_by_role("slider", name="epoch"), page.locator(".training output")
    expect(epoch).to_have_text("epoch 15 of 15", timeout=LONG)
    slider.fill("0")
    expect(epoch).to_have_text("before training")
    start = page.locator('.pipeline [data-view="Test"] .winner').inner_text()
    slider.fill("3")
    expect(epoch).to_have_text("epoch 3 of 15")
    expect(page.locator('.pipeline [data-view="Test"] .winner')).not_to_have_text(start)  # the picture follows
    page.get_by_role("button", name="Play").click()
    expect(epoch).to_have_text("epoch 15 of 15", timeout=LONG)


def test_the_optimizers_are_compared_where_the_word_stands(open_page):
    page = open_page("/newsgroups?view=Train")
    page.get_by_role("button", name=re.compile("RMSprop$")).click(timeout=LONG)
    card = page.locator(".optimizers")
    expect(card).to_contain_text("Divides each weight’s step", timeout=LONG)
    card.get_by_role("button", name="Momentum").click()
    expect(card).to_contain_text("nine tenths of the last step")
    expect(card.get_by_role("img", name=re.compile("The way of Momentum"))).to_be_visible()
    drawn = "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)"
    assert card.locator("canvas").evaluate(drawn)


def test_a_typed_text_is_still_there_after_a_reload(open_page):
    page = open_page("/newsgroups?view=Your+text")
    box = page.get_by_role("textbox", name="Your text")
    box.fill("The gearbox of my bike is broken.", timeout=LONG)
    expect(page.locator(".marks [data-word=gearbox]")).to_be_visible(timeout=LONG)
    page.reload()
    expect(box).to_have_value("The gearbox of my bike is broken.", timeout=LONG)
    expect(page.locator(".marks [data-word=gearbox]")).to_be_visible(timeout=LONG)
    view(page, "Posts")
    expect(box).to_have_value("The gearbox of my bike is broken.", timeout=LONG)


def test_a_text_that_was_cut_within_an_emoji_is_read_all_the_same(open_page):
    page = open_page("/newsgroups?view=Your+text")
    box = page.get_by_role("textbox", name="Your text")
    box.evaluate("box => { box.value = 'The gearbox is broken. \ud83d'; }", timeout=LONG)
    box.dispatch_event("input")
    expect(page.locator(".marks [data-word=gearbox]")).to_be_visible(timeout=LONG)
    expect(page.locator(".marks")).to_contain_text("\ufffd")


def test_compare_is_filled_by_presses_and_answers_when_its_runs_are_there(open_page):
    page = open_page("/newsgroups?view=Compare")
    expect(page.get_by_text("Waits for Complement")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name=re.compile("^Complement: not run yet")).click(timeout=LONG)
    expect(page.locator('.row.done[data-title="Complement"]')).to_be_visible(timeout=LONG)
    soon(page.get_by_text("fails to use them"))
    assert page.get_by_text("test posts are classified correctly").count() == 0
    page.get_by_text("Ask the test posts, once").click()
    soon(page.get_by_text(re.compile(r"72\.\d% of the 7,044 longer test posts are classified correctly")))


def test_the_window_on_the_matrix_goes_where_it_is_sent(open_page):
    page = open_page("/newsgroups?view=Vectors&step=Sparse+or+dense")
    expect(page.get_by_text("Rows 0 to 47, columns 0 to 95")).to_be_visible(timeout=LONG)
    page.locator("canvas.whole").press("ArrowDown")
    soon(page.get_by_text("Rows 48 to 95, columns 0 to 95"))
    page.locator("canvas.whole").press("ArrowRight")
    soon(page.get_by_text("Rows 48 to 95, columns 96 to 191"))


def test_a_run_is_seen_from_every_tab_after_a_reload_and_stopping_twice_does_no_harm(open_page):
    path = "/newsgroups?view=Train&model=first~units-16~epochs-100"
    page = open_page(path)
    page.set_viewport_size({"width": 1366, "height": 640})
    begin(page)
    soon(page.get_by_text(EPOCH))
    expect(page.locator(".training output")).to_be_in_viewport(ratio=1, timeout=LONG)  # under how far it is
    page.reload()
    soon(page.get_by_text(EPOCH))
    page.context.close()
    tabs = [open_page(path), open_page(path)]
    for tab in tabs:
        soon(tab.get_by_text(EPOCH))
    stays, leaves = tabs
    expect(leaves.get_by_role("button", name=re.compile("Stop watching$"))).to_be_visible(timeout=LONG)
    leaves.locator(".st-key-stop button:visible").dblclick(timeout=LONG)
    soon(leaves.get_by_text("goes on for others; you no longer watch it"))
    expect(stays.get_by_role("button", name=re.compile("Stop$"))).to_be_visible(timeout=LONG)
    stays.locator(".st-key-stop button:visible").dblclick(timeout=LONG)
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
    soon(finished.get_by_text("test posts classified correctly"))
    view(finished, "Your text")
    expect(finished.locator(".text-box .bar")).to_have_count(5, timeout=LONG)
    begin(page)
    soon(page.get_by_text(EPOCH))
    page.locator(".st-key-stop button:visible").click(timeout=LONG)
    soon(page.get_by_text(re.compile("stopped after")))


def test_a_model_that_cannot_be_trained_is_told_in_a_sentence(open_page):
    page = open_page("/newsgroups?view=Train&model=first~units-20000")
    begin(page)
    soon(page.get_by_text("Take fewer units in the first layer, or fewer words."))


TEXTS = [
    ("<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\"> engines", "engines"),
    ("🙂 Москва 東京", "never seen a word of this text"),
    ("the and of it is", "No word of this text is kept"),
    ("", "There is no text yet"),
]


def test_any_text_gets_an_answer_or_a_sentence_and_is_only_ever_text(open_page):
    page = open_page(f"/newsgroups?view=Train&{SMALL}")
    train(page)
    view(page, "Your text")
    expect(page.locator(".text-box .bar")).to_have_count(5, timeout=LONG)
    for text, answer in TEXTS:
        page.locator(".text-box textarea").fill(text)
        soon(page.locator(".marks .word").filter(has_text=answer).or_(page.get_by_text(answer)))
        assert page.title() != "broken"
