"""The same pass in Keras: its code, and TensorFlow's gradients on the same weights against those of the chain rule.

`compare` is for the worker process: TensorFlow is imported inside it, by the very code that is shown.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.jobs.estimate import Estimate, estimated
from engine.one_pass.activation_functions import SLOPE
from engine.one_pass.settings import Settings
from engine.one_pass.step import literal
from engine.one_pass.trace import Trace, trace
from engine.one_pass.variables import Layer, layers

ACTIVATION = {"relu": '"relu"', "leaky_relu": "leaky_relu", "tanh": '"tanh"', "sigmoid": '"sigmoid"'}
LEAKY = f"""
def leaky_relu(h):
    # TensorFlow's own leaky ReLU keeps its slope in single precision, even here.
    return keras.ops.where(h > 0, h, {SLOPE} * h)
"""
ENOUGH = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """TensorFlow's gradients beside the pass's own.

    loss: (ours, Keras'). gradients: TensorFlow's, as nested lists, by id. largest: the largest difference, by id.
    why: what keeps the two from agreeing, "" where they agree.
    """

    loss: tuple[float, float]
    gradients: dict[str, list[list[float]]]
    largest: dict[str, float]
    why: str


def keras_code(passed: Trace) -> str:
    """The pass in Keras, on the same data and weights, in double precision: a program that runs as it stands.

    Softmax is part of the loss (from_logits), as Keras recommends; so nothing has to be clipped.
    """
    stack = layers(passed.settings)
    given = [f"X = {literal(passed.values['X'].tolist())}", f"y = {literal(passed.values['y'].tolist())}"]
    for layer in stack:
        given += [f"{name} = {literal(passed.values[name].tolist())}" for name in (layer.W, layer.b)]
    weights = ", ".join(f"{layer.W}, {layer.b}[0]" for layer in stack)
    return "\n".join(
        [
            "import keras\nimport numpy as np\nimport tensorflow as tf\n",
            *given,
            *([LEAKY] if passed.settings.activation == "leaky_relu" else []),
            "\nmodel = keras.Sequential(\n    [",
            f'        keras.Input(({passed.settings.features},), dtype="float64"),',
            *(f"        {_dense(layer, passed.settings)}," for layer in stack),
            "    ]\n)",
            f"model.set_weights([{weights}])",
            'cross_entropy = keras.losses.CategoricalCrossentropy(from_logits=True, dtype="float64")\n',
            "with tf.GradientTape() as tape:",
            "    loss = cross_entropy(y, model(X))",
            "gradients = tape.gradient(loss, model.trainable_variables)",
        ]
    )


def _dense(layer: Layer, settings: Settings) -> str:
    activation = "" if layer.last else f", activation={ACTIVATION[settings.activation]}"
    return f'keras.layers.Dense({layer.n_out}{activation}, dtype="float64")'


@estimated(lambda settings: Estimate(mb=80, keras=True))
def compare(settings: Settings) -> Comparison:
    """Run the Keras program and set its gradients beside those of the pass. Needs TensorFlow; for the worker."""
    passed = trace(settings)
    namespace: dict[str, Any] = {}
    exec(compile(keras_code(passed), "<keras>", "exec"), namespace)
    names = [f"dloss_d{name}" for layer in layers(settings) for name in (layer.W, layer.b)]
    found = {
        name: np.atleast_2d(gradient.numpy()) for name, gradient in zip(names, namespace["gradients"], strict=True)
    }
    largest = {
        name: float(np.abs(found[name] - passed.values[name]).max())
        for name in names
        if name in passed.values and passed.values[name].shape == found[name].shape
    }
    loss = (float(passed.values["cce_loss"]), float(namespace["loss"]))
    return Comparison(loss, {name: array.tolist() for name, array in found.items()}, largest, _why(passed, largest))


def _why(passed: Trace, largest: dict[str, float]) -> str:
    """Why the two differ, from the pass."""
    size = max((float(np.abs(passed.values[name]).max()) for name in largest), default=0.0)
    if passed.broken:
        return f"The pass ended at {passed.broken.id}; only what came before it can be compared."
    if all(gap <= ENOUGH * max(1.0, size) for gap in largest.values()):
        return ""
    if "no_mean" in passed.settings.mistakes:
        n = passed.settings.samples
        return (
            f"Keras divides by the number of samples; this pass forgot to, and its gradients are {n} times too large."
        )
    if "no_transpose" in passed.settings.mistakes:
        return "Keras transposes; this pass forgot to."
    return "Some numbers here are so large, or so far from finite, that rounding decides."
