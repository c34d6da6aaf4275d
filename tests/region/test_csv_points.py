"""The user's file: what is read, and what is refused, by row and column."""

import re

import numpy as np
import pytest

from engine.network.settings import RunSettings
from engine.region.csv_points import decode, read
from engine.region.datasets import load
from tests.region.tables import table_text

ROW = "1,2,3,a\n4,5,6,b\n"


def test_a_file_becomes_points_names_and_classes():
    data = read(table_text())
    assert data.axes == ("width", "height", "depth")
    assert data.classes == ("far", "near")
    assert len(data.X) + len(data.X_test) == 60
    assert len(data.X_test) in (11, 12)
    assert set(data.labels) == set(data.labels_test) == {0, 1}


def test_points_trained_on_have_mean_0_and_deviation_1_and_can_be_turned_back():
    data = read(table_text())
    assert np.allclose(data.X.mean(axis=0), 0)
    assert np.allclose(data.X.std(axis=0), 1)
    assert np.allclose(np.array(data.center), [5, 100, -3], rtol=0.1)
    originals = np.concatenate([data.X, data.X_test]) * data.scale + data.center
    assert round(float(originals[:, 1].max()), 4) == max(float(line.split(",")[1]) for line in table_text().split()[1:])


def test_a_column_without_spread_stays_at_zero():
    assert not read(ROW.replace("2", "7").replace("5", "7") * 10).X[:, 1].any()


@pytest.mark.parametrize("constant", ["36.6", "0.1", "98.6", "1e-170", "1e17"])
def test_a_constant_column_of_any_size_is_zero(constant):
    data = read(f"1,{constant},3,a\n4,{constant},6,b\n" * 25)
    assert not data.X[:, 1].any()
    assert not data.X_test[:, 1].any()


def test_one_odd_row_that_is_held_out_stays_where_it_is():
    rows = [f"{k},0.1,{k % 7},{'ab'[k % 2]}" for k in range(40)]
    draws = (read("\n".join([*rows, "9,0.3,2,a"]), seed) for seed in range(40))
    held = next(data for data in draws if not data.X[:, 1].any())
    assert np.isclose(held.X_test[:, 1].max(), 0.2)


@pytest.mark.parametrize(("step", "start"), [(1e-170, 0.0), (1.0, 0.0), (16.0, 1e17), (1e99, 0.0)])
def test_columns_of_any_size_get_deviation_1(step, start):
    data = read("".join(f"{start + step * (k % 9)!r},{k},{k % 5},{'ab'[k % 2]}\n" for k in range(60)))
    assert np.allclose(data.X.std(axis=0), 1)
    assert np.allclose(data.X.mean(axis=0), 0, atol=0.1)  # near 1e17 the mean itself is a multiple of 16


@pytest.mark.parametrize("sizes", [(4, 3, 3), (4,) * 8, (9, 1), (1, 1, 1, 1, 1, 1, 1, 3), (50, 1)])
def test_some_rows_are_always_held_out_and_every_class_is_trained_on(sizes):
    labels = [f"class {k}" for k, size in enumerate(sizes) for _ in range(size)]
    data = read("".join(f"{k},{k * k % 7},{k % 3},{label}\n" for k, label in enumerate(labels)))
    assert len(data.labels_test) >= 1
    assert set(data.labels) == set(range(len(sizes)))
    assert len(data.labels) + len(data.labels_test) == len(labels)


def test_labels_that_are_the_same_number_are_one_class_in_every_order():
    rows = [f"{k},{k * k},{k % 5},{('0', '0.0', '1', '01', '1.0', 'b')[k % 6]}" for k in range(60)]
    assert read("\n".join(rows)).classes == read("\n".join(rows[::-1])).classes == ("0", "1", "b")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_comma_semicolon_and_tab_separate_and_a_header_is_optional(delimiter):
    text = table_text(header=False).replace(",", delimiter)
    assert np.array_equal(read(text).X, read(table_text()).X)
    assert read(text).axes == ("x₁", "x₂", "x₃")


def test_columns_of_one_name_are_told_apart():
    assert read("x,x,,kind\n" + ROW * 10).axes == ("x (1)", "x (2)", "column 3")


def test_numbers_as_classes_stand_in_the_order_of_numbers():
    assert read("1,2,3,10\n4,5,6,9\n" * 10).classes == ("9", "10")


def test_the_same_seed_holds_out_the_same_rows():
    assert np.array_equal(read(table_text(), 4).X_test, read(table_text(), 4).X_test)
    assert not np.array_equal(read(table_text(), 4).X_test, read(table_text(), 5).X_test)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty."),
        (" \n\n", "The file is empty."),
        (ROW * 4, "The file has 8 rows of data; 10 to 20,000 are taken."),
        (ROW * 10_001, "The file has 20,002 rows of data; 10 to 20,000 are taken."),
        (ROW * 10 + "1,2,3\n", "Row 21 has 3 columns; each row needs four: three numbers and a label."),
        ("x,y,z,kind\n" + ROW * 10 + "1,two,3,a\n", "Row 22, column 2: 'two' is not a number that can be used."),
        (
            "x;y;z;kind\n" + "1,5;2,5;3,5;a\n" * 12,
            "Row 2, column 1: '1,5' is not a number that can be used; decimals are written with a point.",
        ),
        (ROW * 10 + "\n1,2,,a\n", "Row 22, column 3: the cell is empty."),
        (ROW * 10 + "1,2,nan,a\n", "Row 21, column 3: 'nan' is not a number that can be used."),
        (ROW * 10 + "1e308,2,3,a\n", "Row 21, column 1: '1e308' is not a number that can be used."),
        (ROW * 10 + "1,2,3,\n", "Row 21, column 4: the label is empty."),
        (ROW * 10 + f"1,2,3,{'l' * 41}\n", "Row 21, column 4: the label has 41 characters, more than 40."),
        ("1,2,3,a\n" * 20, "Every row has the label 'a'; there is nothing to tell apart with one class."),
        ("".join(f"1,2,3,{k}\n" for k in range(20)), "Column 4 has 20 different labels; 2 to 8 classes are taken."),
        (ROW * 10 + '1,2,3,"a\n', "The file cannot be read as CSV: unexpected end of data."),
        ("x" * 4_000_001, "The file has 4,000,001 characters; 4,000,000 are taken."),
        ("\x00\x01\x02" * 10, "Row 1 has 1 column; each row needs four: three numbers and a label."),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read(text)


def test_bytes_are_read_as_utf8_with_or_without_a_mark():
    assert decode(b"\xef\xbb\xbf1,2,3,a") == "1,2,3,a"
    with pytest.raises(ValueError, match="not UTF-8"):
        decode(b"\xff\xfe1\x00,")


def test_markup_in_a_label_is_kept_as_text():
    assert read(ROW.replace("a", "<script>") * 10).classes == ("<script>", "b")


def test_settings_carry_the_file():
    data = load(RunSettings(data="csv", csv=table_text()))
    assert data.classes == ("far", "near")
