"""Regularizers and max-norm: the penalty, its slope, its effect in fit."""

import numpy as np
import pytest

from nnlib import (
    L1,
    L1L2,
    L2,
    SGD,
    Dense,
    MeanSquaredError,
    Regularizer,
    Sequential,
    Softmax,
    SparseCategoricalCrossentropy,
    Tanh,
    gradient_check,
    regularizers,
)

rng = np.random.default_rng(0)
X, LABELS = rng.normal(size=(20, 4)), rng.integers(3, size=20)
REAL = rng.normal(size=(20, 3))
EVERY = [L1(0.03), L2(0.02), L1L2(l1=0.03, l2=0.02)]
every = pytest.mark.parametrize("regularizer", EVERY, ids=repr)


def shrunk(regularizer, steps, start=1.0, rate=0.01):
    """One weight after some steps with no gradient but the penalty's."""
    model = Sequential([Dense(1, 1, kernel_regularizer=regularizer)])
    model.set_weights([[[start]], [0.5]])
    model.compile(SGD(rate), "mse")
    x = np.zeros((1, 1))  # then the loss does not depend on the weight
    for _ in range(steps):
        model.train_on_batch(x, np.full((1, 1), 0.5))
    assert model.params[1] == 0.5  # the bias is not penalized
    return model.params[0][0, 0]


def test_penalties_by_hand():
    # |3| + |-4| = 7; (9 + 16) / 2 = 12.5
    W = [[3, -4]]
    assert L1(0.1)(W) == pytest.approx(0.7)
    assert L2(0.1)(W) == pytest.approx(1.25)
    assert L1L2(l1=0.1, l2=0.2)(W) == pytest.approx(0.7 + 2.5)
    np.testing.assert_allclose(L1(0.1).gradient(W), [[0.1, -0.1]])
    np.testing.assert_allclose(L2(0.1).gradient(W), [[0.3, -0.4]])
    both = L1L2(l1=0.1, l2=0.2).gradient(W)
    np.testing.assert_allclose(both, [[0.1 + 0.6, -0.1 - 0.8]])


@every
def test_no_weight_no_pull(regularizer):
    # 0 is the kink of |w|: its slope is 0 by convention
    assert regularizer(np.zeros((2, 3))) == 0
    np.testing.assert_array_equal(regularizer.gradient(np.zeros((2, 3))), 0)


def test_l2_multiplies_in_each_step():
    # (1 - .01 * .1)**100 = .999**100 = .9048; without the rate it would
    # be .9**100 = .0000266
    assert shrunk(L2(0.1), 100) == pytest.approx(0.9048, abs=5e-5)


def test_l1_subtracts_in_each_step():
    # 1 - 100 * .01 * .1 = .9, whatever the size of the weight
    assert shrunk(L1(0.1), 100) == pytest.approx(0.9)
    assert shrunk(L1(0.1), 100, start=-3) == pytest.approx(-2.9)


def test_l1_drives_weights_to_zero_and_l2_makes_them_small():
    # one input of ten says something about y
    data = np.random.default_rng(1).normal(size=(200, 10))
    y = data[:, :1]
    weights = {}
    for regularizer in (L1(0.2), L2(0.2)):
        model = Sequential(
            [Dense(10, 1, kernel_regularizer=regularizer)], rng=0
        )
        model.compile(SGD(lambda t: 0.1 / (1 + t / 100)), "mse")
        model.fit(data, y, epochs=2000, batch_size=200)
        weights[type(regularizer)] = np.abs(model.params[0][:, 0])
    assert (weights[L1][1:] < 1e-3).all()
    assert (weights[L2][1:] > 1e-3).any()
    assert weights[L1][0] > 0.8
    assert weights[L2][0] > 0.8


@every
def test_fit_and_evaluate_report_loss_and_penalty(regularizer):
    layers = [Dense(4, 5, kernel_regularizer=regularizer), Dense(5, 3)]
    model = Sequential(layers, rng=0)
    model.compile(SGD(1e-9), "mse")
    penalty = regularizer(model.params[0])
    assert penalty > 0
    assert model.penalty() == penalty
    expected = MeanSquaredError()(REAL, model.predict(X)) + penalty
    assert model.evaluate(X, REAL)["loss"] == pytest.approx(expected)
    history = model.fit(X, REAL, epochs=1, batch_size=7).history
    assert history["loss"][0] == pytest.approx(expected)


@every
@pytest.mark.parametrize("first", [True, False])
def test_the_gradient_includes_the_penalty(regularizer, first):
    # in the first layer, which needs no dL/dX, and in a later one
    options = [{"kernel_regularizer": regularizer}, {}]
    one, two = options if first else options[::-1]
    layers = [Dense(4, 5, **one), Tanh(), Dense(5, 3, **two), Softmax()]
    model = Sequential(layers, rng=3)
    loss = SparseCategoricalCrossentropy()
    assert gradient_check(model, loss, X, LABELS).passed
    model.compile(SGD(1e-9), loss)
    model.train_on_batch(X, LABELS)
    by_fit = model.flat_grads.copy()
    model.backward(loss.gradient(LABELS, model.forward(X)))
    np.testing.assert_allclose(by_fit, model.flat_grads, atol=1e-9)


def test_a_penalty_in_the_loss_alone_is_found():
    class Forgetful(L2):
        def gradient(self, W):
            return 0 * W

    model = Sequential([Dense(4, 3, kernel_regularizer=Forgetful(0.1))], rng=0)
    report = gradient_check(model, MeanSquaredError(), X, REAL)
    assert report.worst.name.endswith(": W")
    assert report.worst.error > 1e-4


def test_the_penalty_does_not_depend_on_the_number_of_examples():
    model = Sequential([Dense(4, 3, kernel_regularizer="l2")], rng=0)
    model.compile("sgd", "mse")
    twice = model.evaluate(np.tile(X, (2, 1)), np.tile(REAL, (2, 1)))
    assert twice == pytest.approx(model.evaluate(X, REAL))


# ---------------------------------------------------------------- max-norm


def test_max_norm_by_hand():
    # the columns (3, 4) of length 5 and (.1, .2) of length .22, at most 2:
    # (3, 4) * 2 / 5 = (1.2, 1.6), and the other stays
    layer = Dense(2, 2, max_norm=2)
    layer.build(rng=0)
    layer.params["W"] = [[3, 0.1], [4, 0.2]]
    layer.params["b"] = [30, 40]
    layer.constrain()
    np.testing.assert_allclose(layer.params["W"], [[1.2, 0.1], [1.6, 0.2]])
    np.testing.assert_array_equal(layer.params["b"], [30, 40])


def test_max_norm_leaves_short_and_zero_columns_to_the_last_bit():
    layer = Dense(3, 50, max_norm=1.0)
    layer.build(rng=0)
    layer.params["W"] = layer.params["W"] * 0.3
    layer.params["W"][:, 0] = 0
    before = layer.params["W"].copy()
    layer.constrain()
    np.testing.assert_array_equal(layer.params["W"], before)


def test_max_norm_holds_after_every_update():
    model = Sequential(
        [Dense(4, 6, max_norm=0.5), Tanh(), Dense(6, 3), Softmax()], rng=0
    )
    model.compile(SGD(5.0, momentum=0.9), "sparse_categorical_crossentropy")
    for _ in range(10):
        model.train_on_batch(X, LABELS)
        lengths = np.linalg.norm(model.params[0], axis=0)
        assert (lengths <= 0.5 * (1 + 1e-12)).all()
    assert np.linalg.norm(model.params[2], axis=0).max() > 0.5
    assert np.abs(model.params[1]).max() > 0.5  # biases grow as they like


# ---------------------------------------------------------------- the rest


@every
def test_arguments_stay_and_float32_stays(regularizer):
    W = np.ones((2, 3), dtype=np.float32)
    assert regularizer.gradient(W).dtype == np.float32
    assert type(regularizer(W)) is float
    np.testing.assert_array_equal(W, 1)
    layer = Dense(2, 3, kernel_regularizer=regularizer, max_norm=0.1)
    model = Sequential([layer], rng=0, dtype=np.float32)
    model.compile("sgd", "mse")
    model.fit(X[:, :2], REAL, epochs=1)
    assert model.flat_params.dtype == np.float32


@every
def test_repr_builds_it_again(regularizer):
    again = eval(repr(regularizer), vars(regularizers))
    assert again.config() == regularizer.config()


def test_names():
    assert repr(Dense(1, 2, kernel_regularizer="l1")) == (
        "Dense(1, 2, kernel_regularizer=L1(l1=0.01))"
    )
    assert repr(regularizers.get("L2")) == "L2(l2=0.01)"
    assert regularizers.get(None) is None
    mine = L2(0.5)
    assert regularizers.get(mine) is mine


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: L2(-1), ValueError, r"L2: l2 must be in \[0, inf\), got -1"),
        (lambda: L1("big"), TypeError, "L1: l1 must be a number, got 'big'"),
        (
            lambda: L1L2(l2=np.nan),
            ValueError,
            r"L1L2: l2 must be in \[0, inf\), got nan",
        ),
        (
            lambda: Dense(2, 3, kernel_regularizer="l3"),
            ValueError,
            "unknown regularizer 'l3'.\nKnown: l1, l2.",
        ),
        (
            lambda: Dense(2, 3, kernel_regularizer=0.01),
            TypeError,
            "regularizer must be a name or an object of nnlib, got float",
        ),
        (
            lambda: Dense(2, 3, max_norm=0),
            ValueError,
            r"Dense: max_norm must be in \(0, inf\), got 0",
        ),
        (
            lambda: Regularizer()([1.0]),
            NotImplementedError,
            "Regularizer needs a __call__",
        ),
        (
            lambda: Regularizer().gradient([1.0]),
            NotImplementedError,
            "Regularizer needs a gradient",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
