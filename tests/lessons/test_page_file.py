"""A lesson as one page: what it holds of each stop."""

import json
import re
import zlib
from base64 import b64decode
from typing import Any

import pytest

from engine.lessons import SHIPPED, Lesson, Stop, shipped
from engine.lessons.page_file import page_file

PALETTE = {"light": {"ink": "#000"}, "dark": {"ink": "#fff"}}


def held(lesson: Lesson, home: str = "") -> dict[str, Any]:
    """What the page was given."""
    page = page_file(lesson, PALETTE, PALETTE, home)
    return json.loads(zlib.decompress(b64decode(re.findall(r'id="data">([^<]+)<', page)[0])))


@pytest.mark.parametrize("name", SHIPPED)
def test_each_stop_of_acts_1_and_2_has_its_page_and_the_others_none(name: str) -> None:
    stops = held(shipped(name))["stops"]
    of_acts = {"one_pass": "one_pass", "region": "region", "seeds": "region", "side_by_side": "region"}
    assert [stop["act"] for stop in stops] == [of_acts.get(stop.page, "") for stop in shipped(name).stops]


def test_a_stop_opens_with_the_settings_of_its_address() -> None:
    lesson = Lesson(
        "Three places",
        5,
        (
            Stop("one_pass", (("step", "h1"),)),
            Stop("one_pass", (("step", "a1"), ("lr", "0.5"))),
            Stop("region", (("seed", "7"), ("epoch", "12"))),
            Stop("seeds", (("seeds", "32"),)),
        ),
    )
    data = held(lesson, "https://a.example/glassnet/")
    first, second, third, last = (data["acts"][stop["act"]]["data"] | stop["data"] for stop in data["stops"])
    assert (first["step"], second["step"]) == ("h1", "a1")
    assert first["payload"]["values"]["Wh"] == second["payload"]["values"]["Wh"]
    assert first["payload"]["values"]["new_Wh"] != second["payload"]["values"]["new_Wh"]
    assert (third["page"], third["settings"]["seed"], third["epoch"]) == ("region", 7, 12)
    assert (last["page"], last["count"]) == ("seeds", 32)
    assert third["home"] == "https://a.example/glassnet/"


def test_no_other_kind_of_address_is_taken_for_the_app() -> None:
    assert held(shipped("seeds"), "javascript:alert(1)")["home"] == ""


def test_a_page_is_small_however_many_stops_it_has() -> None:
    stops = tuple(Stop("one_pass", (("step", step),)) for step in ("h1", "a1", "h2", "y_hat", "cce_loss") * 12)
    assert len(page_file(Lesson("Many", 60, stops), PALETTE, PALETTE)) < 400_000
