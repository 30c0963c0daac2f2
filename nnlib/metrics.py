"""Metrics: how good predictions are, in numbers people read.

All take `(y_true, y_pred)`, in this order. Where classes are compared, either
may be given as integer labels of shape (n,) or as one row of scores for each
example, (n, k): the class is the largest. A single output (n, 1) is a
probability, and means class 1 from 0.5 upward.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, check_positive_int, lookup

__all__ = ["accuracy", "confusion_matrix"]


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
    true, predicted = _both_labels("accuracy", y_true, y_pred)
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
    true, predicted = _both_labels(who, y_true, y_pred)
    if num_classes is None:
        widths = [np.shape(y)[1] for y in (y_true, y_pred) if np.ndim(y) == 2]
        num_classes = max(true.max() + 1, predicted.max() + 1, *widths, 1)
    k = check_positive_int(num_classes, who, "num_classes")
    for name, labels in (("y_true", true), ("y_pred", predicted)):
        if labels.min() < 0 or labels.max() >= k:
            wrong = labels.min() if labels.min() < 0 else labels.max()
            raise ValueError(
                f"{who}: {name} holds the label {wrong}, but the classes "
                f"are 0 to {k - 1}. Use num_classes={labels.max() + 1} or "
                "number the classes from 0."
            )
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (true, predicted), 1)
    return matrix


def _both_labels(
    who: str, y_true: ArrayLike, y_pred: ArrayLike
) -> tuple[Array, Array]:
    true = _labels(who, "y_true", np.asarray(y_true))
    predicted = _labels(who, "y_pred", np.asarray(y_pred))
    if len(true) != len(predicted):
        raise ValueError(
            f"{who}: y_true has {len(true)} examples and y_pred "
            f"{len(predicted)}."
        )
    if len(true) == 0:
        raise ValueError(f"{who} of no examples is undefined.")
    return true, predicted


def _labels(who: str, name: str, y: Array) -> Array:
    """Integer labels from labels, one-hot rows, or rows of scores."""
    if y.ndim == 2 and y.shape[1] > 1:
        if name == "y_true" and ((y == 1).sum(axis=1) > 1).any():
            raise ValueError(
                f"{who} compares one class per example; y_true has rows with "
                f"several. Call {who} for each column y_true[:, j]."
            )
        return y.argmax(axis=1)
    if y.ndim == 2 and name == "y_true" and len(y) and y.min() < 0:
        raise ValueError(
            f"{who}: labels of a single output are 0 and 1, got {y.min()}. "
            "Use (y > 0).astype(int) for both."
        )
    if y.ndim == 2 and y.dtype.kind == "f":
        return (y[:, 0] >= 0.5).astype(int)
    if y.ndim == 2:
        y = y[:, 0]
    if y.ndim != 1:
        raise ValueError(
            f"{who}: {name} must have shape (n,) or (n, k), got {y.shape}."
        )
    if y.dtype.kind not in "iufb":
        raise ValueError(
            f"{who}: {name} must hold numbers, got {y.dtype}. Number the "
            "classes first: np.unique(names, return_inverse=True)[1]."
        )
    labels = y.astype(int)
    if not np.array_equal(labels, y):
        raise ValueError(
            f"{who}: {name} must be whole-number labels, got {y.dtype} "
            f"values such as {y[0]}. For probabilities of class 1 use "
            f"({name} >= 0.5).astype(int)."
        )
    return labels


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
