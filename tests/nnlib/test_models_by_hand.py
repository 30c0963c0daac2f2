"""Sequential: a training step by hand, and every gradient checked."""

import numpy as np
import pytest

from nnlib import (
    ELU,
    SGD,
    Absolute,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Dense,
    Identity,
    LeakyReLU,
    QuadraticCost,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SparseCategoricalCrossentropy,
    Step,
    Tanh,
    gradient_check,
    losses,
)
from tests.nnlib.small_models import LABELS, TARGETS, X


def test_one_neuron_by_hand():
    # w = .5, b = .1, x = 2, target 1, sigmoid, half the squared error.
    # z = .5 * 2 + .1 = 1.1;  a = sigmoid(1.1) = .750260
    # E = (a - 1)² / 2 = .031185;  dE/da = a - 1 = -.249740
    # da/dz = a (1 - a) = .187370;  delta = -.046794
    # dE/dw = delta * 2 = -.093587;  dE/db = delta
    model = Sequential([Dense(1, 1), Sigmoid()], rng=0)
    model.set_weights([[[0.5]], [0.1]])
    loss, x, y = QuadraticCost(), np.array([[2.0]]), np.array([[1.0]])
    a = model.forward(x, training=True)
    assert a[0, 0] == pytest.approx(0.750260, abs=5e-7)
    assert loss(y, a) == pytest.approx(0.031185, abs=5e-7)
    model.backward(loss.gradient(y, a))
    dw, db = model.grads
    assert dw[0, 0] == pytest.approx(-0.093587, abs=5e-7)
    assert db[0] == pytest.approx(-0.046794, abs=5e-7)
    # dE/dx = delta * w = -.023397
    grad = loss.gradient(y, a)
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    assert grad[0, 0] == pytest.approx(-0.023397, abs=5e-7)


def test_a_2_2_1_network_by_hand():
    # x = (1, .5), target 1, sigmoids, no biases.
    # h = sigmoid(1 * .1 + .5 * .2, 1 * .3 + .5 * .4) = sigmoid(.2, .5)
    #   = (.549834, .622459)
    # o = sigmoid(.5 * .549834 + .6 * .622459) = sigmoid(.648392) = .656648
    # E = (o - 1)² / 2 = .058945
    # delta_o = (o - 1) o (1 - o) = -.077413
    # dW2 = delta_o h = (-.042564, -.048186)
    # delta_h = delta_o (.5, .6) h (1 - h) = (-.009580, -.010915)
    # dW1 = x^T delta_h
    model = Sequential(
        [
            Dense(2, 2, use_bias=False),
            Sigmoid(),
            Dense(2, 1, use_bias=False),
            Sigmoid(),
        ]
    )
    model.set_weights([[[0.1, 0.3], [0.2, 0.4]], [[0.5], [0.6]]])
    loss, y = QuadraticCost(), [[1.0]]
    o = model.forward([[1.0, 0.5]], training=True)
    np.testing.assert_allclose(
        model.layers[1].outputs, [[0.549834, 0.622459]], atol=5e-7
    )
    assert o[0, 0] == pytest.approx(0.656648, abs=5e-7)
    assert loss(y, o) == pytest.approx(0.058945, abs=5e-7)
    model.backward(loss.gradient(y, o))
    dW1, dW2 = model.grads
    np.testing.assert_allclose(dW2, [[-0.042564], [-0.048186]], atol=5e-7)
    np.testing.assert_allclose(
        dW1, [[-0.009580, -0.010915], [-0.004790, -0.005458]], atol=5e-7
    )
    # one step of rate 10 adds ten times the negative gradient
    SGD(10.0).step(model.params, model.grads)
    np.testing.assert_allclose(
        model.params[1], [[0.92564], [1.08186]], atol=5e-6
    )


def test_a_3_3_4_1_network_by_hand():
    # x = (1, 2, 3), all weights of the layers .1, .2, .3, no biases:
    # .1 * 6 = .6 → .64566; .2 * 3 * .64566 = .38739 → .59566;
    # .3 * 4 * .59566 = .71479 → .67146
    model = Sequential(
        [
            Dense(3, 3),
            Sigmoid(),
            Dense(3, 4),
            Sigmoid(),
            Dense(4, 1),
            Sigmoid(),
        ]
    )
    for i, value in zip((0, 2, 4), (0.1, 0.2, 0.3), strict=True):
        W = model.layers[i].params["W"]
        model.layers[i].params["W"] = np.full(W.shape, value)
    y = model.predict([[1, 2, 3]])
    np.testing.assert_allclose(model.layers[1].outputs, 0.64566, atol=5e-6)
    np.testing.assert_allclose(model.layers[3].outputs, 0.59566, atol=5e-6)
    assert y[0, 0] == pytest.approx(0.67146, abs=5e-6)


@pytest.mark.parametrize(
    ("sizes", "count"),
    [
        ([4, 5, 5, 3], 73),  # 20 + 25 + 15 weights, 5 + 5 + 3 biases
        ([3, 3, 4, 1], 33),
        ([4, 5, 1], 31),
        ([2, 3, 1], 13),
        ([4, 3, 3], 27),
        ([784, 10], 7850),
        ([784, 15, 10], 11935),
        ([784, 30, 10], 23860),
        ([784, 100, 10], 79510),
        ([784, 512, 10], 407050),
        ([4096, 1], 4097),
    ],
)
def test_count_params(sizes, count):
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    model = Sequential([Dense(d, m) for d, m in pairs])
    assert model.count_params() == count
    assert model.flat_params.size == model.flat_grads.size == count
    assert model.summary().total == count


def test_hand_built_networks_for_xor_and_a_triangle():
    # NAND (-2, -2; 3) and OR (2, 2; -1), then AND (2, 2; -3)
    xor = Sequential([Dense(2, 2), Step(), Dense(2, 1), Step()])
    xor.set_weights([[[-2, 2], [-2, 2]], [3, -1], [[2], [2]], [-3]])
    inputs = [[0, 0], [0, 1], [1, 0], [1, 1]]
    np.testing.assert_array_equal(xor(inputs), [[0], [1], [1], [0]])
    # x > 0, y > 0, x + y < 1; all three: the sum exceeds 2.5
    triangle = Sequential([Dense(2, 3), Step(), Dense(3, 1), Step()])
    W1 = [[1, 0, -1], [0, 1, -1]]
    triangle.set_weights([W1, [0, 0, 1], np.ones((3, 1)), [-2.5]])
    points = np.random.default_rng(0).uniform(-1, 2, size=(20_000, 2))
    inside = (points > 0).all(axis=1) & (points.sum(axis=1) < 1)
    np.testing.assert_array_equal(triangle(points)[:, 0], inside)


HIDDEN = [
    Identity,
    Sigmoid,
    Tanh,
    ReLU,
    LeakyReLU,
    ELU,
    Absolute,
    Softmax,
]
ENDS = [
    (Identity, "mse", X[:, :3]),
    (Tanh, "quadratic_cost", X[:, :3]),
    (Identity, "mae", X[:, :3]),
    (Identity, "huber", X[:, :3]),
    (Identity, "hinge", 2 * TARGETS - 1),
    (Sigmoid, "binary_crossentropy", TARGETS),
    (Softmax, "categorical_crossentropy", TARGETS),
    (Softmax, "sparse_categorical_crossentropy", LABELS),
    (Identity, BinaryCrossentropy(from_logits=True), TARGETS),
    (Identity, CategoricalCrossentropy(from_logits=True), TARGETS),
    (Identity, SparseCategoricalCrossentropy(from_logits=True), LABELS),
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda h: h.__name__)
@pytest.mark.parametrize(("last", "loss", "y"), ENDS)
def test_gradients_of_every_combination(hidden, last, loss, y):
    model = Sequential([Dense(4, 5), hidden(), Dense(5, 3), last()], rng=3)
    report = gradient_check(model, losses.get(loss), X[:6], y[:6])
    assert report.passed, report


@pytest.mark.parametrize(("last", "loss", "y"), ENDS[5:8])
def test_fused_gradient_is_that_of_the_two_parts(last, loss, y):
    model = Sequential([Dense(4, 5), Tanh(), Dense(5, 3), last()], rng=3)
    model.compile(SGD(0.1), loss)
    outputs = model.forward(X, training=True)
    value = model.loss(y, outputs)
    model.backward(model.loss.gradient(y, outputs))
    apart = model.flat_grads.copy()
    assert model.train_on_batch(X, y)["loss"] == pytest.approx(value)
    np.testing.assert_allclose(model.flat_grads, apart, atol=1e-15)


@pytest.mark.parametrize(
    ("last", "loss", "y"),
    [
        (Softmax, "sparse_categorical_crossentropy", np.array([0, 1])),
        (Softmax, "categorical_crossentropy", np.eye(2)),
        (Sigmoid, "binary_crossentropy", np.eye(2)),
    ],
)
def test_fusing_survives_scores_of_thousands(last, loss, y):
    model = Sequential([Dense(1, 2), last()])
    model.set_weights([[[-1e4, 1e4]], [0, 0]])
    model.compile(SGD(1.0), loss, ["accuracy"])
    result = model.train_on_batch(np.ones((2, 1)), y)
    # the first example is wrong by a score of 20,000
    assert result["loss"] == pytest.approx(1e4)
    assert np.isfinite(model.flat_params).all()
    assert np.abs(model.flat_grads).max() == pytest.approx(0.5)
