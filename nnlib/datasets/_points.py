"""What the generators of points share."""

import numpy as np

from nnlib._validation import check_number, check_positive_int

Rng = int | np.random.Generator | None
Points = tuple[np.ndarray, np.ndarray]


def check(name: str, n_samples: int, **spreads: float) -> None:
    """Refuse a count below 1 and a negative spread."""
    check_positive_int(n_samples, name, "n_samples")
    for argument, value in spreads.items():
        check_number(value, name, argument, low=0)


def labels(n: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """``n`` labels of ``k`` equally frequent classes, in random order."""
    return rng.permutation(np.arange(n) % k)


def jitter(
    X: np.ndarray, noise: float, rng: np.random.Generator
) -> np.ndarray:
    """The points, each coordinate moved by normal noise."""
    return X + noise * rng.normal(size=X.shape)


def polar(radius: np.ndarray | float, angle: np.ndarray) -> np.ndarray:
    """Points from their distance to the origin and their angle."""
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
