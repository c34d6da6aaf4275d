"""Documents as bags of words: the split, the vocabulary, and the four kinds of vector.

Column 0 is kept free, column 1 stands for every word outside the vocabulary, and from column 2 on come the words of
the training split, the most frequent first and ties by first appearance. Nothing here is ever a dense matrix.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from engine.newsgroups.counts import Counts

Mode = Literal["binary", "count", "frequency", "tf-idf"]
MODES: tuple[Mode, ...] = get_args(Mode)
UNKNOWN = 1
FIRST_WORD = 2
TRAIN_SIZE = 0.85  # of the training documents; the others validate
Numbers = NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Document numbers of the three parts, each (documents,)."""

    train: Numbers
    validation: Numbers
    test: Numbers


def split(counts: Counts, min_tokens: int = 0, train_size: float = TRAIN_SIZE, random_state: int = 1) -> Split:
    """The training documents cut into those to train on and those to validate on; those with too few tokens left out.

    The same parts as scikit-learn's `train_test_split(train_size=, random_state=)`, whose import costs the web process
    a second and 80 MB; a test compares the two.
    Raises: ValueError if fewer than two training documents are left.
    """
    long_enough = np.flatnonzero(counts.lengths() >= min_tokens)
    learn, test = long_enough[long_enough < counts.n_train], long_enough[long_enough >= counts.n_train]
    if len(learn) < 2:
        raise ValueError(f"No training documents have {min_tokens} tokens or more; ask for fewer.")
    order = np.random.RandomState(random_state).permutation(len(learn))
    n_validation = len(learn) - int(train_size * len(learn))
    return Split(learn[order[n_validation:]], learn[order[:n_validation]], test)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The columns.

    words: the word of each column, the first two being "" (free) and "<unknown>".
    columns: (terms of the counts,) the column of each term, 1 for those outside the vocabulary.
    occurrences, documents: (columns,) how often a column's words occur in the training split, and in how many of it
    documents; n_documents: how many documents that split has.
    """

    words: list[str]
    columns: Numbers
    occurrences: Numbers
    documents: Numbers
    n_documents: int

    @property
    def size(self) -> int:
        """Number of columns, the free one and the unknown one included."""
        return len(self.words)

    @cached_property
    def column_of(self) -> dict[str, int]:
        """The column of each word of the vocabulary."""
        return {word: column for column, word in enumerate(self.words) if column >= FIRST_WORD}

    @cached_property
    def idf(self) -> NDArray[np.float32]:
        """Inverse document frequency ln(1 + n / (1 + df)) of each column: (columns,).

        Source: Manning, Raghavan, Schütze 2008, section 6.2, smoothed as in Keras.
        """
        return np.log1p(self.n_documents / (1 + self.documents)).astype(np.float32)

    def vector(self, tokens: Sequence[str], mode: Mode = "binary") -> csr_array:
        """Tokens as one row: (1, columns)."""
        times = Counter(self.column_of.get(token, UNKNOWN) for token in tokens)
        row = csr_array(
            (np.array(list(times.values()), np.float32), np.array(list(times), np.int32), np.array([0, len(times)])),
            shape=(1, self.size),
        )
        row.sort_indices()
        return weigh(row, self, mode)

    def tf_idf_written(self, word: str, times: int) -> str:
        """The TF-IDF of a word that occurs so often in a post, as arithmetic: "(1 + ln 2) · ln(1 + 9 / (1 + 3)) = 2".

        Raises: KeyError if the word has no column; "<unknown>" has one.
        """
        column = UNKNOWN if word == self.words[UNKNOWN] else self.column_of[word]
        d, n = int(self.documents[column]), self.n_documents
        value = (1 + np.log(times)) * np.log1p(n / (1 + d))
        return f"(1 + ln {times}) · ln(1 + {n:,} / (1 + {d:,})) = {value:.4f}"

    def tokens(self, row: csr_array) -> list[tuple[str, float]]:
        """From a vector back to its words and their values, in the order of the columns. Word order is lost."""
        return [(self.words[column], float(value)) for column, value in zip(row.indices, row.data, strict=True)]


def vocabulary(counts: Counts, documents: Numbers, min_df: int = 1, max_df: float = 1.0) -> Vocabulary:
    """The vocabulary of some documents.

    min_df: leave out words in fewer documents than this. max_df: leave out words in a larger share of them.
    Raises: ValueError if no word is left.
    """
    terms, times, _ = entries(counts, documents)
    occurrences = np.bincount(terms, weights=times, minlength=len(counts.words)).astype(np.int64)
    found_in = np.bincount(terms, minlength=len(counts.words))
    first = np.zeros(len(counts.words), np.int64)
    first[terms[::-1]] = np.arange(len(terms))[::-1]  # the earliest of several assignments stays
    known = np.flatnonzero((found_in >= max(1, min_df)) & (found_in <= max_df * len(documents)))
    if not len(known):
        raise ValueError("These limits leave no word in the vocabulary; widen them.")
    known = known[np.lexsort((first[known], -occurrences[known]))]
    columns = np.full(len(counts.words), UNKNOWN, np.int32)
    columns[known] = np.arange(FIRST_WORD, FIRST_WORD + len(known))
    unknown = found_in.sum() - found_in[known].sum()
    return Vocabulary(
        ["", "<unknown>", *(counts.words[term] for term in known)],
        columns,
        np.concatenate([[0, occurrences.sum() - occurrences[known].sum()], occurrences[known]]),
        np.concatenate([[0, _documents_with_unknown(counts, documents, columns) if unknown else 0], found_in[known]]),
        len(documents),
    )


def matrix(counts: Counts, documents: Numbers, vocabulary: Vocabulary, mode: Mode = "binary") -> csr_array:
    """Documents as rows: (documents, columns), float32, sparse."""
    terms, times, starts = entries(counts, documents)
    parts = times.astype(np.float32), vocabulary.columns[terms], starts.astype(np.int32)
    rows = csr_array(parts, (len(documents), vocabulary.size))
    rows.sum_duplicates()  # several unknown words share column 1
    return weigh(rows, vocabulary, mode)


def weigh(rows: csr_array, vocabulary: Vocabulary, mode: Mode) -> csr_array:
    """Counts to one of the four kinds of vector: (documents, columns) -> (documents, columns), in place.

    binary: 1 if the word occurs. count: how often. frequency: its share of the document's tokens.
    tf-idf: (1 + ln count) · ln(1 + n / (1 + df)).
    """
    if mode == "binary":
        rows.data[:] = 1
    elif mode == "frequency":
        totals = np.add.reduceat(np.append(rows.data, 0), rows.indptr[:-1]) if len(rows.data) else np.zeros(0)
        rows.data /= np.repeat(totals, np.diff(rows.indptr))
    elif mode == "tf-idf":
        rows.data = (1 + np.log(rows.data)) * vocabulary.idf[rows.indices]
    elif mode != "count":
        raise ValueError(f"there is no vector mode {mode!r}; there are {', '.join(MODES)}")
    return rows


def entries(counts: Counts, documents: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Terms and counts of some documents one after another, and where each starts.

    Shapes: (entries,), (entries,), (documents + 1,).
    """
    sizes = counts.starts[documents + 1] - counts.starts[documents]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    where = np.repeat(counts.starts[documents] - starts[:-1], sizes) + np.arange(starts[-1])
    return counts.terms[where], counts.counts[where], starts


def beginning(row: csr_array, n: int) -> list[float]:
    """The first n entries of one row, zeros and all."""
    return row[:, :n].toarray()[0].tolist()


def one_hot(labels: Numbers, n_classes: int) -> NDArray[np.float32]:
    """Class numbers to rows with a single 1: (documents,) -> (documents, classes)."""
    return np.eye(n_classes, dtype=np.float32)[labels]


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a matrix takes: its shape, entries that are not zero, bytes sparse and dense, and those of one number."""

    shape: tuple[int, int]
    entries: int
    sparse_bytes: int
    dense_bytes: int
    number_bytes: int


def sizes(rows: csr_array) -> Sizes:
    """Sizes of a sparse matrix; the dense one is only multiplied out, never made."""
    n, columns = rows.shape
    stored, number = rows.data.nbytes + rows.indices.nbytes + rows.indptr.nbytes, rows.data.itemsize
    return Sizes((n, columns), rows.nnz, stored, number * n * columns, number)


def _documents_with_unknown(counts: Counts, documents: Numbers, columns: Numbers) -> int:
    terms, _, starts = entries(counts, documents)
    owners = np.repeat(np.arange(len(documents)), np.diff(starts))
    return len(np.unique(owners[columns[terms] == UNKNOWN]))
