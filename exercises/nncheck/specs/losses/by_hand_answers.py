"""Right answers to the exercise by_hand."""

from fractions import Fraction

import numpy as np


def by_hand():
    """The eight numbers."""
    return {
        "mean error": 0,
        "mean absolute error": 4,
        "mean squared error": 21,
        "squared slope": -3.5,
        "absolute slope": -0.25,
        "sure and right": 0,
        "four shrugs": np.log(4),
        "two photos": 1.5 * np.log(2),
    }


# ------------------------------------------------------- other right answers


def rounded():
    return {
        "mean error": 0.0,
        "mean absolute error": 4.0,
        "mean squared error": 21.0,
        "squared slope": -3.5,
        "absolute slope": -0.25,
        "sure and right": -0.0,
        "four shrugs": 1.386,
        "two photos": 1.04,
    }


def by_program():
    misses = np.array([5.0, -1.0, -7.0, 3.0], dtype=np.float32)
    n = len(misses)
    charges = -np.log(np.array([0.5, 0.25], dtype=np.float32))
    return {
        "mean error": misses.mean(),
        "mean absolute error": np.abs(misses).mean(),
        "mean squared error": (misses**2).mean(),
        "squared slope": 2 / n * misses[2],
        "absolute slope": np.sign(misses[2]) / n,
        "sure and right": -np.log(1.0),
        "four shrugs": charges[1],
        "two photos": charges.mean(),
    }


def by_nudging():
    misses = [Fraction(5), Fraction(-1), Fraction(-7), Fraction(3)]
    up = [m + Fraction(1, 10**6) * (i == 2) for i, m in enumerate(misses)]

    def squared(row):
        return sum(m * m for m in row) / len(row)

    def absolute(row):
        return sum(abs(m) for m in row) / len(row)

    def slope(score):
        return float((score(up) - score(misses)) * 10**6)

    return {
        "mean error": float(sum(misses) / 4),
        "mean absolute error": float(absolute(misses)),
        "mean squared error": float(squared(misses)),
        "squared slope": slope(squared),
        "absolute slope": slope(absolute),
        "sure and right": 0.0,
        "four shrugs": 2 * float(np.log(2)),
        "two photos": float(-np.log(0.125) / 2),
    }


ALTERNATIVES = (rounded, by_program, by_nudging)
