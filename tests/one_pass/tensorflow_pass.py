"""The pass once more in TensorFlow's own operations: every value and every derivative by automatic differentiation.

Read by test_keras_check in a process of its own: queries on standard input, the largest differences on standard output.
"""

import json
import sys
from dataclasses import asdict

import numpy as np
import tensorflow as tf

from engine.one_pass import Settings, from_query, trace
from engine.one_pass.keras_check import compare
from engine.one_pass.variables import layers

ACTIVATIONS = {
    "relu": tf.nn.relu,
    "leaky_relu": lambda h: tf.where(h > 0, h, tf.constant(0.01, tf.float64) * h),
    "tanh": tf.tanh,
    "sigmoid": tf.sigmoid,
}


def differences(settings: Settings) -> dict[str, float]:
    """The largest difference of every value that TensorFlow computes too, by id, relative to the value's size."""
    ours = trace(settings).values
    values = {"X": tf.constant(ours["X"])}
    with tf.GradientTape(persistent=True) as tape:
        for layer in layers(settings):
            for name in (layer.W, layer.b):
                values[name] = tf.constant(ours[name])
                tape.watch(values[name])
            values[layer.h] = values[layer.x] @ values[layer.W] + values[layer.b]
            function = tf.nn.softmax if layer.last else ACTIVATIONS[settings.activation]
            values[layer.a] = function(values[layer.h])
        scores = values[layers(settings)[-1].h]
        values["neg_logs"] = tf.nn.softmax_cross_entropy_with_logits(ours["y"], scores)
        loss = values["cce_loss"] = tf.reduce_mean(values["neg_logs"])
    lr = float(ours["lr"])
    for layer in layers(settings):
        for name in (layer.h, layer.W, layer.b, *([] if layer.last else [layer.a])):
            values[f"dloss_d{name}"] = tape.gradient(loss, values[name])
        for name in (layer.W, layer.b):
            values[f"new_{name}"] = values[name] - lr * values[f"dloss_d{name}"]
    return {name: _gap(ours[name], value.numpy()) for name, value in values.items()}


def _gap(ours: np.ndarray, theirs: np.ndarray) -> float:
    assert ours.shape == theirs.shape
    return float(np.abs(ours - theirs).max() / max(1.0, np.abs(theirs).max()))


if __name__ == "__main__":
    many = [from_query(query)[0] for query in json.load(sys.stdin)]
    print(json.dumps([{**asdict(compare(settings)), "differences": differences(settings)} for settings in many]))
