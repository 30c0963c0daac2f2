"""Metrics: how good predictions are, in numbers people read.

All take `(y_true, y_pred)`, in this order. Where classes are compared, either
may be given as integer labels of shape (n,) or as one row of scores for each
example, (n, k): the class is the largest. A single output (n, 1) is a
probability, and means class 1 from 0.5 upward. `roc_curve` and `roc_auc` look
at the scores themselves.
"""

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import ArrayLike

from nnlib._class_labels import both_labels, stray
from nnlib._roc import roc_auc, roc_curve
from nnlib._validation import Array, check_positive_int, lookup

__all__ = [
    "accuracy",
    "confusion_matrix",
    "f1_score",
    "precision",
    "recall",
    "roc_auc",
    "roc_curve",
]


def accuracy(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """The fraction of examples whose predicted class is the true one.

    Args:
        y_true: labels, or one-hot rows.
        y_pred: labels, or rows of scores as `model.predict` returns them.

    >>> accuracy([0, 1, 1, 1], [0, 1, 0, 1])
    0.75
    >>> accuracy([2, 0], [[0.1, 0.2, 0.7], [0.3, 0.4, 0.3]])
    0.5

    Book: MNIST.
    """
    true, predicted = both_labels("accuracy", y_true, y_pred)
    return float((true == predicted).mean())


def confusion_matrix(
    y_true: ArrayLike, y_pred: ArrayLike, num_classes: int | None = None
) -> Array:
    """How often class i (row) was taken for class j (column).

    Args:
        y_true: labels, or one-hot rows.
        y_pred: labels, or rows of scores.
        num_classes: how many classes there are; without it, up to the
            largest that occurs. Absent classes keep their row and column.

    Shapes:
        The result: (k, k), integers; its sum is n.

    >>> confusion_matrix([0, 0, 1, 2], [0, 1, 1, 2], num_classes=4)
    array([[1, 1, 0, 0],
           [0, 1, 0, 0],
           [0, 0, 1, 0],
           [0, 0, 0, 0]])

    Book: MNIST.
    """
    who = "confusion_matrix"
    true, predicted = both_labels(who, y_true, y_pred)
    if num_classes is None:
        num_classes = _count_classes((y_true, y_pred), (true, predicted))
    k = check_positive_int(num_classes, who, "num_classes")
    for name, labels in (("y_true", true), ("y_pred", predicted)):
        if (wrong := stray(labels, k)) is not None:
            mend = f"Use num_classes={wrong + 1} or number the classes from 0."
            if wrong < 0:
                mend = "For -1 and 1 use (y > 0).astype(int)."
            raise ValueError(
                f"{who}: {name} holds the label {wrong}, but the classes "
                f"are 0 to {k - 1}. {mend}"
            )
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (true, predicted), 1)
    return matrix


def precision(
    y_true: ArrayLike, y_pred: ArrayLike, *, average: str | None = "binary"
) -> float | Array:
    """TP / (TP + FP): how many of those taken for a class belong to it.

    Args:
        y_true: labels, or one-hot rows.
        y_pred: labels, or rows of scores.
        average: "binary" for the precision of class 1 (of two); None for
            that of every class, an array; "macro" for its mean over the
            classes that occur.

    If nothing was taken for a class, there is nothing to divide: 0.

    >>> precision([1, 1, 1, 1, 0], [1, 1, 1, 0, 1])
    0.75
    >>> precision([0, 1, 2, 2], [0, 2, 2, 2], average=None).round(4)
    array([1.    , 0.    , 0.6667])

    Book: Evaluation.
    """
    C = _checked_counts("precision", y_true, y_pred, average)
    return _averaged(C.diagonal(), C.sum(axis=0), C, average)


def recall(
    y_true: ArrayLike, y_pred: ArrayLike, *, average: str | None = "binary"
) -> float | Array:
    """TP / (TP + FN): how many of a class were found.

    Args:
        y_true: labels, or one-hot rows.
        y_pred: labels, or rows of scores.
        average: "binary", None or "macro", as for `precision`.

    If a class does not occur, there is nothing to find: 0.

    >>> recall([1, 1, 1, 1, 0], [1, 0, 0, 0, 1])
    0.25

    Book: Evaluation.
    """
    C = _checked_counts("recall", y_true, y_pred, average)
    return _averaged(C.diagonal(), C.sum(axis=1), C, average)


def f1_score(
    y_true: ArrayLike, y_pred: ArrayLike, *, average: str | None = "binary"
) -> float | Array:
    """2 P R / (P + R): the harmonic mean of precision and recall.

    It is near the smaller of the two: P = 0.9 and R = 0.1 give 0.18. As
    TP / (TP + (FP + FN) / 2) it needs no division by P + R; where even
    this has nothing to divide by, it is 0.

    Args:
        y_true: labels, or one-hot rows.
        y_pred: labels, or rows of scores.
        average: "binary", None or "macro", as for `precision`.

    >>> f1_score([1, 1, 1, 0, 0], [1, 1, 1, 1, 1])
    0.75

    Book: Evaluation.
    """
    C = _checked_counts("f1_score", y_true, y_pred, average)
    # the column holds TP + FP, the row TP + FN
    half = (C.sum(axis=0) + C.sum(axis=1)) / 2
    return _averaged(C.diagonal(), half, C, average)


def _checked_counts(
    who: str, y_true: ArrayLike, y_pred: ArrayLike, average: str | None
) -> Array:
    """The confusion matrix, at least 2 by 2, when it fits the average."""
    if average not in ("binary", "macro", None):
        raise ValueError(
            f"{who}: average={average!r}; expected 'binary' (class 1 of two), "
            "'macro' (mean over the classes) or None (one value per class)."
        )
    true, predicted = both_labels(who, y_true, y_pred)
    k = max(2, _count_classes((y_true, y_pred), (true, predicted)))
    lowest = min(true.min(), predicted.min())
    if lowest < 0:
        raise ValueError(
            f"{who}: classes are numbered from 0, got the label {lowest}. "
            "For -1 and 1 use (y > 0).astype(int)."
        )
    if average == "binary" and k > 2:
        raise ValueError(
            f"{who}: there are {k} classes, and average='binary' is for two. "
            "Use average='macro' for their mean, None for one value each."
        )
    return confusion_matrix(true, predicted, num_classes=k)


def _count_classes(given: Iterable[ArrayLike], labels: Iterable[Array]) -> int:
    """How many classes there are: columns, or labels up to the largest."""
    columns = [np.shape(y)[1] for y in given if np.ndim(y) == 2]
    return max(1, *columns, *(y.max() + 1 for y in labels))


def _averaged(
    hits: Array, of: Array, C: Array, average: str | None
) -> float | Array:
    """`hits / of` for each class, or for class 1, or the mean."""
    ratio = np.divide(hits, of, out=np.zeros(len(C)), where=of > 0)
    if average is None:
        return ratio
    if average == "binary":
        return float(ratio[1])
    occurs = C.sum(axis=0) + C.sum(axis=1) > 0
    return float(ratio[occurs].mean())


ALIASES: dict[str, Callable[[ArrayLike, ArrayLike], float]] = {
    "accuracy": accuracy,
}


def get(metric: str | Callable) -> tuple[str, Callable]:
    """(name, function) of a metric given by name or as a callable.

    >>> get("accuracy")[0]
    'accuracy'
    """
    if callable(metric):
        return getattr(metric, "__name__", type(metric).__name__), metric
    return metric, lookup(metric, ALIASES, "metric")
