"""What follows a dot: names in modules, properties and methods of values. No attribute of a real object is looked "
"up."""

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import catalogue, label_encoders, nets, splits, streams
from engine.practice.interpreter.libraries import SHOWN, known_module, member
from engine.practice.interpreter.objects import (
    Above,
    Chance,
    Class,
    Compiled,
    Encoder,
    Function,
    History,
    Instance,
    Known,
    Made,
    Method,
    Module,
    Net,
    Opaque,
    Stream,
    Symbol,
    Tokenizer,
)
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import ONCE, Drawn, Items, Sampled, Tensor, Viewed
from engine.practice.interpreter.texts import METHODS as OF_TEXTS

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

OF_ARRAYS = frozenset(
    [
        "astype",
        "reshape",
        "flatten",
        "ravel",
        "max",
        "min",
        "sum",
        "mean",
        "std",
        "argmax",
        "argmin",
        "tolist",
        "copy",
        "toarray",
        "todense",
        "item",
        "any",
        "all",
        "round",
        "squeeze",
        "transpose",
        "cumsum",
        "dot",
        "fill",
        "var",
        "nonzero",
        "argsort",
        "sort",
        "clip",
    ]
)
OF_LISTS = frozenset(
    ["append", "extend", "insert", "pop", "copy", "index", "count", "reverse", "sort", "clear", "remove"]
)
OF_OBJECTS = frozenset(
    [
        "get_weights",
        "set_weights",
        "count_params",
        "get_config",
        "kernel",
        "bias",
        "update_state",
        "result",
        "reset_state",
    ]
)  # of layers and metrics, none of which changes what is judged here
OF_DICTS = frozenset(["items", "keys", "values", "get", "update", "pop", "copy", "setdefault"])
PUBLIC = {kind: frozenset(name for name in dir(kind) if name[0] != "_") for kind in (list, dict, str, tuple, set)}
ARRAY_NAMES = frozenset(name for name in dir(np.ndarray) if name[0] != "_")


def attribute(owner: Any, name: str, m: "Machine") -> Any:
    """`owner.name`.

    Raises: Stops, where Python would; Unread, for what is not worked out here.
    """
    from engine.practice.interpreter import classes

    plain = (name == "__version__" and isinstance(owner, Module)) or (name == "__init__" and isinstance(owner, Above))
    if name.startswith("__") and not plain:
        raise Unread("Names that begin with two underscores are not used here.")
    if (found := classes.find(owner, name)) is not classes.NOTHING:
        return found
    match owner:
        case Above():
            return Method(owner, name)
        case Class():
            return _of_class(owner, name)
        case Instance(kind=kind):
            close = catalogue.near(name, [*owner.held, *kind.members])
            raise Stops("AttributeError", f"An object of `{kind.name[:40]}` has no `{name[:40]}`.{close}")
        case Module(path=path):
            return _of_module(path, name)
        case Known(path=path):
            return _of_known(path, name)
        case Sampled() | np.ndarray() | np.generic():
            if name == "shape" and isinstance(owner, Sampled):
                m.places[owner.total] = owner.at
            return _of_array(owner, name)
        case Opaque():
            m.touched = m.touched or owner.path.partition(".")[0] in SHOWN
            return Opaque(f"{owner.path}.{name}")
        case Net():
            return _of_net(owner, name)
        case History():
            return _of_history(owner, name)
        case Symbol():
            if name == "shape":
                return owner.shape
            raise Unread("Working on a layer's output is not carried out here.")
        case Made() if name == "trainable" and ".layers." in owner.kind:
            return owner.bound.get(name, True)
        case Made() if name == "learning_rate":
            return Opaque(name)  # a variable of Keras'
        case Made() if name in ("name", "units", "output", "input", "weights"):
            return owner.bound.get(name, Opaque(name))
        case Stream() | Made() if isinstance(owner, Stream) or splits.is_folds(owner):
            return Method(owner, name)
        case Made() if name in OF_OBJECTS:
            return Opaque(name)
        case Tokenizer() | Chance():
            return Method(owner, name)
        case Encoder():
            return label_encoders.attribute(owner, name)
    return _of_plain(owner, name)


def _of_class(owner: Class, name: str) -> Any:
    found = owner.find(name)
    if found is None and not owner.is_model:
        raise Stops("AttributeError", f"`{owner.name[:40]}` has no `{name[:40]}`.")
    if found is None or isinstance(found, Function):
        raise Unread("A method of a class is carried out on an object of it here.")
    return found


def _of_module(path: str, name: str) -> Any:
    if name == "__version__":
        made = catalogue.held()["made with"].split()  # Keras 3.15.1, TensorFlow 2.21.0
        return {"numpy": np.__version__, "keras": made[1].rstrip(","), "tf": made[3]}.get(
            path.rpartition(".")[2], "1.5"
        )
    return member(path, name)


def _of_known(path: str, name: str) -> Any:
    if known_module(f"{path}.{name}"):
        return Module(f"{path}.{name}")
    if path == "tf.data.Dataset" and name in streams.MADE_BY:
        return Known(f"{path}.{name}")
    if path == "tf.data.experimental":
        return Known(f"{path}.{name}")
    if name == "from_config":
        raise Unread("A model made anew from its settings is not worked out here.")
    if path.rpartition(".")[2] in ("Sequential", "Model") and name in catalogue.held()["members"].get("Sequential", ()):
        last = path.rpartition(".")[2]
        raise Stops(
            "TypeError",
            f"`{last}` is the class, not your model, and Python stops with a TypeError. `{name[:40]}` belongs to the "
            f"model that {last}(…) makes: model.{name[:40]}(…).",
        )
    if path.startswith(("keras.", "tf.")):
        raise Unread(f"`{name[:40]}` of `{path.rpartition('.')[2]}` is not worked out here.")
    return Known(f"{path}.{name}")


def _of_array(owner: Any, name: str) -> Any:
    array = owner.rows if isinstance(owner, Sampled) else owner
    sparse = isinstance(owner, Sampled) and owner.sparse
    match name:
        case "shape":
            return owner.shape
        case "ndim":
            return array.ndim
        case "dtype":
            return Known(f"numpy.{array.dtype.name}") if array.dtype != object else Known("numpy.object_")
        case "size":
            return int(np.prod(owner.shape))
        case "nbytes":
            return int(np.prod(owner.shape)) * array.dtype.itemsize
        case "T":
            if isinstance(owner, Sampled) and array.ndim > 1:
                shape = owner.shape[::-1]
                raise Unread(
                    f"Turned round the array has the shape {shape}. That is not carried out here, and Keras wants a "
                    "row for each newswire, as it was before."
                )
            return owner if isinstance(owner, Sampled) else owner.T
        case "toarray" | "todense" if not sparse:
            raise Stops("AttributeError", f"This is an array already: it has no `{name}`.")
    if name == "numpy" and isinstance(owner, Tensor | np.generic):
        return Method(owner, name)
    if isinstance(owner, Tensor) and name in ARRAY_NAMES:
        raise Stops(
            "AttributeError", f"A tensor of TensorFlow's has no `{name}`. `.numpy()` makes an array of it, which has."
        )
    if name in OF_ARRAYS:
        return Method(owner, name)
    if name in ARRAY_NAMES or sparse or (name == "numpy" and not isinstance(owner, Sampled)):  # of a layer, it may be
        raise Unread(f"`{name[:40]}` of an array is not worked out here.")
    if name == "numpy":
        raise Stops("AttributeError", "This is an array already: it has no `numpy`, which tensors have.")
    alone = name in ("vectorise", "to_categorical", "pad_sequences")
    function = f" It is a function: {name}(…), the array inside the brackets." if alone else ""
    raise Stops("AttributeError", f"An array has no `{name[:40]}`.{function or catalogue.near(name, ARRAY_NAMES)}")


def _of_net(net: Net, name: str) -> Any:
    if catalogue.method(net.kind, name) is not None:
        return Method(net, name)
    match name:
        case "layers":
            return Items(nets.all_layers(net))
        case "history" if net.history is not None:
            return net.history
        case "weights" | "trainable_weights" | "variables" | "trainable_variables":
            return Opaque(name)
        case "name":
            return net.named.get("name", "sequential")
        case "metrics_names":
            return Items(["loss", "compile_metrics"] if net.compiled and net.compiled.metrics else ["loss"])
        case "optimizer" if net.compiled is not None:
            return _optimizer_of(net.compiled)
        case "trainable":
            return net.learns
        case "optimizer" | "loss":
            return Opaque(name)
        case "output_shape" | "input_shape":
            return net.out if name == "output_shape" else net.shape
        case "stop_training":
            return False
    if name == "add":
        raise Stops("AttributeError", "Only a Sequential model has `add`; `Model(…)` is complete when it is made.")
    members = frozenset(catalogue.held()["members"].get(net.kind, ()))
    if name in members:
        raise Unread(f"`{name[:40]}` of a model is not worked out here.")
    today = {
        "predict_classes": " Today it is model.predict(…).argmax(axis=1).",
        "fit_generator": " Today `fit` does it.",
    }
    close = today.get(name) or {
        "train": " To train it is `fit`.",
        "score": " To measure it is `evaluate`.",
        "test": " To measure it is `evaluate`.",
    }.get(name)
    close = close or {"append": " A layer is added with `add`."}.get(name)
    raise Stops("AttributeError", f"A model has no `{name[:40]}`.{close or catalogue.near(name, members)}")


def _optimizer_of(compiled: Compiled) -> Any:
    """The optimizer that a model was compiled with, as an object: Keras makes one of a name."""
    if isinstance(compiled.optimizer, str):
        names = catalogue.names_of("keras.optimizers")
        known = next((each for each in names if each.lower() == compiled.optimizer.lower()), "")
        compiled.optimizer = Made(f"keras.optimizers.{known}", {}) if known else compiled.optimizer
    return compiled.optimizer if isinstance(compiled.optimizer, Made) else Opaque("optimizer")


def _of_history(history: History, name: str) -> Any:
    match name:
        case "history":
            return {key: Items([0.5] * min(history.epochs, 200)) for key in history.keys}
        case "epoch":
            return Items(range(min(history.epochs, 200)))
        case "model" | "params":
            return Opaque(name)
    raise Stops(
        "AttributeError",
        f"What `fit` returns has no `{name[:40]}`; its figures are in `.history`, as in history.history['loss'].",
    )


def _of_plain(owner: Any, name: str) -> Any:
    if isinstance(owner, Viewed):
        raise Stops("AttributeError", f"What a dictionary shows has no `{name[:40]}`: list(…) first.")
    if isinstance(owner, Drawn):
        raise Stops("AttributeError", f"{ONCE} has no `{name[:40]}`: list(…) first.")
    for kind, ours in ((str, {*OF_TEXTS, "format"}), (list, OF_LISTS), (dict, OF_DICTS), (set, ()), (tuple, ())):
        if isinstance(owner, kind):
            if name in ours:
                return Method(owner, name)
            if name in PUBLIC[kind]:
                raise Unread(f"`{name}` of {kind_of(owner)} is not worked out here.")
            hint = " It is a list of lists, not an array yet." if kind is list and name in ARRAY_NAMES else ""
            raise Stops("AttributeError", f"{kind_of(owner).capitalize()} has no `{name[:40]}`.{hint}")
    if owner is None:
        raise Stops(
            "AttributeError", f"Here stands None, which has no `{name[:40]}`: something before it returns nothing."
        )
    if isinstance(owner, int | float | range):
        raise Stops("AttributeError", f"{kind_of(owner).capitalize()} has no `{name[:40]}`.")
    raise Unread(f"`{name[:40]}` is not worked out here.")


BUILTINS = frozenset(dir(builtins))
