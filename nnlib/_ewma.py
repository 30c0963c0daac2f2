"""The exponentially weighted average, which momentum, RMSprop and Adam use."""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import (
    Array,
    as_float_array,
    check_finite,
    check_number,
)


def ewma(
    values: ArrayLike, beta: float, *, bias_correction: bool = True
) -> Array:
    """Exponentially weighted averages: `v ← β v + (1 - β) value`, from 0.

    It remembers about the last `1 / (1 - β)` values. Since v starts at zero,
    the first averages are too small; with the correction, the one after t
    values is divided by `1 - βᵗ`, the sum of the weights so far.

    Args:
        values: in their order; the averages run along the first axis.
        beta: β, how much of the old average is kept, from 0 to below 1.
        bias_correction: divide by `1 - βᵗ`.

    Shapes:
        values: (n, ...). The result has the same shape.

    Raises:
        ValueError: for a β outside [0, 1), or values that are not finite.

    >>> ewma([10, 10, 10], beta=0.9, bias_correction=False).round(2)
    array([1.  , 1.9 , 2.71])
    >>> ewma([10, 10, 10], beta=0.9).round(2)
    array([10., 10., 10.])

    Book: Gradient descent.
    """
    beta = check_number(beta, "ewma", "beta", low=0, high=1)
    values = as_float_array(values, "values")
    if values.ndim == 0:
        raise ValueError(
            f"ewma averages a sequence, got the single number {values}. "
            "Put the values in a list: ewma([1.0, 2.0], beta=0.9)."
        )
    check_finite(values, "ewma", "values")
    averages = np.empty_like(values)
    average, weights = np.zeros_like(values[:1]), 0.0
    for t in range(len(values)):
        average = beta * average + (1 - beta) * values[t : t + 1]
        weights = beta * weights + (1 - beta)  # 1 - beta ** (t + 1)
        averages[t : t + 1] = average / weights if bias_correction else average
    return averages
