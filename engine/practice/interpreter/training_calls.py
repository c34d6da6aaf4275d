"""`compile`, `fit`, `evaluate` and `predict`: what Keras would refuse, and a note of what was asked for.

Nothing is trained here. Shapes are compared as Keras compares them at the first batch.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import catalogue, nets
from engine.practice.interpreter.data_checks import check_fit, data_of, goes_in, loss_name
from engine.practice.interpreter.layer_checks import check_known
from engine.practice.interpreter.objects import Compiled, Event, History, Known, Made, Net, Opaque, Stream
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled, as_rows
from engine.practice.interpreter.streams import unpacked

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def compile_(net: Net, bound: dict[str, Any], m: "Machine") -> None:
    """`model.compile(…)`."""
    optimizer = bound.get("optimizer", "rmsprop")
    if isinstance(optimizer, str):
        known = {name.lower() for name in catalogue.names_of("keras.optimizers") if name[:1].isupper()}
        if optimizer.lower() not in known:
            close = catalogue.elsewhere(optimizer, "optimizers") or catalogue.near(optimizer, known)
            if "(" in optimizer:
                close = " With a learning rate it is a call, without quotation marks: Adam(0.001)."
            raise Stops("ValueError", f"Keras knows no optimizer {quoted(optimizer)}.{close}")
    elif isinstance(optimizer, Known):
        raise Stops(
            "ValueError", f"`{optimizer.last}` needs its brackets: without them it is the class, not an optimizer."
        )
    elif isinstance(optimizer, dict):
        raise Unread("An optimizer given as a dictionary is not read here.")
    elif not isinstance(optimizer, Made | Opaque):
        raise Stops(
            "ValueError", 'The optimizer is a name in quotation marks, such as "adam", or a call such as Adam().'
        )
    weights = bound.get("loss_weights")
    if isinstance(weights, str) or (isinstance(weights, list | tuple) and any(isinstance(one, str) for one in weights)):
        raise Stops(
            "ValueError",
            "By place, what `compile` gets third is `loss_weights`, the weights of several losses, and Keras stops at "
            'a text there. Name it: metrics=["accuracy"].',
        )
    for word in ("metrics", "weighted_metrics"):
        if not isinstance(bound.get(word), list | tuple | dict | Opaque | None):
            raise Stops("ValueError", f"`{word}` is a list, even of one: put square brackets around it.")
    metrics = bound.get("metrics")
    net.compiled, net.still = Compiled(optimizer, bound.get("loss"), metrics), None
    m.events.append(Event("compile", bound, net, line=m.line))


def metric_name(metric: Any) -> str:
    """The name under which Keras shows a metric."""
    if isinstance(metric, Made):
        own = metric.bound.get("name")
        return own if isinstance(own, str) else nets.snake(metric.last)
    return metric if isinstance(metric, str) else metric.last if isinstance(metric, Known) else "metric"


def knows_metric(name: str) -> bool:
    """Whether Keras knows a metric of that name."""
    known = catalogue.names_of("tf.keras.metrics") | {"accuracy", "acc", "ce", "crossentropy", "Accuracy"}
    return name in known or name.lower() in {each.lower() for each in known} | {nets.snake(each) for each in known}


def metrics_of(net: Net) -> list[Any]:
    """The metrics that the model was compiled with."""
    held = net.compiled.metrics if net.compiled else None
    return list(held) if isinstance(held, list | tuple) else []


def fit(net: Net, bound: dict[str, Any], m: "Machine") -> History:
    """`model.fit(…)`."""
    bound = unpacked(bound)
    x, y = bound.get("x"), bound.get("y")
    _ready(net)
    if x is None or y is None:
        what = "the training newswires and their labels" if x is None else "the labels too"
        raise Stops("ValueError", f"`fit` needs {what}: model.fit(x_train, y_train, …).")
    x, y = data_of(x, "x", m), data_of(y, "y", m)
    _sizes(bound)
    _check_weights(bound, x.shape[0])
    split = 0.0 if bound.get("validation_split") is None else bound["validation_split"]
    held = bound.get("validation_data")
    check_fit(net, x, y, split=held is None and isinstance(split, float) and 0 < split < 1)
    if isinstance(held, tuple | list) and len(held) in (2, 3):
        check_fit(net, data_of(held[0], "x", m), data_of(held[1], "y", m))
    elif held is not None and not isinstance(held, Opaque):
        raise Stops("ValueError", "`validation_data` is a pair: the newswires and their labels, (x_val, y_val).")
    check_known("fit", bound)
    _check_split(split)
    _check_callbacks(bound.get("callbacks"), net, held is not None or bool(split))
    epochs = int(bound.get("epochs", 1))
    names = ("loss", *map(metric_name, metrics_of(net)))
    validated = held is not None or bool(split)
    history = History((*names, *(f"val_{name}" for name in names if validated)), max(0, epochs))
    net.still = net.frozen if net.still is None else net.still
    m.events.append(Event("fit", bound, net, history, m.targets, m.line, still=net.still))
    net.epochs += epochs
    net.history = history
    _keep(bound.get("callbacks"), net, m)
    return history


def _keep(given: Any, net: Net, m: "Machine") -> None:
    """Notes the files in which callbacks keep the model."""
    for item in given if isinstance(given, list | tuple) else [given]:
        path = item.bound.get("filepath") if isinstance(item, Made) and item.last == "ModelCheckpoint" else None
        if isinstance(path, str) and item.bound.get("save_weights_only") is not True:
            m.saved[path] = net, net.epochs


def _ready(net: Net) -> None:
    if net.compiled is None:
        raise Stops("ValueError", "The model has not been compiled: `compile` comes before this.")
    _has_layers(net)
    loss = loss_name(net.compiled.loss)
    if net.compiled.loss is None:
        raise Stops("ValueError", "Without a loss there is nothing to make smaller: Keras stops when training begins.")
    if loss and loss not in catalogue.names_of("tf.keras.losses") and loss.lower() not in ("crossentropy", "ce"):
        aliases = {"bce", "BCE", "mse", "MSE", "mae", "MAE", "mape", "MAPE", "msle", "MSLE", "kld", "KLD", "logcosh"}
        if loss not in aliases:
            raise Stops("ValueError", f"Keras has no loss of the name {quoted(loss)}.")
    for metric in metrics_of(net):
        if isinstance(metric, str) and not knows_metric(metric):
            raise Stops("ValueError", f"Keras knows no metric {quoted(metric)}, and stops at the first batch.")


def _has_layers(net: Net) -> None:
    if not net.layers and net.own is None:
        raise Stops("ValueError", "The network has no layers yet.")


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


def _check_weights(bound: dict[str, Any], rows: int) -> None:
    """Raises Stops for weights of newswires, or of classes, that are none. rows: newswires."""
    weights, classes = bound.get("sample_weight"), bound.get("class_weight")
    if isinstance(weights, str | int | float | dict | list | tuple):
        raise Stops("ValueError", "`sample_weight` is an array: one number for each newswire.")
    if isinstance(weights, Sampled | np.ndarray) and weights.shape[:1] != (rows,):
        raise Stops("ValueError", f"`sample_weight` has the shape {weights.shape}, and there are {rows:,} newswires.")
    if classes is not None and not isinstance(classes, dict | Opaque):
        raise Stops(
            "AttributeError", "`class_weight` is a dictionary: a number for each topic, as in {0: 1.0, 1: 2.5}."
        )


def _check_split(split: Any) -> None:
    if isinstance(split, str):
        raise Stops("TypeError", "`validation_split` is a number, a share such as 0.1: leave the quotation marks out.")
    if isinstance(split, list | tuple | Sampled):
        raise Stops("TypeError", "`validation_split` is one number, a share such as 0.1.")
    if not isinstance(split, int | float) or split >= 2 or split == 1:
        raise Stops(
            "ValueError", "`validation_split` is a share smaller than 1; with this, nothing is left to learn from."
        )


def _check_callbacks(given: Any, net: Net, validated: bool) -> None:
    items = list(given) if isinstance(given, list | tuple) else [] if given is None else [given]
    watched = {"loss", *map(metric_name, metrics_of(net))}
    watched |= {f"val_{name}" for name in watched} if validated else set()
    if isinstance(given, set | dict):
        raise Stops("AttributeError", "The callbacks stand in a list: square brackets around them, not curly ones.")
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
    if isinstance(monitor, int | float):
        raise Stops(
            "ValueError",
            f"What stands first in `{item.last}` is the figure to watch, and {monitor} is none. Write "
            f"patience={monitor}.",
        )
    patience = item.bound.get("patience", 0)
    if item.last == "EarlyStopping" and (isinstance(patience, str) or patience is None):
        raise Stops(
            "TypeError",
            f"`patience` is a whole number, and {quoted(patience)} is none: Keras stops with an error at the first "
            "epoch that is no better than the best.",
        )
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
    _check_words(net, bound)
    bound = unpacked(bound, "evaluate")
    y = bound.get("y")
    if bound.get("x") is None:
        raise Stops("ValueError", "`evaluate` needs newswires and their labels, those that took no part in training.")
    x = data_of(bound.get("x"), "x", m)
    if y is None:
        raise Stops("ValueError", "`evaluate` needs the labels too: model.evaluate(x_test, y_test).")
    _sizes(bound)
    check_fit(net, x, data_of(y, "y", m))
    metrics = list(map(metric_name, metrics_of(net)))
    returned = 1 + len(metrics)
    if len(m.targets) > 1 and len(m.targets) != returned and m.frame is m.whole and not bound.get("return_dict"):
        figures = f"{returned} figures, the loss and your metrics" if metrics else "one figure, the loss"
        raise Stops("ValueError", f"`evaluate` returns {figures}; {len(m.targets)} names do not match.")
    m.events.append(Event("evaluate", bound, net, None, m.targets, m.line))
    return _figures(net, bound.get("return_dict") is True)


def _check_words(net: Net, bound: dict[str, Any]) -> None:
    """Raises Stops for an argument that `evaluate` does not have: it takes any name, and refuses it afterwards."""
    takes = catalogue.method(net.kind, "evaluate")
    if takes is None:
        return
    words = (*takes.order, *takes.named)
    if word := next((word for word in bound if word not in words and not word.isdigit()), ""):
        raise Stops("ValueError", catalogue.no_argument("evaluate", word, words))


def predict(net: Net, bound: dict[str, Any], m: "Machine") -> Any:
    """`model.predict(x)`: a row of outputs a newswire."""
    _has_layers(net)
    bound = unpacked(bound, "predict")
    if isinstance(bound.get("batch_size"), Sampled):
        raise Stops(
            "TypeError", "`predict` takes the newswires alone, no labels; what comes second is `batch_size`, a number."
        )
    x = data_of(bound.get("x"), "x", m)
    _sizes(bound)
    m.events.append(Event("predict", bound, net, None, m.targets, m.line))
    return outputs(net, x, m)


def outputs(net: Net, x: Any, m: "Machine") -> Any:
    """A row of outputs for each row of data: (rows, units) float32, largest for the topic taken to be the likeliest.

    Raises: Stops, where the data do not fit into the model.
    """
    goes_in(net, x)
    last = int((net.out or (None, 46))[-1] or 46)
    rows = x.rows if isinstance(x, Sampled) else x
    m.budget.room(len(rows) * last)
    sampled = as_rows(x)
    topics = m.likeliest(sampled) if sampled is not None else None
    if topics is None or max(topics) >= last:
        topics = [0] * len(rows)
    made = np.full((len(rows), last), 0.5 / max(1, last - 1), np.float32)
    made[np.arange(len(rows)), topics] = 0.5
    return x.like(made) if isinstance(x, Sampled) else made


def train_on_batch(net: Net, bound: dict[str, Any], m: "Machine") -> Any:
    """`model.train_on_batch(x, y)`: one step."""
    return _on_batch("train", net, bound, m)


def test_on_batch(net: Net, bound: dict[str, Any], m: "Machine") -> Any:
    """`model.test_on_batch(x, y)`: the loss and the metrics of so many newswires."""
    return _on_batch("evaluate", net, bound, m)


def _on_batch(kind: str, net: Net, bound: dict[str, Any], m: "Machine") -> Any:
    _ready(net)
    if isinstance(bound.get("x"), Stream):
        raise Stops("ValueError", "A batch is rows and labels, not a data set: a loop over it gives them.")
    x = data_of(bound.get("x"), "x", m)
    if bound.get("y") is None:
        raise Stops("ValueError", "A step needs the labels too, after the newswires.")
    check_fit(net, x, data_of(bound["y"], "y", m))
    m.events.append(Event(kind, bound, net, None, m.targets, m.line))
    if kind == "train":
        net.epochs = max(net.epochs, 1)
    return _figures(net, bound.get("return_dict") is True)


def _figures(net: Net, named: bool) -> Any:
    metrics = list(map(metric_name, metrics_of(net)))
    if named:
        return {name: 0.5 for name in ("loss", *metrics)}
    return Items([0.5] * (1 + len(metrics))) if metrics else 0.5


WORK: dict[str, Callable[[Net, dict[str, Any], "Machine"], Any]] = {
    "compile": compile_,
    "fit": fit,
    "evaluate": evaluate,
    "predict": predict,
    "predict_on_batch": predict,
    "train_on_batch": train_on_batch,
    "test_on_batch": test_on_batch,
}
