"""Act 1's zones: at 1366 × 640 everything is inside the window, nothing is cut, and Next does not move."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import OpenPage, stage_on

pytestmark = pytest.mark.browser

LARGEST = (
    "?x=1,2,3,4,5,6;2,3,4,5,6,7;1,1,1,1,1,1;4,3,2,1,0,1;5,5,5,5,5,5;1,2,1,2,1,2;7,7,7,7,7,7;8,8,8,8,8,8"
    "&t=0,1,2,3,0,1,2,3&hidden=8,8&classes=4"
)
LARGE = """frame => {
  const open = [...frame.querySelectorAll(".equation td:not([data-shut])")];
  const asked = frame.querySelector(".equation td.q");
  const over = (name) => { const node = frame.querySelector(name); return node.scrollHeight - node.clientHeight > 2; };
  return { step: frame.dataset.step, digits: Math.min(...open.map((td) => parseFloat(getComputedStyle(td).fontSize))),
    askedIsOpen: !asked || open.includes(asked), cut: [".equation-zone", ".what"].filter(over) };
}"""
ZONES = (".timeline", ".top", ".two", ".words", ".player")
MEASURE = """frame => {
  const box = (node) => {
    const b = node.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom].map(Math.round);
  };
  const cut = (name) => { const node = frame.querySelector(name);
    return node.offsetParent === null ? 0 : Math.max(node.scrollHeight - node.clientHeight, 0); };
  const zones = Object.fromEntries(ZONES.map((name) => [name, box(frame.querySelector(name))]));
  const result = frame.querySelector(".equation [data-part=result]") ?? frame.querySelector(".equation");
  return { step: frame.dataset.step, next: box(frame.querySelector(".next")), zones, result: box(result),
    cut: [".sum", ".what", ".equation-zone"].filter((name) => cut(name) > 2),
    digits: Math.min(...[...frame.querySelectorAll(".equation td:not([data-shut])")].map((td) =>
      parseFloat(getComputedStyle(td).fontSize))), window: [innerWidth, innerHeight] };
}""".replace("ZONES", str(list(ZONES)))

ON_A_PHONE = """frame => {
  const box = (node) => node.getBoundingClientRect();
  const shown = (what) => [...frame.querySelectorAll(what)].filter((node) => box(node).width);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const captions = shown(".equation caption, .equation .made"), cells = shown(".equation td");
  const { classList } = frame.querySelector(".equation-zone");
  return { step: frame.dataset.step,
    covered: captions
      .filter((one) => [...captions, ...cells].some((other) => one !== other && meet(box(one), box(other))))
      .map((node) => node.textContent),
    cut: cells.filter((td) => td.scrollWidth > td.clientWidth + 1 || td.hasAttribute("data-shut")).length,
    outside: classList.contains("scrolls") ? 0
      : [...captions, ...cells].filter((node) => box(node).right > innerWidth || box(node).left < 0).length };
}"""


def test_on_a_phone_every_number_can_be_read_and_no_caption_covers_another(open_page: OpenPage) -> None:
    stage = stage_on(open_page, width=390, height=844)
    for _ in range(stage.frame.locator("select.jump option").count()):
        now = stage.frame.evaluate(ON_A_PHONE)
        assert (now["covered"], now["cut"], now["outside"]) == ([], 0, 0), now["step"]
        stage.press("n")
    stage.expect_step("new_cce_loss")


@pytest.mark.parametrize("query", ["", LARGEST], ids=["lesson", "largest network"])
def test_no_zone_moves_and_nothing_is_cut_at_any_step(open_page: OpenPage, query: str) -> None:
    stage = stage_on(open_page, query, width=1366, height=640)
    steps = stage.frame.locator("select.jump option").count()
    first = stage.frame.evaluate(MEASURE)
    for _ in range(steps):
        now = stage.frame.evaluate(MEASURE)
        assert now["next"] == first["next"], now["step"]
        assert now["zones"] == first["zones"], now["step"]
        assert now["cut"] == [], now["step"]
        assert now["digits"] >= 12 or now["step"] == "new_cce_loss", now["step"]
        left, top, right, bottom = now["result"]
        assert min(left, top) >= 0, now["step"]
        assert right <= 1366, now["step"]
        assert bottom <= 640, now["step"]
        stage.press("n")
    assert first["zones"][".player"][3] <= 640


@pytest.mark.parametrize("panel", ["sizes", "mistakes", "training", "code", "export"])
def test_a_panel_opens_beside_the_stage_and_covers_none_of_it(open_page: OpenPage, panel: str) -> None:
    stage = stage_on(open_page, "?step=h1", width=1366, height=640)
    before = stage.control("Next step").bounding_box()
    stage.frame.locator(f".rail-button[data-panel={panel}]").click()
    drawer = stage.page.locator(".st-key-drawer")
    expect(drawer).to_be_visible()
    stage.page.wait_for_url(f"**panel={panel}**")
    box, equation = drawer.bounding_box(), stage.equation.bounding_box()
    assert box
    assert equation
    assert equation["x"] + equation["width"] <= box["x"]
    assert box["x"] + box["width"] <= 1366
    assert box["y"] + box["height"] <= 640
    assert stage.control("Next step").bounding_box() == before
    stage.frame.locator(f".rail-button[data-panel={panel}]").click()
    expect(drawer).not_to_be_visible()


@pytest.mark.parametrize("panel", ["sizes", "mistakes", "training", "code", "export"])
def test_on_a_phone_a_panel_leaves_the_numbers_and_the_loss_in_view(open_page: OpenPage, panel: str) -> None:
    stage = stage_on(open_page, f"?step=dloss_dWo&panel={panel}", width=390, height=844)
    drawer, chip = stage.page.locator(".st-key-drawer"), stage.part("chip")
    expect(drawer).to_be_visible()
    first, box, loss = stage.cell("dloss_dh2", 1, 1).bounding_box(), drawer.bounding_box(), chip.bounding_box()
    assert first
    assert box
    assert loss
    assert box["height"] <= 844 / 2
    assert first["y"] + first["height"] <= box["y"]
    assert box["y"] + box["height"] <= loss["y"] + 1


@pytest.mark.parametrize("query", ["", LARGEST], ids=["lesson", "largest network"])
def test_large_type_for_a_lecture_hall_has_digits_of_28_pixels_at_every_step(open_page: OpenPage, query: str) -> None:
    stage = stage_on(open_page, query, width=1280, height=720, dark=True)
    stage.press("f")
    expect(stage.frame).to_have_class(re.compile(r"\blarge\b"))
    for _ in range(stage.frame.locator("select.jump option").count() - 1):  # the last step is a curve
        now = stage.frame.evaluate(LARGE)
        assert now["digits"] >= 28, now["step"]
        assert now["askedIsOpen"], now["step"]
        assert now["cut"] == [], now["step"]
        stage.press("PageDown")
    stage.go_to("h1" if query == "" else "h2")
    stage.press("n")
    expect(stage.frame.locator("svg.network")).to_be_visible()


def test_a_shut_column_opens_when_one_of_its_numbers_is_asked_for(open_page: OpenPage) -> None:
    stage = stage_on(open_page, LARGEST + "&step=h2", width=1366, height=640)
    far = stage.cell("h2", 2, 7)
    expect(far).to_have_attribute("data-shut", "")
    stage.press("q", *["ArrowRight"] * 7)
    expect(stage.cell("h2", 0, 7)).to_be_focused()
    for value in ("Wh2", "bh2", "h2"):
        assert stage.cell(value, 0, 7).get_attribute("data-shut") is None
    expect(stage.arithmetic).to_contain_text("sample 1 · second-layer unit 8")


def test_the_asked_cell_is_the_same_yellow_in_both_themes(open_page: OpenPage) -> None:
    for dark in (False, True):
        stage = stage_on(open_page, "?step=h1", dark=dark)
        expect(stage.equation.locator("td.q")).to_have_css("background-color", "rgb(255, 216, 77)")


def test_a_swipe_steps_on_a_phone(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=h1", width=390, height=800, has_touch=True)
    swipe = """(frame, [from, to]) => {
      const touch = (x) => new Touch({ identifier: 1, target: frame, clientX: x, clientY: 200 });
      const send = (name, touches, changedTouches) =>
        frame.dispatchEvent(new TouchEvent(name, { touches, changedTouches, bubbles: true }));
      send("touchstart", [touch(from)], [touch(from)]);
      send("touchend", [], [touch(to)]);
    }"""
    stage.frame.evaluate(swipe, [300, 120])
    stage.expect_step("a1")
    stage.frame.evaluate(swipe, [120, 300])
    stage.expect_step("h1")


def test_a_try_asks_for_a_prediction_and_holds_it_against_what_came(open_page: OpenPage) -> None:
    stage = stage_on(open_page)
    stage.press("End")
    finale = stage.frame.locator(".finale")
    finale.get_by_role("button", name="A learning rate ten times as large").click()
    expect(finale).to_contain_text("After 500 updates, will the loss be lower or higher than without it?")
    finale.get_by_role("button", name="higher", exact=True).click()
    expect(finale.locator(".tried")).to_contain_text("You said higher; it is lower: after 500 updates the loss is")
    stage.frame.get_by_role("button", name="Undo").click()
    expect(finale.locator(".tried")).to_have_count(0)


def test_the_act_ends_with_five_hundred_updates_and_leads_on_to_act_2(open_page: OpenPage) -> None:
    stage = stage_on(open_page, "?step=new_cce_loss", width=1366, height=640)
    finale = stage.frame.locator(".finale")
    expect(finale).to_contain_text("after 500 updates")
    figures = finale.locator(".big").all_inner_texts()
    assert figures[:2] == ["0.7302", "0.7168"]
    assert float(figures[2]) < 0.5
    stage.control("Next: act 2").click()
    stage.page.wait_for_url("**/library**")


@pytest.mark.parametrize("width", [1280, 1366])
def test_the_largest_network_stays_out_of_the_equation_beside_an_open_drawer(open_page: OpenPage, width: int) -> None:
    stage = stage_on(open_page, LARGEST + "&step=dloss_dbo&panel=training", width=width, height=640)
    stage.frame.locator(".loss-seat circle").wait_for()
    edge = stage.frame.locator(".right").evaluate("node => node.getBoundingClientRect().left")
    for part in (".samples button >> nth=-1", ".loss-seat circle"):
        box = stage.frame.locator(part).bounding_box()
        assert box
        assert box["x"] + box["width"] <= edge + 1, part


@pytest.mark.parametrize("query", ["?step=cce_loss", LARGEST + "&step=cce_loss"], ids=["lesson", "largest network"])
def test_a_mean_reads_as_a_sum_and_its_division(open_page: OpenPage, query: str) -> None:
    stage = stage_on(open_page, query, width=1366, height=640)
    lines = stage.arithmetic.locator(".ln")
    said = [" ".join(line.inner_text().split()) for line in lines.all()]
    terms, total, mean = said[:-2], said[-2], said[-1]
    assert [term.startswith("+ ") for term in terms] == [False] + [True] * (len(terms) - 1)
    assert total.startswith("= ")
    assert mean.startswith(f"{total.removeprefix('= ')} / {len(terms)} = ")
    first, second = (line.locator("> * >> visible=true").last.bounding_box() for line in (lines.nth(0), lines.nth(1)))
    assert abs(first["y"] - second["y"]) <= 2
    assert 0 < second["x"] - first["x"] - first["width"] < 60
