"""The ROC curve and its area: counted by hand, and scikit-learn's."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn_metrics

from nnlib import roc_auc, roc_curve

# few different scores, so that ties are frequent
examples = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 6)), min_size=2, max_size=40
).filter(lambda pairs: len({label for label, _ in pairs}) == 2)


def test_four_examples_by_hand():
    # by falling score: .8 (1), .4 (0), .35 (1), .1 (0); two of each class
    y, score = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]
    fpr, tpr, thresholds = roc_curve(y, score)
    np.testing.assert_array_equal(thresholds, [np.inf, 0.8, 0.4, 0.35, 0.1])
    np.testing.assert_array_equal(tpr, [0, 0.5, 0.5, 1, 1])
    np.testing.assert_array_equal(fpr, [0, 0, 0.5, 0.5, 1])
    # pairs (positive, negative) in the right order: .35 > .1, .8 > .1,
    # .8 > .4, but .35 < .4: 3 of 4
    assert roc_auc(y, score) == 0.75
    assert type(roc_auc(y, score)) is float


def test_ties_count_one_half():
    y = [0, 0, 1, 1, 0, 1]
    score = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4]
    # positives .35, .8, .4 against negatives .1, .4, .4:
    # 1 + 0 + 0, 1 + 1 + 1, 1 + 1/2 + 1/2: 6 of 9
    assert roc_auc(y, score) == pytest.approx(0.6667, abs=5e-5)
    fpr, tpr, thresholds = roc_curve(y, score)
    # the three examples with .4 pass the threshold together
    np.testing.assert_array_equal(thresholds, [np.inf, 0.8, 0.4, 0.35, 0.1])
    np.testing.assert_allclose(tpr, [0, 1 / 3, 2 / 3, 1, 1])
    np.testing.assert_allclose(fpr, [0, 0, 2 / 3, 2 / 3, 1])


@given(examples)
def test_the_area_is_the_probability_of_the_right_order(pairs):
    y, score = np.array(pairs).T
    won = [
        1.0 if a > b else 0.5 if a == b else 0.0
        for a, b in itertools.product(score[y == 1], score[y == 0])
    ]
    assert roc_auc(y, score) == pytest.approx(np.mean(won), abs=1e-12)
    assert roc_auc(1 - y, score) == pytest.approx(1 - np.mean(won))


@given(examples)
def test_each_point_is_counted_at_its_threshold(pairs):
    y, score = np.array(pairs).T
    for fpr, tpr, threshold in zip(*roc_curve(y, score), strict=True):
        called = score >= threshold
        assert tpr == pytest.approx(called[y == 1].mean())
        assert fpr == pytest.approx(called[y == 0].mean())


@given(examples)
def test_the_same_as_scikit_learn(pairs):
    y, score = np.array(pairs).T
    expected = sklearn_metrics.roc_curve(y, score, drop_intermediate=False)
    for mine, theirs in zip(roc_curve(y, score), expected, strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-12)
    area = sklearn_metrics.roc_auc_score(y, score)
    assert roc_auc(y, score) == pytest.approx(area, abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_same_as_scikit_learn_on_real_numbers(seed):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 2, 500)
    score = (rng.normal(size=500) + y).round(rng.integers(0, 4))
    area = sklearn_metrics.roc_auc_score(y, score)
    assert roc_auc(y, score) == pytest.approx(area, abs=1e-9)


def test_only_the_order_of_the_scores_matters():
    rng = np.random.default_rng(0)
    y, score = rng.integers(0, 2, 100), rng.normal(size=100)
    assert roc_auc(y, score) == roc_auc(y, np.exp(score))
    # no threshold at 0.5: all scores below it may be a perfect order
    assert roc_auc([0, 1, 1], [0.1, 0.2, 0.3]) == 1


def test_what_predict_returns_is_taken():
    y, score = [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]
    column = np.array(score)[:, None]
    assert roc_auc(y, column) == 0.75
    assert roc_auc(np.array(y, dtype=bool)[:, None], column) == 0.75


@pytest.mark.parametrize("metric", [roc_curve, roc_auc])
@pytest.mark.parametrize(
    ("y_true", "y_score", "text"),
    [
        ([1, 1], [0.1, 0.2], "is undefined: y_true holds only class 1"),
        ([0, 0], [0.1, 0.2], "holds only class 0, and it compares"),
        ([], [], "holds no examples"),
        ([0, 1], [0.1], "y_true has 2 examples and y_score 1"),
        (
            [-1, 1],
            [0.1, 0.2],
            r"labels must be 0 and 1, got \[-1.0, 1.0\]. For one class",
        ),
        (
            [0, 1, 2],
            [1, 2, 3],
            r"against the rest use \(y_true == k\).astype\(int\)",
        ),
        (
            [0, 1],
            [[0.9, 0.1], [0.2, 0.8]],
            r"y_score must have shape \(n,\), got \(2, 2\). Take the column "
            r"of class 1: y_score\[:, 1\]",
        ),
        ([0, 1], [0.5, np.nan], "y_score contains 1 NaN value, first at row"),
    ],
)
def test_errors_teach(metric, y_true, y_score, text):
    with pytest.raises(ValueError, match=f"{metric.__name__}.*{text}"):
        metric(y_true, y_score)
