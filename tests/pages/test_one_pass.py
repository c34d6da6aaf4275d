"""The page of act 1, through AppTest: what the server does. What happens inside the stage is tested in a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ENTRY = str(Path(__file__).parents[2] / "pages" / "frame.py")


def opened(**query: str) -> AppTest:
    """The page as it comes up for an address."""
    app = AppTest.from_file(ENTRY, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.switch_page("one_pass/one_pass.py").run()


def address(app: AppTest, name: str) -> str:
    """A query parameter of the address as it is now; "" where it is not there."""
    return app.query_params.get(name, "")


def test_the_page_opens_with_its_title_and_no_complaint() -> None:
    app = opened()
    assert [title.value for title in app.title] == ["One pass"]
    assert not app.exception
    assert not app.warning


@pytest.mark.parametrize("query", [{"x": "1,2;3"}, {"lr": "fast"}, {"hidden": "99"}, {"step": "<script>"}, {"z": "!!"}])
def test_junk_in_the_address_gets_a_sentence_and_the_lesson(query: dict[str, str]) -> None:
    app = opened(**query)
    assert not app.exception
    assert app.warning


def test_another_number_of_samples_stands_in_the_address_and_can_be_taken_back() -> None:
    app = opened(panel="Change the sizes")
    app.number_input(key="pass_samples").set_value(3).run()
    assert not app.exception
    assert address(app, "x") == "1,2,3;6,7,8;7,8,9"
    next(button for button in app.button if button.label.startswith("Back to the lesson")).click().run()
    assert address(app, "x") == ""


def test_a_second_hidden_layer_and_another_activation_are_followed() -> None:
    app = opened(panel="Change the sizes")
    app.number_input(key="pass_second").set_value(2).run()
    app.number_input(key="pass_lr").set_value(0.5).run()
    assert not app.exception
    assert (address(app, "hidden"), address(app, "lr")) == ("4,2", "0.5")
    assert len([widget for widget in app.number_input if widget.label.startswith("Seed")]) == 3


def test_training_goes_on_and_any_pass_opens() -> None:
    app = opened(panel="Go on training")
    assert any("0.7302" in caption.value for caption in app.caption)
    app.slider(key="pass_open").set_value(7).run()
    assert not app.exception
    assert address(app, "pass") == "7"
    next(button for button in app.button if button.label == "Apply the update").click().run()
    assert address(app, "pass") == "8"


def test_a_training_that_ends_at_once_says_why_and_offers_no_further_update() -> None:
    app = opened(panel="Go on training", mistakes="no_transpose")
    assert not app.exception
    assert "mismatch" in app.warning[0].value
    assert next(button for button in app.button if button.label == "Apply the update").disabled


@pytest.mark.parametrize("mistake", ["no_transpose", "no_mean", "equal_weights", "ten_times", "lr_100", "dead_units"])
def test_a_deliberate_mistake_is_made_and_taken_back(mistake: str) -> None:
    app = opened(panel="Make a mistake")
    app.toggle(key=f"pass_mistake_{mistake}").set_value(True).run()
    assert not app.exception
    assert address(app, "mistakes") == mistake
    app.toggle(key=f"pass_mistake_{mistake}").set_value(False).run()
    assert address(app, "mistakes") == ""


def test_six_files_can_be_taken_away() -> None:
    app = opened(panel="Take away")
    assert not app.exception
    assert [button.label for button in app.get("download_button")] == [
        *("Script", "Notebook", "Matrices", "Worksheet", "Answer key", "Page")
    ]


def test_the_whole_pass_stands_as_mathematics_numpy_and_keras() -> None:
    app = opened(panel="Maths, NumPy, Keras")
    assert not app.exception
    assert any(r"\leftarrow" in text.value for text in app.markdown)
    numpy, keras = (code.value for code in app.code)
    assert "h1 = X @ Wh + bh" in numpy
    assert "tape.gradient(loss" in keras


@pytest.mark.parametrize("value", ["![](//a.example/i.png)", "[click](//a.example)", "<b>1</b>"])
def test_what_stands_in_a_link_is_shown_as_text_and_asks_nobody(value: str) -> None:
    app = opened(x=value)
    assert not app.exception
    assert app.warning
    assert not any(mark in app.warning[0].value for mark in ("](", "<b>"))


def _hand() -> None:
    """A page whose two buttons stand for messages of the stage."""
    from dataclasses import replace

    import streamlit as st

    from engine.one_pass import LESSON
    from pages.one_pass import session

    def edit() -> None:
        session.hold()
        session.change(replace(LESSON, lr=0.5))

    st.button("edit", on_click=edit)
    st.button("step", on_click=session.show_step, args=("h1",))
    st.text(str(session.settings()[0].lr))


def test_a_message_that_carries_an_older_address_does_not_bring_back_old_numbers() -> None:
    app = AppTest.from_function(_hand, default_timeout=60).run()
    app.button[0].click().run()
    assert (app.text[0].value, address(app, "lr")) == ("0.5", "0.5")
    del app.query_params["lr"]
    app.button[1].click().run()
    assert (app.text[0].value, address(app, "lr")) == ("0.5", "0.5")


def test_an_address_that_somebody_else_has_moved_is_followed() -> None:
    app = AppTest.from_function(_hand, default_timeout=60).run()
    app.button[0].click().run()
    del app.query_params["lr"]
    app.run()
    assert app.text[0].value == "0.01"
