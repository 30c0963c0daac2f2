"""softmax_cross_entropy(y_true, z): loss and gradient from the scores."""

import numpy as np

from nncheck.engine import Exercise, Part
from nncheck.specs.losses.pairs import both, rough
from nncheck.specs.losses.sections import SCORES
from nncheck.specs.losses.softmax_answers import (
    ALTERNATIVES,
    softmax_cross_entropy,
)
from nncheck.specs.losses.softmax_mistakes import MISCONCEPTIONS


def _targets(rng, n, k):
    y = np.resize(rng.permutation(k), n)
    return np.eye(k, dtype=int)[y]


def _ordinary(rng):
    return [
        (_targets(rng, n, k), np.round(rng.normal(size=(n, k)), 1) + shift)
        for n, k, shift in ((1, 3, 0.05), (2, 3, 0.55), (3, 4, -0.45))
    ]


def _thousands(rng):
    high = float(rng.integers(800, 1200))
    spread = rng.permutation([high, 0.0, -high])[None]
    low = rng.permutation([-high, -high - 1, -high - 3])[None]
    truth = np.eye(3, dtype=int)[[int(np.argmin(spread))]]
    both_ends = np.array([[high, high + 2], [-high - 1, -high]])
    return [
        (truth, spread),
        (_targets(rng, 1, 3), low),
        (_targets(rng, 2, 2), both_ends),
    ]


_loss, _gradient = both(softmax_cross_entropy, _ordinary)
_large_loss, _large_gradient = both(softmax_cross_entropy, _thousands, rough)

EXERCISE = Exercise(
    page="losses",
    name="softmax_cross_entropy",
    title="Softmax and cross-entropy in one",
    minutes=5,
    section=SCORES,
    reference=softmax_cross_entropy,
    alternatives=ALTERNATIVES,
    arguments=("y_true", "z"),
    parts=(
        Part("the loss", 1, _loss),
        Part("the gradient", 1, _gradient),
        Part("the loss of scores in the thousands", 0.5, _large_loss),
        Part("the gradient of scores in the thousands", 0.5, _large_gradient),
    ),
    hints=(
        "Start from the form of the loss in which the logarithm has undone "
        "the exponential: a logarithm of a sum, minus the score of the "
        "true class.",
        "Subtract from each row its own largest score before you take any "
        "exponential. Which of the results change by that?",
        "The gradient needs the probabilities, the targets and the number "
        "of samples. The section has it in three words.",
    ),
    misconceptions=MISCONCEPTIONS,
)
