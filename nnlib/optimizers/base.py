"""Optimizer: the step that all optimizers share."""

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlib._hints import OPTIMIZER, hints
from nnlib._validation import Array, check_number, check_positive
from nnlib.optimizers._blocks import blocks
from nnlib.optimizers._checks import check_schedule, check_step

__all__ = ["Optimizer"]


class Optimizer:
    """Base of all optimizers: `step(params, grads)` changes params in place.

    Args:
        learning_rate: the step size; a number, or a schedule: a callable
            that takes the number of steps done and returns one.
        weight_decay: each step also shrinks every parameter by the factor
            `1 - learning_rate * weight_decay`, apart from its gradient.
        clipnorm: if the norm of all gradients together exceeds this, they
            are scaled down to it; their direction stays.
        clipvalue: every entry of a gradient is cut to ±clipvalue; this may
            change the direction.

    Attributes:
        iterations: the number of steps done.
    """

    slots = 0  # how many numbers it remembers for each parameter

    @hints(1, "Name the others, for example clipnorm=1.0.", OPTIMIZER)
    def __init__(
        self,
        learning_rate: float | Callable[[int], float],
        *,
        weight_decay: float = 0.0,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
    ):
        who = type(self).__name__
        check_schedule(learning_rate, who)
        if not callable(learning_rate):
            learning_rate = check_positive(learning_rate, who, "learning_rate")
        if clipnorm is not None and clipvalue is not None:
            raise ValueError(
                f"{who}: give clipnorm or clipvalue, not both; got "
                f"{clipnorm} and {clipvalue}. Leave one out."
            )
        if clipnorm is not None:
            clipnorm = check_positive(clipnorm, who, "clipnorm")
        if clipvalue is not None:
            clipvalue = check_positive(clipvalue, who, "clipvalue")
        self.learning_rate = learning_rate
        self.weight_decay = check_number(
            weight_decay, who, "weight_decay", low=0
        )
        self.clipnorm, self.clipvalue = clipnorm, clipvalue
        self.iterations = 0
        self.memory: Array | None = None
        self._known: list[Any] = []  # the arrays of the last step
        self._cuts: list[list[Array]] = []  # and their blocks

    def step(self, params: Sequence[Array], grads: Sequence[Array]) -> None:
        """Move the parameters once, in place; the gradients stay untouched.

        Args:
            params: floating-point arrays of any shape.
            grads: one gradient for each, of the same shape.

        >>> from nnlib import SGD
        >>> w = np.array([1.0, 2.0])
        >>> SGD(learning_rate=0.1).step([w], [np.array([10.0, -10.0])])
        >>> w
        array([0., 3.])
        """
        if not self._knows(params, grads):
            check_step(params, grads)
            self._cuts = self._cut(params, grads)
            self._known = [*params, *grads, self.memory]
        rate, scale = self.current_learning_rate(), self._clip_scale(grads)
        self.iterations += 1
        for w, g, t, *memory in self._cuts:
            if scale != 1:
                g = g * scale
            if self.clipvalue is not None:
                g = np.clip(g, -self.clipvalue, self.clipvalue)
            if self.weight_decay:
                w *= 1 - rate * self.weight_decay
            self.update(rate, w, g, t, *memory)

    def _knows(self, params: Any, grads: Any) -> bool:
        """Whether these are the very arrays of the last step: checked, cut."""
        if not (isinstance(params, list) and isinstance(grads, list)):
            return False
        now = [*params, *grads, self.memory]
        return len(now) == len(self._known) and all(
            map(operator.is_, now, self._known)
        )

    def update(
        self, rate: float, w: Array, g: Array, t: Array, *memory: Array
    ) -> None:
        """The formula of the subclass: changes w and the memory in place.

        Args:
            t: an array like w for what is calculated on the way.
        """
        raise NotImplementedError(f"{type(self).__name__} needs an update")

    def current_learning_rate(self) -> float:
        """The learning rate of the next step.

        >>> from nnlib import SGD
        >>> SGD(learning_rate=lambda t: 0.2 / (1 + t)).current_learning_rate()
        0.2
        """
        if callable(self.learning_rate):
            rate = self.learning_rate(self.iterations)
            who, what = type(self).__name__, "what the schedule returns"
            return check_number(rate, who, what, low=0)
        return self.learning_rate

    def _clip_scale(self, grads: Sequence[Array]) -> float:
        if self.clipnorm is None:
            return 1.0
        norm = np.sqrt(sum(float(np.vdot(g, g)) for g in grads))
        return self.clipnorm / norm if norm > self.clipnorm else 1.0

    def _cut(
        self, params: Sequence[Array], grads: Sequence[Array]
    ) -> list[list[Array]]:
        """(w, g, t, memory...) for all parameters, a block at a time.

        The memory is one long vector per slot, in the order of the list: a
        model may be given as many arrays or as one flat vector.
        """
        size = sum(w.size for w in params)
        if self.memory is None:
            self.memory = np.zeros((self.slots, size), params[0].dtype)
        elif self.memory.shape[1] != size:
            raise ValueError(
                f"this {type(self).__name__} has been moving "
                f"{self.memory.shape[1]} parameters and got {size}. "
                "Use a new optimizer for a new model."
            )
        return list(blocks(params, grads, self.memory))

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for saving."""
        own = ("iterations", "memory", "slots", "_known", "_cuts")
        return {k: v for k, v in vars(self).items() if k not in own}

    def __getstate__(self) -> dict[str, Any]:
        # a copy meets arrays of its own
        return vars(self) | {"_known": [], "_cuts": []}

    def __repr__(self) -> str:
        rate = self.learning_rate
        shown = f"{rate:g}" if isinstance(rate, float) else repr(rate)
        return f"{type(self).__name__}(learning_rate={shown})"
