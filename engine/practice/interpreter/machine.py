"""Carries statements out, one after another, in frames of names."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.budget import MOST_DEPTH, Budget
from engine.practice.interpreter.objects import Absent, Event, Function, Known, Module, Net, Opaque
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

PYTHON = frozenset(
    [
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "filter",
        "float",
        "int",
        "isinstance",
        "len",
        "list",
        "map",
        "max",
        "min",
        "print",
        "range",
        "repr",
        "reversed",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "type",
        "zip",
        "next",
        "iter",
        "divmod",
        "object",
        "super",
    ]
)
REFUSED = frozenset(
    [
        "eval",
        "exec",
        "compile",
        "open",
        "__import__",
        "input",
        "globals",
        "locals",
        "vars",
        "getattr",
        "setattr",
        "delattr",
        "dir",
    ]
)


DATA = re.compile(r"(train|test)")
NAMED = ("activations", "optimizers", "losses", "initializers")
FIGURES = ("accuracy", "acc", "loss", "val_loss", "val_accuracy", "auto", "min", "max")
MODULES = {
    name: f"keras.{name}"
    for name in [
        "layers",
        "models",
        "optimizers",
        "losses",
        "metrics",
        "callbacks",
        "utils",
        "initializers",
        "regularizers",
        "activations",
        "datasets",
    ]
}
MODULES |= {"keras": "keras", "np": "numpy", "tf": "tf", "numpy": "numpy", "tensorflow": "tf"}
MODULES |= {"reuters": "keras.datasets.reuters"}
HOMES = (
    "models",
    "layers",
    "callbacks",
    "utils",
    "optimizers",
    "optimizers.schedules",
    "losses",
    "metrics",
    "initializers",
    "regularizers",
)
SMALL = ("to_categorical", "pad_sequences", "categorical_crossentropy", "sparse_categorical_crossentropy")
BORROWED = (*MODULES, *SMALL, "Dense", "Dropout", "Input", "Sequential", "Model", "EarlyStopping", "Adam", "vectorise")


@cache
def borrowed(name: str) -> Module | Known | None:
    """What a name stands for that a step may use without an import: the script imports it."""
    from engine.practice.interpreter.catalogue import names_of

    if name in MODULES:
        return Module(MODULES[name])
    if name == "vectorise":
        return Known("glassnet.vectorise")
    if name[:1].isupper() or name in SMALL:
        home = next((f"keras.{each}" for each in HOMES if name in names_of(f"keras.{each}")), "")
        return Known(f"{home}.{name}") if home else None
    return None


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
        self.events: list[Event] = []
        self.places: dict[int, NDArray[np.intp]] = {}
        self.line = 0
        self.shown: set[int] = set()  # lines that only show something with a library that is not needed
        self.tracing = False  # whether a model of the learner's own is being looked through
        self.touched = False  # whether the statement works with such a library
        self.targets: tuple[str, ...] = ()
        self.counts: Counter[str] = Counter()  # layers made so far, by kind
        self.names_of_layers: dict[int, str] = {}
        self.kept: list[Any] = []  # so that no two things get one id
        self.nets: list[Net] = []
        self.saved: dict[str, Net] = {}  # models by the files they are kept in, in appearance
        self.absent: list[str] = []  # libraries that were imported and are not known here
        self.stopped: ast.stmt | None = None  # the statement of the text at which carrying it out ended
        self.borrowed: dict[str, str] = {}  # names used without an import, and where they are

    def known_places(self, found: Sampled) -> Sampled:
        """Remembers which rows of so many are there, so that arrays made for them get the same ones."""
        self.places.setdefault(found.total, found.at)
        return found

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
        raise Stops("NameError", self.unnamed(name))

    def unnamed(self, name: str) -> str:
        """What to say of a name that stands for nothing."""
        from engine.practice.interpreter.attributes import BUILTINS
        from engine.practice.interpreter.catalogue import names_of, near

        if name in BUILTINS:
            raise Unread(f"`{name}` is not carried out here.")
        if name.lower() in ("true", "false", "none"):
            return f"Python writes {name.capitalize()}, with a capital."
        if name in ("x_train", "y_train", "x_test", "y_test") or DATA.search(name.lower()):
            there = "" if name in self.loaded else f" The data are called {', '.join(self.loaded)} here."
            return f"`{name[:40]}` has not been defined: Python stops with a NameError.{there}"
        net = next((held for held, each in self.whole.names.items() if isinstance(each, Net)), "")
        if name == "model":
            hint = f"Your model is called `{net}`." if net else "It needs a model first: `model = Sequential()`."
            return f"`model` has not been defined: Python stops with a NameError. {hint}"
        if name in ("fit", "evaluate", "predict", "add", "summary"):
            return f"`{name}` has not been defined: it belongs to the model, `{net or 'model'}.{name}(…)`."
        if name in ("one_hot", "to_one_hot", "np_utils", "to_categorial", "to_catagorical"):
            return (
                f"`{name}` has not been defined: Python stops with a NameError. For labels there is `to_categorical`."
            )
        quotes = any(name.lower() in map(str.lower, names_of(f"keras.{each}")) for each in NAMED) or name in FIGURES
        if quotes:
            return (
                f"`{name[:40]}` has not been defined: Python stops with a NameError. One of Keras' own names, such as "
                '"adam", needs quotation marks.'
            )
        close = [*self.whole.names, *BORROWED]
        return f"`{name[:40]}` has not been defined: Python stops with a NameError.{near(name, close)}"

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

        Raises: Stops, where the values do not go into the targets.
        """
        from engine.practice.interpreter import classes, indexing
        from engine.practice.interpreter.expressions import index, value

        match target:
            case ast.Name(id=name):
                if name == "print":
                    raise Unread("`print` has a meaning already, and the lines that follow use it: take another name.")
                if name.startswith("__"):
                    raise Unread("Names that begin with two underscores are not used here.")
                (self.whole if name in self.frame.outside else self.frame).names[name] = given
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                self._unpack(elements, given)
            case ast.Subscript(value=held, slice=key):
                indexing.set_item(value(held, self), index(key, self), given, self)
            case ast.Attribute(value=held):
                owner = value(held, self)
                if classes.instance_of(owner) is not None:
                    classes.keep(owner, target.attr, given)
                elif not isinstance(owner, Opaque) and (owner, target.attr) != (Module("numpy"), "load"):
                    raise Unread(f"Setting `.{target.attr[:40]}` is not carried out here.")
            case _:
                raise Unread("This kind of target is not read here.")

    def _unpack(self, elements: list[ast.expr], given: Any) -> None:
        if isinstance(given, Opaque):
            items: list[Any] = [given] * len(elements)
        elif isinstance(given, Sampled) or (isinstance(given, Items) and given.at is not None):
            total = given.total
            if total != len(elements):
                raise Stops("ValueError", f"{len(elements)} names for {total:,} rows: they do not match.")
            items = list(given.rows if isinstance(given, Sampled) else given)
        elif isinstance(given, list | tuple | str | np.ndarray | range | dict) and np.ndim(0) == 0:
            items = list(given)
        else:
            raise Stops("TypeError", f"There is one value here, {kind_of(given)}, for {len(elements)} names.")
        starred = [place for place, each in enumerate(elements) if isinstance(each, ast.Starred)]
        if starred:
            first, after = starred[0], len(elements) - starred[0] - 1
            items = [*items[:first], Items(items[first : len(items) - after]), *items[len(items) - after :]]
            elements = [each.value if isinstance(each, ast.Starred) else each for each in elements]
        if len(items) != len(elements):
            raise Stops("ValueError", f"{len(elements)} names for {len(items)} values: they do not match.")
        for element, item in zip(elements, items, strict=True):
            self.assign(element, item)
