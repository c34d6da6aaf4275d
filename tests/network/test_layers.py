"""Layers, activations and the loss, one at a time: shapes, hand-computed numbers, central differences."""

import numpy as np
import pytest

from engine.network.activations import ACTIVATIONS, ActivationLeakyRelu, ActivationRelu, ActivationSigmoid
from engine.network.by_layer import layer_by_layer
from engine.network.layers import LayerDense
from engine.network.loss import EPS, SoftmaxCCECombo
from tests.network.differences import central_differences


@pytest.fixture
def rng():
    return np.random.RandomState(5)


def test_a_dense_layer_gives_the_sums_worked_out_by_hand():
    layer = LayerDense(2, 1)
    layer.W, layer.b = np.array([[2.0], [-1.0]]), np.array([[0.5]])
    assert layer.forward(np.array([[3.0, 4.0], [0.0, 1.0]])).tolist() == [[2.5], [-0.5]]
    assert layer.backward(np.array([[1.0], [10.0]])).tolist() == [[2.0, -1.0], [20.0, -10.0]]
    assert layer.dW.tolist() == [[3.0], [14.0]]
    assert layer.db.tolist() == [[11.0]]
    layer.update(0.1)
    assert layer.W.tolist() == [[2.0 - 0.1 * 3.0], [-1.0 - 0.1 * 14.0]]
    assert layer.b.tolist() == [[0.5 - 0.1 * 11.0]]


def test_initial_weights_follow_numpys_seed_and_the_bounds():
    np.random.seed(0)
    layer = LayerDense(3, 4)
    assert np.array_equal(layer.W, np.random.RandomState(0).uniform(-0.5, 0.5, (3, 4)))
    assert not layer.b.any()
    assert layer.b.shape == (1, 4)
    wide = LayerDense(50, 50, lower=2, upper=3).W
    assert wide.min() >= 2
    assert wide.max() < 3


def test_a_dense_layer_says_which_inputs_do_not_fit():
    with pytest.raises(ValueError, match="inputs have 2 columns, this layer takes 3"):
        LayerDense(3, 4).forward(np.ones((5, 2)))


def test_the_three_gradients_of_a_dense_layer_agree_with_central_differences(rng):
    layer, X, weigh = LayerDense(3, 4, rng=rng), rng.normal(size=(5, 3)), rng.normal(size=(5, 4))
    layer.b = rng.normal(size=(1, 4))

    def loss():
        return (layer.forward(X) * weigh).sum()

    loss()
    dX = layer.backward(weigh)
    assert dX is layer.dinputs
    for gradient, values in [(layer.dW, layer.W), (layer.db, layer.b), (dX, X)]:
        assert gradient.shape == values.shape
        assert np.allclose(gradient, central_differences(loss, values), atol=1e-8)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_derivative_of_an_activation_agrees_with_central_differences(name, rng):
    activation, h, weigh = ACTIVATIONS[name](), rng.normal(size=(6, 4)) * 3, rng.normal(size=(6, 4))

    def loss():
        return (activation.forward(h) * weigh).sum()

    loss()
    assert np.allclose(activation.backward(weigh), central_differences(loss, h), atol=1e-7)


def test_at_zero_relu_and_leaky_relu_pass_what_they_pass_below_it():
    zero, signal = np.zeros((1, 1)), np.ones((1, 1))
    relu, leaky = ActivationRelu(), ActivationLeakyRelu()
    relu.forward(zero), leaky.forward(zero)
    assert relu.backward(signal).item() == 0.0
    assert leaky.backward(signal).item() == leaky.slope


def test_sigmoid_far_from_zero_neither_overflows_nor_leaves_its_range():
    values = ActivationSigmoid().forward(np.array([[-1000.0, -30.0, 0.0, 30.0, 1000.0]]))[0]
    assert values[[0, 2, 4]].tolist() == [0.0, 0.5, 1.0]
    assert np.allclose(values[[1, 3]], [1 / (1 + np.exp(30)), 1 / (1 + np.exp(-30))], rtol=0, atol=1e-15)


def test_not_a_number_goes_through_every_activation_as_such():
    for activation in ACTIVATIONS.values():
        assert np.isnan(activation().forward(np.array([[np.nan]]))).all()


def test_softmax_gives_distributions_and_cross_entropy_the_log_of_the_right_one():
    combo = SoftmaxCCECombo()
    preds = combo.forward(np.log([[1.0, 3.0], [4.0, 1.0]]))
    assert np.allclose(preds, [[0.25, 0.75], [0.8, 0.2]])
    assert np.isclose(combo.loss(np.array([[0, 1], [0, 1]])), -(np.log(0.75) + np.log(0.2)) / 2)


def test_scores_of_thousands_are_clipped_and_the_loss_stays_finite():
    combo = SoftmaxCCECombo()
    assert combo.forward(np.array([[5000.0, -5000.0]])).tolist() == [[1 - EPS, EPS]]
    assert combo.loss(np.array([[0, 1]])) == -np.log(EPS)


def test_the_derivative_of_softmax_with_cross_entropy_agrees_with_central_differences(rng):
    combo, scores, y = SoftmaxCCECombo(), rng.normal(size=(7, 3)), np.eye(3)[[0, 1, 2, 2, 1, 0, 0]]

    def loss():
        combo.forward(scores)
        return combo.loss(y)

    loss()
    assert np.allclose(combo.backward(y), central_differences(loss, scores), atol=1e-9)


def test_fed_act_ones_weights_the_classes_reproduce_act_one_to_the_last_bit():
    kept = [kept for call in layer_by_layer() for kept in call.kept]
    compared = {kept.by_hand for kept in kept if kept.same is not None}
    assert compared >= {
        "h1",
        "a1",
        "h2",
        "y_hat_clipped",
        "cce_loss",
        "dloss_dWo",
        "dloss_dbo",
        "dloss_dWh",
        "dloss_dbh",
    }
    assert compared >= {"new_Wo", "new_bo", "new_Wh", "new_bh"}
    assert all(kept.same for kept in kept if kept.by_hand)
    assert [kept.attribute for kept in kept if kept.same is None] == ["dinputs"]
