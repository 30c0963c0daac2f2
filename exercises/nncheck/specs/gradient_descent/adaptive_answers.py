"""What the answers to Adagrad, RMSprop and Adam have in common."""

from typing import Any

import numpy as np


class Scaled:
    """Steps divided by the root of collected squares, piece by piece."""

    memory: Any

    def __init__(self, learning_rate=0.1, rho=0.9, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon
        self.memory = None

    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros_like(w) for w in params]
        self.steps = getattr(self, "steps", 0) + 1
        for i, (w, g) in enumerate(zip(params, grads, strict=True)):
            self.memory[i] = self.collect(self.memory[i], g)
            w -= self.learning_rate * self.push(g, self.memory[i])

    def collect(self, s, g):
        return s + g**2

    def push(self, g, s):
        return g / (np.sqrt(s) + self.epsilon)


class Averaged(Scaled):
    """The same with an average in place of the sum."""

    def collect(self, s, g):
        return self.rho * s + (1 - self.rho) * g**2


# Mistakes that can be made in either: each replaces one piece.


class EpsilonInside(Scaled):
    def push(self, g, s):
        return g / np.sqrt(s + self.epsilon)


class NoRoot(Scaled):
    def push(self, g, s):
        return g / (s + self.epsilon)


class Climbs(Scaled):
    def push(self, g, s):
        return -g / (np.sqrt(s) + self.epsilon)


class SignAlone(Scaled):
    def push(self, g, s):
        return np.sign(g) / (np.sqrt(s) + self.epsilon)


class MovesACopy(Scaled):
    def step(self, params, grads):
        for w, g in zip(params, grads, strict=True):
            w = w - self.learning_rate * g


class OneMemory(Scaled):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = 0.0
        for w, g in zip(params, grads, strict=True):
            self.memory = self.collect(self.memory, g)
            w -= self.learning_rate * self.push(g, self.memory)


class OneRateForAll(Scaled):
    def collect(self, s, g):
        return super().collect(s, np.linalg.norm(g))


class OldMemory(Scaled):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros_like(w) for w in params]
        for i, (w, g) in enumerate(zip(params, grads, strict=True)):
            w -= self.learning_rate * self.push(g, self.memory[i])
            self.memory[i] = self.collect(self.memory[i], g)


def named(name, *pieces):
    """A class made of pieces, for the corpus."""
    return type(name, pieces, {})
