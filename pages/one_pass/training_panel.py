"""The panel that goes on training: the loss over up to 500 passes, any of which opens on the stage."""

from dataclasses import replace

import streamlit as st

from engine.one_pass import Settings
from engine.one_pass.training import train
from pages.one_pass.loss_chart import loss_over_passes
from pages.one_pass.sizes_panel import attempt
from pages.shared.term_links import small_prose
from pages.shared.widgets import entered, put

MOST = 500


def panel(settings: Settings) -> None:
    """One slider for how far to train, one for the pass to look into."""
    passes = st.slider("Updates to make", 1, MOST, 50, key="updates", bind="query-params")
    history = train(replace(settings, passes=0), max(passes, settings.passes))
    losses = history.losses
    last, over = len(losses) - 1, history.stopped is not None or bool(history.broken)
    here = min(settings.passes, last)
    key = put("pass_open", here)
    st.slider(
        "Pass to show",
        0,
        max(last, 1),
        key=key,
        on_change=_open,
        help="0 is the pass before any update.",
        disabled=last == 0,
    )
    figure = loss_over_passes(losses, st.context.theme.type, settings.passes)
    chosen = st.plotly_chart(figure, key="pass_curve", on_select="rerun", selection_mode="points")
    small_prose(f"Loss before the first update {losses[0]:.4f}, after {len(losses) - 1} updates {losses[-1]:.4f}.")
    if history.stopped is not None:
        st.warning(
            f"After {history.stopped} updates a number is no longer finite, so the training ends there. "
            "A smaller learning rate helps."
        )
    if history.broken:
        st.warning(f"The training ends with the error of a line: {history.broken}")
    ended = here == MOST or (over and here == last)
    st.button("Apply the update", on_click=_open, args=(here + 1,), disabled=ended, width="stretch")
    points = chosen.selection.points
    if points and points[0]["x"] != settings.passes:
        st.button(f"Open pass {points[0]['x']}", on_click=_open, args=(int(points[0]["x"]),), width="stretch")


def _open(number: int | None = None) -> None:
    """Puts a later pass on the stage, with the weights that the training has reached there."""
    number = entered("pass_open") if number is None else number
    attempt(lambda settings: replace(settings, passes=number))
