"""Right answers to the exercise softmax_cross_entropy."""

import numpy as np

from nnlib import CategoricalCrossentropy
from nnlib.activations import log_softmax, softmax


def softmax_cross_entropy(y_true, z):
    """The loss of one-hot targets and scores, and its gradient by z."""
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    n = len(z)
    return -np.sum(y_true * log_p) / n, (np.exp(log_p) - y_true) / n


# ------------------------------------------------------- other right answers


def with_loops(y_true, z):
    n, k = z.shape
    total, gradient = 0.0, np.zeros((n, k))
    for i in range(n):
        top = max(float(s) for s in z[i])
        powers = [np.exp(float(s) - top) for s in z[i]]
        for j in range(k):
            gradient[i, j] = (powers[j] / sum(powers) - y_true[i, j]) / n
            if y_true[i, j] == 1:
                total += (np.log(sum(powers)) + top - z[i, j]) / n
    return total, gradient


def by_the_library(y_true, z):
    loss = CategoricalCrossentropy(from_logits=True)
    return loss(y_true, z), loss.gradient(y_true, z)


def true_class_by_index(y_true, z):
    rows, truth = np.arange(len(z)), np.argmax(y_true, axis=1)
    loss = -log_softmax(z)[rows, truth].mean()
    p = softmax(z)
    p[rows, truth] -= 1
    return [loss, p / len(z)]


def in_single_precision(y_true, z):
    z = z.astype(np.float32)
    top = np.max(z, axis=1)
    powers = np.exp(z - top[:, None])
    sums = np.sum(powers, axis=1)
    each = np.log(sums) + top - np.sum(y_true * z, axis=1)
    slope = powers / sums[:, None] - y_true
    return np.float32(each.mean()), slope / z.shape[0]


def with_logaddexp(y_true, z):
    each = np.logaddexp.reduce(z, axis=1)
    p = np.exp(z - each[:, None])
    losses = each - (y_true * z).sum(axis=1)
    return losses.mean(), (p - y_true) / len(z)


ALTERNATIVES = (
    with_loops,
    by_the_library,
    true_class_by_index,
    in_single_precision,
    with_logaddexp,
)
