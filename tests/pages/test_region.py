"""Act 2's pages without a browser: what the session keeps, what the address says, what the component is told."""

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.network.settings import LESSON
from engine.region import message
from pages.region import questions, session

ENTRY = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def opened(page: str = "region", **query: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params.update(query)
    app.switch_page(f"region/{page}.py")
    return app.run()


def told(app: AppTest) -> dict[str, Any]:
    """The data that the component was mounted with."""
    (mounted,) = (each for each in app.get("bidi_component") if "act2" in each.proto.component_name)
    return json.loads(mounted.proto.json)


def words(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.warning, *app.error))


def test_the_lesson_is_told_with_its_run_and_the_fields_of_its_address():
    data = told(opened())
    assert data["settings"] == message.settings(LESSON)
    assert data["epoch"] is None
    assert data["lesson"]["n"] == {"train": 10_000, "test": 100}
    assert {field["name"] for field in data["fields"]} >= {"lr", "units", "data"}
    assert len(data["colours"]["classes"]) == 8


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("lr", "abc", "the learning rate must be a number"),
        ("units", "4,x", "the hidden layers must be whole numbers"),
        ("units", "4,4,4,4,4,4", "up to five hidden layers"),
        ("samples", "1000000", "samples"),
        ("classes", "9", "classes"),
        ("data", "cheese", "the data set must be one of"),
        ("seed", "-1", "seed"),
        ("lr", "nan", "the learning rate must be a number"),
        ("epochs", "1e400", "the number of epochs must be a whole number"),
        ("data", "csv", "Add the file again"),
    ],
)
def test_junk_in_the_address_is_named_and_the_lesson_is_shown_instead(name, value, said):
    app = opened(**{name: value})
    assert not app.exception
    assert said in words(app)
    assert told(app)["settings"] == message.settings(LESSON)


@pytest.mark.parametrize(
    ("page", "query", "expected"),
    [
        ("region", {"epoch": "8", "show": "Unseen points"}, {"epoch": 8.0, "panel": "unseen"}),
        ("region", {"epoch": "-3"}, {"epoch": None}),
        ("region", {"epoch": "inf"}, {"epoch": None}),
        ("seeds", {"seeds": "256", "first": "40"}, {"count": 256, "first": 40}),
        ("seeds", {"seeds": "9999", "first": "x"}, {}),
        ("side_by_side", {"differs": "units", "second_units": "8,8"}, {"second": {"name": "units", "value": [8, 8]}}),
        ("side_by_side", {"second_lr": "0.3"}, {"second": {"name": "lr", "value": 0.3}}),
        ("side_by_side", {"differs": "cheese"}, {}),
    ],
)
def test_old_links_say_what_they_said(page, query, expected):
    data = told(opened(page, **query))
    assert {key: data.get(key) for key in expected} == expected
    assert "count" not in data or 2 <= data["count"] <= 256


def test_an_unusable_second_run_is_named():
    app = opened("side_by_side", second_lr="0,1")
    assert not app.exception
    assert "the learning rate must be a number" in words(app)
    assert told(app)["second"] == {"name": "lr"}


def place(**changes: Any) -> dict[str, Any]:
    return {"settings": message.settings(LESSON) | changes, "epoch": 30, "panel": "network"}


@pytest.fixture
def state(monkeypatch) -> session.Kept:
    kept = session.Kept()
    monkeypatch.setattr(session, "kept", lambda: kept)
    monkeypatch.setattr(session, "project", lambda state: None)
    return kept


def test_a_hand_that_comes_to_rest_is_the_sessions_truth(state):
    session.settle(place(lr=0.1, units=[8, 8]))
    assert state.settings.lr == 0.1
    assert state.settings.units == (8, 8)
    assert state.view == {"epoch": 30, "panel": "network"}


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"settings": {}},
        place(lr="x"),
        place(units="4,4,<b>"),
        place(samples=10**9),
        place(data="csv", csv="somebody else's"),
        place(shuffle="yes"),
        place() | {"epoch": "<script>"},
        place() | {"second": {"name": "__class__", "value": 1}},
        place() | {"second": {"name": "lr", "value": -1}},
    ],
)
def test_what_nobody_could_have_set_changes_nothing(state, forged):
    session.settle(forged)
    assert state.settings == LESSON
    assert state.view == {}


def test_a_file_that_is_taken_is_known_by_name(state):
    rows = "\n".join(["a,b,c,kind", *(f"{i}.5,{i % 7},{-i},{'in' if i % 2 else 'out'}" for i in range(40))])
    table = questions.read_file({"text": rows})["table"]
    assert table["classes"] == ["in", "out"]
    session.settle(place(data="csv", csv=table["name"]))
    assert state.settings.data == "csv"
    assert state.settings.csv == rows
    with pytest.raises(ValueError, match="Row 13, column 2"):
        questions.read_file({"text": rows.replace("11.5,4", "11.5,four")})


def carried(page: str) -> Any:
    """The data that a page to take away brings along."""
    packed = re.search(r'id="data">([^<]+)<', page)
    assert packed
    return json.loads(zlib.decompress(base64.b64decode(packed[1])))


def test_what_is_taken_away_is_of_the_settings_asked_for(state):
    told = message.settings(LESSON) | {"lr": 0.25}
    asked = {"settings": told, "epoch": 3, "home": "http://127.0.0.1/"}
    for kind in ("script", "notebook"):
        assert "0.25" in questions.answer({"kind": kind, **asked})["text"], kind
    assert carried(questions.answer({"kind": "page", **asked})["text"])["settings"]["lr"] == 0.25
    assert "problem" in questions.answer({"kind": "page", "settings": {}, "epoch": 3})
    assert "problem" in questions.answer({"kind": "weather"})


def test_a_link_to_another_scheme_is_not_carried_into_a_file(state):
    answer = questions.answer(
        {"kind": "page", "settings": message.settings(LESSON), "epoch": 0, "home": "javascript:x"}
    )
    assert carried(answer["text"])["home"] == ""


def test_a_proof_that_would_take_minutes_is_refused_before_it_begins(state):
    sent = {"settings": message.settings(LESSON) | {"samples": 100_000, "epochs": 500}}
    assert "seconds for this run" in questions.answer({"kind": "proof", "proof": sent})["problem"]
