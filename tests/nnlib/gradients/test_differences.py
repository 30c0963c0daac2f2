"""Gradients against central differences: relative error below 1e-7."""

import numpy as np
import pytest

from nnlib import Dense, Sequential, gradient_check, losses
from nnlib.gradcheck import numerical_gradient
from tests.nnlib.gradients.operations import (
    ELEMENTWISE,
    ENDS,
    LAYERS,
    LOSSES,
    REGULARIZERS,
    ROWWISE,
    Trial,
    assert_same_slope,
    off_the_kinks,
    spread,
)


@pytest.mark.parametrize("n", [1, 5])
@pytest.mark.parametrize("op", LAYERS)
def test_layer(op, n):
    trial = Trial(op, 3, 4)
    n = max(n, trial.layer.min_batch if trial.training else 1)
    rng = np.random.default_rng(n)
    X = spread(off_the_kinks(rng, n, 3))
    above = off_the_kinks(rng, *trial.forward(X).shape)
    mine = trial.gradients(X, above)
    places = {"X": X, **trial.layer.params}
    for name, place in places.items():
        numerical = numerical_gradient(lambda _: trial.cost(X, above), place)
        assert_same_slope(mine[name], numerical, f"{op}: {name}")


@pytest.mark.parametrize("op", ELEMENTWISE)
def test_elementwise_activation(op):
    f, prime = ELEMENTWISE[op]
    z = off_the_kinks(np.random.default_rng(0), 4, 5)
    numerical = numerical_gradient(lambda x: f(x).sum(), z)
    assert_same_slope(prime(z), numerical, op)


@pytest.mark.parametrize("op", ROWWISE)
def test_rowwise_activation(op):
    f, jacobian = ROWWISE[op]
    z = off_the_kinks(np.random.default_rng(0), 6)
    entries = np.ndindex(np.shape(f(z)))
    rows = [numerical_gradient(lambda x, i=i: f(x)[i], z) for i in entries]
    numerical = np.reshape(rows, (*np.shape(f(z)), 6))
    assert_same_slope(jacobian(z), numerical, op)


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (5, 3)])
@pytest.mark.parametrize("op", LOSSES)
def test_loss(op, shape):
    loss, targets, predictions = LOSSES[op]
    n, k = shape
    if "Categorical" in op:
        k = max(k, 2)
    rng = np.random.default_rng(7)
    y_true, y_pred = targets(rng, n, k), predictions(rng, n, k)
    numerical = numerical_gradient(lambda p: loss(y_true, p), y_pred)
    assert_same_slope(loss.gradient(y_true, y_pred), numerical, op)


@pytest.mark.parametrize("op", REGULARIZERS)
def test_regularizer(op):
    regularizer = REGULARIZERS[op]
    W = off_the_kinks(np.random.default_rng(0), 4, 3)
    numerical = numerical_gradient(regularizer, W)
    assert_same_slope(regularizer.gradient(W), numerical, op)


@pytest.mark.parametrize("penalty", [None, *REGULARIZERS.values()], ids=repr)
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("hidden", LAYERS)
def test_network(hidden, end, penalty):
    last, loss, targets = ENDS[end]
    rng = np.random.default_rng(11)
    first = Dense(3, 4, kernel_regularizer=penalty)
    model = Sequential(
        [first, LAYERS[hidden](4, 4), Dense(4, 2), last()], rng=rng
    )
    X, y = rng.normal(size=(5, 3)), targets(rng, 5, 2)
    report = gradient_check(
        model, losses.get(loss), X, y, training="in use" not in hidden
    )
    assert report.passed, report
