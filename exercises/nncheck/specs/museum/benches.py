"""How the detectors run programs of the same kind.

Each class describes one kind of program in its docstring, and what of it
can be looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nncheck.drivers.museum import training_run
from nncheck.exhibit import NotApplicable

Array = np.ndarray


def _one_batch(program: Callable, X: Any, Y: Any, params: Any, rate: float):
    return program(X, Y, *params, rate)


@dataclass(frozen=True)
class Steps:
    """programs that make a step of gradient descent.

    Attributes:
        start: (rng, n) -> X, Y and the parameters in a list.
        forward: (X, *params) -> the outputs.
        cost: (Y, outputs) -> the cost, without any penalty.
        call: (program, X, Y, params, rate) -> the new parameters.
        two: the same for two batches, one after the other; two calls of
            the program if None.
    """

    start: Callable
    forward: Callable
    cost: Callable
    call: Callable[..., Any] = _one_batch
    two: Callable | None = None

    def step(self, program: Callable, X, Y, params, rate=1e-3) -> list[Array]:
        """The parameters after one step."""
        new = self.call(program, X, Y, [p.copy() for p in params], rate)
        return [np.asarray(p, dtype=float) for p in _flat(new)]

    def gradients(self, program: Callable, X, Y, params, rate=1e-3):
        """What the step takes for the gradients."""
        new = self.step(program, X, Y, params, rate)
        return [(p - q) / rate for p, q in zip(params, new, strict=True)]

    def slopes(self, X, Y, params, eps=1e-6) -> list[Array]:
        """The gradients of the cost, by central differences."""
        found = []
        for p in params:
            slope = np.zeros_like(p)
            for i in np.ndindex(p.shape):
                before, ends = p[i], []
                for p[i] in (before + eps, before - eps):
                    ends.append(self.cost(Y, self.forward(X, *params)))
                p[i] = before
                slope[i] = (ends[0] - ends[1]) / (2 * eps)
            found.append(slope)
        return found

    def after_two(self, program: Callable, one, two, params, rate):
        """The parameters after a batch and then another one."""
        if self.two is not None:
            new = self.two(program, one, two, params, rate)
            return [np.asarray(p, dtype=float) for p in _flat(new)]
        for X, Y in (one, two):
            params = self.step(program, X, Y, params, rate)
        return params

    def hidden(self, params: list[Array]) -> None:
        """Refuse a model without a hidden layer.

        Raises:
            NotApplicable: the model is a single neuron.
        """
        if len(params) < 4:
            raise NotApplicable("the program trains a single neuron")


def _flat(new: Any) -> list:
    """Lists of weights and biases as W1, b1, W2, b2."""
    if isinstance(new[0], list):
        return [p for pair in zip(*new, strict=True) for p in pair]
    return list(new)


def close(one: Any, other: Any, tolerance: float = 1e-5) -> bool:
    """Whether two lists of arrays agree."""
    return all(
        np.allclose(p, q, rtol=tolerance, atol=tolerance)
        for p, q in zip(one, other, strict=True)
    )


@dataclass(frozen=True)
class Losses:
    """programs that compute a loss.

    Attributes:
        example: rng -> targets and outputs that are perfect.
    """

    example: Callable


@dataclass(frozen=True)
class Rows:
    """programs that answer for each row of a table.

    Attributes:
        call: (program, X, seed) -> the answers.
        columns: of X.
    """

    call: Callable
    columns: int


@dataclass(frozen=True)
class Records:
    """programs that walk and keep what they saw.

    Attributes:
        path: program -> the recorded weights, or None.
        best: program -> the recorded loss and that of the weights, or None.
    """

    path: Callable | None = None
    best: Callable | None = None


@dataclass(frozen=True)
class Searches:
    """programs that move a point towards data."""


@dataclass(frozen=True)
class Images:
    """programs that measure distances between images."""


@dataclass(frozen=True)
class Pairs:
    """programs that arrange inputs with their labels.

    Attributes:
        call: (program, X, y) -> the arrays that come back.
    """

    call: Callable


@dataclass(frozen=True)
class Scores:
    """programs that report an accuracy."""


@dataclass(frozen=True)
class Runs:
    """programs that train a network.

    Attributes:
        data: rng -> X and y.
        labels: whether y are labels.
    """

    data: Callable
    labels: bool = False

    def run(self, program: Callable, seed: int = 0) -> dict:
        """What the training run of this seed leaves."""
        X, y = self.data(np.random.default_rng(seed))
        with np.errstate(all="ignore"):
            return training_run(program, X, y, seed) | {"X": X, "y": y}
