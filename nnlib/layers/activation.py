"""Activation layers: a function of each entry, and softmax of each row."""

from typing import Any

import numpy as np

from nnlib import activations
from nnlib._validation import Array, check_batch, check_number
from nnlib.layers.base import Layer

__all__ = [
    "ELU",
    "Absolute",
    "Identity",
    "LeakyReLU",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Step",
    "Tanh",
]


class Activation(Layer):
    """Base of the activation layers: `A = g(Z)`, `dL/dZ = dL/dA * g'(Z)`.

    >>> class Square(Activation):
    ...     def function(self, Z):
    ...         return Z**2
    ...     def derivative(self, Z, A):
    ...         return 2 * Z
    >>> layer = Square()
    >>> layer.forward(np.array([[3.0]])), layer.backward(np.array([[1.0]]))
    (array([[9.]]), array([[6.]]))

    Book: Activations.
    """

    outputs: Array  # of the last forward pass

    def function(self, Z: Array) -> Array:
        """g, of every entry."""
        raise NotImplementedError(f"{type(self).__name__} needs a function")

    def derivative(self, Z: Array, A: Array) -> Array:
        """g' at Z; the outputs A = g(Z) are at hand where they help."""
        raise NotImplementedError(f"{type(self).__name__} needs a derivative")

    def forward(self, X: Array, *, training: bool = False) -> Array:
        self.outputs = self.function(self.received(X))
        return self.outputs

    def backward(self, grad_output: Array) -> Array:
        grad_output = self.received_grad(grad_output)
        slope = self.derivative(self.saved_inputs(), self.outputs)
        return grad_output * slope


class Identity(Activation):
    """`g(z) = z`: leaves the batch as it is.

    >>> Identity().forward(np.array([[-1.0, 2.0]]))
    array([[-1.,  2.]])

    Book: Activations.
    """

    def function(self, Z: Array) -> Array:
        return activations.identity(Z)

    def derivative(self, Z: Array, A: Array) -> Array:
        return activations.identity_prime(Z)


class Step(Activation):
    """`g(z) = 1` where z > 0, else 0; nothing can be learned through it.

    >>> Step().forward(np.array([[-1.0, 2.0]]))
    array([[0., 1.]])

    Book: Activations.
    """

    def function(self, Z: Array) -> Array:
        return activations.step(Z)

    def derivative(self, Z: Array, A: Array) -> Array:
        return activations.step_prime(Z)


class Sigmoid(Activation):
    """`g(z) = 1 / (1 + exp(-z))`.

    >>> layer = Sigmoid()
    >>> layer.forward(np.array([[0.0]]))
    array([[0.5]])
    >>> layer.backward(np.array([[1.0]]))
    array([[0.25]])

    Book: Activations.
    """

    def function(self, Z: Array) -> Array:
        return activations.sigmoid(Z)

    def derivative(self, Z: Array, A: Array) -> Array:
        return A * (1 - A)


class Tanh(Activation):
    """`g(z) = tanh(z)`.

    >>> Tanh().forward(np.array([[0.0, 1000.0]]))
    array([[0., 1.]])

    Book: Activations.
    """

    def function(self, Z: Array) -> Array:
        return activations.tanh(Z)

    def derivative(self, Z: Array, A: Array) -> Array:
        return 1 - A * A


class ReLU(Activation):
    """`g(z) = max(0, z)`.

    >>> ReLU().forward(np.array([[-1.0, 2.0]]))
    array([[0., 2.]])

    Book: Activations.
    """

    def function(self, Z: Array) -> Array:
        return activations.relu(Z)

    def derivative(self, Z: Array, A: Array) -> Array:
        return A > 0


class LeakyReLU(Activation):
    """`g(z) = z` where z is positive, `negative_slope * z` elsewhere.

    Args:
        negative_slope: any number, usually small and positive.

    >>> LeakyReLU(0.1).forward(np.array([[-1.0, 2.0]]))
    array([[-0.1,  2. ]])

    Book: Activations.
    """

    def __init__(self, negative_slope: float = 0.01):
        super().__init__()
        self.negative_slope = check_number(
            negative_slope, "LeakyReLU", "negative_slope"
        )

    def function(self, Z: Array) -> Array:
        return activations.leaky_relu(Z, self.negative_slope)

    def derivative(self, Z: Array, A: Array) -> Array:
        return activations.leaky_relu_prime(Z, self.negative_slope)

    def config(self) -> dict[str, Any]:
        return {"negative_slope": self.negative_slope}


class ELU(Activation):
    """`g(z) = z` where z is positive, `alpha (exp(z) - 1)` elsewhere.

    Args:
        alpha: any number; `-alpha` is the value far to the left.

    >>> ELU().forward(np.array([[-1000.0, 2.0]]))
    array([[-1.,  2.]])

    Book: Activations.
    """

    def __init__(self, alpha: float = 1.0):
        super().__init__()
        self.alpha = check_number(alpha, "ELU", "alpha")

    def function(self, Z: Array) -> Array:
        return activations.elu(Z, self.alpha)

    def derivative(self, Z: Array, A: Array) -> Array:
        return activations.elu_prime(Z, self.alpha)

    def config(self) -> dict[str, Any]:
        return {"alpha": self.alpha}


class Absolute(Activation):
    """`g(z) = |z|`.

    >>> Absolute().forward(np.array([[-1.0, 2.0]]))
    array([[1., 2.]])

    Book: Activations.
    """

    def function(self, Z: Array) -> Array:
        return activations.absolute(Z)

    def derivative(self, Z: Array, A: Array) -> Array:
        return activations.absolute_prime(Z)


class Softmax(Layer):
    """Probabilities `exp(z_i) / sum_k exp(z_k)` in each row.

    Every output depends on every score of its row, so `backward` multiplies
    by the Jacobian `diag(s) - s s^T` without writing it down.

    Shapes:
        X: (n, k), the result (n, k); every row sums to 1.

    >>> Softmax().forward(np.array([[0.0, 0.0]]))
    array([[0.5, 0.5]])

    Book: Activations.
    """

    outputs: Array  # of the last forward pass

    def forward(self, X: Array, *, training: bool = False) -> Array:
        self.outputs = activations.softmax(self.received(X))
        return self.outputs

    def check_input(self, X: Array) -> Array:
        X = super().check_input(X)
        check_batch(X, "Softmax")
        return X

    def backward(self, grad_output: Array) -> Array:
        grad_output = self.received_grad(grad_output)
        s = self.outputs
        # <dL/ds, s>, one number for each row
        inner = np.sum(grad_output * s, axis=1, keepdims=True)
        return s * (grad_output - inner)
