"""sigmoid_prime_from_output(a): the same slope, from the output."""

import numpy as np

import nnlib
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.activations.sections import SQUASHING, TRAPS
from nncheck.specs.activations.sigmoid_answers import sigmoid
from nncheck.specs.activations.sigmoid_prime import sigmoid_prime


def sigmoid_prime_from_output(a):
    """The slope of the sigmoid where its output is a."""
    a = np.asarray(a)
    return a * (1 - a)


# ------------------------------------------------------- other right answers


def as_difference(a):
    return a - a**2


def with_loop(a):
    a = np.asarray(a)
    slopes = np.empty(a.shape, dtype=np.float32)
    for index in np.ndindex(a.shape):
        slopes[index] = a[index] * (1 - a[index])
    return slopes


def from_middle(a):
    return 0.25 - (np.asarray(a) - 0.5) ** 2


def back_to_the_input(a):
    # outputs of exactly 0 and 1 belong to z = -inf and inf
    with np.errstate(divide="ignore"):
        z = np.log(a) - np.log1p(-np.asarray(a, dtype=float))
    return nnlib.activations.sigmoid_prime(z)


# --------------------------------------------------------------- wrong answers


def activated_again(a):
    return sigmoid_prime(a)


def half_activated(a):
    return a * (1 - sigmoid(a))


def slope_of_tanh(a):
    return 1 - np.square(a)


def negative(a):
    return a * (a - 1)


def output_itself(a):
    return np.asarray(a) * 1.0


def one_minus(a):
    return 1 - np.asarray(a)


def upside_down(a):
    with np.errstate(divide="ignore"):
        return 1 / (np.asarray(a) * (1 - np.asarray(a)))


def input_again(a):
    with np.errstate(divide="ignore"):
        return np.log(a) - np.log1p(-np.asarray(a, dtype=float))


def squared(a):
    return np.square(a) * np.square(1 - np.asarray(a))


def constant(a):
    return np.full(np.shape(a), 0.25)


def parenthesis_missing(a):
    return np.asarray(a) * 1 - a


def whole(a):
    a = np.atleast_1d(a)
    return a @ (1 - a)


# --------------------------------------------------------------------- probes


def _single(rng):
    z = np.round(rng.uniform(0.5, 3, 2), 2)
    outputs = [0.5, float(sigmoid(3.0)), *sigmoid([z[0], -z[1]]).tolist()]
    return [Probe((round(a, 4),)) for a in outputs]


def _arrays(rng):
    return [
        Probe((np.round(sigmoid(rng.normal(size=4)), 3),)),
        Probe((np.round(sigmoid(3 * rng.normal(size=(3, 4))), 3),)),
        Probe((np.array([0.0, 0.25, 1.0]),)),
    ]


def _wrong(answer, message, hint, section=TRAPS):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="activations",
    name="sigmoid_prime_from_output",
    title="The slope from the output",
    minutes=3,
    section=TRAPS,
    reference=sigmoid_prime_from_output,
    alternatives=(as_difference, with_loop, from_middle, back_to_the_input),
    arguments=("a",),
    parts=(
        Part("the slope at single outputs", 1, _single),
        Part("the slope for arrays, with outputs of 0 and 1", 1, _arrays),
    ),
    hints=(
        "In the formula for the slope, z occurs only inside the sigmoid. "
        "What is that, once the output is known?",
        "No exponential is needed. Try a = 0.5: which simple product gives "
        "the steepest slope there?",
    ),
    misconceptions=(
        _wrong(
            activated_again,
            "You treat a as if it were z and send it through the sigmoid "
            "once more. Nothing crashes, the network even learns a little, "
            "on slopes that are wrong by a factor of four and more.",
            "How many sigmoids does a have behind it when it arrives?",
        ),
        _wrong(
            half_activated,
            "One of your factors is right, the other one sends a through the "
            "sigmoid once more.",
            "How many sigmoids does a have behind it when it arrives?",
        ),
        _wrong(
            slope_of_tanh,
            "From its output, that is the slope of *tanh*. The sigmoid's "
            "outputs run from 0 to 1, and it is level at both ends.",
            "What does your formula give at a = 0?",
            SQUASHING,
        ),
        _wrong(
            negative,
            "The sizes are right, the signs are not: a sigmoid rises "
            "everywhere.",
            "Is a larger or smaller than 1?",
            SQUASHING,
        ),
        _wrong(
            output_itself,
            "You return the output. Asked is the slope, which is small where "
            "a is near 1 as well.",
            "How steep is the curve where its output is 0.99?",
            SQUASHING,
        ),
        _wrong(
            one_minus,
            "One factor is missing: the curve is level where its output is "
            "near 0, too.",
            "How steep is the curve where its output is 0.01?",
            SQUASHING,
        ),
        _wrong(
            upside_down,
            "That is the slope of the way back, from the output to z: the "
            "reciprocal. It grows without end where the sigmoid saturates.",
            "Should a saturated unit have a small slope or a large one?",
            SQUASHING,
        ),
        _wrong(
            input_again,
            "You computed z from a. That is right as far as it goes, but the "
            "slope is still missing, and it needs no z.",
            "Write down the slope as a formula in σ alone.",
            SQUASHING,
        ),
        _wrong(
            squared,
            "You multiplied too often: the slope at a = 0.5 is a quarter, "
            "yours is a sixteenth.",
            "Each of the two factors occurs once. Do you square anything?",
            SQUASHING,
        ),
        _wrong(
            constant,
            "A quarter is the *largest* slope, the one at a = 0.5. Elsewhere "
            "the curve is less steep.",
            "How steep is the curve where its output is 0.99?",
            SQUASHING,
        ),
        _wrong(
            parenthesis_missing,
            "All your slopes are 0: a product is taken before a difference, "
            "so a quantity is subtracted from itself.",
            "What does Python make of `5 * 1 - 5`?",
            SQUASHING,
        ),
        _wrong(
            whole,
            "You used the matrix product `@`. Each entry has a slope of its "
            "own, so the result has the shape of a.",
            "Which operator multiplies two arrays entry by entry?",
            SQUASHING,
        ),
    ),
)
