"""naive_layer(X, W, b): a dense layer, written as loops."""

import numpy as np

from nncheck.engine import Exercise, Part
from nncheck.specs.tensors.arrays import array_probe
from nncheck.specs.tensors.layer_answers import ALTERNATIVES, naive_layer
from nncheck.specs.tensors.layer_mistakes import MISCONCEPTIONS
from nncheck.specs.tensors.sections import LAYER


def _rounded(rng, *shape):
    """Numbers of both signs and none of them 0."""
    values = rng.choice([-1, 1], shape) * rng.uniform(0.3, 2, shape)
    return np.round(values, 1)


def _probe(rng, n, d, m):
    """A batch with sums of both signs, above and below 1."""
    while True:
        X, W, b = _rounded(rng, n, d), _rounded(rng, d, m), _rounded(rng, m)
        Z = (X[:, :, None] * W).sum(axis=1) + b
        large, small = (Z > 1).any(), ((Z > 0.1) & (Z < 0.9)).any()
        if (Z < -0.2).any() and (large or small) and abs(Z).min() > 0.05:
            return array_probe(naive_layer, X, W, b)


def _one(rng):
    return [_probe(rng, 1, 2, 2), _probe(rng, 1, 3, 2)]


def _batch(rng):
    n = int(rng.integers(3, 5))
    return [
        _probe(rng, 2, 2, 2),
        _probe(rng, n, 2, n + 1),
        _probe(rng, n + 1, 3, 2),
    ]


def _whole_numbers(rng):
    X = rng.integers(-3, 4, size=(3, 2))
    W, b = _rounded(rng, 2, 3), _rounded(rng, 3)
    return [array_probe(naive_layer, X, W, b)]


EXERCISE = Exercise(
    page="tensors",
    name="naive_layer",
    title="A layer in loops",
    minutes=5,
    section=LAYER,
    reference=naive_layer,
    alternatives=ALTERNATIVES,
    arguments=("X", "W", "b"),
    driver="by_hand",
    parts=(
        Part("one sample", 1, _one),
        Part("a batch", 1.5, _batch),
        Part("inputs that are whole numbers", 0.5, _whole_numbers),
    ),
    hints=(
        "One entry of the result belongs to one sample i and one unit j. "
        "What does it need: which row, which column, which entry of b?",
        "You have the sum of products already: `naive_matmul` is a function "
        "like any other. What remains is to be done entry by entry.",
        "First the sum, then the bias of the unit, and only then the bend: "
        "the larger one of 0 and what you have.",
    ),
    misconceptions=MISCONCEPTIONS,
)
