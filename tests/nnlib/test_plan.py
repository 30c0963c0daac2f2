"""A planned step computes what the layers compute, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from nnlib import (
    SGD,
    BatchNormalization,
    Dense,
    Dropout,
    ReLU,
    RMSprop,
    Sequential,
    Sigmoid,
    Softmax,
    Tanh,
    minibatches,
)
from nnlib._plan import PLANNED, Plan, possible
from nnlib.callbacks import LambdaCallback
from nnlib.layers import ELU
from nnlib.losses import MeanSquaredError

RNG = np.random.default_rng(0)
X = RNG.normal(size=(23, 4))
Y, LABELS = RNG.normal(size=(23, 3)), RNG.integers(0, 3, 23)
SHARES = RNG.uniform(size=(23, 3))
ENDS = {
    "mse": ([], Y),
    "quadratic_cost": ([Sigmoid], SHARES),
    "binary_crossentropy": ([Sigmoid], SHARES.round()),
    "categorical_crossentropy": ([Softmax], np.eye(3)[LABELS]),
    "sparse_categorical_crossentropy": ([Softmax], LABELS),
    "huber": ([Tanh], Y),
}


def network(kind, loss, dtype=np.float64, bias=True):
    hidden = [Dense(4, 6, use_bias=bias), kind(), Dense(6, 5), kind()]
    last = [layer() for layer in ENDS[loss][0]]
    model = Sequential([*hidden, Dense(5, 3), *last], rng=0, dtype=dtype)
    model.compile(RMSprop(0.01), loss)
    return model


def by_layers(model, targets, batch_size, epochs, rng):
    """What fit does, batch by batch; the mean loss of each epoch."""
    data, means = X.astype(model.dtype), []
    if targets.dtype.kind == "f":
        targets = targets.astype(model.dtype)
    for _ in range(epochs):
        total = 0.0
        batches = [(data, targets)]
        if batch_size < len(X):
            batches = minibatches(data, targets, batch_size, rng=rng)
        for X_batch, y_batch in batches:
            values = model.train_on_batch(X_batch, y_batch)
            total += len(X_batch) * values["loss"]
        means.append(total / len(X))
    return means


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("batch_size", [5, 11, 23, 100])
@pytest.mark.parametrize("kind", [Tanh, ReLU, Sigmoid])
@pytest.mark.parametrize("loss", ENDS)
def test_fit_equals_the_layers_to_the_last_bit(loss, kind, batch_size, dtype):
    targets = ENDS[loss][1]
    planned, twin = network(kind, loss, dtype), network(kind, loss, dtype)
    assert planned.can_be_planned()
    history = planned.fit(
        X, targets, epochs=3, batch_size=batch_size, rng=7, verbose=0
    )
    rng = np.random.default_rng(7)
    losses = by_layers(twin, targets, batch_size, epochs=3, rng=rng)
    np.testing.assert_array_equal(planned.flat_params, twin.flat_params)
    assert history.history["loss"] == losses


@pytest.mark.parametrize("batch_size", [6, 23])
@pytest.mark.parametrize(
    "loss", ["quadratic_cost", "mse", "categorical_crossentropy"]
)
def test_whole_targets_are_taken_for_what_they_mean(loss, batch_size):
    whole = np.eye(3, dtype=int)[LABELS]
    ends = []
    for targets in (whole, whole.astype(np.float32)):
        model = network(Tanh, loss, np.float32)
        history = model.fit(
            X, targets, epochs=2, batch_size=batch_size, rng=0, verbose=0
        )
        ends.append((model.flat_params, history.history["loss"]))
    (first, losses), (second, same_losses) = ends
    np.testing.assert_array_equal(first, second)
    assert losses == same_losses


@pytest.mark.parametrize("batch_size", [6, 23])
def test_metrics_get_the_targets_that_fit_was_given(batch_size):
    kinds = set()

    def count(y_true, y_pred):
        kinds.add(y_true.dtype.kind)
        return 0.0

    model = network(Tanh, "mse")
    model.compile(SGD(0.1), "mse", [count])
    targets = np.eye(3, dtype=int)[LABELS]
    model.fit(X, targets, epochs=1, batch_size=batch_size, verbose=0)
    assert kinds == {"i"}


@pytest.mark.parametrize("shuffle", [True, False])
def test_one_who_listens_to_batches_changes_nothing(shuffle):
    models = [network(Tanh, "mse", bias=False) for _ in range(2)]
    heard = []
    listener = LambdaCallback(on_batch_end=lambda *_: heard.append(1))
    for model, callbacks in zip(models, [[], [listener]], strict=True):
        model.fit(
            X,
            Y,
            epochs=2,
            batch_size=6,
            shuffle=shuffle,
            rng=1,
            callbacks=callbacks,
            verbose=0,
        )
    assert len(heard) == 8
    first, second = models
    np.testing.assert_array_equal(first.flat_params, second.flat_params)


def test_a_plan_changes_neither_data_nor_targets():
    data, targets = X.copy(), Y.copy()
    data.flags.writeable = targets.flags.writeable = False
    network(ReLU, "mse").fit(data, targets, epochs=2, batch_size=50, rng=0)
    np.testing.assert_array_equal(data, X)


def test_metrics_are_those_of_the_layers():
    model = network(Tanh, "sparse_categorical_crossentropy")
    model.compile(SGD(0.1), model.loss, ["accuracy"])
    expected = model.evaluate(X, LABELS)  # before the only step
    logs = model.fit(X, LABELS, epochs=1, batch_size=23, verbose=0).history
    assert logs["accuracy"] == [expected["accuracy"]]
    assert logs["loss"] == pytest.approx([expected["loss"]], rel=1e-14)


def test_sigmoid_of_a_plan_is_that_of_the_layer():
    values = [-1e4, -745.2, -40.0, -1e-300, -0.0, 0.0, 0.3, 36.8, 1e4, np.inf]
    Z = np.array([[*values, -np.inf, np.nan, *RNG.normal(size=88)]])
    for dtype in (np.float32, np.float64):
        scores = Z.astype(dtype)
        expected = Sigmoid().forward(scores)
        calls, _, A = PLANNED[Sigmoid](Sigmoid(), scores.copy())
        for call in calls:
            call()
        assert A.dtype == dtype and A.shape == expected.shape
        np.testing.assert_array_equal(A, expected)


class Louder(Tanh):
    """A layer of the reader's own."""


@pytest.mark.parametrize(
    "layers",
    [
        [Dense(4, 3), Louder()],
        [Dense(4, 3), ELU()],
        [Dense(4, 3), Dropout(0.5)],
        [Dense(4, 3), BatchNormalization(3)],
        [Dense(4, 3), Tanh(), ReLU()],  # the second would destroy tanh(Z)
        [Tanh(), Dense(4, 3)],  # it would change the data
        [Dense(4, 3, kernel_regularizer="l2")],
        [Dense(4, 3, max_norm=1.0)],
    ],
    ids=repr,
)
def test_other_networks_are_trained_by_their_layers(layers):
    assert not possible(layers)
    model = Sequential(layers, rng=0)
    model.compile("sgd", "mse")
    assert not model.can_be_planned()
    before = model.flat_params.copy()
    model.fit(X, Y, epochs=1, rng=0, verbose=0)
    assert (model.flat_params != before).any()


def test_a_loss_of_ones_own_is_asked_by_the_layers():
    class Doubled(MeanSquaredError):
        """Twice the squared error."""

        def with_gradient(self, y_true, y_pred):
            loss, gradient = super().with_gradient(y_true, y_pred)
            return 2 * loss, 2 * gradient

    model = Sequential([Dense(4, 3)], rng=0)
    model.compile("sgd", Doubled())
    assert not model.can_be_planned()
    own = model.fit(X, Y, epochs=1, batch_size=23, verbose=0).history["loss"]
    model = Sequential([Dense(4, 3)], rng=0)
    model.compile("sgd", "mse")
    assert own == [2 * model.evaluate(X, Y)["loss"]]


def test_the_gradient_by_the_data_is_not_computed():
    layers = [Dense(4, 3), Tanh(), Dense(3, 1)]
    for layer in layers:
        layer.build(rng=0)
    plan = Plan(layers, np.zeros((5, 4)))
    products = [call for call in plan.down if call.func is np.dot]
    # by W and b of each layer, and by the inputs of the second alone
    assert len(products) == 5
    assert len(plan.up) + len(plan.down) == 13
