"""One post, followed through a training: what the network says of it after each epoch, and why.

A trace is a dict of plain numbers, so that it can travel as an event:
    epoch          0 before training
    probabilities  one per class
    effects        word -> log-odds of the class that wins at that epoch, with the word minus without it
    layers         for each hidden layer, the outputs of its units
"""

from collections.abc import Callable, Sequence
from typing import Any

from engine.newsgroups import recorded_texts
from engine.newsgroups.dataset import Dataset
from engine.newsgroups.sample_posts import LESSON
from engine.newsgroups.trained_network import TrainedNetwork, of_keras
from engine.newsgroups.verdict import verdict

Report = Callable[[dict[str, Any]], None]
DIGITS = 4


def trace(network: TrainedNetwork, data: Dataset, tokens: Sequence[str], epoch: int) -> dict[str, Any]:
    """What the network says of these kept tokens now.

    Raises: ValueError if its weights are no longer numbers.
    """
    said = verdict(network, data.vocabulary, data.mode, tokens, data.classes)
    return {
        "epoch": epoch,
        "probabilities": _short(said.probabilities),
        "effects": {word.word: round(word.effect, DIGITS) for word in said.words},
        "layers": hidden_outputs(network, data, tokens),
    }


def hidden_outputs(network: TrainedNetwork, data: Dataset, tokens: Sequence[str]) -> list[list[float]]:
    """What each unit of each hidden layer answers to these kept tokens: one list per layer."""
    outputs = network.outputs(network.first_sums(data.vocabulary.vector(tokens, data.mode)))
    return [_short(layer[0].tolist()) for layer in outputs[:-1]]


def trace_sample(data: Dataset, report: Report) -> Any:
    """A Keras callback that follows the lesson's post. Its `samples` are the traces so far."""
    import keras

    tokens = recorded_texts.kept(LESSON)

    class Tracer(keras.callbacks.Callback):
        def on_train_begin(self, logs: object = None) -> None:
            self.samples: list[dict[str, Any]] = []
            self._look(0)

        def on_epoch_end(self, epoch: int, logs: object = None) -> None:
            self._look(epoch + 1)

        def _look(self, epoch: int) -> None:
            try:
                self.samples.append(trace(of_keras(self.model), data, tokens, epoch))
            except ValueError:
                return  # the loss is no longer a number; the run itself says so
            report({"kind": "sample", **self.samples[-1]})

    return Tracer()


def _short(numbers: Sequence[float]) -> list[float]:
    return [round(number, DIGITS) for number in numbers]
