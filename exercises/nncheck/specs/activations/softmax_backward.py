"""softmax_backward(S, dA): through the softmax of a batch, backward."""

import numpy as np

from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.activations.sections import JACOBIAN
from nncheck.specs.activations.softmax_answers import softmax
from nncheck.specs.activations.softmax_backward_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    softmax_backward,
)


def _probe(rng, n, k):
    scores = rng.permuted(np.tile(np.arange(k) * 0.8, (n, 1)), axis=1)
    S = softmax(scores + rng.normal(size=(n, 1)) * rng.normal(size=(n, k)))
    return Probe((S, np.round(2 * rng.normal(size=(n, k)), 1)))


def _one(rng):
    return [_probe(rng, 1, 2), _probe(rng, 1, 3)]


def _batch(rng):
    return [_probe(rng, 3, 3), _probe(rng, 2, 4), _probe(rng, 4, 3)]


def _common(rng):
    # raising all outputs' prices together changes no score's gradient
    S = _probe(rng, 2, 3).args[0]
    price = round(float(rng.uniform(1, 5)), 1)
    return [Probe((S, np.full((2, 3), price))), _probe(rng, 2, 3)]


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
