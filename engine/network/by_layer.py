"""Act 1's network built from act 2's classes, sent forward and backward a layer at a time and compared bit for bit."""

from dataclasses import dataclass

import numpy as np

from engine.network.activations import ActivationRelu
from engine.network.layers import LayerDense
from engine.network.loss import SoftmaxCCECombo
from engine.one_pass import LESSON, trace


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Something a layer keeps after a call: `dense1.output`, say.

    value: as the class has it. by_hand: act 1's name of the same value, "" if act 1 has no need of it.
    same: whether every bit agrees with act 1's; None without a counterpart.
    """

    attribute: str
    value: np.ndarray
    by_hand: str
    same: bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One line of the pass, `h1 = dense1.forward(X)`, and what the layer keeps after it."""

    code: str
    layer: str
    phase: str
    kept: list[Kept]


LINES = [
    ("forward", "h1 = dense1.forward(X)", {"inputs": "X", "output": "h1"}),
    ("forward", "a1 = relu.forward(h1)", {"inputs": "h1", "output": "a1"}),
    ("forward", "h2 = dense2.forward(a1)", {"inputs": "a1", "output": "h2"}),
    ("forward", "preds = combo.forward(h2)", {"preds": "y_hat_clipped"}),
    ("loss", "loss = combo.loss(y)", {"": "cce_loss"}),
    ("backward", "signal = combo.backward(y)", {"dinputs": "dloss_dh2"}),
    ("backward", "signal = dense2.backward(signal)", {"dW": "dloss_dWo", "db": "dloss_dbo", "dinputs": "dloss_da1"}),
    ("backward", "signal = relu.backward(signal)", {"dinputs": "dloss_dh1"}),
    ("backward", "signal = dense1.backward(signal)", {"dW": "dloss_dWh", "db": "dloss_dbh", "dinputs": ""}),
    ("update", "dense1.update(lr)", {"W": "new_Wh", "b": "new_bh"}),
    ("update", "dense2.update(lr)", {"W": "new_Wo", "b": "new_bo"}),
]


def layer_by_layer() -> list[Call]:
    """Runs the lines with act 1's data and weights; each with what its layer keeps, compared with act 1."""
    by_hand = trace(LESSON).values
    dense1, dense2 = LayerDense(3, 4), LayerDense(4, 2)
    dense1.W, dense1.b = by_hand["Wh"].copy(), by_hand["bh"].copy()
    dense2.W, dense2.b = by_hand["Wo"].copy(), by_hand["bo"].copy()
    names = {"dense1": dense1, "relu": ActivationRelu(), "dense2": dense2, "combo": SoftmaxCCECombo()}
    names |= {name: by_hand[name] for name in ("X", "y", "lr")}
    calls = []
    for phase, code, attributes in LINES:
        exec(code, names)
        layer = code.split(" = ")[-1].split(".")[0]
        kept = [keep(names, layer, attribute, by_hand, name) for attribute, name in attributes.items()]
        calls.append(Call(code, layer, phase, kept))
    return calls


def keep(names: dict, layer: str, attribute: str, by_hand: dict, name: str) -> Kept:
    """A copy of what the layer has under that name, or of the loss, beside act 1's value."""
    value = np.array(getattr(names[layer], attribute) if attribute else names["loss"])
    return Kept(
        attribute or "loss", value, name, value.tobytes() == np.asarray(by_hand[name]).tobytes() if name else None
    )
