"""Dense: every input is connected with every unit."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib import initializers, regularizers
from nnlib._hints import DENSE, hints
from nnlib._validation import (
    Array,
    as_dtype,
    as_float_array,
    check_batch,
    check_finite,
    check_flag,
    check_positive,
    check_positive_int,
)
from nnlib.layers.base import Layer

__all__ = ["Dense"]


class Dense(Layer):
    """The affine map `Z = X @ W + b`: one column of W and one b per unit.

    Args:
        in_features: d, the number of inputs of each unit.
        out_features: m, the number of units.
        weight_initializer: name or callable `(shape, rng) -> array` for W.
        bias_initializer: the same for b.
        kernel_regularizer: name or object of `nnlib.regularizers`, a penalty
            on W.
        max_norm: after each update, columns of W (the incoming weights of
            one unit) that are longer are shortened to this length.
        use_bias: False leaves b out.

    Shapes:
        X: (n, d). W: (d, m). b: (m,). Z: (n, m).

    Raises:
        RuntimeError: before it is built, or before the first `forward`.
        ValueError: for a batch that is not (n, d).

    >>> layer = Dense(2, 3)
    >>> layer.build(rng=0)
    >>> layer.forward(np.zeros((4, 2))).shape
    (4, 3)
    >>> layer.params["W"].shape, layer.params["b"].shape
    ((2, 3), (3,))

    Book: Multi-layer perceptron.
    """

    @hints(2, "Name the others, for example use_bias=False.", DENSE)
    def __init__(
        self,
        in_features: int,
        out_features: int,
        *,
        weight_initializer: str | Callable = "glorot_uniform",
        bias_initializer: str | Callable = "zeros",
        kernel_regularizer: str | regularizers.Regularizer | None = None,
        max_norm: float | None = None,
        use_bias: bool = True,
    ):
        super().__init__()
        self.in_features = check_positive_int(
            in_features, "Dense", "in_features"
        )
        self.out_features = check_positive_int(
            out_features, "Dense", "out_features"
        )
        self.weight_initializer = initializers.get(weight_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        if max_norm is not None:
            max_norm = check_positive(max_norm, "Dense", "max_norm")
        self.max_norm = max_norm
        self.use_bias = check_flag(use_bias, "Dense", "use_bias")
        self.ones = np.ones(0)

    def param_shapes(self) -> dict[str, tuple[int, ...]]:
        shapes: dict[str, tuple[int, ...]] = {
            "W": (self.in_features, self.out_features)
        }
        if self.use_bias:
            shapes["b"] = (self.out_features,)
        return shapes

    def draw(self, rng: np.random.Generator) -> dict[str, Array]:
        shapes = self.param_shapes()
        drawn = {"W": self.weight_initializer(shapes["W"], rng)}
        if self.use_bias:
            drawn["b"] = self.bias_initializer(shapes["b"], rng)
        return {
            name: self._checked(name, values, shapes[name])
            for name, values in drawn.items()
        }

    def _checked(self, name: str, values: Any, shape: tuple) -> Array:
        """What an initializer returned, if these can be first values."""
        if np.shape(values) != shape:
            raise ValueError(
                f"{self!r}: the initializer of {name} returned shape "
                f"{np.shape(values)}, expected {shape}."
            )
        array = as_float_array(values, f"the first {name} of {self!r}")
        check_finite(array, repr(self), f"the first {name}")
        return array

    def forward(self, X: Array, *, training: bool = False) -> Array:
        X = self.received(X)
        Z = np.dot(X, self.params["W"])  # (n, d) @ (d, m)
        if self.use_bias:
            Z += self.params["b"]
        return Z

    def backward(self, grad_output: Array) -> Array:
        W = self.params["W"]
        grad_output = self.received_grad(grad_output)
        self.fill_grads(grad_output)
        return np.dot(grad_output, W.T)  # (n, m) @ (m, d)

    def fill_grads(self, grad_output: Array) -> None:
        grad_output = self.received_grad(grad_output)
        X = self.saved_inputs()
        np.dot(X.T, grad_output, out=self.grads["W"])  # (d, n) @ (n, m)
        if self.kernel_regularizer is not None:
            W = self.params["W"]
            self.grads["W"] += self.kernel_regularizer.gradient(W)
        if self.use_bias:
            # the sum over the rows, as a product: faster than .sum(axis=0)
            np.dot(self._ones(len(X)), grad_output, out=self.grads["b"])

    def check_input(self, X: Array) -> Array:
        if not self.params:
            raise RuntimeError(
                f"{self!r} has no weights yet. Call layer.build(rng=0), "
                "or make it part of a Sequential."
            )
        X = as_dtype(X, self.params["W"].dtype)
        check_batch(X, "Dense", self.in_features)
        return X

    def output_shape(self, X: Array) -> tuple[int, ...]:
        return len(X), self.out_features

    def _ones(self, n: int) -> Array:
        if len(self.ones) != n:  # a batch of another size
            self.ones = np.ones(n, self.params["W"].dtype)
        return self.ones

    def penalty(self) -> float:
        if self.kernel_regularizer is None:
            return 0.0
        return self.kernel_regularizer(self.params["W"])

    def constrain(self) -> None:
        if self.max_norm is not None:
            W = self.params["W"]
            lengths = np.linalg.norm(W, axis=0)
            # the factor is exactly 1 for a column that is short enough
            W *= self.max_norm / np.maximum(lengths, self.max_norm)

    def output_features(self, features: int | None) -> int:
        if features not in (None, self.in_features):
            raise ValueError(
                f"{self!r} expects {self.in_features} features, but the "
                f"layers before it give {features}. "
                f"Use Dense({features}, {self.out_features})."
            )
        return self.out_features

    def config(self) -> dict[str, Any]:
        sizes = {
            "in_features": self.in_features,
            "out_features": self.out_features,
        }
        return sizes | self._options()

    def _options(self) -> dict[str, Any]:
        """The options that are not at their defaults."""
        options = {
            "kernel_regularizer": (self.kernel_regularizer, None),
            "max_norm": (self.max_norm, None),
            "use_bias": (self.use_bias, True),
        }
        return {
            name: value
            for name, (value, default) in options.items()
            if value != default
        }

    def __repr__(self) -> str:
        options = "".join(f", {k}={v!r}" for k, v in self._options().items())
        return f"Dense({self.in_features}, {self.out_features}{options})"
