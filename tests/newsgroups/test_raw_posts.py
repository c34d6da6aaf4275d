"""The prepared counts derived again from the raw text, where it is on this machine."""

import random
from collections import Counter

import numpy as np
import pytest

from engine.newsgroups import counts, posts, tokens

pytestmark = [pytest.mark.raw, pytest.mark.worker]


def raw(subset: posts.Subset) -> posts.Posts:
    try:
        return posts.load(subset)
    except OSError:
        pytest.skip("the raw text of the posts is not on this machine")


@pytest.mark.parametrize("subset", ["train", "test"])
def test_posts_read_again_give_exactly_the_shipped_counts(subset: posts.Subset) -> None:
    shipped, found = counts.load("newsgroups"), raw(subset)
    offset = 0 if subset == "train" else shipped.n_train
    chosen = random.Random(7).sample(range(len(found.texts)), 60)
    read = tokens.many(found.texts[i] for i in chosen)
    for i, kept in zip(chosen, read, strict=True):
        terms, times = shipped.document(offset + i)
        in_order = [(shipped.words[term], n) for term, n in zip(terms, times.tolist(), strict=True)]
        assert dict(in_order) == Counter(kept), f"{subset} post {i}"
        assert subset == "test" or in_order == list(Counter(kept).items()), f"order of {subset} post {i}"


@pytest.mark.parametrize("subset", ["train", "test"])
def test_the_labels_are_the_loaders(subset: posts.Subset) -> None:
    shipped, found = counts.load("newsgroups"), raw(subset)
    part = slice(None, shipped.n_train) if subset == "train" else slice(shipped.n_train, None)
    np.testing.assert_array_equal(shipped.labels[part], found.labels)
    assert shipped.classes == found.classes


def test_what_is_kept_of_a_post_is_what_the_loader_keeps() -> None:
    kept = raw("test")
    originals = posts.load("test", remove=())
    for i in random.Random(3).sample(range(len(kept.texts)), 300):
        found = posts.opened(i, originals.texts[i])
        assert found.cleaned == kept.texts[i]
        assert " ".join(line.text for line in found.lines if line.part == "kept").split() == kept.texts[i].split()
