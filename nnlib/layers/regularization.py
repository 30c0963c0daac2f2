"""Layers that act differently in training: dropout and batch normalization."""

from typing import Any

import numpy as np

from nnlib._validation import (
    Array,
    as_dtype,
    as_generator,
    check_batch,
    check_number,
    check_positive,
    check_positive_int,
)
from nnlib.layers.base import Layer

__all__ = ["BatchNormalization", "Dropout"]


class Dropout(Layer):
    """Inverted dropout: in training each entry is 0 with probability `rate`.

    The entries that stay are divided by `1 - rate`, so that the mean stays,
    too, and nothing is to be done when the network is used: there the layer
    hands on what it gets. The random numbers come from a generator of the
    layer's own, seeded by the `rng` of the model and saved with it.

    Args:
        rate: the fraction that is dropped, from 0 to below 1. (Many papers
            give the fraction that is kept.)

    >>> layer = Dropout(0.5)
    >>> layer.build(rng=0)
    >>> layer.forward(np.ones((1, 6)), training=True)
    array([[0., 2., 0., 2., 0., 2.]])
    >>> layer.forward(np.ones((1, 6)))
    array([[1., 1., 1., 1., 1., 1.]])

    Book: Regularization.
    Source: Srivastava et al. (2014), Dropout: a simple way to prevent neural
        networks from overfitting.
    """

    def __init__(self, rate: float):
        super().__init__()
        self.rate = check_number(rate, "Dropout", "rate", low=0, high=1)
        self.mask: Array | None = None  # None: everything stays

    def build(
        self,
        rng: int | np.random.Generator | None,
        dtype: type | np.dtype = np.float64,
    ) -> None:
        seed = as_generator(rng).integers(2**63)
        self.rng = np.random.default_rng(seed)

    def forward(self, X: Array, *, training: bool = False) -> Array:
        X = self.received(X)
        self.mask = self._draw_mask(X) if training and self.rate else None
        return X if self.mask is None else X * self.mask

    def backward(self, grad_output: Array) -> Array:
        grad_output = self.received_grad(grad_output)
        return grad_output if self.mask is None else grad_output * self.mask

    def _draw_mask(self, X: Array) -> Array:
        if self.rng is None:
            raise RuntimeError(
                f"{self!r} has no generator yet. Call layer.build(rng=0), "
                "or make it part of a Sequential."
            )
        kept = self.rng.random(X.shape) >= self.rate
        return kept.astype(X.dtype) / (1 - self.rate)

    def config(self) -> dict[str, Any]:
        return {"rate": self.rate}


class BatchNormalization(Layer):
    """`y = γ x̂ + β` with `x̂ = (x - μ) / √(σ² + ε)` for every feature.

    In training, μ and σ² are the mean and the variance (with 1/m) of the
    batch, and their running averages are kept in `state`; otherwise μ and σ²
    are these averages, so that one example does not depend on the others.
    A bias just before this layer has no effect: leave it out.

    Args:
        num_features: d, the width of the input.
        momentum: how much of the running averages stays at each batch,
            `average ← momentum average + (1 - momentum) statistic`, as in
            Keras. (PyTorch calls the other part momentum, and its running
            variance has 1/(m - 1).)
        epsilon: ε, which keeps the root away from 0.

    Shapes:
        X: (m, d), the result (m, d). gamma, beta, running_mean and
        running_variance: (d,).

    >>> layer = BatchNormalization(1)
    >>> layer.build(rng=0)
    >>> layer.forward(np.array([[1.0], [3.0]]), training=True).round(4)
    array([[-1.],
           [ 1.]])
    >>> layer.state["running_mean"]  # 0.9 * 0 + 0.1 * 2
    array([0.2])

    Book: Regularization.
    Source: Ioffe & Szegedy (2015), Batch normalization: accelerating deep
        network training by reducing internal covariate shift.
    """

    min_batch = 2

    def __init__(
        self,
        num_features: int,
        *,
        momentum: float = 0.9,
        epsilon: float = 1e-5,
    ):
        super().__init__()
        who = "BatchNormalization"
        self.num_features = check_positive_int(
            num_features, who, "num_features"
        )
        self.momentum = check_number(momentum, who, "momentum", low=0, high=1)
        self.epsilon = check_positive(epsilon, who, "epsilon")

    def param_shapes(self) -> dict[str, tuple[int, ...]]:
        return {"gamma": (self.num_features,), "beta": (self.num_features,)}

    def draw(self, rng: np.random.Generator) -> dict[str, Array]:
        d = self.num_features
        return {"gamma": np.ones(d), "beta": np.zeros(d)}

    def build(
        self,
        rng: int | np.random.Generator | None,
        dtype: type | np.dtype = np.float64,
    ) -> None:
        super().build(rng, dtype)
        d = self.num_features
        self.state["running_mean"] = np.zeros(d, dtype)
        self.state["running_variance"] = np.ones(d, dtype)

    def forward(self, X: Array, *, training: bool = False) -> Array:
        X = self.received(X)
        if training:
            mean, variance = self._take_statistics(X)
        else:
            mean, variance = self.state.values()
        self.by_batch = training
        self.root = np.sqrt(variance + self.epsilon)
        self.x_hat = (X - mean) / self.root
        return self.params["gamma"] * self.x_hat + self.params["beta"]

    def backward(self, grad_output: Array) -> Array:
        grad_output = self.received_grad(grad_output)
        self.grads["gamma"] = np.sum(grad_output * self.x_hat, axis=0)
        self.grads["beta"] = np.sum(grad_output, axis=0)
        g = grad_output * self.params["gamma"]  # dL/dx̂
        if self.by_batch:
            # μ and σ² depend on every x of the batch, too
            g = g - g.mean(axis=0) - self.x_hat * (g * self.x_hat).mean(axis=0)
        return g / self.root

    def check_input(self, X: Array) -> Array:
        if not self.params:
            raise RuntimeError(
                f"{self!r} has no gamma and beta yet. Call "
                "layer.build(rng=0), or make it part of a Sequential."
            )
        X = as_dtype(X, self.params["gamma"].dtype)
        check_batch(X, "BatchNormalization", self.num_features)
        return X

    def _take_statistics(self, X: Array) -> tuple[Array, Array]:
        """Mean and variance of the batch, noted in the running averages."""
        if len(X) < 2:
            which = "one example" if len(X) else "no examples"
            raise ValueError(
                f"{self!r}: a batch of {which} has no variance, so every "
                "feature would become 0. Train with batches of two or more; "
                "for one example use training=False."
            )
        mean, variance = X.mean(axis=0), X.var(axis=0)
        for name, statistic in [
            ("running_mean", mean),
            ("running_variance", variance),
        ]:
            average = self.state[name]
            average *= self.momentum
            average += (1 - self.momentum) * statistic
        return mean, variance

    def output_features(self, features: int | None) -> int:
        if features not in (None, self.num_features):
            raise ValueError(
                f"{self!r} expects {self.num_features} features, but the "
                f"layers before it give {features}. "
                f"Use BatchNormalization({features})."
            )
        return self.num_features

    def config(self) -> dict[str, Any]:
        return {
            "num_features": self.num_features,
            "momentum": self.momentum,
            "epsilon": self.epsilon,
        }

    def __repr__(self) -> str:
        defaults = {"momentum": 0.9, "epsilon": 1e-5}
        changed = "".join(
            f", {name}={getattr(self, name):g}"
            for name, value in defaults.items()
            if getattr(self, name) != value
        )
        return f"BatchNormalization({self.num_features}{changed})"
