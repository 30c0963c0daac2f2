"""gradient_descent(grad, x0, eta, n): the path downhill."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.gradient_descent.descent_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    gradient_descent,
)
from nncheck.specs.gradient_descent.sections import DOWN


def _walk(curvature, minimum, x0, eta, n):
    slope = f"{show(curvature)} * (x - {show(minimum)})"
    words = f"gradient_descent(grad, {show(x0)}, {eta:g}, {n})"
    return Probe(
        (curvature, minimum, x0, eta, n),
        words=f"{words}, where grad(x) is {slope},",
    )


def _numbers(rng):
    minimum, eta = float(rng.integers(2, 6)), float(rng.choice([0.1, 0.2]))
    return [
        _walk(2.0, 3.0, 1.0, 0.25, 2),
        _walk(2.0, minimum, float(rng.integers(7, 10)), eta, 5),
        _walk(2.0, -minimum, 1.0, 1.1, 4),
    ]


def _arrays(rng):
    steep = np.array([1.0, 4.0])
    minimum = np.round(rng.uniform(1, 3, size=2), 1)
    table = np.round(rng.uniform(4, 6, size=(2, 3)), 1)
    return [
        _walk(steep, minimum, np.array([5.0, -1.0]), 0.25, 3),
        _walk(np.full((2, 3), 2.0), np.ones((2, 3)), table, 0.1, 4),
    ]


def _lengths(rng):
    x0 = float(rng.integers(4, 9))
    return [_walk(2.0, 1.0, x0, 0.1, n) for n in (0, 1, 12)]


EXERCISE = Exercise(
    page="gradient_descent",
    name="gradient_descent",
    title="The path downhill",
    minutes=4,
    section=DOWN,
    reference=gradient_descent,
    alternatives=ALTERNATIVES,
    arguments=("grad", "grad", "x0", "eta", "n"),
    driver="descend",
    limit=5.0,
    parts=(
        Part("the path of one weight", 1, _numbers),
        Part(
            "the path of several weights, from an untouched start", 1, _arrays
        ),
        Part("n steps, n + 1 points", 1, _lengths),
    ),
    hints=(
        "Take (x − 3)² with the slope 2(x − 3), start at 1, η = 0.25, and "
        "write down two steps on paper: 1, 2, 2.5.",
        "Keep a list that begins with the start. Each step takes the last "
        "point of the list and appends a new one.",
        "`x = x - …` makes a new array, `x -= …` changes the one that you "
        "may have put on the list already, or the caller's.",
    ),
    misconceptions=MISCONCEPTIONS,
)
