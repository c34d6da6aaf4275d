"""Act 2's settings in an address: which parameter carries which setting, and what a page shows beside them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.address import Codec, choice, flag, number, whole, wholes
from engine.network.settings import CHOICES, LESSON, RunSettings

PANELS = {"Honest measuring": "measuring", "Unseen points": "unseen", "Take away": "keep"}  # as older links call them
SECOND = "second_"
MOST_SEEDS = 256

CODEC = Codec(
    LESSON,
    {
        "data": choice("the data set", CHOICES["data"]),
        "samples": whole("the number of points"),
        "classes": whole("the number of classes"),
        "noise": number("the noise"),
        "data_seed": whole("the seed of the data"),
        "test_samples": whole("the number of unseen points"),
        "units": wholes("the hidden layers"),
        "activation": choice("the activation", CHOICES["activation"]),
        "init": choice("the initial weights", CHOICES["init"]),
        "seed": whole("the seed of the weights"),
        "optimizer": choice("the optimizer", CHOICES["optimizer"]),
        "lr": number("the learning rate"),
        "batch": whole("the batch size"),
        "epochs": whole("the number of epochs"),
        "shuffle": flag("shuffling"),
        "l1": number("L1"),
        "l2": number("L2"),
    },
)


def read(
    query: Mapping[str, str], csv: str = "", base: RunSettings = LESSON, prefix: str = ""
) -> tuple[RunSettings, list[str]]:
    """The settings of an address, and a sentence for each part of it that is left out. Never raises.

    csv: the text of the user's file, if there is one; points of one's own are not part of a link.
    """
    settings, problems = CODEC.read(query, base, prefix)
    if settings.data != "csv":
        return settings, problems
    if csv:
        return replace(settings, csv=csv), problems
    own = f"“{CODEC.key('data', prefix)}” in the address was left out: your own points are not part of a link."
    return CODEC.read({**query, prefix + "data": LESSON.data}, base, prefix)[0], [
        *problems,
        f"{own} Add the file again.",
    ]


def view_of(query: Mapping[str, str], settings: RunSettings, problems: list[str]) -> dict[str, Any]:
    """What an address says beside the settings; what cannot be used is left out."""
    view: dict[str, Any] = {}
    if (epoch := _finite(query.get("epoch"))) is not None and epoch >= 0:
        view["epoch"] = epoch
    if show := query.get("show"):
        view["panel"] = PANELS.get(show, show)
    for name, key, low, high in (("count", "seeds", 2, MOST_SEEDS), ("first", "first", 0, 2**32 - 2 - MOST_SEEDS)):
        if (value := _finite(query.get(key))) is not None and low <= value <= high:
            view[name] = int(value)
    if (order := query.get("order")) in ("accuracy", "fate"):
        view["order"] = order
    if (name := query.get("differs", "lr")) in CODEC.fields and name != "data":
        other, wrong = CODEC.read({CODEC.key(name): query.get(SECOND + name, "")}, base=settings)
        if SECOND + name in query:
            problems += wrong
        if "differs" in query or SECOND + name in query:
            theirs = getattr(other, name)
            plain = list(theirs) if isinstance(theirs, tuple) else theirs
            view["second"] = {"name": name} | ({} if wrong else {"value": plain})
    return view


def _finite(text: str | None) -> float | None:
    """A text as a finite number, or None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None
