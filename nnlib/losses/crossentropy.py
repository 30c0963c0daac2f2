"""Cross-entropies: losses of probabilities, or of the scores before them."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._loss_checks import (
    check_classes,
    check_labels,
    check_probabilities,
)
from nnlib._validation import Array, as_array, as_float_array
from nnlib.activations import log_softmax, sigmoid, softmax
from nnlib.losses.base import Loss

__all__ = [
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "Crossentropy",
    "SparseCategoricalCrossentropy",
]


class Crossentropy(Loss):
    """Base of the cross-entropies: losses of probabilities, or of scores.

    Args:
        from_logits: True if y_pred holds scores, which `activation` turns
            into probabilities.
    """

    activation: Callable[[ArrayLike], Array]

    def __init__(self, from_logits: bool = False):
        if not isinstance(from_logits, bool | np.bool_):
            raise TypeError(
                f"{type(self).__name__}: from_logits must be True (y_pred "
                f"holds scores) or False (probabilities), got {from_logits!r}."
                " Write from_logits=True."
            )
        self.from_logits = bool(from_logits)


class BinaryCrossentropy(Crossentropy):
    """`-(y log p + (1 - y) log(1 - p))`, summed over outputs, mean over n.

    With several outputs each is a yes-or-no question of its own. (Keras
    takes the mean over the outputs, not the sum.)

    Args:
        from_logits: True if y_pred holds scores f, with p = sigmoid(f).

    >>> BinaryCrossentropy()([[1], [0]], [[0.5], [0.5]])
    0.6931471805599453
    >>> BinaryCrossentropy(from_logits=True)([[0]], [[1000]])
    1000.0

    Book: Losses.
    """

    activation = staticmethod(sigmoid)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true, y_pred = super().check(y_true, y_pred)
        check_probabilities(type(self).__name__, y_true, "y_true")
        if not self.from_logits:
            check_probabilities(type(self).__name__, y_pred, "y_pred")
        return y_true, y_pred

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        if self.from_logits:
            f = y_pred
            # -log sigmoid(f) = max(-f, 0) + log(1 + exp(-|f|)), and so on
            losses = np.maximum(f, 0) - f * y_true
            losses += np.log1p(np.exp(-np.abs(f)))
            return float(losses.sum() / len(f))
        p, q = _positive(y_pred), _positive(1 - y_pred)
        logs = y_true * np.log(p) + (1 - y_true) * np.log(q)
        return float(-logs.sum() / len(p))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(p - y) / n` by the logits; by p, that over `p (1 - p)`."""
        y_true, y_pred = self.check(y_true, y_pred)
        if self.from_logits:
            return (sigmoid(y_pred) - y_true) / len(y_pred)
        p, q = _positive(y_pred), _positive(1 - y_pred)
        return ((1 - y_true) / q - y_true / p) / len(p)


class CategoricalCrossentropy(Crossentropy):
    """`-sum_k y_k log p_k` for one-hot targets, mean over n.

    Args:
        from_logits: True if y_pred holds scores z, with p = softmax(z).

    Shapes:
        y_true and y_pred: (n, k). Each row of y_true sums to 1.

    >>> round(CategoricalCrossentropy()([[0, 1, 0]], [[0.2, 0.3, 0.5]]), 4)
    1.204

    Book: Losses.
    """

    activation = staticmethod(softmax)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true = as_array(y_true, "y_true")
        y_pred = as_float_array(y_pred, "y_pred")
        check_classes(type(self).__name__, y_pred, self.from_logits)
        if y_true.ndim == 1 and len(y_true) == len(y_pred):
            raise ValueError(
                f"CategoricalCrossentropy expects one-hot targets of shape "
                f"{y_pred.shape}, got labels of shape {y_true.shape}. Use "
                "SparseCategoricalCrossentropy, or "
                f"one_hot(y_true, {y_pred.shape[1]})."
            )
        y_true, y_pred = super().check(y_true, y_pred)
        if np.abs(y_true.sum(axis=1) - 1).max(initial=0) > 1e-5:
            raise ValueError(
                "CategoricalCrossentropy: each row of y_true must sum to 1. "
                "Use BinaryCrossentropy for several labels at once."
            )
        return y_true, y_pred

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        log_p = _log_probabilities(y_pred, self.from_logits)
        return float(-np.vdot(y_true, log_p) / len(y_pred))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(p - y) / n` by the logits; `-y / p / n` by the probabilities."""
        y_true, y_pred = self.check(y_true, y_pred)
        if self.from_logits:
            return (softmax(y_pred) - y_true) / len(y_pred)
        return -y_true / _positive(y_pred) / len(y_pred)

    def fill_gradient(self, y_true: Array, y_pred: Array, out: Array) -> float:
        if not self.from_logits:
            return super().fill_gradient(y_true, y_pred, out)
        log_p = _softmax_and_log(y_pred, out)
        out -= y_true
        out /= len(out)
        return float(-np.vdot(y_true, log_p) / len(out))


class SparseCategoricalCrossentropy(Crossentropy):
    """`-log p_c` where c is the integer label, mean over n.

    The same loss as `CategoricalCrossentropy`, told by labels.

    Args:
        from_logits: True if y_pred holds scores z, with p = softmax(z).

    Shapes:
        y_true: (n,), integers from 0 to k - 1. y_pred: (n, k).

    >>> round(SparseCategoricalCrossentropy()([1], [[0.2, 0.3, 0.5]]), 4)
    1.204

    Book: Losses.
    """

    activation = staticmethod(softmax)

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true = as_array(y_true, "y_true")
        y_pred = as_float_array(y_pred, "y_pred")
        check_classes(type(self).__name__, y_pred, self.from_logits)
        check_labels(type(self).__name__, y_true, y_pred)
        return y_true, y_pred

    def targets(self, y_true: Array, dtype: Any) -> Array:
        return y_true  # labels stay whole numbers

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        log_p = _log_probabilities(y_pred, self.from_logits)
        return float(-log_p[np.arange(len(y_true)), y_true].mean())

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(p - y) / n` by the logits, with y one-hot; `-y / p / n` by p."""
        y_true, y_pred = self.check(y_true, y_pred)
        rows = np.arange(len(y_true))
        if self.from_logits:
            gradient = softmax(y_pred)
            gradient[rows, y_true] -= 1
        else:
            gradient = np.zeros_like(y_pred)
            gradient[rows, y_true] = -1 / _positive(y_pred[rows, y_true])
        return gradient / len(y_pred)

    def fill_gradient(self, y_true: Array, y_pred: Array, out: Array) -> float:
        if not self.from_logits:
            return super().fill_gradient(y_true, y_pred, out)
        log_p = _softmax_and_log(y_pred, out)
        right = np.arange(len(out)), y_true
        out[right] -= 1  # p - y, with y one-hot
        out /= len(out)
        return float(-log_p[right].mean())


def _log_probabilities(y_pred: Array, from_logits: bool) -> Array:
    """log p of each class, exact for any score if y_pred holds scores."""
    return log_softmax(y_pred) if from_logits else np.log(_positive(y_pred))


def _softmax_and_log(Z: Array, out: Array) -> Array:
    """softmax(Z) of each row into `out`, from one exp; log_softmax(Z)."""
    largest = Z.max(axis=1, keepdims=True)
    E = np.exp(np.subtract(Z, largest, out), out)
    total = E.sum(axis=1, keepdims=True)
    E /= total
    return Z - (largest + np.log(total))


def _positive(p: Array) -> Array:
    """p, with 0 replaced by the least normal number: its log is finite."""
    return np.maximum(p, np.finfo(p.dtype).tiny)
