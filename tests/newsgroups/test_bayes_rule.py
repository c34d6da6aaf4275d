"""Naive Bayes' rule on one word, He's rule on sparse rows, and the column nobody learns: by hand and against others."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.naive_bayes import MultinomialNB

from engine.newsgroups import signal_size, unknown_words
from engine.newsgroups.bayes_rule import one_word
from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import FIRST, SECOND
from engine.newsgroups.vectors import UNKNOWN, matrix


@pytest.mark.parametrize("alpha", [0.01, 1.0])
@pytest.mark.parametrize("word", ["engine", "god", "orbit"])
def test_one_words_scores_are_scikit_learns(word, alpha):
    data = dataset(SECOND)
    X, y = data.vectors(data.parts.train), data.labels(data.parts.train)
    model = MultinomialNB(alpha=alpha).fit(X, y)
    row = data.vocabulary.vector([word])
    expected = dict(zip(data.classes, model.predict_proba(row)[0], strict=True))
    joint = dict(zip(data.classes, model.predict_joint_log_proba(row)[0], strict=True))
    for found in one_word(word, alpha):
        assert found.posterior == pytest.approx(expected[found.name], rel=1e-6)
        assert found.score == pytest.approx(joint[found.name], rel=1e-6)


def test_a_row_of_the_table_by_hand():
    found = next(row for row in one_word("engine", 1.0) if row.name == "rec.autos")
    columns = dataset(SECOND).columns
    assert found.prior == pytest.approx(found.posts / len(dataset(SECOND).parts.train))
    assert found.likelihood == pytest.approx((found.with_word + 1) / (found.words + columns))
    assert found.score == pytest.approx(np.log(found.prior) + np.log(found.likelihood))


def test_smoothing_keeps_a_word_that_a_class_has_never_seen_from_being_impossible():
    rows = one_word("goalie", 1.0)
    assert any(row.with_word == 0 for row in rows)
    assert all(row.posterior > 0 for row in rows)
    assert sum(row.posterior for row in rows) == pytest.approx(1)
    with pytest.raises(ValueError, match="above 0"):
        one_word("goalie", 0)
    with pytest.raises(ValueError, match="has no column"):
        one_word("qwertzu")


def test_hes_rule_makes_the_first_layers_sums_far_too_small_on_sparse_rows():
    found = signal_size.measured(SECOND)
    assert found.under_he == pytest.approx(np.sqrt(found.ones * 2 / found.columns), rel=0.05)
    assert found.under_normal == pytest.approx(np.sqrt(found.ones) * 0.05, rel=0.05)
    assert found.under_normal / found.under_he > 5
    assert f"{found.under_he:.3f}" in found.sentence


def test_why_hes_rule_helps_is_said_only_where_it_does():
    assert "to 0.887 instead of 1.144" in signal_size.helped(1.144, 0.887)
    assert signal_size.helped(0.887, 1.144) == "" == signal_size.helped(1.0, 1.0)


def test_on_dense_rows_hes_rule_keeps_the_size():
    from scipy.sparse import csr_array

    X = csr_array(np.abs(np.random.default_rng(0).normal(size=(500, 400))))
    kept = np.maximum(0, (X @ np.random.default_rng(1).normal(0, signal_size.he(400), (400, 3000))))
    assert np.sqrt((kept**2).mean()) == pytest.approx(np.sqrt((X.toarray() ** 2).mean()), rel=0.1)


def test_the_unknown_column_is_always_0_in_training_only_where_every_word_has_a_column():
    first = unknown_words.counted(FIRST)
    data = dataset(FIRST)
    assert first.train_with == 0 == data.vectors(data.parts.train)[:, [UNKNOWN]].nnz
    assert first.test_with == data.vectors(data.parts.test)[:, [UNKNOWN]].nnz > 0.5 * first.test
    assert "random numbers they began as" in first.sentence
    times = matrix(data.counts, data.parts.test, data.vocabulary, "count").tocsc()
    assert first.unread == pytest.approx(times[:, [UNKNOWN]].sum() / times.sum())
    assert f"{first.unread:.0%} of all their words" in first.sentence
    rare_left_out = unknown_words.counted(replace(FIRST, min_df=2))
    assert rare_left_out.train_with > 0
    assert "random numbers" not in rare_left_out.sentence


def test_tf_idf_written_out_is_the_number_in_the_vector():
    data = dataset(replace(FIRST, mode="tf-idf"))
    row = dict(data.vocabulary.tokens(data.vocabulary.vector(["engine", "engine", "orbit"], "tf-idf")))
    for word, times in (("engine", 2), ("orbit", 1)):
        written = data.vocabulary.tf_idf_written(word, times)
        assert float(written.rsplit(" = ", 1)[1]) == pytest.approx(row[word], abs=1e-4)
