"""Naive Bayes' rule on one word, number by number: prior, smoothed likelihood, score, and what one word alone says.

score of class c = ln P(c) + ln P(word | c), with P(word | c) = (n_wc + alpha) / (n_c + alpha · V): n_wc posts of the
class hold the word, n_c is the sum of that over all V columns, alpha is the smoothing. Without it a word that a class
has never seen would have probability 0, whose logarithm is minus infinity, and one such word would outvote all others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import SECOND, Settings
from engine.once import once


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class's row. posts: its training posts; with_word, words: n_wc and n_c; posterior: P(c | word), 0 to 1."""

    name: str
    posts: int
    prior: float
    with_word: int
    words: int
    likelihood: float
    score: float
    posterior: float


def one_word(word: str, alpha: float = 1.0, settings: Settings = SECOND) -> list[ClassScore]:
    """Every class's score for a post of this one word, the largest first.

    Raises: ValueError if alpha is not above 0, or if the word has no column.
    """
    if not alpha > 0:
        raise ValueError("The smoothing must be above 0: the logarithm of 0 is minus infinity.")
    data = dataset(settings)
    column = data.vocabulary.column_of.get(word.strip().lower())
    if column is None:
        raise ValueError(f"{word.strip()!r} has no column: no training post holds it.")
    times, posts = _counted(settings)
    words = times.sum(axis=1)
    prior, likelihood = posts / posts.sum(), (times[:, column] + alpha) / (words + alpha * data.columns)
    score = np.log(prior) + np.log(likelihood)
    posterior = np.exp(score - score.max())
    posterior /= posterior.sum()
    rows = zip(data.classes, posts, prior, times[:, column], words, likelihood, score, posterior, strict=True)
    found = [
        ClassScore(name, int(n), float(p), int(n_wc), int(n_c), float(like), float(s), float(post))
        for name, n, p, n_wc, n_c, like, s, post in rows
    ]
    return sorted(found, key=lambda row: -row.score)


@once(2)
def _counted(settings: Settings) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """In how many training posts of each class each word occurs, and the posts of each class: (classes, columns)."""
    data = dataset(settings)
    X, y, n_classes = data.vectors(data.parts.train), data.labels(data.parts.train), len(data.classes)
    times = np.zeros((n_classes, data.columns), np.int64)
    for c in range(n_classes):
        own = X[np.flatnonzero(y == c)]
        times[c] = np.bincount(own.indices, minlength=data.columns)
    return times, np.bincount(y, minlength=n_classes)
