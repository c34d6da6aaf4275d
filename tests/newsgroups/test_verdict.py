"""A verdict's claims about words, checked by really striking them."""

from dataclasses import replace

import numpy as np
import pytest

from engine.newsgroups import counts, models, vectors
from engine.newsgroups.models import FIRST, SECOND
from engine.newsgroups.trained_network import of_keras, packed, unpacked
from engine.newsgroups.vectors import MODES, Mode
from engine.newsgroups.verdict import Verdict, Word, log_odds, pushes, verdict

pytestmark = pytest.mark.worker
WORDS = ["orbit", "engine", "doctor", "chip", "moon", "wheel"]
CLASSES = ["space", "cars", "medicine"]


@pytest.fixture(scope="module")
def vocabulary() -> vectors.Vocabulary:
    made = counts.count([WORDS, WORDS[:3]], [0, 1], CLASSES, 2)
    return vectors.vocabulary(made, np.arange(2))


DESIGNS = [
    FIRST,
    SECOND,
    replace(FIRST, units=()),
    *(replace(FIRST, activation=name) for name in models.ACTIVATIONS[1:]),
]


@pytest.fixture(scope="module", params=DESIGNS)
def model(request: pytest.FixtureRequest, vocabulary: vectors.Vocabulary):
    settings = replace(request.param, units=tuple(9 for _ in request.param.units))
    made = models.build(settings, vocabulary.size, 3)
    rng = np.random.default_rng(5)
    made.set_weights([rng.normal(size=w.shape).astype(np.float32) for w in made.get_weights()])
    return made


def answer(model, vocabulary: vectors.Vocabulary, tokens: list[str], mode: Mode) -> np.ndarray:
    """What Keras says of the tokens, through the whole model."""
    return model.predict(vocabulary.vector(tokens, mode).toarray(), verbose=0)[0]


@pytest.mark.parametrize("mode", MODES)
def test_each_word_did_what_striking_it_shows(model, vocabulary: vectors.Vocabulary, mode: Mode) -> None:
    tokens = ["orbit", "moon", "orbit", "zzz", "chip", "zzz"]
    found = verdict(of_keras(model), vocabulary, mode, tokens, CLASSES)
    whole = answer(model, vocabulary, tokens, mode)
    np.testing.assert_allclose(found.probabilities, whole, atol=1e-5)
    np.testing.assert_allclose(found.empty, answer(model, vocabulary, [], mode), atol=1e-5)
    assert found.unknown == [("zzz", 2)]
    assert {(word.word, word.times) for word in found.words} == {("orbit", 2), ("moon", 1), ("chip", 1)}
    for word in found.words:
        without = answer(model, vocabulary, [token for token in tokens if token != word.word], mode)
        assert word.without == pytest.approx(without[found.winner], abs=1e-5)
        assert word.instead == without.argmax()
        odds = log_odds(np.stack([whole, without]), found.winner)
        assert word.effect == pytest.approx(odds[0] - odds[1], abs=1e-3)
    assert sum(word.share for word in found.words) == pytest.approx(1)
    assert [abs(word.effect) for word in found.words] == sorted((abs(w.effect) for w in found.words), reverse=True)


@pytest.mark.parametrize("mode", MODES)
def test_the_last_known_word_can_be_struck(model, vocabulary: vectors.Vocabulary, mode: Mode) -> None:
    found = verdict(of_keras(model), vocabulary, mode, ["moon"], CLASSES)
    assert found.words[0].without == pytest.approx(found.empty[found.winner], abs=1e-5)
    assert found.words[0].share == pytest.approx(1)
    assert "1 known word to go by" in found.caution


@pytest.mark.parametrize(("tokens", "says"), [([], "all zeros"), (["zzz"], "never seen a word")])
def test_without_known_words_there_is_an_answer_and_a_caution(model, vocabulary, tokens, says: str) -> None:
    found = verdict(of_keras(model), vocabulary, "binary", tokens, CLASSES)
    assert sum(found.probabilities) == pytest.approx(1, abs=1e-5)
    assert found.words == []
    assert says in found.caution


def test_a_words_push_is_what_a_text_of_that_word_alone_shows(model, vocabulary: vectors.Vocabulary) -> None:
    columns, changes = pushes(of_keras(model), vocabulary, min_df=1)
    assert [vocabulary.words[column] for column in columns] == vocabulary.words[2:]
    empty = answer(model, vocabulary, [], "binary")
    for column, change in zip(columns, changes, strict=True):
        alone = answer(model, vocabulary, [vocabulary.words[column]], "binary")
        for k in range(3):
            odds = log_odds(np.stack([alone, empty]), k)
            assert change[k] == pytest.approx(odds[0] - odds[1], abs=1e-3)


def test_log_odds_survive_a_probability_of_one() -> None:
    found = log_odds(np.array([[1.0, 1e-12, 0.0], [0.0, 0.5, 0.5]], np.float32), 0)
    assert found[0] == pytest.approx(np.log(1e12), rel=1e-3)
    assert np.isfinite(found).all()


def test_a_network_left_as_bytes_is_the_same_network(model) -> None:
    network = of_keras(model)
    again = unpacked(packed(network))
    assert [layer.activation for layer in again.layers] == [layer.activation for layer in network.layers]
    for here, there in zip(network.weights(), again.weights(), strict=True):
        np.testing.assert_array_equal(here, there)
    for here, there in zip(network.weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(here, there)


def said(probabilities: list[float], *instead: int) -> Verdict:
    """A verdict of three classes on a text of as many words; instead: the class that wins without each."""
    words = [Word(WORDS[i], 1, 1.0, 0.5, 0.2, 0.3, other) for i, other in enumerate(instead)]
    return Verdict(CLASSES, probabilities, words, [], probabilities)


def test_one_deciding_word_and_several_are_told_apart() -> None:
    sure = [0.8, 0.15, 0.05]
    assert said(sure, 0, 1).deciding() == "One word decides: without “engine” it is cars."
    assert said(sure, 2, 1).deciding() == (
        "Each of 2 words alone would change the verdict: without “orbit” it is medicine; without “engine” it is cars."
    )
    assert said(sure, 1, 1, 1, 1, 1, 1).deciding().endswith("without “moon” it is cars; and 1 more.")
    assert said(sure, 1, 0).deciding(struck=["orbit"]).startswith("No single word decides")
    assert said(sure).deciding() == ""


def test_a_verdict_that_prefers_nothing_says_so() -> None:
    assert said([0.36, 0.33, 0.31]).undecided == (
        "The network hardly prefers any newsgroup here: 36.0% is the most it gives, and the same for all would be "
        "1/3 = 33.3%."
    )
    assert said([0.496, 0.503, 0.001]).undecided == "The network hardly prefers cars to space here: 50.3% and 49.6%."
    assert said([0.8, 0.15, 0.05]).undecided == ""
