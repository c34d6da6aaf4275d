"""The lessons that ship with the app, each a file beside this module."""

import json
import tomllib
from functools import cache
from pathlib import Path

from engine.lessons.lesson import Lesson, from_json

FOLDER = Path(__file__).with_name("shipped")
SHIPPED = ("backprop", "seeds", "overfitting", "everything")


@cache
def shipped(name: str) -> Lesson:
    """The lesson of that name, one of SHIPPED."""
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return from_json(json.loads(json.dumps(content)))
