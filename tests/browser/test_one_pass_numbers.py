"""Act 1 in a browser: numbers are changed, predicted, proven and taken further."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import OpenPage, Stage, stage_on

pytestmark = pytest.mark.browser


def test_a_number_is_typed_over_everything_follows_and_undo_takes_it_back(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=targets")
    stage.press("b")
    stage.cell("X", 0, 0).click()  # at once, before the new step stands in the address
    stage.page.keyboard.type("2.5")
    stage.press("Enter")
    expect(stage.page).to_have_url(re.compile(r"step=X&x=2\.5"))
    expect(stage.cell("X", 0, 0)).to_have_text("2.5000")
    stage.press("Escape", "Control+z")
    expect(stage.cell("X", 0, 0)).to_have_text("1")
    stage.control("Redo").click()
    expect(stage.cell("X", 0, 0)).to_have_text("2.5000")
    stage.control("Reset").click()
    expect(stage.cell("X", 0, 0)).to_have_text("1")


def paste(stage: Stage, text: str) -> None:
    stage.frame.locator(".field").evaluate(
        """(field, text) => {
          const data = new DataTransfer();
          data.setData("text", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_block_from_a_spreadsheet_is_pasted_and_a_ragged_one_refused_with_the_reason(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=X")
    stage.cell("X", 0, 0).click()
    paste(stage, "0.5\t1\n2\t3\n4\t5\n6\t7\n")
    stage.frame.locator(".readings button").filter(has_text="X becomes four samples").click()
    expect(stage.equation.locator("caption").first).to_contain_text("4 × 2")
    stage.cell("X", 0, 0).click()
    paste(stage, "1\t2\n3\n")
    expect(stage.frame.locator(".reason")).to_contain_text("Row 2 of what was pasted has 1 number")
    expect(stage.cell("X", 0, 0)).to_have_text("0.5000")


def test_what_is_no_finite_number_is_refused_where_it_was_typed(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=Wh")
    stage.cell("Wh", 0, 0).click()
    for text, reason in {"abc": "is not a number", "inf": "infinite", "": "Nothing was typed"}.items():
        stage.frame.locator(".field").fill(text)
        stage.press("Enter")
        expect(stage.frame.locator(".reason")).to_contain_text(reason)
        expect(stage.cell("Wh", 0, 0)).to_have_text("0.2713")


def test_another_network_is_drawn_from_the_panel(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?panel=sizes")
    second = stage.page.get_by_role("spinbutton", name="Second hidden layer")
    second.fill("3")
    second.press("Enter")
    expect(stage.frame.locator("svg.network .seat")).to_have_count(3 + 4 + 3 + 2)
    stage.page.get_by_role("radio", name="tanh").click()
    expect(stage.page).to_have_url(re.compile("act=tanh"))


def test_a_gradient_is_proven_by_nudging_its_weight(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=dloss_dWo")
    stage.cell("dloss_dWo", 3, 1).click()
    stage.frame.get_by_role("button", name="Check it: nudge Wo").click()
    proof = stage.frame.locator(".nudge")
    expect(proof).to_contain_text("0.771601189")
    assert int(re.search(r"agree to (\d+) leading digits", proof.inner_text())[1]) >= 6


def test_predictions_are_chosen_explained_and_counted_with_next_in_the_card(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h2")
    stage.control("Predict first").click()
    card = stage.frame.locator(".question")
    expect(card).to_contain_text("Predict first")
    expect(card.locator(".choose")).to_have_count(3)
    expect(stage.arithmetic).to_be_empty()
    card.locator(".choose").first.click()
    expect(card.locator(".verdict b")).to_be_visible()
    expect(card.locator(".tally")).to_contain_text("of 1")
    expect(stage.arithmetic).not_to_be_empty()
    card.get_by_role("button", name="Next →").click()
    stage.expect_step("exp_scores")


def test_a_wrong_choice_is_named_as_the_slip_that_it_is(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=dh2_dWo")
    stage.control("Predict first").click()
    card = stage.frame.locator(".question")
    for _ in range(6):
        if card.locator(".choose").filter(has_text="5 × 4").count():
            break
        card.get_by_role("button", name="Show me").click()
        stage.control("Predict first").click()
        stage.control("Predict first").click()
    card.locator(".choose").filter(has_text="5 × 4").click()
    expect(card.locator(".verdict")).to_contain_text(
        "Not this time. That is the shape before the transpose. (5, 4) gives (4, 5)."
    )


def test_the_end_of_the_pass_asks_for_no_prediction_and_is_read_at_once(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=again")
    stage.control("Predict first").click()
    expect(stage.words).to_contain_text("Say what comes out")
    stage.press("End")
    stage.expect_step("new_cce_loss")
    expect(stage.words).to_contain_text("The loss fell from")
    expect(stage.frame.locator(".question")).to_be_hidden()


def test_training_goes_on_and_a_later_pass_opens_on_the_stage(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?panel=training&step=cce_loss")
    expect(stage.page.get_by_text("after 50 updates")).to_be_visible()
    slider = stage.page.get_by_role("slider", name="Pass to show")
    slider.focus()
    slider.press("ArrowRight")
    expect(stage.page).to_have_url(re.compile("pass=1"))
    expect(stage.cell("cce_loss", 0, 0)).to_have_text("0.7168")


def test_the_panel_of_formulas_marks_the_one_of_the_step_and_has_it_in_view(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?panel=code&step=new_Wo", width=1280, height=720)
    marked = stage.page.locator(".st-key-maths [aria-current=step]")
    expect(marked).to_contain_text("Move Wo downhill")
    expect(marked).to_be_in_viewport(ratio=0.9)
    stage.go_to("row_sum")
    expect(marked).to_contain_text("Score the classes")
    expect(marked).to_be_in_viewport(ratio=0.9)


@pytest.mark.worker
def test_tensorflows_gradients_are_compared_live(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?panel=code&act=tanh")
    stage.page.get_by_role("tab", name="Keras").click()
    told = stage.page.get_by_text("They agree: no gradient differs by more than")
    late = stage.page.get_by_text("did not answer")
    for _ in range(4):  # a machine kept busy may take longer than a person should wait, and says so
        stage.page.get_by_role("button", name="Run it and compare the gradients").click()
        expect(told.or_(late)).to_be_visible(timeout=120_000)
        if told.is_visible():
            break
    expect(told).to_be_visible()
    assert float(re.search(r"more than ([\d.e-]+\d) from", told.inner_text())[1]) < 1e-9


def test_a_mistake_is_switched_on_and_diagnosed_on_the_stage(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?panel=mistakes")
    stage.page.get_by_text("Forget the transpose").click()
    expect(stage.words.locator(".more")).to_contain_text("The pass ends at dloss_dWo")
    stage.press("End")
    expect(stage.error).to_contain_text("ValueError: matmul")
