"""The Reuters newswires of `keras.datasets.reuters`, from the shipped counts.

`load_data` here counts what Keras' loader gives for the same choices, without Keras. In Keras a newswire is a list of
indices, and an index is the rank of a word (1 the most frequent) plus 3, since Keras reserves 0 for padding, 1 for the
start of an article and 2 for a word that was left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups import shipped_arrays
from engine.once import once

SEED = 113  # Keras' default, and the one the shipped order was shuffled with
START, LEFT_OUT, OFFSET = 1, 2, 3  # a newswire's start, a word left out, what is added to a rank
Integers = NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Newswires:
    """All newswires, in the order in which Keras shuffles them, as counts.

    ranks: (entries,) the different words of one newswire after another, each as its rank, 1 the most frequent; times:
    (entries,) how often the newswire holds it. starts: (newswires + 1,) newswire i owns ranks[starts[i]:starts[i + 1]].
    lengths: (newswires,) running words. topics: (newswires,) topic numbers; names: of the topics; words: words[r - 1]
    has rank r.
    """

    ranks: Integers
    times: Integers
    starts: Integers
    lengths: Integers
    topics: Integers
    names: list[str]
    words: list[str]

    def sizes(self) -> Integers:
        """Newswires of each topic: (topics,)."""
        return np.bincount(self.topics, minlength=len(self.names))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Newswires for training, or for testing, as counts.

    indices: (entries,) of one newswire after another, the start mark among them; times: (entries,) how often each
    occurs; an index may stand twice. starts: (newswires + 1,). lengths: (newswires,) running words, the start mark
    apart. topics: (newswires,) topic numbers.
    """

    indices: Integers
    times: Integers
    starts: Integers
    lengths: Integers
    topics: Integers

    def __len__(self) -> int:
        return len(self.topics)


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


@once()
def newswires(folder: Path = shipped_arrays.ASSETS) -> Newswires:
    """The shipped newswires, read once a process.

    Raises: DamagedData if the file is missing or was changed.
    """
    arrays = shipped_arrays.read("reuters", folder)
    starts = np.concatenate([[0], np.cumsum(arrays["distinct"], dtype=np.int64)])
    names, words = shipped_arrays.unpack(arrays["names"]), shipped_arrays.unpack(arrays["words"])
    times = arrays["times"].astype(np.int64)
    lengths = np.add.reduceat(times, starts[:-1])
    return Newswires(arrays["ranks"], times, starts, lengths, arrays["topics"].astype(np.int64), names, words)


def load_data(loading: Loading, wires: Newswires | None = None) -> tuple[Part, Part]:
    """The newswires for training and for testing, counted as `keras.datasets.reuters.load_data` would give them.

    Raises: ValueError if a choice leaves no newswire for one of the two.
    """
    wires = wires or newswires()
    whole = wires.lengths + 1  # the start mark counts
    kept = np.flatnonzero(whole < loading.maxlen) if loading.maxlen else np.arange(len(whole))
    n_train = int(len(kept) * (1 - loading.test_split))
    if not 0 < n_train < len(kept):
        many = f"{len(kept)} newswire{'' if len(kept) == 1 else 's'}"
        raise ValueError(
            f"These choices leave {many}, too few to train and to test on. "
            "Choose a larger maxlen, or a test_split nearer to 0.2."
        )
    topics, entries = wires.topics[kept], np.diff(wires.starts)
    starts = np.concatenate([[0], np.cumsum(entries[kept] + 1)])
    indices, times = _with_start_marks(wires, kept, starts)
    limit = loading.num_words or indices.max()  # Keras' way: the very last index goes too
    indices[(indices < loading.skip_top) | (indices >= limit)] = LEFT_OUT
    cut, lengths = starts[n_train], wires.lengths[kept]
    return (
        Part(indices[:cut], times[:cut], starts[: n_train + 1], lengths[:n_train], topics[:n_train]),
        Part(indices[cut:], times[cut:], starts[n_train:] - cut, lengths[n_train:], topics[n_train:]),
    )


def _with_start_marks(wires: Newswires, kept: Integers, starts: Integers) -> tuple[Integers, Integers]:
    """The kept newswires' indices, each newswire's behind a start mark, and how often each occurs."""
    indices, times = np.full(starts[-1], START, np.int32), np.ones(starts[-1], np.int64)
    words = np.ones(len(indices), bool)
    words[starts[:-1]] = False
    owned = np.repeat(np.isin(np.arange(len(wires.topics)), kept), np.diff(wires.starts))
    indices[words] = wires.ranks[owned].astype(np.int32) + OFFSET
    times[words] = wires.times[owned]
    return indices, times


def word_index() -> dict[str, int]:
    """The rank of each word, as `get_word_index` gives it; an index in an article is 3 more."""
    return {word: rank for rank, word in enumerate(newswires().words, start=1)}


def decode(indices: Sequence[int] | Integers, words: list[str], offset: int = OFFSET) -> list[str | None]:
    """Indices back to words; None where an index stands for no word.

    offset: what to subtract to get the rank; anything but 3 gives other words than the article's.
    """
    ranks = [int(index) - offset for index in indices]
    return [words[rank - 1] if 1 <= rank <= len(words) else None for rank in ranks]
