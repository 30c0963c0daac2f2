"""Every numbered equation of the backpropagation chapter, held against nnlib.

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
    CategoricalCrossentropy,
    Dense,
    QuadraticCost,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    Tanh,
    gradient_check,
    numerical_gradient,
    one_hot,
)
from nnlib.activations import sigmoid, sigmoid_prime, tanh_prime
from nnlib.autodiff import Value
from nnlib.optimizers import SGD

CHAPTER = Path(__file__).parents[2] / "book" / "backpropagation.ipynb"


@pytest.fixture
def rng():
    return np.random.default_rng(1986)


def network(rng, *layers):
    """A model with random biases, so that none of them is special."""
    model = Sequential(list(layers), rng=rng)
    for w in model.params:
        w += rng.normal(size=w.shape) / 10
    return model


def gradients(model, loss, X, Y):
    model.backward(loss.gradient(Y, model.forward(X)))
    return model.grads


def test_update(rng):
    w, slope = rng.normal(size=4), rng.normal(size=4)
    before = w.copy()
    SGD(learning_rate=0.3).step([w], [slope])
    np.testing.assert_allclose(w, before - 0.3 * slope)


def test_chain():
    x, h = 0.7, 1e-5
    nested = (math.sin((x + h) ** 2) - math.sin((x - h) ** 2)) / (2 * h)
    assert math.cos(x**2) * 2 * x == pytest.approx(nested, abs=1e-8)


def test_neuron(rng):
    for w, b, x, y in rng.normal(size=(20, 4)):
        model = Sequential([Dense(1, 1), Sigmoid()], rng=0)
        model.set_weights([[[w]], [b]])
        X, Y = np.array([[x]]), np.array([[y]])
        grad_w, grad_b = gradients(model, QuadraticCost(), X, Y)
        a = sigmoid(w * x + b)
        by_hand = (a - y) * a * (1 - a) * x
        assert grad_w[0, 0] == pytest.approx(by_hand)
        assert grad_b[0] == pytest.approx((a - y) * a * (1 - a))


def test_delta_rule(rng):
    model = Sequential([Dense(3, 1)], rng=0)
    X, Y = rng.normal(size=(1, 3)), np.array([[0.4]])
    before = model.get_weights()[0][:, 0]
    a = model.forward(X)[0, 0]
    gradients(model, QuadraticCost(), X, Y)
    SGD(learning_rate=0.1).step(model.params, model.grads)
    change = model.get_weights()[0][:, 0] - before
    np.testing.assert_allclose(change, -0.1 * (a - 0.4) * X[0])
    np.testing.assert_allclose(change, 0.1 * (0.4 - a) * X[0])


def test_delta(rng):
    # unit by unit, with loops, as the formula is written
    sizes = [2, 4, 3]
    model = network(rng, Dense(2, 4), Sigmoid(), Dense(4, 3), Sigmoid())
    x, t = rng.normal(size=2), rng.uniform(size=3)
    W = [layer.params["W"] for layer in model.layers[::2]]
    b = [layer.params["b"] for layer in model.layers[::2]]
    out = [x]
    for V, c in zip(W, b, strict=True):
        out.append(sigmoid(out[-1] @ V + c))
    slope = [o * (1 - o) for o in out]
    last = [(out[2][j] - t[j]) * slope[2][j] for j in range(3)]
    inner = [
        sum(W[1][j, k] * last[k] for k in range(3)) * slope[1][j]
        for j in range(4)
    ]
    grads = gradients(model, QuadraticCost(), x[None, :], t[None, :])
    for delta, o, g in (
        (inner, out[0], grads[0]),
        (last, out[1], grads[2]),
    ):
        for i in range(len(o)):
            for j in range(len(delta)):
                assert g[i, j] == pytest.approx(delta[j] * o[i])
    assert sizes == [len(o) for o in out]


def test_routes(rng):
    # v reaches E over u and over r; u also reaches it through r
    for start in rng.normal(size=10):
        v = Value(start)
        u = v.tanh()
        r = u * v
        E = u * 3.0 + r.sigmoid()
        E.backward()
        du = 1 - math.tanh(start) ** 2
        ds = sigmoid_prime(r.data)
        products = [3.0 * du, ds * start * du, ds * u.data]
        assert v.grad == pytest.approx(sum(products))


def test_accumulate(rng):
    for a, b in rng.normal(size=(10, 2)):
        x, y = Value(a), Value(b)
        result = (x * y + x).exp() * x
        result.backward()
        graph = result.graph()
        for i, node in enumerate(graph["nodes"][:-1]):
            arriving = sum(
                e["slope"] * graph["nodes"][e["target"]]["grad"]
                for e in graph["edges"]
                if e["source"] == i
            )
            assert node["grad"] == pytest.approx(arriving)


def test_layers(rng):
    model = network(rng, Dense(4, 5), Tanh(), Dense(5, 3), Sigmoid())
    loss = QuadraticCost()
    X, Y = rng.normal(size=(6, 4)), rng.uniform(size=(6, 3))
    W1, b1, W2, b2 = model.params
    Z1 = X @ W1 + b1
    A1 = np.tanh(Z1)
    Z2 = A1 @ W2 + b2
    delta2 = loss.gradient(Y, sigmoid(Z2)) * sigmoid_prime(Z2)
    delta1 = (delta2 @ W2.T) * tanh_prime(Z1)
    expected = [X.T @ delta1, delta1.sum(0), A1.T @ delta2, delta2.sum(0)]
    assert delta1.shape == Z1.shape and delta2.shape == Z2.shape
    for got, g, w in zip(
        gradients(model, loss, X, Y), expected, model.params, strict=True
    ):
        assert g.shape == w.shape
        np.testing.assert_allclose(got, g)
    assert gradient_check(model, loss, X, Y).passed


def test_softmax(rng):
    model = network(rng, Dense(4, 3), Softmax())
    X, Y = rng.normal(size=(6, 4)), one_hot(rng.integers(0, 3, 6), 3)
    P = model.forward(X)
    grad = CategoricalCrossentropy().gradient(Y, P)
    delta = model.layers[-1].backward(grad)
    np.testing.assert_allclose(delta, (P - Y) / 6, atol=1e-15)


def test_columns(rng):
    model = network(rng, Dense(3, 4), Sigmoid(), Dense(4, 2), Sigmoid())
    x, t = rng.normal(size=3), rng.uniform(size=2)
    grads = gradients(model, QuadraticCost(), x[None, :], t[None, :])
    # samples are columns, W is (out, in), biases are (out, 1)
    w1, w2 = model.params[0].T, model.params[2].T
    b1, b2 = model.params[1][:, None], model.params[3][:, None]
    a0 = x[:, None]
    z1 = w1 @ a0 + b1
    a1 = sigmoid(z1)
    z2 = w2 @ a1 + b2
    delta2 = (sigmoid(z2) - t[:, None]) * sigmoid_prime(z2)
    delta1 = (w2.T @ delta2) * sigmoid_prime(z1)
    np.testing.assert_allclose(grads[2].T, delta2 @ a1.T)
    np.testing.assert_allclose(grads[0].T, delta1 @ a0.T)
    np.testing.assert_allclose(grads[3], delta2[:, 0])


def test_differences():
    def f(t):
        return math.exp(t) * math.sin(t)

    slope = math.e * (math.sin(1) + math.cos(1))
    second = 2 * math.e * math.cos(1)
    third = 2 * math.e * (math.cos(1) - math.sin(1))
    h = 1e-3
    forward = (f(1 + h) - f(1)) / h - slope
    central = (f(1 + h) - f(1 - h)) / (2 * h) - slope
    assert forward == pytest.approx(h / 2 * second, rel=1e-2)
    assert central == pytest.approx(h**2 / 6 * third, rel=1e-2)
    library = numerical_gradient(
        lambda t: np.exp(t) * np.sin(t), np.array(1.0)
    )
    assert float(library) == pytest.approx(slope, abs=2e-10)


def test_relative(rng):
    model = network(rng, Dense(4, 3), Tanh(), Dense(3, 3), Softmax())
    loss = CategoricalCrossentropy()
    X, Y = rng.normal(size=(6, 4)), one_hot(rng.integers(0, 3, 6), 3)
    report = gradient_check(model, loss, X, Y)
    assert report.passed
    grads = gradients(model, loss, X, Y)
    for check, w, g in zip(
        report.checks[1:], model.params, grads, strict=True
    ):
        by_nudging = numerical_gradient(lambda _: loss(Y, model(X)), w)
        size = np.linalg.norm(g) + np.linalg.norm(by_nudging)
        error = np.linalg.norm(g - by_nudging) / size
        assert check.error < 1e-7 and error < 1e-7


def test_relative_error_of_a_wrong_gradient(rng, monkeypatch):
    model = network(rng, Dense(4, 3), Tanh(), Dense(3, 3), Softmax())
    loss = CategoricalCrossentropy()
    X, Y = rng.normal(size=(6, 4)), one_hot(rng.integers(0, 3, 6), 3)
    right = gradients(model, loss, X, Y)[1].copy()
    fill = Dense.fill_grads

    def averaged(self, grad_output):
        fill(self, grad_output)
        self.grads["b"] /= len(grad_output)

    monkeypatch.setattr(Dense, "fill_grads", averaged)
    report = gradient_check(model, loss, X, Y)
    # |g/n - g| / (|g/n| + |g|) = (n - 1) / (n + 1), here 5/7
    found = {c.name.split(": ")[-1]: c.error for c in report.checks[1:3]}
    assert not report.passed and np.linalg.norm(right) > 0
    assert found["b"] == pytest.approx(5 / 7, rel=1e-6)
    assert found["W"] < 1e-7


def test_zero_slope_of_the_loss_means_no_gradient(rng):
    model = network(rng, Dense(3, 4), ReLU(), Dense(4, 2))
    X = rng.normal(size=(5, 3))
    grads = gradients(model, QuadraticCost(), X, model.forward(X))
    assert all((g == 0).all() for g in grads)


def test_equal_units_stay_equal(rng):
    model = Sequential([Dense(2, 3), Tanh(), Dense(3, 1)], rng=0)
    model.set_weights(
        [np.full((2, 3), 0.3), np.zeros(3), np.ones((3, 1)), [0]]
    )
    X, Y = rng.normal(size=(8, 2)), rng.normal(size=(8, 1))
    for _ in range(50):
        grads = gradients(model, QuadraticCost(), X, Y)
        SGD(learning_rate=0.1).step(model.params, grads)
    W = model.params[0]
    assert np.ptp(W, axis=1).max() < 1e-12 and not np.allclose(W, 0.3)


def test_every_numbered_equation_has_its_test():
    notebook = nbformat.read(CHAPTER, as_version=4)
    prose = "\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "markdown"
    )
    labels = re.findall(r"^\$\$ \(eq-backpropagation-([\w-]+)\)$", prose, re.M)
    assert len(labels) >= 10
    tests = {name[5:] for name in globals() if name.startswith("test_")}
    missing = {label.replace("-", "_") for label in labels} - tests
    assert not missing, f"no test for the equations {sorted(missing)}"
