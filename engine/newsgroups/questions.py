"""Short questions to a trained network, answered in a worker: text to tokens, verdicts, weights.

`value` is what the run left (`engine.newsgroups.trained_network`), handed to whichever worker answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from engine.jobs import Estimate, Value, estimated
from engine.newsgroups import cost, recorded, recorded_texts, tokens
from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import Settings, build
from engine.newsgroups.sample_trace import hidden_outputs
from engine.newsgroups.tokens import Fate
from engine.newsgroups.trained_network import opened
from engine.newsgroups.vectors import UNKNOWN
from engine.newsgroups.verdict import Verdict, finite, pushes, verdict


def asked(*_: object) -> Estimate:
    """The price of a question to a trained network: its arrays, and those of the answer."""
    return Estimate(mb=100)


@dataclass(frozen=True, slots=True)
class Slice:
    """Weights of the first layer cut one way. names: what each weight belongs to; values: the weights."""

    title: str
    names: list[str]
    values: list[float]


def warm() -> None:
    """Loads what the first question or training needs, so that it need not wait."""
    tokens.pipeline()
    dataset(Settings())


@estimated(lambda text: Estimate(mb=cost.text(len(text))))
def read(text: str) -> list[Fate]:
    """Every token of a text, kept or dropped.

    Raises: ValueError if the text is too long.
    """
    return tokens.fates(text)


@dataclass(frozen=True, slots=True)
class Explained:
    """A text with its verdict. fates: of every token. whole: the verdict with nothing struck, where anything is.

    layers: for each hidden layer, what its units answer to the text without the struck words; empty where recorded.
    """

    fates: list[Fate]
    verdict: Verdict
    whole: Verdict | None
    layers: list[list[float]]


@estimated(lambda value, settings, text, struck=(): Estimate(mb=100 + cost.text(len(text))))
def explain(value: Value, settings: Settings, text: str, struck: Sequence[str] = ()) -> Explained:
    """The network's verdict on any text without the words struck, beside the verdict with them.

    Raises: ValueError if the text is too long.
    """
    fates = tokens.fates(text)
    kept = [fate.lemma for fate in fates if fate.kept]
    gone = set(struck) & set(kept)
    left = [word for word in kept if word not in gone]
    layers = hidden_outputs(opened(value), dataset(settings), left)
    whole = judge(value, settings, kept) if gone else None
    return Explained(fates, judge(value, settings, left), whole, layers)


def recorded_answer(settings: Settings, text: str) -> Explained | None:
    """What a recorded run said of one of the project's own posts; None for any other run or text. Needs no worker."""
    found, fates = recorded.find(settings), recorded_texts.found(text)
    if found is None or fates is None or text not in found.verdicts:
        return None
    return Explained(fates, found.verdicts[text], None, [])


def judge(value: Value, settings: Settings, kept: Sequence[str]) -> Verdict:
    """The verdict on kept tokens."""
    data = dataset(settings)
    return verdict(opened(value), data.vocabulary, data.mode, kept, data.classes)


@estimated(asked)
def weights_from(value: Value, settings: Settings, word: str) -> Slice:
    """The weights from one word to every unit of the first layer: a row of its kernel.

    Raises: ValueError if the word is not in the vocabulary.
    """
    column = dataset(settings).vocabulary.column_of.get(word.strip().lower())
    if column is None:
        raise ValueError(f"{word.strip()!r} is not in the vocabulary, so it has no weights of its own.")
    row = finite(opened(value).first.kernel[column])
    return Slice(f"from {word.strip().lower()}", [f"unit {i}" for i in range(len(row))], row.tolist())


@estimated(asked)
def weights_into(value: Value, settings: Settings, unit: int, n: int = 20, min_df: int = 10) -> Slice:
    """The strongest weights into one unit of the first layer: a column of its kernel, n a sign, sorted.

    min_df: words in fewer training documents are left out; their weights are hardly trained.
    Raises: ValueError if there is no such unit.
    """
    vocabulary, kernel = dataset(settings).vocabulary, opened(value).first.kernel
    if not 0 <= unit < kernel.shape[1]:
        raise ValueError(f"There is no unit {unit}; the first layer has units 0 to {kernel.shape[1] - 1}.")
    column = finite(kernel[:, unit])
    trained = np.flatnonzero(vocabulary.documents >= min_df)
    trained = trained[trained > UNKNOWN]
    order = trained[np.argsort(column[trained])]
    chosen = np.concatenate([order[: -n - 1 : -1], order[:n][::-1]]) if len(order) > 2 * n else order[::-1]
    return Slice(f"into unit {unit}", [vocabulary.words[i] for i in chosen], column[chosen].tolist())


@estimated(asked)
def pushers(value: Value, settings: Settings, n: int = 12, min_df: int = 10) -> dict[str, list[tuple[str, float]]]:
    """For each class, the words that alone push it most: (word, change of its log-odds), the strongest first."""
    data = dataset(settings)
    columns, changes = pushes(opened(value), data.vocabulary, min_df)
    found = {}
    for k, name in enumerate(data.classes):
        best = np.argsort(-changes[:, k])[:n]
        found[name] = [(data.vocabulary.words[columns[i]], float(changes[i, k])) for i in best]
    return found


@estimated(lambda settings: Estimate(mb=100, keras=True))
@lru_cache(maxsize=16)
def summary(settings: Settings) -> str:
    """Keras' own summary of the model, trained or not, as plain text.

    Raises: ValueError with a sentence if the model is too large.
    """
    lines: list[str] = []
    data = dataset(settings)
    build(settings, data.columns, len(data.classes)).summary(print_fn=lines.append, line_length=78)
    return "\n".join(lines)


@estimated(lambda value, settings: Estimate(mb=150, keras=True))
def keras_file(value: Value, settings: Settings) -> bytes:
    """The trained model as a `.keras` file, without what its optimizer kept."""
    data = dataset(settings)
    model = build(settings, data.columns, len(data.classes))
    model.set_weights(opened(value).weights())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
        model.save(path, include_optimizer=False)
        return path.read_bytes()
