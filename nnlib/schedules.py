"""Schedules: learning rates that change with the number of steps done.

A schedule is a callable of the step, from 0, that returns a learning rate;
any function will do: `SGD(learning_rate=lambda t: 0.1 / (1 + t))`. The
classes here can also be saved with a model. One step is one update of the
parameters, not one epoch: `updates_per_run` counts them.
"""

import math
from typing import Any

from nnlib._validation import check_number, check_positive, check_positive_int

__all__ = [
    "CosineDecay",
    "ExponentialDecay",
    "InverseTimeDecay",
    "Schedule",
    "StepDecay",
]


class Schedule:
    """Base of all schedules: `schedule(step)` is a learning rate."""

    def __call__(self, step: int) -> float:
        """The learning rate of the step with this number, from 0."""
        raise NotImplementedError(f"{type(self).__name__} needs a __call__")

    def config(self) -> dict[str, Any]:
        """The constructor's arguments, for `repr` and for saving."""
        return dict(vars(self))

    def __repr__(self) -> str:
        arguments = ", ".join(f"{k}={v}" for k, v in self.config().items())
        return f"{type(self).__name__}({arguments})"


class _Decay(Schedule):
    """A rate η₀ that falls by a rule with the one number `decay_rate`.

    Args:
        initial_learning_rate: η₀, the rate of step 0.
        decay_steps: T, the number of steps that count as one unit of time.
        decay_rate: k or r of the formula.
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        decay_rate: float,
    ):
        who = type(self).__name__
        self.initial_learning_rate = check_positive(
            initial_learning_rate, who, "initial_learning_rate"
        )
        self.decay_steps = check_positive_int(decay_steps, who, "decay_steps")
        self.decay_rate = check_positive(decay_rate, who, "decay_rate")


class StepDecay(_Decay):
    """`η₀ r^⌊t/T⌋`: multiplied by r after every T steps, constant between.

    Args:
        initial_learning_rate: η₀.
        decay_steps: T, the length of one stair.
        decay_rate: r, for example 0.5.

    >>> schedule = StepDecay(0.2, decay_steps=10, decay_rate=0.5)
    >>> [schedule(t) for t in (0, 9, 10, 25)]
    [0.2, 0.2, 0.1, 0.05]

    Book: Gradient descent.
    """

    def __call__(self, step: int) -> float:
        stairs = step // self.decay_steps
        return self.initial_learning_rate * self.decay_rate**stairs


class ExponentialDecay(_Decay):
    """`η₀ r^(t/T)`: multiplied by r within every T steps.

    Args:
        initial_learning_rate: η₀.
        decay_steps: T.
        decay_rate: r, for example 0.95.

    >>> schedule = ExponentialDecay(0.2, decay_steps=1, decay_rate=0.95)
    >>> [round(schedule(t), 4) for t in (1, 2, 3, 4)]
    [0.19, 0.1805, 0.1715, 0.1629]

    Book: Gradient descent.
    """

    def __call__(self, step: int) -> float:
        time = step / self.decay_steps
        return self.initial_learning_rate * self.decay_rate**time


class InverseTimeDecay(_Decay):
    """`η₀ / (1 + k t/T)`: falls fast at first, then ever more slowly.

    Args:
        initial_learning_rate: η₀.
        decay_steps: T.
        decay_rate: k.

    >>> schedule = InverseTimeDecay(0.2, decay_steps=1, decay_rate=1.0)
    >>> [round(schedule(t), 4) for t in (1, 2, 3, 4)]
    [0.1, 0.0667, 0.05, 0.04]

    Book: Gradient descent.
    """

    def __call__(self, step: int) -> float:
        time = step / self.decay_steps
        return self.initial_learning_rate / (1 + self.decay_rate * time)


class CosineDecay(Schedule):
    """`η₀ (1 + cos(π t/T)) / 2`: half a cosine wave down, then constant.

    With `warmup_steps` the rate first rises on a straight line from
    `initial_learning_rate` to `warmup_target`, and the wave starts there.

    Args:
        initial_learning_rate: η₀, the rate of step 0.
        decay_steps: T, the length of the wave, without the warm-up.
        alpha: the fraction of the highest rate that the wave ends at.
        warmup_target: the highest rate; None for no warm-up.
        warmup_steps: the length of the warm-up.

    >>> schedule = CosineDecay(0.2, decay_steps=4)
    >>> [round(schedule(t), 4) for t in range(6)]
    [0.2, 0.1707, 0.1, 0.0293, 0.0, 0.0]

    Book: Gradient descent.
    Source: Loshchilov & Hutter (2017), SGDR: stochastic gradient descent
        with warm restarts.
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        alpha: float = 0.0,
        *,
        warmup_target: float | None = None,
        warmup_steps: int = 0,
    ):
        who = "CosineDecay"
        if (warmup_target is None) != (warmup_steps == 0):
            raise ValueError(
                "CosineDecay: a warm-up needs both warmup_target and "
                f"warmup_steps, got {warmup_target} and {warmup_steps}."
            )
        self.initial_learning_rate = check_number(
            initial_learning_rate,
            who,
            "initial_learning_rate",
            low=0,
            include_low=warmup_target is not None,
        )
        self.decay_steps = check_positive_int(decay_steps, who, "decay_steps")
        self.alpha = check_number(alpha, who, "alpha", low=0)
        if warmup_target is not None:
            warmup_target = check_positive(warmup_target, who, "warmup_target")
            warmup_steps = check_positive_int(
                warmup_steps, who, "warmup_steps"
            )
        self.warmup_target, self.warmup_steps = warmup_target, warmup_steps

    def __call__(self, step: int) -> float:
        start, highest = self.initial_learning_rate, self.warmup_target
        if highest is None:
            highest = start
        if step < self.warmup_steps:
            return start + (highest - start) * step / self.warmup_steps
        time = min((step - self.warmup_steps) / self.decay_steps, 1)
        wave = (1 + math.cos(math.pi * time)) / 2
        return highest * ((1 - self.alpha) * wave + self.alpha)
