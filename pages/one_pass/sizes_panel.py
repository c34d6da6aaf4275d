"""The panel in which the size of the network and the data, the activation, the seeds and the learning rate are set."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from engine.one_pass import LESSON, Settings
from engine.one_pass.activation_functions import FUNCTIONS
from engine.one_pass.settings import ACTIVATIONS, CLASSES, FEATURES, LARGEST_SEED, SAMPLES, UNITS
from engine.one_pass.training import frozen
from pages.one_pass import session
from pages.shared.widgets import entered, put

Change = Callable[[Settings, int], Settings]
SIZES: dict[str, tuple[str, tuple[int, int], Callable[[Settings], int], Change]] = {
    "samples": ("Samples", SAMPLES, lambda s: s.samples, lambda s, n: s.resized(samples=n)),
    "features": ("Features", FEATURES, lambda s: s.features, lambda s, n: s.resized(features=n)),
    "hidden": ("Hidden units", UNITS, lambda s: s.hidden[0], lambda s, n: s.resized(hidden=(n, *s.hidden[1:]))),
    "second": (
        "Second hidden layer",
        (0, UNITS[1]),
        lambda s: s.hidden[1] if len(s.hidden) > 1 else 0,
        lambda s, n: s.resized(hidden=(s.hidden[0], n) if n else s.hidden[:1]),
    ),
    "classes": ("Classes", CLASSES, lambda s: s.classes, lambda s, n: s.resized(classes=n)),
}


def panel(settings: Settings) -> None:
    """Every widget shows the settings of the address and writes a change back into it."""
    st.caption("Everything follows. Single numbers are changed in the pass itself: choose one and type.")
    fields = st.columns(2)
    for place, (name, (label, (low, high), get, _)) in enumerate(SIZES.items()):
        key, help = put(f"pass_{name}", get(settings)), "0 leaves it out." if low == 0 else None
        fields[place % 2].number_input(label, low, high, key=key, help=help, on_change=_size, args=(name,))
    key = put("pass_lr", float(settings.lr))
    fields[1].number_input("Learning rate", format="%g", step=0.01, key=key, on_change=_lr)
    st.segmented_control(
        "Activation of the hidden units",
        ACTIVATIONS,
        format_func=FUNCTIONS.__getitem__,
        required=True,
        key=put("pass_activation", settings.activation),
        on_change=_activation,
    )
    seeds, last = st.columns(2), len(settings.seeds) - 1
    for number, seed in enumerate(settings.seeds):
        which = "output layer" if number == last else f"hidden layer {number + 1}" if last > 1 else "hidden layer"
        key = put(f"pass_seed{number}", seed)
        seeds[number % 2].number_input(f"Seed, {which}", 0, LARGEST_SEED, key=key, on_change=_seed, args=(number,))
    if settings != LESSON:
        st.button("Back to the lesson's numbers", on_click=session.back_to_lesson, icon=":material/restart_alt:")


def attempt(change: Callable[[Settings], Settings]) -> None:
    """Makes a change, or keeps the reason why it cannot be made."""
    try:
        session.change(change(session.current()))
    except (ValueError, TypeError) as problem:
        session.refuse({"id": None, "reason": str(problem)})


def _size(name: str) -> None:
    number = entered(f"pass_{name}")
    if number is not None:
        attempt(lambda settings: SIZES[name][3](frozen(settings), int(number)))


def _activation() -> None:
    attempt(lambda settings: replace(settings, activation=entered("pass_activation") or settings.activation))


def _seed(number: int) -> None:
    """A new seed draws that layer's weights anew, also where they had been typed over."""
    seed = entered(f"pass_seed{number}")

    def with_seed(settings: Settings) -> Settings:
        seeds = tuple(seed if k == number else old for k, old in enumerate(settings.seeds))
        weights = tuple(None if k == number else old for k, old in enumerate(settings.weights))
        return replace(settings, seeds=seeds, weights=weights)

    if seed is not None:
        attempt(with_seed)


def _lr() -> None:
    lr = entered("pass_lr")
    if lr is not None:
        attempt(lambda settings: replace(settings, lr=float(lr)))
