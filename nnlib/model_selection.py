"""Model selection: data set aside, to judge with what was not learned from."""

import reprlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from nnlib._samplers import LogUniform, Uniform, UniformInteger
from nnlib._search import grid_search, random_search, successive_halving
from nnlib._validation import (
    Array,
    as_array,
    as_generator,
    check_flag,
    check_number,
    check_positive_int,
    check_same_length,
)

__all__ = [
    "KFold",
    "LogUniform",
    "Uniform",
    "UniformInteger",
    "grid_search",
    "random_search",
    "successive_halving",
    "train_test_split",
    "train_val_test_split",
]


def train_test_split(
    X: ArrayLike,
    y: ArrayLike,
    *,
    test_size: float = 0.2,
    rng: int | np.random.Generator | None,
    stratify: ArrayLike | None = None,
) -> tuple[Array, Array, Array, Array]:
    """(X_train, X_test, y_train, y_test), rows chosen at random.

    Args:
        X: samples, one a row.
        y: their targets.
        test_size: the fraction of rows to set aside.
        rng: an int, a Generator, or None for fresh entropy.
        stratify: labels, usually y: both parts get every class in proportion,
            rounded; of a class of one or two rows a part may get none.

    Raises:
        ValueError: if a part would be empty.

    >>> X = np.arange(10).reshape(5, 2)
    >>> parts = train_test_split(X, X[:, 0], test_size=0.4, rng=0)
    >>> [len(part) for part in parts]
    [3, 2, 3, 2]

    Book: Evaluation.
    """
    X, y = as_array(X, "X"), as_array(y, "y")
    check_same_length(X, y, "train_test_split")
    train, test = _choose(
        "train_test_split",
        len(X),
        {"test_size": test_size},
        as_generator(rng),
        stratify,
    )
    return X[train], X[test], y[train], y[test]


def train_val_test_split(
    X: ArrayLike,
    y: ArrayLike,
    *,
    val_size: float = 0.2,
    test_size: float = 0.2,
    rng: int | np.random.Generator | None,
    stratify: ArrayLike | None = None,
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """(X_train, X_val, X_test, y_train, y_val, y_test), rows at random.

    Args:
        X: samples, one a row.
        y: their targets.
        val_size: the fraction of all rows for choosing among models.
        test_size: the fraction of all rows for the last judgment.
        rng: an int, a Generator, or None for fresh entropy.
        stratify: labels, usually y: all parts get every class in proportion,
            rounded, as for `train_test_split`.

    >>> X = np.arange(10)
    >>> [len(part) for part in train_val_test_split(X, X, rng=0)]
    [6, 2, 2, 6, 2, 2]

    Book: Evaluation.
    """
    X, y = as_array(X, "X"), as_array(y, "y")
    check_same_length(X, y, "train_val_test_split")
    train, val, test = _choose(
        "train_val_test_split",
        len(X),
        {"val_size": val_size, "test_size": test_size},
        as_generator(rng),
        stratify,
    )
    return X[train], X[val], X[test], y[train], y[val], y[test]


class KFold:
    """Cross-validation: k parts, each of which validates once.

    The parts are disjoint and as equal as can be: the first `n % k` have one
    row more. Fit scalers inside the loop, on the training rows alone.

    Args:
        n_splits: k, the number of parts.
        shuffle: deal the rows out at random. Without it the parts are runs
            of neighboring rows: wrong for data sorted by class.
        rng: an int or a Generator, only with shuffle.

    >>> for train, validation in KFold(3).split(np.arange(10)):
    ...     print(validation, len(train))
    [0 1 2 3] 6
    [4 5 6] 7
    [7 8 9] 7

    Book: Evaluation.
    Source: Stone (1974), Cross-validatory choice and assessment of
        statistical predictions.
    """

    def __init__(
        self,
        n_splits: int = 5,
        shuffle: bool = False,
        rng: int | np.random.Generator | None = None,
    ):
        self.n_splits = check_positive_int(n_splits, "KFold", "n_splits")
        if self.n_splits < 2:
            raise ValueError(
                "KFold: n_splits=1 leaves nothing to train on. Use 5, or "
                "train_test_split for a single split."
            )
        if not shuffle and rng is not None:
            raise ValueError(
                f"KFold: rng={rng!r} has no effect without shuffle=True. "
                "Add it, or leave rng out."
            )
        self.shuffle = check_flag(shuffle, "KFold", "shuffle")
        as_generator(rng)  # refuses what is none
        self.rng = rng

    def split(self, X: ArrayLike) -> Iterator[tuple[Array, Array]]:
        """(training rows, validation rows) for each part in turn.

        Args:
            X: the samples, or anything with one entry for each.

        Shapes:
            Row numbers: (n - m,) and (m,), for `X[train]` and `y[train]`.
        """
        if np.ndim(X) == 0:
            raise ValueError(
                "KFold.split expects the samples, one a row, got "
                f"{reprlib.repr(X)}. Pass X, or range(n) for n of them."
            )
        n = len(np.asarray(X))
        if n < self.n_splits:
            raise ValueError(
                f"KFold: {n} rows cannot be shared out among "
                f"{self.n_splits} parts. Use fewer splits."
            )
        order = np.arange(n)
        if self.shuffle:
            order = as_generator(self.rng).permutation(n)
        parts = np.array_split(order, self.n_splits)
        return (
            (
                np.sort(np.concatenate(parts[:i] + parts[i + 1 :])),
                np.sort(part),
            )
            for i, part in enumerate(parts)
        )

    def __repr__(self) -> str:
        return f"KFold(n_splits={self.n_splits}, shuffle={self.shuffle})"


def _choose(
    who: str,
    n: int,
    fractions: dict[str, float],
    rng: np.random.Generator,
    stratify: ArrayLike | None,
) -> list[Array]:
    """Disjoint row numbers: the rest first, then one part for each size."""
    sizes = _sizes(who, fractions)
    labels = np.zeros(n, dtype=int)
    if stratify is not None:
        labels = _numbered(stratify, n)
    order = rng.permutation(n)
    # the parts of one class after the other, each cut at the same fractions
    cuts = 1 - np.cumsum(sizes[::-1])[::-1]
    groups = [
        np.split(rows, np.round(cuts * len(rows)).astype(int))
        for rows in (order[labels[order] == c] for c in np.unique(labels))
    ]
    parts = [np.concatenate(part) for part in zip(*groups, strict=True)]
    if stratify is not None:
        parts = [rng.permutation(part) for part in parts]
    if not all(len(part) for part in parts):
        raise ValueError(
            f"{n} rows are too few: the parts would get "
            f"{[len(part) for part in parts]}. "
            "Change the sizes, or collect more data."
        )
    return parts


def _sizes(who: str, fractions: dict[str, float]) -> list[float]:
    """The sizes of the parts, if they leave some rows for the rest."""
    for name, size in fractions.items():
        check_number(size, who, name, low=0, high=1, include_low=False)
    sizes = list(fractions.values())
    if sum(sizes) >= 1:
        raise ValueError(
            f"{' and '.join(fractions)} leave nothing to train on: together "
            f"they are {sum(sizes):g} of all rows. Choose smaller ones."
        )
    return sizes


def _numbered(stratify: ArrayLike, n: int) -> Array:
    """The classes of `stratify` as numbers, one for each of n rows."""
    if np.shape(stratify) != (n,):
        raise ValueError(
            f"stratify must have one label for each of the {n} rows, "
            f"got shape {np.shape(stratify)}."
        )
    try:
        return np.unique(stratify, return_inverse=True)[1]
    except TypeError:
        raise TypeError(
            "stratify has labels that cannot be put in order, such as None "
            "beside words. Give each row a number or a word."
        ) from None
