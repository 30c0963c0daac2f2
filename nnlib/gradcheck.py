"""Gradient checking: backpropagation against differences of the loss."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnlib._differences import as_changeable, numerical_gradient, slope
from nnlib._validation import (
    Array,
    as_float_array,
    as_generator,
    check_finite,
    check_positive,
    check_positive_int,
)
from nnlib.losses import Loss

if TYPE_CHECKING:
    from nnlib.models import Sequential

__all__ = ["GradientReport", "gradient_check", "numerical_gradient"]

GOOD, SUSPECT = 1e-7, 1e-4
ROUNDING = 4 * np.finfo(float).eps  # of the two losses in a difference


class Check(NamedTuple):
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
    _check_kinds(who, model, loss)
    eps = check_positive(eps, who, "eps")
    if max_entries is not None:
        check_positive_int(max_entries, who, "max_entries")
    X = np.array(as_float_array(X, "X"), dtype=float)
    check_finite(X, who, "X")
    generator = as_generator(rng)
    forward = _repeatable(model, training)

    def cost(_: Array) -> float:
        return loss(y, forward(X)) + model.penalty()

    noise = ROUNDING * abs(_finite(who, cost(X))) / eps
    grad = loss.gradient(y, forward(X))
    checks = []
    for name, w, g in _backprop(model, X, grad):
        w = as_changeable(w)
        indices = _indices(w, max_entries, generator)
        differences = np.array([slope(cost, w, i, eps) for i in indices])
        checks.append(_compare(name, indices, g, differences, noise))
    return GradientReport(checks)


def _check_kinds(who: str, model: "Sequential", loss: Loss) -> None:
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


def _finite(who: str, value: float) -> float:
    if not np.isfinite(value):
        raise ValueError(
            f"{who}: the loss is {value}, so that it has no differences. "
            "Check the weights and y, and use smaller numbers."
        )
    return value


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


def _backprop(
    model: "Sequential", X: Array, grad: Array
) -> list[tuple[str, Array, Array]]:
    """The inputs and each parameter: name, array and gradient."""
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    found = [("inputs", X, grad)]
    for i, layer in enumerate(model.layers):
        for name, w in layer.params.items():
            label = f"layer {i}, {layer!r}: {name}"
            found.append((label, w, layer.grads[name].copy()))
    return found


def _indices(
    w: Array, max_entries: int | None, rng: np.random.Generator
) -> list[tuple[int, ...]]:
    """The indices of all entries, or of some drawn by lot."""
    places = np.arange(w.size)
    if max_entries is not None and max_entries < w.size:
        places = rng.choice(w.size, size=max_entries, replace=False)
    return [
        tuple(int(k) for k in np.unravel_index(place, w.shape))
        for place in places
    ]


def _compare(
    name: str,
    indices: list[tuple[int, ...]],
    g: Array,
    numerical: Array,
    noise: float,
) -> Check:
    """The gradient at these indices, compared with its differences there."""
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
