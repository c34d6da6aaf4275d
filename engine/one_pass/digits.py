"""How many digits a number is shown with, so that what is written adds up exactly as it is written.

A sum is written with as few decimals, at least four, as make the shown terms add up to the shown total; the factors
of a product with as few as make the shown product right. A sum is only given digits that a double can be trusted with;
where these do not make it add up, its total is written with "≈". Minus is U+2212, infinity is ∞.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

FEWEST, MOST, TRUSTED = 4, 17, 14
SMALLEST, LARGEST, DUST = 1e-6, 1e7, 1e-6
WIDE = Context(prec=60)


def show(value: float, decimals: int = FEWEST) -> str:
    """A number as text: whole ones plain, others with at most so many decimals,
    very large or small ones as 1.2346e-9."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    sign, size = "−" if value < 0 else "", abs(value)
    if size == int(size) and size < 1e6:
        return f"{sign}{int(size)}"
    if size >= LARGEST or size < 0.5 * 10.0**-decimals:
        mantissa, exponent = f"{size:.{FEWEST}e}".split("e")
        return f"{sign}{mantissa}e{int(exponent)}"
    short = repr(size)
    return sign + (
        short if "e" not in short and len(short.split(".")[1]) <= decimals else f"{_rounded(size, decimals):f}"
    )


def read(text: str) -> float:
    """The number that a shown text stands for."""
    return float(text.replace("−", "-").replace("∞", "inf"))


def for_sum(terms: Sequence[float], total: float) -> int:
    """The fewest decimals with which the shown terms add up to the shown total; where nothing helps, the first tried.

    What is small gets decimals enough to be more than 0; only dust, below a millionth of the largest, does not count.
    """
    sizes = [abs(value) for value in (*terms, total)]
    if not _plain(sizes) or max(sizes) < SMALLEST:
        return FEWEST
    dust = DUST * max(sizes)
    smallest = min((size for size in sizes if size > dust), default=1.0)
    first = max(fewest(terms), math.ceil(-math.log10(2 * smallest)))
    trusted = TRUSTED - 1 - math.floor(math.log10(max(sizes)))
    return next((decimals for decimals in range(first, trusted + 1) if adds_up(terms, total, decimals)), first)


def adds_up(terms: Sequence[float], total: float, decimals: int) -> bool:
    """Whether the terms, shown with so many decimals, add up to the shown total; not asked of infinity and nan."""
    sizes = [abs(value) for value in (*terms, total)]
    if sum(term != 0 for term in terms) < 2 or not all(map(math.isfinite, sizes)):
        return True
    if not SMALLEST <= max(sizes) < LARGEST:
        return False
    return sum((_rounded(term, decimals) for term in terms), Decimal(0)) == _rounded(total, decimals)


def for_factors(cases: Sequence[tuple[Sequence[float], float]], compute: Callable[..., float], decimals: int) -> int:
    """The fewest decimals of the arguments with which every shown result, to `decimals`, is right.

    cases: the arguments and the result of each computation that is to be shown with the same number of digits.
    """
    if not _plain([value for arguments, result in cases for value in (*arguments, result)]):
        return decimals
    for more in range(decimals, MOST):
        if all(
            show(compute(*(read(show(argument, more)) for argument in arguments)), decimals) == show(result, decimals)
            for arguments, result in cases
        ):
            return more
    return decimals if any("e" in show(x, MOST) for arguments, _ in cases for x in arguments) else MOST


def fewest(values: Iterable[float]) -> int:
    """Decimals to begin with: four, or more where the largest number is so small that four would leave little of it."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return FEWEST if largest < SMALLEST else max(FEWEST, 3 - math.floor(math.log10(largest)))


def _plain(values: Iterable[float]) -> bool:
    return all(math.isfinite(value) and abs(value) < LARGEST for value in values)


def _rounded(value: float, decimals: int) -> Decimal:
    """Half away from zero on the exact binary value, as JavaScript's toFixed does."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
