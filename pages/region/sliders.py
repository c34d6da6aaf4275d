"""The sliders under the film: held, the film follows; let go, the setting reaches the address."""

from dataclasses import replace
from typing import Any

from engine.network.settings import RunSettings
from pages.region import address, runs, session

VALUES: dict[str, tuple] = {
    "lr": (1e-4, 3e-4, 0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 3.0, 10.0),
    "batch": (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 10_000),
    "noise": tuple(step / 20 for step in range(31)),
    "units": tuple(range(1, 17)),
    "seed": tuple(range(100)),
}
LABELS = {
    "lr": "Learning rate",
    "batch": "Batch size",
    "noise": "Noise in the data",
    "units": "Units in a hidden layer",
    "seed": "Seed of the weights",
}


def number(name: str, settings: RunSettings) -> float:
    """The setting as the slider counts it; for the units, those of the first layer."""
    value = getattr(settings, name)
    return value[0] if name == "units" else value


def sliders(settings: RunSettings) -> list[dict[str, Any]]:
    """What the component needs to draw them, each at the value nearest to the setting's."""
    useless = {"noise": settings.data == "csv", "units": not settings.units}
    names = [name for name in VALUES if not useless.get(name)]
    nearest = {n: min(range(len(VALUES[n])), key=lambda i, n=n: abs(VALUES[n][i] - number(n, settings))) for n in names}
    return [
        {
            "name": n,
            "label": LABELS[n],
            "labels": [f"{v:g}" for v in VALUES[n]],
            "index": nearest[n],
            "shown": f"{number(n, settings):g}",
        }
        for n in names
    ]


def change(name: str, index: int, settings: RunSettings) -> dict[str, Any]:
    """The setting that a slider's position stands for. Raises: ValueError, IndexError or KeyError for a forged one."""
    value = VALUES[name][index]
    return {name: (value,) * len(settings.units) if name == "units" else value}


def moved() -> None:
    """A slider of the film was moved or let go."""
    event = session.component("film", "hand")
    settings, _ = address.read()
    try:
        settings = replace(settings, **session.held())
        new = change(event["name"], int(event["value"]), settings)
        settings = replace(settings, **new)
        session.hear(float(event["said"]))
    except (KeyError, IndexError, TypeError, ValueError):
        return
    if event.get("held"):
        if runs.lane(settings) == "quick":  # a longer run begins when the hand lets go
            session.held().update(new)
    else:
        session.held().clear()
        address.write(**new)
        session.let_go()


def live(settings: RunSettings) -> RunSettings:
    """The settings with what a hand is holding right now."""
    return replace(settings, **session.held())
