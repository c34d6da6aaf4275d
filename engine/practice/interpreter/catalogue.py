"""What the modules of Keras and TensorFlow hold, and what a call of Keras' takes, from the file that ships."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
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
MEANT: dict[str, tuple[str, ...]] = {  # what learners write, and what it may be called there
    "validation": ("validation_split",),
    "val_split": ("validation_split",),
    "test_split": ("validation_split",),
    "split": ("validation_split",),
    "val_data": ("validation_data",),
    "batch": ("batch_size",),
    "labels": ("y", "num_classes"),
    "input_shape": ("shape",),
    "input_dim": ("shape",),
    "num_words": ("width", "num_classes"),
    "n_classes": ("num_classes",),
    "classes": ("num_classes",),
    "act": ("activation",),
    "neurons": ("units",),
    "wait": ("patience",),
    **dict.fromkeys(("x_train", "x_test", "test_x", "X"), ("x",)),
    **dict.fromkeys(("y_train", "y_test", "test_y", "Y"), ("y",)),
    "delta": ("min_delta",),
}
WHAT = {
    "losses": "a loss: it goes after `loss=`",
    "optimizers": "an optimizer: it goes after `optimizer=`",
    "activations": "an activation, which belongs to a layer",
}
STOPPING = ("EarlyStopping", "EarlyStopping(patience=2), in the list that `fit` gets as `callbacks`")
BELONGS = {
    "activation": ("Dense", 'Dense(64, activation="relu")'),
    "optimizer": ("compile", 'model.compile(optimizer="adam", …)'),
    "loss": ("compile", "model.compile(loss=…)"),
    "metrics": ("compile", 'model.compile(metrics=["accuracy"])'),
    "learning_rate": ("Adam", "optimizer=Adam(learning_rate=0.001)"),
    "epochs": ("fit", "model.fit(…, epochs=20)"),
    "batch_size": ("fit", "model.fit(…, batch_size=128)"),
    "validation_split": ("fit", "model.fit(…, validation_split=0.1)"),
    "validation_data": ("fit", "model.fit(…, validation_data=(x_val, y_val))"),
    "callbacks": ("fit", "model.fit(…, callbacks=[…])"),
    "patience": STOPPING,
    "monitor": STOPPING,
    "restore_best_weights": STOPPING,
    "early_stopping": STOPPING,
    "earlystopping": STOPPING,
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
    close = get_close_matches(name.lower(), list(by_small), n=3, cutoff=0.75)
    close.sort(key=lambda each: sorted(each) != sorted(name.lower()))  # two letters that changed places
    return f" Did you mean `{by_small[close[0]]}`?" if close and by_small[close[0]] != name else ""


def elsewhere(name: str, place: str) -> str:
    """What to say of a name that is known, but of something else than is asked for at that place; "" otherwise."""
    for module, what in WHAT.items():
        if module != place and name.lower() in {each.lower() for each in names_of(f"keras.{module}")}:
            return f" That is {what}."
    return " That is a metric." if name in ("accuracy", "acc") else ""


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
        raise Stops("TypeError", too_many(last, len(takes.order), args))
    bound = dict(zip(takes.order, args, strict=False))
    bound |= {str(place): value for place, value in enumerate(args) if place >= len(takes.order)}
    for word, value in named.items():
        if word in bound:
            raise Stops("TypeError", f"`{last}` gets `{word[:40]}` twice, once by its place and once by its name.")
        if word not in words and not takes.loose:
            raise Stops("TypeError", no_argument(last, word, words))
        bound[word] = value
    if missing := [word for word in takes.required if word not in bound and word in takes.order]:
        raise Stops("TypeError", f"`{last}` needs `{missing[0]}`.")
    return bound


def too_many(last: str, most: int, args: Sequence[Any]) -> str:
    """What to say of a call with more values than it takes, which a comma in a number makes of one."""
    plain = [type(each) is int for each in args]  # True and False are none
    parted = any(
        one and two and (args[at + 1] == 0 or 100 <= args[at + 1] < 1000)
        for at, (one, two) in enumerate(pairwise(plain))
    )
    comma = " A comma ends a value: ten thousand is written 10000, or 10_000." if parted else ""
    return f"`{last}` takes at most {most} values by place, and gets {len(args)}.{comma}"


def no_argument(last: str, word: str, words: Sequence[str]) -> str:
    """What to say of an argument that a call does not have: the right name, or where it belongs."""
    said = f"`{last}` has no argument `{word[:40]}`."
    if GONE.get(word) in words:
        return f"{said} Keras calls it `{GONE[word]}` today."
    if meant := next((meant for meant in MEANT.get(word, ()) if meant in words), ""):
        return f"{said} Did you mean `{meant}`?"
    if word in BELONGS and BELONGS[word][0] != last:
        owner, how = BELONGS[word]
        return f"{said} It belongs to `{owner}`: {how}."
    if close := near(word, words):
        return said + close
    return f"{said} It takes {' and '.join(f'`{each}`' for each in words)}." if 0 < len(words) < 3 else said
