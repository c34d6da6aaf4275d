"""Imports without the extras that a library would use if it found them.

Keras looks for pandas, scikit-learn and IPython, and loads all of them where they are installed, to accept data frames
and to show itself in notebooks: 130 MB that a worker never uses.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class Absent(MetaPathFinder):
    """Says of some modules that they are not installed, to one thread alone: others import them as ever."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names, self.thread = names, threading.get_ident()

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name in self.names and threading.get_ident() == self.thread:
            raise ModuleNotFoundError(f"{name} is left out here", name=name)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Inside, this thread's imports of these modules fail, unless they are loaded already."""
    absent = Absent(names)
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)
