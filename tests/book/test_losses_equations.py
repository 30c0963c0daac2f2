"""Every numbered equation of the chapter on losses, held against nnlib.

Each test stands for one label of the chapter: written out with loops as the
formula has it, and compared with the library or with a finite difference.
"""

from math import exp, log

import numpy as np
import pytest

from nnlib import one_hot
from nnlib.activations import sigmoid, sigmoid_prime, softmax
from nnlib.gradcheck import numerical_gradient
from nnlib.losses import (
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Hinge,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
    QuadraticCost,
    SparseCategoricalCrossentropy,
)
from nnlib.optimizers import SGD

N, M = 5, 3  # samples, outputs
KNOB_X, KNOB_Y = 0.3, 0.8


@pytest.fixture
def rng():
    return np.random.default_rng(4)


@pytest.fixture
def pair(rng):
    return rng.normal(size=(N, M)), rng.normal(size=(N, M))


def knob_slope(w):
    """The slope of the squared error by the weight of the chapter's knob."""
    return 2 * (w * KNOB_X - KNOB_Y) * KNOB_X


def test_cost(pair):
    y, p = pair
    for loss in (MeanSquaredError(), QuadraticCost(), MeanAbsoluteError()):
        one_by_one = [loss(y[i : i + 1], p[i : i + 1]) for i in range(N)]
        assert loss(y, p) == pytest.approx(sum(one_by_one) / N)


def test_mse(pair):
    y, p = (values[:, 0] for values in pair)
    by_hand = sum((p[i] - y[i]) ** 2 for i in range(N)) / N
    assert MeanSquaredError()(y, p) == pytest.approx(by_hand)


def test_mse_gradient(pair):
    y, p = (values[:, 0] for values in pair)
    by_hand = [2 / N * (p[j] - y[j]) for j in range(N)]
    np.testing.assert_allclose(MeanSquaredError().gradient(y, p), by_hand)
    nudged = numerical_gradient(lambda v: np.mean((v - y) ** 2), p)
    np.testing.assert_allclose(by_hand, nudged, atol=1e-9)
    Y, P = pair  # with m outputs n becomes n m
    several = 2 / (N * M) * (P - Y)
    np.testing.assert_allclose(MeanSquaredError().gradient(Y, P), several)


def test_quadratic(pair):
    y, p = pair
    by_hand = sum(np.linalg.norm(p[i] - y[i]) ** 2 for i in range(N)) / (2 * N)
    assert QuadraticCost()(y, p) == pytest.approx(by_hand)
    np.testing.assert_allclose(QuadraticCost().gradient(y, p), (p - y) / N)
    nudged = numerical_gradient(lambda v: QuadraticCost()(y, v), p)
    np.testing.assert_allclose((p - y) / N, nudged, atol=1e-9)


def test_mae(pair):
    y, p = (values[:, 0] for values in pair)
    by_hand = sum(abs(p[i] - y[i]) for i in range(N)) / N
    assert MeanAbsoluteError()(y, p) == pytest.approx(by_hand)
    slopes = np.sign(p - y) / N
    np.testing.assert_allclose(MeanAbsoluteError().gradient(y, p), slopes)
    nudged = numerical_gradient(lambda v: MeanAbsoluteError()(y, v), p)
    np.testing.assert_allclose(slopes, nudged, atol=1e-9)
    assert MeanAbsoluteError().gradient([1.0], [1.0]) == [0]


def test_step():
    w, optimizer = np.array([0.0]), SGD(learning_rate=1.0)
    optimizer.step([w], [np.array([knob_slope(0.0)])])
    assert w[0] == pytest.approx(0 - 1.0 * knob_slope(0.0))
    assert w[0] == pytest.approx(0.48)


@pytest.mark.parametrize("rate", [0.5, 5.0, 5.56, 11.0, 12.0])
def test_factor(rate):
    goal, w = KNOB_Y / KNOB_X, 0.0
    for _ in range(10):
        after = w - rate * knob_slope(w)
        factor = 1 - 2 * rate * KNOB_X**2
        assert after - goal == pytest.approx(factor * (w - goal))
        w = after
    assert (abs(w - goal) < goal) == (rate < 2 / 0.18)


def test_mean(rng):
    y = rng.normal(size=7)
    for c in (-1.0, 0.2, 3.0):
        slope = numerical_gradient(
            lambda v: MeanSquaredError()(y, np.full(7, v[0])), np.array([c])
        )
        by_hand = 2 / 7 * sum(c - y)
        assert by_hand == pytest.approx(2 * (c - y.mean()))
        assert slope[0] == pytest.approx(by_hand, abs=1e-8)


def test_median(rng):
    y = rng.normal(size=7)
    for c in (-1.0, 0.2, 3.0):
        slope = numerical_gradient(
            lambda v: MeanAbsoluteError()(y, np.full(7, v[0])), np.array([c])
        )
        by_hand = (sum(y < c) - sum(y > c)) / 7
        assert slope[0] == pytest.approx(by_hand, abs=1e-8)
    grid = np.linspace(-3, 3, 6001)
    costs = [MeanAbsoluteError()(y, np.full(7, c)) for c in grid]
    assert grid[np.argmin(costs)] == pytest.approx(np.median(y), abs=1e-3)


@pytest.mark.parametrize("delta", [0.3, 1.0, 4.0])
def test_huber(rng, delta):
    for r in rng.normal(size=20) * 3:
        inside = r**2 / 2
        outside = delta * (abs(r) - delta / 2)
        expected = inside if abs(r) <= delta else outside
        assert Huber(delta)([0.0], [r]) == pytest.approx(expected)
        (slope,) = Huber(delta).gradient([0.0], [r])
        assert slope == pytest.approx(np.clip(r, -delta, delta))


def test_likelihood(rng):
    P, labels = softmax(rng.normal(size=(N, M))), rng.integers(0, M, N)
    likelihood = 1.0
    for row, label in zip(P, labels, strict=True):
        likelihood *= row[label]
    loss = SparseCategoricalCrossentropy()(labels, P)
    assert loss == pytest.approx(-log(likelihood) / N)


def test_cross_entropy(rng):
    P, labels = softmax(rng.normal(size=(N, M))), rng.integers(0, M, N)
    Y = one_hot(labels, M)
    by_hand = -sum(Y[i, j] * log(P[i, j]) for i in range(N) for j in range(M))
    assert CategoricalCrossentropy()(Y, P) == pytest.approx(by_hand / N)


def test_cross_entropy_gradient(rng):
    P, labels = softmax(rng.normal(size=(N, M))), rng.integers(0, M, N)
    Y, loss = one_hot(labels, M), CategoricalCrossentropy()
    np.testing.assert_allclose(loss.gradient(Y, P), -Y / P / N)
    nudged = numerical_gradient(lambda p: -np.sum(Y * np.log(p)) / N, P)
    np.testing.assert_allclose(-Y / P / N, nudged, rtol=1e-6, atol=1e-9)


def test_binary(rng):
    for y in (0, 1):
        for p in rng.uniform(0.01, 0.99, 10):
            by_hand = -(y * log(p) + (1 - y) * log(1 - p))
            assert BinaryCrossentropy()([y], [p]) == pytest.approx(by_hand)


@pytest.mark.parametrize("q", [0.1, 0.5, 0.7])
def test_honest(q):
    def charge(p):
        return q * BinaryCrossentropy()([1], p) + (
            1 - q
        ) * BinaryCrossentropy()([0], p)

    for p in (0.2, 0.3, 0.7, 0.8):  # elsewhere the nudge is too coarse
        slope = numerical_gradient(charge, np.array([p]))[0]
        assert slope == pytest.approx((p - q) / (p * (1 - p)), abs=1e-7)
    assert charge([q]) < min(charge([q - 0.05]), charge([q + 0.05]))


def test_logits(rng):
    loss = CategoricalCrossentropy(from_logits=True)
    for z in rng.normal(size=(10, M)) * 3:
        for t in range(M):
            by_hand = log(sum(exp(v) for v in z)) - z[t]
            truth = one_hot([t], M)
            assert loss(truth, z[None]) == pytest.approx(by_hand)
            assert -log(softmax(z)[t]) == pytest.approx(by_hand)


def test_softmax_gradient(rng):
    Z, labels = rng.normal(size=(N, M)), rng.integers(0, M, N)
    Y, loss = one_hot(labels, M), CategoricalCrossentropy(from_logits=True)
    by_hand = (softmax(Z) - Y) / N
    np.testing.assert_allclose(loss.gradient(Y, Z), by_hand)
    nudged = numerical_gradient(
        lambda z: -np.sum(Y * np.log(softmax(z))) / N, Z
    )
    np.testing.assert_allclose(by_hand, nudged, atol=1e-9)


def test_sigmoid_gradient(rng):
    loss = BinaryCrossentropy(from_logits=True)
    for z in rng.normal(size=10) * 3:
        for y in (0, 1):
            (slope,) = loss.gradient([y], [z])
            assert slope == pytest.approx(sigmoid(z) - y)
            nudged = numerical_gradient(
                lambda v, y=y: BinaryCrossentropy()([y], sigmoid(v)),
                np.array([z]),
            )
            assert slope == pytest.approx(nudged[0], abs=1e-8)


def test_stable(rng):
    loss = BinaryCrossentropy(from_logits=True)
    for z in [*(rng.normal(size=10) * 5), 1000.0, -1000.0]:
        for y in (0, 1):
            by_hand = max(z, 0) - z * y + log(1 + exp(-abs(z)))
            assert loss([y], [z]) == pytest.approx(by_hand)
            if abs(z) < 30:
                naive = BinaryCrossentropy()([y], [sigmoid(z)])
                assert by_hand == pytest.approx(naive)


def test_slowdown(rng):
    for w, b in [(2.0, 2.0), *rng.normal(size=(5, 2))]:
        for y in (0, 1):
            slopes_agree(w, b, 1.7, y)
    assert sigmoid_prime(4.0) < 0.02  # the factor that slows it down


def slopes_agree(w, b, x, y):
    """Both slopes of a sigmoid neuron's cost by its weight."""
    z = w * x + b
    a = sigmoid(z)
    for loss, by_hand in (
        (QuadraticCost(), (a - y) * sigmoid_prime(z) * x),
        (BinaryCrossentropy(), (a - y) * x),
    ):
        nudged = numerical_gradient(
            lambda v, loss=loss: loss([y], sigmoid(v * x + b)), np.array([w])
        )
        assert nudged[0] == pytest.approx(by_hand, abs=1e-8)


def test_hinge(rng):
    y = np.where(rng.random((N, M)) < 0.5, -1, 1)
    z = rng.normal(size=(N, M)) * 2
    by_hand = [
        sum(max(0, 1 - y[i, j] * z[i, j]) for j in range(M)) for i in range(N)
    ]
    assert Hinge()(y, z) == pytest.approx(sum(by_hand) / N)
    slopes = np.where(y * z < 1, -y, 0) / N
    np.testing.assert_allclose(Hinge().gradient(y, z), slopes)
    nudged = numerical_gradient(lambda v: Hinge()(y, v), z)
    np.testing.assert_allclose(slopes, nudged, atol=1e-9)
