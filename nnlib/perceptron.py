"""The perceptron: one neuron with a threshold, and gates built from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from nnlib._validation import (
    Array,
    as_array,
    as_float_array,
    as_generator,
    check_batch,
    check_finite,
    check_positive,
    check_positive_int,
    check_same_length,
)
from nnlib.activations import step

__all__ = ["Perceptron", "PerceptronStep", "half_adder", "nand", "step"]


@dataclass(frozen=True, slots=True)
class PerceptronStep:
    """What happened when the learning rule visited one sample."""

    epoch: int  # counted from 1
    index: int  # the row of X
    prediction: int
    error: int  # y - prediction: -1, 0 or 1
    weights: Array  # after the visit; a copy
    bias: float  # after the visit


class Perceptron:
    """One neuron with a step activation, trained by the perceptron rule.

    For each sample, `e = y - prediction`; then `w += learning_rate * e * x`
    and `b += learning_rate * e`. Training stops after an epoch without
    mistakes, which comes if and only if a line (a hyperplane) separates the
    classes; `max_epochs` ends it otherwise.

    Args:
        learning_rate: the size of a correction.
        max_epochs: the most passes over the data.

    Attributes:
        weights: shape (d,), zero at the start of `fit`.
        bias: a float.
        history: the number of mistakes in each epoch.

    >>> X, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1]
    >>> gate = Perceptron().fit(X, y)
    >>> gate.predict(X)
    array([0, 0, 0, 1])
    >>> gate.weights, gate.bias, gate.history
    (array([2., 1.]), -2.0, [1, 3, 3, 2, 1, 0])

    Book: Perceptron.
    Source: Rosenblatt (1958), The perceptron: a probabilistic model for
        information storage and organization in the brain.
    """

    def __init__(self, learning_rate: float = 1.0, max_epochs: int = 100):
        who = "Perceptron"
        self.learning_rate = check_positive(
            learning_rate, who, "learning_rate"
        )
        self.max_epochs = check_positive_int(max_epochs, who, "max_epochs")
        self.weights: Array | None = None
        self.bias = 0.0
        self.history: list[int] = []

    def fit(
        self,
        X: ArrayLike,
        y: ArrayLike,
        rng: int | np.random.Generator | None = None,
    ) -> Self:
        """Learn from scratch, and return the perceptron itself.

        Args:
            X: samples, one a row.
            y: labels 0 and 1.
            rng: None visits the samples in the order given; an int or a
                Generator shuffles them anew in each epoch.

        Shapes:
            X: (n, d). y: (n,).

        Raises:
            ValueError: for labels other than 0 and 1, or bad shapes.
        """
        for _ in self.steps(X, y, rng):
            pass
        return self

    def steps(
        self,
        X: ArrayLike,
        y: ArrayLike,
        rng: int | np.random.Generator | None = None,
    ) -> Iterator[PerceptronStep]:
        """`fit`, one sample at a time: yields what each visit did.

        >>> perceptron = Perceptron()
        >>> for visit in perceptron.steps([[0, 1], [2, 1]], [0, 1]):
        ...     print(visit.epoch, visit.index, visit.error, visit.weights)
        1 0 0 [0. 0.]
        1 1 1 [2. 1.]
        2 0 -1 [2. 0.]
        2 1 0 [2. 0.]
        3 0 0 [2. 0.]
        3 1 0 [2. 0.]
        """
        X, y = _check_data(X, y)
        shuffler = None if rng is None else as_generator(rng)
        self.weights, self.bias, self.history = np.zeros(X.shape[1]), 0.0, []
        return self._visit(X, y, shuffler)

    def _visit(
        self, X: Array, y: Array, shuffler: np.random.Generator | None
    ) -> Iterator[PerceptronStep]:
        weights, order = self.weights, np.arange(len(X))
        for epoch in range(1, self.max_epochs + 1):
            self.history.append(0)
            if shuffler is not None:
                order = shuffler.permutation(len(X))
            for i in order:
                prediction = int(X[i] @ weights + self.bias > 0)
                error = int(y[i]) - prediction
                weights += self.learning_rate * error * X[i]
                self.bias += self.learning_rate * error
                self.history[-1] += abs(error)
                yield PerceptronStep(
                    epoch,
                    int(i),
                    prediction,
                    error,
                    weights.copy(),
                    self.bias,
                )
            if self.history[-1] == 0:
                return

    @property
    def converged(self) -> bool:
        """True once an epoch has passed without a mistake."""
        return bool(self.history) and self.history[-1] == 0

    def decision_function(self, X: ArrayLike) -> Array:
        """The weighted sum `z = X @ w + b`, before the step.

        Shapes:
            X: (n, d), the result (n,).
        """
        if self.weights is None:
            raise ValueError(
                "this Perceptron has not learned yet. Call fit(X, y) first."
            )
        X = as_float_array(X, "X")
        check_batch(X, "Perceptron", len(self.weights))
        check_finite(X, "Perceptron", "X")
        return X @ self.weights + self.bias

    def predict(self, X: ArrayLike) -> Array:
        """The class of each row: 1 where `X @ w + b > 0`, else 0.

        Shapes:
            X: (n, d), the result (n,), integers.
        """
        return step(self.decision_function(X)).astype(int)

    def score(self, X: ArrayLike, y: ArrayLike) -> float:
        """The fraction of rows classified as `y` says.

        >>> X, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 1]
        >>> Perceptron().fit(X, y).score(X, y)
        1.0
        """
        X, y = _check_data(X, y)
        return float((self.predict(X) == y).mean())

    def __repr__(self) -> str:
        return (
            f"Perceptron(learning_rate={self.learning_rate:g}, "
            f"max_epochs={self.max_epochs})"
        )


def _check_data(X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    X, y = as_float_array(X, "X"), as_array(y, "y")
    check_batch(X, "Perceptron")
    check_same_length(X, y, "Perceptron")
    check_finite(X, "Perceptron", "X")
    if y.ndim != 1:
        raise ValueError(
            f"Perceptron expects labels of shape ({len(X)},), got {y.shape}. "
            "Use y.ravel()."
        )
    labels = np.unique(y)
    if not np.isin(labels, [0, 1]).all():
        raise ValueError(
            f"Perceptron expects the labels 0 and 1, got {labels.tolist()}. "
            "Use (y > 0).astype(int) for labels -1 and 1."
        )
    return X, y


def nand(x1: ArrayLike, x2: ArrayLike) -> Array:
    """NOT (x1 AND x2), as a perceptron: weights -2 and -2, bias 3.

    >>> nand([0, 0, 1, 1], [0, 1, 0, 1])
    array([1, 1, 1, 0])

    Book: Perceptron.
    """
    x1, x2 = _as_bits(x1, "x1"), _as_bits(x2, "x2")
    z = -2 * x1 - 2 * x2 + 3
    return step(z).astype(int)


def _as_bits(x: ArrayLike, name: str) -> Array:
    x = as_float_array(x, name)
    if not np.isin(x, [0, 1]).all():
        raise ValueError(
            f"a gate takes the bits 0 and 1, got {name} = {x.tolist()}. "
            "Use (x > 0.5).astype(int), for example."
        )
    return x


def half_adder(x1: ArrayLike, x2: ArrayLike) -> tuple[Array, Array]:
    """(sum bit, carry bit) of two bits, from five NAND perceptrons.

    >>> half_adder([0, 0, 1, 1], [0, 1, 0, 1])
    (array([0, 1, 1, 0]), array([0, 0, 0, 1]))

    Book: Perceptron.
    """
    n = nand(x1, x2)
    sum_bit = nand(nand(x1, n), nand(x2, n))
    carry_bit = nand(n, n)
    return sum_bit, carry_bit
