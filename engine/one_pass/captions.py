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


def words(chapter: str, key: str, settings: Settings, layer: Layer | None = None, **facts: object) -> Words:
    """The words of one step, with this pass's sizes and names filled in.

    chapter: the file, "unit" to "update". facts: what the sentences need besides the sizes and the layer's names.
    Raises: KeyError for a key that the chapter does not have, or a fact that a sentence needs and nobody gave.
    """
    known = {
        "n": settings.samples,
        "m": settings.features,
        "c": settings.classes,
        "samples": count(settings.samples, "sample"),
        "features": count(settings.features, "feature"),
        "each": "" if settings.samples == 1 else " each",
        "cells": settings.samples * settings.classes,
        **(_facts(layer) if layer else {}),
        **facts,
    }
    return Words(**{part: text.format(**known) for part, text in _read(chapter)[key].items()})


def story(settings: Settings) -> str:
    """What to picture the samples as: plants and their heights, unless numbers are below zero."""
    if not _plants(settings):
        return "Picture any things that were measured: the network is to say of which class each is."
    one = settings.samples == 1
    asked = "whether" if settings.classes == 2 else f"in which of {count(settings.classes, 'colour')}"
    plants, weeks = count(settings.samples, "plant"), count(settings.features, "week")
    each = "it" if one else "each"
    return f"Picture {plants}, measured in {weeks}: the network is to say {asked} {each} will flower."


def story_terms(settings: Settings) -> str:
    """The words sample, feature and class, in the terms of the story."""
    thing = "plant" if _plants(settings) else "thing"
    made_up = " (The numbers are made up.)" if _plants(settings) else ""
    words = f"Each {thing} is a sample, each number measured is a feature of it"
    return f"{words}, and the answers to choose from are the classes.{made_up}"


def _plants(settings: Settings) -> bool:
    return min(map(min, settings.X)) >= 0


def plant_rows(settings: Settings) -> str:
    """The samples in the terms of the story."""
    return "Each row is one plant, each column its height in one of the weeks. " if _plants(settings) else ""


def answer(settings: Settings) -> str:
    """What the classes of the story are."""
    plants = _plants(settings)
    if settings.classes == 2:
        return f"True if {'the plant came into flower' if plants else 'it belongs to the class'}, False if not."
    last = settings.classes - 1
    return f"the number of its class, 0 to {last}{': which colour the plant flowers in' if plants else ''}."


def class_columns(settings: Settings) -> str:
    """Which column, and which output unit, is which class."""
    if settings.classes == 2:
        return "Column 1 stands for class False, column 2 for class True."
    listed = ", ".join(f"column {k + 1} for class {k}" for k in range(1, settings.classes))
    return f"Column 1 stands for class 0, {listed}."


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
