"""center: a point that is made of whole numbers."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Searches
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import DOWN, DTYPE


def center(X, rate, steps):
    """The point that gradient descent reaches, shape (d,).

    It begins at the first sample and goes down the mean squared distance
    to all of them. X: n samples of whole numbers in rows, shape (n, d).
    """
    c = X[0].copy()
    for _ in range(steps):
        for j in range(X.shape[1]):
            slope = 2 * np.mean(c[j] - X[:, j])
            c[j] = c[j] - rate * slope
    return c


START, SLOPE, STEP, COUNT, GIVEN = (
    "X[0].copy()",
    "2 * np.mean(c[j] - X[:, j])",
    "c[j] - rate * slope",
    "range(steps)",
    "return c",
)
GOOD_START = "X[0].astype(float)"
right = edit(center, "right", (START, GOOD_START))


# ------------------------------------------------------- other right answers


def all_columns_at_once(X, rate, steps):
    c = 1.0 * X[0]
    for _ in range(steps):
        c -= rate * 2 * (c - X.mean(axis=0))
    return c


def plain_numbers(X, rate, steps):
    found = []
    for column in X.T.tolist():
        value, middle = column[0], sum(column) / len(column)
        for _ in range(steps):
            value -= 2 * rate * (value - middle)
        found.append(value)
    return np.array(found, dtype=np.float32)


def without_a_loop(X, rate, steps):
    middle = np.mean(X, axis=0)
    return middle + (X[0] - middle) * (1 - 2 * rate) ** steps


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=DTYPE):
    return wrong(center, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the point is a copy of a row of whole "
        "numbers, and an entry of such an array keeps only what stands "
        "before the decimal point.",
        "Make one step by hand, then print `c.dtype`.",
    ),
    _wrong(
        "rounded_steps",
        [(STEP, "np.round(c[j] - rate * slope)")],
        "Now every step is rounded instead of cut. What is less than one "
        "half is still lost, and near the middle all steps are.",
        "How small may a step become before it is no step any more?",
    ),
    _wrong(
        "from_zero",
        [(START, "np.zeros(X.shape[1])")],
        "The numbers have their decimals, but the point no longer begins at "
        "the first sample.",
        "What should come out after 0 steps?",
        DOWN,
    ),
    _wrong(
        "middle_returned",
        [(START, GOOD_START), (GIVEN, "return X.mean(axis=0)")],
        "You return where the descent would end; asked is the point that it "
        "reaches in so many steps.",
        "What should come out after 0 steps?",
        DOWN,
    ),
    _wrong(
        "uphill",
        [(START, GOOD_START), (STEP, "c[j] + rate * slope")],
        "The numbers have their decimals, but each step goes up the slope "
        "now.",
        "If the slope is positive, on which side lies the middle?",
        DOWN,
    ),
    _wrong(
        "summed_slopes",
        [(START, GOOD_START), (SLOPE, "2 * np.sum(c[j] - X[:, j])")],
        "The numbers have their decimals, but the slope is summed over the "
        "samples now; the task goes down a mean.",
        "What happens to the step if every sample stands there twice?",
        DOWN,
    ),
    _wrong(
        "first_slope_kept",
        [(START, GOOD_START), (SLOPE, "2 * np.mean(X[0, j] - X[:, j])")],
        "Every step uses the slope at the first sample, where the point "
        "stands only at the beginning.",
        "How long should a step be close to the middle?",
        DOWN,
    ),
    _wrong(
        "one_step_more",
        [(START, GOOD_START), (COUNT, "range(steps + 1)")],
        "The numbers have their decimals, but the point takes one step too "
        "many.",
        "What should come out after 0 steps?",
        DOWN,
    ),
)


# ---------------------------------------------------------------- the symptom


def _never_up(program, bench):
    up = program(np.array([[2], [6]]), 0.1, 3)[0]
    down = program(np.array([[6], [2]]), 0.1, 3)[0]
    return bool(up == 2 and down < 6)


def measured():
    X = np.array([[20, 80], [40, 60]])
    found, true = center(X, 0.01, 100), right(X, 0.01, 100)
    return (
        f"from (20, 80), with the middle at (30, 70), a hundred steps lead "
        f"to ({found[0]:g}, {found[1]:g}); those of the repaired program to "
        f"({true[0]:.1f}, {true[1]:.1f})."
    )


def _probes(rng):
    probes = [Probe((np.array([[2], [5]]), 0.1, 0))]
    for n, d, steps in ((2, 1, 1), (2, 2, 3), (3, 2, 5)):
        X = rng.permuted(np.arange(1, 40), axis=0)[: n * d].reshape(n, d)
        low, high = X[:, 0].argmin(), X[:, 0].argmax()
        X[[0, low]] = X[[low, 0]] if low != high else X[[0, low]]
        probes.append(Probe((X, 0.1, steps)))
    return probes


EXERCISE = Exhibit(
    page="museum_numbers",
    name="center",
    title="The middle of a table",
    minutes=4,
    section=DTYPE,
    reference=right,
    alternatives=(all_columns_at_once, plain_numbers, without_a_loop),
    arguments=("X", "rate", "steps"),
    parts=(Part("the repaired point", 2, _probes),),
    hints=(
        "Take two samples of one column, 2 and 6, and make the first step "
        "by hand.",
        "The step is computed with decimals. Look for the place where they "
        "are lost: which array is the result written into, and what can "
        "that array hold?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=center,
    bug="decimals lost in an array of whole numbers",
    symptom="b",
    choices=(
        Choice(
            "Python stops: a decimal number does not fit into an array of "
            "whole numbers.",
            "Only `c -= …` on a whole array is refused. A single entry is "
            "cut to a whole number without a word.",
        ),
        Choice(
            "With a small rate the point can move to smaller numbers, but "
            "not to larger ones.",
            "The decimals are cut off: a step down is at least 1, however "
            "small it should be, and a step up of less than 1 is none.",
        ),
        Choice(
            "The point is right up to a rounding error of less than 1.",
            "The decimals are lost in each step, not once at the end, and "
            "so the errors add up.",
        ),
        Choice(
            "The samples change, because the point is the first of them.",
            "The row was copied first.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "a point goes down by small steps, but not up", Searches, _never_up
    ),
    bench=Searches(),
)
