"""Modules that a learner may import, and what is in them: Keras and TensorFlow by the catalogue, NumPy by its names."""

import sys
from typing import Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import catalogue
from engine.practice.interpreter.objects import Absent, Known, Module, Opaque

SHOWN = frozenset(
    ["matplotlib", "pandas", "seaborn", "plotly", "IPython", "tqdm", "pylab", "bokeh", "altair"]
)  # for the eye, or tables
PLAIN = frozenset(["sklearn", "scipy", "numpy", "keras", "tensorflow"])
HARMFUL = frozenset(
    [
        "subprocess",
        "shutil",
        "socket",
        "ctypes",
        "urllib",
        "requests",
        "pty",
        "multiprocessing",
        "threading",
        "importlib",
    ]
)
TENSORFLOW = ("nn", "math", "random", "data", "train", "keras")
ASIDE = ("tf.config", "tf.device", "tf.distribute", "tf.compat", "tf.get_logger", "tf.test")  # devices, messages
LEARN = frozenset(
    [
        "base",
        "calibration",
        "cluster",
        "compose",
        "covariance",
        "datasets",
        "decomposition",
        "discriminant_analysis",
        "dummy",
        "ensemble",
        "exceptions",
        "experimental",
        "feature_extraction",
        "feature_selection",
        "frozen",
        "gaussian_process",
        "impute",
        "inspection",
        "isotonic",
        "kernel_approximation",
        "kernel_ridge",
        "linear_model",
        "manifold",
        "metrics",
        "mixture",
        "model_selection",
        "multiclass",
        "multioutput",
        "naive_bayes",
        "neighbors",
        "neural_network",
        "pipeline",
        "preprocessing",
        "random_projection",
        "semi_supervised",
        "svm",
        "tree",
        "utils",
    ]
)  # the modules of scikit-learn
ALIASES = {f"tf.{name}": f"tf.keras.{name}" for name in ("optimizers", "losses", "metrics", "initializers")}
GONE = {
    "keras.utils.np_utils": "to_categorical is in keras.utils today",
    "keras.preprocessing.text": "`vectorise` does what its Tokenizer did",
    "keras.layers.core": "Dense, Dropout and Activation are in keras.layers",
    "keras.layers.embeddings": "Embedding is in keras.layers",
    "keras.layers.recurrent": "LSTM and GRU are in keras.layers",
    "keras.layers.convolutional": "Conv1D is in keras.layers",
    "keras.layers.normalization": "BatchNormalization is in keras.layers",
    "keras.layers.noise": "GaussianNoise is in keras.layers",
    "keras.layers.merge": "Concatenate and Add are in keras.layers",
    "keras.wrappers.scikit_learn": "Keras 3 has no wrapper there",
    "keras.utils.vis_utils": "plot_model is in keras.utils",
    "keras.engine": "Model is in keras.models",
    "keras.api": "leave `.api` out",
    "keras.api.layers": "Dense and the others are in keras.layers",
}


def canonical(path: str) -> str:
    """A dotted name with the libraries' own roots: tensorflow.keras.layers is tf.keras.layers."""
    root, _, rest = path.partition(".")
    root = {"tensorflow": "tf", "numpy": "numpy"}.get(root, root)
    return f"{root}.{rest}".rstrip(".")


def known_module(path: str) -> bool:
    """Whether there is a module of that name, as far as that is known here."""
    if path.startswith(("keras", "tf.keras")):
        return path in ("keras", "tf.keras") or catalogue.is_module(path)
    if path == "tf" or path.startswith("tf."):
        return path == "tf" or path[3:] in TENSORFLOW
    return path in ("numpy", "numpy.random", "sklearn", "sklearn.model_selection", "scipy", "scipy.sparse")


def imported(path: str, line: int = 0) -> Any:
    """What `import path` gives.

    Raises: Stops, where there is no such module; Unread, where that is not known, or it has no place here.
    """
    whole = canonical(path)
    root = whole.partition(".")[0]
    if root in HARMFUL:
        raise Unread(f"`{path[:40]}` is not needed here, and not used.")
    if root in ("keras", "tf"):
        if known_module(whole):
            return Module(whole)
        if whole.startswith(("keras.", "tf.keras.")) and not whole.startswith(("keras.src", "tf.keras.src")):
            as_keras = whole.removeprefix("tf.")
            where = GONE.get(as_keras, "")
            close = f": {where}." if where else f".{catalogue.near(whole.rpartition('.')[2], _siblings(whole))}"
            raise Stops("ModuleNotFoundError", f"Keras 3 has no module `{path[:60]}`{close}")
        if whole.startswith(("tf.python.keras.datasets", "tf.python.keras.preprocessing")):
            raise Stops("ModuleNotFoundError", f"TensorFlow has no module `{path[:60]}` any more: leave `python.` out.")
        raise Unread(f"What `{path[:40]}` holds is not known here.")
    if root in ("numpy", "scipy", "sklearn") and known_module(whole):
        return Module(whole)
    if root == "sklearn" and whole.count(".") and whole.split(".")[1] not in LEARN:
        where = " train_test_split is in sklearn.model_selection." if "cross_validation" in whole else ""
        close = where or catalogue.near(whole.split(".")[1], LEARN)
        raise Stops("ModuleNotFoundError", f"scikit-learn has no module `{path[:60]}`.{close}")
    if root in SHOWN or root in PLAIN or root in sys.stdlib_module_names:
        return Opaque(whole)
    if root in ("kears", "karas", "kera", "tensorflwo", "tensoflow", "numpi"):
        raise Stops("ModuleNotFoundError", f"There is no module `{root}`. Is it keras, tensorflow or numpy?")
    return Absent(
        f"`{path[:40]}` is a library or a file of your own that is not here, so what comes of it is not known. Paste "
        "what is used of it into the script."
    )


def _siblings(path: str) -> frozenset[str]:
    return catalogue.names_of(path.rpartition(".")[0])


def member(path: str, name: str) -> Any:
    """`name` of a module.

    Raises: Stops, where the module has no such name; Unread, where that is not known here.
    """
    whole = f"{path}.{name}"
    if known_module(whole):
        return Module(whole)
    if path.startswith(("keras", "tf.keras")):
        if catalogue.signature(whole) is None and not catalogue.names_of(path):
            return Known(whole)  # Keras has the module; what is in it is not listed here
        if catalogue.signature(whole) is None:
            said = f"`{path}` has no `{name[:40]}`."
            if name == "np_utils":
                raise Stops("ImportError", f"{said} Its `to_categorical` is in keras.utils itself today.")
            if name == "reuters" or name == "text":
                raise Stops("ImportError", f"{said} {GONE.get(whole, 'It is in keras.datasets')}.".replace("  ", " "))
            raise Stops("AttributeError", f"{said}{_elsewhere(name) or catalogue.near(name, catalogue.names_of(path))}")
        return Known(whole)
    if path == "sklearn" and name in LEARN:
        return Opaque(whole)
    if whole in ALIASES:
        return Module(ALIASES[whole])
    if whole in ASIDE:
        return Opaque(whole)
    if path == "tf" or path.startswith("tf."):
        inside = catalogue.held()["tensorflow"].get(path[3:])
        if inside is not None and name not in inside:
            raise Stops("AttributeError", f"`{path}` has no `{name[:40]}`.{_elsewhere(name)}")
        return Known(whole)
    if path in ("numpy", "numpy.random"):
        there = dir(np) if path == "numpy" else dir(np.random)
        if name not in there:
            raise Stops(
                "AttributeError", f"NumPy has no `{name[:40]}`.{_elsewhere(name) or catalogue.near(name, there)}"
            )
        constants = {"pi": np.pi, "e": np.e, "nan": np.nan, "inf": np.inf, "newaxis": None}
        return constants[name] if path == "numpy" and name in constants else Known(whole)
    return Known(whole)


def _elsewhere(name: str) -> str:
    """Where Keras has a name, if another module of it has."""
    for module in ("layers", "utils", "models", "optimizers", "callbacks", "losses", "metrics", "datasets", ""):
        full = f"keras.{module}".rstrip(".")
        if name in catalogue.names_of(full) and name not in ("layers", "utils", "models"):
            return f" It is in {full}."
    return {"AdamOptimizer": " Today it is keras.optimizers.Adam."}.get(name, "")
