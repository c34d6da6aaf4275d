"""Carries statements out, one after another, in frames of names."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.budget import MOST_DEPTH, Budget
from engine.practice.interpreter.names import PYTHON, REFUSED, borrowed, unnamed
from engine.practice.interpreter.objects import Absent, Chance, Event, Function, Known, Net
from engine.practice.interpreter.sampled import Sampled


class Frame:
    """The names of a function's call, or of the whole text. above: the frame that the function was written in."""

    def __init__(self, above: "Frame | None" = None, own: frozenset[str] = frozenset(), loose: bool = False) -> None:
        self.names: dict[str, Any] = {}
        self.outside: set[str] = set()  # names that `global` says belong to the whole script
        self.above, self.own, self.loose = above, own, loose
        self.owner: Any = None  # in a method: the object, and the class that the method is of


class Machine:
    """The names a learner's statements have made, and what they have called.

    data: what `load_data` gives, by the arguments it is given. encode: what `vectorise` does. words: the word index.
    loaded: what the four arrays that `load_data` gives are called.
    """

    def __init__(self, data: Any, encode: Any, words: Any, loaded: tuple[str, ...] = ()) -> None:
        self.data, self.encode, self.words = data, encode, words
        self.loaded, self.encoding = loaded, "binary"
        self.whole = Frame()
        self.frame = self.whole
        self.budget = Budget()
        self.until: float | None = None  # of this thread's time: when carrying out ends at the latest
        self.events: list[Event] = []
        self.places: dict[int, NDArray[np.intp]] = {}
        self.line = 0
        self.shown: set[int] = set()  # lines that only show something with a library that is not needed
        self.likeliest: Callable[[Sampled], list[int] | None] = lambda rows: None  # topics, for rows of newswires
        self.tracing = False  # whether a model of the learner's own is being looked through
        self.touched = False  # whether the statement works with such a library
        self.targets: tuple[str, ...] = ()
        self.counts: Counter[str] = Counter()  # layers made so far, by kind
        self.names_of_layers: dict[int, str] = {}
        self.kept: list[Any] = []  # so that no two things get one id
        self.nets: list[Net] = []
        self.saved: dict[str, tuple[Net, int]] = {}  # models, and epochs trained, by the files they seem to be kept in
        self.absent: list[str] = []  # libraries that were imported and are not known here
        self.stopped: ast.stmt | None = None  # the statement of the text at which carrying it out ended
        self.borrowed: dict[str, str] = {}  # names used without an import, and where they are
        self.exact = True  # whether rows asked for by their place since the last comparison are there
        self.unseeded = 0  # generators of random numbers that were given no seed
        self.chances = {"numpy": self.chance(None), "random": self.chance(None)}  # those that modules keep

    def known_places(self, found: Sampled) -> Sampled:
        """Remembers which rows of so many are there, so that arrays made for them get the same ones."""
        self.places.setdefault(found.total, found.at)
        return found

    def chance(self, seed: Any) -> Chance:
        """A generator of random numbers; without a whole number as its seed it is unlike any other."""
        if isinstance(seed, int):
            return Chance(seed)
        self.unseeded += 1
        return Chance(-self.unseeded)

    def look_up(self, name: str) -> Any:
        """What a name stands for.

        Raises: Stops with a NameError, where it stands for nothing.
        """
        frame: Frame | None = self.frame
        while frame is not None:
            if name in frame.outside:
                frame = self.whole
            if name in frame.names:
                if isinstance(held := frame.names[name], Absent):
                    raise Unread(held.why)
                return held
            if name in frame.own:
                raise Stops("UnboundLocalError", f"`{name}` is used in the function before it gets its value there.")
            frame = frame.above
        if name in PYTHON:
            return Known(f"python.{name}")
        if name == "__name__":
            return "__main__"
        if (found := borrowed(name)) is not None:
            self.borrowed[name] = found.path
            return found
        if name == "compile":
            raise Stops("TypeError", "`compile` alone is Python's own function; the model's is `model.compile(…)`.")
        if name in REFUSED or name.startswith("__"):
            raise Unread(f"`{name[:40]}` is not used in this exercise.")
        raise Stops("NameError", unnamed(name, self))

    @contextmanager
    def inner_frame(self, frame: Frame | None = None) -> Iterator[None]:
        """A frame of its own, for a function's call or for a comprehension."""
        before = self.frame
        self.frame = frame or Frame(before, loose=True)
        self.budget.depth += 1
        try:
            if self.budget.depth > MOST_DEPTH:
                raise Unread("Functions inside functions inside functions: deeper than is carried out here.")
            yield
        finally:
            self.frame = before
            self.budget.depth -= 1

    def function(self, name: str, node: ast.FunctionDef | ast.Lambda) -> Function:
        """A function of the learner's, its defaults worked out."""
        from engine.practice.interpreter.expressions import value

        if node.args.posonlyargs:
            raise Unread("`/` among a function's arguments is not read here.", node.lineno)
        names = [each.arg for each in node.args.args]
        defaults = dict(
            zip(reversed(names), (value(each, self) for each in reversed(node.args.defaults)), strict=False)
        )
        for each, given in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
            if given is not None:
                defaults[each.arg] = value(given, self)
        return Function(name, node, self.frame, defaults)

    def assign(self, target: ast.expr, given: Any) -> None:
        """`target = given`.

        Raises: as `assigning.assign`.
        """
        if isinstance(target, ast.Name):
            return self.write(target.id, given)
        from engine.practice.interpreter.assigning import assign

        assign(target, given, self)

    def write(self, name: str, given: Any) -> None:
        """`name = given`."""
        if name == "print":
            raise Unread("`print` has a meaning already, and the lines that follow use it: take another name.")
        if name.startswith("__"):
            raise Unread("Names that begin with two underscores are not used here.")
        self.budget.hold(given)
        (self.whole if name in self.frame.outside else self.frame).names[name] = given

    def begin(self) -> None:
        """A fresh budget, for a statement or a step; time is bounded by what is left of `until` as well."""
        self.budget = Budget(self.until, self.budget)
