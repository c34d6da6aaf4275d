"""What stands below the film: the data, how it was measured, unseen points, what to take away."""

import math

import numpy as np
import streamlit as st

from app_pages.parts.region import film as films
from engine.network.datasets import one_hot
from engine.network.film import Film
from engine.network.inside import send

LOOK_AT = 1_000


def below(film: Film) -> None:
    """The four views, of which only the open one is worked out."""
    titles = {"The data": data, "Unseen points": unseen}
    for tab, view in zip(
        st.tabs(list(titles), key="show", bind="query-params", on_change="rerun"), titles.values(), strict=True
    ):
        if tab.open:
            with tab:
                view(film)


def data(film: Film) -> None:
    """Points to look at, their labels one-hot, and how many batches they make."""
    settings, points = film.settings, film.data
    left, right = st.columns([3, 2], gap="large")
    with left:
        films.scatter(film)
        st.caption(f"{min(LOOK_AT, len(points.X)):,} of the {film.n_train:,} points. Drag to turn.")
    with right:
        st.markdown("**The first ten points, their labels one-hot.** One column a class, 1 in the class the point has.")
        rows = {axis: points.X[:10, k].astype(float) for k, axis in enumerate(points.axes)}
        hot = one_hot(points.labels[:10], len(points.classes)).astype(int)
        st.table(rows | {f"y {name}": hot[:, k] for k, name in enumerate(points.classes)})
        batches = math.ceil(film.n_train / settings.batch)
        left_over = film.n_train - (batches - 1) * settings.batch
        st.markdown(
            f"**{batches:,} batches an epoch:** {film.n_train:,} points in pieces of {settings.batch:,}"
            + (f"; the last piece has {left_over:,}." if left_over != settings.batch else ".")
        )


def unseen(film: Film) -> None:
    """The last network on points it was not trained on."""
    points = film.data
    said = send(film.weights(-1), points.X_test.astype(float), film.settings.activation).preds.argmax(axis=1)
    right = said == points.labels_test
    left, middle = st.columns([1, 2], gap="large")
    left.metric(
        "Right on unseen points", f"{right.mean():.2%}", f"{right.sum():,} of {len(right):,}", delta_color="off"
    )
    counts = np.zeros((len(points.classes),) * 2, dtype=int)
    np.add.at(counts, (points.labels_test, said), 1)
    with middle:
        st.markdown("**Confusion matrix.** A row is what the points are, a column what the network says.")
        names = [f"is {name}" for name in points.classes]
        st.table({"": names} | {f"said {name}": counts[:, k] for k, name in enumerate(points.classes)})
