"""StandardScaler: mean 0 and standard deviation 1, feature by feature."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.preparation.scaler_answers import (
    ALTERNATIVES,
    StandardScaler,
)
from nncheck.specs.preparation.scaler_mistakes import MISCONCEPTIONS
from nncheck.specs.preparation.sections import DATA


def table(rng, n, d):
    """Features in different units, with their means far from 0."""
    means, spreads = rng.uniform(5, 20, d), rng.uniform(2, 6, d)
    X = means + spreads * rng.normal(size=(n, d))
    X[1:2] = X[0] + rng.uniform(3, 6, d)  # no feature that hardly varies
    return np.round(X, 1)


def _probe(X_train, X, what):
    if X_train.size <= 12:
        given = "the same" if X is X_train else show(X)
        data = f"fit({show(X_train)}), transform({given})"
    else:
        data = f"fit on {len(X_train)} samples, transform {what}"
    return Probe((X_train, X), words=f"StandardScaler: {data}")


def _training(rng):
    small, large = table(rng, 4, 2), table(rng, 9, 3)
    return [
        _probe(small, small, "the same"),
        _probe(large, large, "the same samples"),
    ]


def _new(rng):
    train, new = table(rng, 4, 2), table(rng, 1, 2)
    return [
        _probe(train, new, "a new one"),
        _probe(train, train[:3] + 7, "new ones"),
    ]


def _constant(rng):
    train = table(rng, 4, 2)
    train[:, 1] = rng.integers(3, 99)
    new = train[:2] + rng.integers(1, 5)
    return [
        _probe(train, train, "the same"),
        _probe(train, new, "new ones"),
    ]


EXERCISE = Exercise(
    page="preparation",
    name="StandardScaler",
    title="Mean 0, spread 1",
    minutes=6,
    section=DATA,
    reference=StandardScaler,
    alternatives=ALTERNATIVES,
    arguments=("X_train", "X"),
    driver="scaler",
    parts=(
        Part("the training data", 1, _training),
        Part("new data, by the statistics of training", 2, _new),
        Part("a feature that never changes", 1, _constant),
    ),
    hints=(
        "Two methods, two jobs: `fit` measures and remembers, `transform` "
        "only uses what is remembered. Which two numbers per feature?",
        "Samples are rows, so the mean of each feature runs along "
        "`axis=0`. Keep the results as `self.…`.",
        "Where the standard deviation is 0, the divisor is to be 1. "
        "`np.where(condition, a, b)` chooses entry by entry.",
    ),
    misconceptions=MISCONCEPTIONS,
)
