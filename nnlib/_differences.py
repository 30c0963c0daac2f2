"""Derivatives without calculus: quotients of small differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import Array, check_positive


def numerical_gradient(
    f: Callable[[Array], Any], x: ArrayLike, *, eps: float = 1e-5
) -> Array:
    """`(f(x + eps) - f(x - eps)) / (2 eps)` for each entry of x in turn.

    Args:
        f: a function of the array that returns one number. It is called with
            x itself, changed in one entry; afterwards x is what it was.
        x: floating-point numbers, of any shape.
        eps: the step; near 1e-5 the error is smallest in float64.

    >>> numerical_gradient(lambda x: np.sum(x**2), [1.0, 3.0]).round(6)
    array([2., 6.])

    Book: Backpropagation.
    """
    eps = check_positive(eps, "numerical_gradient", "eps")
    if not callable(f):
        raise TypeError(
            f"numerical_gradient expects a function first, got {f!r}. "
            "Write numerical_gradient(lambda x: np.sum(x**2), x)."
        )
    x = as_changeable(x)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        gradient[i] = slope(f, x, i, eps)
    return gradient


def slope(f: Callable, x: Array, i: tuple[int, ...], eps: float) -> float:
    """The central difference of f by the one entry x[i]."""
    before = x[i]
    try:
        x[i] = before + eps
        above = f(x)
        x[i] = before - eps
        below = f(x)
    finally:
        x[i] = before
    if above is None:
        raise TypeError(
            "numerical_gradient: f returned None. End it with return, "
            "followed by one number."
        )
    if np.size(above) != 1:
        raise ValueError(
            "numerical_gradient expects f to return one number, got shape "
            f"{np.shape(above)}. Sum it up, or take one entry."
        )
    return float(np.squeeze(above) - np.squeeze(below)) / (2 * eps)


def as_changeable(x: ArrayLike) -> Array:
    """x itself, or a copy if it cannot be written to, in float64."""
    if not isinstance(x, np.ndarray):
        x = np.array(x)
    if x.dtype.kind != "f":
        raise TypeError(
            f"numerical_gradient needs floating-point x, got {x.dtype}: "
            "a small step would be lost. Use x.astype(float)."
        )
    if x.dtype.itemsize < 8:
        raise TypeError(
            f"numerical_gradient needs float64, got {x.dtype}: differences "
            "of rounded numbers say little. Use x.astype(float)."
        )
    return x if x.flags.writeable else x.copy()
