"""Right answers to the exercise roc_auc."""

import numpy as np


def roc_auc(y_true, y_score):
    """The share of pairs in which the positive has the larger score."""
    plus, minus = y_score[y_true == 1], y_score[y_true == 0]
    if plus.size == 0 or minus.size == 0:
        raise ValueError("roc_auc needs samples of both classes")
    larger = plus[:, None] > minus
    equal = plus[:, None] == minus
    return np.mean(larger + equal / 2)


# ------------------------------------------------------- other right answers


def two_loops(y_true, y_score):
    plus = [s for s, y in zip(y_score, y_true, strict=True) if y == 1]
    minus = [s for s, y in zip(y_score, y_true, strict=True) if y == 0]
    if not plus or not minus:
        raise ValueError("a class is missing")
    won = 0.0
    for a in plus:
        for b in minus:
            if a > b:
                won += 1
            elif a == b:
                won += 0.5
    return won / (len(plus) * len(minus))


def by_ranks(y_true, y_score):
    values, place = np.unique(y_score, return_inverse=True)
    counts = np.bincount(place)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    n1 = int(np.sum(y_true == 1))
    n0 = len(y_true) - n1
    if n0 * n1 == 0:
        raise ValueError("a class is missing")
    return np.float32((ranks[y_true == 1].sum() - n1 * (n1 + 1) / 2) / n0 / n1)


def by_the_curve(y_true, y_score):
    if len(set(y_true.tolist())) < 2:
        raise ValueError("a class is missing")
    thresholds = [np.inf, *sorted(set(y_score.tolist()), reverse=True)]
    tpr = [np.mean(y_score[y_true == 1] >= t) for t in thresholds]
    fpr = [np.mean(y_score[y_true == 0] >= t) for t in thresholds]
    return np.trapezoid(tpr, fpr)


def with_nnlib(y_true, y_score):
    from nnlib import metrics

    return metrics.roc_auc(y_true, y_score)


ALTERNATIVES = (two_loops, by_ranks, by_the_curve, with_nnlib)
