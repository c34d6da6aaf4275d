"""The lesson's way, and the palette that everything shares."""

import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from pages.shared import lesson_path
from pages.shared.palette import DARK, LIGHT, Palette, style_sheet

ROOT = Path(__file__).resolve().parents[2]


def test_the_way_goes_through_every_page_once_and_comes_back_home() -> None:
    way, here = [], lesson_path.HOME
    while len(way) <= len(lesson_path.STOPS):
        _, after = lesson_path.before_and_after(here.path)
        assert after is not None
        way.append(after)
        here = after
    assert way == [*lesson_path.STOPS, lesson_path.HOME]
    assert lesson_path.before_and_after("")[0] is None
    assert all(lesson_path.before_and_after(there.path)[0] is not None for there in lesson_path.STOPS)


def test_every_page_of_the_way_has_its_script_and_every_act_its_pages() -> None:
    assert all((ROOT / "pages" / stop.file).is_file() for stop in (lesson_path.HOME, *lesson_path.STOPS))
    assert [stop.act for stop in lesson_path.STOPS] == sorted(stop.act for stop in lesson_path.STOPS)
    assert {stop.act for stop in lesson_path.STOPS} == {act.number for act in lesson_path.ACTS}


def test_streamlit_s_theme_and_the_palette_are_one() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        assert theme[name]["primaryColor"] == palette.act
        assert theme[name]["backgroundColor"] == palette.paper
        assert theme[name]["secondaryBackgroundColor"] == palette.field
        assert theme[name]["textColor"] == palette.ink
        assert theme[name]["borderColor"] == palette.line


def test_the_style_sheet_holds_every_colour_in_both_themes() -> None:
    sheet = style_sheet()
    for field in fields(Palette):
        assert f"--gn-{field.name}: light-dark({getattr(LIGHT, field.name)}, {getattr(DARK, field.name)});" in sheet


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_letters_of_every_kind_can_be_read_on_what_they_stand_on(palette: Palette) -> None:
    colours = asdict(palette)
    pairs = [(name, ground) for name in ("ink", "soft", "act", "param", "grad", "loss") for ground in ("paper", "card")]
    for name, ground in [*pairs, ("ink", "field"), ("on", "act")]:
        lighter, darker = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (name, ground)
