"""The prepared term counts: what ships, against the reference; and that a damaged file is noticed."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.newsgroups import counts, shipped_arrays, vectors

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "newsgroups.json").read_text())


@pytest.fixture(scope="module")
def newsgroups() -> counts.Counts:
    return counts.load("newsgroups")


def test_posts_and_tokens_equal_the_reference(newsgroups: counts.Counts) -> None:
    learn = slice(0, newsgroups.starts[newsgroups.n_train])
    assert newsgroups.n_train == REFERENCE["posts"]["train"]
    assert newsgroups.n_documents - newsgroups.n_train == REFERENCE["posts"]["test"]
    assert newsgroups.counts[learn].sum() == REFERENCE["tokens"]["train"]
    assert newsgroups.counts.sum() == REFERENCE["tokens"]["train_and_test"]
    assert len(np.unique(newsgroups.terms[learn])) == REFERENCE["tokens"]["distinct_train"]
    assert len(newsgroups.words) == REFERENCE["tokens"]["distinct_train_and_test"]


def test_posts_of_five_tokens_or_more_equal_the_reference(newsgroups: counts.Counts) -> None:
    kept = newsgroups.lengths() >= 5
    assert kept[: newsgroups.n_train].sum() == REFERENCE["posts"]["kept_train"]
    assert kept[newsgroups.n_train :].sum() == REFERENCE["posts"]["kept_test"]


def test_split_vocabulary_and_matrix_equal_the_reference(newsgroups: counts.Counts) -> None:
    parts = vectors.split(newsgroups)
    assert (len(parts.train), len(parts.validation)) == (REFERENCE["split"]["train"], REFERENCE["split"]["validation"])
    vocabulary = vectors.vocabulary(newsgroups, parts.train)
    assert vocabulary.size - 1 == REFERENCE["vocabulary_of_training_split_with_oov"]
    rows = vectors.matrix(newsgroups, parts.train, vocabulary)
    assert [*rows.shape] == REFERENCE["matrix"]["shape"]
    assert rows.nnz == REFERENCE["matrix"]["nonzero"]
    assert rows[:, [vectors.UNKNOWN]].nnz == 0  # its own words are all known


def test_twenty_classes_of_like_size(newsgroups: counts.Counts) -> None:
    assert len(newsgroups.classes) == 20
    sizes = np.bincount(newsgroups.labels[: newsgroups.n_train])
    assert sizes.min() == 377
    assert sizes.max() == 600


@pytest.mark.parametrize("file", sorted(shipped_arrays.ASSETS.glob("*.npz")), ids=lambda file: file.stem)
def test_each_file_is_small_has_no_pickles_and_matches_its_note(file: Path) -> None:
    assert file.stat().st_size < 2.5e6
    with np.load(file, allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)
    shipped_arrays.read(file.stem)


def write(folder: Path) -> counts.Counts:
    made = counts.count([["b", "a", "b"], [], ["c", "a", "naïve"]], [1, 0, 1], ["x", "y"], 2)
    counts.save("small", made, {"made from": "a test"}, folder)
    return made


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    made, read = write(tmp_path), counts.load("small", tmp_path)
    assert read.words == made.words
    assert read.classes == made.classes
    assert read.n_train == 2
    for name in ("starts", "terms", "counts", "labels"):
        np.testing.assert_array_equal(getattr(read, name), getattr(made, name))


def test_a_training_document_keeps_its_terms_in_order_of_first_appearance(tmp_path: Path) -> None:
    made = write(tmp_path)
    terms, times = made.document(0)
    assert [made.words[term] for term in terms] == ["b", "a"]
    assert times.tolist() == [2, 1]
    assert made.document(1)[0].size == 0
    assert made.lengths().tolist() == [3, 0, 3]


def test_a_test_documents_terms_ascend() -> None:
    made = counts.count([["b"], ["c", "b", "c", "a"], [], ["a"]], [0] * 4, ["x"], 1)
    assert [made.words[term] for term in made.document(1)[0]] == ["a", "b", "c"]  # equally frequent
    assert made.document(1)[1].tolist() == [1, 1, 2]
    again = counts.summed(counts.differences(made.terms, made.starts[1:]), made.starts[1:])
    np.testing.assert_array_equal(again, made.terms)


def test_a_changed_file_is_refused_and_the_error_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path)
    content = bytearray((tmp_path / "small.npz").read_bytes())
    content[-100] ^= 1
    (tmp_path / "small.npz").write_bytes(content)
    with pytest.raises(shipped_arrays.DamagedData, match=r"python -m engine\.newsgroups\.prepare_data small"):
        counts.load("small", tmp_path)


def test_a_missing_file_is_reported_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(shipped_arrays.DamagedData, match=r"python -m engine\.newsgroups\.prepare_data gone"):
        counts.load("gone", tmp_path)
