"""signed_distance(w, b, X): how far samples lie from the boundary."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.perceptron.sections import LINE


def signed_distance(w, b, X):
    """The distance of each row of X from the boundary, with a sign."""
    return (X @ w + b) / np.linalg.norm(w)


# ------------------------------------------------------- other right answers


def unit_normal(w, b, X):
    length = np.sqrt(np.sum(np.square(w)))
    normal = np.asarray(w) / length
    return np.dot(X, normal) + b / length


def with_loop(w, b, X):
    distances = []
    for x in X:
        z = b
        length_squared = 0
        for wi, xi in zip(w, x, strict=True):
            z += wi * xi
            length_squared += wi**2
        distances.append(z / length_squared**0.5)
    return np.array(distances)


def from_foot_point(w, b, X):
    foot = -b * w / (w @ w)
    return ((X - foot) * w).sum(axis=1) / (w @ w) ** 0.5


# --------------------------------------------------------------- wrong answers


def not_divided(w, b, X):
    return X @ w + b


def only_bias_divided(w, b, X):
    return X @ w + b / np.linalg.norm(w)


def bias_not_divided(w, b, X):
    return X @ w / np.linalg.norm(w) + b


def unsigned(w, b, X):
    return np.abs(X @ w + b) / np.linalg.norm(w)


def bias_left_out(w, b, X):
    return X @ w / np.linalg.norm(w)


def bias_subtracted(w, b, X):
    return (X @ w - b) / np.linalg.norm(w)


def squared_length(w, b, X):
    return (X @ w + b) / np.sum(w**2)


def sum_of_weights(w, b, X):
    return (X @ w + b) / np.sum(np.abs(w))


def length_with_bias(w, b, X):
    return (X @ w + b) / np.sqrt(np.sum(w**2) + b**2)


def length_of_samples(w, b, X):
    return (X @ w + b) / np.linalg.norm(X, axis=1)


# --------------------------------------------------------------------- probes


def _weights(rng, d):
    return np.round(rng.choice([-1, 1], d) * rng.uniform(0.6, 3, d), 2)


def _samples(rng, n, d):
    return np.round(rng.normal(size=(n, d)), 2)


def _plane(rng):
    cross = np.array([[0.0, 0.0], [4.0, -3.0], [-3.0, 4.0]])
    w = rng.permutation([3.0, -4.0])
    bias = round(float(rng.choice([-1, 1]) * rng.uniform(2, 9)), 1)
    return [
        Probe((w, bias, cross)),
        Probe((_weights(rng, 2), bias / 3, _samples(rng, 4, 2))),
    ]


def _scale(rng):
    w, X = _weights(rng, 2), _samples(rng, 3, 2)
    b, c = round(float(rng.uniform(0.5, 2)), 2), int(rng.integers(3, 9))
    return [Probe((w, b, X)), Probe((c * w, c * b, X))]


def _space(rng):
    d, n = int(rng.integers(3, 7)), int(rng.integers(2, 6))
    w, b = _weights(rng, d), round(float(rng.uniform(1, 2)), 2)
    return [Probe((w, b, _samples(rng, n, d)))]


EXERCISE = Exercise(
    page="perceptron",
    name="signed_distance",
    title="Distance from the line",
    minutes=6,
    section=LINE,
    reference=signed_distance,
    alternatives=(unit_normal, with_loop, from_foot_point),
    arguments=("w", "b", "X"),
    parts=(
        Part("distances in the plane", 1, _plane),
        Part("the same line written with larger numbers", 0.5, _scale),
        Part("more than two features", 0.5, _space),
    ),
    hints=(
        "The sum z is zero on the line and grows with the distance from it. "
        "By how much does it grow when you walk one unit along w?",
        "(w, b) and (3w, 3b) describe the same line, so the distance must "
        "not change. What has to be divided out, and of which terms?",
        "The length of w is `np.linalg.norm(w)`. All of z is measured in "
        "units of it.",
    ),
    misconceptions=(
        Misconception(
            not_divided,
            "This is z itself. It has the right sign, but it doubles when "
            "(w, b) is doubled, although the line stays where it is.",
            LINE,
            "In which unit is z measured?",
        ),
        Misconception(
            only_bias_divided,
            "You divided the bias alone by the length of w. Both terms of z "
            "grow with w.",
            LINE,
            "Check the parentheses: what does the division apply to?",
        ),
        Misconception(
            bias_not_divided,
            "You divided the weighted sum by the length of w, but not the "
            "bias.",
            LINE,
            "Check the parentheses: what does the division apply to?",
        ),
        Misconception(
            unsigned,
            "The sizes are right, the signs are lost: they tell on which "
            "side of the line a sample lies.",
            LINE,
            "Which samples does the neuron fire for?",
        ),
        Misconception(
            bias_left_out,
            "The bias is missing, so your line goes through the origin.",
            LINE,
            "How far from the line is the origin itself?",
        ),
        Misconception(
            bias_subtracted,
            "The bias has the wrong sign. (A *threshold* would be "
            "subtracted; the bias is its negative.)",
            LINE,
            "How far from the line is the origin itself?",
        ),
        Misconception(
            squared_length,
            "You divided by the square of the length of w.",
            LINE,
            "A vector (3, 4) has the length 5. What do you divide by?",
        ),
        Misconception(
            sum_of_weights,
            "You divided by the sum of the absolute weights. That is a "
            "length too, but not the one a ruler measures.",
            LINE,
            "A vector (3, 4) has the length 5. What do you divide by?",
        ),
        Misconception(
            length_with_bias,
            "You counted the bias as if it belonged to the normal vector. It "
            "moves the line, but it does not turn it.",
            LINE,
            "Which numbers say in which direction the line runs?",
        ),
        Misconception(
            length_of_samples,
            "You divided by the lengths of the samples. The ruler is the "
            "same for all samples.",
            LINE,
            "What would happen to a sample at the origin?",
        ),
    ),
)
