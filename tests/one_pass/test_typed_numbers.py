"""Typed and pasted numbers: what is clear is taken, what is not is asked about, and nothing is wrong in silence."""

import math

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from engine.one_pass.pasted_text import meanings
from engine.one_pass.typed_numbers import Refused, number
from tests.one_pass.printed import NOTATIONS
from tests.one_pass.strategies import QUICK
from tests.searching import examples

SIZES = st.tuples(st.integers(1, 8), st.integers(1, 6))
VALUES = st.floats(allow_nan=False, allow_infinity=False)


def matrices_of(values, least=1):
    """Matrices of those values with at least so many columns."""
    return SIZES.flatmap(
        lambda size: st.lists(
            st.lists(values, min_size=max(size[1], least), max_size=max(size[1], least)),
            min_size=size[0],
            max_size=size[0],
        )
    )


def only(text):
    """The one meaning of a text."""
    found = meanings(text)
    assert len(found) == 1, found
    assert found[0].sure
    return found[0].rows


@pytest.mark.parametrize("name", NOTATIONS)
@QUICK
@given(data=st.data())
def test_a_matrix_in_every_notation_reads_back_to_the_last_bit(name, data):
    rows = data.draw(matrices_of(VALUES, least=2))
    expected = tuple(tuple(value + 0.0 for value in row) for row in rows)
    assert only(NOTATIONS[name](rows)) == expected


CLEAR = [
    ("1 2 3\n4 5 6", ((1, 2, 3), (4, 5, 6))),
    ("1\t2\n3\t4\n", ((1, 2), (3, 4))),
    ("1,5\t2,5\r\n3\t4", ((1.5, 2.5), (3, 4))),
    ("1,5;2\n3;4,25", ((1.5, 2), (3, 4.25))),
    ("1,2,3\n4,5,6", ((1, 2, 3), (4, 5, 6))),
    ("1.5, 2.5\n1, 2", ((1.5, 2.5), (1, 2))),
    ("1 2; 3 4", ((1, 2), (3, 4))),
    ("1, 2; 3, 4", ((1, 2), (3, 4))),
    ("1,2,3;4,5,6", ((1, 2, 3), (4, 5, 6))),
    ("0.1,0.2;0.3,0.4", ((0.1, 0.2), (0.3, 0.4))),
    ("−1 2e-3", ((-1, 0.002),)),
    ("1,500\t2,5", ((1.5, 2.5),)),
    ("1,234.5\t2", ((1234.5, 2),)),
    ("1.234.567", ((1234567,),)),
    ("1'234.5", ((1234.5,),)),
    ("7", ((7,),)),
    ("3;", ((3,),)),
    ("0.1 0.2 0.3 0.4", ((0.1, 0.2, 0.3, 0.4),)),
    ("0.1, 0.2, 0.3, 0.4", ((0.1, 0.2, 0.3, 0.4),)),
    ("0.1,0.2,0.3,0.4", ((0.1, 0.2, 0.3, 0.4),)),
    ("0,5", ((0.5,),)),
    ("5\n4,9\n6,4", ((5,), (4.9,), (6.4,))),
    ("1,2E+03", ((1200,),)),
    ("1,2E+03\n2,3E-01", ((1200,), (0.23,))),
    ("\u200b4", ((4,),)),
    ("\ufeff1\t2\u200b", ((1, 2),)),
    ("1\u00a0234", ((1234,),)),
    ("1\u00a0234\t5", ((1234, 5),)),
    ("1.5\u00a02.5", ((1.5, 2.5),)),
    ("٣ ٤", ((3, 4),)),
    ("\n\n1 2\n\n", ((1, 2),)),
    ("1\t2\t\n3\t4\t\n", ((1, 2), (3, 4))),
    ("np.array([[1, 2, 3], [6, 7, 8]], dtype=float)", ((1, 2, 3), (6, 7, 8))),
    ("np.array([[1, 2], [3, 4]]).T", ((1, 3), (2, 4))),
    ("[1 2 3]'", ((1,), (2,), (3,))),
    ("np.matrix('1 2; 3 4')", ((1, 2), (3, 4))),
    (">>> [[1, 2],\n     [3, 4]]  # two rows", ((1, 2), (3, 4))),
    ("tf.Tensor(\n[[1. 2.]\n [3. 4.]], shape=(2, 2), dtype=float32)", ((1, 2), (3, 4))),
    ("[1] 0.1 0.2\n[3] 0.3", ((0.1, 0.2, 0.3),)),
    ("     [,1] [,2]\n[1,]    1    2\n     [,3]\n[1,]    3", ((1, 2, 3),)),
    ("structure(c(1, 2, 3, 4), dim = c(2L, 2L))", ((1, 3), (2, 4))),
    ("cbind(c(1, 2), c(3, 4))", ((1, 3), (2, 4))),
    ("3-element Vector{Float64}:\n 1.0\n 2.0\n 3.0", ((1,), (2,), (3,))),
    (r"$$\left[\begin{array}{cc} 1 & -2{,}5 \\ 3 & 4 \cdot 10^{-3} \end{array}\right]$$", ((1, -2.5), (3, 0.004))),
    ("| 1 | 2 |\n| 3 | 4 |", ((1, 2), (3, 4))),
    ("+---+---+\n| 1 | 2 |\n+---+---+", ((1, 2),)),
    ("1 ,2 ,3", ((1, 2, 3),)),
    ("1 234,5\t2", ((1234.5, 2),)),
    ('"1,5";"2,5"\n"3";"4"', ((1.5, 2.5), (3, 4))),
    ('"1","2"', ((1, 2),)),
    ("1，2，3\n4，5，6", ((1, 2, 3), (4, 5, 6))),
    ("[np.float64(0.1), np.float64(-0.2)]", ((0.1, -0.2),)),
    ("Float64[1 2; 3 4]", ((1, 2), (3, 4))),
    (r"\pmatrix{1 & 2 \cr 3 & 4}", ((1, 2), (3, 4))),
    ("1.2×10^3\t1.2·10⁻³\t1.5*10^2", ((1200, 0.0012, 150),)),
    ("[[0.5 –0.5]]", ((0.5, -0.5),)),
    ("1 2  # first\n# between\n3 4", ((1, 2), (3, 4))),
    ("100 200\n300 400", ((100, 200), (300, 400))),
    ("matrix([[1, 2],\n        [3, 4]])", ((1, 2), (3, 4))),
    ("matrix([[1, 2, 3]])", ((1, 2, 3),)),
    ("matrix(c(1, 2, 3))", ((1,), (2,), (3,))),
    ("matrix(data = 1:6, nrow = 2)", ((1, 3, 5), (2, 4, 6))),
    ("tf.constant([1, 2, 3, 4], shape=[2, 2])", ((1, 2), (3, 4))),
    ("layer.get_weights()[0]\ntensor([[0, 1, 2],\n        [3, 4, 5]])", ((0, 1, 2), (3, 4, 5))),
    ("np.array([[1, 2, 3, 4]]).reshape(-1, 2)", ((1, 2), (3, 4))),
    ("np.array([[1.5, 2]]).astype(np.float32)", ((1.5, 2),)),
    ("import numpy as np\n\nX = np.array([[1, 2]])\nprint(X)", ((1, 2),)),
    (">>> print(X)\n[[1 2]\n [3 4]]", ((1, 2), (3, 4))),
    (">>> X = [[1, 2],\n...      [3, 4]]", ((1, 2), (3, 4))),
    ("> m\n     [,1] [,2]\n[1,]    1    2", ((1, 2),)),
    (">> A\n\nA =\n\n     1     2\n     3     4\n", ((1, 2), (3, 4))),
    ("julia> A = [1 2; 3 4]\n2×2 Matrix{Int64}:\n 1  2\n 3  4", ((1, 2), (3, 4))),
    ("Parameter containing:\ntensor([[1., 2.]], requires_grad=True)", ((1, 2),)),
    ("<tf.Variable 'W:0' shape=(1, 2) dtype=float32, numpy=array([[1., 2.]], dtype=float32)>", ((1, 2),)),
    ("     a b\n[1,] 1 2\n[2,] 3 4", ((1, 2), (3, 4))),
    ("  [,1] [,2]\na    1    2\nb    3    4", ((1, 2), (3, 4))),
    ("structure(c(1, 3, 2, 4), .Dim = c(2L, 2L))", ((1, 2), (3, 4))),
    (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^T", ((1, 3), (2, 4))),
    ("\\begin{bmatrix} 1 & \\mathbf{2} % a note\n \\\\ 3 & 4 \\end{bmatrix}", ((1, 2), (3, 4))),
    ("vec![vec![1.0, 2.0], vec![3.0, 4.0]]", ((1, 2), (3, 4))),
    ("float w[1][2] = {{1.5f, -2.0f}};", ((1.5, -2),)),
    ("- [1, 2]\n- [3, 4]", ((1, 2), (3, 4))),
    ("[1  2]\n[    ]\n[3  4]", ((1, 2), (3, 4))),
    ("> 1 2\n> 3 4", ((1, 2), (3, 4))),
    ("1.5 × 10^-3", ((0.0015,),)),
    ("lr = 10^-3", ((0.001,),)),
    ("1 & 2\n3 & 4", ((1, 2), (3, 4))),
    ("'1','2'\n'3','-4.5'", ((1, 2), (3, -4.5))),
    ("2x2 Array{Int64,2}:\n 1  2\n 3  4", ((1, 2), (3, 4))),
    ("np.transpose([[1, 2], [3, 4]])", ((1, 3), (2, 4))),
    ("[[0, 0.5, 0e1, -0]]", ((0, 0.5, 0, 0),)),
    ("10⁻³\t10**2", ((0.001, 100),)),
    ("b = 0.5 -0.25", ((0.5, -0.25),)),
    ("% two rows\n1 2\n3 4", ((1, 2), (3, 4))),
]


@pytest.mark.parametrize(("text", "rows"), CLEAR)
def test_what_means_one_matrix_is_taken(text, rows):
    assert only(text) == rows


UNCLEAR = [
    ("5,1\r\n4,9\r\n6,4\r\n", {((5.1,), (4.9,), (6.4,)), ((5, 1), (4, 9), (6, 4))}),
    ("1,500\n2,250", {((1.5,), (2.25,)), ((1500,), (2250,)), ((1, 500), (2, 250))}),
    ("1,500", {((1.5,),), ((1500,),)}),
    ("1,234,567", {((1234567,),), ((1, 234, 567),)}),
    ("1\n\n3", {((1,), (3,)), ((1,), (0,), (3,))}),
    ("1\t2\n\t\n7\t8", {((1, 2), (7, 8)), ((1, 2), (0, 0), (7, 8))}),
    ("1\u00a0234 5\n2\u00a0000 6", {((1234, 5), (2000, 6)), ((1, 234, 5), (2, 0, 6))}),
    ("1\u202f234 5", {((1234, 5),), ((1, 234, 5),)}),
    ("1,2;3,4", {((1, 2), (3, 4)), ((1.2, 3.4),), ((1.2,), (3.4,))}),
    ("1 234\n5 678", {((1, 234), (5, 678)), ((1234,), (5678,))}),
    ("12 345,6", {((12, 345.6),), ((12345.6,),)}),
    ("100 000", {((100, 0),), ((100000,),)}),
    ("1;2;3", {((1,), (2,), (3,)), ((1, 2, 3),)}),
    ("1,5, 2,5", {((1.5, 2.5),), ((1, 5, 2, 5),)}),
    ("1.234\t5,6", {((1234, 5.6),), ((1.234, 5.6),)}),
    ("| 1 | 2 |\n|---|---|\n| 3 | 4 |", {((3, 4),), ((1, 2), (3, 4))}),
    ("|  | x | y |\n|--:|--:|--:|\n| 0 | 1 | 2 |\n| 1 | 3 | 4 |", {((1, 2), (3, 4)), ((0, 1, 2), (1, 3, 4))}),
    ("[" + "0.25 " * 14 + "\n " + "0.25 " * 14 + "]", {((0.25,) * 14,) * 2, ((0.25,) * 28,)}),
]


@pytest.mark.parametrize(("text", "rows"), UNCLEAR)
def test_what_may_mean_more_is_told_with_all_its_meanings(text, rows):
    found = meanings(text)
    assert {reading.rows for reading in found} == rows
    assert len({reading.choice().label for reading in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\n1\t2\n3\t4", ((1, 2), (3, 4))),
        ("x,1,2\ny,3,4", ((1, 2), (3, 4))),
        ("   a  b\n0  1  2\n1  3  4", ((1, 2), (3, 4))),
        ("  a b\n1 1 2\n2 3 4", ((1, 2), (3, 4))),
        ("     0    1\n0  1.5  2.0\n1  3.0  4.0\n\n[2 rows x 2 columns]", ((1.5, 2), (3, 4))),
        (r"\begin{array}{cc} a & b \\ 1 & 2 \end{array}", ((1, 2),)),
    ],
)
def test_names_beside_the_numbers_are_left_out_only_if_the_reader_agrees(text, rows):
    found = meanings(text)
    assert found[0].rows == rows
    assert not any(reading.sure for reading in found)


@given(matrices_of(VALUES))
def test_a_chosen_reading_means_only_itself(rows):
    for reading in meanings("\n".join(",".join(map(repr, row)) for row in rows)):
        assert only(reading.choice().text) == reading.rows


@pytest.mark.parametrize(
    ("text", "said", "row", "col"),
    [
        ("1 2\n3 x", "Row 2, column 2 of what was pasted: “x” is not a number", 2, 2),
        ("1 inf", "infinite", 1, 2),
        ("nan 1", "means 'not a number'", 1, 1),
        ("1 1e999", "larger than a computer's number", 1, 2),
        ("1 2\n3", "Row 2 of what was pasted has 1 number, row 1 has 2", 2, None),
        ("1\t\t3", "column 2 of what was pasted: nothing is there", 1, 2),
        ("1\t2\n3\t", "Row 2, column 2 of what was pasted: nothing is there", 2, 2),
        ("", "Nothing was typed", None, None),
        ("\u200b", "Nothing was typed", None, None),
        ("9" * 20_000, "more than a matrix", None, None),
        ("9" * 50, "too long for a number", None, None),
        ("1\u200b2", "invisible character (U+200B)", None, None),
        ("50%", "0.5 for 50%", None, None),
        ("1/2", "0.5 for 1/2", None, None),
        ("(5)", "minus sign", None, None),
        ("1\tTRUE", "Write 1 for true and 0 for false", 1, 2),
        ("1\t-", "a number that is missing", 1, 2),
        ("2024-01-05\t3", "is a date", 1, 1),
        ("12:30", "is a date or a time", None, None),
        ("=A1+B1\t2", "is a formula", 1, 1),
        ("1\n#DIV/0!", "error of the spreadsheet", 2, 1),
        ("1;;2", "Row 2, column 1 of what was pasted: nothing is there", 2, 1),
        ("[1, 2", "A closing “]” is missing", None, None),
        ("[[1, 2], [3]]", "Row 2 of what was pasted has 1 number", 2, None),
        ("[[1, , 2]]", "Between two commas", None, None),
        ("[1, [2, 3]]", "inner brackets", None, None),
        ("[[1 2 ... 3]]", "left out", 1, 3),
        ("np.zeros((3, 4))", "makes numbers that do not stand here", None, None),
        ("np.array([[1, 2]]) * 2", "outside the brackets", None, None),
        ("A =\n\n  1.0e+03 *\n\n  1 2", "common factor", None, None),
        ("__import__('os')", "do not stand here", None, None),
        ("[" * 9_000, "too many brackets", None, None),
        ("np.array([[1.5]]).astype(int)", "“int” makes other numbers of these", None, None),
        ("np.array([1, 2, 3]).reshape(2, 2)", "3 numbers do not fill 2 × 2", None, None),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix}^{-1}", "“^{-1}” stands behind the matrix", None, None),
        (r"\frac{1}{2}\begin{bmatrix} 1 & 2 \end{bmatrix}", "stands before the matrix", None, None),
        (r"X = -\left[\begin{matrix} 1 & 2 \end{matrix}\right]", "stands before the matrix", None, None),
        (r"\begin{bmatrix} 1 & 2 \end{bmatrix} \cdot 2", "stands behind the matrix", None, None),
        (r"\left[\begin{matrix} 1 & 2 \end{matrix}\right] / 2", "“/” stands behind", None, None),
        (r"\det\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}", "stands before the matrix", None, None),
        ("[[1,000, 2]]", "“000” begins with 0", None, None),
        ("[1 2;;; 3 4]", "Between two semicolons", None, None),
        ("X = [[1, 2]]; y = [0]", "more than one matrix", None, None),
        ("[[1 2]\n [3 4]]\n(2, 2)", "more than one matrix", None, None),
        ("6 // 2", "“//” is not a number", 1, 2),
        ("50 % 20 %", "is a percentage", 1, 2),
        ("1e-400", "closer to 0", None, None),
        ("$1.50\t2", "an amount of money", 1, 1),
        ("(1.5)\t2", "minus sign", 1, 1),
        ("½", "0.5 for 1/2", None, None),
        ("½ ¼\n1 2", "“½” is a fraction", 1, 1),
        ("1 2 | 3\n4 5 | 6", "“1 2” is more than one number", 1, 1),
        ("<table><tr><td>1</td></tr></table>", "the source of a web page", None, None),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place_and_what_to_write(text, said, row, col):
    with pytest.raises(Refused) as found:
        meanings(text)
    assert said in str(found.value)
    assert (found.value.row, found.value.col) == (row, col)


AROUND = [
    ">>> X\n",
    "```",
    "julia> ",
    "In [1]: ",
    "vec![",
    "mat(",
    "\\end{matrix}^T",
    ".reshape(",
    "1:9",
    "x = ",
    "[1,] ",
]
PIECES = st.sampled_from(
    [*"0123456789", *",;. \t\n-−+eE'[](){}|&\\", "\u00a0", "\u200b", "np.array(", "c(", "\\begin{matrix}", *AROUND]
)


def answered(text):
    """Whether a text is answered: by finite numbers, or by a sentence of reasonable length."""
    try:
        found = meanings(text)
    except Refused as refused:
        return str(refused).endswith((".", ")")) and len(str(refused)) < 300
    return all(math.isfinite(value) for reading in found for row in reading.rows for value in row)


@hypothesis(QUICK, max_examples=examples(200))
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_finite_numbers_or_is_refused_with_a_sentence(text):
    assert answered(text)


@pytest.mark.fuzz
@hypothesis(max_examples=20_000, deadline=None)
@given(st.lists(PIECES, max_size=200).map("".join))
def test_no_text_whatever_ends_in_anything_but_numbers_or_a_sentence(text):
    assert answered(text)


LONG = [
    *("1", "1x", " ", "  ,", "1 ", "1,", "1;", "1_", "1\u00a0", "\n", "1\n", "1e", ".", "-", "1.1.", "\u200b", "e"),
    *("[1", "(", "c(", "a=", "\\\\", "&1", "|", "|1", "'", '"', "#", "matrix(", "[1,]", "[,1] ", "\\begin{matrix}"),
    *(">>> ", "> ", "```\n", "julia> x\n", "c(1:99,", "vec![1]", "new x[]", "mat(1$", "- [", "[ ]\n", "x = 1", "% a\n"),
]


@pytest.mark.parametrize("piece", LONG)
def test_long_texts_of_one_kind_are_answered(piece):
    """A pattern that is not linear would stand still here until the test is ended from outside."""
    text = (piece * 10_000)[:10_000]
    assert all(answered(written) for written in (text, text[:-1] + "x", f"[[{text[:-4]}"))


def test_a_single_number():
    assert number(" 2,5 ") == 2.5
    assert str(number("-0")) == "0.0"
