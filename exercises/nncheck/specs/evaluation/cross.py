"""cross_validate: whatever is fitted, is fitted anew in each fold."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.drivers.evaluation import cross_validation
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.cross_answers import (
    ALTERNATIVES,
    cross_validate,
)
from nncheck.specs.evaluation.cross_messages import MISCONCEPTIONS
from nncheck.specs.evaluation.sections import FOLDS

NAMES = ("the mean error", "the standard deviation")
FORM = "two numbers: the mean error and its standard deviation"


def _probe(rng, n, d, sizes, place):
    X = rng.normal(size=(n, d)) * rng.uniform(0.2, 5, d)
    X = np.round(X + rng.uniform(-20, 20, d), 2)
    y = X @ rng.normal(0, 1, d) + rng.normal(0, 2, n)
    y = np.round(y, 2)
    rows = rng.permutation(n)
    parts = np.split(rows, np.cumsum(sizes)[:-1])
    pairs = [[np.setdiff1d(rows, part), np.sort(part)] for part in parts]
    want = cross_validation(cross_validate, X, y, pairs)

    def judge(observation):
        value = observation.value
        if not isinstance(value, np.ndarray) or value.shape != (2,):
            asks = " (is there a `return`?)" if value is None else ""
            return Complaint(f"gave {show(value)}{asks}", FORM)
        wrong = compare(float(want[place]), float(value[place]), 1e-4)
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} for {NAMES[place]}", wrong.expected)

    folds = ", ".join(map(str, sizes))
    return Probe(
        (X, y, pairs),
        words="cross_validate(X, y, pairs, fit, score) with X of shape "
        f"{X.shape} and folds of {folds} rows",
        judge=judge,
        expects=FORM,
    )


def _mean(rng):
    return [
        _probe(rng, 12, 2, (4, 4, 4), 0),
        _probe(rng, 20, 3, (5, 5, 5, 5), 0),
    ]


def _spread(rng):
    return [
        _probe(rng, 12, 2, (4, 4, 4), 1),
        _probe(rng, 18, 3, (6, 6, 6), 1),
    ]


def _unequal(rng):
    return [
        _probe(rng, 11, 2, (5, 3, 3), 0),
        _probe(rng, 16, 2, (8, 4, 4), 0),
    ]


EXERCISE = Exercise(
    page="evaluation",
    name="cross_validate",
    title="Cross-validation without a leak",
    minutes=6,
    section=FOLDS,
    reference=cross_validate,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "pairs", "fit", "score"),
    driver="cross_validation",
    parts=(
        Part("the mean error", 2, _mean),
        Part("its standard deviation", 1, _spread),
        Part("folds of different sizes", 1, _unequal),
    ),
    hints=(
        "One round of the loop for each pair: pick the rows, standardize, "
        "train, judge, keep the error. After the loop, mean and spread.",
        "Which rows may the mean and the standard deviation of a column be "
        "computed from, so that no validation row has a say in it?",
        "Both parts of a pair go through the *same* two numbers for each "
        "column: subtract the one, divide by the other.",
    ),
    misconceptions=MISCONCEPTIONS,
)
