"""When two runs differ: McNemar's exact test, intervals, and the sentences that are computed from them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm
from sklearn.metrics import f1_score

from engine.classifier import measures
from engine.classifier.measures import interval, macro_f1, mcnemar
from engine.classifier.paired import Paired, paired, points
from engine.newsgroups import chosen_run, comparing, conclusions, dated_split, naive_bayes, recorded, signal_size
from engine.newsgroups.comparing import on_test, on_validation
from engine.newsgroups.dataset import dataset
from engine.newsgroups.experiments import DEEPER, FILTERED, HE, LEAKING, SHALLOW_HE
from engine.newsgroups.leak import Leak, counted
from engine.newsgroups.models import FIRST, SECOND
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.signal_size import RANDOM_NORMAL

BAYES = (BayesSettings(), BayesSettings("multinomial", 0.01), BayesSettings("complement"))


@pytest.fixture(scope="module")
def records():
    """The recorded runs, and Naive Bayes fitted here and now."""
    found = {record.settings: record for record in recorded.records()}
    return found | {one: naive_bayes.train(one, lambda event: None, lambda: False) for one in BAYES}


@given(st.integers(0, 900), st.integers(0, 900))
def test_the_exact_test_is_scipys_sign_test(a, b):
    expected = binomtest(a, a + b).pvalue if a + b else 1.0
    assert mcnemar(a, b) == pytest.approx(expected, rel=1e-9)
    assert mcnemar(a, b) == mcnemar(b, a)


def test_the_exact_test_by_hand():
    # 5 disagreements, 1 of them for the first: 2 · (C(5, 0) + C(5, 1)) / 2⁵ = 12 / 32
    assert mcnemar(1, 4) == 12 / 32
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(3, 3) == 1.0


def test_the_interval_holds_95_percent_of_a_normal_distribution():
    assert norm.cdf(measures.NORMAL_95) - norm.cdf(-measures.NORMAL_95) == pytest.approx(0.95, abs=1e-4)
    assert interval(0.5, 100) == pytest.approx(0.098)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=60))
def test_macro_f1_is_scikit_learns_where_classes_are_missing_too(pairs):
    truth, predicted = np.array(pairs).T
    assert macro_f1(truth, predicted) == pytest.approx(f1_score(truth, predicted, average="macro", zero_division=0))


def test_disagreements_are_counted_by_hand():
    truth, first, second = np.array([0, 1, 2, 3, 4]), np.array([0, 1, 0, 0, 0]), np.array([0, 0, 2, 3, 0])
    found = paired(truth, first, second)
    assert (found.n, found.only_first, found.only_second, found.both) == (5, 1, 2, 1)
    assert found.difference == pytest.approx(1 / 5)


def test_a_sentence_says_which_is_better_only_where_they_differ():
    assert "better by 10.0 percentage points" in Paired(1000, 50, 150).sentence("a", "b")
    assert Paired(1000, 50, 150).sentence("a", "b").startswith("On the same 1,000 posts b is better")
    assert Paired(1000, 150, 50).sentence("a", "b").startswith("On the same 1,000 posts a is better")
    assert "not been told apart" in Paired(1000, 50, 60).sentence("a", "b")
    assert Paired(1000, 50, 150).p_written == "p-value below 0.001"  # never 0.000
    assert Paired(1000, 1, 4).p_written == "p-value 0.375"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(0.62061, 0.67115, "+5.05"), (0.67115, 0.62061, "-5.05"), (0.621, 0.671, "+5.0"), (0.5, 0.5, "+0.0")],
)
def test_a_difference_never_contradicts_the_figures_beside_it(first, second, told):
    assert points(first, second) == told  # 62.1% and 67.1% are not 5.1 points apart


def test_the_difference_of_the_second_model_agrees_with_the_shares_it_is_told_with(records):
    found = on_test(records[FIRST], records[SECOND])
    shares = comparing.accuracy_on(records[FIRST], records[SECOND].documents), records[SECOND].accuracy
    assert points(*shares) == found.points
    assert f"better by {found.points[1:]} percentage points" in found.sentence("the first", "the second")


def test_runs_validated_on_other_posts_are_not_compared_on_them(records):
    assert on_validation(records[FIRST], records[SECOND]) is None
    assert on_validation(records[SECOND], records[BAYES[2]]) is not None
    assert on_test(records[FIRST], records[SECOND]).n == len(records[SECOND].documents)


def test_without_its_runs_a_question_has_no_answer(records):
    for one in conclusions.conclusions({}):
        assert one.sentence == ""
        assert one.missing == one.needs
    found = conclusions.conclusions({SECOND: records[SECOND]})
    assert found[0].missing == ("Complement",)
    assert not any(one.sentence for one in found)


def test_complement_naive_bayes_gets_more_out_of_the_networks_own_vectors(records):
    sentence = conclusions.counting_and_network(records)
    pair = on_validation(records[SECOND], records[BAYES[2]])
    assert pair.differ
    assert pair.difference > 0
    assert f"better by {pair.points[1:]} percentage points" in sentence
    assert "fails to use them" in sentence
    # the same two swapped: the sentence follows the numbers
    swapped = {SECOND: replace(records[BAYES[2]], history=records[SECOND].history), BAYES[2]: records[SECOND]}
    assert "the larger model makes more of them" in conclusions.counting_and_network(swapped)
    equal = {SECOND: records[SECOND], BAYES[2]: records[SECOND]}
    assert "not been told apart" in conclusions.counting_and_network(equal)


def test_runs_are_ranked_by_validation_and_those_on_other_posts_left_out(records):
    found = chosen_run.standings(records)
    values = [one.record.validation_accuracy for one in found]
    assert values == sorted(values, reverse=True)
    assert found[0].settings == BAYES[2]
    assert all(one.record.settings.corpus == "newsgroups" for one in found)


def test_runs_validated_with_short_posts_are_told_with_what_they_reach_on_the_longer_ones(records):
    told = chosen_run.with_short_posts(records)
    record = records[FIRST]
    lengths = dataset(FIRST).counts.lengths()
    kept = [i for i, post in enumerate(record.validated) if lengths[post] >= SECOND.min_tokens]
    truth = dataset(FIRST).labels(record.validated)
    share = sum(record.validation_predicted[i] == truth[i] for i in kept) / len(kept)
    assert len(kept) < len(record.validated)
    assert f"First model {share:.1%}" in told
    assert share > record.validation_accuracy
    assert chosen_run.with_short_posts({SECOND: records[SECOND]}) == ""
    assert [chosen_run.judged_otherwise(one) for one in (FIRST, SECOND)] == ["short posts too", ""]


def test_what_the_third_layer_is_worth_follows_the_runs(records):
    told = conclusions.third_layer(records)
    two, three, he = (records[one] for one in (FILTERED, DEEPER, HE))
    assert f"made the model worse: the lowest validation loss is {three.lowest:.3f} with it" in told
    assert on_validation(two, three).points[1:] in told
    assert f"come to {he.lowest:.3f}" in told
    assert "only two layers with He can tell" in told
    assert "not been told apart" in conclusions.third_layer(records | {SHALLOW_HE: he})
    assert "does not earn its place" in conclusions.third_layer(records | {SHALLOW_HE: records[SECOND], HE: three})
    swapped = conclusions.third_layer(records | {FILTERED: three, DEEPER: two})
    assert swapped.startswith("It helped")
    assert conclusions.third_layer({SECOND: records[SECOND]}) == ""


def test_the_signal_fades_behind_a_layer_by_as_much_as_is_said():
    rng, width = np.random.default_rng(0), 128
    before = rng.normal(0, 1, (4000, width))
    for deviation, told in ((RANDOM_NORMAL, 0.4), (signal_size.he(width), 1.0)):
        after = np.maximum(0, before) @ rng.normal(0, deviation, (width, width))
        assert after.std() == pytest.approx(told, rel=0.05)
        assert signal_size.passed_on(deviation, width) == pytest.approx(told)


def test_the_run_that_reads_headers_is_said_to_be_no_candidate(records):
    told = chosen_run.no_candidate(records)
    assert f"signatures too, {records[LEAKING].validation_accuracy:.1%}, is no candidate" in told
    assert chosen_run.no_candidate({SECOND: records[SECOND]}) == ""


def test_only_a_loss_worse_than_guessing_is_called_extreme(records):
    assert "far too extreme" in chosen_run.on_the_test_posts(records[BAYES[0]])
    assert "far too extreme" not in chosen_run.on_the_test_posts(records[BAYES[2]])


def test_where_short_posts_were_left_out_the_test_posts_are_called_longer(records):
    assert records[FIRST].tested == "7,532 test posts"
    assert records[SECOND].tested == "7,044 longer test posts"
    assert records[LEAKING].tested == "7,532 test posts"  # with their headers all are long enough
    assert "of the 7,044 longer test posts are" in chosen_run.on_the_test_posts(records[SECOND])


def test_the_gap_to_the_validation_posts_is_told_with_the_runs_figures_and_only_where_there_is_one(records):
    record = records[FIRST]
    told = dated_split.explained(record)
    assert f"{record.validation_accuracy:.1%}" in told
    assert f"{record.accuracy:.1%}" in told
    assert f"{record.accuracy:.1%} of the 7,532 test posts." in told
    assert "written later" in told
    parts = dataset(FIRST).parts
    share = len(parts.validation) / (len(parts.validation) + len(parts.train))
    assert f"are {share:.0%} of the posts of the training weeks" in told
    assert dated_split.explained(replace(record, accuracy=record.validation_accuracy)) == ""


def test_of_a_better_score_the_part_that_is_no_leak_is_told_too():
    rows = [Leak("a", "name", 1.0, 40, 0), Leak("a", "engine", 1.0, 100, 60), Leak("a", "orbit", 1.0, 100, 70)]
    assert counted(rows).startswith("1 of the 3 strongest words all but vanish. Of the others half lose 35% of their")
    assert counted([Leak("a", "engine", 1.0, 100, 100)]) == "0 of the 1 strongest words all but vanish."


def test_accuracy_on_some_posts_counts_those_alone(records):
    record = records[FIRST]
    assert comparing.accuracy_on(record, record.documents) == pytest.approx(record.accuracy, abs=1e-9)
    assert comparing.accuracy_on(record, records[SECOND].documents) > record.accuracy
