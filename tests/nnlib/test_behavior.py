"""What every model promises, with every kind of layer; facts on training."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Dense,
    Dropout,
    RandomNormal,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SparseCategoricalCrossentropy,
    Tanh,
    numerical_gradient,
    softmax,
)
from tests.nnlib.gradients.operations import LAYERS

rng = np.random.default_rng(0)
X = rng.normal(size=(40, 3))
LABELS = rng.integers(2, size=40)


def model(hidden, seed=0, dtype=np.float64):
    layers = [LAYERS[hidden](3, 3), Dense(3, 4), LAYERS[hidden](4, 4)]
    network = Sequential(
        [*layers, Dense(4, 2), Softmax()], rng=seed, dtype=dtype
    )
    loss = "sparse_categorical_crossentropy"
    network.compile(Adam(0.01, weight_decay=0.01), loss, ["accuracy"])
    return network


# ------------------------------------------------ extreme scores, no warning


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_softmax_survives_scores_of_ten_thousand(size):
    layer, Z = Softmax(), np.array([[size, 0.0, -size], [size] * 3])
    s = layer.forward(Z)
    np.testing.assert_allclose(s.sum(axis=1), 1)
    np.testing.assert_allclose(s[0], [1, 0, 0][:: int(np.sign(size))])
    np.testing.assert_allclose(s[1], 1 / 3)
    assert np.isfinite(layer.backward(np.ones((2, 3)))).all()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_sigmoid_survives_scores_of_ten_thousand(dtype):
    layer = Sigmoid()
    a = layer.forward(np.array([[-1e4, 0.0, 1e4]], dtype=dtype))
    np.testing.assert_array_equal(a, [[0, 0.5, 1]])
    grad = layer.backward(np.ones((1, 3), dtype=dtype))
    np.testing.assert_array_equal(grad, [[0, 0.25, 0]])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(
    ("loss", "y", "p"),
    [
        (SparseCategoricalCrossentropy(), [0, 1], [[0, 1], [0, 1]]),
        (CategoricalCrossentropy(), [[1, 0], [0, 1]], [[0, 1], [0, 1]]),
        (BinaryCrossentropy(), [[1], [0]], [[0], [0]]),
    ],
)
def test_a_true_class_of_probability_0(loss, y, p, dtype):
    # -log of the smallest normal number, 708 or 87, for one of two examples
    p = np.array(p, dtype=dtype)
    expected = -np.log(np.finfo(dtype).tiny) / 2
    assert loss(y, p) == pytest.approx(expected, rel=1e-6)
    gradient = loss.gradient(y, p)
    assert gradient.dtype == dtype
    assert np.isfinite(gradient).all()
    assert gradient[0, 0] < -1e30


# ---------------------------------------------------- for every kind of layer


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("hidden", LAYERS)
def test_equal_generators_give_equal_runs(hidden, dtype):
    runs = []
    for _ in range(2):
        network = model(hidden, dtype=dtype)
        order = np.random.default_rng(3)
        history = network.fit(X, LABELS, epochs=3, batch_size=8, rng=order)
        runs.append((network.get_weights(), history.history))
    for a, b in zip(runs[0][0], runs[1][0], strict=True):
        np.testing.assert_array_equal(a, b)
    assert runs[0][1] == runs[1][1]


@pytest.mark.parametrize("hidden", LAYERS)
def test_the_global_random_state_stays(hidden):
    # the legacy interface, to see that nobody uses it
    before = np.random.get_state()  # noqa: NPY002
    network = model(hidden, seed=None)
    network.fit(X, LABELS, epochs=1, rng=None, validation_split=0.2)
    network.predict(X)
    after = np.random.get_state()  # noqa: NPY002
    np.testing.assert_array_equal(before[1], after[1])
    assert before[2:] == after[2:]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("hidden", LAYERS)
def test_training_never_changes_the_callers_arrays(hidden, dtype):
    data, labels = X.astype(dtype), LABELS.copy()
    network = model(hidden, dtype=dtype)
    weights = network.get_weights()
    kept = [w.copy() for w in weights]
    expected = data.copy()
    for batch_size in (8, 40):
        for shuffle in (True, False):
            network.fit(
                data,
                labels,
                epochs=1,
                batch_size=batch_size,
                shuffle=shuffle,
                validation_data=(data, labels),
            )
    network.evaluate(data, labels)
    network.train_on_batch(data, labels)
    network.forward(data, training=True)
    network.predict(data)
    np.testing.assert_array_equal(data, expected)
    np.testing.assert_array_equal(labels, LABELS)
    for w, before in zip(weights, kept, strict=True):
        np.testing.assert_array_equal(w, before)


@pytest.mark.parametrize("hidden", LAYERS)
def test_predictions_are_the_callers(hidden):
    # what came out stays what it was, whatever the model does next
    network = model(hidden)
    first = network.predict(X)
    outputs = network.forward(X)
    kept, kept_outputs = first.copy(), outputs.copy()
    network.predict(2 * X)
    network.forward(X[::-1])
    network.fit(X, LABELS, epochs=1)
    np.testing.assert_array_equal(first, kept)
    np.testing.assert_array_equal(outputs, kept_outputs)


@pytest.mark.parametrize("hidden", LAYERS)
def test_using_a_model_does_not_train_it(hidden):
    network = model(hidden)
    network.fit(X, LABELS, epochs=1, rng=0)
    weights = network.get_weights()
    first = network.predict(X)
    for _ in range(3):
        network.evaluate(X, LABELS)
        network.forward(X)
    np.testing.assert_array_equal(network.predict(X), first)
    for w, before in zip(network.get_weights(), weights, strict=True):
        np.testing.assert_array_equal(w, before)
    # each row by itself, dropout silent, batch norm by its averages
    alone = np.concatenate([network.predict(x[None, :]) for x in X])
    np.testing.assert_allclose(alone, first, rtol=1e-12)


# ------------------------------------------------ facts of the book's chapters


def zeros(hidden):
    start = {"weight_initializer": "zeros", "bias_initializer": "zeros"}
    return Sequential(
        [Dense(3, 5, **start), hidden(), Dense(5, 2, **start), Softmax()]
    )


@pytest.mark.parametrize("hidden", [Tanh, ReLU])
def test_from_zeros_only_the_last_bias_moves(hidden):
    # hidden outputs are 0, so dW2 = 0; W2 is 0, so nothing comes further down
    network = zeros(hidden)
    network.compile(SGD(0.5), "sparse_categorical_crossentropy")
    for _ in range(50):
        network.train_on_batch(X, LABELS)
    W1, b1, W2, b2 = network.params
    assert not W1.any()
    assert not b1.any()
    assert not W2.any()
    assert b2.all()


def test_from_zeros_sigmoid_units_stay_identical():
    network = zeros(Sigmoid)
    network.compile(SGD(0.5), "sparse_categorical_crossentropy")
    for _ in range(50):
        network.train_on_batch(X, LABELS)
    W1 = network.params[0]
    assert W1.any()
    np.testing.assert_allclose(np.ptp(W1, axis=1), 0, atol=1e-15)


def test_logistic_regression_learns_from_zeros():
    y = (X @ [1.0, -2.0, 0.5] > 0).astype(float)[:, None]
    network = Sequential([Dense(3, 1, weight_initializer="zeros"), Sigmoid()])
    np.testing.assert_array_equal(network.predict(X), 0.5)
    network.compile(SGD(1.0), "binary_crossentropy", ["accuracy"])
    network.fit(X, y, epochs=500, batch_size=len(X))
    assert network.evaluate(X, y)["accuracy"] >= 0.975


def test_weights_of_a_thousand_saturate_tanh():
    # 100 inputs of deviation 1: z has the deviation 1000 * √100 = 10,000.
    # tanh' is 1 - tanh² and is 0 in float64 beyond |z| = 19: all but
    # 38 / (10,000 √(2 π)) = .0015 of the z; the mean is 2 / 25,066 = 8e-5
    data = np.random.default_rng(1).normal(size=(10_000, 100))
    means = {}
    for stddev in (1000.0, 100**-0.5):
        first = Dense(100, 100, weight_initializer=RandomNormal(stddev))
        network = Sequential([first, Tanh()], rng=2)
        slopes = 1 - network.forward(data) ** 2
        means[stddev] = slopes.mean()
        if stddev == 1000:
            assert (slopes == 0).mean() == pytest.approx(0.9985, abs=5e-4)
    assert means[1000.0] == pytest.approx(8e-5, rel=0.3)
    assert means[100**-0.5] == pytest.approx(0.6, abs=0.02)


def test_many_thinned_networks_agree_with_the_whole_one():
    # inverted dropout: the mean over masks of a linear layer's outputs is
    # its output without any mask
    network = Sequential([Dropout(0.5), Dense(3, 2)], rng=0)
    outs = [network.forward(X, training=True) for _ in range(4000)]
    np.testing.assert_allclose(
        np.mean(outs, axis=0), network.forward(X), atol=0.15
    )


@pytest.mark.parametrize(
    ("eps", "low", "high"),
    [(0.1, 2.6e-3, 2.8e-3), (1e-5, 0, 2e-10), (1e-12, 1e-6, 1e-3)],
)
def test_the_error_of_differences_falls_and_rises(eps, low, high):
    # exp(t) sin(t) at 1: eps² / 6 times the third derivative,
    # 2 e (cos 1 - sin 1) = -1.637: .01 / 6 * 1.637 = .0027; a step too
    # small meets rounding, some 1e-16 / 1e-12
    exact = np.e * (np.sin(1) + np.cos(1))
    slope = numerical_gradient(
        lambda t: np.exp(t) * np.sin(t), np.array(1.0), eps=eps
    )
    assert low <= abs(float(slope) - exact) <= high


def test_softmax_of_equal_scores_is_even():
    np.testing.assert_array_equal(softmax([1e4, 1e4]), 0.5)
