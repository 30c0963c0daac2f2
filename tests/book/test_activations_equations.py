"""Every numbered equation of the chapter on activations, against nnlib.

Each test stands for one label of the chapter; the last test makes sure that
no numbered equation is without one.
"""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from nnlib import Dense, Identity, ReLU, Sequential, Sigmoid, Tanh
from nnlib import activations as g
from nnlib.gradcheck import numerical_gradient
from nnlib.layers import Softmax

CHAPTER = Path(__file__).parents[2] / "book" / "activations.ipynb"
Z = np.linspace(-6, 6, 241)  # with 0 in the middle
AWAY = Z[np.abs(Z) > 0.01]  # from the corners


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


def slope_of(f, z, step=1e-6):
    """The slope of f at every z, by a central difference."""
    return (f(z + step) - f(z - step)) / (2 * step)


def agree(got, expected, atol=1e-12):
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=atol)


def test_collapse(rng):
    first, second = Dense(4, 5), Dense(5, 3)
    model = Sequential([first, Identity(), second], rng=0)
    for layer in (first, second):
        layer.params["b"][:] = rng.normal(size=layer.params["b"].shape)
    W1, b1 = first.params["W"], first.params["b"]
    W2, b2 = second.params["W"], second.params["b"]
    X = rng.normal(size=(7, 4))
    agree(model.predict(X), X @ (W1 @ W2) + (b1 @ W2 + b2))

    # and with a bend between them it is no such layer: halves do not add up
    def bent(x):
        return g.relu(x @ W1 + b1) @ W2 + b2

    middle = bent((X[0] + X[1]) / 2)
    assert not np.allclose(middle, (bent(X[0]) + bent(X[1])) / 2)


@pytest.mark.parametrize(
    ("f", "prime"), [(g.sigmoid, g.sigmoid_prime), (g.tanh, g.tanh_prime)]
)
def test_slope(f, prime, rng):
    w, b, x = rng.normal(size=3), 0.3, rng.normal(size=3)

    def cost(w, b):
        return (f(w @ x + b) - 2.0) ** 2

    back = 2 * (f(w @ x + b) - 2.0)  # dC/da
    slope = prime(w @ x + b)
    numeric = numerical_gradient(lambda v: cost(v, b), w.copy())
    agree(back * slope * x, numeric, atol=1e-8)
    numeric = numerical_gradient(lambda v: cost(w, v[0]), np.array([b]))
    agree(back * slope, numeric[0], atol=1e-8)


@pytest.mark.parametrize(
    ("layer", "prime"),
    [
        (Sigmoid(), g.sigmoid_prime),
        (Tanh(), g.tanh_prime),
        (ReLU(), g.relu_prime),
    ],
)
def test_backward(layer, prime, rng):
    X, dA = rng.normal(size=(5, 4)), rng.normal(size=(5, 4))
    layer.forward(X)
    agree(layer.backward(dA), dA * prime(X))
    numeric = numerical_gradient(
        lambda v: float(np.sum(dA * layer.forward(v))), X.copy()
    )
    agree(dA * prime(X), numeric, atol=1e-8)


def test_odds():
    agree(np.exp(Z) / (np.exp(Z) + 1), g.sigmoid(Z))
    p = g.sigmoid(Z)
    agree(np.log(p / (1 - p)), Z)


@pytest.mark.parametrize("epsilon", [0.01, 0.5, 1.0, 20.0])
def test_shift(epsilon):
    agree(np.exp(Z) / (np.exp(Z) + epsilon), g.sigmoid(Z - np.log(epsilon)))
    assert g.sigmoid(1.3 - np.log(0.01)) == pytest.approx(0.99728, abs=5e-6)


def test_tanh():
    up, down = np.exp(Z), np.exp(-Z)
    agree((up - down) / (up + down), g.tanh(Z))
    agree((1 - np.exp(-2 * Z)) / (1 + np.exp(-2 * Z)), g.tanh(Z))
    agree(2 * g.sigmoid(2 * Z) - 1, g.tanh(Z))


def test_tanh_prime():
    s, t = g.sigmoid(2 * Z), g.tanh(Z)
    agree(4 * s * (1 - s), g.tanh_prime(Z))
    agree((1 + t) * (1 - t), g.tanh_prime(Z))
    agree(slope_of(g.tanh, Z), g.tanh_prime(Z), atol=1e-8)


def test_decay(rng):
    for k in (1, 5, 10, 20):
        products = np.prod(g.sigmoid_prime(rng.normal(size=(1000, k))), axis=1)
        assert products.max() <= 0.25**k
        assert np.prod(g.sigmoid_prime(np.zeros(k))) == 0.25**k


def test_relu():
    agree(g.relu(Z), [max(0, z) for z in Z])
    agree(g.relu_prime(Z), [1 if z > 0 else 0 for z in Z])
    agree(slope_of(g.relu, AWAY), g.relu_prime(AWAY), atol=1e-8)
    assert g.relu_prime(0) == 0


def test_dead(rng):
    hidden = Dense(3, 4)
    model = Sequential([hidden, ReLU(), Dense(4, 2)], rng=0)
    hidden.params["b"][1] = -100  # dead on every sample
    X = rng.normal(size=(50, 3))
    model.forward(X, training=True)
    model.backward(rng.normal(size=(50, 2)))
    dead = (hidden.forward(X) <= 0).all(axis=0)
    assert dead.tolist() == [False, True, False, False]
    for name in ("W", "b"):
        gradient = hidden.grads[name]
        assert (gradient[..., dead] == 0).all()
        assert (gradient[..., ~dead] != 0).all()


@pytest.mark.parametrize("alpha", [0.002, 0.01, 0.1])
def test_leaky(alpha):
    agree(g.leaky_relu(Z, alpha), [max(alpha * z, z) for z in Z])
    agree(g.leaky_relu_prime(Z, alpha), [1 if z >= 0 else alpha for z in Z])
    numeric = slope_of(lambda z: g.leaky_relu(z, alpha), AWAY)
    agree(numeric, g.leaky_relu_prime(AWAY, alpha), atol=1e-8)


@pytest.mark.parametrize("alpha", [0.5, 1.0, 1.5])
def test_elu(alpha):
    by_hand = [z if z > 0 else alpha * (np.exp(z) - 1) for z in Z]
    agree(g.elu(Z, alpha), by_hand)


@pytest.mark.parametrize("alpha", [0.5, 1.0, 1.5])
def test_elu_prime(alpha):
    by_hand = [1 if z > 0 else alpha * np.exp(z) for z in Z]
    agree(g.elu_prime(Z, alpha), by_hand)
    left = Z[Z <= 0]
    agree(g.elu(left, alpha) + alpha, g.elu_prime(left, alpha))
    numeric = slope_of(lambda z: g.elu(z, alpha), AWAY)
    agree(numeric, g.elu_prime(AWAY, alpha), atol=1e-8)
    # the corner is gone only where alpha is 1
    gap = g.elu_prime(1e-9, alpha) - g.elu_prime(-1e-9, alpha)
    assert (abs(gap) < 1e-6) == (alpha == 1)


def test_softmax(rng):
    z = rng.normal(size=6)
    by_hand = [np.exp(z[i]) / sum(np.exp(v) for v in z) for i in range(6)]
    agree(g.softmax(z), by_hand)
    agree(g.softmax([1, 2, 3]).round(6), [0.090031, 0.244728, 0.665241])


@pytest.mark.parametrize("c", [-1000.0, -3.0, 0.5, 1000.0])
def test_shift_invariance(c, rng):
    z = rng.normal(size=6)
    agree(g.softmax(z + c), g.softmax(z))


def test_two_classes(rng):
    for z1, z2 in rng.normal(size=(20, 2)) * 3:
        agree(g.softmax([z1, z2])[1], g.sigmoid(z2 - z1))
    assert g.softmax([0.3, 1.7])[1] == pytest.approx(0.80218, abs=5e-6)


def test_jacobian(rng):
    z = rng.normal(size=5)
    s = g.softmax(z)
    J = g.softmax_jacobian(s)
    agree(J, [[s[i] * ((i == j) - s[j]) for j in range(5)] for i in range(5)])
    agree(J, np.diag(s) - np.outer(s, s))
    for j, unit in enumerate(np.eye(5)):
        column = slope_of(lambda t, u=unit: g.softmax(z + t * u), 0.0)
        agree(J[:, j], column, atol=1e-9)
    agree(J.sum(axis=0), np.zeros(5))
    agree(J.sum(axis=1), np.zeros(5))


def test_vector(rng):
    X, dA = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
    layer = Softmax()
    S = layer.forward(X)
    dZ = layer.backward(dA)
    for s, da, dz in zip(S, dA, dZ, strict=True):
        by_hand = [s[j] * (da[j] - np.sum(da * s)) for j in range(4)]
        agree(dz, by_hand)
        agree(dz, g.softmax_jacobian(s).T @ da)


def test_logsumexp(rng):
    z = rng.normal(size=5)
    numeric = numerical_gradient(lambda v: float(g.logsumexp(v)), z.copy())
    agree(g.softmax(z), numeric, atol=1e-9)
    assert z.max() < g.logsumexp(z) <= z.max() + np.log(5)
    agree(g.logsumexp(np.zeros(5)), np.log(5))


def test_every_numbered_equation_has_its_test():
    notebook = nbformat.read(CHAPTER, as_version=4)
    prose = "\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "markdown"
    )
    labels = re.findall(r"^\$\$ \(eq-activations-([\w-]+)\)$", prose, re.M)
    assert len(labels) >= 18
    tests = {name[5:] for name in globals() if name.startswith("test_")}
    missing = {label.replace("-", "_") for label in labels} - tests
    assert not missing, f"no test for the equations {sorted(missing)}"
