"""softmax(Z, axis): probabilities along an axis, whatever the scores."""

import numpy as np

from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.activations.sections import SOFTMAX
from nncheck.specs.activations.softmax_answers import (
    ALTERNATIVES,
    softmax,
)
from nncheck.specs.activations.softmax_mistakes import MISCONCEPTIONS


def _scores(rng, *shape):
    return np.round(2 * rng.normal(size=shape), 1)


def _row(rng):
    return [
        Probe((rng.permutation([1.0, 2.0, 3.0]),)),
        Probe((_scores(rng, 4),)),
    ]


def _batch(rng):
    return [
        Probe((_scores(rng, 3, 3),)),
        Probe((_scores(rng, 2, 5),)),
        Probe((rng.integers(-2, 4, size=(4, 3)),)),
    ]


def _large(rng):
    row = rng.permutation([1001.0, 1002.0, 1003.0])
    # the rows lie far apart, and so do the scores of the last one
    far = np.array([[-1000, -1001.0], [1.0, 3.0], [1000.0, 1002.0]])
    spread = rng.permutation([0.0, 0.5, 0.0, 3000.0])
    return [Probe((row,)), Probe((spread,)), Probe((rng.permutation(far),))]


def _axes(rng):
    return [
        Probe((_scores(rng, 2, 3), 0)),
        Probe((_scores(rng, 2, 2, 3),)),
        Probe((_scores(rng, 2, 3, 2), 1)),
    ]


EXERCISE = Exercise(
    page="activations",
    name="softmax",
    title="From scores to probabilities",
    minutes=6,
    section=SOFTMAX,
    reference=softmax,
    alternatives=ALTERNATIVES,
    arguments=("Z", "axis"),
    parts=(
        Part("one row of scores", 1, _row),
        Part("a batch of rows", 1, _batch),
        Part("large scores", 1, _large),
        Part("other axes and three dimensions", 1, _axes),
    ),
    hints=(
        "Make every score positive, then take its share of the whole. Whose "
        "whole: that of its own row or that of the batch?",
        "`Z.sum(axis=axis, keepdims=True)` keeps a length of 1 where the "
        "axis was, so that the result fits Z again. Without it, compare the "
        "shapes.",
        "Adding the same number to all scores of a row changes nothing. "
        "Which number makes the largest score of each row 0, so that no "
        "exponential is above 1?",
    ),
    misconceptions=MISCONCEPTIONS,
)
