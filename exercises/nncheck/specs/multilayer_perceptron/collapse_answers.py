"""Right and wrong answers to the exercise collapse."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.multilayer_perceptron.sections import BEND, LAYOUT, PRODUCT


def collapse(W1, b1, W2, b2):
    """The weights and the bias of the one layer that does the same."""
    return W1 @ W2, b1 @ W2 + b2


# ------------------------------------------------------- other right answers


def with_loops(W1, b1, W2, b2):
    W = np.zeros((len(W1), len(b2)))
    b = np.zeros(len(b2))
    for j in range(len(b2)):
        b[j] = b2[j]
        for k in range(len(b1)):
            b[j] += b1[k] * W2[k, j]
            for i in range(len(W1)):
                W[i, j] += W1[i, k] * W2[k, j]
    return W, b


def by_asking(W1, b1, W2, b2):
    def network(X):
        return (X @ W1 + b1) @ W2 + b2

    at_zero = network(np.zeros((1, len(W1))))
    return [network(np.eye(len(W1))) - at_zero, at_zero[0]]


def with_a_constant_input(W1, b1, W2, b2):
    first = np.vstack([W1, b1]).astype(np.float32)
    both = first @ W2.astype(np.float32)
    both[-1] += b2
    return both[:-1], both[-1]


def turned_and_back(W1, b1, W2, b2):
    V = np.dot(W2.T, W1.T)
    b = np.einsum("k,kj->j", b1, W2) + b2
    return (V.T, b)


# --------------------------------------------------------------- wrong answers


def order_exchanged(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


def first_bias_dropped(W1, b1, W2, b2):
    return W1 @ W2, b2


def biases_added(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


def biases_summed_up(W1, b1, W2, b2):
    return W1 @ W2, np.sum(b1) + b2


def second_bias_dropped(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


def both_biases_through(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


def bias_through_the_first(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W1 + b2


def bias_through_both(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W1 @ W2 + b2


def bias_through_a_turned_one(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2


def weights_added(W1, b1, W2, b2):
    return W1 + W2, b1 + b2


def element_by_element(W1, b1, W2, b2):
    return W1 * W2, b1 * W2 + b2


def other_layout(W1, b1, W2, b2):
    return (W1 @ W2).T, b1 @ W2 + b2


def weights_alone(W1, b1, W2, b2):
    return W1 @ W2


def pair_exchanged(W1, b1, W2, b2):
    return b1 @ W2 + b2, W1 @ W2


def bias_in_a_row(W1, b1, W2, b2):
    return W1 @ W2, b1[None, :] @ W2 + b2


def second_layer_alone(W1, b1, W2, b2):
    return W2, b2


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=BEND):
    return Misconception(answer, message, section, hint)


ALTERNATIVES = (with_loops, by_asking, with_a_constant_input, turned_and_back)

AT_ZERO = "What does the network of two layers answer to x = 0?"

MISCONCEPTIONS = (
    _wrong(
        order_exchanged,
        "The factors are exchanged. X meets the first layer first and stands "
        "at the left, so the first layer comes next.",
        "Which shape does your product have if the layers go from 2 to 3 to "
        "1 units?",
    ),
    _wrong(
        first_bias_dropped,
        "The bias of the first layer is lost. It, too, is an input of the "
        "second layer.",
        AT_ZERO,
    ),
    _wrong(
        biases_added,
        "You add the two biases. The first one enters the second layer and "
        "is multiplied there by its weights.",
        AT_ZERO + " Have the two biases the same length?",
    ),
    _wrong(
        biases_summed_up,
        "You add the sum of all first biases. Each of them reaches the "
        "output over the weights of its own unit.",
        AT_ZERO,
    ),
    _wrong(
        second_bias_dropped,
        "The bias of the second layer is lost.",
        AT_ZERO,
    ),
    _wrong(
        both_biases_through,
        "You send both biases through the second layer. Its own bias is "
        "added at its end and not multiplied any more.",
        AT_ZERO,
    ),
    _wrong(
        bias_through_the_first,
        "You multiply the first bias by the weights of its own layer. It is "
        "added behind them and then goes through the next ones.",
        "Through which weights does a value pass that is added after the "
        "first product?",
    ),
    _wrong(
        bias_through_both,
        "You send the first bias through both layers. It is added after the "
        "first product, so it passes the second one alone.",
        "Through which weights does a value pass that is added after the "
        "first product?",
    ),
    _wrong(
        bias_through_a_turned_one,
        "The bias stands at the wrong side of the weights. It is a row like "
        "a sample, and stands at the left.",
        "Try layers of 2, 3 and 1 units: do the shapes fit?",
        LAYOUT,
    ),
    _wrong(
        weights_added,
        "You add the layers. One works on what the other gives, so their "
        "weights are multiplied.",
        "An input is doubled and then tripled. By how much has it grown?",
    ),
    _wrong(
        element_by_element,
        "You multiply element by element. Each new weight gathers all routes "
        "through the middle layer: a matrix product.",
        "Over how many routes does input 1 reach output 1 if the middle "
        "layer has 3 units?",
        PRODUCT,
    ),
    _wrong(
        other_layout,
        "The weights are right, but in the layout of other books. Here W has "
        "the shape (in, out).",
        "Which index of W is the source?",
        LAYOUT,
    ),
    _wrong(
        weights_alone,
        "You return the weights alone; the bias is missing.",
        "How is a pair returned in Python?",
    ),
    _wrong(
        pair_exchanged,
        "Both results are right, but they come in the other order: first the "
        "weights, then the bias.",
        "Which shapes should the two values have?",
    ),
    _wrong(
        bias_in_a_row,
        "The values of the bias are right, but it has become a matrix of one "
        "row. In this book a bias has one axis, of the length of the layer.",
        "Which shape has `b2`?",
        PRODUCT,
    ),
    _wrong(
        second_layer_alone,
        "This is the second layer by itself. The first one turns and shifts "
        "its inputs.",
        "Which shape must W have to take the inputs of the *first* layer?",
    ),
)
