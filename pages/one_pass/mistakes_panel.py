"""The panel of deliberate mistakes: each switch breaks one thing, and what then happens is diagnosed."""

from dataclasses import replace

import streamlit as st

from app_pages.parts.one_pass import state
from app_pages.parts.one_pass.sizes import attempt
from engine.by_hand import Settings
from engine.by_hand.diagnosis import switches
from engine.by_hand.settings import Mistake


def panel(settings: Settings) -> None:
    """A switch a mistake, with where to look."""
    st.caption(
        "Each switch makes one mistake in the pass. It is run all the same, and what it did is told on the stage."
    )
    columns = st.columns(2)
    for number, (name, switch) in enumerate(switches().items()):
        with columns[number % 2].container(border=True):
            key = state.put(f"pass_mistake_{name}", name in settings.mistakes)
            st.toggle(switch.title, key=key, on_change=_switch, args=(name,))
            st.caption(switch.look)


def _switch(name: Mistake) -> None:
    def switched(settings: Settings) -> Settings:
        others = tuple(mistake for mistake in settings.mistakes if mistake != name)
        return replace(settings, mistakes=(*others, name) if state.entered(f"pass_mistake_{name}") else others)

    attempt(switched)
