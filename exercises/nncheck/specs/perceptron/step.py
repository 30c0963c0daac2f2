"""step(z): the step function on numbers and arrays of any shape."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.perceptron.sections import NEURON, TIE


def step(z):
    """1 where z is positive, 0 elsewhere."""
    return (np.asarray(z) > 0).astype(int)


# ------------------------------------------------------- other right answers


def with_where(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


def with_heaviside(z):
    return np.heaviside(np.asarray(z, dtype=float), 0)


def with_sign(z):
    return np.maximum(np.sign(z), 0)


def with_loop(z):
    z = np.asarray(z)
    output = np.zeros(z.shape, dtype=np.float32)
    for index in np.ndindex(z.shape):
        if z[index] > 0:
            output[index] = 1
    return output


# --------------------------------------------------------------- wrong answers


def fires_at_zero(z):
    return (np.asarray(z) >= 0).astype(int)


def scalar_if(z):
    if z <= 0:
        return 0
    return 1


def scalar_if_at_zero(z):
    if z < 0:
        return 0
    return 1


def returns_bool(z):
    return np.asarray(z) > 0


def sign(z):
    return np.sign(z)


def reversed_step(z):
    return (np.asarray(z) <= 0).astype(int)


def half_at_zero(z):
    return np.heaviside(np.asarray(z, dtype=float), 0.5)


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def threshold_one(z):
    return (np.asarray(z) >= 1).astype(int)


def flat(z):
    return (np.ravel(z) > 0).astype(int)


# --------------------------------------------------------------------- probes


def _numbers(rng):
    below, above = np.round(rng.uniform(0.01, 0.9, 2), 2)
    values = [-3, 2, float(-below), float(above)]
    return [Probe((value,)) for value in values]


def _zero(rng):
    return [Probe((0,)), Probe((np.array([-1.0, 0.0, 1.0]),))]


def _arrays(rng):
    return [
        Probe((rng.choice([-2.5, -0.5, 0.25, 3.0], size=3),)),
        Probe((np.array([-2, 5, 0, 1]),)),
        Probe((np.round(rng.normal(size=(2, 3)), 2) + 0.005,)),
        Probe((np.round(rng.normal(size=(4, 1, 2)), 2) + 0.005,)),
    ]


EXERCISE = Exercise(
    page="perceptron",
    name="step",
    title="The step function",
    minutes=5,
    section=NEURON,
    reference=step,
    alternatives=(with_where, with_heaviside, with_sign, with_loop),
    arguments=("z",),
    parts=(
        Part("the step of single numbers", 0.5, _numbers),
        Part("the step at exactly zero", 0.5, _zero),
        Part("the step of arrays of any shape", 1, _arrays),
    ),
    hints=(
        "Say it in words first: for which z is the output 1, and what is it "
        "at z = 0?",
        "Comparing an array with a number compares every entry at once. Try "
        "`np.array([-1, 0, 1]) > 0` in a cell of its own.",
        "A comparison gives True and False. Which method of an array turns "
        "them into numbers of another type? Begin with `np.asarray(z)`, so "
        "that plain numbers and lists become arrays too.",
    ),
    misconceptions=(
        Misconception(
            fires_at_zero,
            "Your neuron fires at z = 0. In this book a tie does not fire: "
            "the step of 0 is 0.",
            TIE,
            "Which of your comparisons includes equality?",
        ),
        Misconception(
            scalar_if,
            "Single numbers work, arrays do not: an `if` wants one True or "
            "False, and comparing an array gives many.",
            NEURON,
            "What does a comparison of a whole array return? Use that "
            "instead of an `if`.",
        ),
        Misconception(
            scalar_if_at_zero,
            "Two things at once: an `if` cannot decide for a whole array, "
            "and at z = 0 the neuron must stay silent.",
            TIE,
            "Look at the value at 0 first, then drop the `if`.",
        ),
        Misconception(
            returns_bool,
            "The decision is right, but it comes as True and False. A neuron "
            "passes on numbers, with which the next one can calculate.",
            NEURON,
            "Turn the result into numbers before you return it.",
        ),
        Misconception(
            sign,
            "This is the sign function: it has three values. A neuron either "
            "fires (1) or is silent (0).",
            NEURON,
            "What should a negative sum give?",
        ),
        Misconception(
            reversed_step,
            "The two cases are exchanged: your neuron fires when the sum is "
            "not positive.",
            NEURON,
            "Draw the curve from left to right: low first, then high.",
        ),
        Misconception(
            half_at_zero,
            "At z = 0 you return a half. The step knows two values only, and "
            "a tie does not fire.",
            TIE,
            "`np.heaviside` takes a second argument. What is it for?",
        ),
        Misconception(
            relu,
            "Positive sums pass through unchanged: that is another "
            "activation, the rectifier. The step forgets how large the sum "
            "was.",
            NEURON,
            "How many different values may a step function return?",
        ),
        Misconception(
            sigmoid,
            "This is the sigmoid, the step's smooth relative. A step jumps.",
            NEURON,
            "What is the output just left and just right of zero?",
        ),
        Misconception(
            threshold_one,
            "Small positive sums do not make your neuron fire. Any sum above "
            "zero is enough, be it ever so small.",
            NEURON,
            "Check where your step has its edge.",
        ),
        Misconception(
            flat,
            "The values are right, but the shape is lost: the output must "
            "have the shape of z.",
            NEURON,
            "Try it on a single number and on a table: what shapes come out?",
        ),
    ),
)
