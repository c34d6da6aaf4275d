"""Act 3's page, without a browser: its views, its address, and a run from the press to the verdict."""

import time
from pathlib import Path

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from engine.jobs import workbench

ENTRY = Path(__file__).resolve().parents[2] / "streamlit_app.py"
SMALL = "first~units-8~epochs-2"


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.switch_page("app_pages/newsgroups.py")
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(element.value for kind in (app.markdown, app.info, app.warning, app.error) for element in kind)


def until_over(app: AppTest, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while any(button.label == "Stop" for button in app.button):
        assert time.monotonic() < deadline
        time.sleep(0.5)
        app.run()
        assert not app.exception


@pytest.mark.parametrize("view", ["Posts", "Vectors", "Train", "Test", "Compare", "Your text"])
def test_every_view_opens(view):
    app = opened(view=view)
    assert len(app.title) == 1


def test_a_link_reproduces_the_settings():
    app = opened(view="Train", model="second~epochs-7~dropout-0.5")
    assert app.number_input("draft_epochs").value == 7
    assert app.slider("draft_dropout").value == 0.5
    assert app.text_input("draft_units").value == "128, 128, 128"


@pytest.mark.parametrize("junk", ["third", "first~colour-red", "first~epochs-many", "first~epochs-0", "first~~", "%00"])
def test_junk_in_the_address_falls_back_to_the_first_model_with_a_message(junk):
    app = opened(view="Train", model=junk)
    assert "cannot be built" in said(app)
    assert "5,829,652 parameters" in said(app)


def test_a_changed_setting_stands_in_the_address():
    app = opened(view="Train")
    app.number_input("draft_epochs").set_value(3).run()
    assert app.query_params["model"] == "first~epochs-3"
    app.text_input("draft_units").set_value("64 32").run()
    assert app.query_params["model"] == "first~units-64.32~epochs-3"


@pytest.mark.parametrize("units", ["many", "0", "1, 2, 3, 4, 5, 6, 7, 8", "-4"])
def test_units_that_make_no_sense_are_refused_where_they_are_typed(units):
    app = opened(view="Train")
    app.text_input("draft_units").set_value(units).run()
    assert not app.exception
    assert app.error
    assert app.query_params["model"] == "first"
    app.button("preset_second").click().run()
    assert not app.error


def test_a_model_too_large_to_train_says_so_before_it_starts():
    app = opened(view="Train", model="first~units-20000.128")
    app.button("train").click().run()
    until_over(app)
    assert "910,462,708 parameters" in said(app)
    assert "parameters" in app.error[0].value


@pytest.mark.worker
def test_a_worker_killed_during_training_is_told_and_the_run_begins_anew():
    app = opened(view="Train", model="first~units-8~epochs-40")
    app.button("train").click().run()
    run = next(run for run in workbench().runs if getattr(run.settings, "epochs", 0) == 40)
    deadline = time.monotonic() + 300
    while not any(event["kind"] == "epoch" for event in run.events):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    psutil.Process(run.events[0]["pid"]).kill()
    while not run.note:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    app.run()
    assert "was lost during this run" in said(app)
    while run.state != "running":
        assert time.monotonic() < deadline
        time.sleep(0.1)
    app.run()
    app.button("stop").click().run()
    until_over(app)
    assert run.state == "stopped"


@pytest.mark.worker
def test_a_run_goes_from_the_press_to_an_explained_verdict():
    app = opened(view="Train", model=SMALL)
    app.button("train").click().run()
    until_over(app)
    assert "done in" in said(app)

    for look in ("Confusion", "Report", "Short posts", "Weights"):
        app = opened(view="Test", model=SMALL, look=look)
        assert [metric.label for metric in app.metric] == ["loss", "accuracy", "macro F1"]
    app = opened(view="Your text", model=SMALL)
    assert "The words that made the verdict" in said(app)


@pytest.mark.worker
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "There is no text yet"),
        ("   \n", "There is no text yet"),
        ("the and of it is", "No word of this text is kept"),
        ("zzyzx qwertzu", "never seen a word of this text"),
        ("Москва 東京 العربية", "never seen a word of this text"),
        ("🙂🙂🙂", "No word of this text is kept"),
        ("<script>alert(1)</script>", "The words that made the verdict"),
        ("word " * 200_000, "characters"),
    ],
)
def test_any_text_gets_an_answer_or_a_clear_message(text, answer):
    train = opened(view="Train", model=SMALL)
    if any(button.key == "train" for button in train.button):
        train.button("train").click().run()
        until_over(train)
    app = opened(view="Your text", model=SMALL)
    app.text_area("text").set_value(text).run()
    assert not app.exception
    assert answer in said(app)
