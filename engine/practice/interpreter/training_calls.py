"""`compile`, `fit`, `evaluate` and `predict`: what Keras would refuse, and a note of what was asked for.

Nothing is trained here. Shapes are compared as Keras compares them at the first batch.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import catalogue, nets, shapes
from engine.practice.interpreter.objects import Compiled, Event, History, Known, Made, Net, Opaque
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


def compile_(net: Net, bound: dict[str, Any], m: "Machine") -> None:
    """`model.compile(…)`."""
    optimizer = bound.get("optimizer", "rmsprop")
    if isinstance(optimizer, str):
        known = {name.lower() for name in catalogue.names_of("keras.optimizers") if name[:1].isupper()}
        if optimizer.lower() not in known:
            close = catalogue.near(optimizer, known)
            raise Stops("ValueError", f"Keras knows no optimizer {quoted(optimizer)}.{close}")
    elif isinstance(optimizer, Known):
        raise Stops(
            "ValueError", f"`{optimizer.last}` needs its brackets: without them it is the class, not an optimizer."
        )
    elif not isinstance(optimizer, Made | Opaque):
        raise Stops(
            "ValueError", 'The optimizer is a name in quotation marks, such as "adam", or a call such as Adam().'
        )
    metrics = bound.get("metrics")
    if metrics is not None and not isinstance(metrics, list | tuple | dict | Opaque):
        raise Stops("ValueError", "`metrics` is a list, even of one: put square brackets around it.")
    net.compiled = Compiled(optimizer, bound.get("loss"), metrics)
    m.events.append(Event("compile", bound, net, line=m.line))


def loss_name(loss: Any) -> str:
    """The loss as Keras' names have it; "" for one of the learner's own."""
    loss = loss[0] if isinstance(loss, list | tuple) and len(loss) == 1 else loss
    return loss if isinstance(loss, str) else loss.last if isinstance(loss, Made | Known) else ""


def metric_name(metric: Any) -> str:
    """The name under which Keras shows a metric."""
    if isinstance(metric, Made):
        own = metric.bound.get("name")
        return own if isinstance(own, str) else nets.snake(metric.last)
    return metric if isinstance(metric, str) else metric.last if isinstance(metric, Known) else "metric"


def metrics_of(net: Net) -> list[Any]:
    """The metrics that the model was compiled with."""
    held = net.compiled.metrics if net.compiled else None
    return list(held) if isinstance(held, list | tuple) else []


def fit(net: Net, bound: dict[str, Any], m: "Machine") -> History:
    """`model.fit(…)`."""
    x, y = bound.get("x"), bound.get("y")
    _ready(net)
    x, y = _data(x, "x", m), _data(y, "y", m)
    _sizes(bound)
    _fits(net, x, y)
    held = bound.get("validation_data")
    if isinstance(held, tuple | list) and len(held) in (2, 3):
        _fits(net, _data(held[0], "x", m), _data(held[1], "y", m))
    elif held is not None and not isinstance(held, Opaque):
        raise Stops("ValueError", "`validation_data` is a pair: the newswires and their labels, (x_val, y_val).")
    split = bound.get("validation_split", 0.0)
    _check_split(split)
    _check_callbacks(bound.get("callbacks"), net, held is not None or bool(split))
    epochs = int(bound.get("epochs", 1))
    names = ("loss", *map(metric_name, metrics_of(net)))
    validated = held is not None or bool(split)
    history = History((*names, *(f"val_{name}" for name in names if validated)), max(0, epochs))
    m.events.append(Event("fit", bound, net, history, m.targets, m.line))
    net.epochs += epochs
    return history


def _ready(net: Net) -> None:
    if net.compiled is None:
        raise Stops("ValueError", "The model has not been compiled: `compile` comes before this.")
    if not net.layers:
        raise Stops("ValueError", "The network has no layers yet.")
    loss = loss_name(net.compiled.loss)
    if net.compiled.loss is None:
        raise Stops("ValueError", "Without a loss there is nothing to make smaller: Keras stops when training begins.")
    if loss and loss not in catalogue.names_of("tf.keras.losses") and loss.lower() not in ("crossentropy", "ce"):
        aliases = {"bce", "BCE", "mse", "MSE", "mae", "MAE", "mape", "MAPE", "msle", "MSLE", "kld", "KLD", "logcosh"}
        if loss not in aliases:
            raise Stops("ValueError", f"Keras has no loss of the name {quoted(loss)}.")


def _data(given: Any, what: str, m: "Machine") -> Any:
    """Data as `fit` takes them.

    Raises: Stops, where Keras does not take them.
    """
    if (isinstance(given, Items) and given.at is not None) or (isinstance(given, list | tuple) and given):
        raise Stops("ValueError", f"Keras takes arrays; `{what}` is a list here. np.array(…) around it makes one.")
    if isinstance(given, Opaque):
        raise Unread(f"What `{given.path[:40]}` gives is not worked out here.")
    if not isinstance(given, ARRAYS):
        raise Stops("ValueError", f"`{what}` holds no data: here stands {kind_of(given)}.")
    if given.ragged if isinstance(given, Sampled) else given.dtype == object:
        raise Stops(
            "ValueError",
            f"`{what}` still holds lists of different lengths: Keras cannot make a table of numbers of them. They have "
            "to become rows of one width first.",
        )
    return given


def _fits(net: Net, x: Any, y: Any) -> None:
    """Raises Stops, where the shapes do not go together."""
    if net.shape is not None and tuple(y.shape[1:]) == net.shape[1:] != tuple(x.shape[1:]):
        raise Stops(
            "ValueError", "First the newswires, then their labels. Turned round, the shapes do not fit the network."
        )
    if x.shape[0] != y.shape[0]:
        raise Stops(
            "ValueError",
            f"{x.shape[0]:,} newswires and {y.shape[0]:,} labels: there are not equally many, and Keras stops at once.",
        )
    goes_in(net, x)
    _loss_fits(net, y)


def goes_in(net: Net, x: Any) -> None:
    """Raises Stops, where a batch does not fit into the model."""
    inner = tuple(int(side) for side in x.shape[1:])
    if net.shape is None:
        if len(x.shape) < 2:
            raise Stops("ValueError", f"The newswires are rows of one width; here they have the shape {x.shape}.")
        nets.grow(net, (None, *inner))
    assert net.shape is not None
    wanted = net.shape[1:]
    fits = len(wanted) == len(inner) and all(side in (None, there) for side, there in zip(wanted, inner, strict=True))
    if not fits:
        raise Stops(
            "ValueError",
            f"Your rows have the shape {shapes.shown((None, *inner))}, and this network expects "
            f"{shapes.shown(net.shape)}: Keras stops at the first batch.",
        )
    first = net.layers[0]
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
            raise Stops("ValueError", f"{said}, and this loss expects one topic number a newswire: Keras stops.")
        if rows.size and rows.max() >= (ends[0] or 0):
            raise Stops(
                "InvalidArgumentError",
                f"Labels go up to {int(rows.max())}, and there are {ends[0]} outputs: TensorFlow stops at the first "
                f"label outside [0, {ends[0]}).",
            )
    elif loss in DISTANCE and labels != ends and (not labels or (labels[-1] != 1 and ends[-1] != 1)):
        raise Stops("InvalidArgumentError", f"{said}: TensorFlow cannot subtract one from the other.")


def _sizes(bound: dict[str, Any]) -> None:
    """Raises Stops for a batch size or a number of epochs that Keras cannot use."""
    for word, least in (("batch_size", 0), ("epochs", None)):
        value = bound.get(word)
        if (value is None and word == "batch_size") or word not in bound or isinstance(value, Opaque):
            continue
        if isinstance(value, str | float | list | tuple) or value is None:
            raise Stops("TypeError", f"`{word}` is a whole number: no quotation marks, no decimal point.")
        if not isinstance(value, int | np.integer):
            raise Stops("TypeError", f"`{word}` is a whole number, not {kind_of(value)}.")
        if least is not None and value < least:
            raise Stops("ValueError", "A batch holds at least one newswire; with fewer Keras stops.")
    verbose = bound.get("verbose", "auto")
    if not isinstance(verbose, int | str | bool) and not isinstance(verbose, Opaque):
        raise Stops("ValueError", '`verbose` is 0, 1, 2 or "auto".')


def _check_split(split: Any) -> None:
    if isinstance(split, str):
        raise Stops("TypeError", "`validation_split` is a number, a share such as 0.1: leave the quotation marks out.")
    if isinstance(split, list | tuple | Sampled) or split is None:
        raise Stops("TypeError", "`validation_split` is one number, a share such as 0.1.")
    if split >= 2 or split == 1:
        raise Stops(
            "ValueError", "`validation_split` is a share smaller than 1; with this, nothing is left to learn from."
        )


def _check_callbacks(given: Any, net: Net, validated: bool) -> None:
    items = list(given) if isinstance(given, list | tuple) else [] if given is None else [given]
    watched = {"loss", *map(metric_name, metrics_of(net))}
    watched |= {f"val_{name}" for name in watched} if validated else set()
    for item in items:
        if isinstance(item, str):
            if item == "" and not isinstance(given, list | tuple):
                continue
            raise Stops("AttributeError", "A callback is an object, not a name in quotation marks: EarlyStopping(…).")
        if isinstance(item, Known):
            raise Stops("TypeError", f"`{item.last}` needs its brackets: without them it is the class, not a callback.")
        if isinstance(item, int | float | Net | Sampled):
            raise Stops("AttributeError", f"A callback is an object such as EarlyStopping(…), not {kind_of(item)}.")
        if isinstance(item, Made) and item.last in ("EarlyStopping", "ReduceLROnPlateau"):
            _check_monitor(item, watched)


def _check_monitor(item: Made, watched: set[str]) -> None:
    monitor, mode = item.bound.get("monitor", "val_loss"), item.bound.get("mode", "auto")
    known = isinstance(monitor, str) and monitor.removeprefix("val_") in watched
    if not known and mode not in ("min", "max"):
        there = ", ".join(sorted(name for name in watched))
        raise Stops(
            "ValueError",
            f"There is no figure named {quoted(monitor)} to watch: Keras stops. With your metrics there are {there}.",
        )


def evaluate(net: Net, bound: dict[str, Any], m: "Machine") -> Any:
    """`model.evaluate(…)`: the loss and the metrics."""
    _ready(net)
    y = bound.get("y")
    if bound.get("x") is None:
        raise Stops(
            "ValueError", "`evaluate` needs the test newswires and their labels: model.evaluate(x_test, y_test)."
        )
    x = _data(bound.get("x"), "x", m)
    if y is None:
        raise Stops("ValueError", "`evaluate` needs the labels too: model.evaluate(x_test, y_test).")
    _sizes(bound)
    _fits(net, x, _data(y, "y", m))
    metrics = list(map(metric_name, metrics_of(net)))
    returned = 1 + len(metrics)
    if len(m.targets) > 1 and len(m.targets) != returned and m.frame is m.whole and not bound.get("return_dict"):
        figures = f"{returned} figures, the loss and your metrics" if metrics else "one figure, the loss"
        raise Stops("ValueError", f"`evaluate` returns {figures}; {len(m.targets)} names do not match.")
    m.events.append(Event("evaluate", bound, net, None, m.targets, m.line))
    if bound.get("return_dict") is True:
        return {name: 0.5 for name in ("loss", *metrics)}
    return Items([0.5] * (1 + len(metrics))) if metrics else 0.5


def predict(net: Net, bound: dict[str, Any], m: "Machine") -> Any:
    """`model.predict(x)`: a row of outputs a newswire."""
    if not net.layers:
        raise Stops("ValueError", "The network has no layers yet.")
    x = _data(bound.get("x"), "x", m)
    _sizes(bound)
    m.events.append(Event("predict", bound, net, None, m.targets, m.line))
    return outputs(net, x, m)


def outputs(net: Net, x: Any, m: "Machine") -> Any:
    """A row of outputs for each row of data: (rows, units) float32, all but equal.

    Raises: Stops, where the data do not fit into the model.
    """
    goes_in(net, x)
    last = int((net.out or (None, 46))[-1] or 46)
    rows = x.rows if isinstance(x, Sampled) else x
    m.budget.room(len(rows) * last)
    made = np.full((len(rows), last), 1 / last, np.float32)
    made[:, :: max(1, last - 1)] += 1e-3
    return x.like(made) if isinstance(x, Sampled) else made


WORK: dict[str, Callable[[Net, dict[str, Any], "Machine"], Any]] = {
    "compile": compile_,
    "fit": fit,
    "evaluate": evaluate,
    "predict": predict,
}
