"""Right and wrong answers to the exercise digit_bits."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.multilayer_perceptron.sections import CHOICES, PRODUCT
from nnlib.activations import sigmoid

CODE = (np.arange(10)[:, None] >> np.arange(4)) & 1  # lowest bit first


def digit_bits(A):
    """The outputs of four sigmoid units on the ten units of A."""
    bits = (np.arange(10)[:, None] >> np.arange(4)) & 1  # lowest first
    return sigmoid(A @ (10 * bits) - 5)


# ------------------------------------------------------- other right answers


def written_out(A):
    W = np.zeros((10, 4))
    W[[1, 3, 5, 7, 9], 0] = 12
    W[[2, 3, 6, 7], 1] = 12
    W[[4, 5, 6, 7], 2] = 12
    W[[8, 9], 3] = 12
    b = np.full(4, -6.0)
    return 1 / (1 + np.exp(-(A @ W + b)))


def for_and_against(A):
    W = [
        [8 if digit >> j & 1 else -8 for j in range(4)] for digit in range(10)
    ]
    return sigmoid(np.dot(A, np.array(W, dtype=np.float32)))


def with_loops(A):
    outputs = []
    for a in A:
        row = []
        for j in range(4):
            z = -20.0
            for digit, a_i in enumerate(a):
                if format(digit, "04b")[3 - j] == "1":
                    z += 40 * a_i
            row.append(float(sigmoid(z)))
        outputs.append(row)
    return np.array(outputs)


# --------------------------------------------------------------- wrong answers


def no_bias(A):
    return sigmoid(A @ (10 * CODE))


def highest_bit_first(A):
    return sigmoid(A @ (10 * CODE[:, ::-1]) - 5)


def others_taken_for_zero(A):
    return sigmoid(A @ (1000 * CODE) - 3)


def cut_to_whole_numbers(A):
    return sigmoid(np.asarray(A, dtype=int) @ (10 * CODE) - 5)


def too_timid(A):
    return sigmoid(A @ CODE - 0.5)


def threshold_at_the_top(A):
    return sigmoid(A @ (10 * CODE) - 10)


def bias_positive(A):
    return sigmoid(A @ (10 * CODE) + 5)


def exact_bits(A):
    return CODE[np.argmax(A, axis=1)]


def truth_values(A):
    return A @ CODE > 0.5


def layer_itself(A):
    return 10 * CODE, np.full(4, -5.0)


def sums_not_bent(A):
    return A @ (10 * CODE) - 5.0


def counted_from_one(A):
    shifted = (np.arange(1, 11)[:, None] >> np.arange(4)) & 1
    return sigmoid(A @ (10 * shifted) - 5)


def bits_reversed(A):
    return sigmoid(5 - A @ (10 * CODE))


def three_bits(A):
    return sigmoid(A @ (10 * CODE[:, :3]) - 5)


def in_columns(A):
    return sigmoid(A @ (10 * CODE) - 5).T


def first_four_units(A):
    return sigmoid(10 * A[:, :4] - 5)


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=CHOICES):
    return Misconception(answer, message, section, hint)


ALTERNATIVES = (written_out, for_and_against, with_loops)

MISCONCEPTIONS = (
    _wrong(
        no_bias,
        "Without a bias, a bit that should be 0 gets a sum near 0, and the "
        "sigmoid of 0 is a half.",
        "Which sum z does a sigmoid need to say 0.1?",
    ),
    _wrong(
        highest_bit_first,
        "Your bits come in the order in which one writes them, the highest "
        "first. Asked for is the lowest first: output 0 tells odd from even.",
        "Which bits has the digit 1, and at which place?",
    ),
    _wrong(
        others_taken_for_zero,
        "You count on exact zeros: your units fire at the slightest sum. But "
        "the wrong digits may say up to 0.01 each, and that adds up.",
        "What is the largest sum that a 0-bit can receive?",
    ),
    _wrong(
        cut_to_whole_numbers,
        "Your inputs are cut to whole numbers on the way, so a 0.99 becomes "
        "0 and no unit fires.",
        "Which type has the array that you multiply?",
    ),
    _wrong(
        too_timid,
        "The order of the outputs is right, but they stay near a half: the "
        "sums are too small to say anything clearly.",
        "What happens to the outputs if weights and bias are ten times as "
        "large?",
    ),
    _wrong(
        threshold_at_the_top,
        "The bias only just cancels a full input, so a 1-bit gets a sum near "
        "0 and says a half.",
        "Where, between the sums for a 0 and for a 1, should the output be a "
        "half?",
    ),
    _wrong(
        bias_positive,
        "With this bias all four units fire even when no digit does.",
        "What should the outputs be if all ten inputs are 0?",
    ),
    _wrong(
        exact_bits,
        "The bits are right, but they are looked up or cut with a step. "
        "Asked for is a layer of sigmoid units: weights, biases, and "
        "outputs between 0 and 1.",
        "How could a neuron know that a digit has the lowest bit?",
        PRODUCT,
    ),
    _wrong(
        truth_values,
        "The decisions are right, but they come as True and False, as a step "
        "would make them. Asked for are the outputs of sigmoid units.",
        "Which function stands in the place of your comparison?",
        PRODUCT,
    ),
    _wrong(
        layer_itself,
        "You return the weights and the biases. Asked for is what the layer "
        "with these weights answers to the batch A.",
        "What does a layer compute from A, W and b?",
        PRODUCT,
    ),
    _wrong(
        sums_not_bent,
        "These are the sums z, and they tell the bits apart well. Now bend "
        "them.",
        "How large can the output of a sigmoid unit be?",
        PRODUCT,
    ),
    _wrong(
        counted_from_one,
        "Your digits are shifted by one: the first of the ten units stands "
        "for the digit 0.",
        "Which bits should the digit 0 have?",
    ),
    _wrong(
        bits_reversed,
        "Ones and zeros are exchanged: your units are silent for the digits "
        "that have the bit.",
        "Should the weight from a digit that has the bit be positive or "
        "negative?",
    ),
    _wrong(
        three_bits,
        "You have three bits. The digits 8 and 9 need a fourth.",
        "How many numbers can be written with three bits?",
    ),
    _wrong(
        in_columns,
        "Your outputs have one sample per column. In this book samples are "
        "rows.",
        "Which axis of the output counts the samples?",
        PRODUCT,
    ),
    _wrong(
        first_four_units,
        "You pass on the units of the digits 0 to 3. A bit is a question "
        "about all ten digits.",
        "Which digits are odd?",
    ),
)
