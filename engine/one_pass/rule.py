"""How a value of the pass is made of others, told by their ids: ten kinds of rule, as the payload carries them.

What each makes of cell (i, j) is said below; cells.py works it out, and assets/one_pass/rules.js does in the browser.
"""

from typing import Literal, NotRequired, TypedDict


class Given(TypedDict):
    """Typed in or drawn at random: no sources."""

    kind: Literal["given"]


class Affine(TypedDict):
    """The sum over k of x[i,k] w[k,j], plus b[0,j]."""

    kind: Literal["affine"]
    x: str
    w: str
    b: str


class Matmul(TypedDict):
    """The sum over k of a[i,k] b[k,j]."""

    kind: Literal["matmul"]
    a: str
    b: str


class Elementwise(TypedDict):
    """A function of functions.ELEMENTWISE; arguments of length 1 along an axis are spread.

    fn "share" is not in that table: x over the sum of all of x.
    """

    kind: Literal["elementwise"]
    fn: str
    args: list[str]
    params: NotRequired[dict[str, float]]


class Reduce(TypedDict):
    """The sum, maximum or mean; axis 1 along a row, 0 down a column, None over everything."""

    kind: Literal["reduce"]
    fn: Literal["sum", "max", "mean"]
    axis: Literal[0, 1] | None
    x: str


class Transpose(TypedDict):
    """The cell on the other side of the diagonal."""

    kind: Literal["transpose"]
    x: str


class Pick(TypedDict):
    """The sum over k of y[i,k] · (−ln p[i,k]), with 0 · anything = 0 written as 0."""

    kind: Literal["pick"]
    y: str
    p: str


class Classes(TypedDict):
    """The distinct targets, sorted."""

    kind: Literal["classes"]
    x: str


class Index(TypedDict):
    """Where a target stands among the classes."""

    kind: Literal["index"]
    x: str
    classes: str


class OneHot(TypedDict):
    """1 where the column is the row's index, else 0."""

    kind: Literal["one_hot"]
    rows: str
    index: str


Rule = Given | Affine | Matmul | Elementwise | Reduce | Transpose | Pick | Classes | Index | OneHot
GIVEN: Given = {"kind": "given"}
