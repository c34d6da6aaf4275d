"""Two ways to say how good the network is, accuracy against loss, and overfitting: on the run itself."""

import numpy as np
import streamlit as st

from engine.jobs import WorkerUnavailable, workbench
from engine.network.measuring import unsure
from engine.region import compiled_questions
from engine.region.datasets import disputed
from engine.region.film import Film


def ends(film: Film) -> np.ndarray:
    """Which snapshots stand at the end of an epoch."""
    epochs = film.curves.epochs
    return np.flatnonzero((epochs > 0) & (epochs == np.round(epochs)))


def show(film: Film) -> None:
    whole = ends(film)
    if not len(whole):
        st.info("No epoch was trained, so nothing has been measured yet. Choose at least one epoch.")
        return
    printed_against_honest(film, whole)
    accuracy_against_loss(film, whole)
    overfitting(film)
    both_ways(film)


def printed_against_honest(film: Film, whole: np.ndarray) -> None:
    curves, size = film.curves, film.n_train % film.settings.batch or min(film.settings.batch, film.n_train)
    left, right = st.columns(2, gap="large")
    last = whole[-1]
    with left:
        st.markdown(f"**As the circulating loop prints it:** the last batch alone, {size:,} points, loss × {size:,}")
        st.metric("accuracy", f"{curves.printed_accuracy[last]:.2%}")
        st.metric("loss", f"{curves.printed_loss[last]:.5g}")
    with right:
        st.markdown(f"**Over all the data:** {film.n_train:,} points, after the epoch")
        st.metric("accuracy", f"{curves.train_accuracy[last]:.2%}")
        st.metric("loss", f"{curves.train_loss[last]:.5g}")
    step = max(1, len(whole) // 10)
    rows = sorted({*whole[::step].tolist(), int(last)})
    st.table(
        {
            "epoch": [f"{curves.epochs[i]:g}" for i in rows],
            "printed accuracy": [f"{curves.printed_accuracy[i]:.2%}" for i in rows],
            "accuracy over all": [f"{curves.train_accuracy[i]:.2%}" for i in rows],
            "printed loss": [f"{curves.printed_loss[i]:.5g}" for i in rows],
            "loss over all": [f"{curves.train_loss[i]:.5g}" for i in rows],
        }
    )
    steps = len(np.unique(curves.printed_accuracy[whole]))
    st.markdown(
        f"{size:,} points can only be right in steps of {1 / size:.2%}, and chance moves them: over {len(whole)} "
        f"epochs the printed accuracy takes {steps} different values, whatever the network has learnt meanwhile. "
        "**How you measure is part of the result.**"
    )


def accuracy_against_loss(film: Film, whole: np.ndarray) -> None:
    """Which of the two still moves at the end of this run."""
    half = whole[len(whole) // 2 :]
    gain = film.curves.train_accuracy[half[-1]] - film.curves.train_accuracy[half[0]]
    fall = 1 - film.curves.train_loss[half[-1]] / film.curves.train_loss[half[0]]
    if not np.isfinite([gain, fall]).all():
        return
    flat = fall > 0 and abs(gain) < 0.05
    st.markdown(
        "**Accuracy against loss.** Accuracy asks only which class won; loss asks also how sure the network was. In "
        f"the second half of this run accuracy changed by {100 * gain:+.2f} points and loss by {-fall:+.1%}."
        + (" Loss keeps falling where accuracy is almost flat: right answers become surer." if flat else "")
    )


def overfitting(film: Film) -> None:
    train, test = film.curves.train_accuracy[-1], film.curves.test_accuracy[-1]
    if not np.isfinite([train, test]).all():
        return
    elsewhere = int(disputed(film.settings, film.n_test, film.settings.data_seed + 1).sum())
    st.markdown(
        f"**Overfitting.** On {film.n_test:,} unseen points the network is right {test:.2%} of the time, on the points "
        f"it was trained on {train:.2%}. {film.n_test:,} points measure to about ±{unsure(test, film.n_test):.1%}, so "
        "a smaller difference than that says nothing. Overfitting costs little where new points come from the same "
        "distribution and there are many; it matters where points are few, noisy, or the world changes."
        + (f" {elsewhere:,} of these points lie on the other side of the training points' border." if elsewhere else "")
    )


def both_ways(film: Film) -> None:
    """The equality of the two ways to run, worked out when asked for."""
    way = "the taught classes" if film.way == "classes" else "the compiled twin of the taught classes"
    st.markdown(f"**Two ways to run, one mathematics.** This run was trained by {way} in {film.seconds:.2f} s.")
    if not st.button("Run both ways and compare every weight", icon=":material/compare_arrows:"):
        return
    try:
        with st.spinner("Training both ways", show_time=True):
            found = workbench().ask(compiled_questions.proof, film.settings, timeout=120)
    except (WorkerUnavailable, TimeoutError, ValueError) as problem:
        st.error(str(problem))
        return
    st.success(
        f"{found['weights']:,} weights compared, from every snapshot; the largest difference is "
        f"{found['difference']:.1e} of the weight. "
        f"Classes {found['seconds'][0]:.2f} s, compiled {found['seconds'][1]:.3f} s."
    )
