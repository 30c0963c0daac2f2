"""The classic script: one example at a time, in columns of float64.

This is how introductions to the subject have long written it for clarity,
and what a reader's own first network looks like: every example of a
mini-batch goes up and down alone, and the gradients are added in lists.
"""

from itertools import pairwise

import numpy as np

from _peers._workloads import Unsupported


def sigmoid(z):
    """The logistic function, as formulas have it."""
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    """Its derivative."""
    return sigmoid(z) * (1 - sigmoid(z))


class ColumnNetwork:
    """Sigmoid layers with the quadratic cost; an example is a column."""

    def __init__(self, sizes, rng):
        self.weights = [
            rng.standard_normal((m, d)) for d, m in pairwise(sizes)
        ]
        self.biases = [rng.standard_normal((m, 1)) for m in sizes[1:]]

    def update(self, batch, rate):
        """One step along the mean gradient of a mini-batch."""
        sum_w = [np.zeros(w.shape) for w in self.weights]
        sum_b = [np.zeros(b.shape) for b in self.biases]
        for x, y in batch:
            grad_w, grad_b = self.gradient(x, y)
            sum_w = [s + g for s, g in zip(sum_w, grad_w, strict=False)]
            sum_b = [s + g for s, g in zip(sum_b, grad_b, strict=False)]
        step = rate / len(batch)
        self.weights = [
            w - step * s for w, s in zip(self.weights, sum_w, strict=False)
        ]
        self.biases = [
            b - step * s for b, s in zip(self.biases, sum_b, strict=False)
        ]

    def gradient(self, x, y):
        """Backpropagation for one example."""
        activations, sums = [x], []
        for w, b in zip(self.weights, self.biases, strict=False):
            sums.append(np.dot(w, activations[-1]) + b)
            activations.append(sigmoid(sums[-1]))
        delta = (activations[-1] - y) * sigmoid_prime(sums[-1])
        grad_w, grad_b = [np.dot(delta, activations[-2].T)], [delta]
        for layer in range(2, len(self.weights) + 1):
            back = np.dot(self.weights[-layer + 1].T, delta)
            delta = back * sigmoid_prime(sums[-layer])
            grad_w.insert(0, np.dot(delta, activations[-layer - 1].T))
            grad_b.insert(0, delta)
        return grad_w, grad_b


def prepare(workload):
    """One epoch in mini-batches."""
    if workload.output != "sigmoid":
        raise Unsupported("it knows sigmoid layers only")
    X, y = workload.data()
    X, targets = X.astype(np.float64), workload.one_hot(y).astype(np.float64)
    pairs = [
        (x[:, None], t[:, None]) for x, t in zip(X, targets, strict=False)
    ]
    rng, m = np.random.default_rng(0), workload.batch_size
    network = ColumnNetwork(workload.sizes, rng)

    def train():
        order = rng.permutation(len(pairs))
        for i in range(0, len(pairs), m):
            batch = [pairs[k] for k in order[i : i + m]]
            network.update(batch, workload.learning_rate)

    return train
