"""Whether data go into a model, and labels with its loss: shapes are compared as Keras compares them."""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import nets, shapes
from engine.practice.interpreter.objects import Known, Made, Net, Opaque
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

CATEGORICAL = (
    "categorical_crossentropy",
    "CategoricalCrossentropy",
    "kl_divergence",
    "KLDivergence",
    "kld",
    "KLD",
    "categorical_focal_crossentropy",
    "CategoricalFocalCrossentropy",
)
SPARSE = ("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy")
BINARY = ("binary_crossentropy", "BinaryCrossentropy", "bce", "BCE")
DISTANCE = (
    "mse",
    "MSE",
    "mean_squared_error",
    "MeanSquaredError",
    "mae",
    "MAE",
    "mean_absolute_error",
    "MeanAbsoluteError",
)
ARRAYS = (Sampled, np.ndarray)


def loss_name(loss: Any) -> str:
    """The loss as Keras' names have it; "" for one of the learner's own."""
    loss = loss[0] if isinstance(loss, list | tuple) and len(loss) == 1 else loss
    return loss if isinstance(loss, str) else loss.last if isinstance(loss, Made | Known) else ""


def data_of(given: Any, what: str, m: "Machine") -> Any:
    """Data as `fit` takes them.

    Raises: Stops, where Keras does not take them.
    """
    if isinstance(given, list | tuple) and len(given) == 1 and isinstance(given[0], ARRAYS):
        given = given[0]  # a list of the model's inputs
    if isinstance(given, list | tuple) and len(given) > 1 and any(isinstance(each, Sampled) for each in given):
        raise Stops(
            "ValueError",
            f"Newswires and labels are two values; in brackets together they are taken for one, `{what}`. Leave the "
            "inner brackets out, as in (x_test, y_test).",
        )
    if (isinstance(given, Items) and given.at is not None) or (isinstance(given, list | tuple) and given):
        raise Stops("ValueError", f"Keras takes arrays; `{what}` is a list here. np.array(…) around it makes one.")
    if isinstance(given, Opaque):
        raise Unread(f"What `{given.path[:40]}` gives is not worked out here.")
    if isinstance(given, dict):
        raise Unread(f"`{what}` as a dictionary, by the names of the model's inputs, is not read here.")
    if not isinstance(given, ARRAYS):
        text = ": a name in quotation marks is only that. Leave them out" if isinstance(given, str) else ""
        raise Stops("ValueError", f"`{what}` holds no data: here stands {kind_of(given)}{text}.")
    if given.ragged if isinstance(given, Sampled) else given.dtype == object:
        raise Stops(
            "ValueError",
            f"`{what}` still holds lists of different lengths: Keras cannot make a table of numbers of them. They have "
            f"to become rows of one width first.{_rows_there(given, m)}",
        )
    if (given.rows if isinstance(given, Sampled) else given).dtype.kind in "US":
        raise Stops("ValueError", f"`{what}` holds texts, and Keras takes numbers.")
    if not given.shape or given.shape[0] == 0:
        raise Stops("ValueError", f"`{what}` holds no row, and Keras has nothing to work on.")
    return given


def _rows_there(given: Any, m: "Machine") -> str:
    """Under which name rows of as many newswires are found."""
    for name, held in m.whole.names.items():
        if isinstance(held, Sampled) and isinstance(given, Sampled) and held.sparse and held.total == given.total:
            return f" Yours are called `{name}`."
    return ""


def check_fit(net: Net, x: Any, y: Any, split: bool = False) -> None:
    """Raises Stops, where the shapes do not go together.

    split: with a `validation_split` Keras cuts both at the places where it cuts the newswires, and passes over labels
    that are too many.
    """
    if net.guessed:
        return
    if net.shape is not None and tuple(y.shape[1:]) == net.shape[1:] != tuple(x.shape[1:]):
        raise Stops(
            "ValueError", "First the newswires, then their labels. Turned round, the shapes do not fit the network."
        )
    if x.shape[0] != y.shape[0] and not (split and x.shape[0] < y.shape[0]):
        raise Stops(
            "ValueError",
            f"{x.shape[0]:,} newswires and {y.shape[0]:,} labels: there are not equally many, and Keras stops at once.",
        )
    goes_in(net, x)
    if isinstance(y, Sampled) and y.sparse:
        raise Stops(
            "TypeError",
            "The labels are a sparse array of SciPy's, and Keras stops at the first batch: `.toarray()` makes an "
            "ordinary one of it.",
        )
    _loss_fits(net, y)


def goes_in(net: Net, x: Any) -> None:
    """Raises Stops, where a batch does not fit into the model."""
    if net.guessed:
        return
    inner = tuple(int(side) for side in x.shape[1:])
    if net.shape is None:
        if len(x.shape) < 2:
            raise Stops("ValueError", f"The newswires are rows of one width; here they have the shape {x.shape}.")
        nets.grow(net, (None, *inner))
    assert net.shape is not None
    wanted = net.shape[1:]
    fits = len(wanted) == len(inner) and all(side in (None, there) for side, there in zip(wanted, inner, strict=True))
    way = net.way
    any_length = way[0].last == "Embedding" and not any(each.last == "Flatten" for each in way)
    if not fits and not (any_length and len(wanted) == len(inner)):
        raise Stops(
            "ValueError",
            f"Your rows have the shape {shapes.shown((None, *inner))}, and this network expects "
            f"{shapes.shown(net.shape)}: Keras stops at the first batch.",
        )
    first = way[0]
    rows = x.rows if isinstance(x, Sampled) else x
    if first.last == "Embedding" and rows.size and int(rows.max()) >= int(first.bound["input_dim"]):
        raise Stops(
            "InvalidArgumentError",
            f"The largest index is {int(rows.max()):,}, and `Embedding` has {int(first.bound['input_dim']):,} rows, "
            "numbered from 0: it finds none for it.",
        )


def _loss_fits(net: Net, y: Any) -> None:
    """Raises Stops, where labels of that shape do not go with the outputs under the loss."""
    assert net.compiled is not None
    loss, out = loss_name(net.compiled.loss), net.out
    if out is None or not loss:
        return
    labels, ends = tuple(y.shape[1:]), tuple(out[1:])
    rows = y.rows if isinstance(y, Sampled) else y
    if loss.lower() in ("crossentropy", "ce"):
        loss = CATEGORICAL[0] if len(labels) == len(ends) and labels != (1,) else SPARSE[0]
    said = f"The labels have the shape {shapes.shown((None, *labels))} and the outputs {shapes.shown(out)}"
    if loss in (*CATEGORICAL, *BINARY):
        if len(labels) != len(ends):
            single = " Each label is one number: encode them, or take the loss that begins with `sparse_`."
            raise Stops("ValueError", f"{said}: Keras stops at the first batch.{single if not labels else ''}")
        if labels != ends:
            raise Stops("ValueError", f"{said}: they are compared place by place, and Keras stops.")
    elif loss in SPARSE:
        if labels not in ((), (1,)) or len(ends) != 1:
            raise Stops("ValueError", f"{said}, and this loss expects one topic number per newswire: Keras stops.")
        if rows.size and rows.max() >= (ends[0] or 0):
            raise Stops(
                "InvalidArgumentError",
                f"Labels go up to {int(rows.max())}, and there are {ends[0]} outputs: TensorFlow stops at the first "
                f"label outside [0, {ends[0]}).",
            )
    elif loss in DISTANCE and labels != ends and (not labels or (labels[-1] != 1 and ends[-1] != 1)):
        raise Stops("InvalidArgumentError", f"{said}: TensorFlow cannot subtract one from the other.")
