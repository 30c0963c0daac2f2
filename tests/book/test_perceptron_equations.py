"""Every numbered equation of the perceptron chapter, held against nnlib.

Each test stands for one label of the chapter; the last test makes sure that
no numbered equation is without one.
"""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from nnlib.activations import sigmoid, sigmoid_prime, step
from nnlib.perceptron import Perceptron, half_adder, nand

CHAPTER = Path(__file__).parents[2] / "book" / "perceptron.ipynb"
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def neuron(w, b):
    """A perceptron with the given numbers."""
    made = Perceptron()
    made.weights, made.bias = np.asarray(w, dtype=float), float(b)
    return made


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


def test_z(rng):
    w, b, X = rng.normal(size=3), 0.7, rng.normal(size=(5, 3))
    by_hand = [sum(w[i] * x[i] for i in range(3)) + b for x in X]
    np.testing.assert_allclose(neuron(w, b).decision_function(X), by_hand)


def test_step():
    z = np.array([-2.0, -1e-300, 0.0, 1e-300, 2.0])
    assert step(z).tolist() == [0, 0, 0, 1, 1]
    assert neuron([1.0], 0.0).predict(z[:, None]).tolist() == [0, 0, 0, 1, 1]


def test_threshold(rng):
    w, theta = rng.normal(size=4), 0.6
    X = rng.normal(size=(500, 4))
    fires = [float(np.sum(w * x)) > theta for x in X]
    assert 0 < sum(fires) < 500
    assert neuron(w, -theta).predict(X).tolist() == fires


def test_distance(rng):
    w, b = np.array([3.0, 4.0]), -12.0
    along = np.array([-4.0, 3.0]) / 5  # a unit vector within the line
    line = (
        np.array([4.0, 0.0]) + np.linspace(-50, 50, 200_001)[:, None] * along
    )
    np.testing.assert_allclose(line @ w + b, 0, atol=1e-9)
    for x in rng.normal(size=(20, 2)) * 5:
        z = neuron(w, b).decision_function(x[None, :])[0]
        nearest = np.sqrt(((line - x) ** 2).sum(axis=1)).min()
        assert z / 5 == pytest.approx(np.sign(z) * nearest, abs=1e-4)
        tripled = neuron(3 * w, 3 * b).decision_function(x[None, :])[0]
        assert tripled / 15 == pytest.approx(z / 5)


def visits(rng, learning_rate):
    """What every visit of a training run did, with the numbers before it."""
    X, y = rng.normal(size=(30, 2)), rng.integers(0, 2, 30)
    w, b = np.zeros(2), 0.0
    for visit in Perceptron(learning_rate, max_epochs=4).steps(X, y):
        yield X[visit.index], y[visit.index], w, b, visit
        w, b = visit.weights, visit.bias


def test_rule(rng):
    errors = set()
    for x, target, w, b, visit in visits(rng, 0.3):
        e = target - step(w @ x + b)
        errors.add(int(e))
        assert visit.error == e
        np.testing.assert_allclose(visit.weights, w + 0.3 * e * x)
        assert visit.bias == pytest.approx(b + 0.3 * e)
    assert errors == {-1, 0, 1}


def test_step_effect(rng):
    for x, _, w, b, visit in visits(rng, 0.3):
        before, after = w @ x + b, visit.weights @ x + visit.bias
        moved = 0.3 * visit.error * (x @ x + 1)
        assert after - before == pytest.approx(moved)


@pytest.mark.parametrize("seed", range(20))
def test_novikoff(seed):
    rng = np.random.default_rng(seed)
    u = rng.normal(size=3)
    u /= np.linalg.norm(u)
    lifted = np.column_stack([rng.normal(size=(200, 2)) * 2, np.ones(200)])
    lifted = lifted[np.abs(lifted @ u) > 0.1]
    y = step(lifted @ u).astype(int)
    gamma = np.abs(lifted @ u).min()
    R = np.linalg.norm(lifted, axis=1).max()
    mistakes = 0
    for visit in Perceptron(max_epochs=10_000).steps(lifted[:, :2], y):
        mistakes += abs(visit.error)
        w = np.append(visit.weights, visit.bias)
        assert u @ w >= mistakes * gamma - 1e-9
        assert np.linalg.norm(w) <= np.sqrt(mistakes) * R + 1e-9
    assert visit.error == 0
    assert 0 < mistakes <= (R / gamma) ** 2


def test_adder():
    x1, x2 = CORNERS.T
    n = nand(x1, x2)
    sum_bit, carry = nand(nand(x1, n), nand(x2, n)), nand(n, n)
    assert (2 * carry + sum_bit).tolist() == (x1 + x2).tolist()
    assert np.array_equal(half_adder(x1, x2), [sum_bit, carry])
    assert np.array_equal(step(-4 * n + 3), carry)


def test_sigmoid():
    z = np.linspace(-20, 20, 401)
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-12)


def test_sigmoid_prime():
    z, h = np.linspace(-8, 8, 161), 1e-5
    slope = (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
    np.testing.assert_allclose(sigmoid(z) * (1 - sigmoid(z)), slope, atol=1e-9)
    np.testing.assert_allclose(sigmoid_prime(z), slope, atol=1e-9)


def test_linear():
    w, b, x = np.array([0.5, -1.0]), 0.2, np.array([1.0, 2.0])
    delta_w, delta_b = np.array([0.01, -0.02]), 0.005

    def miss(scale):
        dw, db = scale * delta_w, scale * delta_b
        actual = sigmoid((w + dw) @ x + b + db) - sigmoid(w @ x + b)
        predicted = sigmoid_prime(w @ x + b) * (dw @ x + db)
        return abs(actual - predicted)

    # a linear approximation is off by a term of second order
    assert miss(1) < 4e-5
    assert miss(1) / miss(0.5) == pytest.approx(4, rel=0.02)


def test_sharp():
    for c in (1e2, 1e3, 1e4):
        z = np.array([-0.5, 0.0, 0.5])
        np.testing.assert_allclose(sigmoid(c * z), [0, 0.5, 1], atol=1e-20)


def test_every_numbered_equation_has_its_test():
    notebook = nbformat.read(CHAPTER, as_version=4)
    prose = "\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "markdown"
    )
    labels = re.findall(r"^\$\$ \(eq-perceptron-([\w-]+)\)$", prose, re.M)
    assert len(labels) >= 10
    tests = {name[5:] for name in globals() if name.startswith("test_")}
    missing = {label.replace("-", "_") for label in labels} - tests
    assert not missing, f"no test for the equations {sorted(missing)}"
