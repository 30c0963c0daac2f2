"""Right and wrong answers to the exercise sigmoid."""

import math

import numpy as np

import nnlib
from nncheck.engine import Misconception
from nncheck.specs.activations.sections import SQUASHING, TRAPS


def sigmoid(z):
    """1 / (1 + exp(-z)), by the form that cannot overflow."""
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, e) / (1 + e)


# ------------------------------------------------------- other right answers


def by_masks(z):
    z = np.asarray(z, dtype=float)
    output = np.empty_like(z)
    right = z >= 0
    output[right] = 1 / (1 + np.exp(-z[right]))
    e = np.exp(z[~right])
    output[~right] = e / (e + 1)
    return output


def with_loop(z):
    z = np.asarray(z)
    output = np.zeros(z.shape)
    for index in np.ndindex(z.shape):
        if z[index] >= 0:
            output[index] = 1 / (1 + math.exp(-z[index]))
        else:
            output[index] = math.exp(z[index]) / (1 + math.exp(z[index]))
    return output


def by_log(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


def warnings_off(z):
    # 1 / inf is 0, which is right: the warning is all that was wrong
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(z)))


def with_nnlib(z):
    return nnlib.activations.sigmoid(z)


# --------------------------------------------------------------- wrong answers


def naive(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


def other_form(z):
    return np.exp(z) / (np.exp(z) + 1)


def both_forms_computed(z):
    z = np.asarray(z)
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def clipped(z):
    return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


def clipped_far_out(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def power_of_e(z):
    return 1 / (1 + math.e ** (-z))


def by_tanh(z):
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def scalar_if(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


def with_math(z):
    return 1 / (1 + math.exp(-z))


def whole_numbers(z):
    z = np.asarray(z)
    output = np.zeros_like(z)
    right = z >= 0
    output[right] = 1 / (1 + np.exp(-z[right]))
    output[~right] = np.exp(z[~right]) / (1 + np.exp(z[~right]))
    return output


def mirrored(z):
    return 1 / (1 + np.exp(z))


def absolute_only(z):
    return 1 / (1 + np.exp(-np.abs(z)))


def tanh(z):
    return np.tanh(z)


def minus_for_plus(z):
    with np.errstate(all="ignore"):
        return 1 / (1 - np.exp(-np.asarray(z, dtype=float)))


def odds(z):
    with np.errstate(all="ignore"):
        return np.exp(np.asarray(z, dtype=float))


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=TRAPS):
    return Misconception(answer, message, section, hint)


ALTERNATIVES = (by_masks, with_loop, by_log, warnings_off, with_nnlib)

MISCONCEPTIONS = (
    _wrong(
        naive,
        "The values are right, but far on the left the exponential of -z "
        "overflows, and NumPy warns. (1/∞ happens to be 0; in a longer "
        "formula it would not end so well.)",
        "For which sign of z is e to the power -z never above 1?",
    ),
    _wrong(
        other_form,
        "Far on the right your exponentials overflow, and ∞/∞ is not a "
        "number (nan).",
        "For which sign of z is e to the power z never above 1?",
    ),
    _wrong(
        both_forms_computed,
        "You have both forms and choose well between them. But `np.where` "
        "gets two arrays that are computed in full *before* it chooses, so "
        "each form meets the numbers that it cannot bear.",
        "Which power of e would be harmless on both sides of zero?",
    ),
    _wrong(
        clipped,
        "You cut z off. That keeps the exponential small, but every z beyond "
        "the cut gets the same probability, and small ones lose all their "
        "digits. Their logarithm, the loss of the next chapter, is wrong "
        "then.",
        "How large should the ratio of the outputs at -40 and -41 be?",
    ),
    _wrong(
        clipped_far_out,
        "You cut z off, so far out that for ordinary floats nothing is lost. "
        "But a `float32` ends at 3e38: for such input the exponential still "
        "overflows, and NumPy warns.",
        "What is `np.exp(np.float32(100))`? Which power of e is harmless for "
        "every type?",
    ),
    _wrong(
        power_of_e,
        "You take powers of the number e. For a plain Python number, where "
        "NumPy's exponential would warn of an overflow, Python raises an "
        "error.",
        "What is NumPy's own exponential called, and for which sign of z is "
        "e to the power -z small?",
    ),
    _wrong(
        by_tanh,
        "On paper this is the sigmoid. But where the probability is small "
        "you get it as a difference of two nearly equal numbers (1 + tanh z "
        "is one, 1 - p another), and the computer loses all its digits.",
        "Print `1 - (1 - 1e-18)`. Can you reach a small number without "
        "subtracting?",
    ),
    _wrong(
        scalar_if,
        "Single numbers work, arrays do not: an `if` wants one True or "
        "False, and comparing an array gives many.",
        "Which function of NumPy chooses between two arrays, entry by entry?",
    ),
    _wrong(
        with_math,
        "The module `math` knows single numbers only, and where NumPy warns "
        "of an overflow it raises an error.",
        "What is NumPy's own exponential called?",
    ),
    _wrong(
        whole_numbers,
        "For whole numbers as input you return whole numbers: an array made "
        "like z has the type of z, and what you write into it loses its "
        "fraction.",
        "What is `np.zeros_like(np.array([1, 2])).dtype`?",
    ),
    _wrong(
        mirrored,
        "Your curve falls from 1 to 0: the sign of z is exchanged somewhere.",
        "Should a large sum mean a large probability or a small one?",
        SQUASHING,
    ),
    _wrong(
        absolute_only,
        "The absolute value tamed the exponential, but your function can no "
        "longer tell z from -z. The two sides need different numerators.",
        "What do the outputs at z and at -z add up to?",
    ),
    _wrong(
        tanh,
        "This is tanh: an S-shaped curve as well, but it runs from -1 to 1.",
        "Between which numbers does a probability lie?",
        SQUASHING,
    ),
    _wrong(
        minus_for_plus,
        "There is a minus in your denominator where the odds ask for a "
        "plus: at z = 0 you divide by nothing.",
        "What should the output be at z = 0, where the odds are even?",
        SQUASHING,
    ),
    _wrong(
        odds,
        "These are the odds: positive, but without an upper end. A "
        "probability is a share of the whole.",
        "Odds of 3 to 1: how many of four are accepted?",
        SQUASHING,
    ),
)
