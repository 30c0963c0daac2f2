"""RMSprop: steps divided by the recent size of the gradient."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part
from nncheck.specs.gradient_descent import adaptive_answers as pieces
from nncheck.specs.gradient_descent.messages import (
    CLIMBS,
    EPSILON_INSIDE,
    MOVES_A_COPY,
    OLD_MEMORY,
    ONE_MEMORY,
    SETTLES,
    WHOSE_STEPS,
)
from nncheck.specs.gradient_descent.sections import ADAPTIVE, AVERAGE
from nncheck.specs.gradient_descent.steps import (
    ARGUMENTS,
    one_array,
    two_arrays,
)


class RMSprop:
    """Gradients divided by the root of the average of their squares."""

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon
        self.memory = None

    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.zeros_like(w) for w in params]
        for w, g, s in zip(params, grads, self.memory, strict=True):
            s *= self.rho
            s += (1 - self.rho) * g**2
            w -= self.learning_rate * g / (np.sqrt(s) + self.epsilon)


# ------------------------------------------------------- other right answers


class WeightedHistory(RMSprop):
    def step(self, params, grads):
        self.memory = [*(self.memory or []), [np.array(g) for g in grads]]
        for k, w in enumerate(params):
            average = 0.0
            for age, old in enumerate(reversed(self.memory)):
                share = (1 - self.rho) * self.rho**age
                average = average + share * old[k] ** 2
            w[:] -= (
                self.learning_rate * grads[k] / (average**0.5 + self.epsilon)
            )


class EntryByEntry(RMSprop):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = {}
        for k, (w, g) in enumerate(zip(params, grads, strict=True)):
            for place, slope in np.ndenumerate(g):
                before = self.memory.get((k, place), 0.0)
                now = before + (1 - self.rho) * (slope * slope - before)
                self.memory[k, place] = now
                root = now**0.5
                w[place] -= self.learning_rate / (root + self.epsilon) * slope


class SinglePrecision(RMSprop):
    def step(self, params, grads):
        if self.memory is None:
            self.memory = [np.float32(0)] * len(params)
        for i in range(len(params)):
            new = self.rho * self.memory[i] + (1 - self.rho) * grads[i] ** 2
            self.memory[i] = np.asarray(new, dtype=np.float32)
            root = np.sqrt(self.memory[i])
            params[i] -= self.learning_rate * (
                grads[i] / (self.epsilon + root)
            )


class ThroughNnlib(RMSprop):
    def step(self, params, grads):
        import nnlib

        if self.memory is None:
            settings = (self.learning_rate, self.rho, self.epsilon)
            self.memory = nnlib.RMSprop(*settings)
        self.memory.step(params, grads)


# --------------------------------------------------------------- wrong answers


class NeverForgets(pieces.Scaled):
    pass


class SharesExchanged(pieces.Averaged):
    def collect(self, s, g):
        return (1 - self.rho) * s + self.rho * g**2


class FadingSum(pieces.Averaged):
    def collect(self, s, g):
        return self.rho * s + g**2


class StartRepaired(pieces.Averaged):
    def push(self, g, s):
        return super().push(g, s / (1 - self.rho**self.steps))


class MemoryLost(pieces.Averaged):
    def collect(self, s, g):
        return (1 - self.rho) * g**2


class AverageOfSizes(pieces.Averaged):
    def collect(self, s, g):
        return self.rho * s + (1 - self.rho) * np.abs(g)


def _named(piece):
    return pieces.named(piece.__name__, piece, pieces.Averaged)


def _probe_settings(rng):
    # a large epsilon shows where it stands
    rate, rho = float(rng.choice([0.2, 0.3])), float(rng.choice([0.8, 0.9]))
    return {"learning_rate": rate, "rho": rho, "epsilon": 0.1}


def _one(rng):
    return one_array(RMSprop, rng, _probe_settings(rng))


def _two(rng):
    return two_arrays(RMSprop, rng, _probe_settings(rng))


def _wrong(answer, message, hint, section=ADAPTIVE):
    return Misconception(answer, message, section, hint)


EXERCISE = Exercise(
    page="gradient_descent",
    name="RMSprop",
    title="RMSprop",
    minutes=2,
    section=ADAPTIVE,
    reference=RMSprop,
    alternatives=(
        WeightedHistory,
        EntryByEntry,
        SinglePrecision,
        ThroughNnlib,
    ),
    arguments=ARGUMENTS,
    driver="optimizer",
    limit=5.0,
    parts=(
        Part("one array", 1, _one),
        Part("a memory for each parameter", 1, _two),
    ),
    hints=(
        "Copy your Adagrad. Only the line in which the memory grows is "
        "different.",
        "The old memory keeps the share ρ, the new square gets the rest of "
        "the 1.",
    ),
    misconceptions=(
        _wrong(
            NeverForgets,
            "Your memory adds up all squares and never forgets: that is "
            "Adagrad, whose steps die away.",
            SETTLES,
        ),
        _wrong(
            SharesExchanged,
            "The shares are exchanged: with ρ = 0.9 your memory forgets nine "
            "tenths in every step.",
            "For how many steps does an average with ρ = 0.9 remember?",
            AVERAGE,
        ),
        _wrong(
            FadingSum,
            "The new square counts fully, so your memory is a fading sum, "
            "not an average.",
            SETTLES,
            AVERAGE,
        ),
        _wrong(
            StartRepaired,
            "You repair the start of the average. Adam does that; RMSprop "
            "takes the average as it is, so its first step is longer.",
            "How long is RMSprop's first step in the table of the book?",
        ),
        _wrong(
            MemoryLost,
            "Nothing is left of the memory when the next step begins: only "
            "the current gradient counts.",
            "Where is the average kept from one call of `step` to the next?",
        ),
        _wrong(
            AverageOfSizes,
            "You average the sizes of the gradients where their squares "
            "belong. RMS is the root of the mean *square*.",
            "What do the three letters RMS stand for?",
        ),
        _wrong(_named(pieces.EpsilonInside), *EPSILON_INSIDE),
        _wrong(
            _named(pieces.NoRoot),
            "The root is missing: you divide by the mean square itself. Then "
            "a steep weight moves *less* than a flat one.",
            "What do the three letters RMS stand for?",
        ),
        _wrong(_named(pieces.Climbs), *CLIMBS),
        _wrong(_named(pieces.MovesACopy), *MOVES_A_COPY),
        _wrong(_named(pieces.OneMemory), *ONE_MEMORY),
        _wrong(
            _named(pieces.OneRateForAll),
            "All weights of an array share one step size. The point is that "
            "each has its own.",
            WHOSE_STEPS,
        ),
        _wrong(_named(pieces.OldMemory), *OLD_MEMORY),
    ),
)
