"""Known wrong answers to the exercise Adam."""

from typing import Any

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.gradient_descent.adam_answers import Adam
from nncheck.specs.gradient_descent.messages import (
    CLIMBS,
    EPSILON_INSIDE,
    FIRST_STEP,
    MOVES_A_COPY,
)
from nncheck.specs.gradient_descent.sections import ADAPTIVE, AVERAGE


class _Rule(Adam):
    """The same loop with the pieces that the wrong answers change."""

    memory: Any

    def step(self, params, grads):
        if self.memory is None:
            self.memory = [(np.zeros_like(w),) * 2 for w in params]
        self.count()
        for i, (w, g) in enumerate(zip(params, grads, strict=True)):
            m, s = self.memory[i]
            m, s = self.averages(m, s, g)
            self.memory[i] = self.keep(m, s)
            w -= self.learning_rate * self.push(*self.corrected(m, s))

    def count(self):
        self.t += 1

    def averages(self, m, s, g):
        m = self.beta_1 * m + (1 - self.beta_1) * g
        s = self.beta_2 * s + (1 - self.beta_2) * g**2
        return m, s

    def keep(self, m, s):
        return m, s

    def corrected(self, m, s):
        m = m / (1 - self.beta_1**self.t)
        return m, s / (1 - self.beta_2**self.t)

    def push(self, m, s):
        return m / (np.sqrt(s) + self.epsilon)


class CountFromZero(_Rule):
    def step(self, params, grads):
        super().step(params, grads)
        self.t += 1

    def count(self):
        pass


class CountStandsStill(_Rule):
    def count(self):
        self.t = 1


class CountsArrays(_Rule):
    def count(self):
        pass

    def corrected(self, m, s):
        self.t += 1
        return super().corrected(m, s)


class NotCorrected(_Rule):
    def corrected(self, m, s):
        return m, s


class OnlyMeanCorrected(_Rule):
    def corrected(self, m, s):
        return m / (1 - self.beta_1**self.t), s


class OnlySquareCorrected(_Rule):
    def corrected(self, m, s):
        return m, s / (1 - self.beta_2**self.t)


class CorrectedForGood(_Rule):
    def keep(self, m, s):
        return self.corrected(m, s)


class CorrectedTimes(_Rule):
    def corrected(self, m, s):
        return m * (1 - self.beta_1**self.t), s * (1 - self.beta_2**self.t)


class BetasExchanged(_Rule):
    def __init__(self, learning_rate, beta_1, beta_2, epsilon):
        super().__init__(learning_rate, beta_2, beta_1, epsilon)


class SharesExchanged(_Rule):
    def averages(self, m, s, g):
        m = (1 - self.beta_1) * m + self.beta_1 * g
        return m, (1 - self.beta_2) * s + self.beta_2 * g**2


class SquareOfTheMean(_Rule):
    def averages(self, m, s, g):
        m = self.beta_1 * m + (1 - self.beta_1) * g
        return m, self.beta_2 * s + (1 - self.beta_2) * m**2


class GradientForMean(_Rule):
    def step(self, params, grads):
        self.now = list(grads)
        super().step(params, grads)

    def corrected(self, m, s):
        return self.now.pop(0), s / (1 - self.beta_2**self.t)


class MemoryLost(_Rule):
    def step(self, params, grads):
        self.memory = None
        super().step(params, grads)


class OneMemory(_Rule):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = (0.0, 0.0)
        self.t += 1
        for w, g in zip(params, grads, strict=True):
            m, s = self.memory
            m, s = self.memory = self.averages(m, s, g)
            w -= self.learning_rate * self.push(*self.corrected(m, s))


class EpsilonInside(_Rule):
    def push(self, m, s):
        return m / np.sqrt(s + self.epsilon)


class NoRoot(_Rule):
    def push(self, m, s):
        return m / (s + self.epsilon)


class Climbs(_Rule):
    def push(self, m, s):
        return -m / (np.sqrt(s) + self.epsilon)


class MovesACopy(_Rule):
    def step(self, params, grads):
        for w, g in zip(params, grads, strict=True):
            w = w - self.learning_rate * g


def _wrong(answer, message, hint, section=ADAPTIVE):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        CountFromZero,
        "Your count is 0 in the first step, so that the correction divides "
        "by zero.",
        "What is 1 − β⁰?",
    ),
    _wrong(
        CountStandsStill,
        "Your count never gets beyond 1, so every step is corrected as if it "
        "were the first.",
        "What should the correction be after a thousand steps?",
        AVERAGE,
    ),
    _wrong(
        CountsArrays,
        "Your count grows with every array. It counts calls of `step`; all "
        "arrays of a call share it.",
        "A network has four arrays. What is t after its second step?",
    ),
    _wrong(
        NotCorrected,
        "The correction is missing. Both averages start at 0 and are too "
        "small at first, the one of the squares by far more, so your first "
        "steps are too long.",
        FIRST_STEP,
    ),
    _wrong(
        OnlyMeanCorrected,
        "You correct the average of the gradients, but not the one of their "
        "squares.",
        FIRST_STEP,
    ),
    _wrong(
        OnlySquareCorrected,
        "You correct the average of the squares, but not the one of the "
        "gradients.",
        FIRST_STEP,
    ),
    _wrong(
        CorrectedForGood,
        "You put the corrected averages back into the memory, so that they "
        "are corrected again at the next step.",
        "Which of m and m̂ does the next step need?",
        AVERAGE,
    ),
    _wrong(
        CorrectedTimes,
        "You multiply by the correction. The averages are too *small* at "
        "first, so they have to be divided.",
        "Is 1 − 0.9 more or less than 1?",
        AVERAGE,
    ),
    _wrong(
        BetasExchanged,
        "The two β are exchanged: the first belongs to the gradients, the "
        "second to their squares.",
        "Which of the two averages has the longer memory in Adam?",
    ),
    _wrong(
        SharesExchanged,
        "The shares are exchanged: with β = 0.9 your averages forget nine "
        "tenths in every step.",
        "For how many steps does an average with β = 0.9 remember?",
        AVERAGE,
    ),
    _wrong(
        SquareOfTheMean,
        "You average the squares of m. What belongs there are the squares of "
        "the gradients.",
        "Gradients +1, −1, +1, −1: what are the two averages?",
    ),
    _wrong(
        GradientForMean,
        "Your step takes the gradient itself where its average belongs: that "
        "is RMSprop with a correction.",
        "What became of momentum in your formula?",
    ),
    _wrong(
        MemoryLost,
        "Nothing is left of the averages when the next step begins.",
        "Where are m and s kept from one call of `step` to the next?",
    ),
    _wrong(
        OneMemory,
        "All parameters share one pair of averages.",
        "How many averages does a network with four arrays need, and of "
        "which shapes?",
    ),
    _wrong(EpsilonInside, *EPSILON_INSIDE),
    _wrong(
        NoRoot,
        "The root is missing: you divide by the mean square itself, so that "
        "a steep weight moves *less* than a flat one.",
        FIRST_STEP,
    ),
    _wrong(Climbs, *CLIMBS),
    _wrong(MovesACopy, *MOVES_A_COPY),
)
