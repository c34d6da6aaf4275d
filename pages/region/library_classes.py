"""The three classes, as the source that runs."""

import inspect

import streamlit as st

from engine.network.activations import ActivationRelu
from engine.network.layers import LayerDense
from engine.network.loss import SoftmaxCCECombo

CLASSES = {
    LayerDense: (
        "A dense layer",
        "Weights and biases, and the linear step. **Forward** it keeps its inputs, because the gradient of the weights "
        "is made of them. **Backward** it gets the signal, the gradient of the loss with respect to its output, and "
        "works out three gradients: for its weights, for its biases, and for its inputs. The last one it hands on to "
        "the layer before. **Update** takes one step of gradient descent.",
    ),
    ActivationRelu: (
        "The bend between two layers",
        "It passes positive numbers on and replaces negative ones by 0. **Backward** it lets the signal through where "
        "its input was above 0 and stops it elsewhere. It has nothing to learn.",
    ),
    SoftmaxCCECombo: (
        "The end of the network",
        "Softmax turns scores into probabilities, cross-entropy says what they cost. They stand together because their "
        "derivative, taken together, is short: what was said minus what is true, divided by the number of samples.",
    ),
}


def show() -> None:
    for kind, (title, words) in CLASSES.items():
        left, right = st.columns([1, 2.6], gap="medium")
        with left:
            st.subheader(title, anchor=False)
            st.markdown(words)
        right.code(inspect.getsource(kind), language="python", wrap_lines=True)
