"""The shapes of points are what they are said to be, and come again from the same seed."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.datasets import make_gaussian_quantiles

from engine.network.settings import MANY_CLASSES, RunSettings
from engine.region.datasets import SHAPES, load


def settings(kind: str, **more) -> RunSettings:
    return RunSettings(data=kind, samples=600, test_samples=200, **more)


@pytest.mark.parametrize("kind", SHAPES)
def test_every_shape_has_its_points_and_all_classes_in_equal_numbers(kind):
    for classes in (2, 3, 4) if kind in MANY_CLASSES else (2,):
        data = load(settings(kind, classes=classes))
        assert data.X.shape == (600, 3)
        assert data.X_test.shape == (200, 3)
        assert data.y.shape == (600, classes)
        assert (data.y.sum(axis=1) == 1).all()
        assert np.abs(np.bincount(data.labels) / 600 - 1 / classes).max() < 0.06
        assert np.abs(data.X).max() < 6


@pytest.mark.parametrize("kind", SHAPES)
def test_equal_seeds_give_equal_points_and_others_others(kind):
    first, again = load(settings(kind, noise=0.1)), load(settings(kind, noise=0.1))
    other = load(settings(kind, noise=0.1, data_seed=1))
    assert np.array_equal(first.X, again.X)
    assert not np.array_equal(first.X, other.X)
    assert not np.isin(first.X_test[:, 0], first.X[:, 0]).any()


def test_the_test_points_are_those_of_the_seed_after():
    assert np.array_equal(
        load(replace(settings("quantiles"), test_samples=600)).X_test, load(settings("quantiles", data_seed=1)).X
    )


@pytest.mark.parametrize("n", [10, 11, 1000])
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_gaussian_quantiles_are_scikit_learns_to_the_bit(n, classes):
    for seed in (0, 7, 2**32 - 1):
        X, labels = make_gaussian_quantiles(n_samples=n, n_features=3, n_classes=classes, random_state=seed)
        ours, theirs = SHAPES["quantiles"](n, classes, seed)
        assert np.array_equal(ours, X)
        assert np.array_equal(theirs, labels)


def test_noise_moves_the_points_by_that_standard_deviation_and_keeps_the_labels():
    plain, noisy = load(settings("rings")), load(settings("rings", noise=0.5))
    assert np.array_equal(plain.labels, noisy.labels)
    assert 0.45 < (noisy.X - plain.X).std() < 0.55


def test_quantiles_and_shells_are_nested():
    for kind in ("quantiles", "shells"):
        data = load(settings(kind, classes=3))
        radius = np.linalg.norm(data.X, axis=1)
        for inner in (0, 1):
            assert radius[data.labels == inner].max() <= radius[data.labels == inner + 1].min()


def test_octants_are_labelled_by_the_number_of_negative_coordinates():
    data = load(settings("octants"))
    assert np.array_equal(data.labels == 1, np.prod(np.sign(data.X), axis=1) < 0)


def test_the_rings_are_linked():
    data = load(settings("rings"))
    flat, upright = data.X[data.labels == 0], data.X[data.labels == 1]
    assert np.abs(flat[:, 2]).max() < 0.6
    assert np.abs(upright[:, 1]).max() < 0.6
    assert flat[:, 0].max() > upright[:, 0].min() + 1.5
