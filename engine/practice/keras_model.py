"""A design's values as a compiled Keras model."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.practice.design import Compiled, Design, Layer

if TYPE_CHECKING:
    from keras import Sequential


def build(design: Design) -> "Sequential":
    """The compiled Keras model, made from the design's values in the order in which the learner's script makes it."""
    import keras

    keras.utils.set_random_seed(design.seed)
    model = keras.Sequential([keras.Input((design.vectors.width,), sparse=design.vectors.encoding != "padded")])
    for layer in design.layers:
        model.add(_layer(layer))
    model.compile(optimizer=_optimizer(design.compiled), loss=design.compiled.loss, metrics=["accuracy"])
    return model


def _layer(layer: Layer) -> Any:
    """The Keras layer that a design's layer stands for."""
    import keras

    options = {word: _option(value) for word, value in layer.options}
    if layer.is_dense:
        kernel = keras.initializers.get(layer.initializer)
        if layer.seed is not None:
            kernel = type(kernel)(seed=layer.seed)
        options.setdefault("kernel_initializer", kernel)
        return keras.layers.Dense(layer.units, activation=layer.activation, **options)
    if not layer.kind:
        return keras.layers.Dropout(layer.rate, seed=layer.seed)
    outer, _, inner = layer.kind.rpartition(" ")
    made = LAYERS[inner](keras)(**options)
    return keras.layers.Bidirectional(made) if outer else made


def _option(value: Any) -> Any:
    """A plain value as it is; ("@", "regularizers.L2", …) as the object of Keras that it stands for."""
    if not (isinstance(value, tuple) and value and value[0] == "@"):
        return value
    import keras

    _, path, inner = value
    package, _, name = path.rpartition(".")
    given = {word: _option(each) for word, each in inner}
    if package == "optimizers.schedules":
        return getattr(keras.optimizers.schedules, name)(**given)
    return {"regularizers": keras.regularizers, "initializers": keras.initializers}[package].get(
        {"class_name": name, "config": given}
    )


LAYERS: dict[str, Callable[[Any], Any]] = {
    "Activation": lambda keras: keras.layers.Activation,
    "LeakyReLU": lambda keras: keras.layers.LeakyReLU,
    "Embedding": lambda keras: keras.layers.Embedding,
    "Conv1D": lambda keras: keras.layers.Conv1D,
    "MaxPooling1D": lambda keras: keras.layers.MaxPooling1D,
    "AveragePooling1D": lambda keras: keras.layers.AveragePooling1D,
    "GlobalMaxPooling1D": lambda keras: keras.layers.GlobalMaxPooling1D,
    "GlobalAveragePooling1D": lambda keras: keras.layers.GlobalAveragePooling1D,
    "Flatten": lambda keras: keras.layers.Flatten,
    "BatchNormalization": lambda keras: keras.layers.BatchNormalization,
    "LayerNormalization": lambda keras: keras.layers.LayerNormalization,
    "SpatialDropout1D": lambda keras: keras.layers.SpatialDropout1D,
    "GaussianNoise": lambda keras: keras.layers.GaussianNoise,
    "GaussianDropout": lambda keras: keras.layers.GaussianDropout,
    "AlphaDropout": lambda keras: keras.layers.AlphaDropout,
    "LSTM": lambda keras: keras.layers.LSTM,
    "GRU": lambda keras: keras.layers.GRU,
    "SimpleRNN": lambda keras: keras.layers.SimpleRNN,
}


def _optimizer(compiled: Compiled) -> Any:
    import keras

    momentum = {"momentum": compiled.momentum} if compiled.momentum else {}
    options = {word: _option(value) for word, value in compiled.options}
    config = {"learning_rate": compiled.learning_rate, **momentum, **options}
    return keras.optimizers.get({"class_name": compiled.optimizer, "config": config})
