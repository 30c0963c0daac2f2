"""Gradients of arrays that hypothesis invents: any shape, extreme values.

The moderate numbers keep away from kinks, where differences say nothing; the
extreme ones sit on them, and there gradients must be finite, of the right
shape, without a warning, and right wherever the slope is defined.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlib import Dense, Sequential, losses
from nnlib.gradcheck import _repeatable, numerical_gradient
from tests.nnlib.gradients.operations import (
    ELEMENTWISE,
    ENDS,
    LAYERS,
    LOSSES,
    REGULARIZERS,
    ROUNDING,
    ROWWISE,
    Trial,
    assert_same_slope,
    reals,
    spread,
)

sizes = st.integers(1, 4)
moderate = st.floats(0.1, 2) | st.floats(-2, -0.1)
EXTREMES = [0, 1e-300, -1e-300, 1e-8, -1e-8, 1, -1, 500, -500, 1e4, -1e4]
extreme = st.sampled_from([float(x) for x in EXTREMES])
few = settings(max_examples=25)


def matrix(n, d, elements):
    return arrays(float, (n, d), elements=elements)


# ------------------------------------------------------------ any shape


@few
@pytest.mark.parametrize("op", LAYERS)
@given(data=st.data(), n=sizes, d=sizes, m=sizes)
def test_layer(op, data, n, d, m):
    trial = Trial(op, d, m)
    if trial.training:
        n = max(n, trial.layer.min_batch)
    X = spread(data.draw(matrix(n, d, moderate)))
    assume(np.abs(X).min() > 0.05)
    above = data.draw(matrix(*trial.forward(X).shape, moderate))
    mine = trial.gradients(X, above)
    for name, place in {"X": X, **trial.layer.params}.items():
        numerical = numerical_gradient(lambda _: trial.cost(X, above), place)
        assert_same_slope(mine[name], numerical, f"{op}: {name}")


@few
@pytest.mark.parametrize("op", ELEMENTWISE)
@given(z=arrays(float, st.tuples(sizes, sizes), elements=moderate))
def test_elementwise_activation(op, z):
    f, prime = ELEMENTWISE[op]
    before = z.copy()
    numerical = numerical_gradient(lambda x: f(x).sum(), z)
    assert_same_slope(prime(z), numerical, op)
    np.testing.assert_array_equal(z, before)


@few
@pytest.mark.parametrize("op", ROWWISE)
@given(z=arrays(float, sizes, elements=moderate))
def test_rowwise_activation(op, z):
    f, jacobian = ROWWISE[op]
    shape = np.shape(f(z))
    rows = [
        numerical_gradient(lambda x, i=i: f(x)[i], z)
        for i in np.ndindex(shape)
    ]
    numerical = np.reshape(rows, (*shape, len(z)))
    assert_same_slope(jacobian(z), numerical, op)


@few
@pytest.mark.parametrize("op", LOSSES)
@given(data=st.data(), n=sizes, k=sizes, seed=st.integers(0, 10**6))
def test_loss(op, data, n, k, seed):
    loss, targets, predictions = LOSSES[op]
    if "Categorical" in op:
        k = max(k, 2)
    rng = np.random.default_rng(seed)
    y_true, y_pred = targets(rng, n, k), predictions(rng, n, k)
    if predictions is reals:
        y_pred = data.draw(matrix(n, k, moderate))
        if targets is not reals and "Hinge" in op:
            assume(np.abs(y_true * y_pred - 1).min() > 1e-3)
        if targets is reals:
            error = np.abs(y_pred - y_true)
            assume(error.min() > 1e-3)
            assume(np.abs(error - getattr(loss, "delta", 0)).min() > 1e-3)
    numerical = numerical_gradient(lambda p: loss(y_true, p), y_pred)
    assert_same_slope(loss.gradient(y_true, y_pred), numerical, op)


@few
@pytest.mark.parametrize("op", REGULARIZERS)
@given(W=arrays(float, st.tuples(sizes, sizes), elements=moderate))
def test_regularizer(op, W):
    regularizer = REGULARIZERS[op]
    numerical = numerical_gradient(regularizer, W)
    assert_same_slope(regularizer.gradient(W), numerical, op)


@settings(max_examples=150)
@given(
    hidden=st.lists(st.sampled_from(sorted(LAYERS)), min_size=1, max_size=3),
    end=st.sampled_from(sorted(ENDS)),
    penalty=st.sampled_from([None, *REGULARIZERS.values()]),
    n=st.integers(2, 4),
    width=sizes,
    seed=st.integers(0, 10**6),
)
def test_network(hidden, end, penalty, n, width, seed):
    last, loss, targets = ENDS[end]
    rng = np.random.default_rng(seed)
    layers = [Dense(2, width, kernel_regularizer=penalty)]
    layers += [LAYERS[name](width, width) for name in hidden]
    model = Sequential([*layers, Dense(width, 3), last()], rng=rng)
    X, y = rng.normal(size=(n, 2)), targets(rng, n, 3)
    loss, forward = losses.get(loss), _repeatable(model, training=True)

    def cost(_):
        return loss(y, forward(X)) + model.penalty()

    grad = loss.gradient(y, forward(X))
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    mine = {"inputs": grad, "parameters": model.flat_grads}
    places = {"inputs": X, "parameters": model.flat_params}
    for name, place in places.items():
        one = numerical_gradient(cost, place, eps=1e-5)
        two = numerical_gradient(cost, place, eps=2e-5)
        # where two steps disagree, a kink or a feature that is nearly
        # constant is so close that differences are no measure
        sure = np.abs(one - two) < 1e-6 * np.abs(one) + ROUNDING
        # together they are exact to the fourth order
        numerical = (4 * one - two) / 3
        assert_same_slope(mine[name][sure], numerical[sure], name)


# -------------------------------------------------------- extreme values


def slope_is_defined(X, step):
    """Where no kink at 0 lies within the step."""
    return np.abs(X) > 2 * step


@few
@pytest.mark.parametrize("op", LAYERS)
@given(data=st.data(), n=sizes, d=sizes)
def test_layer_at_extremes(op, data, n, d):
    trial = Trial(op, d, 2)
    if trial.training:
        n = max(n, trial.layer.min_batch)
    X = data.draw(matrix(n, d, extreme))
    out = trial.forward(X)
    mine = trial.gradients(X, np.ones(out.shape))
    for name, g in mine.items():
        assert np.isfinite(g).all(), name
        assert (
            g.shape == (X if name == "X" else trial.layer.params[name]).shape
        )
    if "BatchNormalization" in op and trial.training:
        return  # equal rows: a slope of 300, an edge narrower than any step
    numerical = numerical_gradient(
        lambda x: trial.cost(x, np.ones(out.shape)), X, eps=1e-3
    )
    where = slope_is_defined(X, 1e-3)
    np.testing.assert_allclose(
        mine["X"][where], numerical[where], rtol=1e-5, atol=1e-5
    )


@few
@pytest.mark.parametrize("op", ELEMENTWISE)
@given(z=arrays(float, sizes, elements=extreme))
def test_elementwise_activation_at_extremes(op, z):
    f, prime = ELEMENTWISE[op]
    slope = prime(z)
    assert np.isfinite(f(z)).all()
    numerical = numerical_gradient(lambda x: f(x).sum(), z, eps=1e-3)
    where = slope_is_defined(z, 1e-3)
    np.testing.assert_allclose(
        slope[where], numerical[where], rtol=1e-5, atol=1e-5
    )
    # on a kink, one of the slopes beside it, or between
    low, high = prime(z - 1e-3), prime(z + 1e-3)
    slack = 1e-2
    assert (slope >= np.minimum(low, high) - slack).all()
    assert (slope <= np.maximum(low, high) + slack).all()


@few
@pytest.mark.parametrize("op", ROWWISE)
@given(z=arrays(float, sizes, elements=extreme))
def test_rowwise_activation_at_extremes(op, z):
    f, jacobian = ROWWISE[op]
    J = jacobian(z)
    assert np.isfinite(f(z)).all()
    # a shift of all scores moves logsumexp by itself, and the others not
    np.testing.assert_allclose(
        J.sum(axis=-1), 1 if op == "logsumexp" else 0, atol=1e-12
    )


@few
@pytest.mark.parametrize("op", LOSSES)
@given(data=st.data(), n=sizes, k=sizes, seed=st.integers(0, 10**6))
def test_loss_at_extremes(op, data, n, k, seed):
    loss, targets, predictions = LOSSES[op]
    if "Categorical" in op:
        k = max(k, 2)
    rng = np.random.default_rng(seed)
    y_true = targets(rng, n, k)
    values = extreme
    if predictions is not reals:
        values = st.sampled_from([0.0, 1e-300, 1e-8, 0.5, 1 - 1e-8, 1.0])
    y_pred = data.draw(matrix(n, k, values))
    gradient = loss.gradient(y_true, y_pred)
    assert np.isfinite(loss(y_true, y_pred))
    assert np.isfinite(gradient).all()
    assert gradient.shape == y_pred.shape
    # no loss of nnlib rises when the predictions follow minus the gradient
    towards = np.clip(y_pred - 1e-9 * np.sign(gradient), *limits(predictions))
    assert loss(y_true, towards) <= loss(y_true, y_pred) * (1 + 1e-12) + 1e-12


def limits(predictions):
    return (-np.inf, np.inf) if predictions is reals else (0, 1)


@few
@pytest.mark.parametrize("op", REGULARIZERS)
@given(W=arrays(float, st.tuples(sizes, sizes), elements=extreme))
def test_regularizer_at_extremes(op, W):
    regularizer = REGULARIZERS[op]
    gradient = regularizer.gradient(W)
    assert np.isfinite(regularizer(W))
    assert regularizer(W) >= 0
    # the pull is towards 0, the stronger the larger the weight
    assert (gradient * W >= 0).all()
    assert (gradient[W == 0] == 0).all()
    assert regularizer.gradient(-W) == pytest.approx(-gradient)
