"""The names of the pass: variables, their mathematics, and what rows and columns stand for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from engine.one_pass.activation_functions import LATEX_FUNCTIONS
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Role

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Layer:
    """The names of one layer: x @ W + b = h, then a. With one hidden layer: X Wh bh h1 a1, a1 Wo bo h2 y_hat."""

    number: int
    n_in: int
    n_out: int
    x: str
    W: str
    b: str
    h: str
    a: str
    last: bool
    title: str
    cols: str
    x_cols: str


@lru_cache(maxsize=256)
def layers(settings: Settings) -> tuple[Layer, ...]:
    """The layers from first to last; two hidden layers number their weights (Wh1, Wh2)."""
    sizes, many = settings.sizes, len(settings.hidden) > 1
    found: list[Layer] = []
    for number in range(1, len(sizes)):
        last = number == len(sizes) - 1
        tag = "o" if last else f"h{number}" if many else "h"
        order = ("first", "second")[number - 1] if many and not last else ""
        title = "output layer" if last else f"{order} hidden layer".strip()
        cols = "output units" if last else f"{order}-layer units" if many else "hidden units"
        x, x_cols = (found[-1].a, found[-1].cols) if found else ("X", "inputs")
        n_in, n_out, a = sizes[number - 1], sizes[number], "y_hat" if last else f"a{number}"
        found.append(Layer(number, n_in, n_out, x, f"W{tag}", f"b{tag}", f"h{number}", a, last, title, cols, x_cols))
    return tuple(found)


@cache
def latex(name: str) -> str:
    """A variable's name in LaTeX: Wh -> W_h, dloss_dWo -> the partial derivative of L by W_o, y_hat -> ŷ."""
    known = {
        "y_hat": r"\hat{y}",
        "y_hat_clipped": r"\hat{y}_{\text{clip}}",
        "cce_loss": "L",
        "lr": r"\eta",
        "eps": r"\varepsilon",
    }
    if name in known:
        return known[name]
    if derivative := re.fullmatch(r"d(\w+?)_d(\w+)", name):
        above, below = derivative.groups()
        return rf"\frac{{\partial {latex('cce_loss' if above == 'loss' else above)}}}{{\partial {latex(below)}}}"
    if letter := re.fullmatch(r"([Wbha])(\w+)", name):
        return f"{letter[1]}_{{{letter[2]}}}"
    return name if len(name) == 1 else r"\mathrm{" + name.replace("_", r"\_") + "}"


def marker(now: str) -> Callable[[str, str], str]:
    """A function that wraps the part named `now` so that the stage can mark it, and leaves the others."""
    return lambda part, text: rf"\class{{now}}{{{text}}}" if part == now else text


def nested(settings: Settings, now: str, full: bool = True) -> str:
    """The whole forward pass as one nested expression, with the part `now` marked.

    Parts: X, y, cce_loss, y_hat, and every layer's W, b, h, a.
    """
    part = marker(now)
    text = part("X", "X")
    for layer in layers(settings):
        text = part(layer.h, rf"{text} \cdot {part(layer.W, latex(layer.W))} + {part(layer.b, latex(layer.b))}")
        function = r"\operatorname{softmax}" if layer.last else LATEX_FUNCTIONS[settings.activation]
        text = part(layer.a, f"{function}({text})")
    return part("cce_loss", rf"\operatorname{{CCE}}({text},\; {part('y', 'y')})")


def count(number: int, noun: str) -> str:
    """A number and its noun in words: count(5, "sample") -> "five samples"."""
    return f"{NUMBERS[number] if 0 <= number < len(NUMBERS) else number} {noun}{'' if number == 1 else 's'}"


def listed(places: Iterable[int]) -> str:
    """Positions from 0 as text from 1: [0, 1, 3] -> "1, 2 and 4"."""
    *first, last = (str(place + 1) for place in places)
    return f"{', '.join(first)} and {last}" if first else last


def place(what: str, layer: int, transposed: bool = False) -> dict[str, object]:
    """Where a quantity belongs in the drawn network: units of layer 0 are the inputs, edges l lead to units l + 1."""
    return {"what": what, "layer": layer, "transposed": transposed}


def quantity(
    name: str,
    role: Role,
    rows: str = "",
    cols: str = "",
    at: dict[str, object] | None = None,
    id: str = "",
    tex: str = "",
) -> Quantity:
    """A quantity whose id is its name and whose mathematics follows from it, unless told otherwise."""
    return Quantity(id or name, name, tex or latex(name), role, rows, cols, at)
