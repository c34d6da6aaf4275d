"""What the kept page says: its verdict follows from the newswires on which network and rival disagree."""

import numpy as np
import pytest

from engine.classifier.paired import Paired, paired
from engine.practice.certificate import Result, page, verdict
from engine.practice.exercise import review
from engine.practice.reuters import Loading
from engine.practice.rivals import baselines
from engine.practice.steps import SOLUTION

OWN, RIVAL = Result("Your network", 0.8, own=True), Result("Naive Bayes, complement", 0.77)


@pytest.mark.parametrize(
    ("only_rival", "only_own", "says"),
    [
        (100, 170, "the network is better by 3.1 percentage points"),
        (170, 100, "Naive Bayes, complement is better by 3.1 percentage points"),
        (100, 110, "have not been told apart"),
    ],
)
def test_the_verdict_is_the_paired_tests(only_rival, only_own, says):
    said = verdict(OWN, RIVAL, Paired(2_246, only_rival, only_own, "test newswires"))
    assert says in said
    assert said.startswith("80.0% of the test newswires are classified correctly, 77.0% by Naive Bayes, complement.")
    assert ("worth its training" in said) == (only_own == 170)
    assert "posts" not in said


def test_without_the_networks_answers_no_difference_is_claimed():
    said = verdict(OWN, RIVAL, None)
    assert "better" not in said
    assert "Train it again" in said


def test_a_rivals_answers_are_those_that_its_accuracy_counts():
    """The two Naive Bayes of the practice, paired: the difference is that of their accuracies."""
    found = {rival.name: rival for rival in baselines(Loading(num_words=1_000))}
    one, other = found["Naive Bayes, multinomial"], found["Naive Bayes, complement"]
    truth = truth_of(1_000)
    assert float((one.predicted == truth).mean()) == one.accuracy
    assert paired(truth, one.predicted, other.predicted).difference == pytest.approx(other.accuracy - one.accuracy)


def truth_of(num_words):
    from engine.practice.reuters import load_data

    return np.asarray(load_data(Loading(num_words=num_words))[1].topics)


def test_the_page_holds_the_verdict_as_text():
    design = review(SOLUTION).design
    assert design is not None
    kept = page(design, [OWN, RIVAL], 0.6, 0.81, "<b>said</b>", "print(1)")
    assert "&lt;b&gt;said&lt;/b&gt;" in kept
    assert "80.0%" in kept
