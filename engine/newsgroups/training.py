"""Trains a model and tests it, in the worker. Progress goes out as events; the outcome is a `Record`.

Events, each a dict with "kind":
    data   train, validation, test (documents), columns, parameters, steps (batches per epoch), epochs
    batch  as in `engine.classifier.watching`
    sample epoch (0: before training), probabilities, effects, layers: one post, see `engine.newsgroups.sample_trace`
    epoch  as in `engine.classifier.watching`
    test   documents
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.classifier.batches import batches
from engine.classifier.measures import best_epoch, macro_f1
from engine.classifier.watching import Report, watch
from engine.jobs import Kept, estimated
from engine.jobs.memory import Peak, give_back
from engine.newsgroups import cost
from engine.newsgroups.dataset import Dataset, dataset
from engine.newsgroups.light_imports import without
from engine.newsgroups.models import Settings, build, check_size, parameters
from engine.newsgroups.run_record import Record
from engine.newsgroups.sample_trace import trace_sample
from engine.newsgroups.trained_network import TrainedNetwork, of_keras, packed

if TYPE_CHECKING:
    from keras import Sequential


def warm() -> None:
    """Loads what the first training needs, so that it need not wait."""
    with without("pandas", "sklearn", "IPython"):
        import keras  # noqa: F401

    dataset(Settings())


@estimated(cost.training)
def train(settings: Settings, report: Report, stopped: Callable[[], bool]) -> Kept:
    """One run: data, training, testing. When stopped() turns true it keeps what was learned and tests that.

    Returns: its `Record`, and beside it the network as bytes (`engine.newsgroups.trained_network`).

    Raises: ValueError with a sentence for the user, if the settings leave no data or make too large a model.
    """
    data = dataset(settings)
    check_size(settings, data.columns, len(data.classes))
    parts, size = data.parts, parameters(settings, data.columns, len(data.classes))
    report(
        {"kind": "data", **data.sizes(), "parameters": size, "steps": steps(data, settings), "epochs": settings.epochs}
    )
    with Peak() as peak:
        model = build(settings, data.columns, len(data.classes))
        start = time.perf_counter()
        tracer = trace_sample(data, report)
        history = fit(model, settings, data, report, stopped, [tracer])
        seconds = time.perf_counter() - start
        report({"kind": "test", "documents": len(parts.test)})
        network = of_keras(model)
        del model
        gc.collect()  # a model refers to itself, and would stay until Python next looks
        give_back()
        probabilities, validated = predict(network, data, parts.test), predict(network, data, parts.validation)
    early = settings.patience and best_epoch(history) != len(history)
    cut = (len(history) < settings.epochs and not early) or any(epoch.get("partial") for epoch in history)
    made = record(settings, "network", data, probabilities, validated.argmax(axis=1), size, seconds, peak.mb)
    return Kept(replace(made, history=history, samples=tracer.samples, stopped=bool(cut)), packed(network))


def steps(data: Dataset, settings: Settings) -> int:
    """Batches in one epoch."""
    return -(-len(data.parts.train) // settings.batch)


def fit(
    model: "Sequential",
    settings: Settings,
    data: Dataset,
    report: Report,
    stopped: Callable[[], bool],
    callbacks: Sequence[Any] = (),
) -> list[dict[str, Any]]:
    """Trains the model in place. Returns the history, one dict per epoch. callbacks: Keras' own kind, beside ours."""
    import keras

    parts = data.parts
    watcher = watch(report, stopped, steps(data, settings))
    callbacks = [*callbacks, watcher]
    if settings.patience:
        callbacks.append(keras.callbacks.EarlyStopping(patience=settings.patience))
    model.fit(
        batches(data.vectors(parts.train), data.targets(parts.train), settings.batch, shuffle=True),
        validation_data=batches(data.vectors(parts.validation), data.targets(parts.validation), settings.batch),
        epochs=settings.epochs,
        shuffle=False,  # the batches see to it
        callbacks=callbacks,
        verbose=0,
    )
    return watcher.history_so_far


def predict(network: TrainedNetwork, data: Dataset, documents: NDArray[np.integer]) -> NDArray[np.float32]:
    """Class probabilities of documents: (documents, classes)."""
    return network.after_first(network.first_sums(data.vectors(documents)))


def record(
    settings: Settings,
    kind: str,
    data: Dataset,
    probabilities: NDArray[np.float32],
    validation_predicted: NDArray[np.integer],
    size: int,
    seconds: float,
    peak_mb: float,
) -> Record:
    """The outcome on the test documents, from their probabilities (tests, classes), and on the validation documents."""
    truth, predicted = data.labels(data.parts.test), probabilities.argmax(axis=1)
    own = np.clip(probabilities[np.arange(len(truth)), truth], 1e-38, 1)
    loss, accuracy = float(-np.log(own).mean()), float((predicted == truth).mean())
    return Record(
        settings,
        kind,
        data.parts.test,
        probabilities,
        loss,
        accuracy,
        macro_f1(truth, predicted),
        size,
        seconds,
        peak_mb,
        data.parts.validation,
        validation_predicted,
        float((validation_predicted == data.labels(data.parts.validation)).mean()),
    )
