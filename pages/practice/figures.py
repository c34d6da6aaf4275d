"""A figure of the exercise: how well each topic is recognised."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from pages.shared.palette import Theme, palette

Integers = NDArray[np.integer]


def topic_recall(
    names: Sequence[str], trained: Integers, truth: Integers, predicted: Integers, theme: Theme | None
) -> go.Figure:
    """A dot a topic: how many newswires taught it, and which share of its test newswires was recognised.

    trained: (topics,) training newswires; truth, predicted: (tests,) topic numbers.
    """
    colours, topics = palette(theme), np.unique(truth)
    tests = np.bincount(truth, minlength=len(names))
    right = np.bincount(truth[truth == predicted], minlength=len(names))
    recall = right[topics] / tests[topics]
    figure = go.Figure(
        go.Scatter(
            x=trained[topics],
            y=recall,
            mode="markers",
            marker={"size": 11, "color": colours.act, "opacity": 0.75, "line": {"width": 1, "color": colours.paper}},
            text=[f"{names[i]}: {right[i]} of {tests[i]} right, taught by {trained[i]:,}" for i in topics],
            hovertemplate="%{text}<extra></extra>",
        )
    )
    figure.update_xaxes(
        title="training newswires of the topic",
        type="log",
        gridcolor=colours.line,
        fixedrange=True,
        tickvals=[10, 30, 100, 300, 1000, 3000],
    )
    figure.update_yaxes(
        title="recognised", tickformat=".0%", range=[-0.05, 1.05], gridcolor=colours.line, fixedrange=True
    )
    figure.update_layout(height=340, margin={"l": 8, "r": 8, "t": 8, "b": 8}, dragmode=False)
    return figure


def largest_topics(
    names: Sequence[str], truth: Integers, predicted: Integers, most: int = 10
) -> tuple[Integers, list[str], Integers]:
    """The confusion matrix of the topics with the most test newswires; all others together are the last row and column.

    Returns: (most + 1, most + 1) counts, row true, column predicted; the names of the rows; and (topics,) which row
    each topic belongs to.
    """
    order = np.argsort(-np.bincount(truth, minlength=len(names)), kind="stable")[:most]
    place = np.full(len(names), len(order))
    place[order] = np.arange(len(order))
    size = len(order) + 1
    cells = np.bincount(place[truth] * size + place[predicted], minlength=size * size)
    return cells.reshape(size, size), [*(names[i] for i in order), "all others"], place
