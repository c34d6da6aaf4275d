"""The exercise on Reuters: the worked solution's figures, and the trials that the feedback on wrong answers quotes.

Each is a run of `engine.practice.training.train` in a process of its own. The quoted figures stand as the aim.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from engine.practice.design import TOPICS, Compiled, Design, Fitting, Layer, Vectors
from engine.practice.exercise import review
from engine.practice.steps import SOLUTION
from tests.bench.figure import Figure

HIDDEN, LAST = Layer(64, "relu"), Layer(TOPICS, "softmax")
LONG = Fitting(patience=20)  # all 20 epochs
TRIALS: dict[str, tuple[Design, str]] = {
    "a plain network, 64 hidden units": (Design(), "80%, beside the bottleneck"),
    "bottleneck of 2 hidden units": (Design(layers=(Layer(2, "relu"), LAST), fitting=LONG), "58% quoted"),
    "softmax in the hidden layer, 20 epochs": (Design(layers=(Layer(64, "softmax"), LAST), fitting=LONG), "50% quoted"),
    "no activation in the last layer": (Design(layers=(HIDDEN, Layer(TOPICS))), "4% quoted"),
    "sigmoid in the last layer": (Design(layers=(HIDDEN, Layer(TOPICS, "sigmoid"))), "outputs sum to 2 to 18, quoted"),
    "plain SGD, 20 epochs": (Design(compiled=Compiled("sgd", 0.01), fitting=LONG), "68% quoted"),
}


def measure() -> Iterator[Figure]:
    solved = child("worked_solution")
    yield Figure("worked solution, test accuracy", 100 * solved["accuracy"], "%", aim="at least 80")
    yield Figure("worked solution, macro F1", solved["macro_f1"], "", note=f"{solved['epochs']} epochs")
    yield Figure("worked solution, training", solved["seconds"], "s")
    yield Figure("worked solution, peak memory of its process", solved["peak"], "MB", aim="under 1000")
    learned = f"{100 * solved['on_training']:.0f}% on the newswires it learned from; 95% quoted"
    yield Figure("worked solution, of the test newswires", 100 * solved["accuracy"], "%", note=learned)
    for rival in child("rivals"):
        yield Figure(
            f"{rival['name']}, test accuracy", 100 * rival["accuracy"], "%", note=f"macro F1 {rival['macro_f1']:.3f}"
        )
    for name, (_, quoted) in TRIALS.items():
        figures = child("trial", name)
        sums = "outputs of a newswire sum to {:.1f} to {:.1f}".format(*figures["row_sums"])
        yield Figure(name, 100 * figures["accuracy"], "%", aim=quoted, note=sums)
    yield Figure("indices as they are, padded to 400", 100 * child("padded")["accuracy"], "%", aim="a third quoted")


def child(name: str, *arguments: str) -> Any:
    """Runs one of the functions below in a process of its own; gives what it returned."""
    command = [sys.executable, "-m", "tests.bench.practice", name, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"})
    if ended.returncode:
        raise RuntimeError(f"{name} failed: {ended.stderr[-1000:]}")
    return json.loads(ended.stdout.splitlines()[-1])


def trained(design: Design) -> dict[str, Any]:
    from engine.practice.training import train

    outcome = train(design, lambda event: None, lambda: False)
    last = outcome.history[-1]
    return {
        "accuracy": outcome.accuracy,
        "macro_f1": outcome.macro_f1,
        "seconds": outcome.seconds,
        "epochs": len(outcome.history),
        "peak": outcome.peak_mb,
        "on_training": last["accuracy"],
        "row_sums": outcome.row_sums,
    }


def worked_solution() -> dict[str, Any]:
    design = review(SOLUTION).design
    assert design is not None
    return trained(design)


def trial(name: str) -> dict[str, Any]:
    return trained(TRIALS[name][0])


def rivals() -> list[dict[str, Any]]:

    from engine.practice.rivals import baselines

    return [(rival.name, rival.accuracy, rival.macro_f1) for rival in baselines(Design().loading)]


def padded() -> dict[str, Any]:
    """A Dense network on the indices themselves, as the answer "padded" would have it."""
    import keras

    from engine.practice.articles import pad
    from engine.practice.keras_model import build
    from engine.practice.ordered import load_articles
    from engine.practice.reuters import load_data
    from engine.practice.training import targets

    design = replace(Design(), vectors=Vectors(width=400))
    train, test = load_data(design.loading)

    rows, tests = (pad(part, design.vectors).astype("float32") for part in load_articles(design.loading))
    model = build(replace(design, layers=(HIDDEN, LAST)))
    stop = keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)
    dense = keras.Sequential([keras.Input((400,)), *model.layers])
    dense.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    dense.fit(
        rows,
        targets(train.topics, design),
        batch_size=128,
        epochs=20,
        validation_split=0.1,
        callbacks=[stop],
        verbose=0,
    )
    return {"accuracy": float((dense.predict(tests, verbose=0).argmax(axis=1) == test.topics).mean())}


if __name__ == "__main__":
    children = {work.__name__: work for work in (worked_solution, trial, rivals, padded)}
    print(json.dumps(children[sys.argv[1]](*sys.argv[2:])))
