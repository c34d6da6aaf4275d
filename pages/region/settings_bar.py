"""The settings of a run, in three groups that say in their names what they hold."""

from dataclasses import replace
from typing import Any

import streamlit as st

from engine.network.settings import CHOICES, LESSON, MANY_CLASSES, RANGES, RunSettings
from engine.region import csv_points
from pages.region import address, session
from pages.shared.markdown_escape import plain

SHAPES = {
    "quantiles": "Gaussian quantiles",
    "shells": "Concentric shells",
    "octants": "XOR of octants",
    "rings": "Two interlocked rings",
    "helices": "Helix pair",
    "blobs": "Blobs",
    "csv": "Your own points (CSV)",
}
ACTIVATIONS = {"relu": "ReLU", "leaky relu": "Leaky ReLU", "tanh": "tanh", "sigmoid": "Sigmoid", "linear": "Linear"}
INITIAL = {"uniform": "Uniform, ±0.5", "he": "He", "glorot": "Glorot", "zero": "All zero"}
OPTIMIZERS = {"sgd": "SGD", "momentum": "SGD with momentum", "rmsprop": "RMSprop", "adam": "Adam"}


def chosen(name: str) -> None:
    """A widget was changed: its value goes to the address, or a sentence says why not."""
    widget = f"act2_{name}"
    value = session.entered(widget)
    session.refused().pop(widget, None)
    if value is None:
        value = getattr(LESSON, name)
    try:
        if name == "units":
            value = address.parse(name, value)
        settings, _ = address.read()
        if name != "data":
            replace(settings, **{name: value})
    except (ValueError, OverflowError) as problem:
        session.refused()[widget] = (value, str(problem))
        return
    address.write(**{name: value})


def prepare(name: str, value: Any) -> dict[str, Any]:
    """The widget's key and callback, the widget set to the value, unless it holds an entry that was refused."""
    widget = f"act2_{name}"
    if widget not in session.refused():
        session.put(widget, value)
    return {"key": widget, "on_change": chosen, "args": (name,)}


def refusal(name: str) -> None:
    if entry := session.refused().get(f"act2_{name}"):
        st.error(plain(entry[1]))


def choice(label: str, name: str, names: dict[str, str], settings: RunSettings) -> None:
    st.selectbox(label, CHOICES[name], format_func=names.get, **prepare(name, getattr(settings, name)))


def number(label: str, name: str, settings: RunSettings, **more: Any) -> None:
    low, high = RANGES.get(name, (None, None))
    st.number_input(label, min_value=low, max_value=high, **more, **prepare(name, getattr(settings, name)))
    refusal(name)


def uploaded() -> None:
    """A file was chosen: it is read at once, and kept or refused."""
    session.refused().pop("act2_csv", None)
    if (file := session.entered("act2_csv_file")) is None:
        return
    try:
        text = csv_points.decode(file.getvalue())
        csv_points.read(text)
    except ValueError as problem:
        session.refused()["act2_csv"] = (file.name, str(problem))
        return
    session.keep_csv(text)
    address.write(data="csv", classes=LESSON.classes)


def data_group(settings: RunSettings) -> None:
    names = SHAPES if session.csv_text() else {key: name for key, name in SHAPES.items() if key != "csv"}
    st.selectbox("Data set", list(names), format_func=SHAPES.get, **prepare("data", settings.data))
    st.file_uploader(
        "Or your own points: CSV, three columns of numbers and a label",
        ["csv", "txt", "tsv"],
        key="act2_csv_file",
        on_change=uploaded,
        help="10 to 20,000 rows, 2 to 8 labels; the first row may hold names. A fifth is kept for testing.",
    )
    if entry := session.refused().get("act2_csv"):
        st.error(f"The file was not used. {plain(entry[1])}")
    if settings.data != "csv":
        number("Training points", "samples", settings, step=1000)
        if settings.data in MANY_CLASSES:
            number("Classes", "classes", settings)
        number("Noise (standard deviation)", "noise", settings, step=0.05, format="%.2f")
        number("Unseen points to test on", "test_samples", settings, step=100)
    number("Seed of the data", "data_seed", settings)


def network_group(settings: RunSettings) -> None:
    st.text_input(
        "Units of the hidden layers",
        help="Up to five layers of 1 to 32 units, first to last, such as 4, 4.",
        **prepare("units", ", ".join(map(str, settings.units))),
    )
    refusal("units")
    choice("Activation", "activation", ACTIVATIONS, settings)
    choice("Initial weights", "init", INITIAL, settings)
    number("Seed of the weights", "seed", settings)


def training_group(settings: RunSettings) -> None:
    choice("Optimizer", "optimizer", OPTIMIZERS, settings)
    number("Learning rate", "lr", settings, format="%g", step=None)
    number("Batch size", "batch", settings)
    number("Epochs", "epochs", settings)
    st.toggle("Shuffle the points before each epoch", **prepare("shuffle", settings.shuffle))
    number("L1", "l1", settings, format="%g", step=None)
    number("L2", "l2", settings, format="%g", step=None)


def in_short(settings: RunSettings) -> tuple[str, str, str]:
    """The settings in a few words: data, network, training."""
    sizes = " → ".join(map(str, (3, *settings.units, "classes" if settings.data == "csv" else settings.classes)))
    epochs = f"{settings.epochs} epoch{'' if settings.epochs == 1 else 's'}"
    points = "" if settings.data == "csv" else f", {settings.samples:,} points"
    return (
        f"Data: {SHAPES[settings.data]}{points}",
        f"Network: {sizes}, {ACTIVATIONS[settings.activation]}",
        f"Training: {OPTIMIZERS[settings.optimizer]} {settings.lr:g}, {epochs}",
    )


def bar(settings: RunSettings) -> None:
    """Three groups, and the way back to the lesson."""
    data, network, training = in_short(settings)
    with st.container(horizontal=True, gap="small"):
        with st.popover(data, icon=":material/grain:"):
            data_group(settings)
        with st.popover(network, icon=":material/hub:"):
            network_group(settings)
        with st.popover(training, icon=":material/fitness_center:"):
            training_group(settings)
        if settings != LESSON:
            st.button("Back to the lesson", on_click=address.clear, icon=":material/undo:", type="tertiary")
