"""SGD: against the gradient, with momentum or without."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._validation import Array, check_flag, check_number
from nnlib.optimizers.base import Optimizer

__all__ = ["SGD"]


class SGD(Optimizer):
    """Gradient descent, `w ← w - η g`, or with momentum `v ← μ v - η g`.

    Args:
        learning_rate: η, a number above 0 or a schedule.
        momentum: μ, from 0 to below 1; then `w ← w + v`, the heavy ball.
        nesterov: take the gradient as that of the look-ahead point:
            `w ← w + μ v - η g`.
        weight_decay, clipnorm, clipvalue: as for every `Optimizer`.

    >>> w, optimizer = np.array([1.0]), SGD(learning_rate=0.1)
    >>> for _ in range(5):  # minimize w**2
    ...     optimizer.step([w], [2 * w])
    >>> w.round(4)
    array([0.3277])

    Book: Gradient descent.
    Source: Polyak (1964), Some methods of speeding up the convergence of
        iteration methods; Nesterov (1983), A method of solving a convex
        programming problem with convergence rate O(1/k^2).
    """

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.01,
        momentum: float = 0.0,
        nesterov: bool = False,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.momentum = check_number(
            momentum, "SGD", "momentum", low=0, high=1
        )
        nesterov = check_flag(nesterov, "SGD", "nesterov")
        if nesterov and not momentum:
            raise ValueError(
                f"SGD: nesterov=True needs momentum > 0, got {momentum}. "
                "Use momentum=0.9."
            )
        self.nesterov = nesterov
        self.slots = 1 if momentum else 0

    def update(
        self, rate: float, w: Array, g: Array, t: Array, *memory: Array
    ) -> None:
        step = np.multiply(g, rate, t)
        if not memory:
            w -= step
            return
        (v,) = memory
        v *= self.momentum
        v -= step
        if self.nesterov:
            w += self.momentum * v - step
        else:
            w += v
