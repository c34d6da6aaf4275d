"""The words of the field that the app uses: what each means, and the place that shows it.

One file of entries for each act, `one_pass.toml` and so on, in the order in which the lesson explains them:

    [softmax]
    name = "softmax"                     as it is written in the middle of a sentence
    text = "Turns a row of scores …"     one or two plain sentences
    words = ["softmax"]                  how it occurs in texts: beginnings of words, lower case
    page = "one_pass"                    the page that explains it
    step = ["exp_scores"]                the step or view there; the first of these that the page has
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the field. key: its name in addresses. words: how it begins in texts. step: where the page explains it,
    the first of these that is there."""

    key: str
    name: str
    text: str
    words: tuple[str, ...]
    page: str
    step: tuple[str, ...]


@cache
def entries(*acts: str) -> Mapping[str, Entry]:
    """The entries of the acts named, of all if none is, by key, in the order of the lesson.

    Raises: ValueError where two acts explain the same key.
    """
    files = [FOLDER / f"{act}.toml" for act in acts] if acts else sorted(FOLDER.glob("*.toml"), key=_order)
    found: dict[str, Entry] = {}
    for file in files:
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if key in found:
                raise ValueError(f"{key} is explained twice: by {found[key].page} and in {file.name}.")
            found[key] = Entry(
                key,
                entry["name"],
                " ".join(entry["text"].split()),
                tuple(entry["words"]),
                entry["page"],
                tuple(entry["step"]),
            )
    return found


# What every sentence of an act speaks of once act 1 has begun: these are looked up, not marked wherever they stand.
EVERYWHERE = {
    "network",
    "sample",
    "class",
    "unit",
    "weight",
    "bias",
    "layer",
    "layer_class",
    "feature",
    "matrix",
    "target",
}


def linked(*acts: str) -> list[dict[str, Any]]:
    """The entries whose words a page marks in its sentences, as it needs them: key, name, text, words."""
    found = entries(*acts)
    return [
        {"key": key, "name": entry.name, "text": entry.text, "words": [word.strip() for word in entry.words]}
        for key, entry in found.items()
        if key not in EVERYWHERE
    ]


def _order(file: Path) -> tuple[int, str]:
    acts = ["one_pass", "region", "newsgroups", "practice"]
    return (acts.index(file.stem) if file.stem in acts else len(acts), file.stem)


@lru_cache(maxsize=4096)
def mentioned(text: str, *acts: str) -> tuple[str, ...]:
    """The keys of the entries whose words a text uses, in the order of the lesson. acts: as for `entries`."""
    return tuple(key for key, pattern in _patterns(*acts).items() if pattern.search(text))


@cache
def _patterns(*acts: str) -> dict[str, re.Pattern[str]]:
    return {
        key: re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, entry.words)) + r")", re.IGNORECASE)
        for key, entry in entries(*acts).items()
    }
