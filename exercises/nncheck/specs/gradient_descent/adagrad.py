"""Adagrad: a step size of its own for every weight."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part
from nncheck.specs.gradient_descent import adaptive_answers as pieces
from nncheck.specs.gradient_descent.messages import (
    CLIMBS,
    EPSILON_INSIDE,
    MOVES_A_COPY,
    OLD_MEMORY,
    ONE_MEMORY,
    WHOSE_STEPS,
)
from nncheck.specs.gradient_descent.sections import ADAPTIVE
from nncheck.specs.gradient_descent.steps import (
    ARGUMENTS,
    one_array,
    two_arrays,
)


class Adagrad:
    """Gradients divided by the root of all their squares so far."""

    def __init__(self, learning_rate=0.01, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self.memory = None

    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros_like(w) for w in params]
        for w, g, s in zip(params, grads, self.memory, strict=True):
            s += g**2
            w -= self.learning_rate * g / (np.sqrt(s) + self.epsilon)


# ------------------------------------------------------- other right answers


class AllGradientsKept(Adagrad):
    def step(self, params, grads):
        self.memory = [*(self.memory or []), [np.array(g) for g in grads]]
        for k, w in enumerate(params):
            squares = sum(np.square(old[k]) for old in self.memory)
            size = squares**0.5 + self.epsilon
            w[...] = w - grads[k] * (self.learning_rate / size)


class EntryByEntry(Adagrad):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = {}
        for k, (w, g) in enumerate(zip(params, grads, strict=True)):
            for place, slope in np.ndenumerate(g):
                total = self.memory.get((k, place), 0.0) + slope * slope
                self.memory[k, place] = total
                root = total**0.5
                w[place] -= self.learning_rate / (root + self.epsilon) * slope


class RootKept(Adagrad):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros(g.shape, np.float32) for g in grads]
        for i in range(len(params)):
            self.memory[i] = np.hypot(self.memory[i], grads[i])
            shrunk = grads[i] / (self.memory[i] + self.epsilon)
            params[i] += -self.learning_rate * shrunk


class ThroughNnlib(Adagrad):
    def step(self, params, grads):
        import nnlib

        if self.memory is None:
            self.memory = nnlib.Adagrad(self.learning_rate, self.epsilon)
        self.memory.step(params, grads)


# --------------------------------------------------------------- wrong answers


class Forgets(pieces.Averaged):
    pass


class LastSquareOnly(pieces.Scaled):
    def collect(self, s, g):
        return g**2


class SumOfSizes(pieces.Scaled):
    def collect(self, s, g):
        return s + np.abs(g)

    def push(self, g, s):
        return g / (s + self.epsilon)


class RootOfSizes(pieces.Scaled):
    def collect(self, s, g):
        return s + np.abs(g)


def _named(piece):
    return pieces.named(piece.__name__, piece, pieces.Scaled)


def _probe_settings(rng):
    # a large epsilon shows where it stands
    return {"learning_rate": float(rng.choice([0.5, 0.8])), "epsilon": 0.1}


def _one(rng):
    return one_array(Adagrad, rng, _probe_settings(rng))


def _two(rng):
    return two_arrays(Adagrad, rng, _probe_settings(rng))


def _wrong(answer, message, hint):
    return Misconception(answer, message, ADAPTIVE, hint)


EXERCISE = Exercise(
    page="gradient_descent",
    name="Adagrad",
    title="Adagrad",
    minutes=3,
    section=ADAPTIVE,
    reference=Adagrad,
    alternatives=(AllGradientsKept, EntryByEntry, RootKept, ThroughNnlib),
    arguments=ARGUMENTS,
    driver="optimizer",
    limit=5.0,
    parts=(
        Part("one array", 1, _one),
        Part("a memory for each parameter", 1, _two),
    ),
    hints=(
        "As for momentum, keep one array of zeros for each parameter and "
        "change it in place.",
        "First let the memory grow by the square of the gradient, then "
        "divide by its root. ε comes after the root.",
    ),
    misconceptions=(
        _wrong(
            Forgets,
            "Your memory is an average that forgets: that is RMSprop. "
            "Adagrad adds up all squares since the first step.",
            "Under a constant gradient, how long is Adagrad's fourth step?",
        ),
        _wrong(
            LastSquareOnly,
            "Your memory holds the last square only, so every step has "
            "nearly the length η.",
            "What is left of the first gradient at the second step?",
        ),
        _wrong(
            SumOfSizes,
            "You add up the sizes of the gradients. Adagrad adds up their "
            "*squares*; the root comes after the sum.",
            "Which is smaller, 3 + 4 or the root of 3² + 4²?",
        ),
        _wrong(
            RootOfSizes,
            "You add up the sizes of the gradients where their squares "
            "belong.",
            "For the first step, g = 2: what is under the root?",
        ),
        _wrong(_named(pieces.EpsilonInside), *EPSILON_INSIDE),
        _wrong(
            _named(pieces.NoRoot),
            "The root is missing: you divide by the sum of squares itself. "
            "Then a steep weight moves *less* than a flat one.",
            "How long are the first steps for the slopes 0.01 and 100?",
        ),
        _wrong(_named(pieces.Climbs), *CLIMBS),
        _wrong(
            _named(pieces.SignAlone),
            "You keep the sign of the gradient only. Divided is the gradient "
            "itself, so that a small one after large ones makes a short "
            "step.",
            "Slopes 2, then 0.01: how long should the second step be?",
        ),
        _wrong(_named(pieces.MovesACopy), *MOVES_A_COPY),
        _wrong(_named(pieces.OneMemory), *ONE_MEMORY),
        _wrong(
            _named(pieces.OneRateForAll),
            "All weights of an array share one step size. The point of "
            "Adagrad is that each has its own.",
            WHOSE_STEPS,
        ),
        _wrong(_named(pieces.OldMemory), *OLD_MEMORY),
    ),
)
