"""Trains a learner's design and tests it, in the worker. Its events are those of act 3's training.

The last carries kept_back: what the test says is shown only when it is asked for.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.classifier.measures import macro_f1
from engine.classifier.watching import Report
from engine.jobs.estimate import estimated
from engine.practice import cost
from engine.practice.articles import pad, vectorise
from engine.practice.design import TOPICS, Design, Fitting, parameters
from engine.practice.keras_model import build
from engine.practice.ordered import load_articles
from engine.practice.reuters import Part, load_data

if TYPE_CHECKING:
    from keras import Sequential

MOST_PARAMETERS = 12_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a finished run leaves.

    history: one dict an epoch, as in `engine.newsgroups.training`. truth, predicted: (tests,) topic numbers.
    accuracy: share of test newswires whose topic is right. macro_f1: the mean of the F1 of each topic that occurs in
    the test newswires or is predicted, every topic counting the same.
    row_sums: smallest and largest sum of one newswire's outputs; both 1 for probabilities.
    validated: the validation accuracy of the epoch whose weights were kept; None where nothing was held back.
    """

    design: Design
    history: list[dict[str, Any]]
    truth: NDArray[np.integer]
    predicted: NDArray[np.integer]
    accuracy: float
    macro_f1: float
    row_sums: tuple[float, float]
    parameters: int
    seconds: float
    peak_mb: float
    stopped: bool
    validated: float | None = None


@estimated(cost.training)
def train(design: Design, report: Report, stopped: Callable[[], bool]) -> Outcome:
    """One run: data, training, testing. When stopped() turns true it keeps what was learned and tests that.

    Raises: ValueError with a sentence, if the choices leave no data or make too large a model.
    """
    from engine.jobs.memory import Peak, give_back

    size = parameters(design.layers, design.vectors.width)
    if size > MOST_PARAMETERS:
        raise ValueError(f"This model has {size:,} parameters; at most {MOST_PARAMETERS:,} are trained here.")
    train_part, test_part = load_data(design.loading)
    with Peak() as peak:
        X, X_test = rows_of(train_part, test_part, design)
        learned, held = apart(len(train_part), design.fitting)
        n = len(learned)
        steps = -(-n // design.fitting.batch_size)
        report(
            {
                "kind": "data",
                "train": n,
                "validation": len(held),
                "test": len(test_part),
                "columns": design.vectors.width,
                "parameters": size,
                "steps": steps,
                "epochs": design.fitting.epochs,
            }
        )
        model, start = build(design), time.perf_counter()
        history = _fit(model, design, X, targets(train_part.topics, design), (learned, held), report, stopped)
        seconds = time.perf_counter() - start
        report({"kind": "test", "documents": len(test_part), "kept_back": True})
        outputs = model.predict(_fed(X_test, targets(test_part.topics, design), 512), verbose=0)
        del model
        gc.collect()  # a model refers to itself, and would stay until Python next looks
        give_back()
    truth, predicted, sums = test_part.topics, outputs.argmax(axis=1), outputs.sum(axis=1)
    return Outcome(
        design,
        history,
        truth,
        predicted,
        float((truth == predicted).mean()),
        macro_f1(truth, predicted),
        (float(sums.min()), float(sums.max())),
        size,
        seconds,
        peak.mb,
        stopped(),
        _validated(history, design.fitting),
    )


def apart(n: int, fitting: Fitting) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """The numbers of the rows learned from and of those held back, of so many: Keras holds back the last ones."""
    rows = np.arange(n)
    if fitting.held is not None:
        held = rows[max(0, fitting.held[0]) : fitting.held[1]]
        learned = (
            np.setdiff1d(rows, held)
            if fitting.learned is None
            else rows[max(0, fitting.learned[0]) : fitting.learned[1]]
        )
        return learned, held
    first, last = fitting.learned or (0, n)
    cut = first + int((last - first) * (1 - fitting.validation_split))
    return rows[first:cut], rows[cut:last]


def _validated(history: list[dict[str, Any]], fitting: Fitting) -> float | None:
    """The validation accuracy of the epoch whose weights were kept."""
    if not history or "val_accuracy" not in history[-1]:
        return None
    kept = history[-1]
    if fitting.early and fitting.restore_best:
        sign = -1 if fitting.monitor == "val_loss" else 1
        kept = max(history, key=lambda epoch: sign * epoch[fitting.monitor])
    return float(kept["val_accuracy"])


def rows_of(train_part: Part, test_part: Part, design: Design) -> tuple[Any, Any]:
    """Both parts as the design's rows: sparse, (newswires, width); padded ones dense, whole numbers.

    Raises: ValueError if the articles' order is needed and they are not on this machine.
    """
    vectors = design.vectors
    if vectors.encoding == "padded":
        try:
            train, test = load_articles(design.loading)
        except LookupError as missing:
            raise ValueError(f"This network reads words in their order. {missing}") from None
        return pad(train, vectors), pad(test, vectors)
    return vectorise(train_part, test_part, vectors.encoding, vectors.width)


def targets(topics: NDArray[np.integer], design: Design) -> NDArray[Any]:
    """Topic numbers as the design feeds them: (newswires, 46) float32, or (newswires,) as they are."""
    return np.eye(TOPICS, dtype=np.float32)[topics] if design.labels == "one-hot" else topics


def _fit(
    model: "Sequential",
    design: Design,
    X: Any,
    y: Any,
    rows: tuple[NDArray[np.integer], NDArray[np.integer]],
    report: Report,
    stopped: Callable[[], bool],
) -> list[dict[str, Any]]:
    """Trains the model in place on the rows to learn from, validated on those held back. Returns the history."""
    import keras

    from engine.classifier.watching import watch as watching

    fitting, (cut, kept) = design.fitting, map(_as_slice, rows)
    watch = watching(report, stopped, -(-len(rows[0]) // fitting.batch_size))
    early = keras.callbacks.EarlyStopping(
        monitor=fitting.monitor,
        patience=fitting.patience,
        min_delta=fitting.min_delta,
        restore_best_weights=fitting.restore_best,
    )
    model.fit(
        _fed(X[cut], y[cut], fitting.batch_size, fitting.shuffle),
        validation_data=_fed(X[kept], y[kept], 512),
        epochs=fitting.epochs,
        shuffle=False,  # the batches come shuffled
        callbacks=[watch, *([early] if fitting.early else [])],
        verbose=0,
    )
    return watch.history_so_far


def _as_slice(rows: NDArray[np.integer]) -> Any:
    """Numbers in a row as a slice, which copies nothing; others as they are."""
    whole = len(rows) > 0 and rows[-1] - rows[0] + 1 == len(rows)
    return slice(int(rows[0]), int(rows[-1]) + 1) if whole else rows


def _fed(X: Any, y: Any, size: int, shuffle: bool = False) -> Any:
    """Rows and labels as batches that Keras takes."""
    from engine.classifier.batches import batches

    if not isinstance(X, np.ndarray):
        return batches(X, y, size, shuffle=shuffle)
    import tensorflow as tf

    pairs = tf.data.Dataset.from_tensor_slices((X, y))
    return (pairs.shuffle(len(X)) if shuffle else pairs).batch(size).prefetch(2)
