"""Settings as values, what is refused, and where the parameters come from."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.newsgroups import models
from engine.newsgroups.models import FIRST, SECOND, Settings

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "newsgroups.json").read_text())


def test_equal_settings_are_the_same_run_and_others_are_not() -> None:
    assert Settings() == FIRST
    assert Settings().key == FIRST.key
    assert len({FIRST.key, SECOND.key, replace(FIRST, epochs=5).key, replace(FIRST, units=(128,)).key}) == 4
    assert SECOND.changes(FIRST) == {
        "units": (128, 128, 128),
        "initialisation": "He",
        "dropout": 0.3,
        "patience": 1,
        "min_tokens": 5,
    }


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"activation": "softplus"}, "activation is 'softplus'; it can be relu"),
        ({"optimizer": "lbfgs"}, "it can be rmsprop, adam"),
        ({"mode": "dense"}, "mode is 'dense'"),
        ({"corpus": "../secret"}, "it can be newsgroups"),
        ({"dropout": 1.0}, "dropout is 1.0; it can be 0 to 0.95"),
        ({"learning_rate": math.nan}, "learning rate is nan"),
        ({"learning_rate": 0.0}, "learning rate is 0.0"),
        ({"batch": 0}, "batch is 0; it can be 1 to 4,096"),
        ({"epochs": 2.5}, "epochs is 2.5; it must be a whole number"),
        ({"max_df": 0.0}, "largest share of posts"),
        ({"units": (128, 0)}, "A hidden layer has 1 to 20,000 units, and you wrote 0."),
        ({"units": (999_999_999,)}, "A hidden layer has 1 to 20,000 units, and you wrote 999,999,999."),
        ({"units": (8,) * 7}, "7 hidden layers; there can be 6"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_what_can(setting: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace(".", r"\.")):
        replace(FIRST, **setting)


@pytest.mark.parametrize(
    ("text", "units"), [("", ()), (" ", ()), ("128", (128,)), ("128, 64", (128, 64)), ("64 32", (64, 32))]
)
def test_units_are_read_as_a_person_writes_them(text: str, units: tuple[int, ...]) -> None:
    assert models.units_of(text) == units


@pytest.mark.parametrize(
    ("text", "says"), [("1,,2", "a number is missing"), ("1, 2,", "a number is missing"), ("1, x", "are whole numbers")]
)
def test_units_that_cannot_be_read_are_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        models.units_of(text)


def test_parameters_are_inputs_times_units_and_a_bias_a_unit() -> None:
    first, *_, last = models.layers(FIRST, 45_394, 20)
    assert first.parameters == 45_394 * 128 + 128 == REFERENCE["first_model"]["params_first_layer"]
    assert last.parameters == 128 * 20 + 20
    assert models.parameters(FIRST, 45_394, 20) == REFERENCE["first_model"]["params_total"]


def test_twenty_thousand_units_are_refused_with_what_they_would_take() -> None:
    huge = replace(FIRST, units=(20_000,))
    with pytest.raises(ValueError, match="908,300,020 parameters"):
        models.check_size(huge, 45_394, 20)


def test_training_for_the_best_number_of_epochs_never_stops_early() -> None:
    again = models.for_epochs(SECOND, 2)
    assert (again.epochs, again.patience) == (2, 0)
    assert again.units == SECOND.units


@pytest.mark.worker
@pytest.mark.parametrize("settings", [FIRST, SECOND, replace(FIRST, units=(), l2=0.01, optimizer="adam")])
def test_the_code_shown_makes_the_model_whose_parameters_were_counted(settings: Settings) -> None:
    model = models.build(settings, 300, 20)
    assert model.count_params() == models.parameters(settings, 300, 20)
    assert [layer.count_params() for layer in model.layers] == [n.parameters for n in models.layers(settings, 300, 20)]
    assert model.inputs[0].sparse


@pytest.mark.worker
def test_the_same_seed_makes_the_same_weights() -> None:
    one, other = models.build(SECOND, 50, 20), models.build(SECOND, 50, 20)
    for a, b in zip(one.get_weights(), other.get_weights(), strict=True):
        assert (a == b).all()


@pytest.mark.worker
@pytest.mark.parametrize("learning_rate", [0.001, 0.05])
def test_rmsprop_in_one_pass_takes_keras_own_steps(learning_rate: float) -> None:
    import keras

    from engine.newsgroups.rmsprop import one_pass_rmsprop

    def trained(optimizer: Callable[[float], Any]) -> list[np.ndarray]:
        model = models.build(replace(FIRST, units=(9,)), 20, 3)
        model.compile(optimizer(learning_rate), loss="categorical_crossentropy")
        rng = np.random.default_rng(0)
        X, y = rng.normal(size=(64, 20)), np.eye(3)[rng.integers(0, 3, 64)]
        model.fit(X, y, epochs=10, batch_size=8, shuffle=False, verbose=0)
        return model.get_weights()

    assert type(models.build(FIRST, 20, 3).optimizer).__name__ == type(one_pass_rmsprop(0.1)).__name__
    for ours, theirs in zip(trained(one_pass_rmsprop), trained(keras.optimizers.RMSprop), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-5)
