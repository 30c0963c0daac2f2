"""Wrong answers to batch_norm_backward, and what is said."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.regularization.batch_norm_backward_answers import (
    batch_norm_backward,
)
from nncheck.specs.regularization.sections import BACK


def _parts(X, gamma, grad_output, epsilon):
    root = np.sqrt(X.var(axis=0) + epsilon)
    return root, (X - X.mean(axis=0)) / root, gamma * grad_output


def _with(formula):
    """An answer with another gradient by X."""

    def answer(X, gamma, grad_output, epsilon):
        grads = batch_norm_backward(X, gamma, grad_output, epsilon)
        root, x_hat, g = _parts(X, gamma, grad_output, epsilon)
        return formula(root, x_hat, g, gamma), *grads[1:]

    return answer


def _named(name, answer):
    answer.__name__ = name
    return answer


def _inside(x_hat, g):
    return g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0)


statistics_constant = _named(
    "statistics_constant", _with(lambda root, x, g, gamma: g / root)
)
variance_constant = _named(
    "variance_constant",
    _with(lambda root, x, g, gamma: (g - g.mean(axis=0)) / root),
)
mean_constant = _named(
    "mean_constant",
    _with(lambda root, x, g, gamma: (g - x * (g * x).mean(axis=0)) / root),
)
gamma_forgotten = _named(
    "gamma_forgotten",
    _with(lambda root, x, g, gamma: _inside(x, g) / root / gamma),
)
root_forgotten = _named(
    "root_forgotten", _with(lambda root, x, g, gamma: _inside(x, g))
)
over_variance = _named(
    "over_variance", _with(lambda root, x, g, gamma: _inside(x, g) / root**2)
)
sums_for_means = _named(
    "sums_for_means",
    _with(
        lambda root, x, g, gamma: (g - g.sum(0) - x * (g * x).sum(0)) / root
    ),
)
means_over_units = _named(
    "means_over_units",
    _with(
        lambda root, x, g, gamma: (
            (g - g.mean(1)[:, None] - x * (g * x).mean(1)[:, None]) / root
        )
    ),
)
x_hat_forgotten = _named(
    "x_hat_forgotten",
    _with(lambda root, x, g, gamma: (g - g.mean(0) - (g * x).mean(0)) / root),
)
added = _named(
    "added",
    _with(
        lambda root, x, g, gamma: (
            (g + g.mean(axis=0) + x * (g * x).mean(axis=0)) / root
        )
    ),
)


def means_for_sums(X, gamma, grad_output, epsilon):
    grads = batch_norm_backward(X, gamma, grad_output, epsilon)
    return grads[0], grads[1] / len(X), grads[2] / len(X)


def gamma_by_x(X, gamma, grad_output, epsilon):
    grads = batch_norm_backward(X, gamma, grad_output, epsilon)
    return grads[0], np.sum(grad_output * X, axis=0), grads[2]


def gamma_not_summed(X, gamma, grad_output, epsilon):
    grads = batch_norm_backward(X, gamma, grad_output, epsilon)
    _, x_hat, _ = _parts(X, gamma, grad_output, epsilon)
    return grads[0], grad_output * x_hat, grad_output


def gamma_and_beta_swapped(X, gamma, grad_output, epsilon):
    grads = batch_norm_backward(X, gamma, grad_output, epsilon)
    return grads[0], grads[2], grads[1]


def gamma_in_its_own_gradient(X, gamma, grad_output, epsilon):
    grads = batch_norm_backward(X, gamma, grad_output, epsilon)
    return grads[0], gamma * grads[1], gamma * grads[2]


def _wrong(answer, message, hint):
    return Misconception(answer, message, BACK, hint)


MISCONCEPTIONS = (
    _wrong(
        statistics_constant,
        "You treat μ and σ as constants. They are made of all x of the "
        "batch, so that each x acts on every output.",
        "Add 1 to every x of a unit. How much does the output change, and "
        "what does your gradient say?",
    ),
    _wrong(
        variance_constant,
        "You remember that μ depends on x, but not that σ does.",
        "Double the distance of every x from the mean. How much does the "
        "output change, and what does your gradient say?",
    ),
    _wrong(
        mean_constant,
        "You remember that σ depends on x, but not that μ does.",
        "Add 1 to every x of a unit. How much does the output change, and "
        "what does your gradient say?",
    ),
    _wrong(
        gamma_forgotten,
        "In the gradient by X the factor γ is missing, through which "
        "everything passes on its way down.",
        "What is the derivative of y by x̂?",
    ),
    _wrong(
        root_forgotten,
        "In the gradient by X you do not divide by the standard deviation. "
        "On the way up each x was divided by it.",
        "How strongly does x̂ answer a change of x if the spread is 10?",
    ),
    _wrong(
        over_variance,
        "In the gradient by X you divide by σ² + ε; the root is missing.",
        "How strongly does x̂ answer a change of x if the spread is 10?",
    ),
    _wrong(
        sums_for_means,
        "You subtract sums where the formula has bars: means over the batch.",
        "What should the sum of the gradient over the batch be?",
    ),
    _wrong(
        means_over_units,
        "Your means run over the units of one example. The bars mean the "
        "batch, for each unit by itself.",
        "Which axis counts the examples?",
    ),
    _wrong(
        x_hat_forgotten,
        "In the last term one x̂ is missing: the mean of ĝ·x̂ is multiplied "
        "by each example's own x̂.",
        "What should the mean of the gradient times x̂ be, if ε is tiny?",
    ),
    _wrong(
        added,
        "You add the two means. What all examples want in common cannot be "
        "had, so it is taken out.",
        "What should the sum of the gradient over the batch be?",
    ),
    _wrong(
        means_for_sums,
        "Your gradients by γ and β are means over the batch. The mean of "
        "the cost is already in `grad_output`; here the examples add up.",
        "If every example pulls at β by 1, how hard is it pulled in all?",
    ),
    _wrong(
        gamma_by_x,
        "In the gradient by γ you use the values that come in. What γ "
        "multiplies are the normalized ones.",
        "What is the derivative of y by γ?",
    ),
    _wrong(
        gamma_not_summed,
        "Your gradients by γ and β have a row for every example. Each unit "
        "has one γ and one β, on which all examples act.",
        "Which shape has a gradient?",
    ),
    _wrong(
        gamma_and_beta_swapped,
        "The gradients by γ and β have changed places.",
        "Which of the two contains x̂?",
    ),
    _wrong(
        gamma_in_its_own_gradient,
        "Your gradients by γ and β contain γ. It belongs to the way down "
        "to x̂ only.",
        "What is the derivative of y by β?",
    ),
)
