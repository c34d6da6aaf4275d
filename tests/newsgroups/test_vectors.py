"""Bags of words against numbers worked out by hand, and against the plainest code that does the same."""

from collections import Counter
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import train_test_split

from engine.newsgroups import counts, vectors
from engine.newsgroups.counts import Counts

TEXTS = [["tea", "milk", "tea"], ["milk", "sugar"], ["rum"], ["tea", "rum", "gin", "gin"]]


def corpus(texts: list[list[str]]) -> Counts:
    return counts.count(texts, [0] * len(texts), ["only"], len(texts))


@pytest.fixture
def small() -> Counts:
    return corpus(TEXTS)


def rows(small: Counts, mode: vectors.Mode) -> np.ndarray:
    """All four documents, the vocabulary from the first two alone."""
    vocabulary = vectors.vocabulary(small, np.array([0, 1]))
    return vectors.matrix(small, np.arange(4), vocabulary, mode).toarray()


def test_columns_are_free_unknown_then_words_by_frequency_ties_by_first_appearance(small: Counts) -> None:
    assert vectors.vocabulary(small, np.array([0, 1])).words == ["", "<unknown>", "tea", "milk", "sugar"]
    assert vectors.vocabulary(small, np.array([1, 0])).words == ["", "<unknown>", "milk", "tea", "sugar"]


def test_binary_vectors_by_hand(small: Counts) -> None:
    assert rows(small, "binary").tolist() == [[0, 0, 1, 1, 0], [0, 0, 0, 1, 1], [0, 1, 0, 0, 0], [0, 1, 1, 0, 0]]


def test_count_vectors_by_hand(small: Counts) -> None:
    assert rows(small, "count").tolist() == [[0, 0, 2, 1, 0], [0, 0, 0, 1, 1], [0, 1, 0, 0, 0], [0, 3, 1, 0, 0]]


def test_frequency_vectors_by_hand(small: Counts) -> None:
    third, half = np.float32(1 / 3), 0.5
    by_hand = [[0, 0, np.float32(2 / 3), third, 0], [0, 0, 0, half, half], [0, 1, 0, 0, 0], [0, 0.75, 0.25, 0, 0]]
    np.testing.assert_array_equal(rows(small, "frequency"), np.array(by_hand, np.float32))


def test_tf_idf_vectors_by_hand(small: Counts) -> None:
    once, twice, never = log(1 + 2 / 2), log(1 + 2 / 3), log(1 + 2 / 1)  # in one of two documents, in both, in none
    by_hand = [
        [0, 0, (1 + log(2)) * once, twice, 0],
        [0, 0, 0, twice, once],
        [0, never, 0, 0, 0],
        [0, (1 + log(3)) * never, once, 0, 0],
    ]
    np.testing.assert_allclose(rows(small, "tf-idf"), by_hand, rtol=1e-6)


def test_words_in_too_few_or_too_many_documents_are_left_out_and_become_unknown(small: Counts) -> None:
    vocabulary = vectors.vocabulary(small, np.arange(4), min_df=2)
    assert vocabulary.words[2:] == ["tea", "milk", "rum"]
    assert vocabulary.occurrences.tolist() == [0, 3, 3, 2, 2]
    assert vocabulary.documents.tolist() == [0, 2, 2, 2, 2]  # sugar in one, gin in another
    assert vectors.vocabulary(small, np.arange(4), max_df=0.25).words[2:] == ["gin", "sugar"]


def test_limits_that_leave_no_word_are_refused(small: Counts) -> None:
    with pytest.raises(ValueError, match="leave no word"):
        vectors.vocabulary(small, np.arange(4), min_df=5)


def test_an_unknown_mode_is_refused(small: Counts) -> None:
    with pytest.raises(ValueError, match="there is no vector mode 'dense'"):
        rows(small, "dense")  # type: ignore[arg-type]


def test_from_a_vector_back_to_its_tokens(small: Counts) -> None:
    vocabulary = vectors.vocabulary(small, np.array([0, 1]))
    row = vocabulary.vector(["sugar", "tea", "vodka", "tea"], "count")
    assert vocabulary.tokens(row) == [("<unknown>", 1.0), ("tea", 2.0), ("sugar", 1.0)]


def test_sizes_tell_sparse_from_dense_without_making_the_dense_matrix() -> None:
    documents = corpus([["a"]] * 1000)
    found = vectors.sizes(vectors.matrix(documents, np.arange(1000), vectors.vocabulary(documents, np.arange(1000))))
    assert found.entries == 1000
    assert found.dense_bytes == 1000 * 3 * found.number_bytes
    assert found.number_bytes == 4
    assert found.sparse_bytes == 1000 * 4 + 1000 * 4 + 1001 * 4


def test_labels_become_rows_with_a_single_one() -> None:
    assert vectors.one_hot(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]


@pytest.mark.parametrize("n", [2, 3, 20, 999, 10_616, 11_314])
def test_the_split_is_scikit_learns(n: int) -> None:
    documents = corpus([["word"]] * n)
    train, validation = train_test_split(np.arange(n), train_size=0.85, random_state=1)
    found = vectors.split(documents)
    np.testing.assert_array_equal(found.train, train)
    np.testing.assert_array_equal(found.validation, validation)


def test_a_split_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="No training documents have 9 tokens"):
        vectors.split(corpus(TEXTS), min_tokens=9)


documents = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=9), min_size=2, max_size=12)


@settings(deadline=None)
@given(documents, st.data())
def test_any_corpus_gives_what_the_plainest_code_gives(texts: list[list[str]], data: st.DataObject) -> None:
    chosen = np.array(data.draw(st.permutations(range(len(texts)))))[: max(1, len(texts) // 2)]
    words = Counter(word for i in chosen for word in texts[i])
    if not words:
        return
    made = corpus(texts)
    vocabulary = vectors.vocabulary(made, chosen)
    expected = [word for word, _ in sorted(words.items(), key=lambda pair: -pair[1])]  # a Counter keeps first places
    assert vocabulary.words[2:] == expected
    for mode in vectors.MODES:
        found = vectors.matrix(made, np.arange(len(texts)), vocabulary, mode).toarray()
        one_by_one = [vocabulary.vector(tokens, mode).toarray()[0] for tokens in texts]
        np.testing.assert_allclose(found, one_by_one, rtol=1e-6)
        assert np.isfinite(found).all()
