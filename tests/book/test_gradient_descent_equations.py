"""Every numbered equation of the chapter on gradient descent, held to nnlib.

Each test stands for one label of the chapter; the last test makes sure that
no numbered equation is without one.
"""

import math
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from nnlib import (
    SGD,
    Adagrad,
    Adam,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    MeanSquaredError,
    RMSprop,
    StepDecay,
    datasets,
    ewma,
    minibatches,
    numerical_gradient,
)

CHAPTER = Path(__file__).parents[2] / "book" / "gradient_descent.ipynb"
RAVINE = np.array([1.0, 100.0])


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


@pytest.fixture
def petals():
    X, _ = datasets.load_iris()
    return X[:, 2] - X[:, 2].mean(), X[:, 3]


def bumpy(w):
    """A loss with curvature, for the linear approximations."""
    return float(np.sin(w).sum() + 0.5 * (w @ w))


def bumpy_gradient(w):
    return np.cos(w) + w


def trajectory(rule, gradients, start):
    """The parameters after each step of a library optimizer."""
    w, path = np.array(start, dtype=float), []
    for g in gradients:
        rule.step([w], [np.asarray(g)])
        path.append(w.copy())
    return np.array(path)


def gradients_of(rng):
    return rng.normal(size=(60, 3)) * [1e-2, 1.0, 50.0]


def test_cost(petals):
    x, y = petals
    for w, b in [(-0.6, 2.2), (0.4, 1.2)]:
        by_hand = sum(
            (w * xi + b - yi) ** 2 for xi, yi in zip(x, y, strict=True)
        )
        assert MeanSquaredError()(y, w * x + b) == pytest.approx(by_hand / 150)


def second_order(miss):
    """Halving a small change divides an error of second order by four."""
    assert 0 < miss(1e-3) < 1e-4
    assert miss(1e-3) / miss(5e-4) == pytest.approx(4, rel=0.01)


def test_derivative():
    w = 0.7
    second_order(
        lambda e: abs(math.sin(w + e) - (math.sin(w) + e * math.cos(w)))
    )


def test_gradient(rng):
    w = rng.normal(size=5)
    slopes = []
    for j in range(5):
        by = np.eye(5)[j] * 1e-5
        slopes.append((bumpy(w + by) - bumpy(w - by)) / 2e-5)
    np.testing.assert_allclose(bumpy_gradient(w), slopes, atol=1e-8)
    np.testing.assert_allclose(numerical_gradient(bumpy, w), slopes, atol=1e-8)


def test_linear(rng):
    w, way = rng.normal(size=(2, 5))
    second_order(
        lambda e: abs(
            bumpy(w + e * way) - bumpy(w) - bumpy_gradient(w) @ (e * way)
        )
    )


def test_cauchy(rng):
    for _ in range(50):
        g, eps = rng.normal(size=4), rng.uniform(0.01, 2)
        norm = np.linalg.norm(g)
        steps = rng.normal(size=(500, 4))
        steps *= eps / np.linalg.norm(steps, axis=1, keepdims=True)
        assert (steps @ g >= -eps * norm - 1e-12).all()
        assert g @ (-eps * g / norm) == pytest.approx(-eps * norm)


def test_update(rng):
    w, g = rng.normal(size=(2, 4))
    (after,) = trajectory(SGD(0.3), [g], w)
    np.testing.assert_allclose(after, w - 0.3 * g)


def test_decrease(rng):
    w = rng.normal(size=5)
    g = bumpy_gradient(w)
    second_order(lambda eta: abs(bumpy(w - eta * g) - bumpy(w) + eta * g @ g))


def test_factor():
    for kappa in (0.5, 2.0, 100.0):
        rule, w = SGD(0.013), np.array([3.0])
        for t in range(1, 20):
            rule.step([w], [kappa * w])
            assert w[0] == pytest.approx(3 * (1 - 0.013 * kappa) ** t)


def test_limit(petals):
    x, _ = petals
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1]])
    kappa = np.linalg.eigvalsh(hessian)[-1]
    assert kappa == pytest.approx(6.19, abs=5e-3)
    for factor, stable in ((0.99, True), (1.01, False)):
        rule, w = SGD(factor * 2 / kappa), np.array([1.0, 1.0])
        for _ in range(2000):
            rule.step([w], [hessian @ w])
        assert (np.abs(w).max() < 1) == stable


def test_minibatch(petals, rng):
    x, y = petals

    def gradient(rows):
        error = 0.3 * x[rows] + 1 - y[rows]
        return 2 * np.array([np.mean(error * x[rows]), np.mean(error)])

    everything = gradient(np.arange(150))
    each = [gradient([i]) for i in range(150)]
    np.testing.assert_allclose(np.mean(each, axis=0), everything)
    # the batches of an epoch average to the whole; one is off by its noise
    rows = [r for r, _ in minibatches(np.arange(150), y, 15, rng=rng)]
    batches = [gradient(r) for r in rows]
    np.testing.assert_allclose(np.mean(batches, axis=0), everything)

    def noise(m):
        draws = [gradient(rng.integers(150, size=m)) for _ in range(2000)]
        return np.linalg.norm(np.array(draws) - everything, axis=1).mean()

    assert noise(5) / noise(20) == pytest.approx(2, rel=0.1)


def test_ewma(rng):
    values, v = rng.normal(size=30), 0.0
    got = ewma(values, 0.8, bias_correction=False)
    for value, expected in zip(values, got, strict=True):
        v = 0.8 * v + (1 - 0.8) * value
        assert expected == pytest.approx(v)


def test_corrected(rng):
    values = rng.normal(size=30)
    raw = ewma(values, 0.8, bias_correction=False)
    t = np.arange(1, 31)
    np.testing.assert_allclose(ewma(values, 0.8), raw / (1 - 0.8**t))


def test_momentum(rng):
    w, v, gradients = np.ones(3), np.zeros(3), gradients_of(rng)
    path = trajectory(SGD(0.02, momentum=0.9), gradients, w)
    for g, expected in zip(gradients, path, strict=True):
        v = 0.9 * v - 0.02 * g
        w = w + v
        np.testing.assert_allclose(expected, w)


def test_ema_form(rng):
    w, v, gradients = np.ones(3), np.zeros(3), gradients_of(rng)
    path = trajectory(SGD(0.02, momentum=0.9), gradients, w)
    for g, expected in zip(gradients, path, strict=True):
        v = 0.9 * v + (1 - 0.9) * g
        w = w - 0.02 / (1 - 0.9) * v
        np.testing.assert_allclose(expected, w)


def test_nesterov():
    # the library stores w + mu v, the chapter's formula w: the same path
    rule, ahead = SGD(0.01, momentum=0.9, nesterov=True), np.array([10.0, 1.0])
    w, v = ahead.copy(), np.zeros(2)
    for _ in range(100):
        rule.step([ahead], [RAVINE * ahead])
        v = 0.9 * v - 0.01 * RAVINE * (w + 0.9 * v)
        w = w + v
        np.testing.assert_allclose(ahead, w + 0.9 * v, atol=1e-12)


@pytest.mark.parametrize("mu", [0.3, 0.9])
def test_momentum_limit(mu):
    limits = {
        False: 2 * (1 + mu) / 100,
        True: 2 * (1 + mu) / ((1 + 2 * mu) * 100),
    }
    for nesterov, limit in limits.items():
        for factor, stable in ((0.99, True), (1.01, False)):
            rule = SGD(factor * limit, momentum=mu, nesterov=nesterov)
            w = np.array([10.0, 1.0])
            for _ in range(3000):
                rule.step([w], [RAVINE * w])
            assert (np.abs(w).max() < 1) == stable


def test_adagrad(rng):
    w, s, gradients = np.ones(3), np.zeros(3), gradients_of(rng)
    path = trajectory(Adagrad(0.1), gradients, w)
    for g, expected in zip(gradients, path, strict=True):
        s = s + g**2
        w = w - 0.1 * g / (np.sqrt(s) + 1e-8)
        np.testing.assert_allclose(expected, w)


def test_rmsprop(rng):
    w, s, gradients = np.ones(3), np.zeros(3), gradients_of(rng)
    path = trajectory(RMSprop(0.1, rho=0.8), gradients, w)
    for g, expected in zip(gradients, path, strict=True):
        s = 0.8 * s + (1 - 0.8) * g**2
        w = w - 0.1 * g / (np.sqrt(s) + 1e-8)
        np.testing.assert_allclose(expected, w)


def test_adam(rng):
    w, m, s = np.ones(3), np.zeros(3), np.zeros(3)
    gradients = gradients_of(rng)
    path = trajectory(Adam(0.1), gradients, w)
    for t, (g, expected) in enumerate(zip(gradients, path, strict=True), 1):
        m = 0.9 * m + 0.1 * g
        s = 0.999 * s + 0.001 * g**2
        m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)
        w = w - 0.1 * m_hat / (np.sqrt(s_hat) + 1e-8)
        np.testing.assert_allclose(expected, w)


def test_schedules():
    for t in range(40):
        rates = [
            StepDecay(0.2, decay_steps=7, decay_rate=0.5)(t),
            ExponentialDecay(0.2, decay_steps=1, decay_rate=0.95)(t),
            InverseTimeDecay(0.2, decay_steps=1, decay_rate=0.3)(t),
            CosineDecay(0.2, decay_steps=40)(t),
        ]
        formulas = [
            0.2 * 0.5 ** math.floor(t / 7),
            0.2 * 0.95**t,
            0.2 / (1 + 0.3 * t),
            0.2 / 2 * (1 + math.cos(math.pi * t / 40)),
        ]
        np.testing.assert_allclose(rates, formulas)


def test_the_step_that_forgets_w_settles_at_the_wrong_place():
    # a number of the misconceptions: w = eta * grad on (w - 3)**2
    w = 1.0
    for _ in range(50):
        w = 0.1 * 2 * (w - 3)
    assert w == pytest.approx(-0.75)


def test_the_other_network_of_the_dropdown():
    seconds = 100**16 / 93e15
    assert seconds == pytest.approx(1.1e15, rel=0.03)
    assert seconds / 3.15576e7 == pytest.approx(34e6, rel=0.01)


def test_every_numbered_equation_has_its_test():
    notebook = nbformat.read(CHAPTER, as_version=4)
    prose = "\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "markdown"
    )
    labels = re.findall(
        r"^\$\$ \(eq-gradient_descent-([\w-]+)\)$", prose, re.M
    )
    assert len(labels) >= 18
    tests = {name[5:] for name in globals() if name.startswith("test_")}
    missing = {label.replace("-", "_") for label in labels} - tests
    assert not missing, f"no test for the equations {sorted(missing)}"
