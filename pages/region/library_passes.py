"""Act 1's network composed of the classes: one line of the pass at a time, and what its layer keeps."""

import numpy as np
import streamlit as st

from engine.network.by_layer import Kept, layer_by_layer
from pages.shared.palette import palette

ROLES = {
    "W": "param",
    "b": "param",
    "dW": "grad",
    "db": "grad",
    "dinputs": "grad",
    "inputs": "act",
    "output": "act",
    "preds": "act",
    "loss": "loss",
}
MEANING = {
    "inputs": "what came in, kept for the way back",
    "output": "what goes on to the next layer",
    "preds": "a probability for each class, each row sums to 1",
    "loss": "the mean cost of the five predictions",
    "dW": "by how much the loss changes with each weight",
    "db": "by how much the loss changes with each bias",
    "dinputs": "the signal for the layer before",
    "W": "the weights after the step",
    "b": "the biases after the step",
}
COMPOSED = """dense1, relu, dense2 = LayerDense(3, 4), ActivationRelu(), LayerDense(4, 2)
combo = SoftmaxCCECombo()
dense1.W, dense1.b = Wh.copy(), bh.copy()      # act 1's weights
dense2.W, dense2.b = Wo.copy(), bo.copy()"""


def matrix(value: np.ndarray) -> str:
    """A value as a LaTeX matrix with four digits, and no sign before a 0."""
    rows = np.atleast_2d(value)
    body = r" \\ ".join(" & ".join(f"{v:.4f}" if v % 1 else f"{v + 0:.0f}" for v in row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def kept(item: Kept, layer: str) -> None:
    """One value a layer keeps, with its shape and what act 1 says of it."""
    colour = getattr(palette(st.context.theme.type), ROLES[item.attribute])
    shape = " × ".join(map(str, item.value.shape)) or "one number"
    name = item.attribute if item.attribute == "loss" else f"{layer}.{item.attribute}"
    st.markdown(f"`{name}` · {shape} · {MEANING[item.attribute]}")
    st.latex(rf"\color{{{colour}}}{matrix(item.value)}")
    if item.same:
        st.caption(f":material/check: equals act 1's `{item.by_hand}`, every bit of it")
    elif item.same is None:
        st.caption("act 1 has no need of it: nothing comes before the data")
    else:
        st.error(f"differs from act 1's {item.by_hand}")


def line_in_address(count: int) -> int:
    """Which line the address names, counted from 1 there; the first if it names none."""
    text = st.query_params.get("line", "")
    return int(text) - 1 if text.isdecimal() and 1 <= int(text) <= count else 0


def show() -> None:
    lines = layer_by_layer()
    checked = [item for call in lines for item in call.kept if item.same is not None]
    same = sum(item.same for item in checked)
    st.markdown(
        "The network of act 1, built from the classes and fed with act 1's weights. Go through it line by line: "
        "forward to the loss, then back, layer after layer in the opposite order."
    )
    st.code(COMPOSED, language="python")
    left, right = st.columns([2, 3], gap="large")
    with left:
        first = {call.phase: i for i, call in reversed(list(enumerate(lines)))}
        chosen = st.radio(
            "Line that has just run",
            range(len(lines)),
            index=line_in_address(len(lines)),
            key="library_line",
            format_func=lambda i: f"`{lines[i].code}`",
            captions=[call.phase if first[call.phase] == i else "" for i, call in enumerate(lines)],
        )
        st.query_params["line"] = str(chosen + 1)
    with right:
        call = lines[chosen]
        st.markdown(f"After `{call.code}`, **{call.layer}** keeps:")
        for item in call.kept:
            kept(item, call.layer)
    say = st.success if same == len(checked) else st.error
    say(f"{same} of {len(checked)} values equal act 1's to the last bit, compared just now.")
