"""The picture of a sparse matrix, the blocks of newsgroups, and the lesson's texts."""

import re
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from engine.newsgroups import counts, lesson_questions, recorded, spy, testing, training_account
from engine.newsgroups.blocks import ordered, short
from engine.newsgroups.corpus_sizes import smallest_and_largest
from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import FIRST


def test_boxes_of_columns_cut_the_whole_width_and_none_is_empty():
    edges = spy.column_edges(45_394, 360)
    assert edges[0] == 0
    assert edges[-1] == 45_394
    assert (np.diff(edges) >= 1).all()


def test_a_full_box_is_darkest_and_an_empty_one_blank():
    X = np.zeros((120, 50), np.float32)
    X[:60, 0] = 1
    found = spy.density(csr_array(X), 2, 5)
    assert found[0, 0] == 255
    assert found[1].sum() == 0
    assert spy.density(csr_array((120, 50), dtype=np.float32), 2, 5).sum() == 0


@pytest.mark.parametrize("place", [(0, 0), (500, 700), (-5, 10**6), (63, 64)])
def test_the_window_shows_exactly_the_entries_there(place):
    X = csr_array(random_array((64, 300), density=0.05, rng=np.random.default_rng(1)))
    seen = spy.window(X, *place)
    part = X[seen.row : seen.row + seen.rows, seen.column : seen.column + seen.columns].toarray()
    assert part.shape == (seen.rows, seen.columns)
    assert seen.dots == [tuple(map(int, at)) for at in np.argwhere(part)]


def test_every_newsgroup_is_in_one_block_with_a_name_of_its_own():
    classes = counts.load("newsgroups").classes
    found = [number for _, numbers in ordered(classes) for number in numbers]
    assert sorted(found) == list(range(20))
    assert len({short(name) for name in classes}) == 20


def test_what_is_confused_within_a_block_is_counted_beside_what_chance_would_do():
    record = recorded.find(FIRST).record
    found, blocks = testing.opened(record), ordered(counts.load("newsgroups").classes)
    block = {number: name for name, own in blocks for number in own}
    wrong = [(int(t), int(p)) for t, p in zip(found.truth, found.predicted, strict=True) if t != p]
    told = found.confused(blocks)
    assert told.mistakes == len(wrong)
    assert told.within == pytest.approx(sum(block[t] == block[p] for t, p in wrong) / len(wrong))
    likely = [sum(block[t] == block[other] for other in block if other != t) / 19 for t, _ in wrong]
    assert told.by_chance == pytest.approx(sum(likely) / len(likely))
    assert 2 * told.by_chance < told.within < 0.5, "related groups are confused more often than others, yet not mostly"
    assert f"{told.within:.0%} stay within" in told.sentence
    perfect = testing.test(dataset(FIRST), replace(record, probabilities=np.eye(20)[found.truth]))
    assert perfect.confused(blocks).sentence == ""


def test_the_sizes_told_are_those_of_the_counts():
    told = smallest_and_largest(counts.load("newsgroups"))
    assert "talk.religion.misc has the fewest in the training part, 377" in told


def test_no_figure_of_a_setting_or_a_run_stands_in_the_lessons_texts():
    for view, questions in lesson_questions.views().items():
        for one in questions:
            assert not re.search(r"\d\{?,\}?\d{3}|\b\d{2,}\.\d%|\b45|\b128\b", one.answer), (view, one.question)


def test_every_place_of_the_lesson_must_be_filled():
    with pytest.raises(KeyError):
        lesson_questions.questions("train", {})
    filled = lesson_questions.questions("train", {"arithmetic": "2 · 3 + 3 = 9", "batch": 128, "steps": 1000})
    assert any("1,000 steps" in one.answer for one in filled)
    assert not any("@{" in one.answer for one in filled)


def test_the_account_of_a_training_follows_its_history():
    record = recorded.find(FIRST).record
    told = training_account.account(record)
    assert told.startswith(f"The validation loss turned after epoch {record.best_epoch}:")
    assert "highest later" in told
    until_the_best = replace(record, history=record.history[: record.best_epoch])
    assert "still falling" in training_account.account(until_the_best)
    assert training_account.account(replace(record, history=[])) == ""
    one = training_account.account(replace(record, history=record.history[:1]))
    assert one.endswith("after one epoch. One epoch says nothing yet about which way it goes.")
    for start, better in ((2.997, "no better"), (2.98, "hardly better")):
        flat = [row | {"val_loss": start - row["epoch"] / 100_000} for row in record.history]
        for history in (flat, flat[:1]):
            told = training_account.account(replace(record, history=history))
            assert told.endswith(f": {better} than guessing, which costs ln 20 = 2.996.")
    broken = [row | {"val_loss": float("nan")} for row in record.history]
    assert "no longer a number" in training_account.account(replace(record, history=broken))
