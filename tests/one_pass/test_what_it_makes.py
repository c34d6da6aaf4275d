"""What stands around a matrix is not lost: factors, operations, orders, types and indices."""

import pytest

from engine.one_pass.pasted_text import meanings
from engine.one_pass.typed_numbers import Refused

B = r"\begin{bmatrix} 1 & 2 \end{bmatrix}"


@pytest.mark.parametrize(
    "before",
    [
        *(
            r"10^{-3}",
            r"10^{-3} \times ",
            r"W = 0.1 \, ",
            r"W = 0.1 \; ",
            r"\frac1{255}",
            r"\sqrt{2}",
            "2*",
            r"0.1 \big[ ",
        ),
        *(r"\lambda", r"\eta \cdot ", r"\exp", r"\sigma\left(", "A + ", r"x = -", r"\tfrac{1}{2}\left["),
    ],
)
def test_a_factor_before_a_matrix_in_latex_is_not_dropped(before: str) -> None:
    with pytest.raises(Refused, match="stands before the matrix"):
        meanings(before + B)


@pytest.mark.parametrize(
    "before",
    [
        *(
            "",
            "A = ",
            "$$",
            r"\[ ",
            r"W_1 = \left( ",
            r"\begin{equation} A = ",
            r"\begin{equation}",
            "&= ",
            "The matrix: ",
        ),
        *(r"where $X = ", "The weights are ", r"\mathbf{W} := \bigl[ ", r"\begin{align*} W &= \, "),
    ],
)
def test_what_only_introduces_a_matrix_in_latex_is_passed_over(before: str) -> None:
    assert [each.rows for each in meanings(before + B)] == [((1.0, 2.0),)]


def test_what_stands_far_before_a_matrix_is_not_lost_either() -> None:
    assert [each.rows for each in meanings("A =" + " " * 500 + B)] == [((1.0, 2.0),)]
    with pytest.raises(Refused, match="stands before the matrix"):
        meanings("10^3" + "(" * 500 + B)


@pytest.mark.parametrize(
    "behind", [r"\div 255", r"\,/\,3", "10", " x", r"\lambda", r" \odot A", "^*", "^{-1}", r"\right) \cdot 2", "+ 1"]
)
def test_an_operation_behind_a_matrix_in_latex_is_not_dropped(behind: str) -> None:
    with pytest.raises(Refused, match="stands behind the matrix"):
        meanings(B + behind)


@pytest.mark.parametrize(
    "behind",
    [
        "$",
        r" \]",
        ".",
        ", as above",
        r"\right]",
        r" \in \mathbb{R}^{1 \times 2}",
        r"_{1\times2}",
        r" \tag{1}",
        " is it",
    ],
)
def test_what_only_ends_the_formula_is_passed_over(behind: str) -> None:
    assert [each.rows for each in meanings(B + behind)] == [((1.0, 2.0),)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("np.array([1,2,3,4]).reshape(2,2,order='F')", ((1, 3), (2, 4))),
        ("np.reshape([1,2,3,4],(2,2),order='F')", ((1, 3), (2, 4))),
        ("np.reshape([1,2,3,4],(2,2))", ((1, 2), (3, 4))),
        ("reshape([1 2 3 4], 2, 2)", ((1, 3), (2, 4))),
        ("reshape([1,2,3,4,5,6], 2, 3)", ((1, 3, 5), (2, 4, 6))),
        ("array(c(1,2,3,4,5,6), dim=c(2,3))", ((1, 3, 5), (2, 4, 6))),
        ("array(1:4, dim=c(2,2))", ((1, 3), (2, 4))),
        ("matrix(c(1,2,3,4), nc=2)", ((1, 3), (2, 4))),
        ("matrix(c(1,2,3,4), nr=2, by=T)", ((1, 2), (3, 4))),
        ("matrix(c(1,2,3,4), 2, b=TRUE)", ((1, 2), (3, 4))),
        ("matrix(c(1,2,3,4), nrow=2, byrow=1)", ((1, 2), (3, 4))),
        ("matrix(c(1,2,3,4,5,6), , 2)", ((1, 4), (2, 5), (3, 6))),
        ("matrix(c(1,2,3,4,5,6), 2, , TRUE)", ((1, 2, 3), (4, 5, 6))),
        ("t(c(1,2))", ((1, 2),)),
        ("t(1:3)", ((1, 2, 3),)),
        ("t(t(c(1,2)))", ((1,), (2,))),
        ("as.matrix(c(1,2))", ((1,), (2,))),
        ("np.array([200, 1], dtype='u1')", ((200, 1),)),
    ],
)
def test_a_matrix_is_filled_as_its_language_fills_it(text: str, rows: tuple[tuple[float, ...], ...]) -> None:
    assert [each.rows for each in meanings(text)] == [rows]


@pytest.mark.parametrize(
    "text",
    [
        *("np.array([0.5])[0]", "[3][2]", "c(5)[1]", "[0.5](1)", "np.array([1, 2])[[1, 0]]", "[1,2,3](1)"),
        *("int(1.7)", "[int(1.7), int(2.5)]", "np.array([1.7,2], dtype='i4')", "np.array([1.7,2], dtype='u1')"),
        *("np.array([1.7,2], dtype=np.short)", "np.array([1.7,2]).astype('<i4')", "np.array([5,0], dtype=bool)"),
        *("np.array([-1,300]).astype(np.uint8)", "np.array([300], dtype='i1')", "np.array([1.7,2], dtype='b')"),
        *("matrix(c(1,2,3,4), 2, colour=1)", "reshape([1,2,3,4], (2,2))", "reshape([1 2 3 4], [2 2])"),
    ],
)
def test_what_makes_other_numbers_or_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="Paste"):
        meanings(text)


def test_amounts_in_brackets_with_decimal_commas_are_asked_about() -> None:
    with pytest.raises(Refused, match="minus sign"):
        meanings("(1,5)\t(2,5)")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("\ta\tb\n0\t1\t2\n1\t3\t4", ((1, 2), (3, 4))),
        (",a,b\n0,1,2\n1,3,4", ((1, 2), (3, 4))),
        ('"","a","b"\n"1",1,2\n"2",3,4', ((1, 2), (3, 4))),
        ("     x1   x2\n5   1.0  2.0\n9   3.0  4.0", ((1, 2), (3, 4))),
    ],
)
def test_row_numbers_under_an_empty_corner_are_left_out_first(text: str, rows: tuple[tuple[float, ...], ...]) -> None:
    found = meanings(text)
    assert (found[0].rows, found[0].sure) == (rows, False)


@pytest.mark.parametrize("cells", [r"\frac{1}{2} & \frac{1}{3}", r"\sqrt{2} & \sqrt{3}", r"\pi & e", "TRUE & FALSE"])
def test_numbers_that_are_not_read_are_no_headings(cells: str) -> None:
    with pytest.raises(Refused):
        meanings(rf"\begin{{bmatrix}} {cells} \\ 3 & 4 \end{{bmatrix}}")


PRINTED = [
    ("np.array([[1,2],[3,4]]).reshape(2,2).T", ((1, 3), (2, 4))),
    ("np.array([[1,2,3],[4,5,6]]).copy().T", ((1, 4), (2, 5), (3, 6))),
    ("np.array([[1,2],[3,4]]).T.astype(float).T", ((1, 2), (3, 4))),
    (
        "A =\n\n  Columns 1 through 2\n\n    0.8    0.9\n    0.1    0.2\n\n  Column 3\n\n    0.5\n    0.6\n",
        ((0.8, 0.9, 0.5), (0.1, 0.2, 0.6)),
    ),
    (" Columns 1 through 3:\n\n   1   2   3\n\n Columns 4 and 5:\n\n    4   5\n", ((1, 2, 3, 4, 5),)),
    ("0    1.5\n1    2.5\ndtype: float64", ((1.5,), (2.5,))),
    ("new york    1.5\nrome        2.5\nName: x, dtype: float64", ((1.5,), (2.5,))),
    ("# A tibble: 2 × 2\n      a     b\n  <dbl> <int>\n1   1.5     2\n2   3       4", ((1.5, 2), (3, 4))),
    (
        "shape: (2, 2)\n┌─────┬─────┐\n│ a   ┆ b   │\n│ --- ┆ --- │\n│ f64 ┆ f64 │\n╞═════╪═════╡\n"
        "│ 1.0 ┆ 2.0 │\n│ 3.0 ┆ 4.0 │\n└─────┴─────┘",
        ((1, 2), (3, 4)),
    ),
    ("┌     ┐\n│ 1 2 │\n│ 3 4 │\n└     ┘", ((1, 2), (3, 4))),
    ("{{1.5*^-3, 2}, {3, 4.*^1}}", ((0.0015, 2), (3, 40))),
    ("w := [][]float64{{1, 2}, {3, 4}}", ((1, 2), (3, 4))),
    ("double[,] w = new double[2, 2] {{1, 2}, {3, 4}};", ((1, 2), (3, 4))),
    ("var w = new[,] {{1, 2}, {3, 4}};", ((1, 2), (3, 4))),
]


@pytest.mark.parametrize(("text", "rows"), PRINTED, ids=[text[:12] for text, _ in PRINTED])
def test_a_matrix_is_read_as_more_programs_print_it(text: str, rows: tuple[tuple[float, ...], ...]) -> None:
    assert [each.rows for each in meanings(text)] == [rows]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("   1.0e+03 *\n\n    0.0010    2.0000\n    0.0030    4.0000\n", "common factor"),
        ("A =\n Columns 1 through 2\n 1 2\n 3 4\n Column 3\n 5\n", "same number of rows"),
        ("  (0, 0)\t1.0\n  (1, 1)\t2.0", "sparse matrix"),
        ("# A tibble: 9 × 2\n      a     b\n  <dbl> <int>\n1   1.5     2\n# ℹ 8 more rows", "left out"),
    ],
)
def test_what_is_rounded_or_not_all_there_says_so(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        meanings(text)
