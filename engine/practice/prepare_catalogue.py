"""Writes what Keras' public modules hold, and what each call takes: names and signatures, as JSON.

The web process reads the file in place of importing Keras. A test compares it with the Keras that is installed.
"""

import inspect
import json
import pkgutil
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from engine.newsgroups.shipped_arrays import ASSETS

MODULES = (
    "activations backend callbacks constraints datasets datasets.boston_housing datasets.california_housing "
    "datasets.cifar10 datasets.cifar100 datasets.fashion_mnist datasets.imdb datasets.mnist datasets.reuters "
    "initializers layers losses metrics models ops optimizers optimizers.schedules preprocessing "
    "preprocessing.sequence preprocessing.text random regularizers utils"
)
METHODS = {
    "Sequential": "fit evaluate predict compile add summary build pop get_layer save save_weights load_weights "
    "get_weights set_weights get_config to_json predict_on_batch train_on_batch test_on_batch count_params",
    "Model": "fit evaluate predict compile summary build get_layer save save_weights load_weights get_weights "
    "set_weights get_config to_json predict_on_batch train_on_batch test_on_batch count_params",
}
TENSORFLOW = ("", "nn", "math", "random", "data", "train")


def prepare(folder: Path = ASSETS) -> Path:
    """Writes keras_names.json: module by module the public names, with what each callable takes."""
    import keras
    import tensorflow as tf

    held = {
        "made with": f"Keras {version('keras')}, TensorFlow {tf.__version__}",
        "keras": _package(keras, ""),
        "tf.keras": _package(tf.keras, "", besides=keras),
        "methods": {
            kind: {name: signature(getattr(getattr(keras, kind), name)) for name in names.split()}
            for kind, names in METHODS.items()
        },
        "members": {kind: _public(getattr(keras, kind)) for kind in METHODS},
        "tensorflow": {name: _public(_inside(tf, name)) for name in TENSORFLOW},
    }
    path = folder / "keras_names.json"
    path.write_text(json.dumps(held, separators=(",", ":"), sort_keys=True) + "\n")
    return path


def _package(root: ModuleType, at: str, besides: ModuleType | None = None) -> dict[str, dict[str, Any]]:
    """{module: {name: signature, or None for a module}} of the root and its modules; only what `besides` has not."""
    found: dict[str, dict[str, Any]] = {}
    for module in ("", *MODULES.split()):
        here, there = _inside(root, module), _inside(besides, module) if besides else None
        if here is None:
            continue
        names = {name for name in _public(here) if besides is None or not hasattr(there, name)}
        modules = {each.name for each in pkgutil.iter_modules(getattr(here, "__path__", []))} & names
        found[module] = {
            name: None if name in modules or inspect.ismodule(getattr(here, name)) else signature(getattr(here, name))
            for name in sorted(names)
        }
    return {module: names for module, names in found.items() if names}


def _inside(root: Any, dotted: str) -> Any:
    for part in filter(None, dotted.split(".")):
        root = getattr(root, part, None)
    return root


def _public(held: Any) -> list[str]:
    return sorted(name for name in dir(held) if not name.startswith("_") and name != "src")


def signature(called: Any) -> list[Any]:
    """[kind, by place, by name only, defaults that JSON can hold, whether any other name is taken].

    kind: "class", "function", or "value" for what cannot be called.
    """
    kind = "class" if inspect.isclass(called) else "function" if callable(called) else "value"
    try:
        parameters = inspect.signature(called.__init__ if kind == "class" else called).parameters
    except (TypeError, ValueError):
        return [kind, [], [], {}, True]
    places: list[str] = []
    names: list[str] = []
    defaults: dict[str, Any] = {}
    rest = False
    for name, each in parameters.items():
        if name == "self":
            continue
        if each.kind in (each.VAR_KEYWORD, each.VAR_POSITIONAL):
            rest = True
            continue
        (names if each.kind is each.KEYWORD_ONLY else places).append(name)
        if each.default is not each.empty:
            plain = isinstance(each.default, bool | int | float | str | None)
            defaults[name] = each.default if plain else "…"
    return [kind, places, names, defaults, rest]


if __name__ == "__main__":
    import_module("os").environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    print(prepare())
