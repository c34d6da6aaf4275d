"""The film: a run of act 2 as the browser plays it, and the component that plays it.

The component gets the weights of every frame once, evaluates the network itself and moves on its own. It reports back
`epoch` (where it rests) and `hand` (a slider being moved).
"""

import base64
import hashlib
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from app_pages.parts.region import address, hand, runs, state
from engine.figures.palette import palette
from engine.network.film import Film

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "film"
PARTS = ("network", "surface", "scene", "curves", "panels", "view", "run", "film")
SHOWN = 1_000


_film = st.components.v2.component(
    "glassnet_film",
    js="\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in PARTS),
    css=(FOLDER / "film.css").read_text(encoding="utf-8"),
)


def packed(array: np.ndarray) -> str:
    """float32, little-endian, in base64."""
    return base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()


def numbers(array: np.ndarray) -> list[float | None]:
    """A list that JSON can carry: what is not finite becomes None."""
    return [float(v) if math.isfinite(v) else None for v in array]


def points(X: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    return {"x": packed(X[:SHOWN]), "label": labels[:SHOWN].tolist()}


def box(X: np.ndarray) -> dict[str, list[float]]:
    """The cube drawn: all but the outermost hundredth of the points along each axis, with some room."""
    low, high = np.quantile(X, [0.01, 0.99], axis=0).astype(float)
    room = np.where(high > low, 0.12 * (high - low), 0.5)
    return {"low": (low - room).tolist(), "high": (high + room).tolist()}


def pack(film: Film, title: str = "") -> dict[str, Any]:
    """One run for the component, as `Film` has it; the weights flat: frame by frame, layer by layer, W before b."""
    data, curves = film.data, film.curves
    flat = [part.reshape(len(film.frames), -1) for pair in zip(film.W, film.b, strict=True) for part in pair]
    return {
        "title": title,
        "sizes": [film.W[0].shape[1], *(W.shape[2] for W in film.W)],
        "activation": film.settings.activation,
        "weights": packed(np.hstack(flat)),
        "epochs": [float(e) for e in film.epochs],
        "at": film.frames.tolist(),
        "curves": {
            "epochs": curves.epochs.tolist(),
            "train": {"accuracy": numbers(curves.train_accuracy), "loss": numbers(curves.train_loss)},
            "test": {"accuracy": numbers(curves.test_accuracy), "loss": numbers(curves.test_loss)},
        },
        "points": {"train": points(data.X, data.labels), "test": points(data.X_test, data.labels_test)},
        "box": box(data.X),
        "n": {"train": film.n_train, "test": film.n_test},
    }


def colours() -> dict[str, Any]:
    now = palette(st.context.theme.type)
    return {**asdict(now), "classes": [now.act, now.grad, now.pos, now.param], "wrong": now.loss}


def name_of(films: list[Film], paint: dict[str, Any]) -> str:
    """A name that changes when anything drawn does."""
    text = repr([film.settings for film in films]) + paint["paper"]
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def common(films: list[Film]) -> dict[str, Any]:
    """What the component needs to know besides the runs."""
    paint, data = colours(), films[0].data
    return {"key": name_of(films, paint), "axes": list(data.axes), "classes": list(data.classes), "colours": paint}


def show(films: list[Film], titles: tuple[str, ...] = ("", ""), **more: Any) -> Any:
    """Mounts the film of one run, or of two side by side.

    more: further entries of the component's data.
    Returns: the component's result; `.epoch` is where the film rests.
    """
    told = {
        "runs": [pack(film, title) for film, title in zip(films, titles, strict=False)],
        "epoch": address.epoch(),
        "notes": [asdict(finding) for finding in films[0].findings],
    }
    result = _film(data=common(films) | told | more, key="film", on_epoch_change=epoch_moved, on_hand_change=hand.moved)
    return result


def epoch_moved() -> None:
    address.keep_epoch(state.component("film", "epoch"))


@st.fragment
def show_one() -> None:
    """The film of the run in the address, following the sliders under it."""
    if state.was_let_go():
        st.rerun()
    messages, stage = st.container(), st.container()
    settings = hand.live(address.read()[0])
    with messages:
        film = runs.obtained(settings, quietly=bool(state.held()))
    if film is not None:
        with stage:
            show([film], hand=hand.sliders(settings), said=state.heard())


def scatter(film: Film) -> None:
    """The points alone, to be turned by hand."""
    still = {"points": points(film.data.X, film.data.labels), "box": box(film.data.X)}
    _film(data=common([film]) | {"still": still}, key="scatter")
