"""unit_output(a, W, b, j): one entry of a layer, written out as a sum."""

import numpy as np

from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.multilayer_perceptron.sections import PRODUCT
from nncheck.specs.multilayer_perceptron.unit_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    unit_output,
)


def _layer(rng, d, m):
    """Activations, weights and biases, rounded, none of them near 0."""

    def numbers(*shape):
        size = rng.uniform(0.2, 1.2, size=shape)
        return np.round(rng.choice([-1, 1], size=shape) * size, 1)

    return numbers(d), numbers(d, m), numbers(m)


def _square(rng):
    """As many units as inputs: rows and columns could be exchanged."""
    j = int(rng.integers(1, 3))
    return [
        Probe((*_layer(rng, 2, 2), 1)),
        Probe((*_layer(rng, 3, 3), j)),
    ]


def _any_shape(rng):
    return [
        # an index out of range here, a sum too many there: both of a kind
        Probe((*_layer(rng, 3, 2), 0), exact_failure=False),
        Probe((*_layer(rng, 2, 4), 3), exact_failure=False),
        Probe((*_layer(rng, 4, 2), 1), exact_failure=False),
    ]


EXERCISE = Exercise(
    page="multilayer_perceptron",
    name="unit_output",
    title="One unit of a layer",
    minutes=4,
    section=PRODUCT,
    reference=unit_output,
    alternatives=ALTERNATIVES,
    arguments=("a", "W", "b", "j"),
    parts=(
        Part("as many units as inputs", 1, _square),
        Part("layers of any shape", 1, _any_shape),
    ),
    hints=(
        "Which weights lead into unit j, and which of the biases is its own? "
        "Mark them in the matrix on paper.",
        "The first index of W is the source, the second the destination. In "
        "the sum, one of them runs and the other stands still.",
        "First the sum over all inputs, then the bias, once, then the "
        "sigmoid, once, on the whole.",
    ),
    misconceptions=MISCONCEPTIONS,
)
