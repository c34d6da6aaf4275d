"""The loss over the passes of a small training."""

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.shared.palette import Theme, palette


def loss_over_passes(losses: Sequence[float], theme: Theme | None, opened: int | None = None) -> go.Figure:
    """losses: before the first update, after one, after two, and so on. opened: the pass to mark."""
    colours = palette(theme)
    figure = go.Figure(
        go.Scatter(
            x=list(range(len(losses))),
            y=list(losses),
            mode="lines+markers" if len(losses) <= 60 else "lines",
            line={"color": colours.loss, "width": 3},
            hovertemplate="pass %{x}: loss %{y:.6f}<extra></extra>",
        )
    )
    if opened is not None and opened < len(losses):
        figure.add_scatter(
            x=[opened],
            y=[losses[opened]],
            mode="markers",
            cliponaxis=False,
            marker={"size": 15, "color": colours.mark, "line": {"color": colours.ink, "width": 2.5}},
            hovertemplate=f"pass {opened}, on screen<extra></extra>",
        )
    figure.update_layout(
        height=230,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colours.ink, "size": 15},
    )
    figure.update_xaxes(title="updates", gridcolor=colours.line, rangemode="tozero")
    # From zero, as the curve at the end of the pass, which stands beside this one.
    figure.update_yaxes(title="loss", gridcolor=colours.line, rangemode="tozero", nticks=5)
    return figure
