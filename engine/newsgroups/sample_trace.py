"""One post, followed through a training: what the network says of it after each epoch, and why.

A trace is a dict of plain numbers, so that it can travel as an event:
    epoch          0 before training
    probabilities  one per class
    effects        word -> log-odds of the class that wins at that epoch, with the word minus without it
    layers         for each hidden layer, the outputs of its units
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.newsgroups import recorded_texts
from engine.newsgroups.dataset import Dataset
from engine.newsgroups.sample_posts import LESSON
from engine.newsgroups.verdict import verdict

if TYPE_CHECKING:
    from keras import Sequential

Report = Callable[[dict[str, Any]], None]
DIGITS = 4


def trace(model: "Sequential", data: Dataset, tokens: Sequence[str], epoch: int) -> dict[str, Any]:
    """What the model says of these kept tokens now.

    Raises: ValueError if its weights are no longer numbers.
    """
    said = verdict(model, data.vocabulary, data.mode, tokens, data.classes)
    return {
        "epoch": epoch,
        "probabilities": _short(said.probabilities),
        "effects": {word.word: round(word.effect, DIGITS) for word in said.words},
        "layers": hidden_outputs(model, data, tokens),
    }


def hidden_outputs(model: "Sequential", data: Dataset, tokens: Sequence[str]) -> list[list[float]]:
    """What each unit of each hidden layer answers to these kept tokens: one list per layer."""
    first = model.layers[0]
    row = data.vocabulary.vector(tokens, data.mode)
    signal = first.activation((row @ np.asarray(first.kernel) + np.asarray(first.bias)).astype(np.float32))
    found = []
    for layer in model.layers[1:]:
        if layer.name.startswith("dropout"):
            continue  # it changes nothing once training is over
        found.append(_short(np.asarray(signal)[0].tolist()))
        signal = layer(signal)
    return found


def trace_sample(data: Dataset, report: Report) -> Any:
    """A Keras callback that follows the lesson's post. Its `samples` are the traces so far."""
    import keras

    tokens = recorded_texts.kept(LESSON)

    class Tracer(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.samples: list[dict[str, Any]] = []
            self._look(0)

        def on_epoch_end(self, epoch, logs=None):
            self._look(epoch + 1)

        def _look(self, epoch: int) -> None:
            try:
                self.samples.append(trace(self.model, data, tokens, epoch))
            except ValueError:
                return  # the loss is no longer a number; the run itself says so
            report({"kind": "sample", **self.samples[-1]})

    return Tracer()


def _short(numbers: Sequence[float]) -> list[float]:
    return [round(number, DIGITS) for number in numbers]
