"""Newswires as rows of a sparse matrix, and what a choice of loading keeps of them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from engine.once import once
from engine.practice.design import TOPICS, Encoding, Vectors
from engine.practice.ordered import Articles, available, load_articles
from engine.practice.reuters import LEFT_OUT, OFFSET, Loading, Part, decode, load_data, newswires


def counts(part: Part, width: int) -> csr_array:
    """How often each index occurs in each newswire: (newswires, width) float32.

    Raises: ValueError if an index does not fit into the width.
    """
    if part.indices.max() >= width:
        raise ValueError(f"index {part.indices.max()} does not fit into {width} columns")
    rows = csr_array((part.times.astype(np.float32), part.indices, part.starts), (len(part), width))
    rows.sum_duplicates()
    return rows


def vectorise(train: Part, test: Part, encoding: Encoding, width: int) -> tuple[csr_array, csr_array]:
    """Newswires as rows, in one of four kinds: (training, width) and (testing, width) float32.

    binary: 1 where a word occurs. count: how often. frequency: how often, divided by the newswire's length.
    tf-idf: 1 + ln(count), times ln(1 + n / (1 + df)) with n newswires for training, of which df hold the word. This is
    what act 3 takes too.
    """
    rows, tests = counts(train, width), counts(test, width)
    if encoding == "frequency":
        for each, part in ((rows, train), (tests, test)):
            owners = np.repeat(np.arange(each.shape[0]), np.diff(each.indptr))
            each.data /= (part.lengths + 1)[owners].astype(np.float32)
    if encoding == "binary":
        rows.data[:] = 1
        tests.data[:] = 1
    elif encoding == "tf-idf":
        found_in = np.bincount(rows.indices, minlength=width)
        idf = np.log(1 + len(train) / (1 + found_in)).astype(np.float32)
        for each in (rows, tests):
            each.data = (1 + np.log(each.data)) * idf[each.indices]
    return rows, tests


def pad(part: Articles, vectors: Vectors) -> NDArray[np.int32]:
    """Newswires as so many indices each, zeros added and words cut as the design says: (newswires, width)."""
    rows = np.zeros((len(part), vectors.width), np.int32)
    for i, row in enumerate(rows):
        words = part.article(i)
        kept = words[-vectors.width :] if vectors.truncating == "pre" else words[: vectors.width]
        if vectors.padding == "pre":
            row[vectors.width - len(kept) :] = kept
        else:
            row[: len(kept)] = kept
    return rows


def texts_of_tests(loading: Loading, numbers: NDArray[np.integer], most: int = 80) -> list[str]:
    """The first words of some newswires of the test part, whatever a choice of loading leaves out.

    Where the articles have not been fetched: their words, the rarest first.
    """
    words, whole = newswires().words, replace(loading, num_words=None, skip_top=0)
    if not available():
        _, counted = load_data(whole)
        return [_rarest(counted, int(number), words, most) for number in numbers]
    _, tests = load_articles(whole)
    texts = [decode(tests.article(int(number))[1:], words) for number in numbers]
    return [" ".join(word or "·" for word in text[:most]) + (" …" if len(text) > most else "") for text in texts]


def _rarest(part: Part, number: int, words: list[str], most: int) -> str:
    """The words of a newswire whose order is not here: the rarest first, which tell most of what it is about."""
    cut = slice(part.starts[number], part.starts[number + 1])
    pairs = sorted(zip(part.indices[cut].tolist(), part.times[cut].tolist(), strict=True), reverse=True)
    shown = [
        f"{words[index - OFFSET - 1]} ×{times}" if times > 1 else words[index - OFFSET - 1]
        for index, times in pairs
        if index > OFFSET
    ]
    return " · ".join(shown[:most]) + (" …" if len(shown) > most else "")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a choice of loading keeps.

    train, test, dropped: newswires. known: share of running words (start marks aside) that keep their own index.
    width: columns that hold every index. median: words of the newswire in the middle.
    untested: topics that occur for training but not for testing.
    last_in_train, last_in_test: the largest topic number of either part; last_index_in_train, last_index_in_test: the
    largest index.
    largest: share of the largest topic in the test part, when the topic that is largest in training is always guessed.
    """

    train: int
    test: int
    dropped: int
    known: float
    width: int
    median: int
    untested: int
    last_in_train: int
    last_in_test: int
    last_index_in_train: int
    last_index_in_test: int
    largest: float


@once(64)
def survey(loading: Loading) -> Survey:
    """Counts what a choice keeps.

    Raises: ValueError if it leaves nothing to train or to test on.
    """
    train, test = load_data(loading)
    sizes, test_sizes = (np.bincount(part.topics, minlength=TOPICS) for part in (train, test))
    lengths = np.concatenate([train.lengths, test.lengths])
    kept = sum(int(part.times[part.indices > LEFT_OUT].sum()) for part in (train, test))
    everything = len(newswires().topics)
    return Survey(
        train=len(train),
        test=len(test),
        dropped=everything - len(train) - len(test),
        known=kept / max(1, int(lengths.sum())),
        width=int(max(train.indices.max(), test.indices.max())) + 1 if loading.num_words is None else loading.num_words,
        median=int(np.median(lengths)),
        untested=int(((sizes > 0) & (test_sizes == 0)).sum()),
        last_in_train=int(train.topics.max()),
        last_in_test=int(test.topics.max()),
        last_index_in_train=int(train.indices.max()),
        last_index_in_test=int(test.indices.max()),
        largest=float(test_sizes[sizes.argmax()] / len(test)),
    )
