"""Every numbered equation of the chapter on evaluation, held against nnlib.

Each test stands for one label of the chapter.
"""

import numpy as np
import pytest

from nnlib import (
    BatchNormalization,
    KFold,
    Sequential,
    accuracy,
    confusion_matrix,
    f1_score,
    precision,
    recall,
    roc_auc,
    roc_curve,
)


@pytest.fixture(params=range(5))
def answers(request):
    """Labels and calls, and their four counts, counted one by one."""
    rng = np.random.default_rng(request.param)
    truth, called = (rng.random((2, 200)) < rng.uniform(0.1, 0.6)).astype(int)
    both = list(zip(truth.tolist(), called.tolist(), strict=True))
    kinds = ((1, 1), (0, 1), (1, 0), (0, 0))
    return truth, called, [both.count(kind) for kind in kinds]


@pytest.fixture
def scored():
    """Labels, and scores with many ties."""
    rng = np.random.default_rng(7)
    truth = (rng.random(150) < 0.3).astype(int)
    return truth, (rng.normal(size=150) + 1.2 * truth).round(1)


def test_measures(answers):
    truth, called, (tp, fp, fn, tn) = answers
    assert accuracy(truth, called) == pytest.approx((tp + tn) / 200)
    assert precision(truth, called) == pytest.approx(tp / (tp + fp))
    assert recall(truth, called) == pytest.approx(tp / (tp + fn))
    assert confusion_matrix(truth, called).tolist() == [[tn, fp], [fn, tp]]


def test_f1(answers):
    truth, called, (tp, fp, fn, _) = answers
    P, R, F = (f(truth, called) for f in (precision, recall, f1_score))
    assert F == pytest.approx(2 * P * R / (P + R))
    assert F == pytest.approx(tp / (tp + (fp + fn) / 2))
    assert 1 / F == pytest.approx((1 / P + 1 / R) / 2)
    # it is never above the ordinary mean, and within twice the smaller
    assert F <= (P + R) / 2 + 1e-12
    assert min(P, R) - 1e-12 <= F <= 2 * min(P, R)


def test_rates(scored):
    truth, s = scored
    fpr, tpr, thresholds = roc_curve(truth, s)
    for x, up, t in zip(fpr, tpr, thresholds, strict=True):
        (tn, fp), (fn, tp) = confusion_matrix(
            truth, (s >= t).astype(int), num_classes=2
        )
        assert up == pytest.approx(tp / (tp + fn))
        assert x == pytest.approx(fp / (fp + tn))
        assert up == recall(truth, (s >= t).astype(int))
    # a falling threshold only adds calls
    assert (np.diff(fpr) >= 0).all() and (np.diff(tpr) >= 0).all()


@pytest.mark.parametrize(("yes", "no"), [(1, 1), (1, 9), (5, 1), (1, 40)])
def test_balance(scored, yes, no):
    # another share of positives: examples of one class taken several times
    truth, s = scored
    times = np.where(truth == 1, yes, no)
    many, called = np.repeat(truth, times), np.repeat(s >= 0.8, times)
    share = many.mean()
    tpr, fpr = np.mean(s[truth == 1] >= 0.8), np.mean(s[truth == 0] >= 0.8)
    expected = share * tpr / (share * tpr + (1 - share) * fpr)
    assert precision(many, called.astype(int)) == pytest.approx(expected)
    assert recall(many, called.astype(int)) == pytest.approx(tpr)


def test_auc(scored):
    truth, s = scored
    pairs = [
        1.0 if plus > minus else 0.5 if plus == minus else 0.0
        for plus in s[truth == 1]
        for minus in s[truth == 0]
    ]
    assert 0.5 in pairs
    assert roc_auc(truth, s) == pytest.approx(np.mean(pairs))
    # the area of the strips, one for each negative, where no scores are equal
    own = s + 1e-6 * np.random.default_rng(0).normal(size=len(s))
    heights = [np.mean(own[truth == 1] > minus) for minus in own[truth == 0]]
    assert roc_auc(truth, own) == pytest.approx(np.mean(heights))


def test_gaps():
    # the same two errors, two references: another verdict
    train, validation = 8.0, 10.0
    for reference, verdict in ((1.0, "bias"), (7.5, "variance")):
        gaps = {"bias": train - reference, "variance": validation - train}
        assert max(gaps, key=lambda name: gaps[name]) == verdict
        assert sum(gaps.values()) == validation - reference


# what the chapter says without a number


def test_folds_share_out_every_sample_once():
    for n, k in ((10, 3), (23, 5), (100, 7)):
        parts = [part for _, part in KFold(k, True, rng=0).split(range(n))]
        assert sorted(np.concatenate(parts)) == list(range(n))
        assert max(map(len, parts)) - min(map(len, parts)) <= 1
    assert [len(p) for _, p in KFold(3).split(range(10))] == [4, 3, 3]


def test_batch_normalization_judges_by_the_statistics_of_training():
    # the answer for one example does not depend on its neighbors
    rng = np.random.default_rng(0)
    model = Sequential([BatchNormalization(3)], rng=0)
    for _ in range(20):
        model.forward(rng.normal(5, 2, size=(32, 3)), training=True)
    one = rng.normal(size=(1, 3))
    crowds = rng.normal(size=(8, 3)), 100 * rng.normal(size=(8, 3))
    for crowd in crowds:
        together = model.predict(np.vstack([one, crowd]))[0]
        np.testing.assert_allclose(together, model.predict(one)[0])
