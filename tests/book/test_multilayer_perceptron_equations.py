"""Every numbered equation of the chapter, held against nnlib.

Each test stands for one label of the chapter; the last test makes sure that
no numbered equation is without one.
"""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest

from nnlib import Dense, Identity, Sequential, Sigmoid, Step, Tanh
from nnlib.activations import sigmoid, step

CHAPTER = Path(__file__).parents[2] / "book" / "multilayer_perceptron.ipynb"
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
SIZES = (3, 3, 4, 1)


@pytest.fixture
def rng():
    return np.random.default_rng(2025)


def network(sizes, act, rng):
    """The library's network with all its numbers drawn at random."""
    layers = []
    for d, m in pairwise(sizes):
        layers += [Dense(d, m), act()]
    model = Sequential(layers, rng=0)
    model.flat_params[:] = rng.normal(size=model.count_params())
    return model


def test_triangle(rng):
    X = rng.uniform(-0.5, 1.5, size=(20_000, 2))
    x1, x2 = X.T
    h1, h2, h3 = step(x1), step(x2), step(1 - x1 - x2)
    y_pred = step(h1 + h2 + h3 - 2.5)
    inside = (x1 > 0) & (x2 > 0) & (x1 + x2 < 1)
    assert (y_pred == inside).all() and 2000 < inside.sum() < 3000
    model = Sequential([Dense(2, 3), Step(), Dense(3, 1), Step()], rng=0)
    W1, b1 = [[1, 0, -1], [0, 1, -1]], [0, 0, 1]
    model.set_weights([W1, b1, np.ones((3, 1)), [-2.5]])
    assert (model.predict(X)[:, 0] == inside).all()


def test_xor():
    x1, x2 = CORNERS.T
    h1, h2 = step(-2 * x1 - 2 * x2 + 3), step(2 * x1 + 2 * x2 - 1)
    assert step(2 * h1 + 2 * h2 - 3).tolist() == [0, 1, 1, 0]
    # nobody stands on a tie
    sums = [-2 * x1 - 2 * x2 + 3, 2 * x1 + 2 * x2 - 1, 2 * h1 + 2 * h2 - 3]
    assert abs(np.array(sums)).min() >= 1


@pytest.mark.parametrize(
    ("sizes", "total"),
    [
        ((4, 5, 5, 3), 73),
        ((3, 3, 4, 1), 33),
        ((4, 5, 1), 31),
        ((2, 3, 1), 13),
        ((4, 3, 3), 27),
        ((784, 10), 7_850),
        ((784, 15, 10), 11_935),
        ((784, 30, 10), 23_860),
        ((784, 100, 10), 79_510),
        ((784, 512, 10), 407_050),
        ((4096, 1), 4_097),
    ],
)
def test_parameters(sizes, total, rng):
    P = sum(d * m + m for d, m in pairwise(sizes))
    assert P == total == network(sizes, Tanh, rng).count_params()


def test_unit(rng):
    model = network(SIZES, Sigmoid, rng)
    x = rng.normal(size=3)
    a = x
    for W, b in zip(model.params[::2], model.params[1::2], strict=True):
        z = [
            sum(a[i] * W[i, j] for i in range(len(a))) + b[j]
            for j in range(len(b))
        ]
        a = [sigmoid(z_j) for z_j in z]
    np.testing.assert_allclose(a, model.predict(x[None, :])[0])


def test_forward(rng):
    model = network(SIZES, Tanh, rng)
    X = rng.normal(size=(7, 3))
    A = X
    for W, b in zip(model.params[::2], model.params[1::2], strict=True):
        assert W.shape == (A.shape[1], len(b))
        Z = A @ W + b
        A = np.tanh(Z)
    np.testing.assert_allclose(A, model.predict(X))
    order = rng.permutation(7)  # rows do not know of one another
    np.testing.assert_allclose(model.predict(X[order]), A[order])


def test_composition(rng):
    model = network(SIZES, Sigmoid, rng)
    W1, b1, W2, b2, W3, b3 = model.params
    x = rng.normal(size=(1, 3))

    def f(a, W, b):
        return a @ W + b

    y_pred = sigmoid(f(sigmoid(f(sigmoid(f(x, W1, b1)), W2, b2)), W3, b3))
    np.testing.assert_allclose(model.predict(x), y_pred)
    # the misprint: a bend on the input and none on the output
    wrong = f(sigmoid(f(sigmoid(f(sigmoid(x), W1, b1)), W2, b2)), W3, b3)
    assert abs(wrong - y_pred).max() > 0.01


def test_column(rng):
    model = network(SIZES, Sigmoid, rng)
    X = rng.normal(size=(5, 3))
    a = X.T
    for W, b in zip(model.params[::2], model.params[1::2], strict=True):
        V = W.T
        a = sigmoid(V @ a + b[:, None])
    np.testing.assert_allclose(a.T, model.predict(X))


def test_collapse(rng):
    model = network((3, 6, 2), Identity, rng)
    W1, b1, W2, b2 = model.params
    X = rng.normal(size=(9, 3))
    merged = X @ (W1 @ W2) + (b1 @ W2 + b2)
    np.testing.assert_allclose((X @ W1 + b1) @ W2 + b2, merged)
    np.testing.assert_allclose(model.predict(X), merged)
    bent = network((3, 6, 2), Tanh, rng)
    bent.set_weights(model.get_weights())
    assert abs(bent.predict(X) - merged).max() > 0.1


def test_every_numbered_equation_has_its_test():
    notebook = nbformat.read(CHAPTER, as_version=4)
    prose = "\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "markdown"
    )
    labels = re.findall(
        r"^\$\$ \(eq-multilayer_perceptron-([\w-]+)\)$", prose, re.M
    )
    assert len(labels) >= 8
    tests = {name[5:] for name in globals() if name.startswith("test_")}
    missing = {label.replace("-", "_") for label in labels} - tests
    assert not missing, f"no test for the equations {sorted(missing)}"
