"""The sentences of the pass, kept apart from its code: one file of words for each module of steps."""

import tomllib
from functools import cache
from pathlib import Path

from engine.one_pass.settings import Settings
from engine.one_pass.step import Words
from engine.one_pass.variables import Layer, count

FOLDER = Path(__file__).with_name("captions")


@cache
def _read(chapter: str) -> dict[str, dict[str, str]]:
    entries = tomllib.loads((FOLDER / f"{chapter}.toml").read_text(encoding="utf-8"))
    return {key: {part: " ".join(text.split()) for part, text in entry.items()} for key, entry in entries.items()}


def words(chapter: str, key: str, settings: Settings, layer: Layer | None = None, **more: object) -> Words:
    """The words of one step, with this pass's sizes and names filled in.

    chapter: the file, "data" to "update". more: what the sentences need besides the sizes and the layer's names.
    Raises: KeyError for a key that the chapter does not have, or a fact that a sentence needs and nobody gave.
    """
    facts = {
        "n": settings.samples,
        "c": settings.classes,
        "samples": count(settings.samples, "sample"),
        "features": count(settings.features, "feature"),
        "cells": settings.samples * settings.classes,
        **(_facts(layer) if layer else {}),
        **more,
    }
    return Words(**{part: text.format(**facts) for part, text in _read(chapter)[key].items()})


def _facts(layer: Layer) -> dict[str, object]:
    unit = layer.x_cols.removesuffix("s")
    return {
        "n_in": layer.n_in,
        "n_out": layer.n_out,
        "x": layer.x,
        "W": layer.W,
        "b": layer.b,
        "h": layer.h,
        "a": layer.a,
        "title": layer.title,
        "cols": count(layer.n_out, layer.cols.removesuffix("s")),
        "x_cols": count(layer.n_in, unit),
        "x_plural": layer.x_cols,
        "each_x": _each(layer.n_in, unit),
        "each_col": _each(layer.n_out, layer.cols.removesuffix("s")),
        "x_unit": f"{'an' if unit[0] in 'aeiou' else 'a'} {unit}",
    }


def _each(number: int, noun: str) -> str:
    return f"the one {noun}" if number == 1 else f"each of the {count(number, noun)}"
