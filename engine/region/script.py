"""A run as code to take away: the very classes that trained, and a loop with only the lines these settings need."""

import inspect
import itertools

from engine.network.activations import ACTIVATIONS
from engine.network.layers import LayerDense
from engine.network.loss import SoftmaxCCECombo
from engine.network.network import ZERO, limit
from engine.network.optimizers import OPTIMIZERS
from engine.network.run_data import Data, one_hot
from engine.network.settings import RunSettings
from engine.region import csv_points, datasets

FILE = "points.csv"
LIMITS = ("MOST_ROWS", "FEWEST_ROWS", "MOST_CLASSES", "LONGEST_LABEL", "MOST_CHARACTERS", "HELD_OUT")
READERS = (
    *("read", "read_table", "points_of", "split", "standard"),
    *("cells", "body", "is_number", "number", "label", "classes"),
)
FILE_IMPORTS = "import csv\nimport io\nimport math\nfrom dataclasses import dataclass\nfrom pathlib import Path\n\n"

MEASURE = """
def forward(X):
    for layer in layers:
        X = layer.forward(X)
    return combo.forward(X)


def measure(X, labels):
    preds = forward(X)
    loss = -np.log(preds[np.arange(len(labels)), labels]).mean()
    return float((preds.argmax(axis=1) == labels).mean()), float(loss)
"""
TEST = """
accuracy, loss = measure(X_test, labels_test)
print(f"unseen points: accuracy {accuracy}, loss {loss}")
"""


def recipe(settings: RunSettings) -> list[tuple[str, str]]:
    """The run as pieces in order: a sentence, and its code. Raises: ValueError if the user's file cannot be used."""
    n_classes = settings.classes if settings.data != "csv" else len(csv_points.read(settings.csv).classes)
    parts = [
        ("What it needs.", (FILE_IMPORTS if settings.data == "csv" else "") + "import numpy as np"),
        (
            "The gap after 1, the distance to the next larger number: it keeps the logarithm finite.",
            "EPS = np.finfo(float).eps",
        ),
        ("A dense layer, forward and backward.", inspect.getsource(LayerDense)),
        ("What follows a hidden layer.", inspect.getsource(ACTIVATIONS[settings.activation])),
        ("Softmax and cross-entropy.", inspect.getsource(SoftmaxCCECombo)),
        (
            "How a step is taken.",
            "" if settings.optimizer == "sgd" else inspect.getsource(OPTIMIZERS[settings.optimizer]),
        ),
        ("One row per label, with a 1 in the label's column.", inspect.getsource(one_hot)),
        ("Where the points come from.", source_of_points(settings)),
        ("The points.", points(settings)),
        ("The network; its weights are drawn layer by layer from one seed.", network(settings, n_classes)),
        ("Accuracy and loss over all points.", MEASURE),
        ("The training.", training(settings, n_classes)),
        ("Points it has never seen.", TEST),
    ]
    return [(words, code.strip("\n")) for words, code in parts if code]


def source_of_points(settings: RunSettings) -> str:
    """The function that makes them, or those that read the user's file."""
    if settings.data != "csv":
        return inspect.getsource(datasets.SHAPES[settings.data])
    limits = "\n".join(f"{name} = {getattr(csv_points, name)}" for name in LIMITS)
    functions = [inspect.getsource(getattr(csv_points, name)) for name in READERS]
    return "\n\n".join([limits + "\n", inspect.getsource(Data), inspect.getsource(csv_points.Table), *functions])


def points(settings: RunSettings) -> str:
    """The lines that make the points to train on and those to test on."""
    seed = settings.data_seed
    if settings.data == "csv":
        return (
            f'data = read(Path("{FILE}").read_text(encoding="utf-8"), {seed})\n'
            "X, labels, X_test, labels_test = data.X, data.labels, data.X_test, data.labels_test"
        )
    lines = []
    for X, labels, n, from_seed in [
        ("X", "labels", settings.samples, seed),
        ("X_test", "labels_test", settings.test_samples, seed + 1),
    ]:
        lines.append(f"{X}, {labels} = {settings.data}({n}, {settings.classes}, {from_seed})")
        if settings.noise:
            draw = f"np.random.RandomState([{from_seed}, 1]).normal(0, {settings.noise}, {X}.shape)"
            lines.append(f"{X} = {X} + {draw}")
    return "\n".join(lines)


def network(settings: RunSettings, n_classes: int) -> str:
    """The lines that build the layers, in the order in which their weights are drawn."""
    lines = [f"rng = np.random.RandomState({settings.seed})", "layers = ["]
    for n_in, n_out in itertools.pairwise([3, *settings.units, n_classes]):
        edge = limit(settings.init, n_in, n_out)
        lines += [f"    LayerDense({n_in}, {n_out}, {-edge}, {edge}, rng),", f"    {activation(settings)}(),"]
    lines[-1:] = ["]", "combo = SoftmaxCCECombo()"]
    if settings.optimizer != "sgd":
        lines.append(f"rules = [{OPTIMIZERS[settings.optimizer].__name__}({settings.lr}) for layer in layers[::2]]")
    return "\n".join(lines)


def activation(settings: RunSettings) -> str:
    """The name of the class that follows a hidden layer."""
    return ACTIVATIONS[settings.activation].__name__


def training(settings: RunSettings, n_classes: int) -> str:
    """The training loop, with only the lines these settings need."""
    lines = [
        f"y = one_hot(labels, {n_classes})",
        f"limit = 10 * max(measure(X, labels)[1], np.log({n_classes}))  # a loss above it: the run diverges",
        f"for epoch in range({settings.epochs}):",
    ]
    if settings.shuffle:
        lines += ["    order = rng.permutation(len(X))", "    X_epoch, y_epoch = X[order], y[order]"]
    else:
        lines.append("    X_epoch, y_epoch = X, y")
    lines += [
        f"    for start in range(0, len(X), {settings.batch}):",
        f"        forward(X_epoch[start : start + {settings.batch}])",
        f"        signal = combo.backward(y_epoch[start : start + {settings.batch}])",
        "        for layer in reversed(layers):",
        "            signal = layer.backward(signal)",
    ]
    if settings.l1 or settings.l2:
        penalty = f"{settings.l1} * side + 2 * {settings.l2} * dense.W"
        lines += [
            "        for dense in layers[::2]:",
            f"            side = np.where(np.abs(dense.W) < {ZERO}, 0.0, np.sign(dense.W))",
            f"            dense.dW = dense.dW + {penalty}",
        ]
    if settings.optimizer == "sgd":
        lines += ["        for dense in layers[::2]:", f"            dense.update({settings.lr})"]
    else:
        lines += ["        for rule, dense in zip(rules, layers[::2]):", "            rule.update(dense)"]
    lines += [
        "    accuracy, loss = measure(X, labels)",
        '    print(f"epoch {epoch + 1}: accuracy {accuracy}, loss {loss}")',
        "    if not loss <= limit:",
        "        break",
    ]
    return "\n".join(lines)
