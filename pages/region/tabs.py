"""What stands below the film, one idea a tab; only the open one is worked out."""

import math

import streamlit as st

from engine.region.datasets import one_hot
from engine.region.film import Film
from pages.region import export_tab, measuring_tab, unseen_tab
from pages.region import film_view as films
from pages.shared.markdown_escape import plain

LOOK_AT = 1_000


def below(film: Film) -> None:
    """The tabs, in the order in which a learner asks."""
    views = {
        "The data": data,
        "Honest measuring": measuring_tab.show,
        "Unseen points": unseen_tab.show,
        "Take away": export_tab.show,
    }
    tabs = st.tabs(list(views), key="show", bind="query-params", on_change="rerun")
    for tab, view in zip(tabs, views.values(), strict=True):
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
        rows = {plain(axis): [f"{v:.3f}" for v in points.X[:10, k]] for k, axis in enumerate(points.axes)}
        hot = one_hot(points.labels[:10], len(points.classes)).astype(int)
        st.table(rows | {f"y {plain(name)}": hot[:, k] for k, name in enumerate(points.classes)})
        batches = math.ceil(film.n_train / settings.batch)
        last = film.n_train - (batches - 1) * settings.batch
        remainder = f"; the last piece has {last:,}." if last != settings.batch else "."
        st.markdown(
            f"**{batches:,} batches an epoch:** {film.n_train:,} points in pieces of {settings.batch:,}{remainder}"
        )
        if settings.data == "csv":
            st.caption("Each column of your file has been brought to mean 0 and standard deviation 1.")
