"""Right and wrong answers to the exercise unit_output."""

import math

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.multilayer_perceptron.sections import (
    LAYERS,
    LAYOUT,
    MYTHS,
    PRODUCT,
)
from nnlib.activations import sigmoid


def unit_output(a, W, b, j):
    """The activation of unit j: its sum, then the sigmoid."""
    z = sum(a[i] * W[i, j] for i in range(len(a))) + b[j]
    return sigmoid(z)


# ------------------------------------------------------- other right answers


def with_a_column(a, W, b, j):
    return 1 / (1 + np.exp(-(a @ W[:, j] + b[j])))


def of_the_whole_layer(a, W, b, j):
    Z = np.asarray(a, dtype=np.float32) @ W.astype(np.float32) + b
    return sigmoid(Z)[j]


def with_plain_numbers(a, W, b, j):
    z = float(b[j])
    for a_i, row in zip(a.tolist(), W.tolist(), strict=True):
        z += a_i * row[j]
    return 1 / (1 + math.exp(-z))


def in_the_other_layout(a, W, b, j):
    V = W.T  # (out, in): row j leads into unit j
    z = V @ a[:, None] + b[:, None]
    return sigmoid(z)[j, 0]


# --------------------------------------------------------------- wrong answers


def destination_first(a, W, b, j):
    z = sum(a[i] * W[j, i] for i in range(len(a))) + b[j]
    return sigmoid(z)


def bias_in_the_loop(a, W, b, j):
    z = sum(a[i] * W[i, j] + b[j] for i in range(len(a)))
    return sigmoid(z)


def bent_term_by_term(a, W, b, j):
    return sum(sigmoid(a[i] * W[i, j]) for i in range(len(a))) + b[j]


def bent_before(a, W, b, j):
    return sigmoid(a) @ W[:, j] + b[j]


def bent_twice(a, W, b, j):
    return sigmoid(sigmoid(a) @ W[:, j] + b[j])


def not_bent(a, W, b, j):
    return a @ W[:, j] + b[j]


def no_bias(a, W, b, j):
    return sigmoid(a @ W[:, j])


def bias_after_the_bend(a, W, b, j):
    return sigmoid(a @ W[:, j]) + b[j]


def all_biases(a, W, b, j):
    return sigmoid(a @ W[:, j] + np.sum(b))


def first_bias(a, W, b, j):
    return sigmoid(a @ W[:, j] + b[0])


def bias_subtracted(a, W, b, j):
    return sigmoid(a @ W[:, j] - b[j])


def whole_layer(a, W, b, j):
    return sigmoid(a @ W + b)


def one_weight(a, W, b, j):
    z = 0.0
    for i in range(len(a)):
        z = a[i] * W[i, j]
    return sigmoid(z + b[j])


def counted_from_one(a, W, b, j):
    return sigmoid(a @ W[:, j - 1] + b[j - 1])


def sigmoid_upside_down(a, W, b, j):
    return 1 / (1 + np.exp(a @ W[:, j] + b[j]))


def whole_matrix(a, W, b, j):
    return sigmoid(np.sum(a @ W) + b[j])


def step_unit(a, W, b, j):
    return float(a @ W[:, j] + b[j] > 0)


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=PRODUCT):
    return Misconception(answer, message, section, hint)


ALTERNATIVES = (
    with_a_column,
    of_the_whole_layer,
    with_plain_numbers,
    in_the_other_layout,
)

MISCONCEPTIONS = (
    _wrong(
        destination_first,
        "You take row j of W: the weights that *leave* unit j of the layer "
        "before. In this book the first index is the source, the second the "
        "destination.",
        "Which entries of W lead into unit j: a row or a column?",
        LAYOUT,
    ),
    _wrong(
        bias_in_the_loop,
        "The bias is added once for every input, because it stands inside "
        "the sum.",
        "How many times should the bias count if there are a hundred inputs?",
    ),
    _wrong(
        bent_term_by_term,
        "You bend every product by itself and add up afterwards. A neuron "
        "sums first and bends the sum.",
        "How large can the output of a sigmoid unit be?",
        MYTHS,
    ),
    _wrong(
        bent_before,
        "You bend the inputs and leave the sum as it is. It is the other way "
        "round: sum, then bend.",
        "How large can the output of a sigmoid unit be?",
        MYTHS,
    ),
    _wrong(
        bent_twice,
        "You bend the inputs as well. They are the finished outputs of the "
        "layer before; only the new sum is bent.",
        "How many sigmoids lie on the way through one layer?",
        MYTHS,
    ),
    _wrong(
        not_bent,
        "This is the sum z. The activation is what the sigmoid makes of it.",
        "How large can the output of a sigmoid unit be?",
    ),
    _wrong(
        no_bias,
        "The bias is missing.",
        "What should the unit say when all inputs are 0?",
    ),
    _wrong(
        bias_after_the_bend,
        "The bias comes after the bend, so the output can leave the range "
        "from 0 to 1. It belongs to the sum.",
        "Where does the bias stand in the formula of one neuron?",
    ),
    _wrong(
        all_biases,
        "You add the biases of all units. Each unit has one of its own.",
        "What is the shape of b, and which of its entries belongs to unit j?",
        LAYERS,
    ),
    _wrong(
        first_bias,
        "You take the same bias for every unit, the first one. There is one "
        "for each unit, not one per layer.",
        "What is the shape of b, and which of its entries belongs to unit j?",
        LAYERS,
    ),
    _wrong(
        bias_subtracted,
        "The bias has the wrong sign. (A *threshold* would be subtracted; "
        "the bias is its negative.)",
        "What should a unit with a large positive bias do?",
    ),
    _wrong(
        whole_layer,
        "This is the whole layer, all units at once. Asked for is one of "
        "them.",
        "Which entry of what you return belongs to unit j?",
    ),
    _wrong(
        one_weight,
        "Only the last input arrives: each turn of your loop overwrites what "
        "the turns before had gathered.",
        "What is z after the first turn of the loop, what after the second?",
    ),
    _wrong(
        counted_from_one,
        "Yours is the unit before. Units are counted from 0 here, as "
        "indices are in Python.",
        "Which unit should j = 0 be?",
    ),
    _wrong(
        sigmoid_upside_down,
        "Your sigmoid falls where it should rise: check the sign in the "
        "exponent.",
        "Which output should a large positive sum give?",
    ),
    _wrong(
        whole_matrix,
        "You sum over all weights of the layer. Into unit j lead only those "
        "with j as the destination.",
        "How many weights has one unit?",
    ),
    _wrong(
        step_unit,
        "This unit makes a step. Asked for is a sigmoid unit, which answers "
        "with anything between 0 and 1.",
        "What does the sigmoid give for z = 0.6?",
    ),
)
