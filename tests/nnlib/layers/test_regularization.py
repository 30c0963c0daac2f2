"""Dropout and batch normalization: by hand, in training and in use."""

import copy

import numpy as np
import pytest

from nnlib import (
    BatchNormalization,
    Dense,
    Dropout,
    MeanSquaredError,
    ReLU,
    Sequential,
    Softmax,
    Tanh,
    gradient_check,
    minibatches,
)
from nnlib.gradcheck import numerical_gradient


def built(layer, rng=0, dtype=np.float64):
    layer.build(rng, dtype)
    return layer


def batch(n, d, seed=0):
    return np.random.default_rng(seed).normal(size=(n, d))


ONES = np.ones((1000, 100))


# ---------------------------------------------------------------- dropout


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.9])
def test_dropout_keeps_the_mean(rate):
    # 100,000 entries: each is 0, or 1 / (1 - rate) with probability 1 - rate.
    # The mean is 1, the variance rate / (1 - rate): .25 for .2, 1 for .5
    out = built(Dropout(rate)).forward(ONES, training=True)
    assert set(np.unique(out)) == {0, 1 / (1 - rate)}
    assert (out == 0).mean() == pytest.approx(rate, abs=0.01)
    assert out.mean() == pytest.approx(1, abs=0.03)
    assert out.var() == pytest.approx(rate / (1 - rate), rel=0.05)


def test_dropout_by_hand():
    layer = built(Dropout(0.5))
    out = layer.forward(np.array([[3.0, 5.0, 7.0]]), training=True)
    kept = out[0] != 0
    np.testing.assert_array_equal(out[0], np.where(kept, [6, 10, 14], 0))
    # the gradient takes the same ways, with the same factor 2
    back = layer.backward(np.array([[1.0, 10.0, 100.0]]))
    np.testing.assert_array_equal(back[0], np.where(kept, [2, 20, 200], 0))


def test_dropout_draws_a_new_mask_for_each_batch():
    layer = built(Dropout(0.5))
    first = layer.forward(ONES, training=True)
    assert (layer.forward(ONES, training=True) != first).any()


def test_equal_seeds_give_equal_masks():
    outs = [
        built(Dropout(0.5), seed).forward(ONES, training=True)
        for seed in (3, 3, 4)
    ]
    np.testing.assert_array_equal(outs[0], outs[1])
    assert (outs[0] != outs[2]).any()
    # two layers of one model do not share a mask
    a, b = Dropout(0.5), Dropout(0.5)
    Sequential([a, b], rng=0)
    first = a.forward(ONES, training=True)
    assert (first != b.forward(ONES, training=True)).any()


def test_dropout_is_silent_when_the_network_is_used():
    layer = built(Dropout(0.5))
    before = layer.rng.bit_generator.state
    X = batch(4, 3)
    np.testing.assert_array_equal(layer.forward(X), X)
    np.testing.assert_array_equal(layer.backward(X), X)
    assert layer.rng.bit_generator.state == before


def test_rate_0_is_the_identity_to_the_last_bit():
    X = batch(4, 3)
    layer = Dropout(0)  # it needs no generator either
    np.testing.assert_array_equal(layer.forward(X, training=True), X)
    np.testing.assert_array_equal(layer.backward(X), X)


def test_dropout_of_float32_stays_float32():
    layer = built(Dropout(0.3))
    X = batch(4, 3).astype(np.float32)
    assert layer.forward(X, training=True).dtype == np.float32
    assert layer.backward(X).dtype == np.float32


# ---------------------------------------------------- batch normalization


def test_batch_normalization_by_hand():
    # column (1, 2, 6): mean 3, variance (4 + 1 + 9) / 3 = 14/3,
    # x̂ = (-2, -1, 3) / √(14/3) = (-2, -1, 3) / 2.160247
    layer = built(BatchNormalization(1, epsilon=1e-12))
    x = np.array([[1.0], [2.0], [6.0]])
    expected = np.array([-2, -1, 3]) / 2.160247
    out = layer.forward(x, training=True)
    np.testing.assert_allclose(out[:, 0], expected, rtol=1e-6)
    layer.params["gamma"] = [2]
    layer.params["beta"] = [10]
    out = layer.forward(x, training=True)
    np.testing.assert_allclose(out[:, 0], 2 * expected + 10, rtol=1e-6)
    # running averages after the first pass: .9 * 0 + .1 * 3 = .3 and
    # .9 * 1 + .1 * 14/3 = 1.366667; after the second: .9 * .3 + .3 = .57
    # and .9 * 1.366667 + .466667 = 1.696667
    state = layer.state
    np.testing.assert_allclose(state["running_mean"], 0.57)
    np.testing.assert_allclose(state["running_variance"], 1.696667, rtol=1e-6)
    # in use: (3 - .57) / √1.696667 = 1.865555, times 2, plus 10
    out = layer.forward(np.array([[3.0]]))
    assert out[0, 0] == pytest.approx(13.731110, rel=1e-6)


def test_each_feature_gets_mean_beta_and_deviation_gamma():
    layer = built(BatchNormalization(3, epsilon=1e-12))
    layer.params["gamma"] = [1, 2, 3]
    layer.params["beta"] = [-1, 0, 5]
    X = batch(50, 3) * [1, 100, 1e-3] + [0, 1e4, -7]
    out = layer.forward(X, training=True)
    np.testing.assert_allclose(out.mean(axis=0), [-1, 0, 5], atol=1e-9)
    np.testing.assert_allclose(out.std(axis=0), [1, 2, 3], rtol=1e-5)


def test_a_constant_feature_becomes_beta():
    layer = built(BatchNormalization(2))
    layer.params["beta"] = [7, 8]
    out = layer.forward(np.full((5, 2), 3.0), training=True)
    np.testing.assert_array_equal(out, np.tile([7.0, 8.0], (5, 1)))
    dX = layer.backward(np.ones((5, 2)))
    assert np.isfinite(dX).all()


def test_running_averages_approach_those_of_the_data():
    layer, X = built(BatchNormalization(3)), batch(60, 3) * [1, 5, 9] + 2
    rng = np.random.default_rng(0)
    for _ in range(300):
        for X_batch, _y in minibatches(X, X, 20, rng=rng):
            layer.forward(X_batch, training=True)
    np.testing.assert_allclose(
        layer.state["running_mean"], X.mean(axis=0), atol=1.0
    )
    np.testing.assert_allclose(
        layer.state["running_variance"], X.var(axis=0), rtol=0.35
    )


def test_in_use_one_example_does_not_depend_on_the_others():
    layer, X = built(BatchNormalization(3)), batch(9, 3)
    layer.forward(X, training=True)
    before = {name: a.copy() for name, a in layer.state.items()}
    together = layer.forward(X)
    alone = np.concatenate([layer.forward(x[None, :]) for x in X])
    np.testing.assert_array_equal(together, alone)
    for name, values in before.items():
        np.testing.assert_array_equal(layer.state[name], values)


def test_backward_is_the_formula_of_the_book():
    # dL/dx = (ĝ - mean(ĝ) - x̂ mean(ĝ x̂)) / √(σ² + ε), ĝ = γ dL/dy,
    # checked against differences of the loss, and far from ĝ / √(σ² + ε)
    layer, X, above = built(BatchNormalization(3)), batch(5, 3), batch(5, 3, 1)
    layer.params["gamma"] = [0.5, 1, 2]
    layer.forward(X, training=True)
    dX = layer.backward(above)
    expected = numerical_gradient(
        lambda x: np.sum(above * layer.forward(x, training=True)), X.copy()
    )
    np.testing.assert_allclose(dX, expected, atol=1e-9)
    g = above * layer.params["gamma"]
    assert np.abs(g / np.sqrt(X.var(axis=0)) - dX).max() > 0.1
    # a shift of all x of a feature changes nothing: the gradients sum to 0
    np.testing.assert_allclose(dX.sum(axis=0), 0, atol=1e-12)


def test_backward_in_use_is_one_factor_for_each_feature():
    layer, X = built(BatchNormalization(2)), batch(4, 2)
    layer.state["running_variance"] = [4 - 1e-5, 25 - 1e-5]
    layer.params["gamma"] = [6, 5]
    layer.forward(X)
    np.testing.assert_allclose(
        layer.backward(np.ones((4, 2))), np.tile([3.0, 1.0], (4, 1))
    )


def test_a_bias_before_batch_normalization_is_cancelled():
    X, y = batch(8, 4), batch(8, 2, 1)
    model = Sequential([Dense(4, 2), BatchNormalization(2)], rng=0)
    out = model.forward(X, training=True)
    model.layers[0].params["b"] = [100, -7]
    np.testing.assert_allclose(model.forward(X, training=True), out)
    loss = MeanSquaredError()
    model.backward(loss.gradient(y, model.forward(X, training=True)))
    np.testing.assert_allclose(model.layers[0].grads["b"], 0, atol=1e-12)
    assert gradient_check(model, loss, X, y, training=True).passed


def test_batch_normalization_of_float32_stays_float32():
    layer = built(BatchNormalization(3), dtype=np.float32)
    out = layer.forward(batch(4, 3), training=True)
    assert out.dtype == layer.backward(out).dtype == np.float32
    assert layer.state["running_mean"].dtype == np.float32
    assert layer.forward(batch(4, 3)).dtype == np.float32


@pytest.mark.parametrize("make", [lambda: BatchNormalization(3), ReLU])
@pytest.mark.parametrize("place", ["before", "after"])
def test_both_places_of_batch_normalization_learn(make, place):
    # before the activation, as in the paper, or after it
    middle = [BatchNormalization(8), Tanh()]
    if place == "after":
        middle.reverse()
    X = batch(60, 3)
    y = (X[:, 0] * X[:, 1] > 0).astype(int)
    model = Sequential(
        [make(), Dense(3, 8), *middle, Dense(8, 2), Softmax()], rng=0
    )
    model.compile("adam", "sparse_categorical_crossentropy", ["accuracy"])
    model.optimizer.learning_rate = 0.03
    history = model.fit(X, y, epochs=60, rng=0).history
    assert history["loss"][-1] < 0.8 * history["loss"][0]


# ------------------------------------------------------------------- both


@pytest.mark.parametrize(
    "layers",
    [
        [Dropout(0.5)],
        [BatchNormalization(3)],
        [Dropout(0.0), ReLU()],
        [Dropout(0.5), BatchNormalization(3), ReLU(), Dense(3, 3)],
    ],
    ids=repr,
)
def test_the_callers_arrays_stay(layers):
    X, y = batch(8, 3), batch(8, 3, 1)
    data, targets = X.copy(), y.copy()
    model = Sequential(copy.deepcopy(layers), rng=0)
    model.compile("sgd", "mse")
    model.fit(X, y, epochs=2, batch_size=8)
    model.predict(X)[...] = 7
    model.forward(X, training=True)
    np.testing.assert_array_equal(X, data)
    np.testing.assert_array_equal(y, targets)


def test_fit_trains_and_evaluate_uses():
    modes = []

    class Spy(Dropout):
        def forward(self, X, *, training=False):
            modes.append(training)
            return super().forward(X, training=training)

    model = Sequential([Spy(0.5), Dense(3, 1)], rng=0)
    model.compile("sgd", "mse")
    X, y = batch(4, 3), batch(4, 1)
    model.train_on_batch(X, y)
    assert modes == [True]
    model.evaluate(X, y)
    model.predict(X)
    assert not any(modes[1:])


def test_weights_include_the_running_averages():
    model = Sequential([BatchNormalization(3), Dense(3, 1)], rng=0)
    model.forward(batch(5, 3), training=True)
    shapes = [w.shape for w in model.get_weights()]
    assert shapes == [(3,), (3,), (3,), (3,), (3, 1), (1,)]
    assert model.count_params() == 10  # those that are learned
    twin = Sequential([BatchNormalization(3), Dense(3, 1)], rng=1)
    twin.set_weights(model.get_weights())
    X = batch(4, 3, 2)
    np.testing.assert_array_equal(twin.predict(X), model.predict(X))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: Dropout(1),
            ValueError,
            r"Dropout: rate must be in \[0, 1\), got 1",
        ),
        (lambda: Dropout("half"), TypeError, "rate must be a number"),
        (
            lambda: Dropout(0.5).forward(ONES, training=True),
            RuntimeError,
            r"Dropout\(rate=0.5\) has no generator yet. Call layer.build",
        ),
        (
            lambda: Dropout(0.5).backward(ONES),
            RuntimeError,
            "backward needs the values of a forward pass",
        ),
        (
            lambda: BatchNormalization(3).forward(batch(2, 3)),
            RuntimeError,
            r"BatchNormalization\(3\) has no gamma and beta yet. Call layer",
        ),
        (
            lambda: built(BatchNormalization(3)).forward(
                batch(1, 3), training=True
            ),
            ValueError,
            "a batch of one example has no variance, .* batches of two or mo",
        ),
        (
            lambda: built(BatchNormalization(3)).forward(batch(5, 4)),
            ValueError,
            r"BatchNormalization expects a batch of shape \(n, 3\), got \(5",
        ),
        (
            lambda: BatchNormalization(0),
            ValueError,
            "BatchNormalization: num_features must be at least 1, got 0",
        ),
        (
            lambda: BatchNormalization(3, momentum=1.0),
            ValueError,
            r"BatchNormalization: momentum must be in \[0, 1\), got 1.0",
        ),
        (
            lambda: BatchNormalization(3, epsilon=0),
            ValueError,
            r"BatchNormalization: epsilon must be in \(0, inf\), got 0",
        ),
        (
            lambda: Sequential([Dense(2, 3), BatchNormalization(2)]),
            ValueError,
            r"layer 1: BatchNormalization\(2\) expects 2 features, but the "
            r"layers before it give 3. Use BatchNormalization\(3\)",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize(
    ("n", "batch_size", "smallest", "advice"),
    [(33, 32, 1, 31), (5, 1, 1, 5), (3, 2, 1, 3), (1, 32, 1, "another")],
)
def test_a_last_batch_of_one_is_found_before_training(
    n, batch_size, smallest, advice
):
    model = Sequential([BatchNormalization(3), Dense(3, 1)], rng=0)
    model.compile("sgd", "mse")
    before = model.get_weights()
    with pytest.raises(
        ValueError,
        match=f"fit: {n} rows in batches of {batch_size} leave a batch of "
        rf"{smallest}, and BatchNormalization\(3\) learns from 2 or more. "
        f"Use batch_size={advice}",
    ):
        model.fit(batch(n, 3), batch(n, 1), epochs=1, batch_size=batch_size)
    for w, expected in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(w, expected)


def test_repr_tells_what_is_not_usual():
    layer = BatchNormalization(3, momentum=0.99)
    assert repr(layer) == "BatchNormalization(3, momentum=0.99)"
    layer = BatchNormalization(3, momentum=0.5, epsilon=0.1)
    shown = "BatchNormalization(3, momentum=0.5, epsilon=0.1)"
    assert repr(layer) == shown
    assert repr(Dropout(0.5)) == "Dropout(rate=0.5)"
