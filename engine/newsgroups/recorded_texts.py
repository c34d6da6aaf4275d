"""spaCy's reading of the project's own posts, recorded: shown before a worker is there, and the same in every run.

Usage:  python -m engine.newsgroups.prepare_data texts     makes assets/data/texts.json anew
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from engine.newsgroups.sample_posts import OWN
from engine.newsgroups.shipped_arrays import ASSETS, DamagedData
from engine.newsgroups.tokens import VERSION, Fate, fates
from engine.once import once

FILE = ASSETS / "texts.json"


def prepare(path: Path = FILE) -> None:
    """Writes the fates of every token of every one of our own posts; spaCy must be installed."""
    read = {text: [list(asdict(fate).values()) for fate in fates(text)] for text in OWN}
    path.write_text(json.dumps({"made with": f"en_core_web_sm {VERSION}", "texts": read}, indent=None) + "\n")


@once()
def _all(path: Path = FILE) -> Mapping[str, list[Fate]]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))["texts"]
    except OSError as problem:
        again = "Make it again with: python -m engine.newsgroups.prepare_data texts"
        raise DamagedData(f"assets/data/{path.name} cannot be read ({problem.strerror}). {again}") from problem
    return {text: [Fate(*fields) for fields in rows] for text, rows in read.items()}


def found(text: str) -> list[Fate] | None:
    """The recorded fates of one of our own posts, None for any other text.

    Raises: DamagedData if the file is missing.
    """
    return _all().get(text)


def kept(text: str) -> list[str]:
    """The kept tokens of one of our own posts.

    Raises: KeyError for any other text; DamagedData if the file is missing.
    """
    return [fate.lemma for fate in _all()[text] if fate.kept]
