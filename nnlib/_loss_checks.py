"""What losses check, and the messages that say what to do."""

import numpy as np

from nnlib._validation import Array


def check_some(who: str, y_pred: Array) -> None:
    """Refuse a bare number, and a batch without examples."""
    if y_pred.ndim == 0:
        raise ValueError(
            f"{who} expects one row per example, got the bare number "
            f"{y_pred}. Put both in lists: [{y_pred}]."
        )
    if y_pred.size == 0:
        raise ValueError(
            f"{who}: the mean over no examples is undefined, got y_pred of "
            f"shape {y_pred.shape}. Pass at least one example."
        )


def refuse_shapes(who: str, y_true: Array, y_pred: Array) -> None:
    """Say why targets and predictions of two shapes cannot be compared."""
    message = f"{who}: y_true has shape {y_true.shape} and y_pred "
    message += f"{y_pred.shape}"
    try:
        joint = np.broadcast_shapes(y_true.shape, y_pred.shape)
        message += f"; they would broadcast to {joint}. "
    except ValueError:
        message += ". They must be the same. "
    if y_true.shape + (1,) == y_pred.shape:
        message += "Use y_true[:, None]."
    elif y_true.shape == y_pred.shape + (1,):
        message += "Use y_true.ravel()."
    elif y_true.shape[:1] != y_pred.shape[:1]:
        message += "Give one target for each prediction."
    else:
        message += "Check the number of outputs."
    raise ValueError(message)


def check_probabilities(who: str, values: Array, name: str) -> None:
    """Refuse numbers that are no probabilities."""
    low, high = values.min(initial=0), values.max(initial=0)
    if low < 0 or high > 1:
        advice = (
            f"For scores use {who}(from_logits=True)."
            if name == "y_pred"
            else "Use (y_true + 1) / 2 for targets -1 and 1."
        )
        raise ValueError(
            f"{who}: {name} must lie in [0, 1], got values "
            f"from {low:g} to {high:g}. {advice}"
        )


def check_classes(who: str, y_pred: Array, from_logits: bool) -> None:
    """Refuse outputs that are not one score for each of k classes."""
    check_some(who, y_pred)
    if y_pred.ndim != 2 or y_pred.shape[1] < 2:
        hint = "Use BinaryCrossentropy for a single output."
        if y_pred.ndim == 1 and (y_pred == np.floor(y_pred)).all():
            # PyTorch has them the other way round
            hint = "Are these the labels? They come first: (y_true, y_pred)."
        raise ValueError(
            f"{who} expects y_pred of shape (n, k) with k >= "
            f"2 classes, got {y_pred.shape}. {hint}"
        )
    if not from_logits:
        check_probabilities(who, y_pred, "y_pred")


def check_labels(who: str, y_true: Array, y_pred: Array) -> None:
    """Refuse what is not an integer label for each row of y_pred."""
    n, k = y_pred.shape
    expected = f"{who} expects integer labels of shape ({n},), got "
    if y_true.ndim == 2 and y_true.shape == (n, k):
        raise ValueError(
            f"{expected}one-hot targets of shape {y_true.shape}. "
            "Use CategoricalCrossentropy, or y_true.argmax(axis=1)."
        )
    if y_true.shape == (n, 1):
        raise ValueError(f"{expected}{y_true.shape}. Use y_true[:, 0].")
    if y_true.shape != (n,):
        raise ValueError(
            f"{expected}{y_true.shape}. Give one label for each prediction."
        )
    if y_true.dtype.kind not in "iufb":
        raise ValueError(
            f"{expected}dtype {y_true.dtype}. Number the classes first: "
            "np.unique(names, return_inverse=True)[1]."
        )
    if y_true.dtype.kind not in "iu":
        raise ValueError(
            f"{expected}dtype {y_true.dtype}. Use y_true.astype(int)."
        )
    if n and (y_true.min() < 0 or y_true.max() >= k):
        wrong = y_true.min() if y_true.min() < 0 else y_true.max()
        raise ValueError(
            f"{who}: label {wrong} is out of range; {k} outputs allow the "
            f"labels 0 to {k - 1}. Give the last layer as many outputs as "
            "there are classes, and number the classes from 0."
        )
