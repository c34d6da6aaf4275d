"""The film: a run of act 2 as the browser plays it, and the component that plays it.

The component gets the weights of every frame once, evaluates the network itself and moves on its own; of a run that
goes on it gets what there is, a few times a second. It reports back `epoch` (where it rests), `hand` (a slider being
moved) and `stop`.
"""

import base64
import hashlib
import math
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.jobs import Run
from engine.network.settings import RunSettings
from engine.region.datasets import Data, load
from engine.region.film import Film
from pages.region import address, runs, session, sliders
from pages.shared.palette import palette

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "region"
PARTS = [
    *("forward", "surface", "shaders", "camera", "scene", "curves"),
    *("panels", "cube", "run", "seeds", "film", "mount"),
]
SHOWN = 1_000
BEAT = 0.25  # seconds between two looks at a run that goes on


def script() -> str:
    """The component's JavaScript, one module."""
    return "\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in PARTS)


def style() -> str:
    return (FOLDER / "film.css").read_text(encoding="utf-8")


_film = st.components.v2.component("glassnet_film", js=script(), css=style())


def packed(array: np.ndarray) -> str:
    """float32, little-endian, in base64; what is too large becomes infinite."""
    with np.errstate(over="ignore"):
        array = np.ascontiguousarray(array, "<f4")
    return base64.b64encode(array.tobytes()).decode()


def numbers(array: Iterable[float]) -> list[float | None]:
    """A list that JSON can carry: what is not finite becomes None."""
    return [float(v) if math.isfinite(v) else None for v in array]


def points(X: np.ndarray, labels: np.ndarray) -> dict[str, Any]:
    return {"x": packed(X[:SHOWN]), "label": labels[:SHOWN].tolist()}


def box(X: np.ndarray) -> dict[str, list[float]]:
    """The cube drawn: all but the outermost hundredth of the points along each axis, with some room."""
    low, high = np.quantile(X[:SHOWN], [0.01, 0.99], axis=0).astype(float)
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
        "center": list(map(float, data.center)),
        "scale": list(map(float, data.scale)),
        "n": {"train": film.n_train, "test": film.n_test},
    }


def colours() -> dict[str, Any]:
    """The palette, with the colours of up to eight classes."""
    now = palette(st.context.theme.type)
    classes = [now.act, now.grad, now.pos, now.param, now.neg, now.mark, now.soft, now.ink]
    return {**asdict(now), "classes": classes, "wrong": now.loss}


def common(films: list[Film]) -> dict[str, Any]:
    """What the component needs to know besides the runs; the key changes when anything drawn does."""
    paint, data = colours(), films[0].data
    key = hashlib.sha256(repr([film.settings for film in films]).encode() + paint["paper"].encode()).hexdigest()[:16]
    return {"key": key, "axes": list(data.axes), "classes": list(data.classes), "colours": paint}


def told(films: list[Film], titles: tuple[str, ...] = ("", "")) -> dict[str, Any]:
    """Everything the film of one run, or of two side by side, is drawn from."""
    return common(films) | {
        "runs": [pack(film, title) for film, title in zip(films, titles, strict=False)],
        "notes": [asdict(finding) for finding in films[0].findings],
        "stage": " ".join(f"{len(film.frames)} {film.complete}" for film in films),
    }


def show(films: list[Film], titles: tuple[str, ...] = ("", ""), key: str = "film", **more: Any) -> Any:
    """Mounts the film, open at the address's epoch. more: further entries of the component's data."""
    data = told(films, titles) | {"epoch": address.epoch()} | more
    return _film(
        data=data, key=key, on_epoch_change=lambda: None, on_hand_change=sliders.moved, on_stop_change=lambda: None
    )


def show_one() -> Run:
    """The film of the run in the address, following the sliders under it; while it is trained, growing."""
    run = runs.begun(sliders.live(address.read()[0]))
    st.fragment(follow, run_every=None if run.over else BEAT)(followed=not run.over)
    return run


def follow(followed: bool) -> None:
    """Draws the film as far as it is. followed: whether this is called again and again."""
    if session.was_let_go():
        st.rerun()
    settings = sliders.live(address.read()[0])
    run = runs.begun(settings, 0.0 if followed else None)
    if run.over == followed:
        st.rerun()  # the rest of the page has to follow, or this has to be looked at again
    messages, stage = st.container(), st.container()
    film, before = runs.film_of(run), session.shown()
    if not run.over and before and before.settings != settings and (film is None or run.lane == "quick"):
        film = before  # the last one stays, under the hand that moves a slider, until there is another
    elif film is not None:
        session.show(film)
    with messages:
        if run.over:
            runs.ended(run)
        elif film is None:
            runs.waiting(run)
    if film is not None:
        with stage:
            share, say = (1.0, "") if run.over else runs.progress(run)
            growing = None if run.over else {"share": share, "say": say, "epochs": settings.epochs}
            if show([film], hand=sliders.sliders(settings), said=session.heard(), growing=growing).stop:
                run.stop()


def scatter(film: Film) -> None:
    """The points alone, to be turned by hand."""
    still = {"points": points(film.data.X, film.data.labels), "box": box(film.data.X)}
    _film(data=common([film]) | {"still": still}, key="scatter")


def unseen(film: Film, name: str) -> None:
    """The last region and the unseen points, the wrong ones marked. name: changes when the points do."""
    last = replace(film, frames=film.frames[-1:], W=[W[-1:] for W in film.W], b=[b[-1:] for b in film.b])
    data = common([film])
    _film(data=data | {"still": {"run": pack(last)}, "key": f"{data['key']} {name}"}, key="unseen")


def seeds(settings: RunSettings, rows: list[dict[str, Any]], name: str) -> int | None:
    """The last regions of the seeds that have ended, as the study reports them. name: of the study.

    Returns: the seed that was pressed just now, or None.
    """
    data = points_of(settings)
    paint = colours()
    study = {
        "sizes": [3, *settings.units, len(data.classes)],
        "activation": settings.activation,
        "weights": base64.b64encode(b"".join(row["weights"] for row in rows)).decode(),
        "box": box(data.X),
        "seeds": [
            {"seed": row["seed"], "accuracy": numbers([row["accuracy"]])[0], "fate": row["fate"], "why": row["why"]}
            for row in rows
        ],
    }
    pressed = _film(
        data={"key": name + paint["paper"], "colours": paint, "study": study},
        key="seed_regions",
        on_open_change=lambda: None,
    )
    return pressed.open


@st.cache_data(show_spinner=False, max_entries=10)
def points_of(settings: RunSettings) -> Data:
    """Points of the settings, few enough to be made while a page waits."""
    return load(replace(settings, samples=min(settings.samples, 4_000)))
