"""Why a network says what it says: what each word did, by striking it and asking again.

Striking a word takes all its occurrences out of the text. That changes one entry of the vector (in frequency vectors
all of them, since the shares change), so the first layer's sum is mended rather than computed anew; the other layers
are run for each struck word. Nothing is approximated: each answer is what the network says of the text without it.

Effect of a word: log-odds ln(p / (1 - p)) of the verdict with it, minus those without it. Effects are not additive in
a network with hidden layers; a word's share is its part of all effects' absolute values.
Source: Li, Monroe, Jurafsky 2016, Understanding neural networks through representation erasure.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from engine.newsgroups.trained_network import TrainedNetwork
from engine.newsgroups.vectors import FIRST_WORD, Mode, Vocabulary

Array = NDArray[np.float32]
DIVERGED = (
    "This model's loss is no longer a number: the steps were so large that the weights grew beyond all bounds, and "
    "nothing it says means anything. Take a smaller learning rate."
)
TIED = 0.01  # two probabilities no further apart are as good as equal
FLAT = 1.5  # a largest probability below so many times that of a guess prefers nothing
NAMED = 5  # deciding words that a sentence names


@dataclass(frozen=True, slots=True)
class Word:
    """One known word of the text: how often, its value in the vector, and what it did.

    effect: log-odds of the verdict with the word minus without it; share: of all words' effects, 0 to 1.
    without: the verdict's probability when the word is struck; instead: the class that then wins.
    """

    word: str
    times: int
    value: float
    effect: float
    share: float
    without: float
    instead: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a network says of a text, and why.

    probabilities: one a class. words: those in the vocabulary, the strongest first. unknown: words never seen in
    training, with how often. empty: the probabilities of a text with no word at all, which the biases alone make.
    """

    classes: list[str]
    probabilities: list[float]
    words: list[Word]
    unknown: list[tuple[str, int]]
    empty: list[float]

    @property
    def winner(self) -> int:
        """The class with the largest probability."""
        return int(np.argmax(self.probabilities))

    @property
    def caution(self) -> str:
        """A sentence on why not to trust this verdict; empty if there is no plain reason."""
        if self.words and len(self.words) >= 5:
            return ""
        if self.words:
            return (
                f"Only {len(self.words)} known word{'s' * (len(self.words) > 1)} to go by: a guess more than a verdict."
            )
        if self.unknown:
            return "The model has never seen a word of this text: what it says comes from its biases and from chance."
        return "No word of this text is kept, so its vector is all zeros: the answer comes from the biases alone."

    @property
    def undecided(self) -> str:
        """A sentence where hardly any class is preferred, or the first hardly to the second; else empty."""
        n = len(self.classes)
        second, first = sorted(range(n), key=lambda k: self.probabilities[k])[-2:]
        most, next_most = self.probabilities[first], self.probabilities[second]
        if most < FLAT / n:
            return (
                f"The network hardly prefers any newsgroup here: {most:.1%} is the most it gives, and the same for all "
                f"would be 1/{n} = {1 / n:.1%}."
            )
        if most - next_most < TIED:
            return (
                f"The network hardly prefers {self.classes[first]} to {self.classes[second]} here: {most:.1%} and "
                f"{next_most:.1%}."
            )
        return ""

    def deciding(self, struck: Collection[str] = ()) -> str:
        """Whether one word alone turns the verdict; "" of a text without words. struck: those left out already."""
        changing = [word for word in self.words if word.instead != self.winner and word.word not in struck]
        told = "; ".join(f"without “{word.word}” it is {self.classes[word.instead]}" for word in changing[:NAMED])
        if len(changing) > NAMED:
            told += f"; and {len(changing) - NAMED} more"
        if len(changing) > 1:
            return f"Each of {len(changing)} words alone would change the verdict: {told}."
        if changing:
            return f"One word decides: {told}."
        return "No single word decides: strike any one of them and the verdict stays." if self.words else ""


def verdict(
    network: TrainedNetwork, vocabulary: Vocabulary, mode: Mode, tokens: Sequence[str], classes: list[str]
) -> Verdict:
    """The network's answer to kept tokens (those of `engine.newsgroups.tokens`), questioned word by word.

    Raises: ValueError if the weights are no longer numbers.
    """
    times = Counter(tokens)
    known = {vocabulary.column_of[word]: n for word, n in times.items() if word in vocabulary.column_of}
    unknown = [(word, n) for word, n in times.most_common() if word not in vocabulary.column_of]
    row = vocabulary.vector(tokens, mode)
    start = network.first.bias[None, :]  # (1, units)
    summed = start + row @ network.first.kernel  # (1, units)
    struck = _struck(network, row, summed - start, known, mode) + start
    answers = network.after_first(np.concatenate([summed, start, struck]))
    winner = int(finite(answers)[0].argmax())
    effects = log_odds(answers[:1], winner) - log_odds(answers[2:], winner)
    total = np.abs(effects).sum() or 1.0
    values = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
    words = [
        Word(
            vocabulary.words[column],
            known[column],
            values[column],
            float(effect),
            float(abs(effect) / total),
            float(answer[winner]),
            int(answer.argmax()),
        )
        for column, effect, answer in zip(sorted(known), effects, answers[2:], strict=True)
    ]
    words.sort(key=lambda word: -abs(word.effect))
    return Verdict(classes, answers[0].tolist(), words, unknown, answers[1].tolist())


def finite(numbers: Array) -> Array:
    """The numbers, if they are numbers.

    Raises: ValueError with a sentence for the user.
    """
    if not np.isfinite(numbers).all():
        raise ValueError(DIVERGED)
    return numbers


def _struck(network: TrainedNetwork, row: csr_array, summed: Array, known: dict[int, int], mode: Mode) -> Array:
    """The first layer's weighted sum without each known word in turn: (words, units), the words by column."""
    columns = np.array(sorted(known), np.int64)
    values = row.data[np.isin(row.indices, columns)][:, None] if len(columns) else np.zeros((0, 1), np.float32)
    without = summed - values * network.first.kernel[columns]
    if mode == "frequency":
        without = without / np.maximum(1 - values, 1e-7) * (values < 1)  # the other words' shares grow
    return without.astype(np.float32)


def log_odds(probabilities: Array, winner: int) -> Array:
    """ln(p / (1 - p)) of one class: (rows, classes) -> (rows,). 1 - p is summed from the others, so 1 is no trouble."""
    own = np.clip(probabilities[:, winner].astype(np.float64), 1e-30, 1)
    others = np.clip(np.delete(probabilities, winner, axis=1).astype(np.float64).sum(axis=1), 1e-30, 1)
    return np.log(own) - np.log(others)


def pushes(network: TrainedNetwork, vocabulary: Vocabulary, min_df: int = 10) -> tuple[NDArray[np.int64], Array]:
    """How far each word alone moves each class, from a text with no word to a text of that word once.

    Returns: the columns of the words in at least min_df training documents (words,), and the change of the
    log-odds of every class (words, classes).
    Raises: ValueError if the weights are no longer numbers.
    """
    columns = np.flatnonzero(vocabulary.documents >= min_df)
    columns = columns[columns >= FIRST_WORD]
    start = network.first.bias[None, :]
    empty = network.after_first(start)
    alone = finite(network.after_first(start + network.first.kernel[columns]))
    changes = [log_odds(alone, k) - log_odds(empty, k) for k in range(alone.shape[1])]
    return columns, np.stack(changes, axis=1).astype(np.float32)
