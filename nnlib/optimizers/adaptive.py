"""Adagrad, RMSprop, Adam: a step size for each parameter."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib._validation import Array, check_number, check_positive
from nnlib.optimizers.base import Optimizer

__all__ = ["Adagrad", "Adam", "RMSprop"]

# A running mean of an unused weight's gradients would decay into denormal
# numbers, with which arithmetic takes twice the time; it rests here instead,
# far below anything that can be seen in a step.
RESTING = 1e-30


class Adagrad(Optimizer):
    """`s ← s + g²`, `w ← w - η g / (√s + ε)`: a step size per parameter.

    Args:
        learning_rate: η, a number above 0 or a schedule.
        epsilon: ε, above 0, so that nothing is divided by 0.
        weight_decay, clipnorm, clipvalue: as for every `Optimizer`.

    Book: Gradient descent.
    Source: Duchi, Hazan & Singer (2011), Adaptive subgradient methods.
    """

    slots = 1

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.01,
        epsilon: float = 1e-8,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.epsilon = check_positive(epsilon, "Adagrad", "epsilon")

    def update(
        self, rate: float, w: Array, g: Array, t: Array, *memory: Array
    ) -> None:
        (s,) = memory
        s += g * g
        w -= rate * g / (np.sqrt(s) + self.epsilon)


class RMSprop(Optimizer):
    """`s ← ρ s + (1 - ρ) g²`, `w ← w - η g / (√s + ε)`: recent sizes count.

    Args:
        learning_rate: η, a number above 0 or a schedule.
        rho: ρ, from 0 to below 1; about 1 / (1 - ρ) steps are remembered.
        epsilon: ε, above 0, so that nothing is divided by 0.
        weight_decay, clipnorm, clipvalue: as for every `Optimizer`.

    Book: Gradient descent.
    Source: Tieleman & Hinton (2012), Lecture 6.5: divide the gradient by a
        running average of its recent magnitude.
    """

    slots = 1

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.001,
        rho: float = 0.9,
        epsilon: float = 1e-8,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.rho = check_number(rho, "RMSprop", "rho", low=0, high=1)
        self.epsilon = check_positive(epsilon, "RMSprop", "epsilon")

    def update(
        self, rate: float, w: Array, g: Array, t: Array, *memory: Array
    ) -> None:
        (s,) = memory
        np.square(g, t)
        t *= 1 - self.rho
        s *= self.rho
        s += t
        if self.iterations % 16 == 0:  # it does not fall that far in between
            np.maximum(s, RESTING, out=s)
        np.sqrt(s, t)
        t += self.epsilon
        np.divide(g, t, t)
        t *= rate
        w -= t


class Adam(Optimizer):
    """Momentum and RMSprop together, both corrected for starting from zero.

    `m ← β₁ m + (1 - β₁) g`, `s ← β₂ s + (1 - β₂) g²`,
    `w ← w - η m̂ / (√ŝ + ε)` with `m̂ = m / (1 - β₁ᵗ)`, `ŝ = s / (1 - β₂ᵗ)`.

    Args:
        learning_rate: η, a number above 0 or a schedule.
        beta_1: β₁, from 0 to below 1, for the mean of the gradients.
        beta_2: β₂, from 0 to below 1, for the mean of their squares.
        epsilon: ε, above 0, so that nothing is divided by 0.
        weight_decay, clipnorm, clipvalue: as for every `Optimizer`.

    Book: Gradient descent.
    Source: Kingma & Ba (2015), Adam: a method for stochastic optimization.
    """

    slots = 2

    def __init__(
        self,
        learning_rate: float | Callable[[int], float] = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
        **common: Any,
    ):
        super().__init__(learning_rate, **common)
        self.beta_1 = check_number(beta_1, "Adam", "beta_1", low=0, high=1)
        self.beta_2 = check_number(beta_2, "Adam", "beta_2", low=0, high=1)
        self.epsilon = check_positive(epsilon, "Adam", "epsilon")

    def update(
        self, rate: float, w: Array, g: Array, t: Array, *memory: Array
    ) -> None:
        m, s = memory
        m *= self.beta_1
        m += (1 - self.beta_1) * (g + RESTING)
        s *= self.beta_2
        s += (1 - self.beta_2) * (g * g + RESTING)
        m_hat = m / (1 - self.beta_1**self.iterations)
        s_hat = s / (1 - self.beta_2**self.iterations)
        w -= rate * m_hat / (np.sqrt(s_hat) + self.epsilon)
