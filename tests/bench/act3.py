"""Act 3's engine: vectors, training, spaCy and a verdict, against the straightforward way, in processes of one run.

The straightforward way counts words into a dense matrix, turns that into a sparse tensor, and gives it to a Sequential
without a declared input. It needs about 15 GB; where that is not free, it starts from sparse vectors and says so.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from engine.jobs.cluster_client import SPARING
from tests.bench.figure import Figure, seconds

EPOCHS = 4
NEEDED = 17e9
TEXT = "The shuttle reached orbit, and its engines burned for eight minutes before the crew saw the moon rise."


def measure() -> Iterator[Figure]:
    ours = child("ours")
    dense = psutil.virtual_memory().available > NEEDED
    theirs = child("straightforward" if dense else "straightforward_sparse")
    short = (
        "" if dense else f"less than {NEEDED / 1e9:.0f} GB free: the straightforward way's dense matrix was left out"
    )
    yield Figure("prepared counts loaded, checksum compared", ours["load"], "s", aim="under 1")
    yield Figure(
        "three parts' vectors, from the prepared counts", ours["vectors"], "s", theirs.get("vectors"), "1/50", short
    )
    yield Figure(
        "the same, counting the tokens too", ours["counted"], "s", theirs.get("vectors"), note="both from tokens"
    )
    note = f"median of epochs 2 to {EPOCHS}, validation included"
    yield Figure("first model, an epoch", ours["epoch"], "s", theirs["epoch"], "0.5", note)
    gap = max(abs(a - b) for a, b in zip(ours["val_loss"], theirs["val_loss"], strict=True))
    yield Figure("largest difference of the validation losses", gap, "", aim="under 0.001")
    yield Figure("peak memory of the training process", ours["peak"], "MB", theirs["peak"], "under 1000", short)
    yield Figure("a text classified and explained, spaCy included", ours["classify"], "s", aim="under 0.3")
    yield Figure("every word's push on every class", ours["pushers"], "s")
    yield from spacy_figures()


def child(name: str) -> dict[str, Any]:
    """Runs one of the functions below in a process of its own; gives what it returned."""
    command = [sys.executable, "-m", "tests.bench.act3", name]
    quiet = os.environ | (SPARING if name == "ours" else {}) | {"TF_CPP_MIN_LOG_LEVEL": "3", "MALLOC_ARENA_MAX": "2"}
    ended = subprocess.run(command, capture_output=True, text=True, env=quiet)
    if ended.returncode:
        raise RuntimeError(f"{name} failed: {ended.stderr[-1000:]}")
    return json.loads(ended.stdout.splitlines()[-1])


def peak_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def token_lists() -> tuple[list[list[str]], list[int]]:
    """The kept tokens of every post, from the counts."""
    from engine.newsgroups import counts

    read = counts.load("newsgroups")
    found = [np.repeat(*read.document(i)) for i in range(read.n_documents)]
    return [[read.words[term] for term in terms] for terms in found], read.labels.tolist()


def ours() -> dict[str, Any]:
    from dataclasses import replace

    from engine.jobs import Value
    from engine.newsgroups import counts, dataset, models, questions, training

    settings = replace(models.FIRST, epochs=EPOCHS)
    load = seconds(lambda: counts.load("newsgroups"))
    vectors = seconds(lambda: make(dataset.dataset(settings)))
    kept = training.train(settings, lambda event: None, lambda: False)
    record, value = kept.result, Value("network", kept.content)
    peak = peak_mb()
    questions.explain(value, settings, TEXT)
    asked = statistics.median(seconds(lambda: questions.explain(value, settings, TEXT)) for _ in range(9))
    pushers = seconds(lambda: questions.pushers(value, settings))
    tokens, labels = token_lists()
    start = time.perf_counter()
    counted = counts.count(tokens, labels, [], 11_314)
    data = dataset.dataset(settings)
    make(dataset.Dataset(counted, data.parts, dataset.vectors.vocabulary(counted, data.parts.train), "binary"))
    return {
        "load": load,
        "vectors": vectors,
        "counted": time.perf_counter() - start,
        "peak": peak,
        "classify": asked,
        "pushers": pushers,
        "epoch": statistics.median(epoch["seconds"] for epoch in record.history[1:]),
        "val_loss": [epoch["val_loss"] for epoch in record.history],
    }


def make(data: Any) -> None:
    """The vectors of the three parts."""
    for part in (data.parts.train, data.parts.validation, data.parts.test):
        data.vectors(part)


def straightforward() -> dict[str, Any]:
    """Dense first, as the lesson is usually written."""
    import tensorflow as tf

    tokens, _ = token_lists()
    parts = parts_of_the_lesson()
    start = time.perf_counter()
    occurrences = Counter(word for i in parts[0] for word in tokens[i])
    column = {word: 2 + n for n, (word, _) in enumerate(sorted(occurrences.items(), key=lambda pair: -pair[1]))}
    sparse = []
    for part in parts:
        dense = np.zeros((len(part), len(column) + 2))
        for row, i in enumerate(part):
            for word in tokens[i]:
                dense[row, column.get(word, 1)] = 1
        sparse.append(tf.sparse.from_dense(dense))
    vectors = time.perf_counter() - start
    return {"vectors": vectors} | fitted(sparse[0], sparse[1])


def straightforward_sparse() -> dict[str, Any]:
    """The same training, from vectors that were never dense."""
    import tensorflow as tf

    from engine.newsgroups import dataset, models

    data = dataset.dataset(models.FIRST)
    found = []
    for part in (data.parts.train, data.parts.validation):
        rows = data.vectors(part).tocoo()
        found.append(tf.SparseTensor(np.stack([rows.row, rows.col], 1).astype(np.int64), rows.data, rows.shape))
    return fitted(*found)


def parts_of_the_lesson() -> list[np.ndarray]:
    from engine.newsgroups import dataset, models

    parts = dataset.dataset(models.FIRST).parts
    return [parts.train, parts.validation, parts.test]


def fitted(X: Any, X_validation: Any) -> dict[str, Any]:
    """A Sequential without a declared input, given sparse tensors whole."""
    import keras
    import tensorflow as tf

    from engine.newsgroups import dataset, models

    data = dataset.dataset(models.FIRST)
    y, y_validation = data.targets(data.parts.train), data.targets(data.parts.validation)
    ends: list[float] = []
    clock = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: ends.append(time.perf_counter()),
        on_epoch_end=lambda epoch, logs: ends.append(time.perf_counter()),
    )
    tf.random.set_seed(0)
    kernel = {"kernel_initializer": keras.initializers.RandomNormal(seed=1)}
    layers = [
        keras.layers.Dense(128, activation="relu", **kernel),
        keras.layers.Dense(128, activation="relu", **kernel),
    ]
    model = keras.Sequential([*layers, keras.layers.Dense(20, activation="softmax", **kernel)])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(
        X, y, batch_size=128, epochs=EPOCHS, validation_data=(X_validation, y_validation), callbacks=[clock], verbose=0
    )
    took = [end - begin for begin, end in zip(ends[::2], ends[1::2], strict=True)]
    return {"epoch": statistics.median(took[1:]), "val_loss": history.history["val_loss"], "peak": peak_mb()}


def spacy_figures(sample: int = 1024) -> Iterator[Figure]:
    """Posts a second over all cores, and what one core spends its time on."""
    from engine.newsgroups import posts, prepare_data

    try:
        texts = posts.load("train").texts[:sample]
    except OSError:
        return
    with tempfile.TemporaryDirectory() as folder:
        ours = seconds(lambda: list(prepare_data.all_tokens(texts, Path(folder))))
    shares = child("spacy_shares")
    bound = f"{shares['network']:.0%} of a core's time is the tagger's network, {shares['tokenizer']:.0%} its tokenizer"
    yield Figure(
        "spaCy over the posts, start of the processes included",
        sample / ours,
        "posts/s",
        note=f"bound by the processor: {bound}",
    )


def spacy_shares() -> dict[str, float]:
    """Shares of the time that one core spends in the parts of the pipeline."""
    from engine.newsgroups import posts, tokens

    nlp, texts = tokens.pipeline(), posts.load("train").texts[:256]
    took: Counter[str] = Counter()
    docs = []
    for text in texts:
        start = time.perf_counter()
        docs.append(nlp.make_doc(text))
        took["tokenizer"] += time.perf_counter() - start
    for name, component in nlp.pipeline:
        start = time.perf_counter()
        docs = list(component.pipe(docs, batch_size=64))
        took["network" if name in ("tok2vec", "tagger") else "rules"] += time.perf_counter() - start
    start = time.perf_counter()
    for doc in docs:
        tokens.kept(doc)
    took["rule of the lesson"] += time.perf_counter() - start
    return {name: value / sum(took.values()) for name, value in took.items()}


if __name__ == "__main__":
    children = {work.__name__: work for work in (ours, straightforward, straightforward_sparse, spacy_shares)}
    print(json.dumps(children[sys.argv[1]]()))
