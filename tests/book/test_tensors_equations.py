"""Every numbered equation of the chapter on tensors, checked by itself.

Each test stands for one label of the chapter; one test makes sure that no
numbered equation is without one. The last ones hold what the chapter says
about the complete MNIST against its files.
"""

import math
import re
from itertools import product
from pathlib import Path

import nbformat
import numpy as np
import pytest

from nnlib import Dense, ReLU, Sequential, datasets
from nnlib.activations import relu
from nnlib.training import minibatches

CHAPTER = Path(__file__).parents[2] / "book" / "tensors.ipynb"


@pytest.fixture
def rng():
    return np.random.default_rng(2024)


@pytest.mark.parametrize("dtype", ["uint8", "float32", "float64"])
@pytest.mark.parametrize("shape", [(), (1,), (5,), (3, 4), (2, 3, 4, 5)])
def test_memory(shape, dtype):
    entries = 1
    for size in shape:
        entries *= size
    s = {"uint8": 1, "float32": 4, "float64": 8}[dtype]
    assert np.zeros(shape, dtype=dtype).nbytes == s * entries


@pytest.mark.parametrize("shape", [(7,), (3, 4), (2, 3, 4), (3, 1, 2, 5)])
def test_strides(shape):
    line = np.arange(math.prod(shape))
    array = line.reshape(shape)
    s = [math.prod(shape[k + 1 :]) for k in range(len(shape))]
    assert [stride // array.itemsize for stride in array.strides] == s
    for indices in product(*map(range, shape)):
        p = sum(i * s_k for i, s_k in zip(indices, s, strict=True))
        assert array[indices] == line[p]


@pytest.mark.parametrize(
    ("n", "B", "sizes"),
    [
        (1000, 256, [256, 256, 256, 232]),
        (4000, 32, [32] * 125),
        (5, 8, [5]),
        (8, 8, [8]),
        (9, 8, [8, 1]),
    ],
)
def test_batches(n, B, sizes):
    K = math.ceil(n / B)
    X = np.arange(n)
    cut = [len(X[B * k : B * (k + 1)]) for k in range(K)]
    assert cut == sizes
    assert cut[-1] == n - B * (K - 1)
    drawn = minibatches(X[:, None], X, B, rng=0)
    assert [len(X_batch) for X_batch, _ in drawn] == sizes


def test_relu(rng):
    X = rng.normal(size=(6, 7))
    by_hand = [[max(0.0, v) for v in row] for row in X.tolist()]
    assert np.array_equal(relu(X), by_hand)
    assert np.array_equal(ReLU().forward(X), by_hand)


def test_broadcast():
    for a, b in product([1, 2, 3, 5], repeat=2):
        if a == b or 1 in (a, b):
            c = b if a == 1 else a
            assert np.broadcast_shapes((a,), (b,)) == (c,)
        else:
            with pytest.raises(ValueError, match="shape mismatch"):
                np.broadcast_shapes((a,), (b,))


def test_dot(rng):
    x, y = rng.normal(size=(2, 9))
    assert x @ y == pytest.approx(sum(x[i] * y[i] for i in range(9)))


def test_matrix_vector(rng):
    X, y = rng.normal(size=(4, 3)), rng.normal(size=3)
    by_hand = [sum(X[i, j] * y[j] for j in range(3)) for i in range(4)]
    np.testing.assert_allclose(X @ y, by_hand)


@pytest.mark.parametrize("sizes", [(2, 3, 4), (1, 5, 2), (3, 1, 3), (2, 2, 1)])
def test_matmul(sizes, rng):
    p, q, r = sizes
    X, Y = rng.normal(size=(p, q)), rng.normal(size=(q, r))
    by_hand = np.zeros((p, r))
    for i, j, k in product(range(p), range(r), range(q)):
        by_hand[i, j] += X[i, k] * Y[k, j]
    np.testing.assert_allclose(X @ Y, by_hand)


def test_transpose(rng):
    X, Y = rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
    np.testing.assert_allclose((X @ Y).T, Y.T @ X.T)


def test_rotation(rng):
    # a complex number is a point; multiplying by e^(i phi) turns it
    for phi in rng.uniform(-7, 7, 20):
        cos, sin = math.cos(phi), math.sin(phi)
        W = np.array([[cos, sin], [-sin, cos]])
        x = rng.normal(size=2)
        turned = complex(*x) * np.exp(1j * phi)
        np.testing.assert_allclose(x @ W, [turned.real, turned.imag])
        np.testing.assert_allclose(W.T @ x, [turned.real, turned.imag])
        np.testing.assert_allclose(x @ W.T @ W, x)  # there and back


def layer_of(W, b, *more):
    """A Sequential that holds W and b in its Dense layer."""
    made = Sequential([Dense(*W.shape), *more], rng=0)
    made.set_weights([W, b])
    return made


def test_collapse(rng):
    X = rng.normal(size=(5, 3))
    W1, b1 = rng.normal(size=(3, 4)), rng.normal(size=4)
    W2, b2 = rng.normal(size=(4, 2)), rng.normal(size=2)
    two = layer_of(W2, b2).forward(layer_of(W1, b1).forward(X))
    one = layer_of(W1 @ W2, b1 @ W2 + b2).forward(X)
    np.testing.assert_allclose(two, one)
    bent = layer_of(W2, b2).forward(layer_of(W1, b1, ReLU()).forward(X))
    assert np.abs(bent - one).max() > 0.1


def test_layer(rng):
    X, W, b = (
        rng.normal(size=(5, 3)),
        rng.normal(size=(3, 4)),
        rng.normal(size=4),
    )
    A = np.zeros((5, 4))
    for i, j in product(range(5), range(4)):
        z = b[j] + sum(X[i, k] * W[k, j] for k in range(3))
        A[i, j] = max(0.0, z)
    np.testing.assert_allclose(layer_of(W, b, ReLU()).forward(X), A)


def test_nearest(rng):
    x, center, mu = rng.normal(size=(3, 12))
    far = np.linalg.norm(x - center) ** 2 - np.linalg.norm(x - mu) ** 2
    z = x @ (mu - center) - (mu @ mu - center @ center) / 2
    assert z == pytest.approx(far / 2)


def test_every_numbered_equation_has_its_test():
    notebook = nbformat.read(CHAPTER, as_version=4)
    prose = "\n".join(
        cell.source for cell in notebook.cells if cell.cell_type == "markdown"
    )
    labels = re.findall(r"^\$\$ \(eq-tensors-([\w-]+)\)$", prose, re.M)
    assert len(labels) >= 10
    tests = {name[5:] for name in globals() if name.startswith("test_")}
    missing = {label.replace("-", "_") for label in labels} - tests
    assert not missing, f"no test for the equations {sorted(missing)}"


def test_no_time_is_stored():
    notebook = nbformat.read(CHAPTER, as_version=4)
    ignored = [
        cell
        for cell in notebook.cells
        if "nbval-ignore-output" in cell.metadata.get("tags", [])
    ]
    (cell,) = ignored
    (output,) = cell.outputs
    assert not re.search(r"\d\.\d", output.text)


@pytest.mark.mnist
def test_the_complete_mnist_is_as_the_chapter_says():
    full = datasets.load_mnist("full", cache=False)
    (x_train, y_train), (x_test, _) = full
    assert x_train.shape == (60_000, 784)
    assert x_test.shape == (10_000, 784)
    assert y_train[4] == 9
    assert x_train.astype("uint8").nbytes == 47_040_000
