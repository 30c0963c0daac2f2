"""Mini-batches: every row once, in pairs, in an order of its own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import minibatches, updates_per_run

sizes = st.integers(1, 60)


@given(sizes, sizes, st.integers(0, 100))
def test_an_epoch_visits_every_row_once_with_its_target(n, m, seed):
    X = np.arange(2 * n).reshape(n, 2)
    y = X[:, 0] * 10
    batches = list(minibatches(X, y, m, rng=seed))
    assert len(batches) == updates_per_run(n, m, 1)
    assert all(len(x) == m for x, _ in batches[:-1])
    visited = np.concatenate([x for x, _ in batches])
    targets = np.concatenate([t for _, t in batches])
    np.testing.assert_array_equal(np.sort(visited[:, 0]), X[:, 0])
    np.testing.assert_array_equal(targets, visited[:, 0] * 10)


@given(sizes, sizes)
def test_drop_last_leaves_only_whole_batches(n, m):
    X = np.arange(n)
    batches = list(minibatches(X, X, m, rng=0, drop_last=True))
    assert [len(x) for x, _ in batches] == [m] * (n // m)


def test_sizes_by_hand():
    X = np.arange(1000)
    got = [len(x) for x, _ in minibatches(X, X, 256, rng=0)]
    assert got == [256, 256, 256, 232]


def test_order_is_new_in_each_epoch_and_the_same_for_the_same_rng():
    X, generator = np.arange(50), np.random.default_rng(0)
    first, second = (
        np.concatenate([x for x, _ in minibatches(X, X, 7, rng=generator)])
        for _ in range(2)
    )
    assert not np.array_equal(first, second)
    again = [x for x, _ in minibatches(X, X, 7, rng=0)]
    np.testing.assert_array_equal(np.concatenate(again), first)


def test_batches_are_copies():
    X = np.zeros((10, 2))
    for x, y in minibatches(X, X, 5, rng=0):
        x += 1
        y += 1
    np.testing.assert_array_equal(X, 0)


@pytest.mark.parametrize(
    ("n", "batch_size", "epochs", "expected"),
    [
        (60_000, 128, 5, 2345),  # 468 full batches and one of 96, five times
        (1000, 256, 5, 20),
        (50_000, 10, 30, 150_000),
        (3, 10, 7, 7),
    ],
)
def test_updates_per_run(n, batch_size, epochs, expected):
    assert updates_per_run(n, batch_size, epochs) == expected


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: minibatches(np.zeros(3), np.zeros(2), 1, rng=0),
            ValueError,
            "minibatches: X has 3 rows and y has 2",
        ),
        (
            lambda: minibatches(np.zeros(3), np.zeros(3), 0, rng=0),
            ValueError,
            "minibatches: batch_size must be at least 1, got 0",
        ),
        (
            lambda: minibatches(np.zeros(3), np.zeros(3), 1),
            TypeError,
            "rng",
        ),
        (
            lambda: minibatches(1.0, 2.0, 1, rng=0),
            ValueError,
            "minibatches expects arrays with one row per example",
        ),
        (
            lambda: updates_per_run(10.5, 2, 1),
            TypeError,
            "n must be a whole number, got 10.5",
        ),
    ],
)
def test_errors_teach_at_once(call, error, message):
    # before the first batch is asked for
    with pytest.raises(error, match=message):
        call()
