"""Horizontal bars: probabilities of classes, and words that pull for or against one."""

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.shared.palette import Theme, palette


def probability_bars(names: Sequence[str], probabilities: Sequence[float], theme: Theme | None) -> go.Figure:
    """Probabilities from the largest down; the largest stands out."""
    colours = palette(theme)
    order = sorted(range(len(names)), key=lambda i: -probabilities[i])
    hues = [colours.act if place == 0 else colours.soft for place in range(len(order))]
    values = [probabilities[i] for i in order]
    figure = go.Figure(
        go.Bar(
            x=values,
            y=[names[i] for i in order],
            orientation="h",
            marker_color=hues,
            cliponaxis=False,
            text=[f"{value:.1%}" if value >= 0.0005 else "< 0.1%" for value in values],
            textposition="outside",
            hovertemplate="%{y}: %{x:.2%}<extra></extra>",
        )
    )
    figure.update_xaxes(range=[0, max(values) * 1.18], visible=False)
    return _rows(figure, len(order))


def signed_bars(names: Sequence[str], values: Sequence[float], theme: Theme | None, format: str = "+.3f") -> go.Figure:
    """Values with their sign, in the order given; for and against differ in colour, side and written sign."""
    colours = palette(theme)
    reach = max((abs(value) for value in values), default=1) or 1
    figure = go.Figure(
        go.Bar(
            x=list(values),
            y=list(names),
            orientation="h",
            cliponaxis=False,
            marker_color=[colours.pos if value >= 0 else colours.neg for value in values],
            text=[f"{value:{format}}".replace("-", "−") for value in values],
            textposition="outside",
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(range=[-1.3 * reach, 1.3 * reach], visible=False)
    return _rows(figure, len(names))


def _rows(figure: go.Figure, n: int) -> go.Figure:
    figure.update_yaxes(autorange="reversed", showgrid=False, automargin=True, ticksuffix="  ", type="category")
    figure.update_layout(height=27 * n + 24, margin={"l": 4, "r": 4, "t": 4, "b": 4}, bargap=0.3, dragmode=False)
    return figure
