"""The 5,000 digits as bytes, in one pile, for probes to split afresh."""

from functools import cache

import numpy as np


@cache
def pile() -> tuple[np.ndarray, np.ndarray]:
    """All 5,000 digits, the 4,000 training ones first."""
    from nnlib import datasets

    (x_train, y_train), (x_test, y_test) = datasets.load_mnist()
    X = np.rint(np.vstack([x_train, x_test]) * 255).astype(np.uint8)
    return X, np.concatenate([y_train, y_test])


def split(
    rng: np.random.Generator, n: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """A random split: n digits to train on, the rest to test with."""
    X, y = pile()
    order = rng.permutation(len(X))
    train, test = order[:n], order[n:]
    return X[train], y[train], X[test], y[test]


def blurred(X: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The digits with a little noise in their ink.

    They read as well as before, and are not found in the pile, whose labels
    everybody has.
    """
    noise = rng.integers(-12, 13, X.shape)
    return np.where(X > 0, np.clip(X + noise, 1, 255), 0).astype(np.uint8)
