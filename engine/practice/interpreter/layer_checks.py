"""What Keras refuses when an object is made: a layer with half a unit, an unknown activation, a name with a slash."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.practice.errors import Stops, Unread, quoted
from engine.practice.interpreter import catalogue
from engine.practice.interpreter.objects import Known, Made, Opaque

INITIALIZERS = {"normal": "random_normal", "uniform": "random_uniform", "zero": "zeros", "one": "ones"}
SHARES = {"Dropout": "rate", "SpatialDropout1D": "rate", "GaussianDropout": "rate", "AlphaDropout": "rate"}
STRICT = {"Dense": ("units",), "Embedding": ("input_dim", "output_dim")}
COUNTS = {"LSTM": ("units",), "GRU": ("units",), "SimpleRNN": ("units",), "Conv1D": ("filters",)}
SIZES = {"units", "output_dim", "input_dim", "filters", "kernel_size", "pool_size", "strides", "rate", "n", "shape"} | {
    *("batch_shape", "target_shape", "max_tokens", "num_tokens", "num_classes", "maxlen", "epochs", "batch_size"),
    "validation_split",
}
NUMPY = (
    "`{word}` has to be Python's own whole number, and {value} here is NumPy's (it comes out of an array): Keras 3 "
    "refuses it. Write int(…) around it."
)


def check(made: Made) -> None:
    """Refuses what Keras would refuse at once.

    Raises: Stops.
    """
    name, bound = made.last, made.bound
    if made.kind.startswith(("keras.layers.", "tf.keras.layers.")):
        _check_name(bound.get("name"))
        if not isinstance(bound.get("trainable", True), bool | np.bool_ | Opaque):
            raise Stops("ValueError", "`trainable` is True or False: with anything else Keras stops.")
        if "input_shape" in bound and "input_dim" in bound and name != "Embedding":
            raise Stops("ValueError", "`input_shape` and `input_dim` say the same, and Keras refuses both together.")
        for word in STRICT.get(name, ()):
            _check_count(name, word, bound.get(word), strict=True)
        for word in COUNTS.get(name, ()):
            _check_count(name, word, bound.get(word), strict=False)
        if name == "Dropout" and isinstance(bound.get("noise_shape"), int):
            raise Stops(
                "ValueError",
                f"`Dropout` gets two values, {quoted(bound.get('rate'))} and {quoted(bound['noise_shape'])}, and the "
                "second is no `noise_shape`. Decimals are written with a point, as in 0.5.",
            )
        if name in SHARES:
            _check_share(name, bound.get("rate"))
        if name == "Bidirectional" and not (isinstance(bound.get("layer"), Made) and bound["layer"].last in COUNTS):
            raise Stops("ValueError", "`Bidirectional` goes around a layer that reads in order, such as LSTM(64).")
        if name == "Activation" or "activation" in bound:
            _check_activation(bound.get("activation"))
        for word in ("kernel_initializer", "bias_initializer", "embeddings_initializer"):
            _check_initializer(bound.get(word))
        _check_regularizer(bound.get("kernel_regularizer"))
    if ".regularizers." in made.kind:
        for word in ("l1", "l2"):
            _check_strength(word, bound.get(word, 0.0))
    if ".optimizers." in made.kind and "schedules" not in made.kind:
        _check_optimizer(made)


def _check_name(name: Any) -> None:
    if name is not None and (not isinstance(name, str) or "/" in name):
        raise Stops("ValueError", "A `name` is a text without a slash; with anything else Keras stops.")


def check_net_name(name: Any) -> None:
    """A model's name."""
    _check_name(name)


def _check_count(layer: str, word: str, value: Any, strict: bool) -> None:
    if isinstance(value, Opaque):
        return
    if isinstance(value, np.integer) and strict:
        raise Stops("ValueError", NUMPY.format(word=word, value=int(value)))
    whole = isinstance(value, int | np.integer) and not (isinstance(value, bool) and word != "units")
    if not whole or value < 1:
        raise Stops("ValueError", f"`{layer}`: `{word}` is a whole number, at least 1, and {quoted(value)} is none.")


def _check_share(layer: str, rate: Any) -> None:
    if isinstance(rate, bool) or not isinstance(rate, int | float | np.number) or not 0 <= rate <= 1:
        raise Stops(
            "ValueError",
            f"The rate of `{layer}` is {quoted(rate)}: it is a share between 0 and 1, such as 0.5 for half.",
        )


def _check_activation(given: Any) -> None:
    if given is None or isinstance(given, Opaque) or not isinstance(given, str):
        if isinstance(given, Known) and given.path.rpartition(".")[0].endswith("layers"):
            raise Stops(
                "TypeError",
                f"`{given.last}` is a layer without its brackets, and Keras stops when numbers come. By its name in "
                f'quotation marks it is activation="{given.last.lower()}".',
            )
        if given is None or isinstance(given, Opaque | Known | Made):
            return
        if type(given).__name__ == "Function":
            return
        raise Stops(
            "ValueError",
            f"What stands second, or after `activation=`, is an activation: a name in quotation marks, such as "
            f'"relu", and {quoted(given)} is none. `Dense` is told its own units alone; how many numbers come in, it '
            "finds by itself.",
        )
    if given == "glu":
        raise Stops(
            "ValueError", "`glu` gives half as many outputs as there are units, and Keras stops at the next layer."
        )
    if given not in catalogue.names_of("keras.activations") or given in ("get", "serialize", "deserialize"):
        close = catalogue.near(given, catalogue.names_of("keras.activations") - {"get", "serialize", "deserialize"})
        raise Stops(
            "ValueError",
            "Keras knows no activation "
            f"{quoted(given)}.{close or ' Common names are relu, tanh, sigmoid and softmax.'}",
        )


def _check_initializer(given: Any) -> None:
    if given is None or isinstance(given, Made | Opaque | Known):
        return
    known = catalogue.names_of("keras.initializers")
    if not isinstance(given, str) or (given not in known and given not in INITIALIZERS):
        raise Stops(
            "ValueError",
            f"Keras knows no initialisation {quoted(given)}. Common names are glorot_uniform and he_normal.",
        )


def _check_regularizer(given: Any) -> None:
    if isinstance(given, int | float | bool):
        raise Stops("ValueError", "A regularizer is a call, such as regularizers.l2(0.001), not a number alone.")
    if isinstance(given, str) and given.lower() not in ("l1", "l2", "l1_l2", "l1l2"):
        raise Stops("ValueError", f"Keras knows no regularizer {quoted(given)}. There are l1, l2 and l1_l2.")


def _check_strength(word: str, given: Any) -> None:
    number = isinstance(given, int | float | np.number) and not isinstance(given, bool)
    if given is not None and not isinstance(given, Opaque) and not (number and given >= 0):
        raise Stops(
            "ValueError", f"The strength `{word}` of a regularizer is a number such as 0.001, and not negative."
        )


def _check_optimizer(made: Made) -> None:
    rate = made.bound.get("learning_rate", 0.01)
    if isinstance(rate, Known):
        raise Stops("TypeError", f"`{rate.last}` needs its brackets: without them it is the class, not a schedule.")
    if isinstance(rate, int) and not isinstance(rate, bool):
        raise Stops("ValueError", f"Keras wants the learning_rate with a decimal point: {rate}.0, not {rate}.")
    if isinstance(rate, str):
        raise Stops("ValueError", "The learning_rate is a number: leave the quotation marks out.")
    if isinstance(rate, list | tuple) or rate is None or isinstance(rate, bool):
        raise Stops("ValueError", "The learning_rate is a number with a decimal point, such as 0.001.")
    momentum = made.bound.get("momentum", 0.0)
    wrong = not isinstance(momentum, float) or not 0 <= momentum <= 1
    if made.last == "SGD" and wrong and not isinstance(momentum, Opaque):
        raise Stops("ValueError", "The momentum of SGD is a share between 0 and 1, written with a decimal point.")


def check_known(name: str, bound: Mapping[str, Any]) -> None:
    """Raises Unread where a size is what another library makes: what it is, is not known here."""
    for word in SIZES & set(bound):
        sides = bound[word] if isinstance(bound[word], tuple | list) else (bound[word],)
        if any(isinstance(side, Opaque) for side in sides):
            raise Unread(
                f"`{word}` of `{name.rpartition('.')[2]}` comes from another library: what it is, is not known "
                "here. Write the number."
            )
