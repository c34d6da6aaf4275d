"""The panel of deliberate mistakes: each switch breaks one thing, and what then happens is diagnosed."""

from dataclasses import replace

import streamlit as st

from engine.one_pass import Settings
from engine.one_pass.mistakes import switches
from engine.one_pass.settings import Mistake
from pages.one_pass.sizes_panel import attempt
from pages.shared.widgets import entered, put


def panel(settings: Settings) -> None:
    """A switch a mistake, with where to look."""
    st.caption(
        "Each switch makes one mistake in the pass. The pass still runs; what the mistake does is explained with it."
    )
    for name, switch in switches().items():
        with st.container(border=True):
            key = put(f"pass_mistake_{name}", name in settings.mistakes)
            st.toggle(switch.title, key=key, on_change=_switch, args=(name,))
            st.caption(switch.look)


def _switch(name: Mistake) -> None:
    def switched(settings: Settings) -> Settings:
        others = tuple(mistake for mistake in settings.mistakes if mistake != name)
        return replace(settings, mistakes=(*others, name) if entered(f"pass_mistake_{name}") else others)

    attempt(switched)
