"""Known wrong answers to the exercise Momentum."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent.messages import (
    MOVES_A_COPY,
    WHERE_IS_THE_MINUS,
)
from nncheck.specs.gradient_descent.momentum_answers import Momentum
from nncheck.specs.gradient_descent.sections import MOMENTUM


class _Rule(Momentum):
    """The same loop with the pieces that the wrong answers change."""

    def step(self, params, grads):
        if self.memory is None:
            self.memory = self.first(params)
        for i, (w, g) in enumerate(zip(params, grads, strict=True)):
            old = self.memory[i]
            v = self.velocity(old, g)
            self.memory[i] = v
            w += self.ahead(v, old, g) if self.nesterov else self.move(v, g)

    def first(self, params):
        return [np.zeros_like(w) for w in params]

    def velocity(self, v, g):
        return self.momentum * v - self.learning_rate * g

    def move(self, v, g):
        return v

    def ahead(self, v, old, g):
        return self.momentum * v - self.learning_rate * g


class GradientShare(_Rule):
    def velocity(self, v, g):
        share = 1 - self.momentum
        return self.momentum * v - share * self.learning_rate * g


class Climbs(_Rule):
    def velocity(self, v, g):
        return self.momentum * v + self.learning_rate * g

    def ahead(self, v, old, g):
        return self.momentum * v + self.learning_rate * g


class MixedSigns(_Rule):
    def velocity(self, v, g):
        return self.momentum * v + self.learning_rate * g

    def move(self, v, g):
        return self.momentum * v - self.learning_rate * g


class NoMemory(_Rule):
    def velocity(self, v, g):
        return -self.learning_rate * g


class OneVelocity(_Rule):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = 0.0
        for w, g in zip(params, grads, strict=True):
            v = self.velocity(self.memory, g)
            self.memory = v
            w += self.ahead(v, None, g) if self.nesterov else v


class MovesACopy(_Rule):
    def step(self, params, grads):
        for w, g in zip(params, grads, strict=True):
            w = w - self.learning_rate * g


class FlagIgnored(_Rule):
    def ahead(self, v, old, g):
        return v


class AlwaysAhead(_Rule):
    def move(self, v, g):
        return self.momentum * v - self.learning_rate * g


class RateTwice(_Rule):
    def move(self, v, g):
        return self.learning_rate * v

    def ahead(self, v, old, g):
        return self.learning_rate * (self.momentum * v - g)


class GradientTwice(_Rule):
    def move(self, v, g):
        return v - self.learning_rate * g


class FadesAtOnce(_Rule):
    def velocity(self, v, g):
        return self.momentum * (v - self.learning_rate * g)


class LastVelocity(_Rule):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = self.first(params)
        for i, (w, g) in enumerate(zip(params, grads, strict=True)):
            v = self.memory[i]
            w += self.ahead(v, v, g) if self.nesterov else v
            self.memory[i] = self.velocity(v, g)


class AheadWithoutGradient(_Rule):
    def ahead(self, v, old, g):
        return self.momentum * v


class BothMoves(_Rule):
    def ahead(self, v, old, g):
        return v + self.momentum * v


def _wrong(answer, message, hint):
    return Misconception(answer, message, MOMENTUM, hint)


MISCONCEPTIONS = (
    _wrong(
        GradientShare,
        "You weaken the gradient by 1 − μ. That belongs to the average form; "
        "the heavy ball adds the whole push, so that steady pushes add up.",
        "How fast does the ball get at last under a constant gradient, with "
        "your formula and with the book's?",
    ),
    _wrong(
        Climbs,
        "Your velocity collects the gradients with a plus and is then added: "
        "the ball rolls uphill.",
        WHERE_IS_THE_MINUS,
    ),
    _wrong(
        MixedSigns,
        "The signs are mixed: the velocity collects +η∇C, and the move takes "
        "part of it with one sign and part with the other. The loss may "
        "still fall, which hides the bug.",
        "Follow one weight with a constant gradient for two steps: do the "
        "velocity and the move agree?",
    ),
    _wrong(
        NoMemory,
        "Nothing is left of the velocity when the next step begins, so this "
        "is plain gradient descent.",
        "Where is the velocity kept from one call of `step` to the next?",
    ),
    _wrong(
        OneVelocity,
        "All parameters share one velocity, so that each pushes the others.",
        "How many velocities does a network with four arrays need, and of "
        "which shapes?",
    ),
    _wrong(MovesACopy, *MOVES_A_COPY),
    _wrong(
        FlagIgnored,
        "With `nesterov=True` you still make the plain step with momentum.",
        "Where does the gradient count once more in Nesterov's formula?",
    ),
    _wrong(
        AlwaysAhead,
        "You always make Nesterov's step, also with `nesterov=False`.",
        "Where do you ask for `self.nesterov`?",
    ),
    _wrong(
        RateTwice,
        "The learning rate counts twice: in the velocity, and again when the "
        "weights move.",
        "From velocity 0, how long is the first step?",
    ),
    _wrong(
        GradientTwice,
        "The gradient counts twice: it is in the velocity already.",
        "From velocity 0, how long is the first step?",
    ),
    _wrong(
        FadesAtOnce,
        "Your μ shrinks the new push, too. It is the *old* velocity that "
        "fades.",
        "From velocity 0, how long is the first step?",
    ),
    _wrong(
        LastVelocity,
        "You move first and update the velocity afterwards, so every push "
        "acts one step late.",
        "From velocity 0, where is the weight after the first step?",
    ),
    _wrong(
        AheadWithoutGradient,
        "With Nesterov you move by the faded velocity alone; the push of the "
        "current gradient is missing from the move.",
        "Compare your line with the second half of the formula in the task.",
    ),
    _wrong(
        BothMoves,
        "With Nesterov you make the plain move and the look ahead, which "
        "counts the old velocity too often.",
        "Make two steps by hand, with the formula of the task and with "
        "yours: where do they part?",
    ),
)
