"""Every numbered equation of the chapter on regularization, against nnlib.

Each test stands for one label of the chapter.
"""

import numpy as np
import pytest

from nnlib import (
    SGD,
    BatchNormalization,
    Dense,
    Dropout,
    MeanSquaredError,
    Sequential,
    numerical_gradient,
)
from nnlib.regularizers import L1, L2


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


def penalized_gradient(penalty, rng):
    """The gradient of cost plus penalty by the library, and by differences."""
    X, y = rng.normal(size=(8, 3)), rng.normal(size=(8, 2))
    loss = MeanSquaredError()
    model = Sequential([Dense(3, 2, kernel_regularizer=penalty)], rng=0)
    W = model.layers[0].params["W"]

    def cost(values):
        return loss(y, X @ values + model.layers[0].params["b"]) + penalty(
            values
        )

    model.backward(loss.gradient(y, model.forward(X, training=True)))
    got = model.layers[0].grads
    return W, got["W"], numerical_gradient(cost, W.copy()), got["b"], X, y


def test_l2(rng):
    W, got, exact, of_bias, X, y = penalized_gradient(L2(0.3), rng)
    np.testing.assert_allclose(got, exact, rtol=1e-6, atol=1e-8)
    assert np.isclose(L2(0.3)(W), 0.15 * np.sum(W**2))
    np.testing.assert_allclose(L2(0.3).gradient(W), 0.3 * W)
    # the bias has the gradient of the cost alone
    b = np.zeros(2)
    alone = numerical_gradient(lambda b: MeanSquaredError()(y, X @ W + b), b)
    np.testing.assert_allclose(of_bias, alone, rtol=1e-6, atol=1e-8)


def test_decay(rng):
    w, slope = rng.normal(size=5), rng.normal(size=5)
    by_formula = (1 - 0.01 * 0.1) * w - 0.01 * slope
    stepped, apart = w.copy(), w.copy()
    SGD(0.01).step([stepped], [slope + L2(0.1).gradient(w)])
    SGD(0.01, weight_decay=0.1).step([apart], [slope])
    np.testing.assert_allclose(stepped, by_formula)
    np.testing.assert_allclose(apart, by_formula)
    assert f"{0.999**100:.4f}" == "0.9048"


def test_l1(rng):
    W, got, exact, *_ = penalized_gradient(L1(0.3), rng)
    assert np.abs(W).min() > 1e-3  # away from the kink
    np.testing.assert_allclose(got, exact, rtol=1e-6, atol=1e-8)
    assert np.isclose(L1(0.3)(W), 0.3 * np.sum(np.abs(W)))
    np.testing.assert_array_equal(L1(0.3).gradient(W), 0.3 * np.sign(W))


@pytest.mark.parametrize("lam", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("c", [-2.0, -0.5, -0.3, 0.0, 0.2, 0.5, 1.7])
def test_shrink(lam, c):
    w = np.linspace(-3, 3, 60_001)
    parabola = (w - c) ** 2 / 2
    best_l2 = w[np.argmin(parabola + [L2(lam)([v]) for v in w])]
    best_l1 = w[np.argmin(parabola + [L1(lam)([v]) for v in w])]
    assert abs(best_l2 - c / (1 + lam)) < 1e-4
    shrunk = np.sign(c) * max(abs(c) - lam, 0)
    assert abs(best_l1 - shrunk) < 2e-4
    if abs(c) < lam:
        assert abs(best_l1) < 1e-12 and shrunk == 0


def test_maxnorm(rng):
    layer = Dense(4, 30, max_norm=1.5)
    layer.build(rng=0)
    W = rng.normal(size=(4, 30))
    layer.params["W"][:] = W
    layer.constrain()
    lengths = np.linalg.norm(W, axis=0)
    assert (lengths > 1.5).any() and (lengths < 1.5).any()
    expected = W * np.minimum(1, 1.5 / lengths)
    np.testing.assert_allclose(layer.params["W"], expected)
    short = lengths <= 1.5
    np.testing.assert_array_equal(layer.params["W"][:, short], W[:, short])


@pytest.mark.parametrize("keep", [0.5, 0.8])
def test_dropout(rng, keep):
    layer = Dropout(1 - keep)
    layer.build(rng=0)
    a = rng.normal(2, 1, size=(100, 20))
    handed = np.mean(
        [layer.forward(a, training=True) for _ in range(2000)], axis=0
    )
    error = np.abs(a) * np.sqrt((1 - keep) / keep / 2000)
    assert (np.abs(handed - a) < 6 * error).all()
    np.testing.assert_array_equal(layer.forward(a), a)
    once = layer.forward(a, training=True)
    assert np.allclose(once[once != 0], (a / keep)[once != 0])
    # backward: the same mask, the same factor
    back = layer.backward(np.ones_like(a))
    np.testing.assert_allclose(back * a, once)


@pytest.mark.parametrize("keep", [0.5, 0.8])
def test_variance(keep):
    layer = Dropout(1 - keep)
    layer.build(rng=1)
    drawn = layer.forward(np.ones((1000, 1000)), training=True)
    assert np.isclose(drawn.var(), (1 - keep) / keep, rtol=0.01)


@pytest.fixture
def normalization(rng):
    layer = BatchNormalization(3)
    layer.build(rng=0)
    layer.params["gamma"][:], layer.params["beta"][:] = rng.normal(size=(2, 3))
    return layer


def test_batchnorm(rng, normalization):
    x = rng.normal(4, 3, size=(7, 3))
    y = normalization.forward(x, training=True)
    m, (gamma, beta) = len(x), normalization.params.values()
    for unit in range(3):  # each unit for itself, letter by letter
        values = x[:, unit]
        mu = sum(values) / m
        variance = sum((v - mu) ** 2 for v in values) / m
        x_hat = (values - mu) / np.sqrt(variance + 1e-5)
        np.testing.assert_allclose(
            y[:, unit], gamma[unit] * x_hat + beta[unit]
        )


def test_differential(rng):
    x, dx = rng.normal(2, 3, 9), rng.normal(size=9)
    root = np.sqrt(x.var() + 1e-5)
    x_hat = (x - x.mean()) / root

    def moved(t):
        changed = x + t * dx
        return (changed - changed.mean()) / np.sqrt(changed.var() + 1e-5)

    change = (moved(1e-5) - moved(-1e-5)) / 2e-5
    formula = (dx - dx.mean() - x_hat * np.mean(x_hat * dx)) / root
    np.testing.assert_allclose(formula, change, rtol=1e-6, atol=1e-8)


def test_backward(rng, normalization):
    x, upstream = rng.normal(4, 3, size=(7, 3)), rng.normal(size=(7, 3))
    normalization.forward(x, training=True)
    got = normalization.backward(upstream)
    root = np.sqrt(x.var(axis=0) + 1e-5)
    x_hat = (x - x.mean(axis=0)) / root
    g = upstream * normalization.params["gamma"]
    formula = (g - g.mean(axis=0) - x_hat * np.mean(g * x_hat, axis=0)) / root
    np.testing.assert_allclose(got, formula)

    def cost(x):
        return np.sum(upstream * normalization.forward(x, training=True))

    exact = numerical_gradient(cost, x.copy())
    np.testing.assert_allclose(got, exact, rtol=1e-5, atol=1e-8)
    # what all want in common is removed, so the bias before gets nothing
    np.testing.assert_allclose(got.sum(axis=0), 0, atol=1e-12)
    normalization.forward(x, training=True)
    normalization.backward(upstream)
    grads = normalization.grads
    np.testing.assert_allclose(grads["gamma"], np.sum(upstream * x_hat, 0))
    np.testing.assert_allclose(grads["beta"], upstream.sum(axis=0))
