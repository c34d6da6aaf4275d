"""Keras' functions and classes, called: data loaded and encoded, objects made, models trained in appearance."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import array_calls, catalogue, nets, outputs, streams, training_calls
from engine.practice.interpreter.encoding_calls import ENCODING
from engine.practice.interpreter.layer_checks import check, check_known
from engine.practice.interpreter.objects import Event, Made, Net, Opaque, Symbol, Weights
from engine.practice.interpreter.sampled import Words, tensor

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

OBJECTS = (
    "layers.",
    "optimizers.",
    "losses.",
    "metrics.",
    "callbacks.",
    "initializers.",
    "regularizers.",
    "constraints.",
)


WEIGHTED = ("Dense", "Embedding", "Conv1D", "LSTM", "GRU", "SimpleRNN", "BatchNormalization", "LayerNormalization")
FIGURES = {f"reduce_{name}": name for name in ("sum", "mean", "max", "min", "any", "all", "prod")} | {
    name: name for name in ("equal", "round", "abs", "square", "sqrt", "log", "exp", "maximum", "minimum", "argmin")
}


def call(path: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of one of Keras' or TensorFlow's names."""
    path = path.replace("keras.saving.", "keras.models.") if path.endswith(("_model", "_from_json")) else path
    plain = (
        path.removeprefix("tf.keras.").removeprefix("keras.")
        if not path.startswith("tf.") or path.startswith("tf.keras.")
        else path
    )
    if path.startswith(("keras.", "tf.keras.")):
        known = catalogue.signature(path)
        if known is not None and known.kind == "value":
            raise Stops("TypeError", f"`{path}` is not a function: it cannot be called.")
    else:
        known = None
    if plain in WORK:
        bound = catalogue.bind(path, args, named, known) if known else _by_place(args, named)
        check_known(plain, bound)
        return WORK[plain](bound, m)
    if plain.startswith(OBJECTS):
        return _object(path, args, named, m)
    if (figure := FIGURES.get(plain.removeprefix("tf.").removeprefix("math.").removeprefix("ops."))) and not known:
        return tensor(array_calls.call(figure, args, named, m))
    if plain in ("tf.math.confusion_matrix", "tf.print"):
        return Opaque(plain)
    if plain.startswith("activations."):
        return _activated(path, args)
    if args and isinstance(args[0], Symbol) and (found := _of_outputs(path, args, m)) is not None:
        return found
    if plain.startswith("datasets.") and plain.endswith("load_data"):
        raise Unread("That is another data set: the exercise is about keras.datasets.reuters.")
    raise Unread(f"`{path[:60]}` is there, but it is not carried out here.")


def _by_place(args: list[Any], named: dict[str, Any]) -> dict[str, Any]:
    return {**{str(place): each for place, each in enumerate(args)}, **named}


def _object(path: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A layer, an optimizer, a callback … made, with its arguments checked as Keras checks them."""
    known = catalogue.signature(path)
    last = path.rpartition(".")[2]
    if (
        last[:1].islower()
        and ".schedules." not in path
        and ".regularizers." not in path
        and ".initializers." not in path
    ):
        return _small(path, args, named, m)
    bound = catalogue.bind(path, args, named, known)
    if ".layers." in path and m.tracing and last in WEIGHTED:
        raise Stops(
            "ValueError",
            "A layer made inside `call` has new weights whenever the model is called, and Keras stops. Make it in "
            "`__init__`, and apply it in `call`.",
        )
    if ".layers." in path:
        check_known(last, bound)
    made = Made(path.removeprefix("tf."), bound)
    check(made)
    if ".layers." in path:
        if last == "InputLayer":
            made.bound["shape"] = _input_shape(bound)
        return nets.named(made, m)
    if ".callbacks." in path:
        _check_callback(made)
    return made


def _small(path: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A name in small letters: `layers.concatenate`, a loss called as a function."""
    last = path.rpartition(".")[2]
    if (".losses." in path or ".metrics." in path) and not args and not named:
        raise Stops("TypeError", f"`{last}` is a function that Keras calls itself: leave the brackets out.")
    if ".layers." in path and last in ("concatenate", "add", "average", "maximum", "minimum", "multiply", "subtract"):
        by_place = {"axis": args[1]} if last == "concatenate" and len(args) == 2 and isinstance(args[1], int) else {}
        layer = nets.named(Made(f"keras.layers.{last.capitalize()}", {**by_place, **named}), m)
        return outputs.merged(layer, args[:1] if by_place else args)
    raise Unread(f"`{last[:40]}` is there, but it is not carried out here.")


def _check_callback(made: Made) -> None:
    factor = made.bound.get("factor", 0.1)
    if made.last == "ReduceLROnPlateau" and isinstance(factor, int | float) and factor >= 1:
        raise Stops("ValueError", "`factor` makes the learning rate smaller: it is below 1, such as 0.2.")
    path = made.bound.get("filepath")
    if made.last == "ModelCheckpoint" and isinstance(path, str):
        weights = made.bound.get("save_weights_only") is True
        if weights and not path.endswith(".weights.h5"):
            raise Stops("ValueError", "With save_weights_only=True the file's name has to end in .weights.h5.")
        if not weights and not path.endswith((".keras", ".h5")):
            raise Stops("ValueError", "The file of a ModelCheckpoint has to end in .keras.")


def apply(layer: Made, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A layer applied to what comes before it."""
    if named and set(named) - {"training", "mask"}:
        raise Unread("Such arguments of a layer's call are not read here.")
    return outputs.apply(layer, args, m)


def _activated(path: str, args: list[Any]) -> Symbol:
    if len(args) != 1 or not isinstance(args[0], Symbol):
        raise Unread("An activation called on anything but a layer's output is not carried out here.")
    layer = Made("keras.layers.Activation", {"activation": path.rpartition(".")[2]})
    return Symbol(args[0].shape, layer, (args[0],))


def _of_outputs(path: str, args: list[Any], m: "Machine") -> Symbol | None:
    """A function of TensorFlow's, or of `keras.ops`, of a layer's output; None for one that is not worked out here.

    Raises: Stops, where TensorFlow's own do not take what flows through a network of Keras.
    """
    if path.startswith("tf.") and not path.startswith("tf.keras.") and not m.tracing:
        raise Stops(
            "ValueError",
            f"`{path[:40]}` is TensorFlow's own, and takes no output of a layer: use one of Keras' layers, such as "
            "Activation.",
        )
    last = path.rpartition(".")[2]
    if last in catalogue.names_of("keras.activations") and (".nn." in path or ".ops." in path) and len(args) == 1:
        return _activated(path, args)
    return None


def _input_shape(bound: dict[str, Any]) -> tuple[int | None, ...]:
    given = bound.get("shape", bound.get("input_shape"))
    if given is None and isinstance(bound.get("batch_shape"), tuple | list):
        given = tuple(bound["batch_shape"])[1:]
    return nets.shape_of(given)


def _input(bound: dict[str, Any], m: "Machine") -> Symbol:
    size = bound.get("batch_size")
    if isinstance(size, tuple | list | str):
        raise Stops(
            "ValueError",
            f"What `Input` gets second is `batch_size`, and {quoted(size)} is none. It describes what goes in alone, "
            "as in Input((10000,)); how many numbers come out, the last layer says.",
        )
    if isinstance(bound.get("shape"), int) and isinstance(size, int) and size == 0:
        raise Stops(
            "ValueError",
            f"A comma ends a value: Python takes {bound['shape']},000 for two, {bound['shape']} and 0. A shape is a "
            f"tuple, ({bound['shape']}000,).",
        )
    layer = nets.named(Made("keras.layers.InputLayer", {**bound, "shape": _input_shape(bound)}), m)
    check(layer)
    return Symbol((None, *layer.bound["shape"]), layer)


def _load(bound: dict[str, Any], m: "Machine") -> Any:
    found = m.data(bound, m)
    m.events.append(Event("load", dict(bound), returned=found, line=m.line))
    return found


def _words(bound: dict[str, Any], m: "Machine") -> Words:
    return m.words()


def _labels(bound: dict[str, Any], m: "Machine") -> tuple[str, ...]:
    return tuple(f"topic {number}" for number in range(46))


def _sequential(bound: dict[str, Any], m: "Machine") -> Net:
    net = nets.sequential(bound, m)
    m.nets.append(net)
    return net


def _model(bound: dict[str, Any], m: "Machine") -> Net:
    names = dict(bound)
    for place, word in enumerate(("inputs", "outputs", "name")):
        if str(place) in names:
            names[word] = names.pop(str(place))
    others = set(names) - {"inputs", "outputs", "name", "trainable"}
    if others and not {"inputs", "outputs"} <= set(names):
        word = min(others)
        hint = " They are called `inputs` and `outputs` today." if word in ("input", "output") else ""
        raise Stops("TypeError", f"`Model` has no argument `{word[:30]}`.{hint}")
    for word in ("inputs", "outputs"):
        if word not in names:
            raise Stops("TypeError", f"`Model` needs `{word}`.")
    net = outputs.model(names, m)
    net.notes += [f"`Model` passes over `{word[:30]}`: it belongs to a layer." for word in sorted(others)]
    m.nets.append(net)
    return net


def _clone(bound: dict[str, Any], m: "Machine") -> Net:
    net = bound.get("model")
    if not isinstance(net, Net):
        raise Stops("ValueError", "`clone_model` takes a model.")
    if bound.get("input_tensors") is not None or bound.get("clone_function") is not None:
        raise Unread("`clone_model` is carried out with a model alone here.")
    return nets.cloned(net, m)


def _kept(bound: dict[str, Any], m: "Machine") -> Net:
    """`load_model(file)`: the model that the script has put into that file before."""
    path = bound.get("filepath")
    if not isinstance(path, str) or path not in m.saved:
        raise Unread("What this file holds is not known here: no model was saved under its name before.")
    net, epochs = m.saved[path]
    loaded = nets.cloned(net, m, compiled=bound.get("compile", True) is not False)
    loaded.epochs = epochs
    return loaded


def _nothing(bound: dict[str, Any], m: "Machine") -> None:
    return None


def _seeded(bound: dict[str, Any], m: "Machine") -> None:
    """`set_random_seed(…)`: of NumPy's and Python's generators too."""
    for name in m.chances:
        m.chances[name] = m.chance(bound.get("seed"))


def _cleared(bound: dict[str, Any], m: "Machine") -> None:
    m.counts.clear()


def _picture(bound: dict[str, Any], m: "Machine") -> Opaque:
    return Opaque("picture")


WORK: dict[str, Callable[[dict[str, Any], "Machine"], Any]] = {
    **ENCODING,
    "datasets.reuters.load_data": _load,
    "datasets.reuters.get_word_index": _words,
    "datasets.reuters.get_label_names": _labels,
    "Sequential": _sequential,
    "models.Sequential": _sequential,
    "Model": _model,
    "models.Model": _model,
    "Input": _input,
    "layers.Input": _input,
    "models.clone_model": _clone,
    "models.load_model": _kept,
    "saving.load_model": _kept,
    "utils.set_random_seed": _seeded,
    "utils.clear_session": _cleared,
    "backend.clear_session": _cleared,
    "utils.plot_model": _picture,
    "tf.random.set_seed": _nothing,
    "tf.data.Dataset.from_tensor_slices": streams.sliced,
}


def _layer_named(net: Net, wanted: str, m: "Machine") -> Made:
    for layer in net.layers:
        if m.names_of_layers.get(id(layer)) == wanted:
            return layer
    if net.own is not None:
        raise Unread("A layer of a model of your own is not looked for by its name here.")
    names = ", ".join(m.names_of_layers.get(id(layer), "") for layer in net.layers)
    raise Stops("ValueError", f"No layer is called {quoted(wanted)}. There are: {names[:120]}.")


def model_method(net: Net, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A method of a model."""
    bound = catalogue.bind(f"model.{name}", args, named, catalogue.method(net.kind, name))
    match name:
        case "add":
            if "rebuild" in bound and isinstance(bound["rebuild"], Made):
                net.lost.append(bound["rebuild"].last)
            nets.add(net, bound["layer"], m)
            return None
        case "build":
            nets.build(net, bound.get("input_shape"))
            return None
        case "summary":
            length = bound.get("line_length")
            if length is not None and not isinstance(length, int | float):
                raise Stops("TypeError", "`line_length` is a number.")
            return None
        case _ if name in training_calls.WORK:
            return training_calls.WORK[name](net, bound, m)
        case "pop":
            if not net.layers:
                raise Stops("IndexError", "There is no layer to take out.")
            raise Unread("Taking a layer out again is not carried out here.")
        case "save":
            path = bound.get("filepath")
            if isinstance(path, str) and not path.endswith((".keras", ".h5", ".hdf5")):
                raise Stops("ValueError", "The name of the file has to end in .keras, as in reuters.keras.")
            if isinstance(path, str):
                m.saved[path] = net, net.epochs
            return None
        case "save_weights" if isinstance(path := bound.get("filepath"), str) and not path.endswith(".weights.h5"):
            raise Stops("ValueError", "The name of the file has to end in .weights.h5.")
        case "get_weights":
            return Weights(name, net.epochs)
        case "set_weights":
            given = bound.get("weights")
            net.epochs = given.epochs if isinstance(given, Weights) else max(net.epochs, 1)
            return None
        case "load_weights":
            _, net.epochs = m.saved.get(f"weights {bound.get('filepath')}", (net, max(net.epochs, 1)))
            return None
        case "save_weights":
            m.saved[f"weights {bound.get('filepath')}"] = net, net.epochs
            return None
        case "get_config" | "to_json":
            return Opaque(name)
        case "get_layer" if isinstance(wanted := bound.get("name"), str):
            return _layer_named(net, wanted, m)
        case "get_layer" if isinstance(place := bound.get("index"), int) and net.own is None:
            layers = nets.all_layers(net)
            if not -len(layers) <= place < len(layers):
                raise Stops("ValueError", f"The model has {len(layers)} layers, numbered from 0: none is {place}.")
            return layers[place]
        case "count_params" | "get_layer":
            return Opaque(name)
    raise Unread(f"`{name}` of a model is not carried out here.")
