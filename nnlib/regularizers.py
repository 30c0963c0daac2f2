"""Regularizers: penalties on large weights, added to the loss.

`regularizer(W)` is the penalty, a number, and `regularizer.gradient(W)` its
derivative by W. `Dense(…, kernel_regularizer=L2(0.01))` adds the gradient in
`backward`, and `fit` and `evaluate` add the penalty to the loss they report.
Biases are never penalized. The penalty is not divided by the number of
examples: it belongs to the weights, not to the data.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, as_float_array, check_number, lookup

__all__ = ["L1", "L1L2", "L2", "Regularizer"]


class Regularizer:
    """Base of all regularizers: gives a penalty `__call__` and `gradient`."""

    def __call__(self, W: ArrayLike) -> float:
        """The penalty on the weights W."""
        raise NotImplementedError(f"{type(self).__name__} needs a __call__")

    def gradient(self, W: ArrayLike) -> Array:
        """The derivative of the penalty by each entry of W."""
        raise NotImplementedError(f"{type(self).__name__} needs a gradient")

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for `repr` and for saving."""
        return dict(vars(self))

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v:g}" for k, v in self.config().items())
        return f"{type(self).__name__}({arguments})"


class L2(Regularizer):
    """Half the sum of squares, `λ/2 Σ w²`; its gradient is `λ W`.

    A step of gradient descent multiplies every weight by `1 - η λ`. (Keras
    leaves the 1/2 out: its `L2(0.01)` is `L2(0.02)` here.)

    Args:
        l2: λ.

    >>> L2(0.1)([[3.0], [4.0]])
    1.25
    >>> L2(0.1).gradient([[3.0], [4.0]])
    array([[0.3],
           [0.4]])

    Book: Regularization.
    Source: Krogh & Hertz (1992), A simple weight decay can improve
        generalization.
    """

    def __init__(self, l2: float = 0.01):
        self.l2 = check_number(l2, "L2", "l2", low=0)

    def __call__(self, W: ArrayLike) -> float:
        W = as_float_array(W, "W")
        return float(self.l2 / 2 * np.vdot(W, W))

    def gradient(self, W: ArrayLike) -> Array:
        """`λ W`."""
        return self.l2 * as_float_array(W, "W")


class L1(Regularizer):
    """The sum of absolute values, `λ Σ |w|`; its gradient is `λ sign(W)`.

    The pull towards 0 does not weaken near it, so many weights end there.

    Args:
        l1: λ.

    >>> L1(0.1)([[3.0], [-4.0]])
    0.7000000000000001
    >>> L1(0.1).gradient([[3.0], [-4.0], [0.0]])
    array([[ 0.1],
           [-0.1],
           [ 0. ]])

    Book: Regularization.
    Source: Tibshirani (1996), Regression shrinkage and selection via the
        lasso.
    """

    def __init__(self, l1: float = 0.01):
        self.l1 = check_number(l1, "L1", "l1", low=0)

    def __call__(self, W: ArrayLike) -> float:
        return float(self.l1 * np.abs(as_float_array(W, "W")).sum())

    def gradient(self, W: ArrayLike) -> Array:
        """`λ sign(W)`, 0 at the kink."""
        return self.l1 * np.sign(as_float_array(W, "W"))


class L1L2(Regularizer):
    """Both penalties, `λ₁ Σ |w| + λ₂/2 Σ w²`: the elastic net.

    Args:
        l1: λ₁.
        l2: λ₂.

    >>> round(L1L2(l1=0.1, l2=0.1)([[3.0], [-4.0]]), 2)  # 0.7 + 1.25
    1.95

    Book: Regularization.
    Source: Zou & Hastie (2005), Regularization and variable selection via
        the elastic net.
    """

    def __init__(self, l1: float = 0.0, l2: float = 0.0):
        self.l1 = check_number(l1, "L1L2", "l1", low=0)
        self.l2 = check_number(l2, "L1L2", "l2", low=0)

    def __call__(self, W: ArrayLike) -> float:
        return L1(self.l1)(W) + L2(self.l2)(W)

    def gradient(self, W: ArrayLike) -> Array:
        """`λ₁ sign(W) + λ₂ W`."""
        return L1(self.l1).gradient(W) + L2(self.l2).gradient(W)


ALIASES: dict[str, type[Regularizer]] = {"l1": L1, "l2": L2}


def get(regularizer: str | Regularizer | None) -> Regularizer | None:
    """A regularizer of strength 0.01 from its name, the object, or None.

    >>> get("l2")
    L2(l2=0.01)
    """
    if regularizer is None or isinstance(regularizer, Regularizer):
        return regularizer
    return lookup(regularizer, ALIASES, "regularizer")()
