"""Wrong answers to the exercise naive_layer."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.tensors.matmul_answers import naive_matmul
from nncheck.specs.tensors.sections import (
    BROADCASTING,
    ENTRIES,
    LAYER,
    TYPES,
)


def _sums(X, W, b):
    return naive_matmul(X, W) + np.asarray(b)


def ready_made(X, W, b):
    return np.maximum(X @ W + b, 0)


def no_relu(X, W, b):
    return _sums(X, W, b)


def no_bias(X, W, b):
    return np.maximum(naive_matmul(X, W), 0)


def bends_before_the_bias(X, W, b):
    return np.maximum(naive_matmul(X, W), 0) + np.asarray(b)


def bends_every_product(X, W, b):
    products = X[:, :, None] * W
    return np.maximum(products, 0).sum(axis=1) + np.maximum(b, 0)


def bends_the_inputs(X, W, b):
    for i, k in np.ndindex(X.shape):
        X[i, k] = max(0, X[i, k])
    return _sums(X, W, b)


def bends_both(X, W, b):
    for i, k in np.ndindex(X.shape):
        X[i, k] = max(0, X[i, k])
    return np.maximum(_sums(X, W, b), 0)


def collects_in_the_bias(X, W, b):
    A = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        z = b
        for k in range(X.shape[1]):
            z += X[i, k] * W[k]
        A[i] = np.maximum(z, 0)
    return A


def bias_for_each_product(X, W, b):
    return np.maximum(naive_matmul(X, W) + X.shape[1] * np.asarray(b), 0)


def bias_of_the_sample(X, W, b):
    Z = naive_matmul(X, W)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            Z[i, j] = max(0, Z[i, j] + b[i])
    return Z


def bias_subtracted(X, W, b):
    return np.maximum(_sums(X, W, -b), 0)


def steps(X, W, b):
    return (_sums(X, W, b) > 0).astype(float)


def absolute_value(X, W, b):
    return np.abs(_sums(X, W, b))


def keeps_the_negative(X, W, b):
    return np.minimum(_sums(X, W, b), 0)


def weights_transposed(X, W, b):
    A = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            z = b[j]
            for k in range(X.shape[1]):
                z += X[i, k] * W[j, k]
            A[i, j] = max(0, z)
    return A


def type_of_the_inputs(X, W, b):
    return np.maximum(_sums(X, W, b), 0).astype(X.dtype)


def _wrong(answer, message, hint, section=LAYER):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        ready_made,
        "That is the layer as the rest of the book writes it. Once, though, "
        "write the sum of products yourself.",
        "Is `naive_matmul` not ready?",
    ),
    _wrong(
        no_relu,
        "The bend is missing. Without it a hundred layers are no more than "
        "one.",
        "What becomes of a negative sum?",
    ),
    _wrong(
        no_bias,
        "The bias is missing.",
        "What does the layer give for inputs that are all 0?",
    ),
    _wrong(
        bends_before_the_bias,
        "You bend first and add the bias afterwards, so outputs can be "
        "negative. The bias shifts the sum, the bend comes last.",
        "Can a relu give a negative number?",
    ),
    _wrong(
        bends_every_product,
        "You bend every term of the sum. Terms may be negative and "
        "cancel others; only the finished sum is bent.",
        "How often is relu computed in a layer with m units and n samples?",
    ),
    _wrong(
        bends_the_inputs,
        "You bend the inputs in place of the sums. Besides, the caller's X "
        "is changed.",
        "What is relu applied to in the formula of the section?",
        ENTRIES,
    ),
    _wrong(
        bends_both,
        "You bend the sums, as you should, but the inputs as well, and the "
        "caller's X is changed by it.",
        "What is relu applied to in the formula of the section?",
        ENTRIES,
    ),
    _wrong(
        collects_in_the_bias,
        "You collect the sum in b itself. `z = b` makes no new array: it is "
        "another name for the same one, and the next sample begins with what "
        "the last one left there.",
        "Print b after the call.",
        ENTRIES,
    ),
    _wrong(
        bias_for_each_product,
        "The bias is added with every product, d times in all. It belongs to "
        "the sum, once.",
        "In which of the loops do you add it?",
    ),
    _wrong(
        bias_of_the_sample,
        "You give each *sample* an entry of b. It has one for each unit, the "
        "same for all samples; only if there are as many samples as units "
        "does this go unnoticed.",
        "Which axis of the result is as long as b?",
        BROADCASTING,
    ),
    _wrong(
        bias_subtracted,
        "You subtract the bias. (A *threshold* would be subtracted.)",
        "What does the layer give for inputs that are all 0?",
    ),
    _wrong(
        steps,
        "You give 1 for every positive sum. relu passes the sum on as it is.",
        "How many different values can your layer give?",
        ENTRIES,
    ),
    _wrong(
        absolute_value,
        "You turn negative sums into positive ones. relu makes them 0.",
        "What is relu of −3?",
        ENTRIES,
    ),
    _wrong(
        keeps_the_negative,
        "You keep the negative sums and replace the positive ones: the "
        "smaller of two numbers, where the larger is meant.",
        "What is relu of −3?",
        ENTRIES,
    ),
    _wrong(
        weights_transposed,
        "You walk along the rows of W. Unit j owns *column* j, since W has "
        "the shape (inputs, units).",
        "Which index of W counts the inputs?",
    ),
    _wrong(
        type_of_the_inputs,
        "Your result has the dtype of X. When the inputs are integers, "
        "everything behind the point is cut off.",
        "`np.zeros((2, 3))` holds floats. What does `np.zeros_like(X)` hold?",
        TYPES,
    ),
)
