"""Learning curves: one measure over the epochs, training against validation, of one run or of several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import plotly.graph_objects as go

from pages.shared.palette import Theme, palette

Epoch = Mapping[str, float]
TITLES = {"loss": "Loss", "accuracy": "Accuracy"}


@dataclass(frozen=True, slots=True)
class Curve:
    """A run as its curves show it. epochs: one mapping an epoch, with `measure` and `val_measure` where there are any.

    best: the epoch with the smallest validation loss, counted from 1; None where there is no validation.
    mark: what stands at the curve's end.
    """

    name: str
    epochs: Sequence[Epoch]
    best: int | None = None
    mark: str = ""


def learning_curves(
    curves: Sequence[Curve], measure: str, theme: Theme | None, planned: int = 1, validation_only: bool = False
) -> go.Figure:
    """Training solid, validation dashed (alone, it is solid), the best epoch of each run marked.

    measure: "loss" or "accuracy". planned: how many epochs the axis has room for at least. validation_only: the page
    itself says which hue is whose, see `hues`.
    """
    colours, figure = palette(theme), go.Figure()
    longest = max([planned, *(len(curve.epochs) for curve in curves)])
    for hue, curve in zip(hues(len(curves), measure, theme), curves, strict=True):
        _add(figure, curve, measure, hue, longest, len(curves) == 1, validation_only)
    marked = any(curve.mark for curve in curves)
    if marked:
        _mark_ends(figure, curves, f"val_{measure}", hues(len(curves), measure, theme))
    title = f"Validation {measure}" if validation_only else TITLES[measure]
    figure.update_layout(
        height=330 if validation_only else 300 + 24 * (len(curves) - 1),
        showlegend=not validation_only,
        margin={"l": 8, "r": 34 if marked else 8, "t": 36, "b": 8},
        title={"text": title, "x": 0, "font": {"size": 17}},
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
        hovermode="x unified",
        uirevision="curves",
    )
    figure.update_xaxes(title="epoch", range=[0.5, longest + 0.5], dtick=max(1, longest // 15), showgrid=False)
    figure.update_yaxes(rangemode="tozero" if measure == "loss" else "normal", gridcolor=colours.line)
    if measure == "accuracy":
        figure.update_yaxes(range=[0, 1], tickformat=".0%")
    return figure


def _mark_ends(figure: go.Figure, curves: Sequence[Curve], key: str, colours: Sequence[str]) -> None:
    """Each curve's mark beside its end, led to it; those that would cover each other stand one above the other.

    One that ends among the others' curves has its mark below them.
    """
    drawn = [(curve, colour) for curve, colour in zip(curves, colours, strict=True) if curve.epochs]
    pixels = 230 / max(epoch.get(key, 0) for curve, _ in drawn for epoch in curve.epochs)  # a unit's height, about
    longest = max(curve.epochs[-1]["epoch"] for curve, _ in drawn)
    for last in {curve.epochs[-1]["epoch"] for curve, _ in drawn}:
        ending = [one for one in drawn if one[0].epochs[-1]["epoch"] == last]
        ending.sort(key=lambda one: one[0].epochs[-1].get(key, 0))
        values = [curve.epochs[-1].get(key, 0) for curve, _ in ending]
        heights = spread([value * pixels for value in values], 15)
        for (curve, colour), value, height in zip(ending, values, heights, strict=True):
            figure.add_annotation(
                x=last,
                y=value,
                text=f"<b>{curve.mark}</b>",
                font={"color": colour, "size": 14},
                arrowhead=0,
                arrowwidth=1,
                arrowcolor=colour,
                standoff=3,
                xanchor="left",
                ax=16,
                ay=value * pixels - height + (0 if last == longest else 22),
            )


def spread(heights: Sequence[float], least: float) -> list[float]:
    """Ascending heights moved as little as needed for each to lie at least so far above the one before."""
    groups: list[list[float]] = []  # those that touch share the mean of where each would put the lowest
    for i, height in enumerate(heights):
        groups.append([height - i * least])
        while len(groups) > 1 and fmean(groups[-2]) > fmean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    starts = [fmean(group) for group in groups for _ in group]
    return [start + i * least for i, start in enumerate(starts)]


def hues(n: int, measure: str, theme: Theme | None) -> list[str]:
    """The colours of n curves, in their order."""
    colours = palette(theme)
    if n == 1:
        return [{"loss": colours.loss, "accuracy": colours.act}[measure]]
    several = colours.classes()
    return [several[i % len(several)] for i in range(n)]


def _add(
    figure: go.Figure, curve: Curve, measure: str, colour: str, longest: int, alone: bool, validation_only: bool
) -> None:
    epochs = [int(epoch["epoch"]) for epoch in curve.epochs]
    lines = [(measure, "solid", "training"), (f"val_{measure}", "dash", "validation")]
    if validation_only:
        lines = [(f"val_{measure}", "solid", "")]
    for key, dash, what in lines:
        values = [epoch.get(key) for epoch in curve.epochs]
        figure.add_scatter(
            x=epochs,
            y=values,
            name=what if alone else f"{curve.name}, {what}" if what else curve.name,
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"size": 6},
            hovertemplate="%{y:.1%}" if measure == "accuracy" else "%{y:.4f}",
        )
    if curve.best is not None and curve.best <= len(curve.epochs):
        best = curve.epochs[curve.best - 1].get(f"val_{measure}")
        above = "top" if measure == "loss" else "bottom"  # away from the training curve
        along = "right" if curve.best == 1 else "center" if curve.best < longest else "left"  # within the picture
        figure.add_scatter(
            x=[curve.best],
            y=[best],
            mode="markers+text",
            text=[f"best, epoch {curve.best}"] if alone else None,
            textposition=f"{above} {along}",
            showlegend=False,
            hoverinfo="skip",
            marker={"size": 14, "symbol": "circle-open", "color": colour, "line": {"width": 2.5}},
        )
