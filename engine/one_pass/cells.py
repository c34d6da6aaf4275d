"""Where a cell comes from: its source cells, and its arithmetic with the real numbers.

A cell is (id, row, col) in the drawn matrix: (n,) is one row, () one cell. rule.py says what each rule makes.
"""

import math
from dataclasses import dataclass

import numpy as np

from engine.one_pass import digits
from engine.one_pass.functions import ELEMENTWISE, apply
from engine.one_pass.rule import Affine, Classes, Elementwise, Index, Matmul, OneHot, Pick, Reduce
from engine.one_pass.trace import Trace

Source = tuple[str, int, int]
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's provenance. sources: the cells it was computed from. lines: (left, right) of its arithmetic, the result
    last. value: recomputed from the sources alone."""

    sources: tuple[Source, ...]
    lines: tuple[Line, ...]
    value: float


def cell(trace: Trace, made: str, i: int, j: int) -> Cell:
    """The provenance of cell (i, j) of value `made`. Raises KeyError or IndexError for a cell that is not there."""
    rule, drawn = trace.rules[made], _Drawn(trace.values)
    own = float(drawn[made][i, j])
    if rule["kind"] == "given":
        return Cell((), (), own)
    if rule["kind"] == "affine" or rule["kind"] == "matmul":
        return _product(drawn, rule, i, j)
    if rule["kind"] == "elementwise":
        return _elementwise(drawn, rule, i, j)
    if rule["kind"] == "reduce":
        return _reduce(drawn, rule, i, j, flat=trace.values[made].ndim < 2)
    if rule["kind"] == "transpose":
        value = float(drawn[rule["x"]][j, i])
        return Cell(((rule["x"], j, i),), ((f"row {j + 1}, column {i + 1} of {rule['x']}", digits.show(value)),), value)
    if rule["kind"] == "pick":
        return _pick(drawn, rule, j)
    return _encode(drawn, rule, i, j)


class _Drawn(dict[str, np.ndarray]):
    """The values as they are drawn: always two-dimensional."""

    def __getitem__(self, name: str) -> np.ndarray:
        return np.atleast_2d(super().__getitem__(name))


def sources(trace: Trace, made: str, i: int, j: int) -> tuple[Source, ...]:
    """The cells from which cell (i, j) of `made` was computed."""
    return cell(trace, made, i, j).sources


def _products(pairs: list[tuple[float, float]], products: list[float], rest: list[float]) -> tuple[list[Line], int]:
    """The lines of a sum of products, and the decimals that make it add up together with the rest."""
    decimals = digits.for_sum([*products, *rest], sum(products) + sum(rest))
    factors = digits.for_factors(list(zip(pairs, products, strict=True)), lambda a, b: a * b, decimals)
    lines = [
        (f"{digits.show(a, factors)} × {digits.show(b, factors)}", digits.show(product, decimals))
        for (a, b), product in zip(pairs, products, strict=True)
    ]
    return lines, decimals


def _product(drawn: dict[str, np.ndarray], rule: Affine | Matmul, i: int, j: int) -> Cell:
    left, right = (rule["x"], rule["w"]) if rule["kind"] == "affine" else (rule["a"], rule["b"])
    a, b = drawn[left][i], drawn[right][:, j]
    pairs = [(float(x), float(y)) for x, y in zip(a, b, strict=True)]
    found = [(left, i, k) for k in range(len(a))] + [(right, k, j) for k in range(len(b))]
    bias = []
    if rule["kind"] == "affine":
        bias = [float(drawn[rule["b"]][0, j])]
        found.append((rule["b"], 0, j))
    products = [x * y for x, y in pairs]
    total = sum(products) + sum(bias)
    lines, decimals = _products(pairs, products, bias)
    lines += [("bias", digits.show(value, decimals)) for value in bias]
    return Cell(tuple(found), (*lines, _total([*products, *bias], total, decimals)), total)


def _total(terms: list[float], total: float, decimals: int) -> Line:
    """The last line of a sum; "≈" on its left where the shown terms do not add up exactly."""
    return ("" if digits.adds_up(terms, total, decimals) else "≈", digits.show(total, decimals))


def _elementwise(drawn: dict[str, np.ndarray], rule: Elementwise, i: int, j: int) -> Cell:
    if rule["fn"] == "share":
        return _share(drawn, rule, i, j)
    found, arguments = [], []
    for name in rule["args"]:
        array = drawn[name]
        at = (i if array.shape[0] > 1 else 0, j if array.shape[1] > 1 else 0)
        found.append((name, *at))
        arguments.append(float(array[at]))
    params = rule.get("params", {})
    value = apply(rule["fn"], arguments, params)
    decimals = digits.fewest([value])
    factors = digits.for_factors([(arguments, value)], lambda *shown: apply(rule["fn"], shown, params), decimals)
    written = {name: digits.show(number) for name, number in params.items()}
    text = ELEMENTWISE[rule["fn"]].text.format(*(digits.show(a, factors) for a in arguments), **written)
    return Cell(tuple(found), ((text, digits.show(value, decimals)),), value)


def _share(drawn: dict[str, np.ndarray], rule: Elementwise, i: int, j: int) -> Cell:
    name = rule["args"][0]
    x = drawn[name]
    own, total = float(x[i, j]), float(x.sum())
    value = apply("divide", [own, total], {})
    found = [(name, r, c) for r in range(x.shape[0]) for c in range(x.shape[1])]
    return Cell(tuple(found), ((f"{digits.show(own)} / {digits.show(total)}", digits.show(value)),), value)


def _reduce(drawn: dict[str, np.ndarray], rule: Reduce, i: int, j: int, flat: bool) -> Cell:
    x, axis, fn = drawn[rule["x"]], rule["axis"], rule["fn"]
    row = j if flat else i
    if axis is None:
        at = [(r, c) for r in range(x.shape[0]) for c in range(x.shape[1])]
    else:
        at = [(row, c) for c in range(x.shape[1])] if axis == 1 else [(r, j) for r in range(x.shape[0])]
    numbers = [float(x[place]) for place in at]
    found = tuple((rule["x"], *place) for place in at)
    if fn == "max":
        value = math.nan if any(map(math.isnan, numbers)) else max(numbers)
        return Cell(found, (("the largest of " + ", ".join(map(digits.show, numbers)), digits.show(value)),), value)
    total = sum(numbers)
    decimals = digits.for_sum(numbers, total)
    lines = [("" if k == 0 else "+", digits.show(number, decimals)) for k, number in enumerate(numbers)]
    lines.append(("sum", digits.show(total, decimals)) if fn == "mean" else _total(numbers, total, decimals))
    if fn == "mean":
        value = total / len(numbers)
        more = digits.for_factors([([total], value)], lambda s: s / len(numbers), decimals)
        lines.append((f"{digits.show(total, more)} / {len(numbers)}", digits.show(value, decimals)))
        return Cell(found, tuple(lines), value)
    return Cell(found, tuple(lines), total)


def _pick(drawn: dict[str, np.ndarray], rule: Pick, i: int) -> Cell:
    y, p = drawn[rule["y"]][i], drawn[rule["p"]][i]
    found = [(rule["y"], i, k) for k in range(len(y))] + [(rule["p"], i, k) for k in range(len(p))]
    terms = [float(a) * apply("neg_log", [float(b)], {}) for a, b in zip(y, p, strict=True)]
    total = sum(terms)
    decimals = digits.for_sum(terms, total)
    lines = []
    for a, b, term in zip(y, p, terms, strict=True):
        more = digits.for_factors([([float(b)], term)], lambda q, a=a: a * apply("neg_log", [q], {}), decimals)
        lines.append((f"{digits.show(float(a))} × −ln({digits.show(float(b), more)})", digits.show(term, decimals)))
    return Cell(tuple(found), (*lines, _total(terms, total, decimals)), total)


def _encode(drawn: dict[str, np.ndarray], rule: OneHot | Classes | Index, i: int, j: int) -> Cell:
    """The parts of the one-hot encoding: classes, index, one_hot."""
    if rule["kind"] == "one_hot":
        k = int(drawn[rule["index"]][0, i])
        value = 1.0 if j == k else 0.0
        text = f"index {k}: column {k + 1} of row {i + 1} is set to 1" + ("" if value else ", this one stays")
        return Cell(((rule["rows"], 0, i), (rule["index"], 0, i)), ((text, digits.show(value)),), value)
    targets = drawn[rule["x"]][0]
    if rule["kind"] == "classes":
        kept = sorted(set(targets.tolist()))[j]
        found = tuple((rule["x"], 0, int(k)) for k in np.flatnonzero(targets == kept))
        often = "once" if len(found) == 1 else f"{len(found)} times"
        return Cell(found, ((f"{kept} occurs {often}", str(kept)),), float(kept))
    classes = drawn[rule["classes"]][0].tolist()
    own = targets[j].item()
    value = float(classes.index(own))
    found = ((rule["x"], 0, j), (rule["classes"], 0, int(value)))
    return Cell(found, ((f"{own} stands at position {int(value)} of the classes", digits.show(value)),), value)
