"""Activation functions of an array, each with its derivative.

Every function takes a number or an array `z` of any shape and returns a new
array of the same shape; `<name>_prime(z)` is the derivative at `z`, the
input, not at the output. All are stable: no warning for |z| = 10,000, and
NaN comes out where NaN went in (constant derivatives do not look at `z`).
Only `softmax` and its kin compare the entries of a row with each other.

At a kink the derivative is a convention: `step(0) = 0`, `relu_prime(0) = 0`,
`absolute_prime(0) = 0`, and the slope of the right side for `leaky_relu`,
the left one for `elu` (the same when `alpha = 1`).
"""

import numpy as np
from numpy.typing import ArrayLike

from nnlib._softmax import log_softmax, logsumexp, softmax, softmax_jacobian
from nnlib._validation import Array, as_float_array, check_number

__all__ = [
    "absolute",
    "absolute_prime",
    "elu",
    "elu_prime",
    "identity",
    "identity_prime",
    "leaky_relu",
    "leaky_relu_prime",
    "log_softmax",
    "logsumexp",
    "relu",
    "relu_prime",
    "sigmoid",
    "sigmoid_prime",
    "softmax",
    "softmax_jacobian",
    "step",
    "step_prime",
    "tanh",
    "tanh_prime",
]


def identity(z: ArrayLike) -> Array:
    """The input itself, `z`: the activation of a linear unit.

    >>> identity([-1, 2])
    array([-1.,  2.])

    Book: Activations.
    """
    return as_float_array(z).copy()


def identity_prime(z: ArrayLike) -> Array:
    """The derivative of `identity`: 1 everywhere.

    Book: Activations.
    """
    return np.ones_like(as_float_array(z))


def step(z: ArrayLike) -> Array:
    """1 where `z > 0`, else 0: the perceptron's threshold, with step(0) = 0.

    >>> step([-0.5, 0, 0.5])
    array([0., 0., 1.])

    Book: Perceptron.
    """
    return np.heaviside(as_float_array(z), 0)


def step_prime(z: ArrayLike) -> Array:
    """The derivative of `step`: 0 everywhere (by convention at the jump too).

    Book: Activations.
    """
    return np.zeros_like(as_float_array(z))


def sigmoid(z: ArrayLike) -> Array:
    """The logistic function `1 / (1 + exp(-z))`, between 0 and 1.

    >>> sigmoid([-1000, 0, 1000])
    array([0. , 0.5, 1. ])

    Book: Perceptron.
    """
    z = as_float_array(z)
    e = np.exp(-np.abs(z))  # never above 1, so it cannot overflow
    return np.where(z < 0, e, 1) / (1 + e)


def sigmoid_prime(z: ArrayLike) -> Array:
    """The derivative of `sigmoid`: `s (1 - s)`, at most 1/4, at `z = 0`.

    >>> sigmoid_prime(0.0)
    np.float64(0.25)

    Book: Activations.
    """
    s = sigmoid(z)
    return s * (1 - s)


def tanh(z: ArrayLike) -> Array:
    """The hyperbolic tangent, between -1 and 1: `2 sigmoid(2 z) - 1`.

    >>> tanh([-1000, 0, 1000])
    array([-1.,  0.,  1.])

    Book: Activations.
    """
    return np.tanh(as_float_array(z))


def tanh_prime(z: ArrayLike) -> Array:
    """The derivative of `tanh`: `1 - tanh(z)**2`, at most 1, at `z = 0`.

    Book: Activations.
    """
    return 1 - tanh(z) ** 2


def relu(z: ArrayLike) -> Array:
    """The rectified linear unit, `max(0, z)`.

    >>> relu([-2, 0, 3])
    array([0., 0., 3.])

    Book: Activations.
    Source: Nair & Hinton (2010), Rectified linear units improve restricted
        Boltzmann machines.
    """
    return np.maximum(as_float_array(z), 0)


def relu_prime(z: ArrayLike) -> Array:
    """The derivative of `relu`: 1 where `z > 0`, else 0 (also at the kink).

    >>> relu_prime([-2, 0, 3])
    array([0., 0., 1.])

    Book: Activations.
    """
    return np.heaviside(as_float_array(z), 0)


def leaky_relu(z: ArrayLike, negative_slope: float = 0.01) -> Array:
    """`z` where it is positive, `negative_slope * z` where it is negative.

    >>> leaky_relu([-2, 0, 3])
    array([-0.02,  0.  ,  3.  ])

    Book: Activations.
    Source: Maas, Hannun & Ng (2013), Rectifier nonlinearities improve neural
        network acoustic models.
    """
    z = as_float_array(z)
    slope = check_number(negative_slope, "leaky_relu", "negative_slope")
    return np.where(z < 0, slope * z, z)


def leaky_relu_prime(z: ArrayLike, negative_slope: float = 0.01) -> Array:
    """The derivative of `leaky_relu`: `negative_slope` if `z < 0`, else 1.

    Book: Activations.
    """
    z = as_float_array(z)
    # heaviside rather than a plain 1: it hands a NaN on
    return np.where(z < 0, negative_slope, np.heaviside(z, 1))


def elu(z: ArrayLike, alpha: float = 1.0) -> Array:
    """`z` where it is positive, `alpha (exp(z) - 1)` elsewhere.

    >>> elu([-1, 0, 2]).round(4)
    array([-0.6321,  0.    ,  2.    ])

    Book: Activations.
    Source: Clevert, Unterthiner & Hochreiter (2016), Fast and accurate deep
        network learning by exponential linear units.
    """
    z = as_float_array(z)
    alpha = check_number(alpha, "elu", "alpha")
    # the minimum keeps exp away from large positive z, where it overflows
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))


def elu_prime(z: ArrayLike, alpha: float = 1.0) -> Array:
    """The derivative of `elu`: 1 where `z > 0`, `alpha exp(z)` elsewhere.

    Book: Activations.
    """
    z = as_float_array(z)
    return np.where(z > 0, 1, alpha * np.exp(np.minimum(z, 0)))


def absolute(z: ArrayLike) -> Array:
    """The absolute value |z|: a curiosity, not a usual activation.

    Book: Activations.
    """
    return np.abs(as_float_array(z))


def absolute_prime(z: ArrayLike) -> Array:
    """The derivative of `absolute`: the sign of `z`, 0 at the kink.

    Book: Activations.
    """
    return np.sign(as_float_array(z))
