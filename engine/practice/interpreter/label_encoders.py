"""scikit-learn's encoders: a single 1 for each label, numbers for labels, ones for what a list holds."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.practice.design import TOPICS
from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.array_making import array, dtype_of
from engine.practice.interpreter.catalogue import Signature, bind, near
from engine.practice.interpreter.objects import Encoder, Method
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

TAKES: dict[str, dict[str, Any]] = {
    "OneHotEncoder": {
        "categories": "auto",
        "drop": None,
        "sparse_output": True,
        "dtype": None,
        "handle_unknown": "error",
        "min_frequency": None,
        "max_categories": None,
    },
    "LabelBinarizer": {"neg_label": 0, "pos_label": 1, "sparse_output": False},
    "LabelEncoder": {},
    "MultiLabelBinarizer": {"classes": None, "sparse_output": False},
}
PATHS = frozenset(f"sklearn.preprocessing.{name}" for name in TAKES)
METHODS = ("fit", "transform", "fit_transform", "inverse_transform")
LEARNED = {"OneHotEncoder": "categories_"}  # the others call it classes_
LEAST_ROWS = 2_000  # of labels, of which a few are there: fewer need not hold every topic


def made(path: str, args: list[Any], named: dict[str, Any]) -> Encoder:
    """`OneHotEncoder(sparse_output=False)`.

    Raises: Stops, where scikit-learn would; Unread for what is not carried out here.
    """
    name = path.rpartition(".")[2]
    usual = TAKES[name]
    if "sparse" in named and "sparse_output" in usual:
        raise Stops("TypeError", f"`{name}` has no argument `sparse`: scikit-learn calls it `sparse_output` today.")
    bound = {**usual, **bind(name, args, named, Signature("class", (), tuple(usual), usual, False))}
    if not isinstance(bound.get("sparse_output", True), bool):
        raise Stops("InvalidParameterError", "`sparse_output` is True or False.")
    for word in ("drop", "min_frequency", "max_categories", "neg_label", "pos_label"):
        if bound.get(word) != usual.get(word):
            raise Unread(f"`{name}` is carried out without `{word}` here.")
    if bound.get("handle_unknown", "error") not in ("error", "ignore"):
        raise Unread('`handle_unknown` is carried out as "error" or "ignore" here.')
    return Encoder(name, bound)


def attribute(owner: Encoder, name: str) -> Any:
    """What follows the dot: a method, or the classes that were found."""
    if name in METHODS:
        return Method(owner, name)
    learned = LEARNED.get(owner.kind, "classes_")
    if name == learned and owner.classes is not None:
        return Items([owner.classes]) if name == "categories_" else owner.classes
    if name == learned or not name.endswith("_"):
        if name in ("set_output", "get_params", "set_params", "get_feature_names_out"):
            raise Unread(f"`{name}` of `{owner.kind}` is not carried out here.")
        before = " before `fit`" if name == learned else ""
        raise Stops("AttributeError", f"`{owner.kind}` has no `{name[:40]}`{before}.{near(name, METHODS)}")
    close = f" Its classes are `{learned}`." if name in ("classes_", "categories_") else ""
    raise Stops("AttributeError", f"`{owner.kind}` has no `{name[:40]}`.{close}")


def method(owner: Encoder, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`fit`, `transform` and both at once; `inverse_transform`.

    Raises: as `made`.
    """
    words = ("X", "y") if owner.kind == "OneHotEncoder" else ("yt",) if name == "inverse_transform" else ("y",)
    words = ("Y",) if owner.kind == "LabelBinarizer" and name == "inverse_transform" else words
    usual = {"y": None} if len(words) > 1 else {}
    given = bind(f"{owner.kind}.{name}", args, named, Signature("function", words, (), usual, False))[words[0]]
    if name.startswith("fit"):
        owner.classes = _classes(owner, given, m)
        if name == "fit":
            return owner
    if owner.classes is None:
        raise Stops("NotFittedError", f"`{owner.kind}` does not know the classes yet: `fit` comes before `{name}`.")
    if name == "inverse_transform":
        return _back(owner, owner.classes, array(given, None, m))
    if owner.kind == "MultiLabelBinarizer":
        return _lists_as_rows(owner, owner.classes, given, m)
    return _encoded(owner, owner.classes, _labels(owner, given, m), m)


def _labels(owner: Encoder, given: Any, m: "Machine") -> Any:
    """The labels that an encoder is given, as one number for each row."""
    held = array(given, None, m)
    shape = held.shape if isinstance(held, Sampled) else np.shape(held)
    if isinstance(held, Sampled) and held.ragged:
        raise Stops("ValueError", f"`{owner.kind}` takes labels; these are the newswires, lists of different lengths.")
    if owner.kind == "OneHotEncoder" and len(shape) != 2:
        raise Stops(
            "ValueError",
            f"`OneHotEncoder` takes a table, and these labels have the shape {shape}: scikit-learn stops. "
            "y_train.reshape(-1, 1) makes a column of them.",
        )
    if len(shape) == 2 and shape[1] != 1:
        if owner.kind == "LabelEncoder":
            raise Stops("ValueError", f"`LabelEncoder` takes a label for each row, and gets an array of shape {shape}.")
        raise Unread(f"`{owner.kind}` is carried out on one label for each row here.")
    if len(shape) not in (1, 2):
        raise Stops("ValueError", f"`{owner.kind}` takes labels, and gets an array of shape {shape}.")
    if isinstance(held, Sampled):
        return held.like(held.rows.reshape(len(held.rows)))
    return held.reshape(len(held))


def _classes(owner: Encoder, given: Any, m: "Machine") -> NDArray[Any]:
    """What `fit` finds: every label that occurs, in order; or those that the encoder was told."""
    told = owner.bound.get("classes") if owner.kind == "MultiLabelBinarizer" else owner.bound.get("categories", "auto")
    if owner.kind == "MultiLabelBinarizer":
        if not isinstance(told, range | list | tuple | np.ndarray):
            raise Unread(
                "Without `classes` its columns are the words that happen to occur, and not all newswires are here. "
                "classes=range(10000) gives every index its column."
            )
        m.budget.room(len(told))
        return guarded(lambda: np.asarray(told, int).reshape(len(told)))
    labels = _labels(owner, given, m)
    rows = labels.rows if isinstance(labels, Sampled) else labels
    if isinstance(told, str) and told == "auto":
        if not isinstance(labels, Sampled) or labels.total == len(labels.rows):
            return np.unique(rows)
        if labels.total < LEAST_ROWS or rows.min() != 0 or rows.max() != TOPICS - 1:
            raise Unread("Which labels occur among these rows is not known here, so neither is how many columns.")
        return np.arange(TOPICS)
    if not isinstance(told, list):
        raise Stops("InvalidParameterError", "`categories` is a list, of one list for each column: [range(46)].")
    if len(told) != 1 or not isinstance(told[0], range | list | tuple | np.ndarray):
        raise Stops("ValueError", "`categories` has one list for each column, and here is one column: [range(46)].")
    m.budget.room(len(told[0]))
    classes = guarded(lambda: np.asarray(told[0], int).reshape(len(told[0])))
    if (np.diff(classes) <= 0).any():
        raise Stops("ValueError", "The categories are numbers: they are sorted, and each stands there once.")
    _known(owner, classes, rows)
    return classes


def _known(owner: Encoder, classes: NDArray[Any], rows: NDArray[Any]) -> NDArray[Any]:
    """(rows,) whether a label is among the classes. Raises: Stops, where the encoder takes no others."""
    known = np.isin(rows, classes)
    strict = owner.kind == "LabelEncoder" or owner.bound.get("handle_unknown") == "error"
    if strict and not known.all():
        other = rows[~known][0]
        raise Stops("ValueError", f"Label {other} is none of the {len(classes)} that `{owner.kind}` knows: it stops.")
    return known


def _encoded(owner: Encoder, classes: NDArray[Any], labels: Any, m: "Machine") -> Any:
    rows = labels.rows if isinstance(labels, Sampled) else labels
    known = _known(owner, classes, rows)
    if owner.kind == "LabelEncoder":
        found = np.searchsorted(classes, rows)
        return labels.like(found) if isinstance(labels, Sampled) else found
    if owner.kind == "LabelBinarizer" and len(classes) < 3:
        raise Unread("`LabelBinarizer` is carried out on three classes or more here.")
    m.budget.room(len(rows) * len(classes))
    kind = dtype_of(owner.bound.get("dtype")) or (float if owner.kind == "OneHotEncoder" else int)
    table = ((rows[:, None] == classes) & known[:, None]).astype(kind)
    return _table(owner, table, labels)


def _table(owner: Encoder, table: NDArray[Any], of: Any) -> Any:
    """Rows as the encoder gives them: an array, or a sparse one."""
    held = of.like(table) if isinstance(of, Sampled) else Sampled(table, np.arange(len(table)), len(table))
    if owner.bound["sparse_output"]:
        return Sampled(held.rows, held.at, held.total, sparse=True)
    return held if isinstance(of, Sampled) else table


def _lists_as_rows(owner: Encoder, classes: NDArray[Any], given: Any, m: "Machine") -> Any:
    """(rows, classes): 1 where a list holds a class; others are passed over, with a warning."""
    held = array(given, object, m) if isinstance(given, Items) and given.at is not None else given
    if not isinstance(held, Sampled) or not held.ragged:
        raise Unread("`MultiLabelBinarizer` is carried out on the newswires, as lists of numbers, here.")
    m.budget.room(len(held.rows) * len(classes))
    table = np.array([np.isin(classes, np.asarray(each, int)) for each in held.rows]).astype(int)
    return _table(owner, table, held)


def _back(owner: Encoder, classes: NDArray[Any], held: Any) -> Any:
    """Labels for rows: the class with the largest number in each; for the numbers of a LabelEncoder, theirs."""
    if owner.kind == "MultiLabelBinarizer" or not isinstance(held, Sampled | np.ndarray):
        raise Unread(f"`inverse_transform` of `{owner.kind}` is not carried out on this here.")
    rows = held.rows if isinstance(held, Sampled) else held
    if owner.kind != "LabelEncoder":
        if rows.ndim != 2 or rows.shape[1] != len(classes):
            raise Stops("ValueError", f"`inverse_transform` takes rows of {len(classes)} numbers, one for each class.")
        rows = rows.argmax(axis=1)
    found = guarded(lambda: classes[rows])
    found = found[:, None] if owner.kind == "OneHotEncoder" else found
    return held.like(found) if isinstance(held, Sampled) else found
