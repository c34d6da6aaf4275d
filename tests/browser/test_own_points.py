"""A file of one's own in act 2: chosen, its columns picked, its doubts answered, trained; by keyboard alone as well."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ROWS = [f"{k};{4 + k % 5},{k % 7};{k % 3},5;{k * 2 % 11},25;{'ab'[k % 2]};" for k in range(30)]
MESSY = "nr;length;width;height;kind;note\n" + "\n".join([*ROWS, "30;?;1,5;2,5;a;gone", "31;99;99;99;Total;sum"])
CLEAN = "w,h,d,kind\n" + "\n".join(f"{k % 5}.5,{k % 7},{k % 3},{'red' if k % 5 > 2 else 'blue'}" for k in range(40))

ROWS_OF_FIVE = list(enumerate(CLEAN.splitlines()[1:]))


def choose(page: Page, name: str, text: str | bytes) -> None:
    page.locator("input[type=file]").first.wait_for(state="attached", timeout=60_000)
    content = text.encode() if isinstance(text, str) else text
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


@pytest.mark.parametrize("width", [1280, 390])
def test_a_file_that_needs_answers_is_asked_about_and_trained(open_page, width):
    page = open_page("/region", width=width)
    choose(page, "messy.csv", MESSY)
    dialog = page.get_by_role("dialog", name="messy.csv")
    expect(dialog.get_by_role("group", name="Which of the 6 columns?")).to_be_visible()
    expect(dialog.get_by_label("label")).to_have_value("4")
    for answer in ("Leave it out", "4,0 is 4", "Leave row 32 out"):  # the total first: it would be a class of one
        button = dialog.get_by_role("button", name=answer)
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
    expect(dialog).to_contain_text("30 rows (6 held out to test on). length 4 to 8.5")
    expect(dialog).to_contain_text("Rows per class: a 15, b 15")
    dialog.get_by_label("x₁").select_option("nr")
    dialog.get_by_role("button", name="Leave it out").click()  # which row is a total depends on the columns
    expect(dialog).to_contain_text("31 rows (6 held out to test on). nr 0 to 30")  # the gap was in the other column
    take = dialog.get_by_role("button", name="Train on these points")
    expect(take).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Your points"))).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("data=csv"))


def test_with_the_keyboard_alone_a_file_is_chosen_and_its_columns(open_page, tmp_path):
    (tmp_path / "wide.csv").write_text("\n".join(["nr,w,h,d,kind", *(f"{k},{line}" for k, line in ROWS_OF_FIVE)]))
    page = open_page("/region", width=390)
    page.on("filechooser", lambda chooser: chooser)  # from here on the browser tells of them; told later, one is missed
    page.locator("input[type=file]").first.wait_for(state="attached")
    own = page.get_by_role("button", name=re.compile("Your points"))
    own.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "wide.csv")
    dialog = page.get_by_role("dialog", name="wide.csv")
    expect(dialog).to_contain_text("w 0.5 to 4.5")
    first = dialog.get_by_label("x₁")
    for _ in range(12):  # back from the last button, over three selects
        if not first.evaluate("node => node.matches(':focus')"):
            page.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    page.keyboard.press("n")
    expect(dialog).to_contain_text("nr 0 to 39")
    take = dialog.get_by_role("button", name="Train on these points")
    expect(take).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Enter")
    expect(own).to_have_attribute("aria-pressed", "true")


def test_what_a_file_says_is_shown_as_text_and_nothing_is_trained_before_the_press(open_page):
    page = open_page("/region")
    choose(page, "<b>x</b>.csv", CLEAN.replace("red", "<img src=x onerror=alert(1)>"))
    dialog = page.get_by_role("dialog", name="<b>x</b>.csv")
    expect(dialog).to_contain_text("<img src=x onerror=alert(1)> 16")
    assert dialog.locator("img").count() == 0
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert "data=csv" not in page.url


def test_a_file_that_is_no_table_says_what_to_do(open_page):
    page = open_page("/region")
    choose(page, "photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(50))
    dialog = page.get_by_role("dialog", name="photo.csv")
    expect(dialog).to_contain_text("This is a picture, not a table.")
    page.keyboard.press("Enter")  # Close has the focus
    expect(dialog).to_have_count(0)
    choose(page, "large.csv", b"1,2,3,a\n" * 600_000)
    expect(page.get_by_role("dialog", name="large.csv")).to_contain_text("4.8 MB; 4 MB are taken")
