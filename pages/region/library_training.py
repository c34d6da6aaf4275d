"""Prediction, and the training loop twice: as it circulates, and measured over all the data."""

import inspect
from textwrap import dedent

import numpy as np
import streamlit as st

from engine.network import loops
from engine.network.network import Network
from engine.network.settings import LESSON
from engine.region.datasets import load

EPOCHS = LESSON.epochs
LOOPS = {"As it circulates": loops.train_as_it_circulates, "Measured over all the data": loops.train_and_measure}
Said = list[tuple[float, float]]


@st.cache_data(show_spinner="Training the lesson's network with both loops")
def ran() -> list[Said]:
    """What each loop says, epoch by epoch: the same data, the same first weights."""
    data = load(LESSON)
    networks = [Network(3, 2, LESSON, np.random.RandomState(LESSON.seed)) for _ in LOOPS]
    return [
        list(loop(network, data.X, data.y, EPOCHS, LESSON.batch))
        for loop, network in zip(LOOPS.values(), networks, strict=True)
    ]


def printed(epochs: Said) -> str:
    shown = [0, 1, 9, 19, EPOCHS - 1]
    return "\n".join(f"epoch {i + 1:>2}: accuracy {epochs[i][0]:.4f}, loss {epochs[i][1]:.5f}" for i in shown)


def show() -> None:
    st.subheader("Predict", anchor=False)
    st.markdown("Forward through all layers; the class with the highest probability is the answer.")
    parts = (Network.forward, Network.predict, Network.backward, Network.update)
    st.code("\n".join(dedent(inspect.getsource(part)) for part in parts), language="python")
    st.subheader("Train", anchor=False)
    st.markdown(
        "The loop as it circulates prints the wrong figures. Its two lists are emptied at **every batch**, so at the "
        "end of an epoch they hold the last batch alone: 16 points of 10,000. And the loss of that batch is multiplied "
        "by its 16 points. The training itself is the same to the last bit; only what is said about it differs."
    )
    columns = st.columns(2, gap="large")
    for column, (title, loop) in zip(columns, LOOPS.items(), strict=True):
        column.markdown(f"**{title}**")
        column.code(inspect.getsource(loop), language="python")
    told = ran()
    for column, said in zip(columns, told, strict=True):
        column.markdown("What it says, run here on the lesson's 10,000 points:")
        column.code(printed(said), language=None)
    (last, cost), (right, mean) = told[0][-1], told[1][-1]
    st.markdown(
        f"The circulating loop ends at {last:.2%} with a loss of {cost:.2f}. Over all the data the network is right "
        f"{right:.2%} of the time, and its loss is {mean:.3f}. **How you measure is part of the result.**"
    )
