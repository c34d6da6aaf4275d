"""Pasting into act 1: what is clear is taken, two meanings are offered, a refused block comes back as it was."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import OpenPage, Stage, stage_on

pytestmark = pytest.mark.browser
PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


COPY = """async (rows) => {
  const cells = rows.map((row) => "<tr>" + row.map((cell) => `<td style="color:red">${cell}</td>`).join("") + "</tr>");
  const kinds = { "text/html": `<table><tbody>${cells.join("")}</tbody></table>`,
                  "text/plain": rows.map((row) => row.join("\\t")).join("\\r\\n") + "\\r\\n" };
  const item = Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]));
  await navigator.clipboard.write([new ClipboardItem(item)]);
}"""


def paste(stage: Stage, value: str, text: str) -> None:
    """Pastes text into the field of the first cell of a matrix, as a clipboard brings it."""
    stage.cell(value, 0, 0).click()
    stage.frame.locator(".field").evaluate(PASTE, text)


def test_a_column_with_commas_is_asked_about_and_one_press_chooses(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=Wh")
    paste(stage, "Wh", "0,1\n0,2\n0,3")
    choices = stage.frame.locator(".readings button")
    expect(choices).to_have_count(2)
    expect(stage.cell("Wh", 0, 0)).to_have_text("0.2713")
    choices.filter(has_text=re.compile("decimal commas")).click()
    expect(stage.cell("Wh", 0, 0)).to_have_text("0.1000")
    expect(stage.cell("Wh", 2, 0)).to_have_text("0.3000")


def test_a_matrix_as_numpy_writes_it_is_taken(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=bh")
    paste(stage, "bh", "np.array([[0.1, 0.2, 0.3, 0.4]])")
    expect(stage.cell("bh", 0, 3)).to_have_text("0.4000")


def test_another_shape_of_X_says_so_first(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=X")
    paste(stage, "X", "0.5\t1\n2\t3\n4\t5\n6\t7\n")
    stage.frame.locator(".readings button").filter(has_text="X becomes four samples").click()
    expect(stage.equation.locator("caption").first).to_contain_text("4 × 2")


def test_a_refused_block_comes_back_as_it_was_and_can_be_mended_there(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=Wh")
    paste(stage, "Wh", "1\t2\n3\tx")
    expect(stage.frame.locator(".reason")).to_contain_text("Row 2, column 2 of what was pasted: “x”")
    field = stage.frame.locator(".field")
    expect(field).to_have_value("1\t2\n3\tx")
    field.fill("1\t2\n3\t4")
    stage.control("Set").click()
    expect(stage.cell("Wh", 1, 1)).to_have_text("4")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_table_on_the_clipboard_is_pasted_and_mended_with_the_keyboard_alone(open_page: OpenPage, width: int) -> None:
    may = ["clipboard-read", "clipboard-write"]
    stage = stage_on(open_page, "?step=Wh", width=width, height=800, permissions=may)
    stage.page.evaluate(COPY, [["1", "2"], ["3", "x"]])
    stage.equation.locator("td[tabindex='0']").last.focus()
    field = stage.frame.locator(".field")
    stage.press("Enter")
    expect(field).to_be_focused()
    stage.press("Control+v")
    expect(stage.frame.locator(".reason")).to_contain_text("Row 2, column 2 of what was pasted: “x”")
    expect(field).to_be_focused()
    expect(field).to_have_value("1\t2\n3\tx\n")
    stage.press("Control+End", "ArrowLeft", "Backspace", "4", "Tab", "Enter")
    expect(stage.cell("Wh", 1, 1)).to_have_text("4")
    assert stage.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_try_opens_the_pass_that_comes_of_it(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=new_cce_loss")
    stage.control("A learning rate ten times as large").click()
    stage.control("higher").click()  # what one expects is asked before it is shown
    expect(stage.page).to_have_url(re.compile("lr=0.1.*pass=500"))
    expect(stage.words).to_contain_text("less than that")


def test_back_in_the_browser_takes_an_edit_back(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=Wh")
    paste(stage, "Wh", "[[2]]")
    expect(stage.page).to_have_url(re.compile("w1="))
    stage.page.go_back()
    expect(stage.cell("Wh", 0, 0)).to_have_text("0.2713")


def test_a_number_half_typed_stays_while_the_pointer_moves(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=Wh")
    stage.cell("Wh", 0, 0).click()
    stage.frame.locator(".field").fill("0.75")
    stage.cell("Wh", 2, 1).hover()
    stage.control("Set").click()
    expect(stage.cell("Wh", 0, 0)).to_have_text("0.7500")
