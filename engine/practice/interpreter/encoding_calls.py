"""Keras' and TensorFlow's functions that encode: labels to rows, newswires to rows of one length."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter.array_making import array, dtype_of
from engine.practice.interpreter.objects import Event, Known, Made, Net, Opaque, Tokenizer
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled, tensor

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def _one_hot(bound: dict[str, Any], m: "Machine") -> Any:
    """`to_categorical`: (rows,) whole numbers to (rows, classes) float32."""
    given, classes = bound["x"], bound.get("num_classes")
    m.events.append(Event("one hot", bound, line=m.line))
    if isinstance(given, Sampled) and given.sparse:
        raise Stops("TypeError", "`to_categorical` takes the labels; these are the newswires, rows already.")
    if isinstance(given, str):
        raise Stops(
            "ValueError",
            f"`to_categorical` takes the labels; {quoted(given)} in quotation marks is a text. Leave them out.",
        )
    if isinstance(given, Sampled) and given.ragged:
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
        raise Stops(
            "TypeError",
            "The number of classes is a whole number; with anything else NumPy stops. First the "
            "labels, then how many classes there are, as in to_categorical(y_train, 46).",
        )
    width = int(classes) if classes else largest + 1
    if width < 0:
        raise Stops("ValueError", "No row has a negative number of places: NumPy stops with an error.")
    if largest >= width or (numbers.size and numbers.min() < -width):
        raise Stops(
            "IndexError",
            f"Label {largest} has no place in a row of {width}: NumPy stops with an IndexError. There are 46 topics, "
            "numbered 0 to 45.",
        )
    m.budget.room(numbers.size * max(width, 0))
    made = np.eye(width, dtype=np.float32)[numbers]
    return held.like(made) if isinstance(held, Sampled) else made


def _tensor_one_hot(bound: dict[str, Any], m: "Machine") -> Any:
    given = bound.get("indices", bound.get("x", bound.get("0")))
    depth = bound.get("depth", bound.get("num_classes", bound.get("1")))
    if not isinstance(given, Sampled) or given.ragged or not isinstance(depth, int | np.integer) or depth < 1:
        raise Unread("`one_hot` is carried out on topic numbers and a whole number here.")
    m.budget.room(given.rows.size * int(depth))
    return tensor(given).like((given.rows[..., None] == np.arange(int(depth))).astype(np.float32))


def _tensor(bound: dict[str, Any], m: "Machine") -> Any:
    given = bound.get("x", bound.get("value", bound.get("0")))
    if isinstance(given, Sampled) and given.ragged:
        raise Stops("ValueError", "Lists of different lengths make no tensor.")
    return tensor(array(given, bound.get("dtype", bound.get("1")), m))


def _cast(bound: dict[str, Any], m: "Machine") -> Any:
    given = bound.get("x", bound.get("0"))
    if isinstance(given, Sampled) and given.ragged:
        raise Stops("ValueError", "Lists of different lengths make no tensor.")
    return given if isinstance(given, Opaque) else tensor(array(given, bound.get("dtype", bound.get("1")), m))


def _gathered(bound: dict[str, Any], m: "Machine") -> Any:
    """`tf.gather(x, p)`: rows in another order."""
    from engine.practice.interpreter.indexing import item

    held, key = bound.get("params", bound.get("0")), bound.get("indices", bound.get("1"))
    if bound.get("axis", 0) != 0 or not isinstance(held, Sampled):
        raise Unread("`tf.gather` is carried out on rows here.")
    return tensor(item(Sampled(held.rows, held.at, held.total), key, m))


def _tensor_argmax(bound: dict[str, Any], m: "Machine") -> Any:
    from engine.practice.interpreter.array_methods import method

    axis = bound.get("axis", bound.get("1", 0))
    return tensor(method(bound.get("input", bound.get("x", bound.get("0"))), "argmax", [axis], {}, m))


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


def _tokenizer(bound: dict[str, Any], m: "Machine") -> Tokenizer:
    words = bound.get("num_words", bound.get("0"))
    if words is not None and not isinstance(words, int | np.integer):
        raise Stops("TypeError", "`num_words` is a whole number.")
    return Tokenizer(None if words is None else int(words))


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


def category_encoding(layer: Made, given: Any, m: "Machine") -> Any:
    """`CategoryEncoding(…)` applied to newswires as integers: one of them, or rows of one length.

    Raises: Stops, where Keras would.
    """
    width, mode = layer.bound.get("num_tokens"), layer.bound.get("output_mode", "multi_hot")
    rows = given.rows if isinstance(given, Sampled) else np.asarray(given)
    if rows.dtype == object:
        raise Stops("ValueError", "Lists of different lengths make no tensor: one newswire at a time does.")
    if mode not in ("multi_hot", "count") or not isinstance(width, int) or rows.dtype.kind not in "iu" or rows.ndim > 2:
        raise Unread("`CategoryEncoding` is carried out on integers, as multi_hot or as count, here.")
    if rows.size and not 0 <= rows.min() <= rows.max() < width:
        raise Stops(
            "ValueError", f"`CategoryEncoding` has a place for 0 to {width - 1:,}, and index {rows.max():,} has none."
        )
    lists = rows if rows.ndim == 2 else rows[None]
    m.budget.room(len(lists) * width)
    made = np.zeros((len(lists), width), np.float32)
    for row, each in zip(made, lists, strict=True):
        np.add.at(row, each, 1)
    made = np.minimum(made, 1) if mode == "multi_hot" else made
    found = made if rows.ndim == 2 else made[0]
    return given.like(found) if isinstance(given, Sampled) else found


ENCODING: dict[str, Callable[[dict[str, Any], "Machine"], Any]] = {
    "utils.to_categorical": _one_hot,
    "utils.pad_sequences": _pad,
    "preprocessing.sequence.pad_sequences": _pad,
    "preprocessing.text.Tokenizer": _tokenizer,
    "tf.one_hot": _tensor_one_hot,
    "ops.one_hot": _tensor_one_hot,
    "tf.constant": _tensor,
    "tf.convert_to_tensor": _tensor,
    "ops.convert_to_tensor": _tensor,
    "tf.argmax": _tensor_argmax,
    "tf.cast": _cast,
    "ops.cast": _cast,
    "tf.gather": _gathered,
    "ops.argmax": _tensor_argmax,
}
