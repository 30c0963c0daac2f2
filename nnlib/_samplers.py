"""Distributions from which a random search draws its settings."""

import math
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np

from nnlib._validation import as_generator, check_number


@runtime_checkable
class Sampler(Protocol):
    """Anything with a `sample(rng)`: a distribution of one setting."""

    def sample(self, rng: np.random.Generator) -> Any:
        """One value drawn at random."""


def is_sampler(values: Any) -> bool:
    """Whether settings can be drawn from it; not from the bare class."""
    return isinstance(values, Sampler) and not isinstance(values, type)


@dataclass(frozen=True)
class Uniform:
    """Numbers from low to high, all equally likely: a dropout rate.

    Args:
        low: the least, any number below `high`.
        high: the largest; it is never drawn itself.

    >>> 0.1 <= Uniform(0.1, 0.5).sample(np.random.default_rng(0)) < 0.5
    True

    Book: Training.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _check_range(self, self.low, self.high)

    def sample(self, rng: np.random.Generator) -> float:
        """One number."""
        return float(as_generator(rng).uniform(self.low, self.high))


@dataclass(frozen=True)
class LogUniform:
    """Numbers from low to high whose logarithm is uniform: a learning rate.

    From 0.0001 to 0.1 each of the three powers of ten gets a third of the
    draws; `Uniform` would give nine tenths of them to the last.

    Args:
        low: the least, above 0 and below `high`.
        high: the largest.

    >>> rate = LogUniform(1e-4, 1e-1).sample(np.random.default_rng(0))
    >>> 1e-4 <= rate < 1e-1
    True

    Book: Training.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _check_range(self, self.low, self.high)
        if self.low <= 0:
            raise ValueError(
                f"LogUniform: low must be above 0, got {self.low}; 0 has no "
                "logarithm. Use a small number such as 1e-6."
            )

    def sample(self, rng: np.random.Generator) -> float:
        """One number."""
        low, high = math.log(self.low), math.log(self.high)
        return math.exp(as_generator(rng).uniform(low, high))


@dataclass(frozen=True)
class UniformInteger:
    """Whole numbers from low to high, both included: a count of units.

    Args:
        low: the least, a whole number below `high`.
        high: the largest.

    >>> draws = UniformInteger(1, 3).sample(np.random.default_rng(0))
    >>> draws in (1, 2, 3)
    True

    Book: Training.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        for name in ("low", "high"):
            value = check_number(getattr(self, name), "UniformInteger", name)
            if not value.is_integer():
                raise ValueError(
                    f"UniformInteger: {name} must be a whole number, got "
                    f"{value}. For other numbers use Uniform."
                )
        _check_range(self, self.low, self.high)

    def sample(self, rng: np.random.Generator) -> int:
        """One whole number."""
        rng = as_generator(rng)
        return int(rng.integers(self.low, self.high, endpoint=True))


def _check_range(sampler: Any, low: float, high: float) -> None:
    who = type(sampler).__name__
    check_number(low, who, "low")
    check_number(high, who, "high")
    if not low < high:
        raise ValueError(
            f"{who}: low must be below high, got {low} and {high}."
        )
