"""numerical_gradient(f, x, h): central differences, entry by entry."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.backpropagation.numerical_answers import (
    ALTERNATIVES,
    numerical_gradient,
)
from nncheck.specs.backpropagation.numerical_mistakes import MISCONCEPTIONS
from nncheck.specs.backpropagation.sections import CHECK

CUBES = "the sum of x³"
WAVES = "the sum of exp(x) sin(x)"
COUPLED = "the square of the sum of sin(x)"


def _probe(name, x, h):
    words = f"numerical_gradient(f, {show(x)}, {h:g}) for f = {name}"
    return Probe((name, x, h), words)


def _vectors(rng):
    x = np.array([1.0, 2.0]) + np.round(rng.uniform(0, 0.9, 2), 1)
    return [
        _probe(CUBES, x[:1], 0.1),
        _probe(CUBES, x, 0.1),
        _probe(COUPLED, rng.uniform(0.2, 1.2, 3), 0.05),
        _probe(WAVES, rng.uniform(0.5, 1.5, 4), 1e-5),
    ]


def _tables(rng):
    return [
        _probe(WAVES, rng.uniform(0.2, 1.5, (2, 3)), 0.01),
        _probe(COUPLED, rng.uniform(0.2, 0.8, (2, 1, 2)), 1e-3),
        _probe(CUBES, rng.uniform(0.5, 2.5, (4, 2)), 0.01),
    ]


def _whole_numbers(rng):
    x = rng.permutation([1, 2, 3])
    return [_probe(CUBES, x, 0.1), _probe(COUPLED, x[:2], 0.01)]


EXERCISE = Exercise(
    page="backpropagation",
    name="numerical_gradient",
    title="Slopes by nudging",
    minutes=5,
    section=CHECK,
    reference=numerical_gradient,
    alternatives=ALTERNATIVES,
    arguments=("f", "x", "h"),
    driver="differentiate",
    parts=(
        Part("a row of numbers", 1, _vectors),
        Part("arrays of any shape", 1, _tables),
        Part("whole numbers", 1, _whole_numbers),
    ),
    hints=(
        "One entry at a time: nudge it up and call f, nudge it down and call "
        "f. The other entries stay as they are.",
        "`np.ndindex(x.shape)` runs through the indices of an array of any "
        "shape. The slopes need room of the same shape, and of which type?",
        "Keep the entry's old value in a variable, and put this very value "
        "back. Can an array of whole numbers hold 1.00001?",
    ),
    misconceptions=MISCONCEPTIONS,
)
