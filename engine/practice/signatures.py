"""What Keras' calls take: names, order, and which of it this exercise uses. A test compares the table with Keras."""

from dataclasses import dataclass
from difflib import get_close_matches

from engine.practice.judging import Kind, Wrong
from engine.practice.reading import Call, Name, Value

HOMES = {
    "keras": ("Sequential", "Input"),
    "keras.models": ("Sequential",),
    "keras.layers": ("Dense", "Dropout", "Input", "Embedding", "LSTM", "GRU", "SimpleRNN", "Conv1D", "Bidirectional",
                     "GlobalAveragePooling1D"),
    "keras.callbacks": ("EarlyStopping",),
    "keras.utils": ("to_categorical",),
    "keras.optimizers": ("Adam", "AdamW", "Nadam", "RMSprop", "SGD"),
    "keras.losses": ("CategoricalCrossentropy", "SparseCategoricalCrossentropy", "BinaryCrossentropy", "KLDivergence",
                     "MeanSquaredError", "MeanAbsoluteError"),
}  # fmt: skip
METHODS = ("compile", "fit", "evaluate", "add", "summary", "predict")


@dataclass(frozen=True, slots=True)
class Signature:
    """A call's arguments in Keras' order, those without a default, and those that this exercise takes."""

    order: tuple[str, ...]
    required: tuple[str, ...]
    used: tuple[str, ...]
    others: tuple[str, ...] = ()


def _signature(order: str, required: str = "", used: str = "", others: str = "") -> Signature:
    words = (order, required, used or order, others)
    return Signature(*(tuple(text.split()) for text in words))


RATE = "name weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum ema_overwrite_frequency"
SIGNATURES = {
    "Sequential": _signature("layers trainable name", used="layers name"),
    "Input": _signature("shape batch_size dtype sparse", used="shape sparse", others="name ragged batch_shape"),
    "Dense": _signature(
        "units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer",
        required="units", used="units activation kernel_initializer name input_shape",
        others="activity_regularizer kernel_constraint bias_constraint input_dim dtype trainable",
    ),
    "Dropout": _signature("rate noise_shape seed", required="rate", used="rate name"),
    "to_categorical": _signature("x num_classes", required="x"),
    "compile": _signature(
        "optimizer loss loss_weights metrics weighted_metrics run_eagerly steps_per_execution jit_compile",
        used="optimizer loss metrics", others="auto_scale_loss",
    ),
    "fit": _signature(
        "x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight",
        used="x y batch_size epochs verbose callbacks validation_split validation_data shuffle",
        others="initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq",
    ),
    "evaluate": _signature(
        "x y batch_size verbose sample_weight steps callbacks return_dict", used="x y batch_size verbose",
    ),
    "EarlyStopping": _signature(
        "monitor min_delta patience verbose mode baseline restore_best_weights start_from_epoch",
        used="monitor patience verbose mode restore_best_weights",
    ),
    "Adam": _signature("learning_rate beta_1 beta_2 epsilon amsgrad", used="learning_rate", others=RATE),
    "AdamW": _signature("learning_rate weight_decay beta_1 beta_2 epsilon", used="learning_rate", others=RATE),
    "Nadam": _signature("learning_rate beta_1 beta_2 epsilon", used="learning_rate", others=RATE),
    "RMSprop": _signature("learning_rate rho momentum epsilon centered", used="learning_rate momentum", others=RATE),
    "SGD": _signature("learning_rate momentum nesterov", used="learning_rate momentum", others=RATE),
    "vectorise": _signature("articles width", required="articles width"),
}  # fmt: skip


def home(name: Name) -> str:
    """The module of Keras that a name is taken from: keras.layers for Dense, layers.Dense and tf.keras.layers.Dense.

    "" where that module has no such name, or the exercise does not use it.
    """
    prefix = name.path.rpartition(".")[0]
    if not prefix:
        return next((module for module, names in HOMES.items() if name.last in names), "")
    inside = prefix.removeprefix("tf.") if prefix.startswith("tf.keras") else prefix
    module = inside if inside.partition(".")[0] == "keras" else f"keras.{inside}"
    return module if name.last in HOMES.get(module, ()) else ""


def known_as(name: Name) -> str:
    """The last part of a name that Keras or the script has, such as Dense or compile; "" for any other."""
    method = name.path == f"model.{name.last}" and name.last in METHODS
    return name.last if method or name.path == "vectorise" or home(name) else ""


def bind(call: Call, known: str | None = None) -> dict[str, Value]:
    """The values of a call by the names of its arguments.

    known: the call's name in SIGNATURES, where it is not the one it is called by.
    Raises: Wrong, where Keras takes no such arguments or this exercise does not use them.
    """
    name = known or known_as(call.name)
    signature = SIGNATURES[name]
    if len(call.args) > len(signature.order):
        raise Wrong(Kind.RAISES, f"`{name}` takes fewer values than these {len(call.args)}.")
    bound: dict[str, Value] = dict(zip(signature.order, call.args, strict=False))
    for word, value in call.keywords:
        if word in bound:
            raise Wrong(Kind.RAISES, f"`{name}` gets `{word}` twice: once by its place and once by its name.")
        bound[word] = value
    for word in bound:
        _check_word(name, signature, word)
    for word in signature.required:
        if word not in bound:
            raise Wrong(Kind.RAISES, f"`{name}` needs `{word}`; without it Python stops with a TypeError.")
    return bound


def _check_word(name: str, signature: Signature, word: str) -> None:
    if word in signature.used:
        return
    if word in signature.order + signature.others:
        raise Wrong(Kind.UNCLEAR, f"`{name}` does have `{word}`, but this exercise leaves it as it is. Take it out.")
    near = get_close_matches(word, signature.used, n=1, cutoff=0.5)
    known = ", ".join(f"`{used}`" for used in signature.used)
    meant = f" Did you mean `{near[0]}`?" if near else f" Used here are {known}."
    raise Wrong(Kind.RAISES, f"`{name}` has no argument `{word}`, so it stops with an error.{meant}")
