"""Metrics: tables counted by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from nnlib import (
    accuracy,
    confusion_matrix,
    f1_score,
    metrics,
    one_hot,
    precision,
    recall,
)

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


def test_a_rare_class_by_hand():
    # TP 40, FP 10, FN 20, TN 930
    y_true = [1] * 40 + [0] * 10 + [1] * 20 + [0] * 930
    y_pred = [1] * 50 + [0] * 950
    assert accuracy(y_true, y_pred) == 0.97  # (40 + 930) / 1000
    assert precision(y_true, y_pred) == 0.8  # 40 / 50
    assert recall(y_true, y_pred) == pytest.approx(0.667, abs=5e-4)  # 40 / 60
    # 2 * .8 * .6667 / (.8 + .6667) = 80 / 110
    assert f1_score(y_true, y_pred) == pytest.approx(0.727, abs=5e-4)
    # who always says no is right for the 940 of 1000 without it
    assert accuracy(y_true, [0] * 1000) == 0.94
    assert recall(y_true, [0] * 1000) == 0
    # and the two are not mixed up
    assert precision(y_pred, y_true) == recall(y_true, y_pred)


def test_the_harmonic_mean_is_near_the_smaller():
    # P = 9 / 10, R = 9 / 90: 2 * .9 * .1 / (.9 + .1) = .18, the mean is .5
    y_true = [1] * 9 + [0] + [1] * 81
    y_pred = [1] * 10 + [0] * 81
    assert precision(y_true, y_pred) == 0.9
    assert recall(y_true, y_pred) == 0.1
    assert f1_score(y_true, y_pred) == pytest.approx(0.18)


def test_three_classes_by_hand():
    # rows true: 5 1 0 / 2 3 1 / 0 0 8; columns sum to 7, 4, 9
    y_true = [0] * 6 + [1] * 6 + [2] * 8
    y_pred = [0, 0, 0, 0, 0, 1] + [0, 0, 1, 1, 1, 2] + [2] * 8
    for metric, expected in (
        (precision, [0.714, 0.75, 0.889]),  # 5/7, 3/4, 8/9
        (recall, [0.833, 0.5, 1]),  # 5/6, 3/6, 8/8
        (f1_score, [0.769, 0.6, 0.941]),  # 10/13, 6/10, 16/17
    ):
        each = metric(y_true, y_pred, average=None)
        assert each == pytest.approx(expected, abs=5e-4)
        macro = metric(y_true, y_pred, average="macro")
        assert macro == pytest.approx(np.mean(each))
        assert type(macro) is float
    assert f1_score(y_true, y_pred, average="macro") == pytest.approx(
        0.770, abs=5e-4
    )


def test_nothing_to_divide_by_is_zero():
    for metric in (precision, recall, f1_score):
        assert metric([0, 0], [0, 0]) == 0
        assert type(metric([0, 1], [0, 1])) is float
    # class 1 of three neither occurs nor is predicted: not in the mean
    each = precision([0, 2], [0, 2], average=None)
    assert each.tolist() == [1, 0, 1]
    assert precision([0, 2], [0, 2], average="macro") == 1
    # ten outputs are ten classes
    rows = np.eye(10)[[3, 4]]
    assert recall([3, 4], rows, average=None).shape == (10,)


@given(labels, st.booleans())
def test_the_same_as_scikit_learn(pairs, two):
    y_true, y_pred = np.array(pairs).T
    if two:
        y_true, y_pred = y_true % 2, y_pred % 2
    for ours, theirs in (
        (precision, sklearn_metrics.precision_score),
        (recall, sklearn_metrics.recall_score),
        (f1_score, sklearn_metrics.f1_score),
    ):
        for average in ("binary", "macro", None) if two else ("macro", None):
            mine = ours(y_true, y_pred, average=average)
            names = None if average else range(len(mine))
            expected = theirs(
                y_true,
                y_pred,
                average=average,
                labels=names,
                zero_division=0,
            )
            assert mine == pytest.approx(expected, abs=1e-12)
    assert accuracy(y_true, y_pred) == pytest.approx(
        sklearn_metrics.accuracy_score(y_true, y_pred), abs=1e-12
    )
    np.testing.assert_array_equal(
        confusion_matrix(y_true, y_pred, num_classes=5),
        sklearn_metrics.confusion_matrix(y_true, y_pred, labels=range(5)),
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
            lambda: precision([0, 1, 2], [0, 1, 2]),
            "precision: there are 3 classes, and average='binary' is for two."
            " Use average='macro'",
        ),
        (
            lambda: recall([0, 1], [0, 1], average="micro"),
            "recall: average='micro'; expected 'binary' .* 'macro' .* or None",
        ),
        (
            lambda: f1_score([-1, 1], [1, 1]),
            r"f1_score: classes are numbered from 0, got the label -1. For -1"
            r" and 1 use \(y > 0\)",
        ),
        (
            lambda: precision([0, 1], [0.2, 0.9]),
            r"precision: y_pred must be whole.*use \(y_pred >= 0.5\)",
        ),
        (
            lambda: f1_score([], []),
            "f1_score of no examples is undefined",
        ),
        (
            lambda: confusion_matrix([0, 3], [0, 1], num_classes=3),
            "y_true holds the label 3, but the classes are 0 to 2. Use num_c"
            "lasses=4",
        ),
        (
            lambda: confusion_matrix([-1], [0]),
            r"label -1, but the classes are 0 to 0. For -1 and 1 use \(y > 0",
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
