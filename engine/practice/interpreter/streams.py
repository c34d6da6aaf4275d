"""`tf.data.Dataset`: arrays cut into batches, as `fit`, `evaluate` and `predict` take them.

Nothing flows here: what it is of, and how it is cut, is remembered.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.catalogue import Signature, bind
from engine.practice.interpreter.data_checks import data_of
from engine.practice.interpreter.objects import Known, Opaque, Stream
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

MADE_BY = ("from_tensor_slices", "from_tensors", "from_generator", "range", "zip", "list_files")
TAKES = {
    "shuffle": Signature(
        "function",
        ("buffer_size", "seed", "reshuffle_each_iteration", "name"),
        (),
        dict.fromkeys(("seed", "reshuffle_each_iteration", "name")),
        False,
    ),
    "batch": Signature(
        "function",
        ("batch_size", "drop_remainder", "num_parallel_calls", "deterministic", "name"),
        (),
        dict.fromkeys(("drop_remainder", "num_parallel_calls", "deterministic", "name")),
        False,
    ),
    "prefetch": Signature("function", ("buffer_size", "name"), (), {"name": None}, False),
    "repeat": Signature("function", ("count", "name"), (), {"count": None, "name": None}, False),
    "cache": Signature("function", ("filename", "name"), (), {"filename": "", "name": None}, False),
    "take": Signature("function", ("count", "name"), (), {"name": None}, False),
    "skip": Signature("function", ("count", "name"), (), {"name": None}, False),
    "cardinality": Signature("function", ("name",), (), {"name": None}, False),
}
SLICES = Signature("function", ("tensors", "name"), (), {"name": None}, False)


def sliced(bound: dict[str, Any], m: "Machine") -> Stream:
    """`from_tensor_slices((x, y))`: a data set of rows.

    Raises: Stops, where TensorFlow would.
    """
    args = [bound[each] for each in sorted(bound) if each.isdigit()]
    given = bind("from_tensor_slices", args, {word: each for word, each in bound.items() if not word.isdigit()}, SLICES)
    tensors = given["tensors"]
    if given.get("name") is not None and not isinstance(given["name"], str):
        raise Stops("ValueError", "`from_tensor_slices` takes one value: newswires and labels as a pair, in brackets.")
    if not isinstance(tensors, tuple):
        if isinstance(tensors, list | dict):
            raise Unread("A data set is made here of newswires and labels as a pair, `from_tensor_slices((x, y))`.")
        return Stream((data_of(tensors, "x", m),), paired=False)
    if len(tensors) != 2:
        raise Unread("A data set is made here of newswires and labels as a pair, `from_tensor_slices((x, y))`.")
    parts = tuple(data_of(each, word, m) for each, word in zip(tensors, ("x", "y"), strict=True))
    if parts[0].shape[0] != parts[1].shape[0]:
        raise Stops(
            "ValueError",
            f"{parts[0].shape[0]:,} newswires and {parts[1].shape[0]:,} labels make no pairs: TensorFlow stops.",
        )
    return Stream(parts, paired=True)


def method(owner: Stream, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A method of a data set.

    Raises: Stops, where TensorFlow would; Unread, for what is not carried out here.
    """
    if name not in TAKES:
        raise Unread(f"`{name[:40]}` of a data set is not carried out here; shuffle, batch, take and skip are.")
    bound = bind(name, args, named, TAKES[name])
    for word in ("buffer_size", "batch_size", "count"):
        _check_number(name, word, bound.get(word, 1))
    return WORK[name](owner, bound)


def _check_number(name: str, word: str, given: Any) -> None:
    if isinstance(given, Known | Opaque) or (given is None and name == "repeat"):
        return
    if isinstance(given, bool) or not isinstance(given, int | np.integer):
        raise Stops("TypeError", f"`{word}` of `{name}` is a whole number, not {kind_of(given)}.")
    if given < 1 and name in ("shuffle", "batch"):
        raise Stops("InvalidArgumentError", f"`{word}` of `{name}` is at least 1.")


def _shuffle(owner: Stream, bound: dict[str, Any]) -> Stream:
    again = bound.get("reshuffle_each_iteration") is not False
    return replace(owner, shuffled=True, unsteady=owner.unsteady or again)


def _batch(owner: Stream, bound: dict[str, Any]) -> Stream:
    if owner.batch is not None:
        raise Stops("ValueError", "It is in batches already: batches of batches do not fit into a network.")
    if not isinstance(bound["batch_size"], int | np.integer):
        raise Unread("What this batch size is, is not known here.")
    return replace(owner, batch=int(bound["batch_size"]))


def _same(owner: Stream, bound: dict[str, Any]) -> Stream:
    return owner


def _repeat(owner: Stream, bound: dict[str, Any]) -> Stream:
    if bound.get("count") in (None, -1):
        return replace(owner, endless=True)
    raise Unread("A data set that comes several times an epoch is not trained here. `epochs` of `fit` repeats it.")


def _rows(owner: Stream, count: Any, first: bool) -> Stream:
    if owner.unsteady:
        raise Unread(
            "A data set that is shuffled comes in another order each time, so that `take` and `skip` after `shuffle` "
            "give other rows in every epoch, and rows held back are learned from as well. Cut first, then shuffle."
        )
    rows = int(count) * (owner.batch or 1)
    cut = slice(0, rows) if first else slice(rows, None)
    return replace(owner, parts=tuple(_cut(part, cut) for part in owner.parts))


def _cut(part: Any, cut: slice) -> Any:
    return part.part(cut) if isinstance(part, Sampled) else part[cut]


def _take(owner: Stream, bound: dict[str, Any]) -> Stream:
    return owner if bound["count"] == -1 else _rows(owner, bound["count"], first=True)


def _skip(owner: Stream, bound: dict[str, Any]) -> Stream:
    return _rows(owner, bound["count"], first=False)


def length(owner: Stream) -> int:
    """How many rows, or batches, come of it.

    Raises: Stops, where that has no end.
    """
    if owner.endless:
        raise Stops("TypeError", "A data set that repeats without end has no length.")
    rows = int(owner.parts[0].shape[0])
    return -(-rows // owner.batch) if owner.batch else rows


def _cardinality(owner: Stream, bound: dict[str, Any]) -> Any:
    return np.int64(-1 if owner.endless else length(owner))


WORK: dict[str, Callable[[Stream, dict[str, Any]], Any]] = {
    "shuffle": _shuffle,
    "batch": _batch,
    "prefetch": _same,
    "cache": _same,
    "repeat": _repeat,
    "take": _take,
    "skip": _skip,
    "cardinality": _cardinality,
}


def unpacked(bound: dict[str, Any], word: str = "fit") -> dict[str, Any]:
    """The arguments of `fit`, `evaluate` or `predict` with the arrays that its data sets are of.

    Raises: Stops, where Keras does not take them so.
    """
    found = dict(bound)
    given = bound.get("x")
    if isinstance(given, Stream):
        for other in ("y", "sample_weight"):
            if bound.get(other) is not None:
                raise Stops("ValueError", f"A data set brings its labels along: beside it `{word}` takes no `{other}`.")
        if bound.get("validation_split"):
            raise Stops(
                "ValueError", "`validation_split` cuts arrays, not data sets: hold rows back by `take`, `skip`."
            )
        _check_batches(given, word, bound)
        if word != "predict" and not given.paired:
            raise Stops("ValueError", "This data set holds no labels: make it of a pair, `from_tensor_slices((x, y))`.")
        found |= {"x": given.parts[0], "batch_size": given.batch, "shuffle": given.shuffled}
        if given.paired:
            found["y"] = given.parts[1]
    held = bound.get("validation_data")
    if isinstance(held, Stream):
        _check_batches(held, word, {})
        found["validation_data"] = held.parts if held.paired else (held.parts[0], None)
    return found


def _check_batches(given: Stream, word: str, bound: dict[str, Any]) -> None:
    if given.batch is None:
        raise Stops(
            "ValueError", "This data set gives single rows, and a network takes batches: `.batch(128)` makes them."
        )
    if given.endless and bound.get("steps_per_epoch" if word == "fit" else "steps") is None:
        raise Stops("ValueError", "`repeat()` never ends, and so this never would: leave it out.")
    if not given.parts[0].shape[0]:
        raise Unread("This data set holds no row, so that nothing is learned from it.")
