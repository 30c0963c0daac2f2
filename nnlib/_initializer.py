"""What all initializers share: how they are called, and with what."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._validation import (
    Array,
    as_generator,
    check_positive_int,
    takes,
)


def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """(fan-in, fan-out) of a weight matrix; both are m for a bias (m,).

    >>> fans((784, 512))
    (784, 512)
    """
    return (shape[0], shape[-1]) if shape else (1, 1)


class Initializer:
    """Base of all initializers: `initializer(shape, rng) -> array`.

    >>> class Alternating(Initializer):
    ...     def draw(self, shape, rng):
    ...         return np.resize([1.0, -1.0], shape)
    >>> Alternating()((2, 2), rng=0)
    array([[ 1., -1.],
           [ 1., -1.]])
    """

    def __call__(
        self, shape: tuple[int, ...], rng: int | np.random.Generator | None
    ) -> Array:
        """A new float64 array of the given shape.

        Args:
            shape: (d, m) for weights, (m,) for biases.
            rng: an int, a Generator, or None for fresh entropy.
        """
        return self.draw(_checked(shape), as_generator(rng))

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
        """The formula of the subclass."""
        raise NotImplementedError(f"{type(self).__name__} needs a draw method")

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v}" for k, v in vars(self).items())
        return f"{type(self).__name__}({arguments})"


def _checked(shape: Any) -> tuple[int, ...]:
    """The shape as a tuple of whole numbers, none of them 0."""
    if not isinstance(shape, tuple | list):
        raise TypeError(
            f"an initializer needs a shape such as (2, 3), got {shape!r}. "
            "For the biases of 3 units write (3,)."
        )
    return tuple(
        check_positive_int(n, f"shape {shape!r}", "each number") for n in shape
    )


def check_arguments(function: Callable) -> None:
    """Refuse a function that cannot be called as an initializer is."""
    if not takes(function, 2):
        raise TypeError(
            f"an initializer is called with (shape, rng), and {function!r} "
            "takes other arguments. Write lambda shape, rng: np.ones(shape)."
        )
