"""The ROC curve: what a score is worth at every threshold at once."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, as_float_array, check_finite


def roc_curve(
    y_true: ArrayLike, y_score: ArrayLike
) -> tuple[Array, Array, Array]:
    """(FPR, TPR, thresholds): false and true positive rate by threshold.

    At a threshold t, every example with `score >= t` is called positive.
    The true positive rate is the share of the positives found so, the false
    positive rate the share of the negatives called so by mistake.

    Args:
        y_true: labels 0 and 1; both must occur.
        y_score: a score for each example, higher for class 1.

    Shapes:
        The results: (t + 1,) for t different scores. The first threshold is
        infinite, where nothing is positive: the curve starts at (0, 0). It
        ends at (1, 1).

    Raises:
        ValueError: when a class is missing: its rate would be 0 / 0.

    >>> fpr, tpr, thresholds = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> fpr, tpr
    (array([0. , 0. , 0.5, 0.5, 1. ]), array([0. , 0.5, 0.5, 1. , 1. ]))
    >>> thresholds
    array([ inf, 0.8 , 0.4 , 0.35, 0.1 ])

    Book: Evaluation.
    """
    y, score = _checked("roc_curve", y_true, y_score)
    order = np.argsort(-score, kind="stable")
    y, score = y[order], score[order]
    # equal scores pass the threshold together: count at the last of them
    last = np.flatnonzero(np.append(np.diff(score) != 0, True))
    tpr = np.append(0, np.cumsum(y)[last] / y.sum())
    fpr = np.append(0, np.cumsum(1 - y)[last] / (1 - y).sum())
    return fpr, tpr, np.append(np.inf, score[last])


def roc_auc(y_true: ArrayLike, y_score: ArrayLike) -> float:
    """The area under the ROC curve.

    It is the probability that a random positive example has a higher score
    than a random negative one; equal scores count one half. 0.5 is chance,
    1 a perfect order. No threshold plays a part.

    Args:
        y_true: labels 0 and 1; both must occur.
        y_score: a score for each example, higher for class 1.

    Raises:
        ValueError: when a class is missing.

    >>> roc_auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    0.75

    Book: Evaluation.
    Source: Hanley & McNeil (1982), The meaning and use of the area under a
        receiver operating characteristic (ROC) curve.
    """
    _checked("roc_auc", y_true, y_score)
    fpr, tpr, _ = roc_curve(y_true, y_score)
    # a slanted piece, where scores are equal, leaves half of its box below
    return float(np.trapezoid(tpr, fpr))


def _checked(
    who: str, y_true: ArrayLike, y_score: ArrayLike
) -> tuple[Array, Array]:
    """Labels of 0 and 1, both present, and one score for each."""
    y = _column(who, "y_true", y_true)
    score = _column(who, "y_score", y_score)
    if len(y) != len(score):
        raise ValueError(
            f"{who}: y_true has {len(y)} examples and y_score {len(score)}. "
            "They must describe the same examples."
        )
    check_finite(score, who, "y_score")
    found = np.unique(y)
    if not np.isin(found, (0, 1)).all():
        raise ValueError(
            f"{who}: labels must be 0 and 1, got {found[:5].tolist()}. For "
            "one class against the rest use (y_true == k).astype(int)."
        )
    if len(found) < 2:
        what = f"only class {found[0]:g}" if len(found) else "no examples"
        raise ValueError(
            f"{who} is undefined: y_true holds {what}, and it compares "
            "positives with negatives. Use data with both classes."
        )
    return y, score


def _column(who: str, name: str, values: ArrayLike) -> Array:
    """One number for each example, from shape (n,) or (n, 1)."""
    array = as_float_array(values, f"{who}: {name}")
    if array.ndim == 2 and array.shape[1] == 1:
        array = array[:, 0]
    if array.ndim != 1:
        raise ValueError(
            f"{who}: {name} must have shape (n,), got {array.shape}. Take "
            f"the column of class 1: {name}[:, 1]."
        )
    return array
