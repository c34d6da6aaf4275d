"""The trained network on unseen points: how many are right, what is taken for what, where the wrong ones lie."""

from dataclasses import replace

import numpy as np
import streamlit as st

from engine.region.film import Film
from engine.region.unseen_points import Unseen, ask_unseen
from pages.region import film_view as films
from pages.shared.markdown_escape import plain


@st.cache_data(show_spinner=False, max_entries=40)
def answers(name: str, _film: Film, n: int, seed: int) -> Unseen:
    return ask_unseen(_film.settings, _film.weights(-1), n, seed)


def drawn(film: Film) -> tuple[int, int]:
    """How many points and from which seed, as chosen."""
    if film.settings.data == "csv":
        st.caption("The rows held out of your file.")
        return film.n_test, 0
    n = st.number_input("Fresh points", 10, 10_000, film.settings.test_samples, step=100, key="act2_fresh")
    seed = st.number_input("Seed of the fresh points", 0, 10_000, film.settings.data_seed + 1, key="act2_fresh_seed")
    return n, seed


def show(film: Film) -> None:
    if not np.isfinite(film.weights(-1)[-1][0]).all():
        st.info("This run ended without numbers, so it cannot be tested.")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        n, seed = drawn(film)
        seen = answers(repr(film.settings), film, n, seed)
        wrong = seen.answers != seen.labels
        st.metric("Right on unseen points", f"{seen.measure.accuracy:.2%}")
        st.markdown(f"{len(wrong) - wrong.sum():,} of {len(wrong):,} right, loss {seen.measure.loss:.3f}.")
        if seen.disputed:
            st.markdown(
                "**Whose border?** Gaussian quantiles part the points that are drawn into equal numbers, so the border "
                f"lies elsewhere among {n:,} points than among {film.n_train:,}. A network that had learnt the "
                f"training points' border exactly would be wrong about {seen.disputed:,} of these."
            )
        st.markdown("**Confusion matrix.** A row is what the points are, a column what the network says.")
        names = [plain(name) for name in film.data.classes]
        st.table(
            {"": [f"is {name}" for name in names]}
            | {f"said {name}": seen.confusion[:, k] for k, name in enumerate(names)}
        )
    with right:
        fresh = replace(film.data, X_test=seen.X.astype(np.float32), labels_test=seen.labels.astype(np.uint8))
        films.unseen(replace(film, data=fresh), f"{n} {seed}")
        st.caption(f"The last region with the {wrong.sum():,} wrong points marked. Where do they lie?")
