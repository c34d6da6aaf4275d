"""What is looked at: nothing cut, one width, one look of what is chosen and typed into, and the theme as it changes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import nothing_serious
from tests.browser.frame import LONG, at_rest, opened
from tests.browser.stage import stage_on

pytestmark = pytest.mark.browser
CUT = "nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.textContent)"


def view(open_page, name: str, **how) -> Page:
    """A view of act 3, drawn to its end."""
    page = open_page(f"/newsgroups?view={name.replace(' ', '+')}", **how)
    expect(page.locator(f'.pipeline [data-view="{name}"]')).to_have_attribute("aria-current", "page", timeout=LONG)
    at_rest(page)
    return page


def style(page: Page, part: str, name: str) -> str:
    return page.locator(part).first.evaluate(f"node => getComputedStyle(node).{name}")


def colour(page: Page, name: str) -> str:
    """A colour of the palette as the browser writes it."""
    return page.evaluate(
        """(name) => { const probe = document.querySelector("h1").appendChild(document.createElement("i"));
          probe.style.color = `var(--gn-${name})`; const found = getComputedStyle(probe).color; probe.remove();
          return found; }""",
        name,
    )


def test_act_3_turns_dark_with_the_system_without_a_reload(open_page) -> None:
    page = view(open_page, "Train")
    page.locator(".training .panel").first.wait_for(timeout=LONG)
    page.emulate_media(color_scheme="dark")
    for part in (".training .panel", ".pipeline .station"):
        expect(page.locator(part).first).to_have_css("background-color", "rgb(27, 31, 38)")
        expect(page.locator(part).first).to_have_css("color", "rgb(233, 235, 238)")


def test_what_is_chosen_looks_the_same_in_streamlits_parts_and_in_ours(open_page) -> None:
    page = view(open_page, "Train", width=1366, height=640)
    ours, theirs = ".training .seg [aria-pressed=true]", "[data-testid=stButtonGroup] button[data-selected]"
    page.locator(ours).wait_for(timeout=LONG)
    for name in ("backgroundColor", "color"):
        assert style(page, ours, name) == style(page, theirs, name)
    boxes = [page.locator(part).first.bounding_box() for part in (theirs, ".st-key-train_best button")]
    one, other = boxes
    assert one
    assert other
    assert abs(one["y"] - other["y"]) <= 2
    assert abs(one["height"] - other["height"]) <= 3


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/newsgroups?view=Tokens", "textarea"),
        ("/practice?at=load", "[data-testid=stNumberInputContainer]"),
        ("/practice?at=load", "[data-testid=stSelectbox] [role=group]"),
        ("/lessons", ".maker input"),
    ],
)
def test_what_is_typed_into_has_one_ground(open_page, path: str, part: str) -> None:
    page = open_page(path)
    page.locator(part).first.wait_for(timeout=LONG)
    expect(page.locator(part).first).to_have_css("background-color", colour(page, "card"))


def test_names_in_act_3_are_whole_on_a_laptop(open_page) -> None:
    page = view(open_page, "Compare", width=1366, height=640)
    names = page.locator(".plot .row .title")
    expect(names).to_have_count(17, timeout=LONG)
    assert names.evaluate_all(CUT) == []
    assert page.locator(".pipeline .note").evaluate_all(CUT) == []
    page = view(open_page, "Posts", width=1366, height=640)
    assert page.locator(".pipeline .note").evaluate_all(CUT) == []


@pytest.mark.parametrize("width", [1366, 390])
def test_a_run_not_yet_made_stands_left_of_the_axis_and_every_mark_is_named(open_page, width: int) -> None:
    page = view(open_page, "Compare", width=width, height=844)
    page.locator(".plot .row").first.wait_for(timeout=LONG)
    axis = page.locator(".plot .axis").bounding_box()["x"]
    for dot in page.locator(".plot .untried .dot").all():
        box = dot.bounding_box()
        assert box["x"] + box["width"] < axis
    legend = page.locator(".legend")
    for words in ("not run yet", "recorded", "trained here", re.compile(r"Second model, \d\d\.\d%")):
        expect(legend).to_contain_text(words)
    nothing_serious(page)


def test_the_best_epoch_is_named_at_its_ring_and_the_one_shown_at_its_line(open_page) -> None:
    page = view(open_page, "Train", width=1280, height=720)
    chart = page.locator(".training .chart")
    ring, best = chart.locator("circle.best"), chart.get_by_text(re.compile("^best: epoch"))
    best.wait_for(timeout=LONG)
    for measure in ("Loss", "Accuracy"):
        page.get_by_role("button", name=measure, exact=True).click()
        a, b = ring.bounding_box(), best.bounding_box()
        assert abs(a["x"] + a["width"] / 2 - b["x"] - b["width"] / 2) < 30
        assert abs(a["y"] + a["height"] / 2 - b["y"] - b["height"] / 2) < 30
    shown, line = chart.get_by_text(re.compile(r"^epoch \d+$")).bounding_box(), chart.locator(".now").bounding_box()
    assert 0 <= line["x"] - shown["x"] - shown["width"] < 12


def test_a_phone_shows_the_likeliest_classes_and_the_others_on_a_press(open_page) -> None:
    page = view(open_page, "Train", width=390, height=844)
    bars = page.locator(".training .bar >> visible=true")
    expect(bars).to_have_count(5, timeout=LONG)
    page.get_by_role("button", name="15 more").click()
    expect(bars).to_have_count(20)
    page.get_by_role("button", name="Top 5").click()
    expect(bars).to_have_count(5)


@pytest.mark.parametrize("width", [1366, 1024, 390])
def test_letters_in_the_chart_of_a_training_are_as_large_on_every_screen(open_page, width: int) -> None:
    page = view(open_page, "Train", width=width, height=768)
    chart = page.locator(".training .chart svg")
    chart.wait_for(timeout=LONG)
    scale = chart.evaluate("node => node.getBoundingClientRect().width / node.viewBox.baseVal.width")
    assert abs(scale - 1) < 0.02
    assert chart.locator("text").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 12


@pytest.mark.parametrize("path", ["/newsgroups", "/lessons", "/one_pass"])
def test_a_page_begins_where_its_frame_begins(open_page, path: str) -> None:
    page = open_page(path, width=1920, height=1080)
    part = page.locator(".stage .title" if path == "/one_pass" else ".stMainBlockContainer h1").first
    part.wait_for(timeout=LONG)
    left = page.locator(".st-key-frame_bar .strip").evaluate(
        "node => node.getBoundingClientRect().left + parseFloat(getComputedStyle(node).paddingLeft)"
    )
    assert abs(part.evaluate("node => node.getBoundingClientRect().left") - left) <= 2


@pytest.mark.parametrize("width", [1366, 1280, 1024])
def test_no_matrix_of_the_library_is_cut_at_any_line(open_page, width: int) -> None:
    page = open_page("/library", width=width, height=768)
    lines = page.locator(".lib .call")
    lines.first.wait_for(timeout=LONG)
    for line in lines.all():
        line.click()
        expect(line).to_have_attribute("aria-current", "true")
        assert page.locator(".lib .matrix").evaluate_all(CUT) == [], line.inner_text()


def test_home_has_its_cards_in_one_row_and_its_words_beside_the_picture_on_a_small_projector(open_page) -> None:
    page = open_page("/", width=1024, height=768)
    cards = page.locator(".cards .card")
    expect(cards).to_have_count(3)
    assert len({round((card.bounding_box() or {})["y"]) for card in cards.all()}) == 1
    words = page.locator(".st-key-home_head p").first.bounding_box()
    assert words
    assert words["x"] + words["width"] <= 0.48 * 1024


def test_the_panel_of_notations_shows_every_formula(open_page) -> None:
    stage = stage_on(open_page, "?step=h1&panel=code", width=1366, height=640)
    drawer = stage.page.locator(".st-key-drawer")
    formulas = drawer.locator(".st-key-maths .katex-html")
    formulas.first.wait_for(timeout=LONG)
    edge = drawer.evaluate("node => node.getBoundingClientRect().right")
    assert formulas.count() > 10
    assert all(each.evaluate("node => node.getBoundingClientRect().right") <= edge for each in formulas.all())


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1024, 768)])
def test_on_a_tablet_no_column_of_the_lesson_is_folded(open_page, width: int, height: int) -> None:
    stage = stage_on(open_page, "?step=h1", width=width, height=height)
    expect(stage.equation.locator("td[data-shut]")).to_have_count(0)
    zones = [stage.frame.locator(part).bounding_box() for part in (".equation-zone", ".net", ".sum", ".player")]
    assert all(zones)
    equation, network, arithmetic, player = (zone for zone in zones if zone)
    assert equation["y"] + equation["height"] <= network["y"] + 1
    assert network["x"] + network["width"] <= arithmetic["x"]
    assert player["y"] + player["height"] <= height


def test_in_the_stage_a_link_onwards_is_whole_or_not_there_and_no_letter_is_cut(open_page) -> None:
    stage = stage_on(open_page, "?step=dloss_dWh", width=1366, height=640)
    onward = stage.frame.locator(".onward")
    box = onward.evaluate(
        """node => { const all = node.getBoundingClientRect(), first = node.querySelector(".first-link");
          const { top, left } = first.getBoundingClientRect();
          return { hidden: top >= all.bottom - 2, inside: left >= all.left - 1 }; }"""
    )
    assert box["hidden"] or box["inside"]
    bottom = stage.frame.locator(".timeline").evaluate("node => node.getBoundingClientRect().bottom")
    for name in stage.frame.locator(".branch-name").all():
        assert name.evaluate("node => node.getBoundingClientRect().bottom") <= bottom + 0.5


def test_the_key_for_light_and_dark_works_on_every_page(open_page) -> None:
    page = open_page("/glossary")
    opened(page, "glossary")
    app = page.get_by_test_id("stApp")
    expect(app).to_have_css("color-scheme", "light")
    page.keyboard.press("t")
    expect(app).to_have_css("color-scheme", "dark")


@pytest.mark.parametrize(("path", "part"), [("/region?epoch=30", ".act2 .film"), ("/seeds?seeds=16", ".act2 .filter")])
def test_act_2_is_painted_anew_when_it_turns_dark(open_page, path: str, part: str) -> None:
    page = open_page(path, reduced_motion="reduce")
    page.locator(".act2[data-busy='false'][data-epoch], .act2[data-finished='true']").wait_for(timeout=LONG)
    page.emulate_media(color_scheme="dark")
    for each in (part, ".act2 .chip"):
        expect(page.locator(each).first).to_have_css("background-color", "rgb(27, 31, 38)", timeout=LONG)


@pytest.mark.parametrize("width", [1024, 1366])
def test_names_and_values_of_act_2s_settings_are_whole(open_page, width: int) -> None:
    page = open_page("/region?epoch=30", width=width, height=768, reduced_motion="reduce")
    page.locator(".act2[data-busy='false'][data-epoch]").wait_for(timeout=LONG)
    assert (
        page.locator(".act2 :is(.chip span, .chip b, .views button, .knob > span, .thumbs span)").evaluate_all(CUT)
        == []
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/glossary",
        "/lessons",
        *(f"/newsgroups?view=Test&look={look}" for look in ("Report", "Short+posts", "Weights")),
        *(f"/newsgroups?view=Vectors&step={step}" for step in ("One+post", "Sparse+or+dense", "Label")),
    ],
)
def test_axe_finds_nothing_serious(open_page, path: str) -> None:
    page = open_page(path, width=1366, height=768, reduced_motion="reduce")
    page.get_by_role("heading", level=1).first.wait_for(timeout=LONG)
    at_rest(page)
    page.wait_for_load_state("networkidle")
    nothing_serious(page)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/library", ".lib .box.on"),
        ("/newsgroups?view=Train", ".training .panel"),
        ("/one_pass?step=h1", ".equation td"),
    ],
)
def test_on_paper_stands_what_is_shown_and_nothing_to_press(open_page, path: str, shown: str) -> None:
    page = open_page(path, width=794, height=1123)
    page.locator(shown).first.wait_for(timeout=LONG)
    page.emulate_media(media="print")
    expect(page.locator(shown).first).to_be_visible()
    for part in (".st-key-frame_bar", ".lib-tools", ".training .player", ".stage .player", ".st-key-frame_foot"):
        assert not page.locator(f"{part} >> visible=true").count(), part


def test_on_a_projector_trains_presses_are_one_row_and_its_bars_have_a_length(open_page) -> None:
    page = view(open_page, "Train", width=1280, height=720)
    page.locator(".training .bar").first.wait_for(timeout=LONG)
    page.keyboard.press("f")
    expect(page.locator(".st-key-frame_bar")).to_be_hidden()
    tops = page.locator(".st-key-act_head button >> visible=true").evaluate_all(
        "all => all.map(node => Math.round(node.getBoundingClientRect().top / 8))"
    )
    assert len(set(tops)) == 1
    tracks = page.locator(".training .bar .track").evaluate_all("all => all.map(node => node.clientWidth)")
    assert min(tracks) >= 36
    assert page.locator(".training .bar .name").evaluate_all(CUT) == []
