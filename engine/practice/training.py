"""Trains a learner's design and tests it, in the worker. Events are those of `engine.newsgroups.training`."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.jobs.estimate import Estimate, estimated
from engine.practice import cost
from engine.practice.articles import vectorise
from engine.practice.design import TOPICS, Compiled, Design, parameters
from engine.practice.reuters import Loading, load_data

if TYPE_CHECKING:
    from keras import Sequential

MOST_PARAMETERS = 12_000_000
Report = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a finished run leaves.

    history: one dict an epoch, as in `engine.newsgroups.training`. truth, predicted: (tests,) topic numbers.
    accuracy: share of test newswires whose topic is right. macro_f1: the mean of the F1 of each topic that occurs in
    the test newswires or is predicted, every topic counting the same.
    row_sums: smallest and largest sum of one newswire's outputs; both 1 for probabilities.
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


@estimated(cost.training)
def train(design: Design, report: Report, stopped: Callable[[], bool]) -> Outcome:
    """One run: data, training, testing. When stopped() turns true it keeps what was learned and tests that.

    Raises: ValueError with a sentence, if the choices leave no data or make too large a model.
    """
    from engine.jobs.memory import Peak
    from engine.newsgroups.batches import batches

    size = parameters(design.layers, design.vectors.width)
    if size > MOST_PARAMETERS:
        raise ValueError(f"This model has {size:,} parameters; at most {MOST_PARAMETERS:,} are trained here.")
    train_part, test_part = load_data(design.loading)
    with Peak() as peak:
        X, X_test = vectorise(train_part, test_part, design.vectors.encoding, design.vectors.width)
        n = int(len(train_part) * (1 - design.fitting.validation_split))  # Keras validates on the last rows
        steps = -(-n // design.fitting.batch_size)
        report(
            {
                "kind": "data",
                "train": n,
                "validation": len(train_part) - n,
                "test": len(test_part),
                "columns": design.vectors.width,
                "parameters": size,
                "steps": steps,
                "epochs": design.fitting.epochs,
            }
        )
        model, start = build(design), time.perf_counter()
        history = _fit(model, design, X, targets(train_part.topics, design), n, report, stopped)
        seconds = time.perf_counter() - start
        report({"kind": "test", "documents": len(test_part)})
        outputs = model.predict(batches(X_test, targets(test_part.topics, design), 512), verbose=0)
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
    )


def targets(topics: NDArray[np.integer], design: Design) -> NDArray[Any]:
    """Topic numbers as the design feeds them: (newswires, 46) float32, or (newswires,) as they are."""
    return np.eye(TOPICS, dtype=np.float32)[topics] if design.labels == "one-hot" else topics


def build(design: Design) -> "Sequential":
    """The compiled Keras model, made from the design's values in the order in which the learner's script makes it."""
    import keras

    keras.utils.set_random_seed(design.seed)
    model = keras.Sequential([keras.Input((design.vectors.width,), sparse=True)])
    for layer in design.layers:
        if layer.is_dense:
            kernel = keras.initializers.get(layer.initializer)
            if layer.seed is not None:
                kernel = type(kernel)(seed=layer.seed)
            model.add(keras.layers.Dense(layer.units, activation=layer.activation, kernel_initializer=kernel))
        else:
            model.add(keras.layers.Dropout(layer.rate, seed=layer.seed))
    model.compile(optimizer=_optimizer(design.compiled), loss=design.compiled.loss, metrics=["accuracy"])
    return model


def _optimizer(compiled: Compiled) -> Any:
    import keras

    momentum = {"momentum": compiled.momentum} if compiled.momentum else {}
    config = {"learning_rate": compiled.learning_rate, **momentum}
    return keras.optimizers.get({"class_name": compiled.optimizer, "config": config})


def _fit(
    model: "Sequential", design: Design, X: Any, y: Any, n: int, report: Report, stopped: Callable[[], bool]
) -> list[dict[str, Any]]:
    """Trains the model in place on the first n rows, validated on the rest. Returns the history."""
    import keras

    from engine.newsgroups.batches import batches
    from engine.newsgroups.training import watch as watching

    fitting = design.fitting
    watch = watching(report, stopped, -(-n // fitting.batch_size))
    early = keras.callbacks.EarlyStopping(
        monitor=fitting.monitor,
        patience=fitting.patience,
        min_delta=fitting.min_delta,
        restore_best_weights=fitting.restore_best,
    )
    model.fit(
        batches(X[:n], y[:n], fitting.batch_size, shuffle=fitting.shuffle),
        validation_data=batches(X[n:], y[n:], 512),
        epochs=fitting.epochs,
        shuffle=False,  # the batches come shuffled
        callbacks=[watch, early],
        verbose=0,
    )
    return watch.history_so_far


def macro_f1(truth: NDArray[np.integer], predicted: NDArray[np.integer]) -> float:
    """The mean F1 of the topics that occur or are predicted, every topic counting the same: 0 to 1."""
    from sklearn.metrics import f1_score

    return float(f1_score(truth, predicted, average="macro", zero_division=0))


@dataclass(frozen=True, slots=True)
class Baseline:
    """A simple rival on the same newswires."""

    name: str
    accuracy: float
    macro_f1: float


@estimated(lambda loading: Estimate(seconds=3, mb=150))
def baselines(loading: Loading) -> list[Baseline]:
    """Always the largest topic, and scikit-learn's Naive Bayes (multinomial and complement) on word counts."""
    from sklearn.naive_bayes import ComplementNB, MultinomialNB

    train_part, test_part = load_data(loading)
    width = int(max(train_part.indices.max(), test_part.indices.max())) + 1
    X, X_test = vectorise(train_part, test_part, "count", width)
    largest = np.full(len(test_part), np.bincount(train_part.topics).argmax())
    answers = {"Always the largest topic": largest}
    for name, model in (("Naive Bayes, multinomial", MultinomialNB()), ("Naive Bayes, complement", ComplementNB())):
        answers[name] = model.fit(X, train_part.topics).predict(X_test)
    truth = test_part.topics
    return [Baseline(name, float((given == truth).mean()), macro_f1(truth, given)) for name, given in answers.items()]
