"""The decision region's page, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ENTRY = Path(__file__).resolve().parents[2] / "streamlit_app.py"


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params.update(query)
    app.switch_page("app_pages/region.py")
    return app.run()


def words(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.caption, *app.warning, *app.error))


def test_the_lessons_run_gets_96_of_100_unseen_points_right():
    app = opened(show="Unseen points")
    assert not app.exception
    assert app.metric[0].value == "96.00%"
    assert app.metric[0].delta == "96 of 100"


def test_the_data_are_shown_with_their_batches():
    app = opened()
    assert "313 batches an epoch" in words(app)
    assert "the last piece has 16" in words(app)


def test_the_first_ten_labels_are_one_hot():
    table = opened().table[0].value
    assert len(table) == 10
    assert (table[["y 0", "y 1"]].sum(axis=1) == 1).all()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("lr", "abc", "the learning rate must be a number"),
        ("units", "4,x", "the hidden layers must be whole numbers"),
        ("units", "4,4,4,4,4,4", "up to five hidden layers"),
        ("samples", "1000000", "samples"),
        ("classes", "9", "classes"),
        ("data", "cheese", "data"),
        ("seed", "-1", "seed"),
        ("lr", "nan", "lr"),
        ("epochs", "1e400", "the number of epochs must be a number"),
        ("data", "csv", "add the file again"),
    ],
)
def test_junk_in_the_address_is_named_and_the_lesson_is_shown_instead(name, value, said):
    app = opened(**{name: value, "show": "Unseen points"})
    assert not app.exception
    assert said in words(app)
    assert app.metric[0].value == "96.00%"


@pytest.mark.worker
def test_a_setting_chosen_in_a_widget_reaches_the_address():
    app = opened()
    app.text_input(key="act2_units").input("5, 3").run()
    assert app.query_params["units"] == "5,3"
    app.text_input(key="act2_units").input("4, 4").run()
    assert "units" not in app.query_params


def test_units_that_make_no_sense_are_refused_where_they_are_typed():
    app = opened()
    app.text_input(key="act2_units").input("4, 400").run()
    assert "1 to 32 units" in app.error[0].value
    assert app.text_input(key="act2_units").value == "4, 400"
    assert "units" not in app.query_params
