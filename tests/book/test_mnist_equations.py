"""Every numbered equation of the chapter on handwriting, held against nnlib.

Each test writes one equation of the chapter in plain NumPy and compares it
with the library, or with a finite difference of the loss.
"""

import numpy as np
import pytest

from nnlib import SGD, Dense, ReLU, Sequential, Sigmoid, Softmax
from nnlib.activations import sigmoid, softmax
from nnlib.gradcheck import numerical_gradient
from nnlib.losses import QuadraticCost, SparseCategoricalCrossentropy
from nnlib.preprocessing import one_hot

SIZES = (6, 5, 4)  # as 784-30-10, small; no two layers of the same width


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture
def model():
    d, m, k = SIZES
    model = Sequential([Dense(d, m), ReLU(), Dense(m, k), Softmax()], rng=3)
    biases = np.random.default_rng(5)
    for b in model.params[1::2]:
        b += biases.normal(scale=0.3, size=b.shape)  # zeros would hide bugs
    return model


@pytest.fixture
def batch(rng):
    return rng.normal(size=(9, SIZES[0])), rng.integers(0, SIZES[-1], 9)


def forward(params, X):
    """Z1, A1, Z2 by the chapter's equation, one sum at a time."""
    W1, b1, W2, b2 = params
    Z1 = np.array(
        [[sum(x * w) + b for w, b in zip(W1.T, b1, strict=True)] for x in X]
    )
    A1 = np.where(Z1 > 0, Z1, 0)
    return Z1, A1, A1 @ W2 + b2


def cost(params, X, y):
    """Minus the mean logarithm of the probability of the true class."""
    E = np.exp(forward(params, X)[2])
    return -np.mean(
        np.log((E / E.sum(axis=1, keepdims=True))[range(len(y)), y])
    )


def deltas(params, X, y):
    """δ1 and δ2 by the chapter's equations."""
    Z1, _, Z2 = forward(params, X)
    delta2 = (softmax(Z2) - one_hot(y, SIZES[-1])) / len(X)
    return (delta2 @ params[2].T) * (Z1 > 0), delta2


def library_gradients(model, X, y):
    """What nnlib's backward pass gives for the mean cross-entropy."""
    loss = SparseCategoricalCrossentropy()
    model.backward(loss.gradient(y, model.forward(X, training=True)))
    return [g.copy() for g in model.grads]


def by_nudging(params, i, X, y):
    """The derivative of the cost by the i-th parameter, numerically."""

    def changed(value):
        return cost([*params[:i], value, *params[i + 1 :]], X, y)

    return numerical_gradient(changed, params[i].copy())


def test_forward(model, batch):
    X, _ = batch
    P = softmax(forward(model.params, X)[2])
    np.testing.assert_allclose(model.predict(X), P, rtol=1e-12)


def test_softmax(rng):
    z = rng.normal(size=10)
    p = np.array([np.exp(each) / sum(np.exp(z)) for each in z])
    np.testing.assert_allclose(softmax(z), p, rtol=1e-12)
    np.testing.assert_allclose(softmax(z + 1000), p, rtol=1e-9)
    assert p.sum() == pytest.approx(1)


def test_loss(rng):
    P, y = softmax(rng.normal(size=(8, 10))), rng.integers(0, 10, 8)
    picked = [-np.log(p[t]) for p, t in zip(P, y, strict=True)]
    summed = -(one_hot(y, 10) * np.log(P)).sum(axis=1)
    np.testing.assert_allclose(summed, picked)
    loss = SparseCategoricalCrossentropy()
    assert loss(y, P) == pytest.approx(np.mean(picked))
    untrained = loss(y, np.full((8, 10), 0.1))
    assert untrained == pytest.approx(2.302585, abs=1e-6)


def test_delta(rng):
    z, t = np.array([0.2, -0.1, 0.5]), 1
    numeric = numerical_gradient(lambda z: -np.log(softmax(z)[t]), z.copy())
    np.testing.assert_allclose(
        numeric, softmax(z) - one_hot([t], 3)[0], atol=1e-9
    )
    np.testing.assert_allclose(
        numeric, [0.323554, -0.760306, 0.436752], atol=1e-6
    )
    Z, y = rng.normal(size=(5, 3)), rng.integers(0, 3, 5)
    fused = SparseCategoricalCrossentropy(from_logits=True)
    np.testing.assert_allclose(
        fused.gradient(y, Z), (softmax(Z) - one_hot(y, 3)) / 5
    )


def test_weights(model, batch):
    X, y = batch
    _, A1, _ = forward(model.params, X)
    delta1, delta2 = deltas(model.params, X, y)
    ours = [X.T @ delta1, delta1.sum(axis=0)]
    ours += [A1.T @ delta2, delta2.sum(axis=0)]
    params = [p.copy() for p in model.params]
    theirs = library_gradients(model, X, y)
    for i, (mine, nnlib) in enumerate(zip(ours, theirs, strict=True)):
        np.testing.assert_allclose(mine, nnlib, atol=1e-12)
        nudged = by_nudging(params, i, X, y)
        np.testing.assert_allclose(mine, nudged, atol=1e-8)


def test_hidden(model, batch):
    X, y = batch
    params = [p.copy() for p in model.params]
    Z1, _, _ = forward(params, X)
    assert 0.2 < np.mean(Z1 > 0) < 0.8  # both sides of the bend occur

    def cost_of_sums(Z1):
        scores = np.maximum(0, Z1) @ params[2] + params[3]
        return SparseCategoricalCrossentropy(from_logits=True)(y, scores)

    nudged = numerical_gradient(cost_of_sums, Z1.copy())
    np.testing.assert_allclose(deltas(params, X, y)[0], nudged, atol=1e-9)


def test_update(model, batch):
    X, y = batch
    before = model.get_weights()
    grads = library_gradients(model, X, y)
    model.compile(SGD(learning_rate=0.1), "sparse_categorical_crossentropy")
    model.train_on_batch(X, y)
    for old, grad, new in zip(before, grads, model.params, strict=True):
        np.testing.assert_allclose(new, old - 0.1 * grad, atol=1e-12)
    assert cost(model.params, X, y) < cost(before, X, y)


def test_quadratic(rng):
    z, y = rng.normal(scale=3, size=(6, 1)), np.eye(6)[:, :1]
    a = sigmoid(z)
    layer, cost = Sigmoid(), QuadraticCost()
    layer.forward(z, training=True)
    nnlib = layer.backward(cost.gradient(y, a)) * len(z)  # not the mean
    np.testing.assert_allclose(nnlib, (a - y) * a * (1 - a), rtol=1e-10)

    def loss(z):
        return np.sum((sigmoid(z) - y) ** 2) / 2

    nudged = numerical_gradient(loss, z.copy())
    np.testing.assert_allclose(nudged, (a - y) * a * (1 - a), atol=1e-9)
