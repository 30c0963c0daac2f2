"""Which class is meant: labels from labels, one-hot rows or scores."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, as_array, check_finite


def both_labels(
    who: str, y_true: ArrayLike, y_pred: ArrayLike
) -> tuple[Array, Array]:
    """The true and the predicted label of each example, at least of one."""
    true = _labels(who, "y_true", as_array(y_true, f"{who}: y_true"))
    predicted = _labels(who, "y_pred", as_array(y_pred, f"{who}: y_pred"))
    if len(true) != len(predicted):
        raise ValueError(
            f"{who}: y_true has {len(true)} examples and y_pred "
            f"{len(predicted)}. They must describe the same examples."
        )
    if len(true) == 0:
        raise ValueError(
            f"{who} of no examples is undefined. Pass at least one."
        )
    k = np.shape(y_pred)[1] if np.ndim(y_pred) == 2 else 1
    wrong = stray(true, k)
    if k > 1 and wrong is not None:
        raise ValueError(
            f"{who}: y_true holds the label {wrong}, and the {k} columns of "
            f"y_pred are the classes 0 to {k - 1}. Number the classes from 0, "
            "and give the last layer an output for each."
        )
    return true, predicted


def stray(labels: Array, k: int) -> int | None:
    """A label that is none of 0 to k - 1, if there is one."""
    low, high = labels.min(initial=0), labels.max(initial=0)
    if low < 0:
        return low
    return high if high >= k else None


def _labels(who: str, name: str, y: Array) -> Array:
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
    return _whole_numbers(who, name, y)


def _whole_numbers(who: str, name: str, y: Array) -> Array:
    if y.dtype.kind not in "iufb":
        raise ValueError(
            f"{who}: {name} must hold numbers, got {y.dtype}. Number the "
            "classes first: np.unique(names, return_inverse=True)[1]."
        )
    check_finite(y, who, name)
    labels = y.astype(int)
    if not np.array_equal(labels, y):
        raise ValueError(
            f"{who}: {name} must be whole-number labels, got {y.dtype} "
            f"values such as {y[0]}. For probabilities of class 1 use "
            f"({name} >= 0.5).astype(int)."
        )
    return labels
