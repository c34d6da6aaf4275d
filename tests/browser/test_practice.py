"""The whole exercise once in a browser, with mistakes on the way."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.practice.progress import from_file, to_link
from engine.practice.steps import SOLUTION
from tests.browser.axe import nothing_serious
from tests.browser.frame import at_rest


def check(page: Page, step: str, code: str) -> None:
    at_rest(page)  # while a step comes, the editor of the one before may stand in its place
    box = page.locator(f".st-key-code_{step}").get_by_label("Your code")
    expect(box).to_have_count(1, timeout=20_000)
    box.fill(code)
    expect(box).to_have_value(code)
    page.locator(f".st-key-check_{step}").get_by_role("button").click()


def mistake(page: Page, step: str, code: str, consequence: str) -> None:
    """A wrong answer, and what the page says of it."""
    check(page, step, code)
    expect(page.get_by_test_id("stAlert").filter(has_text=consequence)).to_be_visible(timeout=20_000)


def right(page: Page, step: str, code: str, following: str) -> None:
    check(page, step, code)
    page.get_by_role("button", name=following).click()


@pytest.mark.browser
@pytest.mark.worker
def test_the_exercise_from_the_first_newswire_to_the_comparison(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page("/practice")
    page.get_by_role("button", name="Begin: Load").click()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Choose how many words to keep")).to_be_visible(timeout=20_000)
    page.get_by_role("combobox", name="num_words").click()
    page.get_by_role("option", name="1,000", exact=True).click()
    expect(page.get_by_text("words kept")).to_be_visible()
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Next: Articles").click()

    page.get_by_text("the integers as they are, padded").click()
    mistake(
        page,
        "articles",
        "x_train = vectorise(x_train, 1000)\nx_test = vectorise(x_test, 1000)",
        "a name, not a quantity",
    )
    page.get_by_text("how often a word occurs", exact=True).click()
    mistake(page, "articles", "x_train = vectorise(x_train, 999)\nx_test = vectorise(x_test, 999)", "one column more")
    right(page, "articles", "x_train = vectorise(x_train, 1000)\nx_test = vectorise(x_test, 1000)", "Next: Labels")

    page.get_by_text("a row of 46").click()
    mistake(page, "labels", "y_train = to_categorical(y_train, 45)\ny_test = to_categorical(y_test, 45)", "IndexError")
    right(page, "labels", SOLUTION["labels"]["code"], "Next: Network")

    mistake(page, "network", "model = __import__('os').system('true')", "is not used in this exercise")
    mistake(
        page, "network", "model = Sequential([Dense(32, 'relu'), Dense(2, 'softmax')])", "2 output units for 46 topics"
    )
    mistake(page, "network", "model = Sequential([Dense(32, 'relu'), Dense(46, 'sigmoid')])", "do not sum to 1")
    page.get_by_role("button", name="Hint").click()
    expect(page.get_by_text("Which activation makes outputs that sum to 1?")).to_be_visible()
    right(
        page,
        "network",
        "model = Sequential([Input((1000,)), Dense(64, 'relu'), Dense(46, 'softmax')])",
        "Next: Compile",
    )

    mistake(
        page, "compile", "model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])", "rows of 46"
    )
    right(page, "compile", "model.compile('adam', 'categorical_crossentropy', metrics=['accuracy'])", "Next: Fit")

    mistake(
        page,
        "fit",
        "model.fit(x_test, y_test, epochs=3, validation_split=0.1, callbacks=[EarlyStopping()])",
        "may not take part in training",
    )
    right(
        page,
        "fit",
        "model.fit(x_train, y_train, epochs=3, batch_size=256, validation_split=0.1, "
        "callbacks=[EarlyStopping(patience=1)])",
        "Next: Evaluate",
    )

    mistake(page, "evaluate", "loss, accuracy = model.evaluate(x_train, y_train)", "far better than it is")
    right(page, "evaluate", SOLUTION["evaluate"]["code"], "Train it")

    page.get_by_role("button", name="Train my network").click()
    page.set_viewport_size({"width": 1366, "height": 640})
    expect(page.get_by_text("validation accuracy").first).to_be_visible(timeout=240_000)
    expect(page.get_by_test_id("stMetricValue").first).to_be_in_viewport()  # where the press was
    assert float(page.get_by_test_id("stMetricValue").first.inner_text().rstrip("%")) > 60
    expect(page.get_by_text("test accuracy")).to_have_count(0)
    page.get_by_role("button", name="Compare", exact=True).last.click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=120_000)
    page.get_by_role("button", name="Test the chosen one").click()
    lanes = page.locator(".race .lane")
    expect(lanes).to_have_count(4, timeout=120_000)
    accuracy = page.locator(".race .own .figure").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Keep it").click()
    kept = tmp_path / "kept.html"
    download.value.save_as(kept)
    assert accuracy in kept.read_text()

    page.locator(".st-key-practice_steps").get_by_text("Evaluate").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Notebook").click()
    book = tmp_path / "reuters.ipynb"
    download.value.save_as(book)
    assert "load_data(num_words=1000)" in book.read_text()

    page.get_by_role("button", name="Keep your progress").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download progress").click()
    path = tmp_path / "progress.json"
    download.value.save_as(path)
    answers, attempts = from_file(path.read_bytes())
    assert set(answers) == set(SOLUTION)
    assert [f"{attempt.accuracy:.1%}" for attempt in attempts] == [accuracy]
    assert json.loads(path.read_text())["format"] == "glassnet practice"


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1366, 640), (390, 844)])
def test_the_verdict_is_in_sight_wherever_the_page_stands_when_check_is_pressed(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(f"/practice?answers={to_link({'load': SOLUTION['load']})}&at=articles", *size)
    box = page.locator(".st-key-code_articles").get_by_label("Your code")
    box.fill("x_train = vectorise(x_train, 7)\nx_test = vectorise(x_test, 7)")
    button = page.get_by_role("button", name="Check", exact=True)
    button.evaluate("each => each.scrollIntoView({ block: 'start' })")
    button.click()
    said = page.locator(".st-key-verdict").get_by_test_id("stAlert").first
    expect(said).to_contain_text("finds no column", timeout=20_000)
    expect(said).to_be_in_viewport(ratio=1)
    if size[0] > 640:  # and stays there, beside the answer
        page.get_by_test_id("stMain").evaluate("each => each.scrollBy(0, 150)")
        expect(box).to_be_in_viewport()
        expect(said).to_be_in_viewport(ratio=1)


@pytest.mark.browser
@pytest.mark.parametrize("at", ["newswires", "network", "compare"])
def test_on_a_phone_the_steps_begin_with_a_whole_one_and_show_the_open_one(
    open_page: Callable[..., Page], at: str
) -> None:
    page = open_page(f"/practice?at={at}", 390, 844)
    steps = page.locator(".st-key-practice_steps [role=radio]")
    row = steps.first.locator("..")
    ends = "(row, end) => row.hasAttribute(`data-${end}`)"
    expect(row).to_have_attribute("style", re.compile("--row-end"))
    at_rest(page)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    edges = [(box["x"], box["x"] + box["width"]) for box in (step.bounding_box() for step in steps.all()) if box]
    assert len(edges) == 10
    assert any(abs(left - 16) <= 2 for left, _ in edges)
    assert not [left for left, right in edges if left < 12 and right > 16]
    expect(page.locator(".st-key-practice_steps [data-selected]")).to_be_in_viewport(ratio=1)
    assert [row.evaluate(ends, end) for end in ("before", "after")] == [at != "newswires", at != "compare"]


@pytest.mark.browser
def test_a_link_and_a_reload_bring_the_answers_back(open_page: Callable[..., Page]) -> None:
    page = open_page(f"/practice?at=fit&answers={to_link(SOLUTION)}")
    expect(page.get_by_label("Your code")).to_have_value(re.compile("EarlyStopping"))
    page.reload()
    expect(page.get_by_label("Your code")).to_have_value(re.compile("EarlyStopping"))


@pytest.mark.browser
def test_a_step_is_answered_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    three = {name: SOLUTION[name] for name in ("load", "articles", "labels")}
    page = open_page(f"/practice?at=network&answers={to_link(three)}")
    page.get_by_label("Your code").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("model = Sequential([Dense(46, 'softmax')])")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("logistic regression")).to_be_visible()


@pytest.mark.browser
def test_a_link_can_leave_the_hints_out(open_page: Callable[..., Page]) -> None:
    three = {name: SOLUTION[name] for name in ("load", "articles", "labels")}
    with_hints = open_page(f"/practice?at=network&answers={to_link(three)}")
    expect(with_hints.get_by_role("button", name="Hint")).to_be_visible()
    without = open_page(f"/practice?at=network&hide=hints&answers={to_link(three)}")
    expect(without.get_by_role("button", name="Check")).to_be_visible()
    expect(without.get_by_role("button", name="Hint")).to_be_hidden()


def test_the_editor_keeps_indentation_and_checks_at_control_enter(open_page: Callable[..., Page]) -> None:
    three = {name: SOLUTION[name] for name in ("load", "articles", "labels")}
    page = open_page(f"/practice?at=network&answers={to_link(three)}")
    box = page.get_by_label("Your code")
    box.fill("")
    box.press_sequentially("model = Sequential([\n")
    expect(box).to_have_value("model = Sequential([\n    ")
    box.press_sequentially("Dense(46, 'softmax')\n")
    box.press("Backspace")
    box.press_sequentially("])")
    expect(box).to_have_value("model = Sequential([\n    Dense(46, 'softmax')\n])")
    box.press("Control+Enter")
    expect(page.get_by_text("logistic regression")).to_be_visible()


@pytest.mark.browser
def test_answers_are_kept_in_the_browser_and_come_back_in_a_new_visit(open_page: Callable[..., Page]) -> None:
    page = open_page(f"/practice?at=fit&answers={to_link(SOLUTION)}")
    expect(page.get_by_label("Your code")).to_have_value(re.compile("EarlyStopping"))
    page.wait_for_function("localStorage.getItem('glassnet.practice')?.includes('EarlyStopping')")
    origin = page.url.split("/practice")[0]
    page.goto(f"{origin}/practice")
    expect(page.get_by_text("You go on where you were")).to_be_visible(timeout=30_000)


@pytest.mark.browser
@pytest.mark.parametrize("view", ["newswires", *SOLUTION, "train", "compare"])
def test_a_step_is_whole_in_one_fold_on_a_phone_in_light_and_in_dark(view: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"/practice?at={view}&answers={to_link(SOLUTION)}", width=1366, height=640)
    drawn(page)
    if view in SOLUTION:
        expect(page.locator(f".st-key-check_{view}").get_by_role("button")).to_be_in_viewport()
        expect(page.locator(".st-key-verdict").get_by_test_id("stAlert").first).to_be_in_viewport()
    nothing_serious(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("innerWidth === 390 && document.documentElement.scrollWidth <= 390")
    nothing_serious(page, "dark")


def drawn(page: Page) -> None:
    """Waits until all of a step is there."""
    page.get_by_role("heading", level=4).first.wait_for()
    at_rest(page)
    expect(page.get_by_role("button", name="Keep your progress")).to_be_visible()
    page.wait_for_load_state("networkidle")


@pytest.mark.browser
@pytest.mark.parametrize("view", ["fit", "train", "compare"])
def test_a_locked_step_is_not_wider_than_a_phone(view: str, open_page: Callable[..., Page]) -> None:
    three = {name: SOLUTION[name] for name in ("load", "articles", "labels")}
    page = open_page(f"/practice?at={view}&answers={to_link(three)}", width=390)
    page.get_by_role("heading", level=4).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
