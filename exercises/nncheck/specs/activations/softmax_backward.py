"""softmax_backward(S, dA): through the softmax of a batch, backward."""

import numpy as np

from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.activations.sections import JACOBIAN
from nncheck.specs.activations.softmax_backward_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    softmax_backward,
)


def _outputs(rng, n, k):
    """Probabilities that are multiples of 1/20: rows that add up to 1."""
    cuts = [np.sort(rng.permutation(19)[: k - 1]) + 1 for _ in range(n)]
    return np.diff(np.array(cuts), axis=1, prepend=0, append=20) / 20


def _probe(rng, n, k):
    dA = np.round(2 * rng.normal(size=(n, k)), 1)
    return Probe((_outputs(rng, n, k), dA))


def _one(rng):
    return [_probe(rng, 1, 2), _probe(rng, 1, 3)]


def _batch(rng):
    return [_probe(rng, 3, 3), _probe(rng, 2, 4), _probe(rng, 4, 3)]


def _common(rng):
    # the outputs always add up to 1: what all of them want alike is lost
    S = rng.permuted([[0.25, 0.5, 0.25], [0.125, 0.375, 0.5]], axis=1)
    dA = np.full((2, 3), float(rng.integers(2, 9)))
    return [Probe((S, dA)), _probe(rng, 2, 3)]


EXERCISE = Exercise(
    page="activations",
    name="softmax_backward",
    title="Back through softmax",
    minutes=6,
    section=JACOBIAN,
    reference=softmax_backward,
    alternatives=ALTERNATIVES,
    arguments=("S", "dA"),
    parts=(
        Part("a single sample", 1, _one),
        Part("a batch of samples", 1, _batch),
        Part("what all classes have in common", 1, _common),
    ),
    hints=(
        "Take one sample with two classes. A change of the first score "
        "changes *both* outputs. Write down the four slopes and multiply.",
        "In the formula of the book, one number per sample is subtracted "
        "from all of its dA: their mean, weighted with the probabilities.",
        "That number is a sum along the last axis. Keep the axis "
        "(`keepdims=True`), so that row i gets the number of row i.",
    ),
    misconceptions=MISCONCEPTIONS,
)
