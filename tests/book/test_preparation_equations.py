"""Every numbered equation of the chapter on preparation, held against nnlib.

Each test stands for one label of the chapter.
"""

import numpy as np
import pytest

from nnlib import (
    PCA,
    SGD,
    Dense,
    MinMaxScaler,
    ReLU,
    Sequential,
    SparseNormal,
    StandardScaler,
    Tanh,
    Whitening,
)
from nnlib.activations import relu, tanh, tanh_prime
from nnlib.initializers import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    LecunNormal,
)


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


@pytest.fixture
def X(rng):
    """Correlated features away from the origin."""
    return rng.normal(size=(300, 4)) @ rng.normal(size=(4, 4)) + [9, 0, -3, 1]


def test_condition(rng, X):
    # the curvature of the squared error of a linear unit, by differences
    y = rng.normal(size=len(X))
    lifted = np.column_stack([X, np.ones(len(X))])

    def cost(v):
        return np.mean((lifted @ v - y) ** 2) / 2

    h, unit = 1e-3, np.eye(5)
    hessian = [
        [
            (
                cost(h * (unit[i] + unit[j]))
                - cost(h * (unit[i] - unit[j]))
                - cost(h * (unit[j] - unit[i]))
                + cost(-h * (unit[i] + unit[j]))
            )
            / (4 * h**2)
            for j in range(5)
        ]
        for i in range(5)
    ]
    matrix = lifted.T @ lifted / len(X)
    np.testing.assert_allclose(hessian, matrix, rtol=1e-6, atol=1e-6)
    # descent is stable up to 2 / largest curvature, and not beyond
    curvatures = np.linalg.eigvalsh(matrix)
    for factor, stable in [(1.99, True), (2.01, False)]:
        v = np.ones(5)
        for _ in range(2000):
            v = v - factor / curvatures[-1] * matrix @ v
        assert (np.linalg.norm(v) < 10) == stable


def test_scalers(X):
    mean, spread = X.mean(axis=0), np.sqrt(np.mean((X - X.mean(0)) ** 2, 0))
    low, high = X.min(axis=0), X.max(axis=0)
    new = X[:5] + 1
    standard, minmax = StandardScaler().fit(X), MinMaxScaler().fit(X)
    np.testing.assert_allclose(standard.transform(new), (new - mean) / spread)
    np.testing.assert_allclose(
        minmax.transform(new), (new - low) / (high - low)
    )
    assert not StandardScaler().fit_transform(np.full((3, 1), 7.0)).any()


def test_covariance(X):
    centered, pca = X - X.mean(axis=0), PCA().fit(X)
    covariance, U = centered.T @ centered / len(X), pca.components
    np.testing.assert_allclose(covariance, np.cov(X.T, ddof=0))
    np.testing.assert_allclose(U.T @ U, np.eye(4), atol=1e-12)
    rebuilt = U @ np.diag(pca.explained_variance) @ U.T
    np.testing.assert_allclose(rebuilt, covariance, atol=1e-12)


def test_rotated(X):
    pca = PCA().fit(X)
    rotated = pca.transform(X)
    np.testing.assert_allclose(rotated, (X - X.mean(0)) @ pca.components)
    np.testing.assert_allclose(
        rotated.T @ rotated / len(X),
        np.diag(pca.explained_variance),
        atol=1e-12,
    )


@pytest.mark.parametrize("epsilon", [1e-5, 0.3, 10])
def test_whiten(X, epsilon):
    pca, whitening = PCA().fit(X), Whitening(epsilon).fit(X)
    variance = pca.explained_variance
    white = whitening.transform(X)
    np.testing.assert_allclose(
        white, pca.transform(X) / np.sqrt(variance + epsilon)
    )
    np.testing.assert_allclose(
        white.var(axis=0), variance / (variance + epsilon)
    )


def test_variance(rng):
    # the inputs need no mean of 0; the weights do
    n, draws = 64, 40_000
    x = rng.uniform(0, 2, size=(draws, n))
    w = rng.normal(size=(draws, n)) * 0.3
    z = np.sum(w * x, axis=1)
    mean_square = 4 / 3  # of a uniform number from 0 to 2
    assert z.var() == pytest.approx(n * 0.09 * mean_square, rel=0.03)
    shifted = np.sum((w + 0.3) * x, axis=1)
    assert shifted.var() > 1.1 * z.var()


def test_lecun(rng):
    W = LecunNormal()((400, 300), rng)
    assert W.var() == pytest.approx(1 / 400, rel=0.03)
    Z = rng.normal(size=(500, 400)) @ W
    assert Z.var() == pytest.approx(1, rel=0.03)


def test_he(rng):
    W = HeNormal()((400, 300), rng)
    assert W.var() == pytest.approx(2 / 400, rel=0.03)
    A = relu(rng.normal(size=(500, 400)))
    assert np.mean(A**2) == pytest.approx(0.5, rel=0.02)
    Z = A @ W  # the mean square is that before the ReLU again
    assert np.mean(Z**2) == pytest.approx(1, rel=0.1)


def test_delta(rng):
    layers = [Dense(5, 4), Tanh(), Dense(4, 3), Tanh()]
    model = Sequential(layers, rng=rng)
    batch, grad = rng.normal(size=(6, 5)), rng.normal(size=(6, 3))
    model.forward(batch)
    delta_2 = layers[3].backward(grad)
    delta_1 = layers[1].backward(layers[2].backward(delta_2))
    W1, b1, W2, b2 = model.params
    Z1 = batch @ W1 + b1
    by_hand = (delta_2 @ W2.T) * tanh_prime(Z1)
    np.testing.assert_allclose(delta_1, by_hand)
    # and by nudging one entry of Z1
    h, i, j = 1e-6, 2, 3
    values = []
    for sign in (1, -1):
        nudged = Z1.copy()
        nudged[i, j] += sign * h
        values.append(np.sum(grad * tanh(tanh(nudged) @ W2 + b2)))
    slope = (values[0] - values[1]) / (2 * h)
    assert delta_1[i, j] == pytest.approx(slope, abs=1e-8)


def test_backward(rng):
    # one layer down, with fan-in 200 and fan-out 500
    dense, bend = Dense(200, 500), ReLU()
    dense.build(rng)
    dense.params["W"] = 0.07 * rng.normal(size=(200, 500))
    Z = rng.normal(size=(300, 200))  # of the layer before
    dense.forward(bend.forward(Z))
    delta_above = rng.normal(size=(300, 500))
    delta = bend.backward(dense.backward(delta_above))
    expected = 500 * 0.07**2 * 0.5 * np.mean(delta_above**2)
    assert np.mean(delta**2) == pytest.approx(expected, rel=0.05)


def test_glorot(rng):
    for scheme in (GlorotNormal(), GlorotUniform()):
        W = scheme((400, 300), rng)
        assert W.var() == pytest.approx(2 / 700, rel=0.03)
        assert abs(W.mean()) < 1e-3
    assert np.abs(W).max() <= np.sqrt(6 / 700) < 1.001 * np.abs(W).max()


def test_clip(rng):
    for length in (0.3, 5.0):
        pieces = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        whole = np.concatenate([p.ravel() for p in pieces])
        pieces = [p * length / np.linalg.norm(whole) for p in pieces]
        params = [np.zeros((3, 2)), np.zeros(4)]
        SGD(1.0, clipnorm=2.0).step(params, pieces)
        factor = min(1, 2 / length)
        for w, g in zip(params, pieces, strict=True):
            np.testing.assert_allclose(w, -factor * g)


def test_weights_of_relu_hide_what_vanishes(rng):
    # all weights times c: A grows by c^l, δ by c^(L-l), ∇W by c^(L-1)
    base = [rng.normal(size=(20, 20)) / 5 for _ in range(4)]
    X, grad = rng.normal(size=(30, 20)), rng.normal(size=(30, 20))

    def measure(c):
        layers = []
        for W in base:
            dense = Dense(20, 20)
            dense.build(0)
            dense.params["W"] = c * W
            layers.append((dense, ReLU()))
        A, G, deltas = X, grad, []
        for dense, bend in layers:
            A = bend.forward(dense.forward(A))
        for dense, bend in reversed(layers):
            deltas.insert(0, bend.backward(G))
            G = dense.backward(deltas[0])
        return A, deltas, [dense.grads["W"] for dense, _ in layers]

    (A, deltas, grads), (B, other, weights) = measure(1.0), measure(1.7)
    np.testing.assert_allclose(B, 1.7**4 * A)
    for layer in range(4):
        np.testing.assert_allclose(
            other[layer], 1.7 ** (3 - layer) * deltas[layer]
        )
        np.testing.assert_allclose(weights[layer], 1.7**3 * grads[layer])


def test_sparse_start_does_not_depend_on_the_fan_in(rng):
    for n in (50, 800):
        Z = rng.normal(size=(400, n)) @ SparseNormal(10)((n, 300), rng)
        assert Z.var() == pytest.approx(10, rel=0.1)


def test_whitened_data_are_gaussian_only_if_they_were(rng):
    white = Whitening().fit_transform(rng.uniform(size=(5000, 2)))
    fourth = np.mean(white**4, axis=0)  # 3 for a Gaussian
    assert (fourth < 2.6).all()
