"""Term counts of a corpus: the shape in which the posts ship, and how it is written and read.

A training document keeps its terms in the order of their first appearance in the text: the lesson's columns are
ordered by frequency with ties by first appearance, so counts alone would not do. A test document's terms ascend, and
their differences are what is written: that takes a fifth less room.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups import shipped_arrays
from engine.once import once


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each term occurs in each document.

    words: the term of each number, the most frequent in the corpus first, ties in alphabetical order.
    starts: (documents + 1,) int64; document i owns entries starts[i]:starts[i + 1].
    terms: (entries,) term numbers; counts: (entries,) how often, at least 1.
    labels: (documents,) class numbers; classes: their names; n_train: the first so many documents are for training.
    """

    words: list[str]
    starts: NDArray[np.int64]
    terms: NDArray[np.integer]
    counts: NDArray[np.integer]
    labels: NDArray[np.integer]
    classes: list[str]
    n_train: int

    @property
    def n_documents(self) -> int:
        return len(self.labels)

    def lengths(self) -> NDArray[np.int64]:
        """Tokens of each document: (documents,)."""
        sums = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])
        return sums[self.starts[1:]] - sums[self.starts[:-1]]

    def document(self, i: int) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
        """Term numbers and counts of document i, in order of first appearance."""
        own = slice(self.starts[i], self.starts[i + 1])
        return self.terms[own], self.counts[own]


def count(documents: Iterable[Sequence[str]], labels: Sequence[int], classes: list[str], n_train: int) -> Counts:
    """Counts the tokens of each document."""
    number: dict[str, int] = {}
    terms, counts, starts = [], [], [0]
    for tokens in documents:
        for word, times in Counter(tokens).items():  # a Counter keeps the order of first appearance
            terms.append(number.setdefault(word, len(number)))
            counts.append(times)
        starts.append(len(terms))
    occurrences = np.bincount(terms, weights=counts, minlength=len(number)).tolist()
    words = list(number)
    order = sorted(range(len(words)), key=lambda term: (-occurrences[term], words[term]))
    rank = np.empty(len(number), np.int32)
    rank[order] = np.arange(len(number))
    owner, numbers = np.repeat(np.arange(len(labels)), np.diff(starts)), rank[terms]
    kept = np.lexsort((np.where(owner < n_train, np.arange(len(owner)), numbers), owner))
    return Counts(
        [words[term] for term in order],
        np.array(starts, np.int64),
        numbers[kept],
        np.array(counts, np.int32)[kept],
        np.array(labels, np.int16),
        classes,
        n_train,
    )


def save(name: str, counts: Counts, note: dict[str, Any], folder: Path = shipped_arrays.ASSETS) -> Path:
    """Writes NAME.npz and NAME.json; the note gets the sizes added."""
    arrays: dict[str, NDArray[np.integer]] = {
        "words": shipped_arrays.pack(counts.words),
        "classes": shipped_arrays.pack(counts.classes),
        "sizes": np.diff(counts.starts).astype(np.uint16),
        "terms": differences(counts.terms, counts.starts[counts.n_train :]).astype(np.uint32),
        "counts": counts.counts.astype(np.uint16),
        "labels": counts.labels.astype(np.uint8),
    }
    sizes = {
        "documents": counts.n_documents,
        "train": counts.n_train,
        "distinct": len(counts.words),
        "entries": len(counts.terms),
        "tokens": int(counts.counts.sum()),
    }
    return shipped_arrays.write(name, arrays, note | sizes, folder)


@once()
def load(name: str, folder: Path = shipped_arrays.ASSETS) -> Counts:
    """Reads NAME.npz, once a process.

    Raises: DamagedData if a file is missing or was changed.
    """
    file, n_train = shipped_arrays.read(name, folder), shipped_arrays.note(name, folder)["train"]
    starts = np.concatenate([[0], np.cumsum(file["sizes"], dtype=np.int64)])
    terms = summed(file["terms"].astype(np.int64), starts[n_train:]).astype(np.int32)
    return Counts(
        shipped_arrays.unpack(file["words"]),
        starts,
        terms,
        file["counts"].astype(np.int32),
        file["labels"].astype(np.int16),
        shipped_arrays.unpack(file["classes"]),
        n_train,
    )


def differences(terms: NDArray[np.integer], starts: NDArray[np.int64]) -> NDArray[np.integer]:
    """Each document's terms from starts[0] on as their differences, its first term as it is: (entries,)."""
    made, first = terms.copy(), starts[0]
    made[first:] = np.diff(terms[first:], prepend=0)
    begins = starts[:-1][np.diff(starts) > 0]
    made[begins] = terms[begins]
    return made


def summed(made: NDArray[np.integer], starts: NDArray[np.int64]) -> NDArray[np.integer]:
    """Undoes `differences`."""
    terms, first = made.copy(), starts[0]
    running = np.concatenate([[0], np.cumsum(made[first:])])
    terms[first:] = running[1:] - np.repeat(running[starts[:-1] - first], np.diff(starts))
    return terms
