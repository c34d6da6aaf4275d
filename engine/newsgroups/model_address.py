"""A model in an address: the nearest of the lesson's two and what differs from it, `second~epochs-5~units-64.64`."""

from typing import Any

from engine.address import PresetCodec, choice, number, whole, wholes
from engine.newsgroups.models import ACTIVATIONS, CORPORA, FIRST, INITIALISATIONS, OPTIMIZERS, SECOND, Settings, label
from engine.newsgroups.vectors import MODES

TITLES = {"first": "First model", "second": "Second model"}

MODEL = PresetCodec(
    {"first": FIRST, "second": SECOND},
    {
        "units": wholes("the units of each hidden layer", "."),
        "activation": choice("the activation", ACTIVATIONS),
        "initialisation": choice("the initialisation", tuple(INITIALISATIONS)),
        "dropout": number("the dropout"),
        "l2": number("the L2 penalty"),
        "optimizer": choice("the optimizer", tuple(OPTIMIZERS)),
        "learning_rate": number("the learning rate"),
        "batch": whole("the batch size"),
        "epochs": whole("the number of epochs"),
        "patience": whole("the patience"),
        "mode": choice("the kind of vector", MODES),
        "min_df": whole("the fewest posts a word is in"),
        "max_df": number("the largest share of posts a word is in"),
        "min_tokens": whole("the fewest tokens a post has"),
        "share": number("the share of the training posts"),
        "corpus": choice("the corpus", tuple(CORPORA)),
    },
)


def titled(settings: Settings) -> str:
    """Settings as a person reads them: "First model, epochs 5"."""
    name, changes = MODEL.nearest(settings)
    return ", ".join([TITLES[name], *(_said(key, value) for key, value in changes.items())])


def _said(key: str, value: Any) -> str:
    """A changed setting in words that need no explanation."""
    if key == "corpus":
        return CORPORA[value]
    if key == "patience":
        return f"ends after {value} epoch{'s' * (value > 1)} without gain" if value else "all epochs"
    return f"{label(key)} {MODEL.fields[key].spell(value)}"
