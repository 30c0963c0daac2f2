"""The models whose steps are exhibited, as the detectors see them."""

import numpy as np

from nncheck.specs.museum.benches import Steps
from nnlib.activations import sigmoid


def line(X, w, b):
    """A linear neuron."""
    return X @ w + b


def squares(y, outputs):
    """The mean squared error."""
    return np.mean((outputs - y) ** 2)


def half_squares(Y, outputs):
    """Half of the squared error of a sample, averaged."""
    return np.sum((outputs - Y) ** 2) / (2 * len(Y))


def start_line(rng, n):
    """A line's data, and weights that are wrong."""
    X = rng.normal(size=(n, 2))
    y = X @ [1.5, -1.0] + 4 + 0.1 * rng.normal(size=n)
    return X, y, [rng.normal(size=2), np.array(rng.normal())]


def logistic(X, w, b):
    """A sigmoid neuron."""
    return sigmoid(X @ w + b)


def surprise(y, p):
    """The binary cross-entropy."""
    losses = -(y * np.log(p) + (1 - y) * np.log(1 - p))
    return losses.sum() / len(y)


def start_logistic(rng, n):
    """Two classes, and weights that are wrong."""
    X, y, params = start_line(rng, n)
    return X, (y > 4).astype(float), params


def tanh_network(X, W1, b1, W2, b2):
    """A tanh layer below a linear one."""
    return np.tanh(X @ W1 + b1) @ W2 + b2


def sigmoid_network(X, W1, b1, W2, b2):
    """Two sigmoid layers."""
    return sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)


def start_network(rng, n):
    """Two inputs, three hidden units, three outputs."""
    X = rng.normal(size=(n, 2))
    Y = (rng.random((n, 3)) < 0.5).astype(float)
    params = [rng.normal(size=(2, 3)), rng.normal(size=3)]
    return X, Y, [*params, rng.normal(size=(3, 3)), rng.normal(size=3)]


LINE = Steps(start_line, line, squares)
LOGISTIC = Steps(start_logistic, logistic, surprise)
TANH_NETWORK = Steps(start_network, tanh_network, half_squares)
SIGMOID_NETWORK = Steps(start_network, sigmoid_network, surprise)
