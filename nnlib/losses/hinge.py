"""Hinge: classes are -1 and 1, and a margin is wanted between them."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array
from nnlib.losses.base import Loss

__all__ = ["Hinge"]


class Hinge(Loss):
    """`max(0, 1 - y f)` for targets y of -1 or 1, summed over the outputs.

    >>> round(Hinge()([[1, -1], [-1, 1]], [[1.2, -0.4], [0.3, 0.8]]), 4)
    1.05

    Book: Losses.
    """

    def check(
        self, y_true: ArrayLike, y_pred: ArrayLike
    ) -> tuple[Array, Array]:
        y_true, y_pred = super().check(y_true, y_pred)
        if not (np.abs(y_true) == 1).all():
            raise ValueError(
                "Hinge expects targets -1 and 1, got "
                f"{np.unique(y_true)[:5].tolist()}. Use 2 * y_true - 1 for "
                "targets 0 and 1."
            )
        return y_true, y_pred

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        return float(np.maximum(0, 1 - y_true * y_pred).sum() / len(y_pred))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`-y / n` where `y f < 1`, else 0."""
        y_true, y_pred = self.check(y_true, y_pred)
        return np.where(y_true * y_pred < 1, -y_true, 0) / len(y_pred)
