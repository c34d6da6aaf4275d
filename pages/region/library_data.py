"""What the library's page shows: the pass line by line as it ran, sources as they run, and what two loops print."""

import inspect
from textwrap import dedent
from typing import Any

import numpy as np
import streamlit as st

from engine.glossary import linked
from engine.network import loops
from engine.network.activations import ActivationRelu
from engine.network.by_layer import Kept, layer_by_layer
from engine.network.layers import LayerDense
from engine.network.loss import SoftmaxCCECombo
from engine.network.network import Network
from engine.network.settings import LESSON
from engine.region.datasets import load

CLASSES: dict[str, type] = {
    "dense1": LayerDense,
    "relu": ActivationRelu,
    "dense2": LayerDense,
    "combo": SoftmaxCCECombo,
}
MADE = {
    "dense1": "LayerDense(3, 4)",
    "relu": "ActivationRelu()",
    "dense2": "LayerDense(4, 2)",
    "combo": "SoftmaxCCECombo()",
}
ROLES = {"W": "param", "b": "param", "dW": "grad", "db": "grad", "dinputs": "grad", "loss": "loss"}
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
SAY = [
    "A dense layer, one whose units all take in every input, multiplies what comes in by its weights, adds its biases, "
    "and keeps its inputs: the gradient of the weights will be made of them.",
    "ReLU passes positive numbers on and replaces negative ones by 0. It has nothing to learn.",
    "The second dense layer is the same class with other sizes: what the first hands on is what it gets.",
    "Softmax turns scores into probabilities.",
    "Cross-entropy says what they cost. Softmax and cross-entropy stand in one Python class, because taken together "
    "their derivative is short.",
    "Back from the loss: what was said minus what is true, divided by the number of samples. This is the signal, the "
    "gradient of the loss with respect to what a layer handed on.",
    "From its signal a dense layer works out three gradients: for its weights, for its biases, and for its inputs. The "
    "last one it hands on to the layer before.",
    "ReLU lets the signal through where its input was above 0, and stops it elsewhere.",
    "The first layer's inputs are the data: nobody needs the signal for them.",
    "One step of gradient descent: every weight and bias moves against its gradient.",
    "The same for the second layer. That was one update; training is this, over and over.",
]
WORDS = [
    (
        "From one pass to training.",
        "Act 1 took all its five samples at once: a full batch, one step. With many points that is slow, so the points "
        "are cut into batches: forward, backward and one step for each.",
    ),
    (
        "Batch.",
        f"As many points as make one step, here {LESSON.batch}. Its gradient is a rough estimate of that of all "
        "points, and much cheaper.",
    ),
    ("Epoch.", "Once through all points. After it every point has been learned from once."),
    (
        "SGD, stochastic gradient descent.",
        "One step straight down the gradient of each batch; stochastic, because which points make a batch is chance.",
    ),
    (
        "Measuring.",
        "After each epoch the loop asks all points, without learning from them, and gives back the "
        "accuracy, which is the share that is classified correctly, and the mean loss.",
    ),
]
REASONS = {
    "accuracies, losses": "the two lists are emptied at every batch, so after an epoch they hold the last one alone.",
    "losses.append": "a mean multiplied by its number of points is a sum, and it is never divided again.",
}
Said = list[tuple[float, float]]


def data() -> dict[str, Any]:
    """All but what the loops print."""
    return {
        "calls": calls(),
        "made": MADE,
        "words": WORDS,
        "terms": linked("one_pass", "region"),
        "right": "\n".join(bare(line) for line in inspect.getsource(loops.train_and_measure).splitlines())
        + "\n\n"
        + "\n".join(dedent(inspect.getsource(part)) for part in (Network.forward, Network.backward, Network.update)),
        "wrong": [
            [bare(line), next((why for sign, why in REASONS.items() if sign in line and "✗" in line), "")]
            for line in inspect.getsource(loops.train_as_often_written).splitlines()
        ],
    }


def bare(line: str) -> str:
    """A line of source without the remark that gives it away."""
    return line.split("  # ✗")[0].split("  # ✓")[0]


@st.cache_data(show_spinner=False)
def calls() -> list[dict[str, Any]]:
    """Act 1's network, line by line, as it has just run."""
    return [
        {
            "code": call.code,
            "layer": call.layer,
            "phase": call.phase,
            "say": say,
            "source": method(call.code, call.layer),
            "kept": [kept(item, call.layer) for item in call.kept],
        }
        for call, say in zip(layer_by_layer(), SAY, strict=True)
    ]


def method(code: str, layer: str) -> str:
    """The source of the method that a line calls."""
    name = code.split(".")[1].split("(")[0]
    return dedent(inspect.getsource(getattr(CLASSES[layer], name)))


def kept(item: Kept, layer: str) -> dict[str, Any]:
    """Something a layer keeps, with its name, meaning and counterpart in act 1."""
    return {
        "attribute": item.attribute,
        "name": item.attribute if item.attribute == "loss" else f"{layer}.{item.attribute}",
        "rows": np.atleast_2d(item.value).tolist(),
        "role": ROLES.get(item.attribute, "act"),
        "means": MEANING[item.attribute],
        "same": item.same,
        "byHand": item.by_hand,
    }


@st.cache_data(show_spinner=False)
def ran() -> list[Said]:
    """What each loop says, epoch by epoch: the same data, the same first weights."""
    points = load(LESSON)
    both = (loops.train_as_often_written, loops.train_and_measure)
    networks = [Network(3, 2, LESSON, np.random.RandomState(LESSON.seed)) for _ in both]
    return [
        list(loop(network, points.X, points.y, LESSON.epochs, LESSON.batch))
        for loop, network in zip(both, networks, strict=True)
    ]


def outcome() -> dict[str, Any]:
    """What both loops print, run on the lesson's points, and what follows."""
    printed, measured = ran()
    (last, cost), (right, mean) = printed[-1], measured[-1]
    size = LESSON.samples % LESSON.batch or LESSON.batch
    say = (
        f"It prints {last:.2%} and a loss of {cost:.2f}: of the last batch, {size} points of {LESSON.samples:,}. Over "
        f"all of them the same network classifies {right:.2%} correctly, and its loss is {mean:.3f}."
    )
    return {"printed": told(printed), "measured": told(measured), "say": say}


def told(epochs: Said) -> list[str]:
    """Some epochs as a loop would print them."""
    shown = sorted({0, 1, 9, 19, LESSON.epochs - 1})
    return [f"epoch {i + 1:>2}: accuracy {epochs[i][0]:.4f}, loss {epochs[i][1]:.5f}" for i in shown]
