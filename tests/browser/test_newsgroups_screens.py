"""Act 3's views as they are looked at: in one fold, on a phone, and by the automated accessibility check."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import nothing_serious
from tests.browser.frame import LONG, at_rest

pytestmark = pytest.mark.browser

# What every view is about: the control, and what it moves.
SHARED = {
    "Posts": (".text-box textarea", ".text-box .bar"),
    "Tokens": ("textarea", "mark.kept"),
    "Vectors": ("[data-testid=stTab]", "[data-testid=stTextInput] input"),
    "Train": (".training .play", ".training .bar"),
    "Test": ("[class*=st-key-pair_] button:visible", ".confusion button"),
    "Second model": ("[class*=st-key-begin_] button:visible", ".js-plotly-plot"),
    "Compare": (".plot .row", ".plot .row >> nth=-1"),
    "Leakage": ("[class*=st-key-begin_leak] button:visible", "[data-testid=stDataFrame]"),
    "Your text": (".text-box textarea", ".text-box .bar"),
}


def seen(open_page, view: str, **how) -> Page:
    """A view once all that it is about is there."""
    page = open_page(f"/newsgroups?view={view.replace(' ', '+')}", **how)
    for part in SHARED[view]:
        expect(page.locator(part).first).to_be_visible(timeout=LONG)
    at_rest(page)
    return page


@pytest.mark.parametrize("view", SHARED)
def test_a_view_is_whole_in_one_fold_on_a_phone_in_light_and_in_dark(view: str, open_page) -> None:
    page = seen(open_page, view, width=1366, height=640)
    for part in SHARED[view]:
        expect(page.locator(part).first).to_be_in_viewport(ratio=0.5)
    nothing_wider(page, 1366)
    nothing_serious(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("innerWidth === 390")
    nothing_wider(page, 390)
    nothing_serious(page, "dark")


def nothing_wider(page: Page, width: int) -> None:
    """Nothing is wider than the screen; waited for while the page lays itself out."""
    page.wait_for_function(
        """width => {
          const main = document.querySelector('[data-testid="stMain"]');
          return document.documentElement.scrollWidth <= width && main.scrollWidth <= main.clientWidth + 1;
        }""",
        arg=width,
    )


def test_on_a_phone_the_confusion_matrix_shows_that_there_is_more_of_it(open_page) -> None:
    page = seen(open_page, "Test", width=390, height=844)
    matrix = page.locator(".confusion")
    expect(matrix).to_have_class("confusion grouped more")
    matrix.evaluate("node => node.scrollTo(node.scrollWidth, 0)")
    expect(matrix).to_have_class("confusion grouped")


@pytest.mark.parametrize("model", ["first", "second"])
def test_on_a_phone_the_presses_of_train_stand_in_one_row_under_the_choice_of_the_model(open_page, model: str) -> None:
    page = open_page(f"/newsgroups?view=Train&model={model}", width=390, height=844)
    page.locator(".training .panel").first.wait_for(timeout=LONG)
    at_rest(page)
    middles = {
        round(part.bounding_box()["y"] + part.bounding_box()["height"] / 2)
        for key in ("preset", "train", "train_best", "change")
        for part in page.locator(f".st-key-act_head .st-key-{key} button >> visible=true").all()
    }
    assert len(middles) == 2
