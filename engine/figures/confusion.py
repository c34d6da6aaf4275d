"""The confusion matrix as a figure: a row is a true class, a column a predicted one, every cell can be pressed."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from engine.figures.palette import Theme, palette


def confusion_figure(
    matrix: NDArray[np.integer], classes: Sequence[str], theme: Theme | None, shares: bool = False
) -> go.Figure:
    """Counts, or each row's shares.

    matrix: (classes, classes), row true, column predicted. Colour goes with the root of the share, so that the
    small confusions beside a strong diagonal stay visible. Each cell carries a point with [true, predicted] as its
    custom data: pressing it selects it.
    """
    colours, n = palette(theme), len(classes)
    rows = matrix.sum(axis=1, keepdims=True)
    share = matrix / np.maximum(rows, 1)  # (classes, classes), rows sum to 1
    text = [[_cell(matrix[i, j], share[i, j], shares) for j in range(n)] for i in range(n)]
    figure = go.Figure(
        go.Heatmap(
            z=np.sqrt(share),
            x=list(range(n)),
            y=list(range(n)),
            text=text,
            texttemplate="%{text}",
            showscale=False,
            zmin=0,
            zmax=1,
            colorscale=[[0, colours.paper], [1, colours.act]],
            hoverinfo="skip",
            xgap=1,
            ygap=1,
            textfont={"size": 11},
        )
    )
    true, predicted = np.divmod(np.arange(n * n), n)
    figure.add_scatter(
        x=predicted, y=true, mode="markers", showlegend=False,
        marker={"symbol": "square", "size": 24, "opacity": 0, "color": colours.mark},
        selected={"marker": {"opacity": 0.75}}, unselected={"marker": {"opacity": 0}},
        customdata=np.column_stack([true, predicted]),
        text=[_spoken(matrix[i, j], share[i, j], classes[i], classes[j]) for i, j in zip(true, predicted, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    ticks = {
        "tickmode": "array",
        "tickvals": list(range(n)),
        "ticktext": list(classes),
        "showgrid": False,
        "zeroline": False,
    }
    figure.update_xaxes(title="predicted", side="top", tickangle=-60, range=[-0.5, n - 0.5], fixedrange=True, **ticks)
    figure.update_yaxes(title="true", range=[n - 0.5, -0.5], fixedrange=True, **ticks)
    figure.update_layout(
        height=34 * n + 190, margin={"l": 8, "r": 8, "t": 8, "b": 8}, clickmode="event+select", dragmode=False
    )
    return figure


def _cell(count: int, share: float, shares: bool) -> str:
    if not count:
        return ""
    return f"{share:.0%}" if shares else str(count)


def _spoken(count: int, share: float, true: str, predicted: str) -> str:
    if true == predicted:
        return f"{count} of {true} put right ({share:.1%})"
    return f"{count} of {true} taken for {predicted} ({share:.1%})"
