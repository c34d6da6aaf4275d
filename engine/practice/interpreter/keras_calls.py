"""Keras' functions and classes, called: data loaded and encoded, objects made, models trained in appearance."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import catalogue, nets, training_calls
from engine.practice.interpreter.array_calls import array, dtype_of
from engine.practice.interpreter.layer_checks import check
from engine.practice.interpreter.objects import Event, Known, Made, Net, Opaque, Symbol, Tokenizer
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled, Words

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


def call(path: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of one of Keras' or TensorFlow's names."""
    plain = (
        path.removeprefix("tf.keras.").removeprefix("keras.")
        if not path.startswith("tf.") or path.startswith("tf.keras.")
        else path
    )
    if path.startswith(("keras.", "tf.keras.")):
        known = catalogue.signature(path)
        if known is not None and known.kind == "value":
            raise Stops("TypeError", f"`{path}` is no function: it cannot be called.")
    else:
        known = None
    if plain in WORK:
        return WORK[plain](catalogue.bind(path, args, named, known) if known else _by_place(args, named), m)
    if plain.startswith(OBJECTS):
        return _object(path, args, named, m)
    if plain.startswith("activations."):
        return _activated(path, args)
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
    if ".layers." in path and last in ("concatenate", "add", "average", "maximum", "multiply", "subtract"):
        layer = nets.named(Made(f"keras.layers.{last.capitalize()}", dict(named)), m)
        return nets.apply(layer, args, m)
    raise Unread(f"`{last[:40]}` is there, but it is not carried out here.")


def _check_callback(made: Made) -> None:
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
    return nets.apply(layer, args, m)


def _activated(path: str, args: list[Any]) -> Symbol:
    if len(args) != 1 or not isinstance(args[0], Symbol):
        raise Unread("An activation called on anything but a layer's output is not carried out here.")
    layer = Made("keras.layers.Activation", {"activation": path.rpartition(".")[2]})
    return Symbol(args[0].shape, layer, (args[0],))


def _input_shape(bound: dict[str, Any]) -> tuple[int | None, ...]:
    given = bound.get("shape", bound.get("input_shape"))
    if given is None and isinstance(bound.get("batch_shape"), tuple | list):
        given = tuple(bound["batch_shape"])[1:]
    return nets.shape_of(given)


def _input(bound: dict[str, Any], m: "Machine") -> Symbol:
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


def _one_hot(bound: dict[str, Any], m: "Machine") -> Any:
    """`to_categorical`: (rows,) whole numbers to (rows, classes) float32."""
    given, classes = bound["x"], bound.get("num_classes")
    m.events.append(Event("one hot", bound, line=m.line))
    if isinstance(given, Sampled) and given.sparse:
        raise Stops("TypeError", "`to_categorical` takes the labels; these are the newswires, rows already.")
    if (isinstance(given, Sampled) and given.ragged) or isinstance(given, str):
        raise Stops(
            "ValueError", "`to_categorical` takes whole numbers; these are the newswires, lists of different lengths."
        )
    if isinstance(given, Opaque | Made | Net | Known) or given is None:
        raise Unread("`to_categorical` of this is not carried out here.")
    held = array(given, None, m)
    rows = held.rows if isinstance(held, Sampled) else held
    numbers = guarded(lambda: np.asarray(rows).astype(int))
    numbers = numbers.reshape(numbers.shape[:-1]) if numbers.ndim > 1 and numbers.shape[-1] == 1 else numbers
    largest = int(numbers.max()) if numbers.size else -1
    if classes is not None and (isinstance(classes, float | str | np.floating) or not hasattr(classes, "__index__")):
        raise Stops("TypeError", "The number of classes is a whole number; with anything else NumPy stops.")
    width = int(classes) if classes else largest + 1
    if largest >= width or (numbers.size and numbers.min() < -width):
        raise Stops(
            "IndexError",
            f"Label {largest} has no place in a row of {width}: NumPy stops with an IndexError. There are 46 topics, "
            "numbered 0 to 45.",
        )
    m.budget.room(numbers.size * max(width, 0))
    if width < 0:
        raise Stops("ValueError", "No row has a negative number of places.")
    made = np.eye(width, dtype=np.float32)[numbers]
    return held.like(made) if isinstance(held, Sampled) else made


def _tensor_one_hot(bound: dict[str, Any], m: "Machine") -> Any:
    given = bound.get("indices", bound.get("x", bound.get("0")))
    depth = bound.get("depth", bound.get("num_classes", bound.get("1")))
    if not isinstance(given, Sampled) or given.ragged or not isinstance(depth, int | np.integer) or depth < 1:
        raise Unread("`one_hot` is carried out on topic numbers and a whole number here.")
    m.budget.room(given.rows.size * int(depth))
    return given.like((given.rows[..., None] == np.arange(int(depth))).astype(np.float32))


def _tensor(bound: dict[str, Any], m: "Machine") -> Any:
    given = bound.get("x", bound.get("value", bound.get("0")))
    if isinstance(given, Sampled) and given.ragged:
        raise Stops("ValueError", "Lists of different lengths make no tensor.")
    return array(given, None, m)


def _tensor_argmax(bound: dict[str, Any], m: "Machine") -> Any:
    from engine.practice.interpreter.array_calls import method

    axis = bound.get("axis", bound.get("1", 0))
    return method(bound.get("input", bound.get("x", bound.get("0"))), "argmax", [axis], {}, m)


def _pad(bound: dict[str, Any], m: "Machine") -> Any:
    """`pad_sequences`: lists of different lengths to (rows, length) int32."""
    given, length = bound["sequences"], bound.get("maxlen")
    sides = {word: bound.get(word, "pre") for word in ("padding", "truncating")}
    for word, side in sides.items():
        if side not in ("pre", "post"):
            raise Stops("ValueError", f'`{word}` is "pre" or "post".')
    if isinstance(given, Items) and given.at is not None:
        given = array(given, "object", m)
    if not isinstance(given, Sampled | list | np.ndarray):
        raise Stops("ValueError", f"`pad_sequences` takes a list of lists, not {kind_of(given)}.")
    lists = list(given.rows) if isinstance(given, Sampled) else list(given)
    if any(not isinstance(each, list | tuple | np.ndarray) for each in lists):
        raise Stops(
            "ValueError", "`pad_sequences` takes lists of numbers, one for each newswire; here each is one number."
        )
    if length is not None and (isinstance(length, bool) or not isinstance(length, int | np.integer) or length < 1):
        raise Stops("TypeError", "`maxlen` is a whole number: how many words a row holds.")
    width = int(length) if length is not None else max(map(len, lists), default=0)
    m.budget.room(len(lists) * width)
    kind = dtype_of(bound.get("dtype", "int32")) or np.int32
    rows = np.full((len(lists), width), bound.get("value", 0.0), kind)
    for row, each in zip(rows, lists, strict=True):
        kept = list(each)[-width:] if sides["truncating"] == "pre" else list(each)[:width]
        if kept:
            guarded(
                lambda row=row, kept=kept: row.__setitem__(
                    slice(None, len(kept)) if sides["padding"] == "post" else slice(width - len(kept), None), kept
                )
            )
    return given.like(rows) if isinstance(given, Sampled) else rows


def _sequential(bound: dict[str, Any], m: "Machine") -> Net:
    net = nets.sequential(bound, m)
    m.nets.append(net)
    return net


def _model(bound: dict[str, Any], m: "Machine") -> Net:
    names = dict(bound)
    for place, word in enumerate(("inputs", "outputs", "name")):
        if str(place) in names:
            names[word] = names.pop(str(place))
    if set(names) - {"inputs", "outputs", "name", "trainable"}:
        word = min(set(names) - {"inputs", "outputs", "name", "trainable"})
        hint = " They are called `inputs` and `outputs` today." if word in ("input", "output") else ""
        raise Stops("TypeError", f"`Model` has no argument `{word[:30]}`.{hint}")
    for word in ("inputs", "outputs"):
        if word not in names:
            raise Stops("TypeError", f"`Model` needs `{word}`.")
    net = nets.model(names, m)
    m.nets.append(net)
    return net


def _nothing(bound: dict[str, Any], m: "Machine") -> None:
    return None


def _cleared(bound: dict[str, Any], m: "Machine") -> None:
    m.counts.clear()


def _picture(bound: dict[str, Any], m: "Machine") -> Opaque:
    return Opaque("picture")


def _tokenizer(bound: dict[str, Any], m: "Machine") -> Tokenizer:
    words = bound.get("num_words", bound.get("0"))
    if words is not None and not isinstance(words, int | np.integer):
        raise Stops("TypeError", "`num_words` is a whole number.")
    return Tokenizer(None if words is None else int(words))


WORK: dict[str, Callable[[dict[str, Any], "Machine"], Any]] = {
    "datasets.reuters.load_data": _load,
    "datasets.reuters.get_word_index": _words,
    "datasets.reuters.get_label_names": _labels,
    "utils.to_categorical": _one_hot,
    "utils.pad_sequences": _pad,
    "preprocessing.sequence.pad_sequences": _pad,
    "preprocessing.text.Tokenizer": _tokenizer,
    "Sequential": _sequential,
    "models.Sequential": _sequential,
    "Model": _model,
    "models.Model": _model,
    "Input": _input,
    "layers.Input": _input,
    "utils.set_random_seed": _nothing,
    "utils.clear_session": _cleared,
    "backend.clear_session": _cleared,
    "utils.plot_model": _picture,
    "tf.random.set_seed": _nothing,
    "tf.one_hot": _tensor_one_hot,
    "ops.one_hot": _tensor_one_hot,
    "tf.constant": _tensor,
    "tf.convert_to_tensor": _tensor,
    "ops.convert_to_tensor": _tensor,
    "tf.argmax": _tensor_argmax,
    "ops.argmax": _tensor_argmax,
}


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
        case "compile" | "fit" | "evaluate" | "predict":
            return training_calls.WORK[name](net, bound, m)
        case "pop":
            if not net.layers:
                raise Stops("IndexError", "There is no layer to take out.")
            raise Unread("Taking a layer out again is not carried out here.")
        case "save" | "save_weights" | "load_weights" | "get_config" | "to_json" | "set_weights" | "get_weights":
            return Opaque(name)
        case "count_params" | "get_layer":
            return Opaque(name)
    raise Unread(f"`{name}` of a model is not carried out here.")


def tokenizer_method(owner: Tokenizer, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`Tokenizer.sequences_to_matrix`, which tf.keras still has."""
    if name != "sequences_to_matrix":
        raise Unread(f"`{name[:40]}` of a Tokenizer is not carried out here.")
    given = args[0] if args else named.get("sequences")
    mode = args[1] if len(args) > 1 else named.get("mode", "binary")
    if not isinstance(given, Sampled) or not given.ragged:
        raise Stops("TypeError", "`sequences_to_matrix` takes the newswires as lists of numbers.")
    if mode not in ("binary", "count", "freq", "tfidf"):
        raise Stops("ValueError", f"`sequences_to_matrix` knows no mode {quoted(str(mode))}.")
    if mode == "tfidf" or owner.num_words is None:
        raise Stops("ValueError", "The Tokenizer has to be told `num_words`, and for tfidf it has to be fitted first.")
    m.budget.room(len(given.rows) * owner.num_words)
    rows = np.zeros((len(given.rows), owner.num_words))
    for row, each in zip(rows, given.rows, strict=True):
        kept = [index for index in each if index < owner.num_words]
        found, counts = np.unique(np.array(kept, int), return_counts=True)
        ways: dict[str, Any] = {"binary": np.ones(len(counts)), "count": counts, "freq": counts / max(1, len(each))}
        row[found] = ways[mode]
    return given.like(rows)
