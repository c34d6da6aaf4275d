"""What an optimizer does, with act 2's picture of it, opened from where its name stands."""

from dataclasses import asdict

import streamlit as st

from engine.newsgroups.models import OPTIMIZERS
from pages.shared.component import component
from pages.shared.palette import palette

RELATIVE = {"nadam": "adam", "adamw": "adam"}  # drawn as the one they derive from
_component = component("glassnet_optimizer", "newsgroups/optimizer_card.js", css=("newsgroups/optimizer_card.css",))


def optimizer_card(optimizer: str) -> None:
    """A button with the optimizer's name that opens its card. optimizer: a key of OPTIMIZERS."""
    with st.popover(OPTIMIZERS[optimizer], icon=":material/help:", width="content", help="What this optimizer does"):
        colours = asdict(palette(st.context.theme.type))
        _component(key="optimizer", data={"colours": colours, "optimizer": RELATIVE.get(optimizer, optimizer)})
