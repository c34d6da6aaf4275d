"""The classifiers as values: settings, presets, where the parameters come from, and the Keras code that is run.

The code a page shows is the code that runs: `model_code` writes it, `build` executes it. Keras is imported there
alone, so that importing this module costs nothing.
"""

import hashlib
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from engine.newsgroups.vectors import MODES, Mode

if TYPE_CHECKING:
    from keras import Sequential

ACTIVATIONS = ("relu", "tanh", "sigmoid", "gelu", "silu")
INITIALISATIONS = {"random normal": "RandomNormal", "He": "HeNormal", "Glorot": "GlorotUniform", "LeCun": "LecunNormal"}
OPTIMIZERS = {"rmsprop": "RMSprop", "adam": "Adam", "sgd": "SGD", "nadam": "Nadam", "adamw": "AdamW"}
CORPORA = {"newsgroups": "without headers, footers and quotes", "leakage": "headers, footers and quotes left in"}
MOST_PARAMETERS = 12_500_000
LIMITS = {
    "dropout": (0, 0.95),
    "l2": (0, 1),
    "learning_rate": (1e-6, 10),
    "batch": (1, 4096),
    "epochs": (1, 100),
    "patience": (0, 100),
    "min_df": (1, 1000),
    "max_df": (0.001, 1),
    "min_tokens": (0, 100),
    "share": (0.01, 1),
}
MOST_LAYERS, MOST_UNITS = 6, 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """One run, wholly: equal settings are the same run. The defaults are the first model's.

    units: units of each hidden layer. initialisation: of every kernel, with seed 1. dropout: share of the last hidden
    layer's units switched off at each step. l2: weight penalty on every kernel. patience: epochs without a better
    validation loss before training stops early, 0 for never. mode: kind of vector. min_df, max_df: leave out words in
    fewer documents than min_df or in a larger share than max_df. min_tokens: leave out shorter documents. share: of the
    training documents that are learned from. corpus: a key of CORPORA.
    Raises: ValueError with a sentence that says what to change.
    """

    units: tuple[int, ...] = (128, 128)
    activation: str = "relu"
    initialisation: str = "random normal"
    dropout: float = 0.0
    l2: float = 0.0
    optimizer: str = "rmsprop"
    learning_rate: float = 0.001
    batch: int = 128
    epochs: int = 15
    patience: int = 0
    mode: Mode = "binary"
    min_df: int = 1
    max_df: float = 1.0
    min_tokens: int = 0
    share: float = 1.0
    corpus: str = "newsgroups"

    def __post_init__(self) -> None:
        for name, allowed in (
            ("activation", ACTIVATIONS),
            ("initialisation", INITIALISATIONS),
            ("mode", MODES),
            ("optimizer", OPTIMIZERS),
            ("corpus", CORPORA),
        ):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is {getattr(self, name)!r}; it can be {', '.join(allowed)}.")
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if not low <= value <= high:  # false for nan as well
                raise ValueError(f"{label(name)} is {value:,}; it can be {low:,} to {high:,}.")
            if isinstance(low, int) and isinstance(high, int) and high > 1 and value != int(value):
                raise ValueError(f"{label(name)} is {value:,}; it must be a whole number.")
        if len(self.units) > MOST_LAYERS:
            raise ValueError(f"{len(self.units)} hidden layers; there can be {MOST_LAYERS} at most.")
        for n in self.units:
            if not (isinstance(n, int) and 1 <= n <= MOST_UNITS):
                raise ValueError(f"A hidden layer has 1 to {MOST_UNITS:,} units, and you wrote {n:,}.")

    @property
    def key(self) -> str:
        """A short name for the run, the same wherever these settings are used."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:16]

    def changes(self, other: "Settings") -> dict[str, object]:
        """What is different from other settings: field name to this one's value."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(other, f.name)}


FIRST = Settings()
SECOND = Settings(units=(128, 128, 128), initialisation="He", dropout=0.3, patience=1, min_tokens=5)


def label(name: str) -> str:
    """A setting's name in words."""
    return {
        "l2": "L2",
        "min_df": "fewest posts that a word is in",
        "max_df": "largest share of posts that a word is in",
        "min_tokens": "fewest tokens of a post",
        "share": "share of the training posts",
    }.get(name, name.replace("_", " "))


def units_of(text: str) -> tuple[int, ...]:
    """The units of each hidden layer as a person writes them: "128, 64"; none for an empty text.

    Raises: ValueError with a sentence that says how to write them.
    """
    parts = text.split(",") if text.strip() else []
    if not all(part.strip() for part in parts):
        raise ValueError("A comma stands between two numbers, such as 128, 64; here a number is missing.")
    try:
        return tuple(int(number) for part in parts for number in part.split())
    except ValueError:
        raise ValueError("Units are whole numbers with commas between them, such as 128, 64.") from None


def for_epochs(settings: Settings, epochs: int) -> Settings:
    """The same model, trained for just so many epochs."""
    return replace(settings, epochs=epochs, patience=0)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's parameters: inputs · units weights and units biases; none for dropout."""

    name: str
    inputs: int
    units: int
    weights: int
    biases: int

    @property
    def parameters(self) -> int:
        return self.weights + self.biases


def layers(settings: Settings, columns: int, classes: int) -> list[Layer]:
    """The layers in order, with where each one's parameters come from (v · n weights and n biases)."""
    found, inputs = [], columns
    for units in settings.units:
        found.append(Layer("Dense", inputs, units, inputs * units, units))
        inputs = units
    if settings.dropout and settings.units:
        found.append(Layer("Dropout", inputs, inputs, 0, 0))
    return [*found, Layer("Dense", inputs, classes, inputs * classes, classes)]


def parameters(settings: Settings, columns: int, classes: int) -> int:
    """Number of parameters of the whole model."""
    return sum(layer.parameters for layer in layers(settings, columns, classes))


def check_size(settings: Settings, columns: int, classes: int) -> None:
    """Raises: ValueError if the model is too large to train here."""
    n = parameters(settings, columns, classes)
    if n > MOST_PARAMETERS:
        raise ValueError(
            f"This model has {n:,} parameters. Training it takes about {16 * n / 1e9:.1f} GB (weights, gradients, and "
            f"the optimizer's memory of them); at most {MOST_PARAMETERS:,} parameters are trained here. Take fewer "
            "units in the first layer, or fewer words."
        )


def model_code(settings: Settings, columns: int, classes: int) -> str:
    """The lines that make the model: after them, `model` is compiled and ready to be trained."""
    kernel = f"kernel_initializer=keras.initializers.{INITIALISATIONS[settings.initialisation]}(seed=1)"
    if settings.l2:
        kernel += f", kernel_regularizer=keras.regularizers.L2({settings.l2!r})"
    hidden = f'activation="{settings.activation}", {kernel}'
    lines = [f"    keras.Input(({columns},), sparse=True),"]
    lines += [f"    keras.layers.Dense({units}, {hidden})," for units in settings.units]
    if settings.dropout and settings.units:
        lines.append(f"    keras.layers.Dropout({settings.dropout!r}, seed=1),")
    lines.append(f'    keras.layers.Dense({classes}, activation="softmax", {kernel}),')
    optimizer = f"keras.optimizers.{OPTIMIZERS[settings.optimizer]}(learning_rate={settings.learning_rate!r})"
    return "\n".join(
        [
            "import keras",
            "import tensorflow as tf",
            "",
            "tf.random.set_seed(0)",
            "model = keras.Sequential([",
            *lines,
            "])",
            f'model.compile(optimizer={optimizer}, loss="categorical_crossentropy", metrics=["accuracy"])',
            "",
        ]
    )


def fit_code(settings: Settings) -> str:
    """The lines that train the model made by `model_code`."""
    stop = f", callbacks=[keras.callbacks.EarlyStopping(patience={settings.patience})]" if settings.patience else ""
    return (
        f"history = model.fit(\n    batches(X_train, y_train, {settings.batch}, shuffle=True),\n    "
        f"validation_data=batches(X_validation, y_validation, {settings.batch}),\n    epochs={settings.epochs}, "
        f"shuffle=False{stop},\n)\n"
    )


def build(settings: Settings, columns: int, classes: int) -> "Sequential":
    """The compiled model, made by executing `model_code`. RMSprop is then swapped for the same in one pass.

    Raises: ValueError if it is too large.
    """
    check_size(settings, columns, classes)
    names: dict[str, Sequential] = {}
    exec(compile(model_code(settings, columns, classes), "<model>", "exec"), names)
    model = names["model"]
    if settings.optimizer == "rmsprop":
        from engine.newsgroups.rmsprop import one_pass_rmsprop

        model.compile(one_pass_rmsprop(settings.learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model
