"""The shipped newswires, against themselves and against Keras' own loader."""

import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from engine.newsgroups import shipped_arrays
from engine.practice import ordered, reuters
from engine.practice.own_newswires import own_newswires
from engine.practice.reuters import Loading

CHOICES = [
    Loading(),
    Loading(num_words=10_000),
    Loading(num_words=1_000, skip_top=20, test_split=0.25),
    Loading(skip_top=1),
    Loading(num_words=5_000, maxlen=100),
    Loading(num_words=40_000, maxlen=2_376, test_split=0.5),
    Loading(num_words=2, maxlen=30, test_split=0.01),
]


@pytest.fixture(scope="module")
def original() -> ModuleType:
    """Keras' loader, where its file is on this machine or can be fetched."""
    from keras.datasets import reuters as loader

    try:
        loader.get_word_index()
        loader.load_data()
    except Exception as problem:
        pytest.skip(f"Keras' own newswires are not to be had here: {problem}")
    return loader


def bag(part: reuters.Part, i: int) -> dict[int, int]:
    """How often newswire i holds each index."""
    cut, found = slice(part.starts[i], part.starts[i + 1]), Counter[int]()
    for index, times in zip(part.indices[cut].tolist(), part.times[cut].tolist(), strict=True):
        found[index] += times
    return dict(found)


@pytest.mark.worker
@pytest.mark.parametrize("choices", CHOICES, ids=str)
def test_every_count_and_topic_is_that_of_keras_loader(choices: Loading, original: ModuleType):
    theirs = original.load_data(
        num_words=choices.num_words, skip_top=choices.skip_top, maxlen=choices.maxlen, test_split=choices.test_split
    )
    for ours, (articles, topics) in zip(reuters.load_data(choices), theirs, strict=True):
        assert len(ours) == len(articles)
        assert np.array_equal(ours.topics, topics)
        assert np.array_equal(ours.lengths + 1, [len(article) for article in articles])
        assert all(bag(ours, i) == Counter(article) for i, article in enumerate(articles))


@pytest.mark.worker
def test_fetched_articles_are_index_for_index_what_keras_loader_gives(
    original: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(ordered, "store", lambda: tmp_path / "kept.npz")
    assert not ordered.available()
    with pytest.raises(LookupError, match="not been fetched"):
        ordered.load_articles(Loading())
    assert ordered.keep() == 11_228
    assert ordered.available()
    for choices in CHOICES[:5]:
        theirs = original.load_data(
            num_words=choices.num_words, skip_top=choices.skip_top, maxlen=choices.maxlen, test_split=choices.test_split
        )
        for ours, (articles, _) in zip(ordered.load_articles(choices), theirs, strict=True):
            assert np.array_equal(np.diff(ours.starts), [len(article) for article in articles])
            assert np.array_equal(ours.indices, np.concatenate([np.array(article) for article in articles]))


def test_the_shipped_file_holds_no_newswire_in_its_order():
    wires = reuters.newswires()
    rising = np.diff(wires.ranks.astype(int)) > 0
    rising[wires.starts[1:-1] - 1] = True  # from one newswire to the next
    assert rising.all()


def test_our_own_newswires_are_made_of_words_of_the_index_and_decode_to_their_text():
    for own in own_newswires():
        decoded = reuters.decode(list(own.indices), reuters.newswires().words)
        assert " ".join(word or "?" for word in decoded[1:]) == own.text


@pytest.mark.worker
def test_word_index_and_topic_names_are_keras_own(original: ModuleType):
    assert reuters.word_index() == original.get_word_index()
    assert reuters.newswires().names == list(original.get_label_names())


@pytest.mark.worker
def test_preparing_again_gives_the_shipped_file(tmp_path: Path, original: ModuleType):
    from engine.practice.prepare_reuters import prepare

    made = shipped_arrays.read("reuters", prepare(tmp_path).parent)
    there = shipped_arrays.read("reuters")
    assert made.keys() == there.keys()
    assert all(np.array_equal(made[name], there[name]) for name in made)


def test_the_file_is_small_enough_and_says_what_it_was_made_from():
    assert (shipped_arrays.ASSETS / "reuters.npz").stat().st_size < 2_500_000
    note = shipped_arrays.note("reuters")
    assert "keras.datasets.reuters" in note["made from"]
    assert (note["newswires"], note["topics"], note["distinct"]) == (11_228, 46, 30_979)


def test_topics_are_very_unequal():
    sizes = reuters.newswires().sizes()
    assert (sizes.sum(), sizes.max(), sizes.min()) == (11_228, 3_972, 16)
    assert reuters.newswires().names[int(sizes.argmax())] == "earn"


def test_an_offset_forgotten_turns_every_word_into_another():
    own = own_newswires()[0]
    words = reuters.newswires().words
    wrong = reuters.decode(list(own.indices), words, 0)[1:]
    assert not any(a == b for a, b in zip(wrong, own.text.split(), strict=True))


def test_the_number_of_words_bounds_the_indices_and_skipping_the_top_takes_the_start_mark_too():
    train, _ = reuters.load_data(Loading(num_words=100, skip_top=10))
    kept = set(np.unique(train.indices))
    assert kept == {reuters.LEFT_OUT, *range(10, 100)}


@pytest.mark.parametrize(
    "wrong", [{"num_words": 0}, {"skip_top": -1}, {"maxlen": 0}, {"test_split": 0}, {"test_split": 1}]
)
def test_choices_that_mean_nothing_are_refused_with_a_sentence(wrong: dict):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Loading(**wrong)


def test_a_maxlen_that_leaves_nothing_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="Choose a larger maxlen"):
        reuters.load_data(Loading(maxlen=2))


def test_a_changed_file_is_refused_with_what_to_do(tmp_path: Path):
    for name in ("reuters.npz", "reuters.json"):
        (tmp_path / name).write_bytes((shipped_arrays.ASSETS / name).read_bytes())
    note = json.loads((tmp_path / "reuters.json").read_text())
    (tmp_path / "reuters.json").write_text(json.dumps(note | {"sha256": "0" * 64}))
    with pytest.raises(shipped_arrays.DamagedData, match=r"engine\.newsgroups\.prepare_data reuters"):
        shipped_arrays.read("reuters", tmp_path)
    with pytest.raises(shipped_arrays.DamagedData, match="cannot be read"):
        shipped_arrays.read("reuters", tmp_path / "nowhere")
