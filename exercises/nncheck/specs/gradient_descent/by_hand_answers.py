"""Right and wrong answers to the exercise by_hand."""

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent.sections import DOWN, SEARCH


def by_hand():
    """The four results as a dictionary."""
    return {
        "combinations": 10**13,
        "slope": -1.5,
        "step": [-0.3, 0.4],
        "change": -0.25,
    }


# ------------------------------------------------------- other right answers


def with_numpy():
    import numpy as np

    g = np.array([3.0, -4.0])
    return {
        "combinations": 10.0 ** (2 * 3 + 3 * 1 + 3 + 1),
        "slope": (0.5 - 0.8) / (2.1 - 1.9),
        "step": -0.5 * g / np.linalg.norm(g),
        "change": -0.01 * g @ g,
    }


def with_sums():
    sizes, g = (2, 3, 1), (3, -4)
    count = sum((sizes[i] + 1) * sizes[i + 1] for i in range(2))
    length = sum(v**2 for v in g) ** 0.5
    return {
        "combinations": pow(10, count),
        "slope": ((0.6 - 0.8) / 0.1 + (0.5 - 0.6) / 0.1) / 2,
        "step": tuple(-0.5 * v / length for v in g),
        "change": sum(v * -0.01 * v for v in g),
    }


def in_single_precision():
    import numpy as np

    g = np.array([3, -4], dtype=np.float32)
    return {
        "combinations": np.float32(1e13),
        "slope": np.float32(-1.5),
        "step": -g / np.float32(10),
        "change": -np.float32(0.01) * (g**2).sum(),
    }


ALTERNATIVES = (with_numpy, with_sums, in_single_precision)


# --------------------------------------------------------------- wrong answers


def _mistake(entry, name, value, message, section, hint):
    def answer():
        return by_hand() | {entry: value}

    answer.__name__ = name
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _mistake(
        "combinations",
        "biases_forgotten",
        10**9,
        "You counted the weights and left out the biases. Each of them has "
        "ten candidate values, too.",
        SEARCH,
        "How many biases has a unit, and which circles are units?",
    ),
    _mistake(
        "combinations",
        "bias_for_inputs_too",
        10**15,
        "You gave the two inputs biases. Inputs are data, not units.",
        SEARCH,
        "How many biases has a layer of three units?",
    ),
    _mistake(
        "combinations",
        "product_for_power",
        130,
        "You multiplied the number of parameters by the number of values. "
        "That is one table of values, not all combinations of them.",
        SEARCH,
        "Two dice: how many combinations are there? And with three?",
    ),
    _mistake(
        "combinations",
        "parameters_alone",
        13,
        "That is the number of parameters. Each of them can be combined with "
        "every choice for the others.",
        SEARCH,
        "Two dice: how many combinations are there? And with three?",
    ),
    _mistake(
        "combinations",
        "power_upside_down",
        13**10,
        "Base and exponent are exchanged: every further parameter multiplies "
        "the number of combinations by ten.",
        SEARCH,
        "Two coins: how many combinations are there? And with three coins?",
    ),
    _mistake(
        "slope",
        "uphill_slope",
        1.5,
        "The slope has the wrong sign: the loss gets *smaller* when the "
        "weight grows.",
        SEARCH,
        "Draw the three points, the weight to the right.",
    ),
    _mistake(
        "slope",
        "half_the_way",
        -3,
        "You divided by 0.1. The two losses that you compared are farther "
        "apart than that.",
        SEARCH,
        "How far is it from 1.9 to 2.1?",
    ),
    _mistake(
        "slope",
        "slope_to_the_right",
        -1,
        "That is the slope to the right of 2.0 only. Asked for is the one "
        "from both neighbors.",
        SEARCH,
        "Which two of the three losses does a symmetric probe compare?",
    ),
    _mistake(
        "slope",
        "slope_to_the_left",
        -2,
        "That is the slope to the left of 2.0 only. Asked for is the one "
        "from both neighbors.",
        SEARCH,
        "Which two of the three losses does a symmetric probe compare?",
    ),
    _mistake(
        "slope",
        "difference_alone",
        -0.3,
        "That is the difference of the losses. A slope is a difference "
        "divided by the way.",
        SEARCH,
        "Over which way does the loss fall by that much?",
    ),
    _mistake(
        "step",
        "step_uphill",
        [0.3, -0.4],
        "You step along the gradient, and the gradient points uphill.",
        DOWN,
        "Does the loss rise or fall in the direction of the gradient?",
    ),
    _mistake(
        "step",
        "step_too_long",
        [-1.5, 2],
        "The direction is right, the length is not: you multiplied the "
        "gradient by 0.5, but the gradient itself has the length 5.",
        DOWN,
        "How long is your step?",
    ),
    _mistake(
        "step",
        "step_of_length_one",
        [-0.6, 0.8],
        "The direction is right, but your step has the length 1.",
        DOWN,
        "How long was the step to be?",
    ),
    _mistake(
        "step",
        "step_by_signs",
        [-0.5, 0.5],
        "You move every weight by the same amount. The steepest way is "
        "steeper along the second weight.",
        DOWN,
        "How long is your step, measured with a ruler?",
    ),
    _mistake(
        "change",
        "change_upwards",
        0.25,
        "You expect the loss to rise. It falls, because the step goes "
        "against the gradient.",
        DOWN,
        "Which sign has the product of the gradient and the step?",
    ),
    _mistake(
        "change",
        "length_not_squared",
        -0.05,
        "That is the learning rate times the length of the gradient: how "
        "long the step is, not by how much the loss falls.",
        DOWN,
        "How long is the step, and how steep is the slope along it?",
    ),
    _mistake(
        "change",
        "entries_added",
        0.01,
        "You added up the entries of the gradient, so that 3 and −4 nearly "
        "cancel. Both weights help to lower the loss.",
        DOWN,
        "What does each weight contribute? Take them one by one.",
    ),
)
