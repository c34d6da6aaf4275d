"""Act 1 in a browser, as a person would use it: step, question, play, follow, change."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import OpenPage, stage_on

pytestmark = pytest.mark.browser

FAILURES = {
    "shifted_wrong": "ValueError: operands could not be broadcast together with shapes (5,2) (5,)",
    "product_wrong": "ValueError: matmul",
    "exp_large": "RuntimeWarning: overflow encountered in exp",
    "neg_log_trial": "RuntimeWarning: divide by zero encountered in log",
}
LOSS = "0.7301727079439226"


def test_every_step_shows_network_formula_matrices_numpy_and_sentences(open_page: OpenPage) -> None:
    stage = stage_on(open_page)
    steps = stage.frame.locator("select.jump option").count()
    assert steps >= 50
    for _ in range(steps):
        assert stage.frame.locator("svg.network .seat").count() == 9
        assert stage.context.locator("math").count() == 1
        assert stage.equation.locator("table caption").count() >= 1
        assert stage.frame.locator(".code").inner_text().strip()
        assert stage.words.locator(".what").inner_text().strip()
        stage.press("n")
    stage.expect_step("new_cce_loss")


def test_from_x_to_the_loss_and_to_the_loss_after_the_update(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=cce_loss")
    stage.expect_step("cce_loss")
    expect(stage.cell("cce_loss", 0, 0)).to_have_text("0.7302")
    expect(stage.arithmetic.locator(".exact")).to_have_text(LOSS)
    stage.press("End")
    stage.expect_step("new_cce_loss")
    expect(stage.frame.locator(".finale .big").nth(1)).to_have_text("0.7168")


def test_the_step_stands_in_the_address_and_back_returns_to_it(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=X")
    stage.press("ArrowRight", "ArrowRight")
    expect(stage.page).to_have_url(re.compile(r"step=index"))
    stage.frame.get_by_role("button", name=re.compile("^Backward")).click()
    expect(stage.page).to_have_url(re.compile(r"step=dloss_dh2"))
    stage.page.go_back()
    stage.expect_step("index")


def test_pointing_at_a_result_lights_its_sources_and_writes_its_sum(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1")
    stage.cell("h1", 1, 3).hover()
    assert stage.lit("q") == {("h1", 1, 3)}
    assert stage.lit("src") == {
        ("X", 1, 0),
        ("X", 1, 1),
        ("X", 1, 2),
        ("Wh", 0, 3),
        ("Wh", 1, 3),
        ("Wh", 2, 3),
        ("bh", 0, 3),
    }
    expect(stage.arithmetic).to_contain_text("sample 2 · hidden unit 4")
    expect(stage.arithmetic).to_contain_text("= 6.94368")
    assert stage.frame.locator("svg .wire.lit").count() == 3
    assert stage.frame.locator("svg .seat.asked").count() == 1


def test_a_number_is_followed_back_to_the_inputs_and_forward_again(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h2")
    stage.cell("h2", 1, 0).click()
    stage.arithmetic.locator("button.term").nth(6).click()
    stage.expect_step("a1")
    stage.arithmetic.locator("button.term").first.click()
    stage.expect_step("h1")
    stage.arithmetic.locator("button.term").first.click()
    stage.expect_step("X")
    expect(stage.frame.locator(".trail")).to_contain_text("h2 · sample 2")
    stage.press("Backspace")
    stage.expect_step("h1")
    stage.frame.locator(".trail button").first.click()
    stage.expect_step("h2")
    stage.arithmetic.get_by_role("button", name=re.compile("^Make every score positive")).click()
    stage.expect_step("exp_scores")


def test_keyboard_alone_steps_walks_cells_and_lists_the_keys(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1")
    stage.press("q", "ArrowDown", "ArrowRight")
    expect(stage.arithmetic).to_contain_text("h1 · sample 2 · hidden unit 2")
    expect(stage.frame.locator("[aria-live=polite]").first).to_contain_text("sample 2, hidden unit 2")
    stage.press("n")
    stage.expect_step("a1")
    stage.press("?")
    expect(stage.page.get_by_role("dialog", name="Keys")).to_contain_text("next step")
    stage.press("Escape", "End")
    stage.expect_step("new_cce_loss")
    stage.press("Home")
    stage.expect_step("unit_given")


def test_numbers_travel_and_pause_shows_the_whole_result(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1")
    stage.control("Show how").click()
    stage.frame.locator("td.veiled").first.wait_for()
    stage.frame.locator(".token").first.wait_for()
    stage.control("Play").click()
    stage.control("Pause").click()
    expect(stage.frame.locator("td.veiled")).to_have_count(0)


def test_play_goes_on_to_the_next_step_also_without_motion(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=row_sum", reduced_motion="reduce")
    stage.frame.get_by_label("Speed").select_option("4")
    stage.control("Play").click()
    stage.expect_step("y_hat")
    assert stage.frame.locator(".token").count() == 0


def test_relu_strikes_out_what_it_stops(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=a1")
    stage.press("-", "m")
    stage.equation.locator("[data-value=h1] td.masked").nth(9).wait_for()
    assert {(i, j) for _, i, j in stage.lit("masked")} == {(i, j) for i in range(5) for j in (0, 1)}
    expect(stage.frame.locator(".masked")).to_have_count(0)


def test_what_fails_on_purpose_shows_its_real_message_and_the_mend(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=exp_scores")
    for step, words in FAILURES.items():
        stage.go_to(step)
        expect(stage.error.locator("code")).to_contain_text(words)
        assert len(stage.error.locator(".mend").inner_text()) > 20


def test_the_three_kinds_of_row_maximum_stand_in_one_view_with_their_lines(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=row_max")
    shown = stage.part("beside").locator(".made")
    assert shown.all_inner_texts() == ["max_all = np.max(h2)", "max_flat = np.max(h2, axis=1)"]
    expect(stage.frame.locator(".code")).to_have_text("row_max = np.max(h2, axis=1, keepdims=True)")
    expect(stage.equation.locator("[data-value=row_max] caption")).to_contain_text("5 × 1")
