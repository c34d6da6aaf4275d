"""The decision region's page, without a browser."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ENTRY = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params.update(query)
    app.switch_page("region/region.py")
    return trained(app.run())


def trained(app: AppTest, seconds: float = 120) -> AppTest:
    """The page once its run is over, which is when the tabs below the film are there."""
    deadline = time.monotonic() + seconds
    while not app.tabs and not app.exception:
        assert time.monotonic() < deadline, "the run did not end"
        app.run()
    return app


def words(app: AppTest) -> str:
    return " ".join(element.value for element in (*app.markdown, *app.caption, *app.warning, *app.error))


def test_the_lessons_run_gets_96_of_100_unseen_points_right():
    app = opened(show="Unseen points")
    assert not app.exception
    assert app.metric[0].value == "96.00%"
    assert "96 of 100 right" in words(app)


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


def test_what_the_loop_prints_stands_beside_what_is_true_of_all_the_data():
    values = [metric.value for metric in opened(show="Honest measuring").metric]
    assert values == ["93.75%", "2.94", "94.55%", "0.13761"]


@pytest.mark.worker
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"epochs": "0", "samples": "200", "show": "Honest measuring"}, "No epoch was trained"),
        ({"units": "1", "samples": "300", "epochs": "2"}, "10 batches an epoch"),
        ({"units": "none", "samples": "300", "epochs": "2"}, "10 batches an epoch"),
        ({"lr": "1e9", "samples": "300", "show": "Unseen points"}, "of 100 right"),
        ({"data": "blobs", "classes": "4", "samples": "100", "epochs": "1", "show": "Unseen points"}, "of 100 right"),
    ],
)
def test_absurd_settings_get_a_correct_picture_or_a_sentence(query, said):
    app = opened(**query)
    assert not app.exception
    assert not app.error
    assert said in words(app) + " ".join(box.value for box in app.info)


@pytest.mark.worker
def test_both_ways_of_running_are_compared_on_request():
    app = opened(samples="500", epochs="2", shuffle="1", show="Honest measuring")
    next(button for button in app.button if button.label.startswith("Run both ways")).click()
    trained(app.run(timeout=180))
    assert not app.exception
    assert "weights compared, from every snapshot" in app.success[0].value


@pytest.mark.worker
def test_an_unusable_second_run_is_refused_where_it_is_typed():
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    app.query_params.update(second_lr="0,1")
    app.switch_page("region/side_by_side.py")
    app.run()
    assert not app.exception
    assert "the learning rate must be a number" in app.error[0].value


def test_units_that_make_no_sense_are_refused_where_they_are_typed():
    app = opened()
    app.text_input(key="act2_units").input("4, 400").run()
    assert "1 to 32 units" in app.error[0].value
    assert app.text_input(key="act2_units").value == "4, 400"
    assert "units" not in app.query_params
