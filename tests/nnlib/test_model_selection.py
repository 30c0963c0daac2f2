"""Splits: every row in one part, pairs kept, classes in proportion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import model_selection as sklearn_selection

from nnlib import (
    KFold,
    StandardScaler,
    train_test_split,
    train_val_test_split,
)


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


def test_ten_rows_in_three_parts():
    folds = list(KFold(3).split(np.zeros((10, 2))))
    assert [len(validation) for _, validation in folds] == [4, 3, 3]
    assert [v.tolist() for _, v in folds] == [
        [0, 1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
    ]


@given(st.integers(2, 12), st.integers(0, 30), st.booleans())
def test_every_row_validates_once(k, more, shuffle):
    n = k + more
    folds = list(KFold(k, shuffle, rng=0 if shuffle else None).split(range(n)))
    assert len(folds) == k
    for train, validation in folds:
        np.testing.assert_array_equal(
            np.sort(np.concatenate([train, validation])), np.arange(n)
        )
    validations = np.concatenate([validation for _, validation in folds])
    np.testing.assert_array_equal(np.sort(validations), np.arange(n))
    theirs = sklearn_selection.KFold(k).split(np.zeros(n))
    if shuffle:
        sizes = [len(validation) for _, validation in theirs]
        assert [len(validation) for _, validation in folds] == sizes
    else:  # the very same parts as scikit-learn's
        for mine, other in zip(folds, theirs, strict=True):
            np.testing.assert_array_equal(mine[0], other[0])
            np.testing.assert_array_equal(mine[1], other[1])


def test_shuffled_folds_follow_the_rng():
    def parts(rng):
        folds = KFold(4, shuffle=True, rng=rng).split(np.arange(20))
        return [validation.tolist() for _, validation in folds]

    assert parts(1) == parts(1) != parts(2)
    assert parts(1) != [list(range(i, i + 5)) for i in range(0, 20, 5)]
    # an int gives the same parts each time, a Generator moves on
    rng = np.random.default_rng(1)
    assert parts(rng) == parts(1) != parts(rng)
    folds = KFold(4, shuffle=True, rng=1)
    again = [[v.tolist() for _, v in folds.split(range(20))] for _ in "ab"]
    assert again[0] == again[1]
    assert repr(folds) == "KFold(n_splits=4, shuffle=True)"


def test_a_scaler_inside_the_fold_does_not_peek():
    X = np.arange(6.0)[:, None]
    means = [
        StandardScaler().fit(X[train]).shift[0]
        for train, _ in KFold(3).split(X)
    ]
    # of 2 3 4 5, of 0 1 4 5, of 0 1 2 3; all six have the mean 2.5
    assert means == [3.5, 2.5, 1.5]


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
            lambda: KFold(1),
            ValueError,
            "n_splits=1 leaves nothing to train on. Use 5, or train_test_spl",
        ),
        (lambda: KFold(2.5), TypeError, "must be a whole number, got 2.5"),
        (
            lambda: KFold(3, rng=0),
            ValueError,
            "rng=0 has no effect without shuffle=True",
        ),
        (
            lambda: KFold(5).split([1, 2, 3]),
            ValueError,
            "3 rows cannot be shared out among 5 parts",
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
