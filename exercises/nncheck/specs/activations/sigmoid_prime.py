"""sigmoid_prime(z): the slope of the sigmoid at the input z."""

import math

import numpy as np

import nnlib
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.activations.sections import SLOPE, SQUASHING, TRAPS
from nncheck.specs.activations.sigmoid_answers import sigmoid


def sigmoid_prime(z):
    """The slope of the sigmoid at z."""
    s = sigmoid(z)
    return s * (1 - s)


# ------------------------------------------------------- other right answers


def by_symmetry(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


def from_quotient(z):
    e = np.exp(-np.abs(z))  # the slope is the same at z and at -z
    return e / (1 + e) ** 2


def with_loop(z):
    z = np.asarray(z)
    slopes = np.zeros(z.shape, dtype=np.float32)
    for index in np.ndindex(z.shape):
        s = 1 / (1 + math.exp(-min(max(z[index], -700), 700)))
        slopes[index] = s - s**2
    return slopes


def with_nnlib(z):
    return nnlib.activations.sigmoid_prime(z)


def by_tanh(z):
    return (1 - np.tanh(np.asarray(z) / 2) ** 2) / 4


# --------------------------------------------------------------- wrong answers


def input_as_output(z):
    return z * (1 - z)


def only_one_activated(z):
    return sigmoid(z) * (1 - z)


def other_one_activated(z):
    return z * (1 - sigmoid(z))


def slope_of_tanh(z):
    return 1 - np.tanh(z) ** 2


def tanh_formula(z):
    return 1 - sigmoid(z) ** 2


def negative(z):
    return sigmoid(z) * (sigmoid(z) - 1)


def sigmoid_itself(z):
    return sigmoid(z)


def not_squared(z):
    return 1 - sigmoid(z)


def activated_twice(z):
    s = sigmoid(sigmoid(z))
    return s * (1 - s)


def naive_quotient(z):
    e = np.exp(-np.asarray(z, dtype=float))
    return e / (1 + e) ** 2


def parenthesis_missing(z):
    s = sigmoid(z)
    return s * 1 - s


def matrix_product(z):
    s = np.atleast_1d(sigmoid(z))
    return s @ (1 - s)


# --------------------------------------------------------------------- probes


def _single(rng):
    below, above = np.round(rng.uniform(0.5, 3, 2), 2)
    return [Probe((z,)) for z in (0.0, 3.0, float(above), float(-below))]


def _arrays(rng):
    return [
        Probe((np.round(rng.uniform(-3, 3, size=5), 2),)),
        Probe((np.round(rng.normal(size=(3, 4)), 2),)),
        Probe((np.array([-1000.0, 0.0, 1000.0]),)),
    ]


def _wrong(answer, message, hint, section=TRAPS):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="activations",
    name="sigmoid_prime",
    title="The slope from the input",
    minutes=3,
    section=SLOPE,
    reference=sigmoid_prime,
    alternatives=(by_symmetry, from_quotient, with_loop, with_nnlib, by_tanh),
    arguments=("z",),
    parts=(
        Part("the slope at single numbers", 1, _single),
        Part("the slope for arrays, and far out", 1, _arrays),
    ),
    hints=(
        "The slope can be written with nothing but the sigmoid of z. Which "
        "two quantities are multiplied?",
        "Compute the sigmoid of z once and give it a name. Where the output "
        "is near 0 or near 1, the slope must be near 0: which product does "
        "that?",
    ),
    misconceptions=(
        _wrong(
            input_as_output,
            "You put z itself into a formula that expects the sigmoid's "
            "output. Slopes of a rising curve are never negative; yours "
            "are.",
            "What do σ and a stand for in the formula, and which of them "
            "have you been given?",
        ),
        _wrong(
            only_one_activated,
            "One of the two factors takes the sigmoid of z, the other one "
            "still z itself.",
            "Compute the sigmoid once and use it in both places.",
        ),
        _wrong(
            other_one_activated,
            "The first factor takes z itself where the sigmoid of z belongs.",
            "Compute the sigmoid once and use it in both places.",
        ),
        _wrong(
            slope_of_tanh,
            "This is the slope of tanh, which is steeper: 1 at z = 0.",
            "How steep is the sigmoid where it is steepest?",
            SQUASHING,
        ),
        _wrong(
            tanh_formula,
            "That is the recipe for tanh (1 minus the square of the output), "
            "applied to the sigmoid. Far right it should come to 0, and far "
            "left as well.",
            "What does your formula give at z = -1000?",
            SQUASHING,
        ),
        _wrong(
            negative,
            "The sizes are right, the signs are not: a sigmoid rises "
            "everywhere, so its slope is positive.",
            "Is σ larger or smaller than 1?",
            SLOPE,
        ),
        _wrong(
            sigmoid_itself,
            "This is the sigmoid's value. Asked is how fast it changes.",
            "How steep is the curve at z = 10, where it is almost level?",
            SLOPE,
        ),
        _wrong(
            not_squared,
            "One factor is missing: at z = -10, where the curve is almost "
            "level, your slope is nearly 1.",
            "The curve is level on both sides. Which factor takes care of "
            "the left one?",
            SLOPE,
        ),
        _wrong(
            activated_twice,
            "You applied the sigmoid twice: once to z, and once more to its "
            "output. Your slopes hardly depend on z any more.",
            "How many sigmoids stand between z and a?",
        ),
        _wrong(
            naive_quotient,
            "The formula is right on paper, but far on the left the "
            "exponentials overflow, and ∞/∞ is not a number (nan).",
            "You have a sigmoid that stays calm. Can the slope be made of it?",
        ),
        _wrong(
            parenthesis_missing,
            "All your slopes are 0: a product is taken before a difference, "
            "so a quantity is subtracted from itself.",
            "What does Python make of `5 * 1 - 5`?",
            SLOPE,
        ),
        _wrong(
            matrix_product,
            "You used the matrix product `@`. Each entry has a slope of its "
            "own, so the result has the shape of z.",
            "Which operator multiplies two arrays entry by entry?",
            SLOPE,
        ),
    ),
)
