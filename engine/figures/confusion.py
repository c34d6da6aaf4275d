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

    matrix: (classes, classes), row true, column predicted. Classes are numbered from 1, in both directions. Colour
    goes with the root of the share, so that the small confusions beside a strong diagonal stay visible. Each cell
    carries a point, x its predicted and y its true class: pressing it selects it.
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
        )
    )
    true, predicted = np.divmod(np.arange(n * n), n)
    figure.add_scatter(
        x=predicted, y=true, mode="markers", showlegend=False,
        marker={"symbol": "square", "size": 24, "opacity": 0, "color": colours.mark},
        selected={"marker": {"opacity": 0.75}}, unselected={"marker": {"opacity": 0}},
        text=[_spoken(matrix[i, j], share[i, j], classes[i], classes[j]) for i, j in zip(true, predicted, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickvals": list(range(n)), "tickangle": 0}
    numbered = [f"{name}  {i}" for i, name in enumerate(classes, 1)]
    figure.update_xaxes(title="predicted", side="top", range=[-0.5, n - 0.5], ticktext=list(range(1, n + 1)), **plain)
    figure.update_yaxes(title="true", range=[n - 0.5, -0.5], ticktext=numbered, **plain)
    figure.update_layout(
        height=32 * n + 90, margin={"l": 8, "r": 8, "t": 8, "b": 8}, clickmode="event+select", dragmode=False
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
