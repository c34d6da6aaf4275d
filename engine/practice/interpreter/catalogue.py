"""What the modules of Keras and TensorFlow hold, and what a call of Keras' takes, from the file that ships."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from engine.newsgroups.shipped_arrays import ASSETS
from engine.practice.errors import Stops

LAYER_WORDS = ("name", "dtype", "trainable", "autocast", "activity_regularizer", "input_shape", "input_dim")
EXTRA: dict[str, tuple[str, ...]] = {
    "Embedding": ("input_length",),
    "LeakyReLU": ("alpha",),
    "LSTM": ("implementation",),
    "GRU": ("implementation",),
}
EXTRA |= {"InputLayer": ("input_shape", "batch_input_shape")}
GONE = {
    "lr": "learning_rate",
    "nb_epoch": "epochs",
    "output_dim": "units",
    "p": "rate",
    "init": "kernel_initializer",
    "W_regularizer": "kernel_regularizer",
    "nb_classes": "num_classes",
    "border_mode": "padding",
    "nb_filter": "filters",
    "filter_length": "kernel_size",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """kind: "class", "function" or "value". order: arguments by place; named: by name only; loose: takes any name."""

    kind: str
    order: tuple[str, ...]
    named: tuple[str, ...]
    defaults: Mapping[str, Any]
    loose: bool

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(name for name in (*self.order, *self.named) if name not in self.defaults)


@cache
def held() -> dict[str, Any]:
    """The file, read once a process."""
    return json.loads((ASSETS / "keras_names.json").read_text(encoding="utf-8"))


@cache
def names_of(module: str) -> frozenset[str]:
    """Public names of a module of Keras ("keras.layers", "tf.keras.layers"); empty if there is no such module."""
    root, at = _split(module)
    found = held()["keras"].get(at, {})
    if root == "tf.keras":
        found = {**found, **held()["tf.keras"].get(at, {})}
    return frozenset(found)


def is_module(path: str) -> bool:
    """Whether Keras has a module of that dotted name."""
    root, at = _split(path)
    if at == "":
        return True
    above, _, name = at.rpartition(".")
    return bool(names_of(path)) or (name in names_of(f"{root}.{above}".rstrip(".")) and _entry(path) is None)


def signature(path: str) -> Signature | None:
    """What a name of Keras takes; None if there is no such name, or it is a module."""
    entry = _entry(path)
    return Signature(entry[0], tuple(entry[1]), tuple(entry[2]), entry[3], entry[4]) if entry else None


@cache
def method(kind: str, name: str) -> Signature | None:
    """What a method of a model takes; None if it is not among those known in full."""
    entry = held()["methods"].get(kind, {}).get(name)
    return Signature(entry[0], tuple(entry[1]), tuple(entry[2]), entry[3], entry[4]) if entry else None


def _entry(path: str) -> Any:
    root, at = _split(path)
    module, _, name = at.rpartition(".")
    found = held()["keras"].get(module, {}).get(name)
    return found or (held()["tf.keras"].get(module, {}).get(name) if root == "tf.keras" else None)


def _split(path: str) -> tuple[str, str]:
    root = "tf.keras" if path == "tf.keras" or path.startswith("tf.keras.") else "keras"
    return root, path[len(root) :].lstrip(".")


def near(name: str, among: Iterable[str]) -> str:
    """ " Did you mean `…`?", where one of the names is close; capitals are looked at last."""
    by_small = {each.lower(): each for each in sorted(set(among))}
    close = get_close_matches(name.lower(), list(by_small), n=1, cutoff=0.75)
    return f" Did you mean `{by_small[close[0]]}`?" if close and by_small[close[0]] != name else ""


def bind(path: str, args: Sequence[Any], named: Mapping[str, Any], known: Signature | None = None) -> dict[str, Any]:
    """The arguments of a call by name, those given alone.

    Raises: Stops, where Keras would refuse the call.
    """
    takes, last = known or signature(path), path.rpartition(".")[2]
    if takes is None:
        return {**{str(place): value for place, value in enumerate(args)}, **named}
    words = (*takes.order, *takes.named)
    if takes.loose and takes.kind == "class":
        layer = ".layers." in path
        words += (*LAYER_WORDS, *EXTRA.get(last, ())) if layer else ("decay",) if ".optimizers." in path else ()
        takes = Signature(takes.kind, takes.order, words, takes.defaults, loose=takes.loose and not words)
    if len(args) > len(takes.order) and not takes.loose:
        raise Stops("TypeError", f"`{last}` takes at most {len(takes.order)} values by place, and gets {len(args)}.")
    bound = dict(zip(takes.order, args, strict=False))
    bound |= {str(place): value for place, value in enumerate(args) if place >= len(takes.order)}
    for word, value in named.items():
        if word in bound:
            raise Stops("TypeError", f"`{last}` gets `{word[:40]}` twice, once by its place and once by its name.")
        if word not in words and not takes.loose:
            raise Stops("TypeError", f"`{last}` has no argument `{word[:40]}`.{_instead(word, words)}")
        bound[word] = value
    if missing := [word for word in takes.required if word not in bound and word in takes.order]:
        raise Stops("TypeError", f"`{last}` needs `{missing[0]}`.")
    return bound


def _instead(word: str, words: Sequence[str]) -> str:
    if GONE.get(word) in words:
        return f" Keras calls it `{GONE[word]}` today."
    return near(word, words)
