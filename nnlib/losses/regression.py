"""Losses of numbers: how far a prediction is off."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, check_positive
from nnlib.losses.base import Loss

__all__ = ["Huber", "MeanAbsoluteError", "MeanSquaredError", "QuadraticCost"]


class MeanSquaredError(Loss):
    """The mean of `(y_pred - y_true)**2` over all entries.

    >>> MeanSquaredError()([0, 0], [10, -10])
    100.0

    Book: Losses.
    """

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        return self.with_gradient(y_true, y_pred)[0]

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`2 (y_pred - y_true) / (number of entries)`."""
        return self.with_gradient(y_true, y_pred)[1]

    def fill_gradient(self, y_true: Array, y_pred: Array, out: Array) -> float:
        difference = np.subtract(y_pred, y_true, out)
        loss = float(np.vdot(difference, difference)) / y_pred.size
        difference *= 2 / y_pred.size
        return loss


class QuadraticCost(Loss):
    """Half the squared distance `|y_pred - y_true|**2 / 2`, mean over n.

    Sums over the outputs of one example, where `MeanSquaredError` takes
    their mean; the 1/2 cancels the 2 of the derivative.

    >>> QuadraticCost()([[0, 0]], [[3, 4]])
    12.5

    Book: Losses.
    """

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        return self.with_gradient(y_true, y_pred)[0]

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`(y_pred - y_true) / n`."""
        return self.with_gradient(y_true, y_pred)[1]

    def fill_gradient(self, y_true: Array, y_pred: Array, out: Array) -> float:
        difference = np.subtract(y_pred, y_true, out)
        loss = 0.5 * float(np.vdot(difference, difference)) / len(y_pred)
        difference /= len(y_pred)
        return loss


class MeanAbsoluteError(Loss):
    """The mean of `|y_pred - y_true|` over all entries.

    >>> MeanAbsoluteError()([0, 0], [10, -10])
    10.0

    Book: Losses.
    """

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        return float(np.mean(np.abs(y_pred - y_true)))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """`sign(y_pred - y_true) / (number of entries)`, 0 at the kink."""
        y_true, y_pred = self.check(y_true, y_pred)
        return np.sign(y_pred - y_true) / y_pred.size


class Huber(Loss):
    """Quadratic for errors up to `delta`, linear beyond: mean of all entries.

    >>> Huber(delta=1.0)([0, 0], [0.5, 3])
    1.3125

    Book: Losses.
    Source: Huber (1964), Robust estimation of a location parameter.
    """

    def __init__(self, delta: float = 1.0):
        self.delta = check_positive(delta, "Huber", "delta")

    def __call__(self, y_true: ArrayLike, y_pred: ArrayLike) -> float:
        y_true, y_pred = self.check(y_true, y_pred)
        error = np.abs(y_pred - y_true)
        inside = np.minimum(error, self.delta)  # the quadratic part
        return float(np.mean(inside**2 / 2 + self.delta * (error - inside)))

    def gradient(self, y_true: ArrayLike, y_pred: ArrayLike) -> Array:
        """The residual clipped to ±delta, over the number of entries."""
        y_true, y_pred = self.check(y_true, y_pred)
        clipped = np.clip(y_pred - y_true, -self.delta, self.delta)
        return clipped / y_pred.size
