"""A learner's layers as values of a design, and what to know of one layer by itself."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from engine.practice.design import Layer
from engine.practice.errors import quoted
from engine.practice.interpreter.objects import Known, Made
from engine.practice.judging import Judging, Remark, advice, beyond, misleads

INITIALIZERS = {
    "GlorotUniform": "glorot_uniform",
    "GlorotNormal": "glorot_normal",
    "HeUniform": "he_uniform",
    "HeNormal": "he_normal",
    "LecunUniform": "lecun_uniform",
    "LecunNormal": "lecun_normal",
    "RandomUniform": "random_uniform",
    "RandomNormal": "random_normal",
    "Zeros": "zeros",
    "Ones": "ones",
}
SHORT = {"normal": "random_normal", "uniform": "random_uniform", "zero": "zeros", "one": "ones"}
AS_LAYER = {"ReLU": "relu", "Softmax": "softmax", "ELU": "elu"}
RECURRENT = ("LSTM", "GRU", "SimpleRNN")
TRAINED = {
    "Embedding": ("input_dim", "output_dim", "mask_zero"),
    "Conv1D": ("filters", "kernel_size", "strides", "padding", "activation", "kernel_regularizer"),
    "MaxPooling1D": ("pool_size", "strides", "padding"),
    "AveragePooling1D": ("pool_size", "strides", "padding"),
    "GlobalMaxPooling1D": (),
    "GlobalAveragePooling1D": (),
    "Flatten": (),
    "BatchNormalization": ("momentum", "epsilon"),
    "LayerNormalization": ("epsilon",),
    "SpatialDropout1D": ("rate",),
    "GaussianNoise": ("stddev",),
    "GaussianDropout": ("rate",),
    "AlphaDropout": ("rate",),
    "LeakyReLU": ("negative_slope",),
    **dict.fromkeys(
        RECURRENT, ("units", "activation", "return_sequences", "dropout", "recurrent_dropout", "go_backwards")
    ),
}
OTHER_NAMES = {
    "MaxPool1D": "MaxPooling1D",
    "AvgPool1D": "AveragePooling1D",
    "GlobalMaxPool1D": "GlobalMaxPooling1D",
    "GlobalAvgPool1D": "GlobalAveragePooling1D",
}
OF_DENSE = ("use_bias", "kernel_regularizer", "bias_regularizer", "activity_regularizer", "bias_initializer")
OF_NO_ACCOUNT = ("name", "trainable", "dtype", "input_shape", "input_dim", "input_length", "autocast", "noise_shape")
MOST_UNITS = 2048


WEIGHTS = {*RECURRENT, "Dense", "Embedding", "Conv1D", "BatchNormalization", "LayerNormalization", "Bidirectional"}


def judge_frozen(layers: Sequence[Made], whole: Sequence[Made]) -> Judging[None]:
    """Layers that do not learn, among those of a network that has learned nothing yet."""
    names = [OTHER_NAMES.get(each.last, each.last) for each in layers if each.last in WEIGHTS]
    if not names:
        return
    if len(names) == sum(each.last in WEIGHTS for each in whole):
        yield misleads(
            "With `trainable = False` on all of it, nothing learns: Keras warns, and every weight stays as it was "
            "drawn by chance. About one newswire in 46 is right then."
        )
        return
    which = f"This {names[0]} layer keeps its" if len(names) == 1 else f"{len(names)} layers keep their"
    yield misleads(
        f"{which} first weights, drawn by chance: with `trainable = False` training passes them over. That is for "
        "layers that have learned before, from other data; here none has. Leave it out, so that all layers learn."
    )


def layer(made: Made, first: bool) -> Judging[Layer | str]:
    """One layer as a value; the name of an activation, where it is one that goes to the layer before."""
    name = OTHER_NAMES.get(made.last, made.last)
    if name == "Activation":
        return activation(made.bound.get("activation")) or "linear"
    if name in AS_LAYER and not set(made.bound) - {"name"}:
        return AS_LAYER[name]
    if name == "Dropout":
        return (yield from _dropout(made))
    if name == "Dense":
        return (yield from _dense(made, first))
    if name == "Bidirectional" and not set(made.bound) - {"layer", "name"}:
        inner = yield from layer(made.bound["layer"], False)
        assert isinstance(inner, Layer)
        return Layer(kind=f"Bidirectional {inner.kind}", options=inner.options)
    if name in TRAINED:
        return Layer(kind=name, options=_options(made, TRAINED[name]))
    raise beyond(f"Keras has `{name}`, and it runs; a network with it is not trained here.")


def _options(made: Made, used: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    given = []
    for word, value in made.bound.items():
        if (word in OF_NO_ACCOUNT and word not in used) or (word == "weights" and value is None):
            continue
        if word not in used:
            raise beyond(f"`{made.last}` does have `{word}`; a network with it is not trained here.")
        given.append((word, activation(value) if word == "activation" else plain(value, word)))
    return tuple(sorted(given))


def plain(value: Any, word: str) -> Any:
    """A value of a layer's argument as numbers, texts and tuples of them."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return tuple(plain(each, word) for each in value) if len(value) != 1 else plain(value[0], word)
    if (isinstance(value, Made) and ".regularizers." in value.kind) or (
        isinstance(value, Made) and ".initializers." in value.kind
    ):
        inner = tuple(sorted((name, plain(each, word)) for name, each in value.bound.items()))
        return ("@", value.kind.removeprefix("keras."), inner)
    raise beyond(f"What `{word}` is given is not worked out here.")


def activation(value: Any) -> str | None:
    """An activation's name in Keras."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Known) and (".activations." in value.path or value.path.startswith("tf.nn.")):
        return {"log_softmax": "log_softmax"}.get(value.last, value.last)
    if isinstance(value, Made) and value.last in AS_LAYER and not set(value.bound) - {"name"}:
        return AS_LAYER[value.last]
    if isinstance(value, Made) and value.last == "Activation":
        return activation(value.bound.get("activation"))
    if isinstance(value, Known) and value.last in AS_LAYER:
        raise beyond(f"`{value.last}` needs its brackets here.")
    if isinstance(value, Made):
        raise beyond(
            f"`{value.last}` as an activation runs; it is trained here as a layer of its own, after the Dense."
        )
    raise beyond('This activation is one of your own. Those named in quotation marks are trained here, such as "relu".')


def _dense(made: Made, first: bool) -> Judging[Layer]:
    bound = made.bound
    units = int(bound["units"])
    if units > MOST_UNITS:
        raise beyond(f"Here a layer has at most {MOST_UNITS:,} units.")
    if word := next((word for word in ("input_shape", "input_dim") if word in bound), ""):
        yield advice(
            f"`{word}` still works, with a warning: Keras 3 prefers `Input` as the first layer."
            if first
            else f"Keras takes `{word}` only from the first layer and warns of it here: leave it out."
        )
    initializer, seed, more = _initializer(bound.get("kernel_initializer", "glorot_uniform"))
    options = dict(more)
    for word, value in bound.items():
        if word in OF_DENSE and value is not None and not (word == "use_bias" and value is True):
            if (word, value) != ("bias_initializer", "zeros"):
                options[word] = plain(value, word)
        elif word not in (*OF_DENSE, *OF_NO_ACCOUNT, "units", "activation", "kernel_initializer") and value is not None:
            raise beyond(f"`Dense` does have `{word}`; a network with it is not trained here.")
    if not isinstance(bound.get("use_bias", True), bool):
        yield advice(
            f"By place, what `Dense` gets third is `use_bias`, and {quoted(bound['use_bias'])} counts as True there. "
            "An activation stands second, one for each layer."
        )
    if "kernel_regularizer" in options:
        yield _regularizer(bound["kernel_regularizer"])
    found = activation(bound.get("activation"))
    if "activity_regularizer" in options and found != "softmax":  # whose outputs sum to 1 all the same
        yield from _of_outputs(bound["activity_regularizer"])
    return Layer(
        units, None if found == "linear" else found, initializer, seed=seed, options=tuple(sorted(options.items()))
    )


def _too_strong(value: Any, limits: dict[str, float]) -> Iterator[tuple[str, float]]:
    """The penalties of a regularizer that reach their limit, with their strengths: Keras' own where none is given."""
    kind = value if isinstance(value, str) else value.last if isinstance(value, Made) else ""
    usual = {"l1": {"l1": 0.01}, "l2": {"l2": 0.01}}.get(kind.lower(), {})
    given = usual | (value.bound if isinstance(value, Made) else {})
    for word, limit in limits.items():
        strength = given.get(word)
        if isinstance(strength, int | float) and strength >= limit:
            yield word, strength


def _of_outputs(value: Any) -> Judging[None]:
    """How strongly a layer's outputs are held down, as tried in the same way."""
    for word, strength in _too_strong(value, {"l1": 0.1, "l2": 1.0}):
        yield misleads(
            f"`activity_regularizer` holds down what the layer gives, and {word.upper()} of {strength:g} is so strong "
            f"that hardly anything gets through: with {'0.1, 69%' if word == 'l1' else '1, 51%'} of the test newswires "
            "were right in a trial, and fewer with more; 80% without."
        )


def _regularizer(value: Any) -> Remark:
    """How strongly large weights are held down, as tried on these newswires with 64 units and eight epochs."""
    for word, strength in _too_strong(value, {"l1": 0.01, "l2": 1.0}):
        return misleads(
            f"{word.upper()} of {strength:g} is so strong that the weights are all but 0 and the network hardly "
            f"learns: from {'0.01' if word == 'l1' else '1'} on, 55% of the test newswires were right in a trial, or "
            f"fewer, and 80% without. Try {'0.0001' if word == 'l1' else '0.001'}."
        )
    return advice("A regularizer adds to the loss what large weights cost: it holds overfitting back, as dropout does.")


def _initializer(value: Any) -> tuple[str, int | None, dict[str, Any]]:
    """Its name in Keras, its seed where it has one, and it as an option where it has more."""
    if isinstance(value, str):
        return SHORT.get(value, INITIALIZERS.get(value, value)), None, {}
    if isinstance(value, Known) and value.last in INITIALIZERS:
        return INITIALIZERS[value.last], None, {}
    if isinstance(value, Made) and value.last in INITIALIZERS and not set(value.bound) - {"seed"}:
        seed = value.bound.get("seed")
        if seed is None or (isinstance(seed, int) and 0 <= seed < 2**31):
            return INITIALIZERS[value.last], seed, {}
    return "glorot_uniform", None, {"kernel_initializer": plain(value, "kernel_initializer")}


def _dropout(made: Made) -> Judging[Layer]:
    rate, seed = made.bound["rate"], made.bound.get("seed")
    if rate == 1:
        yield misleads(
            "`Dropout(1)` switches off every unit: nothing gets through in training, so nothing is learned below it."
        )
    elif rate > 0.8:
        yield advice(
            f"A rate of {rate:g} keeps only {1 - rate:.0%} of the units in each step; learning gets slow and noisy."
        )
    elif rate == 0:
        yield advice("A rate of 0 drops nothing.")
    if seed is not None and not (isinstance(seed, int) and 0 <= seed < 2**31):
        raise beyond("A seed is a whole number here.")
    return Layer(rate=float(rate), seed=seed)
