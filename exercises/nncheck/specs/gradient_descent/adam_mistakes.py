"""Known wrong answers to the exercise Adam."""

from typing import Any

import numpy as np

from nncheck.specs.gradient_descent.adam_answers import Adam


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
