"""Act 2's settings in an address: which parameter carries which setting."""

from collections.abc import Mapping
from dataclasses import replace

from engine.address import Codec, choice, flag, number, whole, wholes
from engine.network.settings import CHOICES, LESSON, RunSettings

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
