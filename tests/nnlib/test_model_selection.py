"""Splits: every row in one part, pairs kept, classes in proportion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import train_test_split, train_val_test_split


@given(st.integers(5, 80), st.floats(0.2, 0.8), st.integers(0, 99))
def test_every_row_is_in_one_part_with_its_target(n, test_size, seed):
    X = np.arange(2 * n).reshape(n, 2)
    X_train, X_test, y_train, y_test = train_test_split(
        X, X[:, 0] * 10, test_size=test_size, rng=seed
    )
    rows = np.concatenate([X_train, X_test])
    np.testing.assert_array_equal(np.sort(rows[:, 0]), X[:, 0])
    np.testing.assert_array_equal(X_train[:, 0] * 10, y_train)
    np.testing.assert_array_equal(X_test[:, 0] * 10, y_test)
    assert abs(len(X_test) - n * test_size) <= 0.5 + 1e-9


def test_sixty_twenty_twenty():
    X = np.arange(100)
    parts = train_val_test_split(X, -X, rng=0)
    assert [len(part) for part in parts] == [60, 20, 20, 60, 20, 20]
    for X_part, y_part in zip(parts[:3], parts[3:], strict=True):
        np.testing.assert_array_equal(X_part, -y_part)
    np.testing.assert_array_equal(np.sort(np.concatenate(parts[:3])), X)
    # a random choice, not the first rows
    assert not np.array_equal(np.sort(parts[0]), X[:60])


def test_named_sizes_are_not_mixed_up():
    X = np.arange(100)
    parts = train_val_test_split(X, X, val_size=0.1, test_size=0.3, rng=0)
    assert [len(part) for part in parts[:3]] == [60, 10, 30]


def test_stratify_keeps_the_proportions():
    y = np.repeat([0, 1, 2], [50, 30, 20])
    parts = train_val_test_split(y, y, rng=0, stratify=y)
    for part, size in zip(parts[:3], (0.6, 0.2, 0.2), strict=True):
        np.testing.assert_array_equal(
            np.bincount(part), np.array([50, 30, 20]) * size
        )
    # and the classes do not stand one after the other
    assert (np.diff(parts[3]) < 0).any()


def test_labels_of_any_kind_stratify():
    y = np.array(["cat", "dog"] * 10)
    _, _, _, y_test = train_test_split(y, y, test_size=0.2, rng=0, stratify=y)
    assert sorted(y_test) == ["cat", "cat", "dog", "dog"]


def test_equal_rng_equal_split():
    X = np.arange(50)
    for stratify in (None, X % 3):
        one = train_test_split(X, X, rng=3, stratify=stratify)
        two = train_test_split(X, X, rng=3, stratify=stratify)
        other = train_test_split(X, X, rng=4, stratify=stratify)
        np.testing.assert_array_equal(one[1], two[1])
        assert not np.array_equal(one[1], other[1])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: train_test_split([1, 2], [1], rng=0),
            ValueError,
            "train_test_split: X has 2 rows and y has 1",
        ),
        (
            lambda: train_test_split([1, 2], [1, 2], test_size=20, rng=0),
            ValueError,
            r"test_size must be in \(0, 1\), got 20",
        ),
        (
            lambda: train_test_split([1, 2], [1, 2], rng=0),
            ValueError,
            r"2 rows are too few: the parts would get \[2, 0\]",
        ),
        (
            lambda: train_val_test_split(
                range(9), range(9), val_size=0.5, test_size=0.6, rng=0
            ),
            ValueError,
            "val_size and test_size leave nothing to train on",
        ),
        (
            lambda: train_test_split([1, 2], [1, 2]),
            TypeError,
            "rng",
        ),
        (
            lambda: train_test_split(
                [1, 2, 3], [1, 2, 3], rng=0, stratify=[0, 1]
            ),
            ValueError,
            r"one label for each of the 3 rows, got shape \(2,\)",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
