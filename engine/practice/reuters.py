"""The Reuters newswires of `keras.datasets.reuters`, from the shipped arrays.

`load_data` here gives what Keras' loader gives for the same choices, without Keras. A newswire is a list of indices,
and an index is the rank of a word (1 the most frequent) plus 3, since Keras reserves 0 for padding, 1 for the start
of an article and 2 for a word that was left out.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups import shipped_arrays

SEED = 113  # Keras' default, and the one the shipped order was shuffled with
PADDING, START, LEFT_OUT, OFFSET = 0, 1, 2, 3
Integers = NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Newswires:
    """All newswires, in the order in which Keras shuffles them.

    ranks: (running words,) the newswires one after another, each word as its rank, 1 the most frequent.
    starts: (newswires + 1,) newswire i owns ranks[starts[i]:starts[i + 1]].
    topics: (newswires,) topic numbers; names: of the topics; words: words[r - 1] has rank r.
    """

    ranks: Integers
    starts: Integers
    topics: Integers
    names: list[str]
    words: list[str]

    def sizes(self) -> Integers:
        """Newswires of each topic: (topics,)."""
        return np.bincount(self.topics, minlength=len(self.names))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Newswires for training, or for testing.

    indices: (running words,) of all its newswires one after another; starts: (newswires + 1,).
    topics: (newswires,) topic numbers.
    """

    indices: Integers
    starts: Integers
    topics: Integers

    def __len__(self) -> int:
        return len(self.topics)

    def article(self, i: int) -> Integers:
        """Newswire i as Keras gives it: (words + 1,), the start mark first."""
        return self.indices[self.starts[i] : self.starts[i + 1]]


@dataclass(frozen=True, slots=True)
class Loading:
    """The choices of `load_data`, with Keras' names and defaults.

    num_words: indices from here on are left out; None keeps (almost) all of them.
    skip_top: indices below this are left out. maxlen: newswires this long or longer are left out altogether.
    test_split: the share of newswires kept for testing.
    """

    num_words: int | None = None
    skip_top: int = 0
    maxlen: int | None = None
    test_split: float = 0.2

    def __post_init__(self) -> None:
        if self.num_words is not None and self.num_words < 1:
            raise ValueError("num_words must be at least 1.")
        if self.skip_top < 0:
            raise ValueError("skip_top cannot be negative.")
        if self.maxlen is not None and self.maxlen < 1:
            raise ValueError("maxlen must be at least 1.")
        if not 0 < self.test_split < 1:
            raise ValueError("test_split is a share, larger than 0 and smaller than 1.")


@cache
def newswires(folder: Path = shipped_arrays.ASSETS) -> Newswires:
    """The shipped newswires, read once a process.

    Raises: DamagedData if the file is missing or was changed.
    """
    arrays = shipped_arrays.read("reuters", folder)
    starts = np.concatenate([[0], np.cumsum(arrays["lengths"], dtype=np.int64)])
    names, words = shipped_arrays.unpack(arrays["names"]), shipped_arrays.unpack(arrays["words"])
    return Newswires(arrays["ranks"], starts, arrays["topics"].astype(np.int64), names, words)


def load_data(loading: Loading, wires: Newswires | None = None) -> tuple[Part, Part]:
    """The newswires for training and for testing, index for index as `keras.datasets.reuters.load_data` gives them.

    Raises: ValueError if a choice leaves no newswire for one of the two.
    """
    wires = wires or newswires()
    lengths = np.diff(wires.starts) + 1  # the start mark counts
    kept = np.flatnonzero(lengths < loading.maxlen) if loading.maxlen else np.arange(len(lengths))
    n_train = int(len(kept) * (1 - loading.test_split))
    if not 0 < n_train < len(kept):
        raise ValueError(
            f"These choices leave {len(kept)} newswires, too few to train and to test on. "
            "Choose a larger maxlen, or a test_split nearer to 0.2."
        )
    topics, starts = wires.topics[kept], np.concatenate([[0], np.cumsum(lengths[kept])])
    indices = _with_start_marks(wires, kept, starts)
    limit = loading.num_words or indices.max()  # Keras' way: the very last index goes too
    indices[(indices < loading.skip_top) | (indices >= limit)] = LEFT_OUT
    cut = starts[n_train]
    return (
        Part(indices[:cut], starts[: n_train + 1], topics[:n_train]),
        Part(indices[cut:], starts[n_train:] - cut, topics[n_train:]),
    )


def _with_start_marks(wires: Newswires, kept: Integers, starts: Integers) -> Integers:
    """The kept newswires' indices one after another, each behind a start mark."""
    indices = np.full(starts[-1], START, np.int32)
    words = np.ones(len(indices), bool)
    words[starts[:-1]] = False
    owned = np.repeat(np.isin(np.arange(len(wires.topics)), kept), np.diff(wires.starts))
    indices[words] = wires.ranks[owned].astype(np.int32) + OFFSET
    return indices


def word_index() -> dict[str, int]:
    """The rank of each word, as `get_word_index` gives it; an index in an article is 3 more."""
    return {word: rank for rank, word in enumerate(newswires().words, start=1)}


def decode(indices: Integers, words: list[str], offset: int = OFFSET) -> list[str | None]:
    """Indices back to words; None where an index stands for no word.

    offset: what to subtract to get the rank; anything but 3 gives other words than the article's.
    """
    ranks = [int(index) - offset for index in indices]
    return [words[rank - 1] if 1 <= rank <= len(words) else None for rank in ranks]
