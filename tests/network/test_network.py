"""Whole networks: gradients against central differences and TensorFlow, steps against Keras, initial weights."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.network.loss import EPS
from engine.network.network import Network, batches, limit
from engine.network.run_data import one_hot
from engine.network.settings import CHOICES, LESSON, RunSettings
from tests.network.differences import central_differences
from tests.searching import examples

WIDTHS = st.lists(st.integers(1, 6), max_size=5).map(tuple)


def batch(rng, n: int, classes: int):
    return rng.normal(size=(n, 3)), one_hot(rng.randint(classes, size=n), classes)


def penalty(network: Network) -> float:
    return sum(network.l1 * np.abs(d.W).sum() + network.l2 * (d.W**2).sum() for d in network.dense)


@given(
    units=WIDTHS,
    activation=st.sampled_from(CHOICES["activation"]),
    classes=st.integers(2, 4),
    l1=st.sampled_from([0.0, 0.01]),
    l2=st.sampled_from([0.0, 0.03]),
    seed=st.integers(0, 99),
)
@settings(max_examples=examples(20), deadline=None, derandomize=True)
def test_gradients_of_any_network_agree_with_central_differences(units, activation, classes, l1, l2, seed):
    rng = np.random.RandomState(seed)
    network = Network(3, classes, RunSettings(units=units, activation=activation, init="he", l1=l1, l2=l2), rng)
    for layer in network.dense:
        layer.b = rng.uniform(0.1, 0.5, layer.b.shape)
    X, y = batch(rng, 4, classes)

    def loss():
        network.forward(X)
        return network.output.loss(y) + penalty(network)

    loss()
    network.backward(y)
    kinks = [np.abs(layer.output).min() < 1e-3 for layer in network.dense[:-1]]
    corners = l1 and any(np.abs(layer.W).min() < 1e-4 for layer in network.dense)
    clipped = np.any((network.output.preds <= 2 * EPS) | (network.output.preds >= 1 - 2 * EPS))
    assume(not (any(kinks) or corners or clipped))  # where the loss has no derivative, or clipping hides it
    for layer in network.dense:
        for gradient, values in [(layer.dW, layer.W), (layer.db, layer.b)]:
            assert np.allclose(gradient, central_differences(loss, values, 1e-5), atol=1e-6)


def twin_in_keras(keras, network: Network, options: RunSettings):
    """The same layers and weights in Keras, float64."""
    names = {"relu": "relu", "tanh": "tanh", "sigmoid": "sigmoid", "linear": "linear"}
    leaky = keras.layers.LeakyReLU(negative_slope=0.01, dtype="float64")
    after = leaky if options.activation == "leaky relu" else names[options.activation]
    layers = [keras.layers.Dense(n, activation=after, dtype="float64") for n in options.units]
    twin = keras.Sequential(
        [keras.Input((3,), dtype="float64"), *layers, keras.layers.Dense(3, activation="softmax", dtype="float64")]
    )
    twin.set_weights([values for d in network.dense for values in (d.W, d.b[0])])
    return twin


@pytest.mark.worker
@pytest.mark.parametrize(
    ("activation", "rule"),
    [*((name, "sgd") for name in CHOICES["activation"]), *(("tanh", name) for name in CHOICES["optimizer"][1:])],
)
def test_gradients_and_five_steps_agree_with_tensorflow(activation, rule):
    import keras
    import tensorflow as tf

    rng = np.random.RandomState(2)
    options = RunSettings(units=(5, 4), activation=activation, init="he", optimizer=rule, lr=0.02, l1=0.001, l2=0.002)
    network = Network(3, 3, options, rng)
    twin = twin_in_keras(keras, network, options)
    optimizer = {
        "sgd": keras.optimizers.SGD(0.02),
        "momentum": keras.optimizers.SGD(0.02, momentum=0.9),
        "rmsprop": keras.optimizers.RMSprop(0.02, rho=0.9),
        "adam": keras.optimizers.Adam(0.02),
    }[rule]
    for _ in range(5):
        X, y = batch(rng, 16, 3)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(-tf.reduce_sum(y * tf.math.log(twin(X)), axis=1))
            for kernel in twin.trainable_variables[::2]:
                loss += 0.001 * tf.reduce_sum(tf.abs(kernel)) + 0.002 * tf.reduce_sum(kernel**2)
        theirs = tape.gradient(loss, twin.trainable_variables)
        network.forward(X)
        assert np.isclose(network.output.loss(y) + penalty(network), float(loss), rtol=1e-9)
        network.backward(y)
        ours = [gradient for d in network.dense for gradient in (d.dW, d.db[0])]
        assert all(np.allclose(a, b, atol=1e-9) for a, b in zip(ours, theirs, strict=True))
        network.update()
        optimizer.apply_gradients(zip(theirs, twin.trainable_variables, strict=True))
        weights = [values for d in network.dense for values in (d.W, d.b[0])]
        # Keras keeps its rates in single precision, which is good for 1 in 100,000 of a step of 0.02
        assert all(np.allclose(a, b, atol=5e-7) for a, b in zip(weights, twin.get_weights(), strict=True))
        twin.set_weights(weights)


@pytest.mark.worker
def test_he_and_glorot_have_the_bounds_of_keras():
    import keras

    for n_in, n_out in [(3, 4), (32, 8)]:
        for name, theirs in [("he", keras.initializers.HeUniform), ("glorot", keras.initializers.GlorotUniform)]:
            drawn = np.concatenate([np.ravel(theirs(seed=k)((n_in, n_out))) for k in range(300)])
            assert np.abs(drawn).max() <= limit(name, n_in, n_out) * (1 + 1e-6)
            assert np.abs(drawn).max() > 0.99 * limit(name, n_in, n_out)


def test_the_lessons_weights_are_those_drawn_layer_by_layer_after_its_seed():
    np.random.seed(0)
    drawn = [np.random.uniform(-0.5, 0.5, shape) for shape in [(3, 4), (4, 4), (4, 2)]]
    by_seed = Network(3, 2, LESSON, np.random.RandomState(0)).weights()
    assert all(np.array_equal(W, w) for (W, _), w in zip(by_seed, drawn, strict=True))


def test_zero_initial_weights_are_zero():
    assert not any(W.any() for W, _ in Network(3, 2, RunSettings(init="zero"), np.random.RandomState(0)).weights())


def test_batches_go_in_order_and_the_last_has_what_is_left():
    X = np.arange(20).reshape(10, 2)
    pieces = list(batches(X, X, 4))
    assert [len(x) for x, _ in pieces] == [4, 4, 2]
    assert np.array_equal(np.concatenate([x for x, _ in pieces]), X)


def test_predict_names_the_likeliest_class():
    network = Network(3, 2, RunSettings(units=()), np.random.RandomState(0))
    network.dense[0].W = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    assert network.predict(np.array([[2.0, 1.0, 9.0], [1.0, 2.0, 9.0]])).tolist() == [0, 1]


def test_one_hot_has_a_single_one_in_the_labels_column():
    assert one_hot(np.array([2, 0]), 3).tolist() == [[0, 0, 1], [1, 0, 0]]
