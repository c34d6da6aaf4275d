"""Names that stand for something before anything is written under them, and what to say of one that does not."""

import re
from functools import cache
from typing import TYPE_CHECKING

from engine.practice.errors import Unread
from engine.practice.interpreter.catalogue import names_of, near
from engine.practice.interpreter.objects import Known, Module, Net

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

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
        "slice",
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
    if name in MODULES:
        return Module(MODULES[name])
    if name == "vectorise":
        return Known("glassnet.vectorise")
    if name[:1].isupper() or name in SMALL:
        home = next((f"keras.{each}" for each in HOMES if name in names_of(f"keras.{each}")), "")
        return Known(f"{home}.{name}") if home else None
    return None


def unnamed(name: str, m: "Machine") -> str:
    """What to say of a name that stands for nothing."""
    from engine.practice.interpreter.attributes import BUILTINS

    if name in BUILTINS:
        raise Unread(f"`{name}` is not carried out here.")
    if name.lower() in ("true", "false", "none"):
        return f"Python writes {name.capitalize()}, with a capital."
    if name in ("x_train", "y_train", "x_test", "y_test") or DATA.search(name.lower()):
        there = "" if name in m.loaded else f" The data are called {', '.join(m.loaded)} here."
        return f"`{name[:40]}` has not been defined: Python stops with a NameError.{there}"
    net = next((held for held, each in m.whole.names.items() if isinstance(each, Net)), "")
    if name == "model":
        hint = f"Your model is called `{net}`." if net else "It needs a model first: `model = Sequential()`."
        return f"`model` has not been defined: Python stops with a NameError. {hint}"
    if name.lower() in ("x", "y", "labels", "articles", "newswires"):
        return (
            f"`{name}` has not been defined: Python stops with a NameError. The data are called {', '.join(m.loaded)}."
        )
    if net and name.lower() in ("network", "net", "nn", "clf", "classifier"):
        return f"`{name}` has not been defined: Python stops with a NameError. Your model is called `{net}`."
    if name in ("fit", "evaluate", "predict", "add", "summary"):
        return f"`{name}` has not been defined: it belongs to the model, `{net or 'model'}.{name}(…)`."
    if name in ("one_hot", "to_one_hot", "np_utils", "to_categorial", "to_catagorical"):
        return f"`{name}` has not been defined: Python stops with a NameError. For labels there is `to_categorical`."
    quotes = any(name.lower() in map(str.lower, names_of(f"keras.{each}")) for each in NAMED) or name in FIGURES
    if quotes:
        return (
            f"`{name[:40]}` has not been defined: Python stops with a NameError. One of Keras' own names, such as "
            '"adam", needs quotation marks.'
        )
    close = [*m.whole.names, *BORROWED]
    return f"`{name[:40]}` has not been defined: Python stops with a NameError.{near(name, close)}"
