"""The exercise's page: steps in order, verdicts, hints, the growing script, what the address and a file bring back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.practice.exercise import review
from engine.practice.progress import to_file, to_link
from engine.practice.steps import SOLUTION, STEPS

ENTRY = str(Path(__file__).resolve().parents[2] / "pages" / "frame.py")
ORDER = [step.name for step in STEPS]


@pytest.fixture
def opened() -> Callable[..., AppTest]:
    """Opens the page at a view with so many steps answered, or with any other answers in the address."""

    def opening(view: str = "newswires", steps: int = 0, answers: str = "") -> AppTest:
        app = AppTest.from_file(ENTRY, default_timeout=120).run()
        app.switch_page("practice/practice.py")
        app.query_params["at"] = view
        if steps or answers:
            app.query_params["answers"] = answers or to_link({name: SOLUTION[name] for name in ORDER[:steps]})
        return app.run()

    return opening


def shown(app: AppTest) -> str:
    """Everything said in boxes and paragraphs."""
    boxes = [*app.error, *app.warning, *app.success, *app.info, *app.markdown, *app.caption]
    return "\n".join(str(box.value) for box in boxes)


def said(app: AppTest) -> str:
    """The same; a word that leads to the glossary counts as the word."""
    return re.sub(r'\[([^\]]+)\]\(glossary\?term=\w+ "[^"]*"\)', r"\1", shown(app))


def check(app: AppTest, step: str, code: str) -> AppTest:
    app.session_state[f"practice_{step}_code"] = code  # the editor is a component, which no script run can type into
    app.button(key=f"check_{step}").click()
    return app.run()


@pytest.mark.parametrize("view", ["newswires", *ORDER, "train", "compare"])
def test_a_view_opens_from_the_address_with_nothing_answered(view: str, opened, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("engine.jobs.Workbench.ask", lambda *args, **kwargs: [])
    app = opened(view)
    assert not app.exception
    if view not in ("newswires", "load", "compare"):
        assert "still open" in shown(app)


def test_steps_lead_from_one_to_the_next_and_the_script_grows(opened):
    app = opened("load")
    app.selectbox(key="practice_load_num_words").set_value(10_000)
    app.button(key="check_load").click().run()
    assert "8,982 newswires to train on" in app.success[0].value
    assert "reuters.load_data(num_words=10000)" in app.code[0].value
    app.button(key="next_load").click().run()
    assert app.query_params["at"] == "articles"
    app.radio(key="practice_articles_encoding").set_value("count")
    check(app, "articles", SOLUTION["articles"]["code"])
    assert "x_train = vectorise(x_train, 10000)" in app.code[-1].value


def test_a_wrong_answer_is_answered_with_its_consequence_and_may_be_mended(opened):
    app = opened("network", steps=3)
    check(app, "network", "model = Sequential([Dense(64, activation='relu'), Dense(2, activation='softmax')])")
    assert "2 output units for 46 topics" in app.error[0].value
    check(app, "network", SOLUTION["network"]["code"])
    assert not app.error
    assert app.success


def test_hints_come_in_two_strengths(opened):
    app = opened("compile", steps=4)
    app.button(key="hint_compile_0").click().run()
    assert STEPS[4].hints[0] in shown(app)
    assert STEPS[4].hints[1] not in shown(app)
    app.button(key="hint_compile_1").click().run()
    assert all(hint in shown(app) for hint in STEPS[4].hints)


def test_integers_as_labels_need_no_code(opened):
    app = opened("labels", steps=2)
    app.radio(key="practice_labels_kind").set_value("integers").run()
    app.button(key="check_labels").click().run()
    assert "remember it when you compile" in shown(app)


@pytest.mark.parametrize("step", STEPS[1:], ids=lambda step: step.name)
def test_a_locked_step_says_what_it_will_ask(step, opened):
    assert step.task.split(". ")[0] in said(opened(step.name))


def test_a_locked_training_says_what_it_will_do_and_which_steps_are_open(opened):
    told = said(opened("train"))
    assert "What it will do" in told
    assert "drawn epoch by epoch" in told
    assert all(step.title in told for step in STEPS)


def test_a_link_with_all_answers_opens_ready_to_train(opened):
    app = opened("train", steps=7)
    assert app.button(key="train_Your network")
    assert app.query_params["answers"] == to_link(SOLUTION)


@pytest.mark.parametrize("junk", ["junk", "<script>alert(1)</script>", to_link(SOLUTION)[:-5]])
def test_junk_in_the_address_is_met_with_a_sentence(junk: str, opened):
    app = opened("nowhere", answers=junk)
    assert not app.exception
    assert "starts afresh" in app.warning[0].value


def test_a_progress_file_is_loaded_and_a_wrong_one_refused(opened):
    app = opened("newswires")
    app.file_uploader(key="progress_file").upload("wrong.json", b"{}")
    app.run()
    assert "does not hold answers" in app.error[0].value
    app.file_uploader(key="progress_file").upload("mine.json", to_file(SOLUTION, []).encode())
    app.run()
    assert not app.error
    assert app.query_params["answers"] == to_link(SOLUTION)


def test_answers_survive_a_visit_to_another_page(opened):
    app = opened("network", steps=7)
    app.switch_page("home.py").run()
    app.switch_page("practice/practice.py").run()
    assert not app.exception
    assert app.query_params["answers"] == to_link(SOLUTION)


def test_nothing_passes_that_nobody_has_chosen(opened):
    app = opened("load")
    app.button(key="check_load").click().run()
    assert "Choose how many words" in shown(app)
    for step in STEPS[1:]:
        assert not review({**SOLUTION, step.name: step.start}).verdicts[step.name].passed


WHOLE = """
from keras.datasets import reuters
import matplotlib.pyplot as plt
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=10000)
import numpy as np
def rows(a, width=10000):
    table = np.zeros((len(a), width))
    for i, one in enumerate(a):
        table[i, one] = 1.
    return table
x_train, x_test = rows(train_data), rows(test_data)
from keras.utils import to_categorical
hot, hot_test = to_categorical(train_labels), to_categorical(test_labels)
from keras import layers, models
model = models.Sequential([layers.Dense(64, activation="relu"), layers.Dense(4, activation="relu"),
                           layers.Dense(46, activation="softmax")])
model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x_train[1000:], hot[1000:], epochs=20, batch_size=512, validation_data=(x_train[:1000], hot[:1000]))
plt.plot(history.history["loss"])
print(model.evaluate(x_test, hot_test))
"""


def test_a_whole_script_is_put_into_the_steps_and_every_fault_is_told_at_once(opened):
    app = opened("newswires")
    app.text_area(key="whole_script").set_value(WHOLE)
    app.button(key="split_script").click().run()
    assert not app.exception
    assert "To mend: **Network**, **Fit**" in app.info[0].value
    assert "bottleneck" in shown(app)
    app.query_params["at"] = "fit"
    app.run()
    assert "Nothing stops the training" in shown(app)


def test_a_text_that_is_no_script_is_answered_with_what_is_missing(opened):
    app = opened("newswires")
    app.text_area(key="whole_script").set_value("print('hello')")
    app.button(key="split_script").click().run()
    assert "load_data" in app.error[0].value
