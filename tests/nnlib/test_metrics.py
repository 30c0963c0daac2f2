"""Metrics: tables counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import accuracy, confusion_matrix, metrics, one_hot

labels = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30
)


@pytest.mark.parametrize(
    ("y_true", "y_pred"),
    [
        ([0, 1, 2, 1], [0, 2, 2, 1]),
        (one_hot([0, 1, 2, 1]), [0, 2, 2, 1]),
        ([0, 1, 2, 1], one_hot([0, 2, 2, 1])),
        ([0, 1, 1, 0], [[0.1], [0.5], [0.49], [0.2]]),  # 0.5 means 1
        ([[0], [1], [1], [0]], [[0.1], [0.5], [0.49], [0.2]]),
        ([[0.0], [1.0], [1.0], [0.0]], [[0.1], [0.5], [0.49], [0.2]]),
        ([0.0, 1.0, 2.0, 1.0], [0, 2, 2, 1]),
        (np.array([False, True, True, True]), [0, 1, 0, 1]),
    ],
)
def test_three_of_four_are_right(y_true, y_pred):
    assert accuracy(y_true, y_pred) == 0.75
    assert type(accuracy(y_true, y_pred)) is float


def test_confusion_matrix_by_hand():
    # true 0 (six): five right, one taken for 1; and so on
    y_true = [0] * 6 + [1] * 6 + [2] * 8
    y_pred = [0, 0, 0, 0, 0, 1] + [0, 0, 1, 1, 1, 2] + [2] * 8
    C = confusion_matrix(y_true, y_pred)
    np.testing.assert_array_equal(C, [[5, 1, 0], [2, 3, 1], [0, 0, 8]])
    assert np.trace(C) / C.sum() == accuracy(y_true, y_pred) == 0.8


@given(labels)
def test_confusion_matrix_counts_every_example_once(pairs):
    y_true, y_pred = np.array(pairs).T
    C = confusion_matrix(y_true, y_pred, num_classes=5)
    assert C.shape == (5, 5)
    assert C.sum() == len(pairs)
    np.testing.assert_array_equal(C.sum(axis=1), np.bincount(y_true, None, 5))
    np.testing.assert_array_equal(C.sum(axis=0), np.bincount(y_pred, None, 5))
    assert np.trace(C) == pytest.approx(accuracy(y_true, y_pred) * C.sum())
    np.testing.assert_array_equal(
        C.T, confusion_matrix(y_pred, y_true, num_classes=5)
    )


def test_absent_classes_are_kept():
    assert confusion_matrix([0, 1], [0, 1], num_classes=10).shape == (10, 10)
    scores = np.zeros((2, 10))  # ten outputs are ten classes
    assert confusion_matrix([0, 1], scores).shape == (10, 10)
    assert confusion_matrix([0, 3], [0, 0]).shape == (4, 4)


def test_a_function_is_its_own_metric():
    name, function = metrics.get(np.mean)
    assert (name, function) == ("mean", np.mean)

    class Mine:
        def __call__(self, y_true, y_pred):
            return 0.0

    assert metrics.get(Mine())[0] == "Mine"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: accuracy([0, 1], [0]),
            "accuracy: y_true has 2 examples and y_pred 1",
        ),
        (lambda: accuracy([], []), "accuracy of no examples is undefined"),
        (
            lambda: accuracy([0, 1], [0.2, 0.9]),
            "y_pred must be whole-number labels, got float64 values such as "
            r"0.2. For probabilities of class 1 use \(y_pred >= 0.5\).astype",
        ),
        (
            lambda: accuracy(["a"], ["b"]),
            "accuracy: y_true must hold numbers, got <U1. Number the classes",
        ),
        (
            lambda: accuracy([0], np.zeros((1, 1, 1))),
            r"y_pred must have shape \(n,\) or \(n, k\), got \(1, 1, 1\)",
        ),
        (
            lambda: accuracy([[1, 1]], [[0.9, 0.8]]),
            "compares one class per example; y_true has rows with several",
        ),
        (
            lambda: accuracy([[-1.0], [1.0]], [[-0.3], [0.4]]),
            "labels of a single output are 0 and 1, got -1.0",
        ),
        (
            lambda: confusion_matrix([0, 3], [0, 1], num_classes=3),
            "y_true holds the label 3, but the classes are 0 to 2. Use num_c"
            "lasses=4",
        ),
        (
            lambda: confusion_matrix([0, 1], [0, -1], num_classes=3),
            "y_pred holds the label -1",
        ),
    ],
)
def test_errors_teach(call, message):
    with pytest.raises(ValueError, match=message):
        call()
