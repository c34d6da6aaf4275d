"""Naive Bayes against the reference, and a run's opened test against scikit-learn's metrics."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn import metrics
from sklearn.naive_bayes import ComplementNB, MultinomialNB

from engine.classifier import counting_bayes
from engine.newsgroups import naive_bayes, testing
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.run_record import Record

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "newsgroups.json").read_text())


def run(settings: BayesSettings) -> Record:
    return naive_bayes.train(settings, lambda event: None, lambda: False)


@pytest.fixture(scope="module")
def record() -> Record:
    return run(BayesSettings("complement"))


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (BayesSettings("multinomial"), "multinomial"),
        (BayesSettings("multinomial", 0.01), "multinomial_alpha_0.01"),
        (BayesSettings("complement"), "complement"),
    ],
)
def test_accuracy_equals_the_reference(settings: BayesSettings, name: str) -> None:
    expected = REFERENCE["naive_bayes_on_second_models_vectors"][name]
    assert run(settings).accuracy == pytest.approx(expected, abs=6e-5)


@pytest.mark.parametrize(("kind", "theirs"), [("multinomial", MultinomialNB), ("complement", ComplementNB)])
@pytest.mark.parametrize("alpha", [1.0, 0.01])
def test_probabilities_equal_scikit_learns(kind: naive_bayes.Kind, theirs: type, alpha: float) -> None:
    rng = np.random.default_rng(3)
    X, y = csr_array(rng.poisson(0.4, (60, 30)).astype(np.float32)), np.arange(60) % 7 % 4
    W, b = counting_bayes.fit(X, y, 4, kind, alpha)
    expected = theirs(alpha=alpha).fit(X, y).predict_proba(X)
    np.testing.assert_allclose(counting_bayes.predict(X, W, b), expected, atol=1e-6)


@pytest.mark.parametrize("alpha", [0, -1, float("nan")])
def test_smoothing_that_cannot_be_is_refused(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha is"):
        BayesSettings("multinomial", alpha)


def test_the_confusion_matrix_and_the_report_are_scikit_learns(record: Record) -> None:
    opened = testing.opened(record)
    np.testing.assert_array_equal(opened.confusion, metrics.confusion_matrix(opened.truth, opened.predicted))
    theirs = metrics.precision_recall_fscore_support(opened.truth, opened.predicted, zero_division=0)
    ours = [(row.precision, row.recall, row.f1, row.support) for row in opened.report()]
    np.testing.assert_allclose(ours, np.transpose(theirs))
    assert record.macro_f1 == pytest.approx(theirs[2].mean())


def test_every_cell_holds_the_posts_it_counts(record: Record) -> None:
    opened = testing.opened(record)
    for truth, predicted in ((0, 15), (7, 7), (3, 12)):
        inside = opened.cell(truth, predicted)
        assert len(inside) == opened.confusion[truth, predicted]
        sure = [opened.row(document)[predicted] for document in inside]
        assert sure == sorted(sure, reverse=True)


def test_what_is_proposed_to_look_at_is_what_it_says(record: Record) -> None:
    opened = testing.opened(record)
    greedy = opened.report()[opened.greedy()]
    assert greedy.recall - greedy.precision == max(row.recall - row.precision for row in opened.report())
    wrong = opened.wrongly(opened.greedy())
    assert len(wrong) == greedy.predicted - opened.confusion[opened.greedy(), opened.greedy()]
    first = opened.pairs(5)[0]
    off_diagonal = opened.confusion - np.diag(np.diag(opened.confusion))
    assert first.documents == off_diagonal.max() == off_diagonal[first.truth, first.predicted]
    assert sum(documents for _, documents, _ in opened.by_length()) == len(opened.truth)


def test_a_post_that_was_not_tested_is_reported(record: Record) -> None:
    with pytest.raises(KeyError, match="not among the 7,044 tested"):
        testing.opened(record).row(0)
