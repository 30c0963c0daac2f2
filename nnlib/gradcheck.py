"""Gradient checking: backpropagation against differences of the loss."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import (
    Array,
    as_float_array,
    as_generator,
    check_finite,
    check_number,
    check_positive_int,
)
from nnlib.losses import Loss

if TYPE_CHECKING:
    from nnlib.models import Sequential

__all__ = ["GradientReport", "gradient_check", "numerical_gradient"]

GOOD, SUSPECT = 1e-7, 1e-4
ROUNDING = 4 * np.finfo(float).eps  # of the two losses in a difference


def numerical_gradient(
    f: Callable[[Array], Any], x: ArrayLike, *, eps: float = 1e-5
) -> Array:
    """`(f(x + eps) - f(x - eps)) / (2 eps)` for each entry of x in turn.

    Args:
        f: a function of the array that returns one number. It is called with
            x itself, changed in one entry; afterwards x is what it was.
        x: floating-point numbers, of any shape.
        eps: the step; near 1e-5 the error is smallest in float64.

    >>> numerical_gradient(lambda x: np.sum(x**2), [1.0, 3.0]).round(6)
    array([2., 6.])

    Book: Backpropagation.
    """
    eps = check_number(
        eps, "numerical_gradient", "eps", low=0, include_low=False
    )
    if not callable(f):
        raise TypeError(
            f"numerical_gradient expects a function first, got {f!r}. "
            "Write numerical_gradient(lambda x: np.sum(x**2), x)."
        )
    x = _as_changeable(x)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        gradient[i] = _slope(f, x, i, eps)
    return gradient


def _slope(f: Callable, x: Array, i: tuple[int, ...], eps: float) -> float:
    """The central difference of f by the one entry x[i]."""
    before = x[i]
    try:
        x[i] = before + eps
        above = f(x)
        x[i] = before - eps
        below = f(x)
    finally:
        x[i] = before
    if above is None:
        raise TypeError(
            "numerical_gradient: f returned None. End it with return, "
            "followed by one number."
        )
    if np.size(above) != 1:
        raise ValueError(
            "numerical_gradient expects f to return one number, got shape "
            f"{np.shape(above)}. Sum it up, or take one entry."
        )
    return float(np.squeeze(above) - np.squeeze(below)) / (2 * eps)


def _as_changeable(x: ArrayLike) -> Array:
    if not isinstance(x, np.ndarray):
        x = np.array(x)
    if x.dtype.kind != "f":
        raise TypeError(
            f"numerical_gradient needs floating-point x, got {x.dtype}: "
            "a small step would be lost. Use x.astype(float)."
        )
    if x.dtype.itemsize < 8:
        raise TypeError(
            f"numerical_gradient needs float64, got {x.dtype}: differences "
            "of rounded numbers say little. Use x.astype(float)."
        )
    return x if x.flags.writeable else x.copy()


@dataclass(frozen=True)
class Check:
    """One array of gradients, compared with differences.

    Attributes:
        name: such as "layer 0, Dense(2, 3): W", or "inputs".
        error: `|g - d| / (|g| + |d|)` of the whole array; 0 if both are 0
            up to the rounding of the loss.
        worst: the index of the entry that differs most.
        backprop: the gradient there.
        numerical: the difference quotient there.
    """

    name: str
    error: float
    worst: tuple[int, ...]
    backprop: float
    numerical: float


@dataclass(frozen=True)
class GradientReport:
    """What `gradient_check` found: one Check for each array."""

    checks: list[Check]

    @property
    def worst(self) -> Check:
        """The check with the largest relative error."""
        return max(self.checks, key=lambda check: check.error)

    @property
    def passed(self) -> bool:
        """True if every relative error is below 1e-7."""
        return self.worst.error < GOOD

    def __repr__(self) -> str:
        w = self.worst
        verdict = "good"
        if not self.passed:
            verdict = "suspect" if w.error > SUSPECT else "look closer"
        entry = ", ".join(str(i) for i in w.worst)
        width = max(len(check.name) for check in self.checks)
        lines = [f"{c.name:{width}}  {c.error:.1e}" for c in self.checks]
        return "\n".join(
            [
                f"gradient check: {verdict}, relative error {w.error:.1e}",
                *lines,
                f"worst: {w.name} [{entry}]: backprop {w.backprop:.6e}, "
                f"numerical {w.numerical:.6e}",
            ]
        )


def gradient_check(
    model: "Sequential",
    loss: Loss,
    X: ArrayLike,
    y: ArrayLike,
    *,
    training: bool = False,
    eps: float = 1e-5,
    max_entries: int | None = None,
    rng: int | np.random.Generator | None = 0,
) -> GradientReport:
    """Compare the gradients of backpropagation with central differences.

    Checks every parameter and the inputs, regularizers included. A relative
    error below 1e-7 is good; above 1e-4 it is suspect, unless an activation's
    kink is near.

    Args:
        model: a network in float64; it is left as it was.
        loss: a loss of its outputs.
        X: a few samples.
        y: their targets.
        training: True checks what training does: batch normalization by the
            statistics of X, dropout with one mask for all evaluations.
        eps: the step of the differences.
        max_entries: check only so many entries of each array, chosen by rng.
        rng: an int or a Generator.

    Shapes:
        X: (n, d).

    Book: Backpropagation.
    """
    who = "gradient_check"
    if not hasattr(model, "layers"):
        raise TypeError(
            f"{who} checks a model, got {model!r}. "
            "Put a single layer into one: Sequential([layer])."
        )
    if not isinstance(loss, Loss):
        raise TypeError(
            f"{who} needs a loss object, got {loss!r}. "
            "Write MeanSquaredError(), for example."
        )
    eps = check_number(eps, who, "eps", low=0, include_low=False)
    if max_entries is not None:
        check_positive_int(max_entries, who, "max_entries")
    X = np.array(as_float_array(X, "X"), dtype=float)
    check_finite(X, who, "X")
    generator = as_generator(rng)

    forward = _repeatable(model, training)

    def cost(_: Array) -> float:
        return loss(y, forward(X)) + model.penalty()

    value = cost(X)
    if not np.isfinite(value):
        raise ValueError(
            f"{who}: the loss is {value}, so that it has no differences. "
            "Check the weights and y, and use smaller numbers."
        )
    noise = ROUNDING * abs(value) / eps
    grad = loss.gradient(y, forward(X))
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    places = [("inputs", X, grad)]
    for i, layer in enumerate(model.layers):
        for name, w in layer.params.items():
            label = f"layer {i}, {layer!r}: {name}"
            places.append((label, w, layer.grads[name].copy()))
    return GradientReport(
        [
            _compare(label, cost, w, g, eps, noise, max_entries, generator)
            for label, w, g in places
        ]
    )


def _repeatable(
    model: "Sequential", training: bool
) -> Callable[[Array], Array]:
    """The forward pass, which now leaves the layers as if it had not been.

    So the running averages stay, and the next pass draws the same masks.
    """
    states = [copy.deepcopy((a.state, a.rng)) for a in model.layers]

    def forward(X: Array) -> Array:
        A = model.forward(X, training=training)
        for layer, (state, rng) in zip(model.layers, states, strict=True):
            for name, values in state.items():
                layer.state[name] = values
            layer.rng = copy.deepcopy(rng)
        return A

    return forward


def _compare(
    name: str,
    cost: Callable[[Array], float],
    w: Array,
    g: Array,
    eps: float,
    noise: float,
    max_entries: int | None,
    rng: np.random.Generator,
) -> Check:
    w = _as_changeable(w)
    entries = np.arange(w.size)
    if max_entries is not None and max_entries < w.size:
        entries = rng.choice(w.size, size=max_entries, replace=False)
    indices = [
        tuple(int(k) for k in np.unravel_index(j, w.shape)) for j in entries
    ]
    numerical = np.array([_slope(cost, w, i, eps) for i in indices])
    backprop = np.array([g[i] for i in indices])
    difference = np.abs(backprop - numerical)
    size = np.linalg.norm(backprop) + np.linalg.norm(numerical)
    error = 0.0
    if size > noise * np.sqrt(len(indices)):
        error = float(np.linalg.norm(difference) / size)
    k = int(np.argmax(difference))
    return Check(
        name, error, indices[k], float(backprop[k]), float(numerical[k])
    )
