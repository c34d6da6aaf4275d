"""What a run learns from: a corpus' counts cut into parts, with one vocabulary, as sparse vectors.

The vocabulary is made once, from the training split of all documents; a run that leaves short documents out splits
what remains anew and keeps that vocabulary, so that all runs have the same columns. So does a run that learns from a
share of the training documents alone: it takes the first so many of the shuffled ones.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from engine.newsgroups import counts, vectors
from engine.newsgroups.counts import Counts
from engine.newsgroups.models import Settings
from engine.newsgroups.vectors import Mode, Numbers, Split, Vocabulary
from engine.once import once


@dataclass(frozen=True, eq=False)
class Dataset:
    """Counts, the three parts and the vocabulary; the vectors are made when asked for."""

    counts: Counts
    parts: Split
    vocabulary: Vocabulary
    mode: Mode

    def vectors(self, documents: Numbers) -> csr_array:
        """Documents as rows: (documents, columns)."""
        return vectors.matrix(self.counts, documents, self.vocabulary, self.mode)

    def labels(self, documents: Numbers) -> Numbers:
        """Class numbers: (documents,)."""
        return self.counts.labels[documents]

    def targets(self, documents: Numbers) -> NDArray[np.float32]:
        """One-hot labels: (documents, classes)."""
        return vectors.one_hot(self.labels(documents), len(self.classes))

    @property
    def classes(self) -> list[str]:
        return self.counts.classes

    @property
    def columns(self) -> int:
        return self.vocabulary.size

    def sizes(self) -> dict[str, int]:
        """Documents of each part, and columns."""
        parts = {"train": self.parts.train, "validation": self.parts.validation, "test": self.parts.test}
        return {name: len(part) for name, part in parts.items()} | {"columns": self.columns}

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Tokens of every document of the corpus."""
        return self.counts.lengths()


def dataset(settings: Settings) -> Dataset:
    """The data of a run, from the files that ship: well under a second, kept for the next time.

    Raises: ValueError if the settings leave no documents or no words; DamagedData if a file is missing or changed.
    """
    return _dataset(
        settings.corpus, settings.mode, settings.min_df, settings.max_df, settings.min_tokens, settings.share
    )


@once(3)
def _dataset(corpus: str, mode: Mode, min_df: int, max_df: float, min_tokens: int, share: float) -> Dataset:
    read = counts.load(corpus)
    parts = vectors.split(read, min_tokens)
    learned = parts.train[: max(1, int(share * len(parts.train)))]
    return Dataset(read, replace(parts, train=learned), _vocabulary(corpus, min_df, max_df), mode)


@once(3)
def _vocabulary(corpus: str, min_df: int, max_df: float) -> Vocabulary:
    read = counts.load(corpus)
    return vectors.vocabulary(read, vectors.split(read).train, min_df, max_df)
