"""What makes training fast changes nothing but the time."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    Dense,
    ReLU,
    RMSprop,
    Sequential,
    Softmax,
    Tanh,
    minibatches,
)
from nnlib.callbacks import Callback, LambdaCallback, listens
from nnlib.training import GATHERED

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(12, 2)), RNG.normal(size=(12, 1))


class Doubled(Tanh):
    """A layer of the reader's own, which answers in another precision."""

    def function(self, Z):
        return 2 * super().function(Z).astype(np.float64)

    def derivative(self, Z, A):
        return 2 - A * A / 2


def compiled(*layers, dtype=np.float64):
    model = Sequential(layers, rng=0, dtype=dtype)
    model.compile(SGD(0.1), "mse")
    return model


def test_layers_trust_their_network_only_while_it_trains():
    model = compiled(Dense(2, 3), Tanh(), Dense(3, 1))
    seen = []
    note = LambdaCallback(
        on_batch_end=lambda *_: seen.append(
            [layer.trusting for layer in model.layers]
        )
    )
    model.fit(X, Y, epochs=1, batch_size=12, callbacks=[note], verbose=0)
    assert seen == [[True] * 3]
    assert not any(layer.trusting for layer in model.layers)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_they_stop_trusting_whatever_ends_the_training(error):
    model = compiled(Dense(2, 1))

    def stop(*_):
        raise error

    callback = LambdaCallback(on_batch_end=stop)
    try:
        model.fit(X, Y, epochs=1, callbacks=[callback], verbose=0)
    except RuntimeError:
        assert error is RuntimeError
    assert not model.layers[0].trusting
    with pytest.raises(ValueError, match="Dense expects a batch of shape"):
        model.layers[0].forward(X[0])


def test_a_layer_of_ones_own_is_checked_at_every_step():
    model = compiled(Dense(2, 3), Doubled(), Dense(3, 1), dtype=np.float32)
    model.fit(X, Y, epochs=2, verbose=0)  # Dense takes float64 in float32
    assert model.flat_params.dtype == np.float32
    seen = []
    note = LambdaCallback(
        on_batch_end=lambda *_: seen.append(model.layers[0].trusting)
    )
    model.fit(X, Y, epochs=1, callbacks=[note], verbose=0)
    assert seen == [False]


@pytest.mark.parametrize("n", [1, 9, GATHERED, 2 * GATHERED + 7])
@pytest.mark.parametrize("size", [1, 3, 10, GATHERED + 1])
def test_rows_fetched_together_are_the_same_batches(n, size):
    rows = np.arange(n)
    order = np.random.default_rng(4).permutation(n)
    batches = list(minibatches(rows, rows, size, rng=4))
    assert [len(x) for x, _ in batches[:-1]] == [size] * (len(batches) - 1)
    assert np.concatenate([x for x, _ in batches]).tolist() == order.tolist()
    assert all(np.array_equal(x, y) for x, y in batches)
    full = list(minibatches(rows, rows, size, rng=4, drop_last=True))
    assert [len(x) for x, _ in full] == [size] * (n // size)


@pytest.mark.parametrize("make", [SGD, RMSprop, Adam])
def test_an_optimizer_sees_that_the_arrays_are_others(make):
    a, b = np.ones(3), np.ones(3)
    optimizer = make(0.1)
    optimizer.step([a], [a.copy()])
    optimizer.step([b], [b.copy()])  # as many numbers, another array
    assert (b != 1).all()
    before = a.copy()
    optimizer.step([b], [b.copy()])
    np.testing.assert_array_equal(a, before)


def test_an_optimizer_that_was_reset_starts_anew():
    a, optimizer = np.array([1.0]), RMSprop(0.1)
    g = np.array([1.0])
    optimizer.step([a], [g])
    first = 1 - a[0]
    optimizer.memory = None
    a[0] = 1.0
    optimizer.step([a], [g])
    assert 1 - a[0] == pytest.approx(first)


def test_a_copied_optimizer_moves_only_its_own_model():
    model = Sequential([Dense(2, 2), ReLU(), Dense(2, 2), Softmax()], rng=0)
    model.compile("adam", "sparse_categorical_crossentropy")
    labels = np.arange(12) % 2
    model.fit(X, labels, epochs=1, verbose=0, rng=0)
    twin = copy.deepcopy(model)
    before = model.flat_params.copy()
    twin.fit(X, labels, epochs=1, verbose=0, rng=0)
    np.testing.assert_array_equal(model.flat_params, before)
    model.fit(X, labels, epochs=1, verbose=0, rng=0)
    np.testing.assert_array_equal(model.flat_params, twin.flat_params)


def test_who_listens():
    class Quiet(Callback):
        pass

    class Loud(Callback):
        def on_batch_end(self, batch, logs):
            pass

    hook = LambdaCallback(on_batch_end=print)
    assert not listens(Quiet(), "on_batch_end")
    assert not listens(LambdaCallback(), "on_batch_end")
    assert listens(Loud(), "on_batch_end") and listens(hook, "on_batch_end")
    assert not listens(Loud(), "on_epoch_end")
