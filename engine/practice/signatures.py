"""What Keras' calls take: names, order, and which of it this exercise uses. A test compares the table with Keras."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from engine.practice.judging import Kind, Wrong, beyond
from engine.practice.keras_names import OTHERS
from engine.practice.values import Call, Name, Value

HOMES = {
    "keras": ("Sequential", "Input", "Model"),
    "keras.models": ("Sequential", "Model"),
    "keras.layers": (
        "Dense",
        "Dropout",
        "Input",
        "InputLayer",
        "Activation",
        "ReLU",
        "Softmax",
        "Embedding",
        "LSTM",
        "GRU",
        "SimpleRNN",
        "Conv1D",
        "Bidirectional",
        "GlobalAveragePooling1D",
    ),
    "keras.callbacks": ("EarlyStopping",),
    "keras.utils": ("to_categorical",),
    "keras.optimizers": ("Adam", "AdamW", "Nadam", "RMSprop", "SGD"),
    "keras.losses": (
        "CategoricalCrossentropy",
        "SparseCategoricalCrossentropy",
        "BinaryCrossentropy",
        "KLDivergence",
        "MeanSquaredError",
        "MeanAbsoluteError",
        "categorical_crossentropy",
        "sparse_categorical_crossentropy",
        "binary_crossentropy",
        "kl_divergence",
        "mean_squared_error",
        "mean_absolute_error",
    ),
    "keras.metrics": ("CategoricalAccuracy", "SparseCategoricalAccuracy", "BinaryAccuracy", "Accuracy"),
    "keras.initializers": (
        "GlorotUniform",
        "GlorotNormal",
        "HeUniform",
        "HeNormal",
        "LecunUniform",
        "LecunNormal",
        "RandomUniform",
        "RandomNormal",
        "Zeros",
        "Ones",
    ),
    "keras.activations": (
        "celu",
        "elu",
        "exponential",
        "gelu",
        "hard_sigmoid",
        "hard_silu",
        "hard_tanh",
        "leaky_relu",
        "linear",
        "log_sigmoid",
        "mish",
        "relu",
        "relu6",
        "selu",
        "sigmoid",
        "silu",
        "softmax",
        "softplus",
        "softsign",
        "swish",
        "tanh",
    ),
}
MODULES = ("datasets", *sorted({module.partition(".")[2] for module in (*HOMES, *OTHERS)} - {""}))
METHODS = ("compile", "fit", "evaluate", "add", "summary", "build", "predict")


@dataclass(frozen=True, slots=True)
class Signature:
    """A call's arguments in Keras' order, those without a default, and those that this exercise takes.

    others: arguments that come by name only. defaults: of arguments it does not take, which may yet be written.
    """

    order: tuple[str, ...]
    required: tuple[str, ...]
    used: tuple[str, ...]
    others: tuple[str, ...] = ()
    defaults: Mapping[str, Value] = field(default_factory=dict)


def _signature(order: str, required: str = "", used: str = "", others: str = "", **defaults: Value) -> Signature:
    words = [tuple(text.split()) for text in (order, required, used or order, others)]
    return Signature(words[0], words[1], words[2], words[3], defaults)


RATE = "name weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency"
SIGNATURES = {
    "Sequential": _signature("layers trainable name", used="layers name", trainable=True),
    "Model": _signature("inputs outputs name", required="inputs outputs"),
    "Input": _signature("shape batch_size dtype sparse", used="shape sparse name", others="ragged batch_shape name"),
    "InputLayer": _signature(
        "shape batch_size dtype sparse", used="shape sparse name input_shape", others="ragged batch_shape name"
    ),
    "build": _signature("input_shape"),
    "Activation": _signature("activation", required="activation", used="activation name", others="name"),
    "ReLU": _signature(
        "max_value negative_slope threshold",
        used="name",
        others="name",
        max_value=None,
        negative_slope=0.0,
        threshold=0.0,
    ),
    "Softmax": _signature("axis", used="name", others="name", axis=-1),
    "Dense": _signature(
        "units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer",
        required="units",
        used="units activation kernel_initializer name input_shape input_dim",
        others="activity_regularizer kernel_constraint bias_constraint dtype trainable lora_rank lora_alpha",
        use_bias=True,
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
    ),
    "Dropout": _signature("rate noise_shape seed", required="rate", used="rate seed name", noise_shape=None),
    "to_categorical": _signature("x num_classes", required="x"),
    "compile": _signature(
        "optimizer loss loss_weights metrics weighted_metrics run_eagerly steps_per_execution jit_compile",
        used="optimizer loss metrics",
        others="auto_scale_loss",
        loss_weights=None,
        weighted_metrics=None,
        run_eagerly=False,
        steps_per_execution=1,
        jit_compile="auto",
    ),
    "fit": _signature(
        "x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight",
        used="x y batch_size epochs verbose callbacks validation_split validation_data shuffle",
        others="initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq",
        class_weight=None,
        sample_weight=None,
        initial_epoch=0,
        steps_per_epoch=None,
        validation_freq=1,
    ),
    "evaluate": _signature(
        "x y batch_size verbose sample_weight steps callbacks return_dict",
        used="x y batch_size verbose",
        sample_weight=None,
        steps=None,
        callbacks=None,
        return_dict=False,
    ),
    "EarlyStopping": _signature(
        "monitor min_delta patience verbose mode baseline restore_best_weights start_from_epoch",
        used="monitor min_delta patience verbose mode restore_best_weights",
        baseline=None,
        start_from_epoch=0,
    ),
    "Adam": _signature(
        "learning_rate beta_1 beta_2 epsilon amsgrad",
        used="learning_rate decay",
        others=RATE,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
        amsgrad=False,
    ),
    "AdamW": _signature(
        "learning_rate weight_decay beta_1 beta_2 epsilon",
        used="learning_rate decay",
        others=RATE,
        weight_decay=0.004,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
    ),
    "Nadam": _signature(
        "learning_rate beta_1 beta_2 epsilon",
        used="learning_rate decay",
        others=RATE,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-7,
    ),
    "RMSprop": _signature(
        "learning_rate rho momentum epsilon centered",
        used="learning_rate momentum decay",
        others=RATE,
        rho=0.9,
        epsilon=1e-7,
        centered=False,
    ),
    "SGD": _signature(
        "learning_rate momentum nesterov", used="learning_rate momentum decay", others=RATE, nesterov=False
    ),
    "CategoricalCrossentropy": _signature(
        "from_logits label_smoothing axis reduction",
        used="from_logits name",
        others="name dtype",
        label_smoothing=0.0,
        axis=-1,
        reduction="sum_over_batch_size",
    ),
    "SparseCategoricalCrossentropy": _signature(
        "from_logits ignore_class reduction axis",
        used="from_logits name",
        others="name dtype",
        ignore_class=None,
        axis=-1,
        reduction="sum_over_batch_size",
    ),
    "initializer": _signature("seed", used="seed"),
    "spread": _signature("mean stddev seed", used="seed", mean=0.0, stddev=0.05),
    "range": _signature("minval maxval seed", used="seed", minval=-0.05, maxval=0.05),
    "vectorise": _signature("articles width", required="articles width"),
}


def home(name: Name) -> str:
    """The module of Keras that a name is taken from: keras.layers for Dense, layers.Dense and tf.keras.layers.Dense.

    "" where that module has no such name, or the exercise does not use it.
    """
    prefix = name.path.rpartition(".")[0]
    if not prefix:
        return next((module for module, names in HOMES.items() if name.last in names), "")
    module = inside(prefix)
    return module if name.last in HOMES.get(module, ()) else ""


def inside(prefix: str) -> str:
    """The module of Keras that a prefix means: keras.layers for layers, tf.keras.layers, tensorflow.keras.layers."""
    if prefix == "tf.nn":
        return "keras.activations"
    for start in ("tf.", "tensorflow."):
        prefix = prefix.removeprefix(start) if prefix.startswith(f"{start}keras") else prefix
    return prefix if prefix.partition(".")[0] in ("keras", "tf", "tensorflow") else f"keras.{prefix}"


def known_as(name: Name) -> str:
    """The last part of a name that Keras or the script has, such as Dense or compile; "" for any other."""
    method = name.path == f"model.{name.last}" and name.last in METHODS
    return name.last if method or name.path == "vectorise" or home(name) else ""


def bind(call: Call, known: str | None = None) -> dict[str, Value]:
    """The values of a call by the names of its arguments.

    known: the call's name in SIGNATURES, where it is not the one it is called by.
    Raises: Wrong, where Keras takes no such arguments or this exercise does not use them.
    """
    name = known_as(call.name)
    signature = SIGNATURES[known or name]
    if len(call.args) > len(signature.order):
        raise Wrong(Kind.RAISES, f"`{name}` takes fewer values than these {len(call.args)}.")
    bound: dict[str, Value] = dict(zip(signature.order, call.args, strict=False))
    for word, value in call.keywords:
        if word in bound:
            raise Wrong(Kind.RAISES, f"`{name}` gets `{word}` twice: once by its place and once by its name.")
        bound[word] = value
    for word, value in list(bound.items()):
        if word in signature.defaults and signature.defaults[word] == value and word not in signature.used:
            del bound[word]
        else:
            _check_word(name, signature, word)
    for word in signature.required:
        if word not in bound:
            raise Wrong(Kind.RAISES, f"`{name}` needs `{word}`; without it Python stops with a TypeError.")
    return bound


def _check_word(name: str, signature: Signature, word: str) -> None:
    if word in signature.used:
        return
    if word in signature.order + signature.others:
        raise beyond(f"`{name}` does have `{word}`, but this exercise leaves it as it is. Take it out.")
    near = get_close_matches(word, signature.used, n=1, cutoff=0.5)
    known = ", ".join(f"`{used}`" for used in signature.used)
    meant = f" Did you mean `{near[0]}`?" if near else f" Used here are {known}."
    raise Wrong(Kind.RAISES, f"`{name}` has no argument `{word}`, so it stops with an error.{meant}")
