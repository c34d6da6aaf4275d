"""What a loop goes through: the items, and which of how many they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.budget import MOST_ITEMS
from engine.practice.interpreter.objects import Module, Opaque, Stream
from engine.practice.interpreter.sampled import Items, Sampled, Words

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


NAMES = {
    "Opaque": "what another library gives",
    "Made": "an object of Keras, such as a layer",
    "Net": "a model",
    "Function": "a function",
    "Known": "a function or a class",
    "Method": "a method without its brackets",
    "Module": "a module",
    "Symbol": "a layer's output",
    "Class": "a class of your own",
    "Instance": "an object of a class of your own",
    "Stream": "a data set of TensorFlow's",
    "History": "what `fit` returns",
    "Tokenizer": "a Tokenizer",
    "Encoder": "an encoder of scikit-learn's",
}


@dataclass(frozen=True, slots=True)
class Rounds:
    """items: one a round. at: their places among `total`, where only some are gone through; else None."""

    items: list[Any]
    at: NDArray[np.intp] | None = None
    total: int = 0


def rounds(looked: Any, m: "Machine") -> Rounds:
    """The rounds of a loop over a value.

    Raises: Stops, where Python has nothing to go through; Unread, where it is too much.
    """
    match looked:
        case Sampled(sparse=True):
            raise Unread("Going through a sparse array row by row is not carried out here.")
        case Sampled():
            return Rounds(list(looked.rows), looked.at, looked.total)
        case Items():
            return Rounds(list(looked), looked.at, looked.total)
        case range():
            if len(looked) in m.places and looked.step == 1:
                at = m.places[len(looked)]
                return Rounds([looked[int(place)] for place in at], at, len(looked))
            if len(looked) > MOST_ITEMS:
                raise Unread(f"A loop of {len(looked):,} rounds is more than is carried out here.")
            return Rounds(list(looked))
        case Words():
            return Rounds(list(looked), np.arange(len(looked)), looked.total)
        case list() | tuple() | str() | set() | dict():
            return Rounds(list(looked))
        case np.ndarray() if looked.ndim:
            return Rounds(list(looked))
        case Stream():
            return Rounds(first_of(looked))
        case Opaque() | Module():
            raise Unread("A loop over this is not carried out here.")
    raise Stops("TypeError", f"A loop cannot go through {kind_of(looked)}.")


def first_of(stream: Stream) -> list[Any]:
    """What a data set gives in its first round, for all of them."""
    rows = slice(0, stream.batch or 1)
    parts = tuple(part.part(rows) if isinstance(part, Sampled) else part[rows] for part in stream.parts)
    parts = parts if stream.batch else tuple(part.rows[0] if isinstance(part, Sampled) else part[0] for part in parts)
    return [parts if stream.paired else parts[0]]


def kind_of(found: Any) -> str:
    """What a value is, in a word or two."""
    match found:
        case bool():
            return "True or False"
        case int() | float() | np.number():
            return "a number"
        case None:
            return "None"
        case str():
            return "a text"
        case Sampled() | np.ndarray():
            return "an array"
        case dict():
            return "a dictionary"
        case list():
            return "a list"
        case tuple() | set() | range():
            return f"a {type(found).__name__}"
    return NAMES.get(type(found).__name__, "this")
