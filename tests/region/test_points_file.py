"""Files as people bring them: what is clear is taken to the last bit, what is not is asked or refused by row."""

import csv
import io
import re
import tracemalloc
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.region.csv_points import split
from engine.region.points_file import Answers, examine, grid, spellings, summary
from engine.region.points_file.text_encoding import MOST_BYTES
from tests.searching import examples

A, B = "5.1,1.4,.2,setosa\n", "4.9,1.3,.4,virginica\n"
GOOD = (A + B) * 10


def seen(text, **answers):
    return examine(text if isinstance(text, bytes) else text.encode(), Answers(**answers))


def asked(text, **answers):
    """The key of the question that is open, and what can be said."""
    (doubt,) = seen(text, **answers).doubts
    return doubt.key, dict(doubt.options)


def points(text, **answers):
    found = seen(text, **answers)
    assert found.table is not None, (found.problem, found.doubts)
    return found.table.X.tolist(), [found.table.classes[k] for k in found.table.labels]


EXPECTED = ([[5.1, 1.4, 0.2], [4.9, 1.3, 0.4]] * 10, ["setosa", "virginica"] * 10)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", " ", ", ", "  "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_any_delimiter_and_any_line_end(delimiter, end):
    assert points(GOOD.replace(",", delimiter).replace("\n", end)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_8_and_utf_16_with_and_without_their_mark(encoding):
    assert points(GOOD.replace("setosa", "Bär").encode(encoding))[1][0] == "Bär"


@pytest.mark.parametrize(
    "text",
    [
        "w,h,d,kind\n" + GOOD,
        '"w";"h";"d, in cm";"kind, Latin"\n' + GOOD.replace(",", ";"),
        '"w\nin cm";"h";"d";"kind"\n' + GOOD.replace(",", ";"),
        GOOD + ",,,\n\n , ,,\n",
        GOOD.replace("setosa\n", "setosa,\n"),
        GOOD.replace("setosa", '"setosa"'),
        GOOD.replace("setosa", "setosa\u200b").replace("virginica", "\ufeffvirginica "),
        GOOD.replace("5.1", "51e-1").replace("1.4", "+1.40"),
        GOOD.replace("5.1", '="5.1"').replace("1.4", "'1.4"),
        GOOD.replace("5.1", "0.51 × 10^1").replace("1.4", "0.14x10¹").replace("4.9", "0.49D+01"),
        GOOD.strip().replace("\n", "\u2028"),
        GOOD.strip().replace("\n", "\x0b"),
        "    w  h  d  kind\n"
        + "".join(f"{k}  {line.replace(',', '  ')}\n" for k, line in enumerate(GOOD.split()))
        + "\n[20 rows x 4 columns]\n",
    ],
)
def test_what_is_clear_is_taken(text):
    assert points(text) == EXPECTED


@pytest.mark.parametrize(
    ("text", "key", "options"),
    [
        ("0,1,2,3\n" + GOOD, "names", {"names", "data"}),
        ("2019,2020,2021,class\n" + GOOD, "names", {"names", "data"}),
        ("1_000,2,3,setosa\n" + GOOD, "names", {"names", "data"}),
        ("NA,NA,NA,setosa\n" + GOOD, "missing", {"leave out"}),
        (",,,setosa\n" + GOOD, "missing", {"leave out"}),
        (GOOD + "1,?,3,setosa\n1,2,3,\n", "missing", {"leave out"}),
        (GOOD.replace(",", ";").replace(".", ","), "decimal", {"comma"}),
        ((A + B).replace(",", ";").replace("5.1", "5,100") * 10, "decimal", {"thousands comma"}),
        ("5,100;2,500;3,500;a\n1,500;2,700;3,900;b\n" * 9, "decimal", {"comma", "thousands comma"}),
        (
            "110.900;43.186;12.345;a\n112.900;43.186;12.345;b\n" * 9 + "1.100;1.200;1.300;a\n",
            "decimal",
            {"point", "thousands point"},
        ),
        ((A + B + A.replace("s", "S")) * 9, "labels", {"one", "two"}),
        (GOOD + "20,5,3,Total\n", "single", {"leave out", "keep"}),
        (GOOD + "100,27,6,setosa\n", "totals", {"leave out", "keep"}),
        ("n,w,h,d,kind\n" + "a," + A + ("b," + B) * 9 + "Grand total:,7,7,7,setosa\n", "totals", {"leave out", "keep"}),
        ("5.1,1.4,.2,setosa\n4.9,1.3,.4,\n4.8,1.3,.4,virginica\n" * 9, "missing", {"leave out", "as above"}),
        ("100,27,6,setosa\n" + GOOD, "totals", {"leave out", "keep"}),
        (A * 6 + "30.6,8.4,1.2,setosa\n" + B * 6, "totals", {"leave out", "keep"}),
        (GOOD + "Total,27,6,setosa\n", "totals", {"leave out", "keep"}),
        ("0,1,2,3\n" + "5,1,2,3\n4,1,2,4\n" * 9, "names", {"names", "data"}),
        (GOOD.replace("setosa", "none"), "missing", {"leave out", "class"}),
        (GOOD + "#DIV/0!,1,2,setosa\n1,--,3,setosa\n", "missing", {"leave out"}),
        (GOOD.replace("setosa", "iris-a", 5).replace("setosa", "Iris_a"), "labels", {"one", "two"}),
        ("1.100\t2.200\t3.300\ta\n1.400\t2.500\t3.600\tb\n" * 9, "decimal", {"point", "thousands point"}),
        ("w;h;d;kind\n" + "900;2;3;a\n850;3;4;b\n" * 9 + "1.250;2;3;a\n", "decimal", {"point", "thousands point"}),
        ('"1,00,000","2,50,000","12,34,567",a\n1,2,3,b\n' * 9, "decimal", {"thousands comma"}),
        (GOOD.replace("setosa", "crème").encode("cp1252"), "encoding", {"cp1252", "cp1250"}),
        (GOOD.replace("setosa", "長さ").encode("shift_jis"), "encoding", {"shift_jis", "gb18030", "cp949"}),
    ],
)
def test_what_could_mean_two_things_is_asked(text, key, options):
    assert asked(text)[0] == key
    assert set(asked(text)[1]) == options
    for option in options:  # and each answer is enough, or leads to a sentence
        found = seen(text, **{key: option})
        assert found.table is not None or found.problem or found.doubts[0].key != key


def test_a_header_of_numbers_becomes_names_that_are_no_numbers():
    found = seen("0,1,2,3\n" + GOOD, names="names")
    assert found.table.axes == ("column 0", "column 1", "column 2")
    assert points("0,1,2,3\n" + GOOD, names="names") == EXPECTED


def test_decimal_commas_and_thousands_are_what_was_answered():
    text = "5,100;2,500;3,500;a\n1,500;2,700;3,900;b\n" * 9
    assert points(text, decimal="comma")[0][0] == [5.1, 2.5, 3.5]
    assert points(text, decimal="thousands comma")[0][0] == [5100, 2500, 3500]
    german = "1.234,5;2,5;3,5;a\n1.500,0;2,7;3,9;b\n" * 9
    assert asked(german)[1].keys() == {"thousands point"}
    assert points(german, decimal="thousands point")[0][0] == [1234.5, 2.5, 3.5]
    assert points("1,2E+03;1;2;a\n1;2;3;b\n" * 9, decimal="comma")[0][0][0] == 1200


def test_rows_with_nothing_in_a_cell_are_left_out_on_a_press_and_counted():
    text = "w,h,d,kind\n" + GOOD + "1,?,3,setosa\n1,2,n/a,setosa\n1,2,3,\n"
    assert "3 rows (22, 23, 24)" in seen(text).doubts[0].sentence
    assert points(text, missing="leave out") == EXPECTED
    assert "22, 23, 24" in seen(text, missing="leave out").notes[0]


def test_a_total_row_and_labels_in_capitals_do_as_was_answered():
    assert points(GOOD + "20,5,3,Total\n", single="leave out") == EXPECTED
    assert "Total" in points(GOOD + "20,5,3,Total\n", single="keep")[1]
    mixed = (A + B) * 9 + A.replace("s", "S") + A + B.replace("v", "V") + B
    assert set(points(mixed, labels="one")[1]) == {"setosa", "virginica"}
    assert len(set(points(mixed, labels="two", single="keep")[1])) == 4


def test_labels_that_are_the_same_number_are_one_class_and_that_is_said():
    found = seen("1,2,3,1\n4,5,6,1.0\n4,5,6,01\n7,8,9,2\n" * 5)
    assert found.table.classes == ("1", "2")
    assert "1 and 1.0 and 01" in found.notes[0]


WIDE = "id,w,h,d,kind,note\n" + "".join(f"{i},{i / 2},{i % 3},{i % 5},{'ab'[i % 2]},n{i}\n" for i in range(30))


def test_of_more_than_four_columns_three_and_the_label_can_be_chosen():
    found = seen(WIDE)
    assert found.choose
    assert [found.names[k] for k in (*found.columns, found.label)] == ["w", "h", "d", "kind"]
    other = seen(WIDE, columns=(0, 2, 3), label=4)
    assert other.table.axes == ("id", "h", "d")
    wrong = seen(WIDE, columns=(1, 2, 5))
    assert wrong.problem == "Row 2, note: 'n0' is not a number. Mend it, or leave the cell empty."
    assert wrong.names == found.names  # so that another choice can be made
    assert "30 different labels" in seen(WIDE, label=5).problem


@pytest.mark.parametrize("name", ["", "plant_id", "Sample ID"])
def test_a_column_that_names_the_rows_is_no_axis(name):
    numbers = [5, 8, 3, 12, 17, 2, 30, 9, 41, 77, 23, 25]
    rows = "".join(f"{n},{5 + n % 7 / 10},{n % 3},{n % 5}.5,{'ab'[k % 2]}\n" for k, n in enumerate(numbers))
    assert seen(f"{name},w,h,d,kind\n{rows}").columns == (1, 2, 3)
    assert seen(rows).columns == (0, 1, 2)  # without names it may be an axis like the others


def test_a_column_of_remarks_is_not_taken_for_the_labels():
    rows = "".join(f"{i / 2};{i % 3};{i % 5};{'ab'[i % 2]};{'see below' * (i == 3)}\n" for i in range(20))
    found = seen("w;h;d;kind;note\n" + rows)
    assert found.names[found.label] == "kind"
    assert found.table is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("\n\n\n", "empty"),
        ("inf,1e999,-inf,setosa\n" + GOOD, "Row 1, column 1: 'inf' is infinite"),
        (GOOD + "1,x,3,setosa\n", "Row 21, column 2: 'x' is not a number"),
        (GOOD + "1e101,2,3,setosa\n", "Row 21, column 1"),
        (GOOD + "1,2,3\n", "Row 21 has 3 cells where others have 4, with a comma between them"),
        (GOOD + "1,2,3,setosa,9\n", "Row 21 has 5 cells where others have 4; the first too many is '9'"),
        ("x,y,z\n1,2,3\n" * 9, "Row 1 has 3 cells; a row needs four at least"),
        ("x\n" * 20, "a comma, a semicolon, a tab, a bar or a space"),
        ('1,2,3,"setosa\n' + GOOD, "Row 1: a quotation mark is not closed"),
        (GOOD + '1,2,3,"5" pipe\n' + GOOD, "Row 21: after a closing quotation mark comes more text"),
        (A * 20, "Every row has the label 'setosa'"),
        (A + B, "2 rows of points; 10 to 20,000 are taken"),
        ("1,2,3,a\n" * 20_001, "10 to 20,000 are taken"),
        (",".join("1" * 65) + "\n" + GOOD, "Row 1 has 65 cells where others have 4"),
        ((",".join("1" * 65) + "\n") * 20, "64 columns are the most"),
        ("<html><table>" + GOOD, "web page"),
        ('<?xml version="1.0"?>\n<Workbook>', "an XML file"),
        ('[{"w": 1, "h": 2}]', "This is JSON"),
        (GOOD + "1e-330,2,3,setosa\n", "Row 21, column 1: '1e-330' is too close to 0"),
        (GOOD + "(5.1),2,3,setosa\n", "may be a negative number"),
        (GOOD + "TRUE,2,3,setosa\n", "Write 1 for true and 0 for false"),
        (GOOD + "1/4,2,3,setosa\n", "'1/4' is a fraction. Write it as a decimal, 0.25"),
        (GOOD + "640x1080,2,3,setosa\n", "Row 21, column 1: '640x1080'"),
        (GOOD + "3*1024,2,3,setosa\n", "Row 21, column 1: '3*1024'"),
        (GOOD + "0x1F,2,3,setosa\n", "is written in hexadecimal. Write 31"),
        (GOOD + "<0.1,2,3,setosa\n", "Leave < out, or leave the cell empty"),
        (GOOD + "2 ± 0.1,2,3,setosa\n", "holds two numbers"),
        (GOOD + "1:5.5,2,3,setosa\n", "has a colon in it"),
        ("".join(f"({line}),\n" for line in GOOD.split()), "begins with a bracket"),
        (GOOD.replace(",", " ") + "... ... ... ...\n" + GOOD.replace(",", " "), "Row 21 holds dots alone"),
        (A, "The file has 1 row of points"),
        (GOOD + "9" * 60 + ",2,3,setosa\n", "has more than 40 characters, more than a number here can have"),
        ("".join(f"{i}.5,{i + 1}.5,{i}.25,class {i % 9}\n" for i in range(45)), "column 4 has 9 different labels"),
        ("@relation iris\n" + GOOD, "ARFF"),
        (GOOD.replace("setosa", "set\0sa"), "Row 1 holds a character that is no text"),
        (GOOD.replace("setosa", "x" * 41), "the label has 41 characters"),
        (GOOD.encode() + b"1,2,3,\xff\x81\x20\n", "Row 21 holds a character that is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), ".xls"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04" + bytes(100), "workbook cannot be read"),
        (b"x" * (MOST_BYTES + 1), "4.0 MB; 4 MB are taken"),
    ],
)
def test_what_cannot_be_taken_says_where_what_and_what_to_do(text, said):
    assert said in seen(text).problem


def test_a_label_is_never_markup_nor_turned_around():
    labels = set(points(GOOD.replace("setosa", "\u202easo").replace("virginica", "<b>v</b>"))[1])
    assert labels == {"aso", "<b>v</b>"}


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp1250", "cp1251", "utf-16"])
def test_letters_of_an_older_encoding_are_read_where_they_make_sense_in_one_alone(encoding):
    word = {"cp1251": "пёс", "cp1250": "wąż"}.get(encoding, "Männchen")
    found = seen(GOOD.replace("setosa", word).encode(encoding))
    assert found.table is not None, found
    assert word in found.table.classes
    assert encoding == "utf-16" or word in found.notes[0]


def test_a_word_that_can_be_read_in_two_ways_is_read_as_was_answered():
    raw = GOOD.replace("setosa", "crème").encode("cp1252")
    assert asked(raw) == ("encoding", {"cp1252": "crème", "cp1250": "crčme"})
    assert "crème" in seen(raw, encoding="cp1252").table.classes
    assert "crčme" in seen(raw, encoding="cp1250").table.classes


@pytest.mark.parametrize("between", [" ", "\u00a0", "\u202f", "'", "’"])
@pytest.mark.parametrize("point", [".", ","])
def test_spaces_and_apostrophes_between_thousands_mean_nothing_else(between, point):
    text = f"12{between}345{point}5;1{between}000{between}000;3;a\n1;2;4;b\n" * 9
    answers = {"decimal": "comma"} if point == "," else {}
    assert points(text, **answers)[0][0] == [12345.5, 1_000_000, 3]
    assert "is not a number" in seen(f"12{between}34;1;3;a\n1;2;4;b\n" * 9, **answers).problem


@pytest.mark.parametrize(
    ("cell", "unit"), [("{} %", "%"), ("{}%", "%"), ("{} cm", "cm"), ("€ {}", "€"), ("${}", "$"), ("{} °C", "°C")]
)
def test_a_sign_that_stands_in_every_cell_of_a_column_is_left_out_and_that_is_said(cell, unit):
    text = "w,h,d,kind\n" + GOOD.replace("5.1", cell.format("5.1")).replace("4.9", cell.format("4.9"))
    assert points(text) == EXPECTED
    assert f"w: {unit} was left out" in seen(text).notes[0]
    assert f"is not in {unit!r}" in seen(text + B).problem
    assert {"3 mm", "4 mm"} == set(seen(GOOD.replace("setosa", "3 mm").replace("virginica", "4 mm")).table.classes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Spring\n\nw,h,d,kind\n" + GOOD, "Row 1 (“Spring”) stands above"),
        ("Spring,,,\nw,h,d,kind\n" + GOOD, "Row 1 (“Spring”) stands above"),
        ("# a, b\n# c\nw,h,d,kind\n" + GOOD, "Row 2 (“# c”) stands above"),
        ("w,h,d,kind\n" + GOOD + "measured by hand\n", "Row 22 (“measured by hand”) stands below"),
        ("w,h,d,kind\n" + A + B + "w,h,d,kind\n" + (A + B) * 9, "once more in row 4: left out"),
        ("sep=;\n" + GOOD.replace(",", ";"), ""),
    ],
)
def test_what_stands_beside_the_table_is_left_out_and_that_is_said(text, note):
    assert points(text) == EXPECTED
    assert note in " ".join(seen(text).notes)


def test_a_row_that_sums_the_others_up_does_as_was_answered():
    assert points(GOOD + "100,27,6,setosa\n", totals="leave out") == EXPECTED
    assert points(GOOD + "100,27,6,setosa\n", totals="keep")[0][-1] == [100, 27, 6]


def test_a_word_for_nothing_can_be_a_class():
    found = seen(GOOD.replace("setosa", "none"), missing="class")
    assert found.table.classes == ("none", "virginica")
    assert "one class" in seen(GOOD.replace("setosa", "none"), missing="leave out").problem
    assert asked(GOOD.replace("setosa", "none") + "1,,3,none\n")[1].keys() == {"leave out"}


def test_columns_are_told_by_what_they_are_called_where_their_cells_do_not_tell():
    wine = "".join(f"{i % 3 + 1},{i / 7:.3f},{i * 1.5},{i / 9:.3f},{7 + i}\n" for i in range(30))
    found = seen("class,a,b,c,d\n" + wine)
    assert [found.names[k] for k in (*found.columns, found.label)] == ["a", "b", "c", "class"]
    assert seen(wine).label == 0  # the only column of few kinds
    assert seen("".join(f"{i % 3},{i / 7},{i * 1.5},{i}\n" for i in range(30))).choose
    both = "".join(f"{7 * i % 31},{i / 2},{i % 5},{i % 7},{'ab'[i % 2]},{'mf'[i % 3 == 0]}\n" for i in range(30))
    found = seen("id,w,h,d,species,sex\n" + both)
    assert [found.names[k] for k in (*found.columns, found.label)] == ["w", "h", "d", "species"]
    assert (
        "The column kind has 30 different labels"
        in seen("w,h,d,kind\n" + "".join(f"{i},{i},{i},n{i}\n" for i in range(30))).problem
    )


@pytest.mark.parametrize(
    "text",
    [
        "w h d kind\n" + "".join(f'"{i}" {line}' for i, line in enumerate(GOOD.replace(",", " ").splitlines(True), 1)),
        "w,h,d,kind\n(cm),(cm),(cm),\n" + GOOD,
        "| w | h | d | kind |\n|---|--:|:-:|---|\n"
        + "".join(f"| {line.replace(',', ' | ')} |\n" for line in GOOD.split()),
        "w,h,d,kind\n" + GOOD + "Source: our own rulers, 2024\n",
        ("w,h,d,kind\n" + GOOD).encode("utf-32"),
    ],
)
def test_tables_as_other_programs_write_them_are_taken(text):
    assert points(text) == EXPECTED


def test_a_second_row_of_names_or_units_belongs_to_the_names_and_that_is_said():
    found = seen("size,,,kind\nw,h,d,\n" + GOOD)
    assert found.table.axes == ("size w", "h", "d")
    assert "Row 2 holds no numbers" in found.notes[0]


def test_rows_without_a_label_are_of_the_class_above_where_that_is_said():
    text = "5.1,1.4,.2,setosa\n4.9,1.3,.4,\n4.8,1.3,.4,virginica\n" * 9
    assert points(text, missing="as above")[1][:3] == ["setosa", "setosa", "virginica"]


BOMBS = [
    b"a\n" * 2_000_000,
    b"\n" * 4_000_000,
    b"," * 4_000_000,
    b'"' * 4_000_000,
    b"1,2,3,a\n" * 500_000,
    b'1,2,3,"a' + b"x\n" * 1_900_000,
    b"9" * 4_000_000,
    b" " * 4_000_000,
    b"1 " * 2_000_000,
    ("1,2,3,a\u0301\n4,5,6,b\n" * 8_000).encode(),
    ",".join(["1.5"] * 63 + ["a"]).encode() * 1 + b"\n" + (",".join(["2.5"] * 63 + ["b"]).encode() + b"\n") * 15_000,
]


@pytest.mark.parametrize("raw", BOMBS, ids=range(len(BOMBS)))
def test_nothing_that_is_sent_takes_much_memory(raw):
    tracemalloc.start()
    try:
        found = examine(raw)
        assert tracemalloc.get_traced_memory()[1] < 50e6
    finally:
        tracemalloc.stop()
    assert found.problem or found.doubts or found.table


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def related(*targets):
    """What a part of a workbook refers to: (kind, target) each."""
    lines = (
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def sheet(rows):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def cell(value, k, row):
    where = f"{chr(65 + k)}{row}"
    if isinstance(value, str):
        return f'<c r="{where}" t="inlineStr"><is><t>{value}</t></is></c>'
    return "" if value is None else f'<c r="{where}"><v>{value!r}</v></c>'


def workbook(rows, names=("Points",), **parts):
    """An Excel workbook with the rows on its last sheet, as spreadsheets write them."""
    lines = (f'<row r="{i}">{"".join(cell(v, k, i) for k, v in enumerate(row))}</row>' for i, row in enumerate(rows, 1))
    sheets = [sheet("")] * (len(names) - 1) + [sheet("".join(lines))]
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(names, 1))
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(
            *(("worksheet", f"worksheets/sheet{i + 1}.xml") for i in range(len(names)))
        ),
        **{f"xl/worksheets/sheet{i}.xml": text for i, text in enumerate(sheets, 1)},
    }
    return zipped(content | {name.replace("__", "/"): text for name, text in parts.items()})


ROWS = [("w", "h", "d", "kind")] + [(5.1, 1.4, 0.2, "setosa"), (4.9, 1.3, 0.4, "virginica")] * 10


def test_an_excel_workbook_is_read_to_the_last_bit():
    assert points(workbook(ROWS)) == EXPECTED
    found = seen(workbook(ROWS, ("Notes", "Points")))
    assert found.sheets == ("Notes", "Points")
    assert found.table is not None


def test_a_gap_in_a_workbook_is_asked_about_by_its_row():
    assert "row 22" in seen(workbook([*ROWS, (1.0, None, 2.0, "setosa")])).doubts[0].sentence


def test_the_sheet_that_is_read_is_the_first_that_is_seen_and_wide_enough():
    narrow = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
    assert seen(workbook(ROWS, ("Notes", "Points"), xl__worksheets__sheet1__xml="")).sheet == "Points"
    book = workbook(ROWS, ("Notes", "Points"), **{FIRST: narrow})
    assert points(book) == EXPECTED
    assert seen(book).sheet == "Points"
    chosen = seen(book, sheet="Notes")
    assert (chosen.sheets, "Row 1 has 1 cell" in chosen.problem) == (("Notes", "Points"), True)


def test_a_label_over_several_rows_is_that_of_each_of_them():
    rows = "".join(
        f'<row r="{i}">{cell(i * 1.5, 0, i)}{cell(2.0 + i % 3, 1, i)}{cell(3.0 + i % 2, 2, i)}'
        f"{cell('a' if i == 1 else 'b' if i == 7 else None, 3, i)}</row>"
        for i in range(1, 13)
    )

    def merged(*ranges):
        cells = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
        whole = sheet(rows).replace("</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>")
        return workbook(ROWS, **{FIRST: whole})

    assert points(merged("D1:D6", "D7:D12"))[1] == ["a"] * 6 + ["b"] * 6
    # Excel's never overlap; a file made to waste time might repeat one as often as it has room for.
    assert points(merged(*["D1:D6"] * 20_000, "D5:D20000", "D7:D12"))[1] == ["a"] * 6 + ["b"] * 6
    assert "more than 25,000 merged cells" in seen(merged(*["D1:D6"] * 25_001)).problem


def test_formulas_that_were_never_worked_out_and_dates_say_what_to_do():
    empty = [(a, b, None, kind) for a, b, _, kind in ROWS]
    assert "If formulas stand there" in seen(workbook([("w", "h", "d", "kind"), *empty[1:]])).problem
    dated = "day,h,d,kind\n" + GOOD.replace("5.1", "2024-05-01").replace("4.9", "01.05.2024")
    assert "'2024-05-01' is a date" in seen(dated).problem
    commas = seen(workbook([*ROWS, ("0,5", 1.0, 2.0, "setosa")])).problem
    assert "Row 22, w: '0,5' is written otherwise" in commas


FIRST = "xl/worksheets/sheet1.xml"


def at(where, kind="n"):
    return f'<c r="{where}" t="{kind}"><v>0</v></c>'


def elsewhere(path, text):
    """A workbook may keep its sheet anywhere."""
    return {"xl/_rels/workbook.xml.rels": related(("worksheet", path.removeprefix("xl/"))), path: text}


def shared(text, rows):
    """A workbook that keeps a text once for all of its cells."""
    parts = related(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))
    return {
        "xl/_rels/workbook.xml.rels": parts,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>',
        FIRST: sheet(rows),
    }


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({FIRST: sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')}, "rows"),
        ({FIRST: sheet("<row r='1'><c r='XFD1'><v>1</v></c></row>")}, "beyond column"),
        ({"xl/sharedStrings.xml": " " * 20_000_000}, "16 MB"),
        ({FIRST: "no sheet at all"}, "workbook"),
        ({FIRST: sheet(f"<row r='1'>{at('A1')}</row><row r='25000'>{at('IV25000')}</row>")}, "25,000 rows and 256"),
        ({FIRST: sheet(f"<row r='1'>{at('A1')}{at('A0000000001048576')}</row>")}, "rows"),
        ({FIRST: sheet(f"<row r='1'>{'<c/>' * 250}{at('IV1')}{'<c><v>1</v></c>' * 9}</row>")}, "beyond column"),
        ({FIRST: sheet(f"<row r='24000'>{at('IV24000')}</row>{'<row><c/></row>' * 1001}")}, "rows"),
        (elsewhere("xl/points.xml", sheet(f"<row r='1'>{at('XFD1')}</row>")), "beyond column"),
        (shared("long " * 200, f"<row>{at('A1', 's')}</row>" * 17_000), "16 MB"),
        (shared("long " * 200, "<row><c t = 's'><f/><v>0</v></c></row>" * 17_000), "16 MB"),
    ],
)
def test_a_workbook_cannot_fill_the_memory(parts, said):
    assert said in seen(workbook(ROWS, **parts)).problem


def test_a_note_beside_the_table_and_a_text_in_many_cells_do_no_harm():
    noted = [(*line, *[None] * 9, "seen" if i == 3 else None) for i, line in enumerate(ROWS)]
    assert points(workbook(noted), columns=(0, 1, 2), label=3) == EXPECTED
    lines = "".join(f"<row r='{i}'>{at(f'A{i}', 's')}</row>" for i in range(1, 21))
    assert "Row 1 has 1 cell" in seen(workbook(ROWS, **shared("setosa", lines))).problem


def test_another_archive_is_no_workbook():
    assert "not an Excel workbook" in seen(zipped({"notes.txt": "x"})).problem
    assert "a workbook of another kind" in seen(zipped({"mimetype": "opendocument", "content.xml": "x"})).problem


def test_the_summary_shows_what_was_read():
    told = summary(seen("w,h,d,kind\n" + GOOD).table)
    assert told.line() == (
        "20 rows (4 held out to test on). w 4.9 to 5.1, h 1.3 to 1.4, d 0.2 to 0.4. "
        "Rows per class: setosa 10, virginica 10."
    )
    flat = summary(seen((A + B.replace("1.3", "1.4")) * 10).table)
    assert "column 2 is the same in every row" in flat.line()


@pytest.mark.parametrize("sizes", [(4, 3, 3), (2,) * 5, (9, 1), (4,) * 8])
def test_some_rows_are_always_held_out(sizes):
    text = "".join(f"{i}.5,{i + k},{k}.25,class {k}\n" for k, n in enumerate(sizes) for i in range(n))
    found = seen(text, single="keep")
    assert summary(found.table).held_out > 0
    assert len(split(found.table, 1).X_test) == summary(found.table).held_out


numbers = st.floats(-1e30, 1e30, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-30)
tables = st.lists(
    st.tuples(numbers, numbers, numbers, st.sampled_from(["red", "green", "blue, dark", 'a "b"'])),
    min_size=10,
    max_size=30,
)


@settings(deadline=None)
@given(tables, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]), st.booleans())
def test_any_table_is_read_back_to_the_last_bit(table, delimiter, encoding, named):
    if len({row[3] for row in table}) < 2:
        return
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    if named:
        writer.writerow(["wide", "high", "deep", "colour"])
    writer.writerows((*map(repr, row[:3]), row[3]) for row in table)
    found = examine(
        file.getvalue().encode(encoding), Answers(single="keep", names="names" if named else "data", decimal="point")
    )
    assert found.table is not None, found
    assert np.array_equal(found.table.X, [row[:3] for row in table])
    assert [found.table.classes[k] for k in found.table.labels] == [row[3] for row in table]


@settings(deadline=None)
@given(tables)
def test_any_table_with_decimal_commas_is_read_back_once_answered(table):
    if len({row[3] for row in table}) < 2:
        return
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows((*(repr(x).replace(".", ",") for x in row[:3]), row[3]) for row in table)
    found = examine(file.getvalue().encode(), Answers(single="keep", names="data", decimal="comma"))
    assert np.array_equal(found.table.X, [row[:3] for row in table])


pieces = st.sampled_from(
    [
        *",;\t|\n\r\"' .-+_%#<>0123456789eE",
        "NA",
        "nan",
        "inf",
        "a",
        "b",
        "é",
        "\0",
        "\u202e",
        "1,5",
        "1.000",
        "\n1,2,3,a",
        "\n",
    ]
)


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(pieces, max_size=120).map("".join), st.sampled_from(["", GOOD, WIDE]), st.booleans())
def test_whatever_is_sent_gets_points_a_question_or_a_sentence(junk, good, first):
    text = junk + good if first else good + junk
    answers, found = Answers(), seen(text)
    for _ in range(8):  # any way of answering comes to an end
        assert (found.table is not None) + bool(found.problem) + bool(found.doubts) == 1
        if not found.doubts:
            break
        doubt = found.doubts[0]
        answers = (
            replace(Answers(), **{doubt.key: doubt.options[-1][0]})
            if _ == 0
            else replace(answers, **{doubt.key: doubt.options[-1][0]})
        )
        found = examine(text.encode(), answers)
    assert not found.doubts


@settings(deadline=None, max_examples=examples(200))
@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise(raw):
    found = examine(raw)
    assert found.problem or found.doubts or found.table
    assert examine(b"PK\x03\x04" + raw).problem


def of(line: str, rows: int = 20) -> str:
    """So many rows like a line: {i} its number, {k} its label, and numbers that differ."""
    numbers = [(f"{1 + i * 0.25:.2f}", f"{9 - i * 0.25:.2f}") for i in range(rows)]
    return "".join(line.format(i=i, a=a, b=b, c="2.5", k="uv"[i % 2]) for i, (a, b) in enumerate(numbers))


WRITTEN = of("{a},{b},{c},{k}\n")


@pytest.mark.parametrize(
    "text",
    [
        '"a" "b" "c" "k"\n' + of('"row {i}" {a} {b} {c} "{k}"\n'),
        '"a"\t"b"\t"c"\t"k"\n' + of('"{i}7"\t{a}\t{b}\t{c}\t"{k}"\n'),
        "   a  |  b  | c  | k\n------+-----+----+---\n" + of(" {a} | {b} | {c} | {k}\n") + "(20 rows)\n",
        "+---+---+---+---+\n| a | b | c | k |\n+---+---+---+---+\n"
        + of("| {a} | {b} | {c} | {k} |\n")
        + "+---+---+---+---+\n20 rows in set (0.00 sec)\n",
        "┌───┬───┬───┬───┐\n│ a │ b │ c │ k │\n├───┼───┼───┼───┤\n"
        + of("│ {a} │ {b} │ {c} │ {k} │\n")
        + "└───┴───┴───┴───┘\n",
        "# A tibble: 20 × 4\n      a     b     c k    \n  <dbl> <dbl> <dbl> <chr>\n" + of("{i} {a} {b} {c} {k}\n"),
    ],
    ids=["names of rows", "numbers of rows", "psql", "MySQL", "drawn", "tibble"],
)
def test_a_table_is_read_as_more_programs_print_it(text: str) -> None:
    assert points(text) == points(WRITTEN)


@pytest.mark.parametrize("first", [False, True])
def test_a_unit_that_is_missing_once_is_told_where_it_is_missing(first: bool) -> None:
    with_unit, bare = of("{a} cm,{b},{c},{k}\n"), "3.5,1.5,2.5,u\n"
    found = seen(bare + with_unit if first else with_unit + bare)
    assert f"Row {1 if first else 21}, column 1: '3.5' is not in 'cm'" in found.problem


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("Αθήνα μήλο", "cp1253"), ("臺灣 香港", "big5"), ("שלום עולם", "cp1255"), ("серый лес", "koi8_r")],
)
def test_more_older_encodings_are_told_by_their_words_or_asked_about(words: str, encoding: str) -> None:
    one, two = words.split()
    raw = of("{a},{b},{c},{k}\n").replace("u\n", f"{one}\n").replace("v\n", f"{two}\n").encode(encoding)
    found = seen(raw)
    if found.doubts:
        assert encoding in dict(found.doubts[0].options)
        found = seen(raw, encoding=encoding)
    assert found.table is not None
    assert set(found.table.classes) == {one, two}


@pytest.mark.parametrize(
    ("words", "encoding"), [("서울 부산", "cp949"), ("McÖrn bär", "cp1252"), ("İzmir şişe", "cp1254")]
)
def test_an_older_encoding_that_is_not_sure_is_asked_about(words: str, encoding: str) -> None:
    one, two = words.split()
    raw = of("{a},{b},{c},{k}\n").replace("u\n", f"{one}\n").replace("v\n", f"{two}\n").encode(encoding)
    key, options = asked(raw)
    assert key == "encoding"
    assert one in options[encoding]
    assert points(raw, encoding=encoding)[1][:2] == [one, two]


def test_units_in_every_cell_of_a_large_table_cost_little_memory() -> None:
    lines = (
        ",".join(f"{1 + (7 * i + j) % 97 / 10:.3f} cm" for j in range(18)) + f",{'uv'[i % 2]}" for i in range(20_000)
    )
    raw = "\n".join(lines).encode()
    tracemalloc.start()
    found = examine(raw, Answers())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.table is not None, (found.problem, found.doubts)
    assert most < 60e6


signs = st.sampled_from(
    [
        *"ab1.5,;\t \n=-'\"€°ä½가",
        "a\u0301",
        "\u1112",
        "\u1161",
        "\u00a0",
        "\u200b",
        "\x00",
        "\x0b",
        "\r\n",
        "='1'",
        "  ",
    ]
)


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(signs, max_size=60).map("".join), st.sampled_from(",;\t|"))
def test_rows_are_tidied_alike_whether_their_signs_are_looked_at_once_or_row_by_row(text, delimiter):
    def rows(seen):
        return list(grid._records(text, delimiter, seen, strict=False))

    every = re.compile("")  # every row is tidied
    assert rows(grid._untidy(text, delimiter)) == rows(grid.SEEN) == rows(every)


@given(
    st.lists(st.sampled_from(["1", "-2.5", "٣", "1e3", "", ".5", "5.", "a", "1 ", "1\n2", "1234567890123"]), max_size=6)
)
def test_plain_numbers_are_found_at_once_as_one_by_one(cells):
    plain = all(map(spellings.PLAIN.fullmatch, cells))
    assert spellings.are_plain(cells) is (plain and "".join(cells).isascii())
