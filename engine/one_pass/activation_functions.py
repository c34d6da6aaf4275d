"""The activation functions of the hidden units: names, code, mathematics and derivatives, all in one place.

To add one: here, in settings.Activation, as arithmetic in functions.py, in captions/forward.toml and backward.toml.
"""

from engine.one_pass.rule import Elementwise
from engine.one_pass.settings import Activation

FUNCTIONS = {"relu": "ReLU", "leaky_relu": "leaky ReLU", "tanh": "tanh", "sigmoid": "sigmoid"}
LATEX_FUNCTIONS = {
    "relu": r"\operatorname{ReLU}",
    "leaky_relu": r"\operatorname{LReLU}",
    "tanh": r"\tanh",
    "sigmoid": r"\sigma",
}
DOES = {
    "relu": "ReLU, short for rectified linear unit: what is positive stays, everything else becomes 0",
    "leaky_relu": "leaky ReLU: what is positive stays, everything else is multiplied by a small number "
    "(ReLU, short for rectified linear unit, would make it 0)",
    "tanh": "tanh, an S-shaped curve from −1 to 1",
    "sigmoid": "the sigmoid, an S-shaped curve from 0 to 1",
}
SLOPE = 0.01
CODE: dict[Activation, str] = {
    "relu": "np.maximum(0, {h})",
    "leaky_relu": f"np.where({{h}} > 0, {{h}}, {SLOPE} * {{h}})",
    "tanh": "np.tanh({h})",
    "sigmoid": "1 / (1 + np.exp(-{h}))",
}


def activation_rule(kind: Activation, h: str) -> Elementwise:
    """Where a cell of an activation's output comes from: the cell of h in the same place."""
    rule: Elementwise = {"kind": "elementwise", "fn": kind, "args": [h]}
    if kind == "leaky_relu":
        rule["params"] = {"slope": SLOPE}
    return rule


def activation_formula(kind: Activation, a: str, h: str) -> str:
    """An activation in LaTeX; a, h: how its output and its input are written."""
    function = f"{a} = {LATEX_FUNCTIONS[kind]}({h})"
    return {
        "relu": rf"{function} = \max(0,\, {h})",
        "leaky_relu": rf"{function} = \begin{{cases}} {h} & {h} > 0 \\ {SLOPE}\,{h} & \text{{otherwise}} \end{{cases}}",
        "tanh": rf"{function} = \frac{{e^{{{h}}} - e^{{-{h}}}}}{{e^{{{h}}} + e^{{-{h}}}}}",
        "sigmoid": rf"{function} = \frac{{1}}{{1 + e^{{-{h}}}}}",
    }[kind]


def activation_slope(kind: Activation, name: str, tex: str) -> tuple[str, str]:
    """The derivative of an activation as code and as LaTeX, from h for the ReLUs, from a for the others."""
    return {
        "relu": (
            f"np.where({name} > 0, 1.0, 0.0)",
            rf"\begin{{cases}} 1 & {tex} > 0 \\ 0 & \text{{otherwise}} \end{{cases}}",
        ),
        "leaky_relu": (
            f"np.where({name} > 0, 1.0, {SLOPE})",
            rf"\begin{{cases}} 1 & {tex} > 0 \\ {SLOPE} & \text{{otherwise}} \end{{cases}}",
        ),
        "tanh": (f"1 - {name} ** 2", f"1 - {tex}^2"),
        "sigmoid": (f"{name} * (1 - {name})", rf"{tex} \odot (1 - {tex})"),
    }[kind]
