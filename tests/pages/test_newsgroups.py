"""Act 3's page, without a browser: its views, its address, and a run from the press to the verdict."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.newsgroups.experiments import SHALLOW_HE
from engine.newsgroups.model_address import MODEL, titled
from engine.newsgroups.models import FIRST, LIMITS, SECOND, Settings
from engine.newsgroups.training import train

ENTRY = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
SMALL = "first~units-8~epochs-2~min_df-20"  # seconds, where the lesson's models take a minute
HEADS = {
    "Posts": "which of 20 newsgroups",
    "Tokens": "Which words",
    "Vectors": "a row of numbers",
    "Train": "learns the words",
    "Test": "has never seen",
    "Second model": "one at a time",
    "Compare": "What helps",
    "Leakage": "wrong reason",
    "Your text": "paragraph of your own",
}


def read(text: str) -> Settings:
    return MODEL.read(text)[0]


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.switch_page("newsgroups/newsgroups.py")
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """What a page says in words; a word that leads to the glossary counts as the word."""
    kinds = (app.markdown, app.info, app.warning, app.error, app.subheader, app.caption)
    text = "\n".join(element.value for kind in kinds for element in kind)
    return re.sub(r'\[([^\]]+)\]\(glossary\?term=\w+ "[^"]*"\)', r"\1", text)


def drawn(app: AppTest, name: str) -> dict[str, Any]:
    """What a component of the page was given to draw."""
    found = [one for one in app.get("bidi_component") if one.proto.component_name == f"glassnet_{name}"]
    assert len(found) == 1
    return json.loads(found[0].proto.json)


def test_a_link_may_end_at_a_view():
    assert any("Next: Tokens" in button.label for button in opened(view="Posts").button)
    assert not any("Next:" in button.label for button in opened(view="Posts", end="Posts").button)


def wait(condition: Callable[[], object], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def pressed(model: str, button: str = "train") -> tuple[AppTest, Run]:
    """The view Train of a model, its button pressed, and the run that this began."""
    app = opened(view="Train", model=model)
    app.button(button).click().run()
    assert not app.exception
    run = workbench().find(name_of(train, read(app.query_params["model"])))
    assert run is not None
    return app, run


@pytest.fixture(scope="module")
def trained() -> Run:
    """A small model, trained once for all tests of this file."""
    run = workbench().run(train, read(SMALL), again=True)
    assert run.wait(240)
    assert run.state == "done", run.problem
    return run


@pytest.mark.parametrize("view", HEADS)
def test_every_view_opens_with_its_own_head_and_something_to_see_before_anybody_has_trained(view):
    app = opened(view=view)
    assert [HEADS[view] in title.value for title in app.title] == [True]
    assert drawn(app, "pipeline")["whose"] == "Example post"
    assert "Train it now" not in [button.label for button in app.button] or view == "Your text"


@pytest.mark.parametrize(
    "query",
    [{"view": "Leakage"}, {"view": "Vectors", "tab": "One post", "mode": "tf-idf"}, {"view": "Test", "look": "Report"}],
)
def test_a_table_hands_over_its_numbers_as_it_shows_them(query):
    """A screen reader is told a cell's value, however its column is formatted."""
    tables = [table.value for table in opened(**query).dataframe]
    cells = [cell for table in tables for cell in table.to_numpy().ravel() if isinstance(cell, float)]
    assert tables
    assert all(len(repr(float(cell)).partition(".")[2]) <= 4 for cell in cells)


def test_a_post_is_told_by_its_place_in_its_newsgroup_and_in_the_data_set():
    first = said(opened())
    assert "Post 1 of the 593 posts of sci.space in the training part**, number 4 of the data set" in first
    last = said(opened(part="test", post="394"))
    assert "Post 394 of the 394 posts of sci.space in the test part" in last


def test_why_the_third_layer_was_kept_is_told_and_two_layers_can_be_trained_with_a_press():
    app = opened(view="Second model")
    told = said(app)
    assert "the lowest validation loss is 1.144 with it and 0.998 without" in told
    assert "only two layers with He can tell" in told
    app.button(key="shallow_he").click().run()
    assert not app.exception
    assert app.query_params["view"] == "Train"
    assert read(app.query_params["model"]) == SHALLOW_HE


def test_the_leak_is_told_with_its_model_and_the_posts_it_was_tested_on():
    told = said(opened(view="Leakage"))
    assert "Of the 7,044 test posts that are long enough for both, the second model classifies 67.1% correctly" in told
    assert "79.4% with them" in told
    assert "+12.3 points" in told


def test_an_untrained_model_names_the_button_that_trains_it():
    app = opened(view="Train", model="first~units-8~epochs-3~min_df-40")
    assert f"press *{app.button('train').label}*" in said(app)


def test_a_view_that_does_not_exist_opens_the_first():
    assert "which of 20 newsgroups" in opened(view="Nowhere").title[0].value


def test_every_view_leads_to_another():
    for view in HEADS:
        labels = [button.label for button in opened(view=view).button]
        assert view == "Your text" or any(label.startswith("Next: ") for label in labels), view
    assert opened(view="Your text").get("page_link")


@pytest.mark.parametrize("step", ["Split and vocabulary", "One post", "Sparse or dense", "Label"])
def test_every_step_to_a_vector_opens(step):
    assert len(opened(view="Vectors", step=step).expander) >= 1


@pytest.mark.parametrize("settings", [FIRST, SECOND, replace(SECOND, units=(), l2=0.001, corpus="leakage")])
def test_settings_are_read_from_what_was_written(settings: Settings):
    assert MODEL.read(MODEL.write(settings)) == (settings, [])


def test_a_link_reproduces_the_settings():
    app = opened(view="Train", model="second~epochs-7~dropout-0.5")
    assert app.number_input("draft_epochs").value == 7
    assert app.slider("draft_dropout").value == 0.5
    assert app.text_input("draft_units").value == "128, 128, 128"


@pytest.mark.parametrize("junk", ["third", "first~colour-red", "first~epochs-many", "first~epochs-0", "first~~", "%00"])
def test_junk_in_the_address_falls_back_to_the_first_model_with_a_message(junk):
    app = opened(view="Train", model=junk)
    assert "was not read whole" in said(app)
    assert "5,829,652 parameters" in said(app)


@pytest.mark.parametrize(("field", "end"), [(field, end) for field in LIMITS for end in (0, 1)])
def test_a_link_at_either_end_of_a_setting_opens(field, end):
    value = LIMITS[field][end]
    app = opened(view="Train", model=f"first~{field}-{value}")
    assert not app.exception
    assert not app.warning
    assert MODEL.read(app.query_params["model"])[0] == replace(FIRST, **{field: type(getattr(FIRST, field))(value)})


@pytest.mark.parametrize("view", ["Test", "Vectors", "Compare", "Nowhere"])
@pytest.mark.parametrize("text", ["[x](//a.example) ![](//a.example/i.png)", "<b>" + "a" * 5000])
def test_junk_in_the_address_never_raises_and_is_never_read_as_markdown(text, view):
    names = ("model", "step", "look", "word", "from_word", "unit", "pushed", "true", "predicted", "bayes_word", "post")
    app = opened(view=view, **dict.fromkeys(names, text))
    assert "](//a.example)" not in said(app)
    assert "<b>" not in said(app)


def test_a_changed_setting_stands_in_the_address():
    app = opened(view="Train")
    app.number_input("draft_epochs").set_value(3).run()
    assert app.query_params["model"] == "first~epochs-3"
    app.text_input("draft_units").set_value("64 32").run()
    assert app.query_params["model"] == "first~units-64.32~epochs-3"


@pytest.mark.parametrize("units", ["many", "0", "1, 2, 3, 4, 5, 6, 7, 8", "-4", "1,,2"])
def test_units_that_make_no_sense_are_refused_where_they_are_typed(units):
    app = opened(view="Train")
    app.text_input("draft_units").set_value(units).run()
    assert not app.exception
    assert app.error
    assert app.query_params["model"] == "first"
    app.button_group("preset").set_value("second").run()
    assert not app.error


@pytest.mark.parametrize(
    ("model", "way"), [("first", "rmsprop"), ("first~optimizer-sgd", "sgd"), ("first~optimizer-nadam", "adam")]
)
def test_the_optimizers_picture_is_beside_the_model(model, way):
    assert drawn(opened(view="Train", model=model), "optimizer")["optimizer"] == way


def test_the_code_that_is_run_is_shown_and_can_be_taken():
    app = opened(view="Train", model="second", inside="The Keras code that is run")
    assert "keras.layers.Dropout(0.3, seed=1)" in app.code[0].value
    assert any(one.label == "Download this code" for one in app.get("download_button"))


@pytest.mark.worker
def test_keras_own_summary_agrees_with_the_arithmetic_beside_it():
    app = opened(view="Train", model="first", inside="Keras' summary")
    wait(lambda: app.run().code)  # a busy worker is asked again
    assert "Total params: 5,829,652" in app.code[0].value
    assert "5,829,652 parameters" in said(app)


@pytest.mark.worker
def test_a_model_too_large_to_train_says_so_and_what_to_do():
    app, run = pressed("first~units-20000.128")
    assert run.wait(120)
    app.run()
    assert "910,462,708 parameters" in said(app)
    assert "Take fewer units" in app.error[0].value


@pytest.mark.worker
def test_a_worker_killed_during_training_is_told_and_the_run_begins_anew():
    app, run = pressed("first~units-9~epochs-100~min_df-20")
    wait(lambda: any(event["kind"] == "epoch" for event in run.events))
    psutil.Process(run.events[0]["pid"]).kill()
    wait(lambda: run.note)
    app.run()
    assert "was lost during this run" in said(app)
    wait(lambda: any(event["kind"] == "epoch" for event in run.events))
    app.run()
    app.button("stop").click().run()
    assert run.wait(120)
    app.run()
    assert run.state == "stopped"
    assert "of 100; what it had learned is kept" in said(app)
    assert "train all 100 epochs, so their figures will be others" in said(app)


@pytest.mark.worker
def test_one_press_trains_for_exactly_the_best_number_of_epochs():
    model = "first~units-16~epochs-9~min_df-20~learning_rate-0.01"
    app, run = pressed(model)
    best = run.result(timeout=240).best_epoch
    assert best < 9
    app.run()
    assert f"The validation loss turned after epoch {best}:" in said(app)
    app.button("train_best").click().run()
    again = workbench().find(name_of(train, read(app.query_params["model"])))
    record = again.result(timeout=240)
    assert len(record.history) == best
    assert record.history[-1]["val_loss"] == pytest.approx(run.result().history[best - 1]["val_loss"], abs=0.02)


@pytest.mark.worker
def test_a_training_that_comes_to_nothing_is_told_and_no_view_breaks():
    model = "first~units-8~epochs-1~min_df-20~optimizer-sgd~learning_rate-10.0~mode-count~l2-1.0"
    app, run = pressed(model)
    assert run.wait(240)
    app.run()
    assert "no longer a number" in said(app)
    opened(model=model, view="Test", look="Report")
    opened(model=model, view="Compare")
    for query in ({"view": "Test", "look": "Weights"}, {"view": "Your text"}):
        assert "no longer a number" in said(opened(model=model, **query))
    for view in HEADS:
        for component in opened(model=model, view=view).get("bidi_component"):
            json.loads(component.proto.json, parse_constant=pytest.fail)  # not a number is not JSON


@pytest.mark.worker
@pytest.mark.parametrize("look", ["Confusion", "Report", "Short posts", "Weights"])
def test_a_trained_model_is_opened_from_every_side(trained, look):
    app = opened(view="Test", model=SMALL, look=look)
    assert f"**{trained.result().accuracy:.1%}** ±" in said(app)
    assert f"macro F1 **{trained.result().macro_f1:.3f}**" in said(app)
    assert app.expander


@pytest.mark.worker
def test_a_view_that_needs_a_model_trains_it_where_it_is_and_other_models_can_be_picked_there(trained):
    settings = replace(trained.settings, units=(6,), epochs=1)
    app = opened(view="Your text", model=MODEL.write(settings))
    app.button("train_here").click().run()
    workbench().find(name_of(train, settings)).result(timeout=240)
    app.run()
    assert len(drawn(app, "text_box")["probabilities"]) == 20
    app.selectbox("draft_asked").select(titled(trained.settings)).run()
    assert app.query_params["model"] == SMALL
    assert f"Asked: {titled(trained.settings)}" in drawn(app, "text_box")["said"]


@pytest.mark.worker
def test_a_verdict_changes_when_its_words_are_struck(trained):
    app = opened(view="Your text", model=SMALL)
    before = drawn(app, "text_box")
    words = list(before["effects"])[:2]
    app.session_state["struck"] = words
    app.run()
    after = drawn(app, "text_box")
    assert f"Striking {words[0]}, {words[1]}" in after["moved"]
    assert after["probabilities"] != before["probabilities"]
    assert {lemma for _, kind, lemma in after["pieces"] if kind == "struck"} == set(words)
    assert drawn(app, "pipeline")["text"] == after["text"]
    assert not set(words) & set(drawn(app, "pipeline")["columns"])


@pytest.mark.worker
def test_a_model_that_made_room_for_others_is_trained_again_in_one_press(trained):
    settings = replace(trained.settings, units=(7,))
    first = workbench().run(train, settings, again=True)
    first.result(timeout=240)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(first, "value", replace(first.value, name="0" * 32))
        app = opened(view="Your text", model=MODEL.write(settings))
        assert "has made room for newer runs" in said(app)
    app.button("again_explain").click().run()
    again = workbench().find(first.name)
    assert again is not first
    again.result(timeout=240)
    assert drawn(opened(view="Your text", model=MODEL.write(settings)), "text_box")["probabilities"]


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
        ("<script>alert(1)</script>", "Only 1 known word"),
        ("word " * 200_000, "characters"),
    ],
)
def test_any_text_gets_an_answer_or_a_clear_message(trained, text, answer):
    app = opened(view="Your text", model=SMALL)
    app.session_state["own_text"] = text
    app.run()
    assert not app.exception
    box = drawn(app, "text_box")
    assert answer in said(app) + box["said"] + box["caution"]
    assert "".join(part for part, *_ in box["pieces"]) in (text, "")


def test_a_run_of_the_lesson_that_nobody_asked_for_hides_nothing(monkeypatch: pytest.MonkeyPatch):
    behind = Run(train, FIRST, "training", lesson=True)
    monkeypatch.setattr(type(workbench()), "find", lambda self, name: behind)
    app = opened(view="Train", model="first")
    assert len(drawn(app, "training")["samples"]) == 16
    assert app.button("train").label == "Train it live"
    behind.visitors["somebody"] = time.time()
    assert not [one for one in opened(view="Train").button if one.key == "train"]


def test_what_stands_closed_is_neither_worked_out_nor_drawn_until_it_is_opened():
    app = opened(view="Compare")
    assert not app.get("dataframe")
    assert not app.get("plotly_chart")
    app.session_state["every_run"] = True
    app.run()
    assert app.get("dataframe")
    assert app.get("plotly_chart")
    assert "bayes_word" not in [field.key for field in app.text_input]
    assert opened(view="Compare", bayes_word="car").text_input("bayes_word").value == "car"
